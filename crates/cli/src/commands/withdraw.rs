//! `participants withdraw`: withdraws a participant from a session, or shows what would be sent.

use super::{enrol::show, send_or_show};
use crate::{args::Args, connection::Connection, exit::Failure, output::Output};

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    (id, session): (&str, &str),
    dry_run: bool,
    out: &Output,
) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let prepare = place.directory.prepare_withdraw(id, session);
    let Some(withdrawn) = send_or_show(&place, prepare, dry_run, out).await? else { return Ok(()) };
    show("withdrawn", &withdrawn, out)
}
