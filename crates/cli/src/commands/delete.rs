//! `participants delete`: deletes a participant, which cannot be undone, or shows what would be sent.

use super::{carry::Shutdown, list, run_context::ask, send_or_show};
use crate::{
    args::Args,
    connection::Connection,
    exit::Failure,
    output::{Output, printable},
};
use participants::{AlreadyRead, ErrorKind, Operation};
use serde_json::json;

pub(crate) async fn run(
    args: &Args,
    (provider, id): (&str, &str),
    yes: bool,
    dry_run: bool,
    ending: &Shutdown,
    out: &Output,
) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    place.directory.capabilities().check_operation(Operation::Delete)?;
    if !yes && !dry_run {
        let who = describe(&place, id).await?;
        ask(&format!("Delete {who} at {} for good?", place.title), false).await?;
        // From now on the program must not end as if nothing had been changed.
        ending.writing();
    }
    let prepare = place.directory.prepare_delete(id, AlreadyRead::Nothing);
    if send_or_show(&place, prepare, dry_run, out).await?.is_none() {
        return Ok(());
    }
    out.report(&json!({"id": id, "deleted": true}), &["id", "deleted"], [vec![id.to_owned(), "yes".into()]])
}

/// Who is meant by an identifier, as far as the provider shows it.
async fn describe(place: &Connection, id: &str) -> Result<String, Failure> {
    match place.directory.get(id).await {
        Ok(person) => {
            let shown = list::row(&person).into_iter().filter(|cell| !cell.is_empty());
            Ok(printable(&shown.collect::<Vec<_>>().join(", ")))
        }
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::Configuration) => Ok(id.to_owned()),
        Err(error) => Err(error.into()),
    }
}
