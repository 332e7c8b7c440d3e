//! `participants find`: the participants with an e-mail address.

use super::list;
use crate::{args::Args, exit::Failure, output::Output, place::Place};

pub(crate) async fn run(args: &Args, provider: &str, email: &str, out: &Output) -> Result<(), Failure> {
    let place = Place::named(args, provider).await?;
    let people = place.directory.find(email).await;
    place.directory.close().await;
    let people = people?;
    out.print(&people, list::HEADER, people.iter().map(list::row))
}
