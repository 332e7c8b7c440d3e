//! `participants withdraw`: somebody from a session.

use super::enrol::show;
use crate::{args::Args, exit::Failure, output::Output, place::Place};

pub(crate) async fn run(args: &Args, provider: &str, (id, session): (&str, &str), out: &Output) -> Result<(), Failure> {
    let place = Place::named(args, provider).await?;
    let withdrawn = place.directory.withdraw(id, session).await;
    place.directory.close().await;
    show("withdrawn", &withdrawn?, out)
}
