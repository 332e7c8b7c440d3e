//! `participants deactivate`: deactivates a participant in a way that can be reversed.

use super::{rows, send_or_show};
use crate::{
    args::Args,
    connection::Connection,
    exit::Failure,
    output::{Output, note},
};
use participants::{AlreadyRead, Updated};
use serde_json::json;

pub(crate) async fn run(args: &Args, provider: &str, id: &str, dry_run: bool, out: &Output) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let prepare = place.directory.prepare_deactivate(id, AlreadyRead::Nothing);
    let Some(updated) = send_or_show(&place, prepare, dry_run, out).await? else { return Ok(()) };
    show(id, &updated, out)
}

/// How the participant is now, as far as it is known.
pub(super) fn show(id: &str, updated: &Updated, out: &Output) -> Result<(), Failure> {
    updated.warnings.iter().for_each(|warning| note(warning));
    match &updated.after {
        Some(person) => out.report(person, &["field", "value"], rows(person)),
        None => out.report(&json!({ "id": id }), &["field", "value"], [vec!["id".into(), id.to_owned()]]),
    }
}
