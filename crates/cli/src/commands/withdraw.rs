//! `participants withdraw`: withdraws a participant from a session.

use super::enrol::show;
use crate::{args::Args, connection::Connection, exit::Failure, output::Output};

pub(crate) async fn run(args: &Args, provider: &str, (id, session): (&str, &str), out: &Output) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let withdrawn = place.directory.withdraw(id, session).await;
    place.directory.close().await;
    show("withdrawn", &withdrawn?, out)
}
