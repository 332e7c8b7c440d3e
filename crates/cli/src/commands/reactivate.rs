//! `participants reactivate`: reactivates a participant who was deactivated.

use super::{deactivate, send_or_show};
use crate::{args::Args, connection::Connection, exit::Failure, output::Output};
use participants::AlreadyRead;

pub(crate) async fn run(args: &Args, provider: &str, id: &str, dry_run: bool, out: &Output) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let prepare = place.directory.prepare_reactivate(id, AlreadyRead::Nothing);
    let Some(updated) = send_or_show(&place, prepare, dry_run, out).await? else { return Ok(()) };
    deactivate::show(id, &updated, out)
}
