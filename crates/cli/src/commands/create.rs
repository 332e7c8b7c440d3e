//! `participants create`: creates a participant, or shows what would be sent.

use super::{assignment, rows, send_or_show};
use crate::{
    args::Args,
    connection::Connection,
    exit::Failure,
    output::{Output, note},
};
use participants::{Created, ExistenceCheck, NewParticipant};
use serde_json::json;

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    set: &[String],
    unchecked: bool,
    dry_run: bool,
    out: &Output,
) -> Result<(), Failure> {
    let mut new = NewParticipant::new();
    for text in set {
        let (field, value) = assignment(text)?;
        new.set_text(&field, value)?;
    }
    let place = Connection::named(args, provider).await?;
    let check = if unchecked { ExistenceCheck::Skipped } else { ExistenceCheck::ByEveryKey };
    let prepare = place.directory.prepare_create(&new, check);
    let Some(created) = send_or_show(&place, prepare, dry_run, out).await? else { return Ok(()) };
    if created.existed {
        note("the participant exists already; nothing was sent, and nothing was changed");
    }
    show(if created.existed { "already there" } else { "created" }, &created, out)
}

fn show(outcome: &str, created: &Created, out: &Output) -> Result<(), Failure> {
    created.warnings.iter().for_each(|warning| note(warning));
    if created.id.is_none() {
        note("the provider does not say under which identifier");
    }
    let json = json!({"outcome": outcome, "id": created.id, "participant": created.participant});
    let mut table = vec![vec!["outcome".to_owned(), outcome.to_owned()]];
    match &created.participant {
        Some(person) => table.extend(rows(person)),
        None => table.extend(created.id.iter().map(|id| vec!["id".to_owned(), id.clone()])),
    }
    out.report(&json, &["field", "value"], table)
}
