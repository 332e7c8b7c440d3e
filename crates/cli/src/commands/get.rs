//! `participants get`: one participant.

use super::rows;
use crate::{args::Args, connection::Connection, exit::Failure, output::Output};

pub(crate) async fn run(args: &Args, provider: &str, id: &str, out: &Output) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let person = place.directory.get(id).await;
    place.directory.close().await;
    let person = person?;
    out.print(&person, &["field", "value"], rows(&person))
}
