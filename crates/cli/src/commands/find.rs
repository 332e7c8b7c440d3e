//! `participants find`: the participants with an e-mail address.

use super::{list, object};
use crate::{args::Args, exit::Failure, output::Output, place::Place};
use participants::serde_json::Value;

pub(crate) async fn run(args: &Args, provider: &str, email: &str, out: &Output) -> Result<(), Failure> {
    let place = Place::named(args, provider).await?;
    let people = place.directory.find(email).await;
    place.directory.close().await;
    let people = people?;
    out.print(&Value::Array(people.iter().map(object).collect()), list::HEADER, people.iter().map(list::row))
}
