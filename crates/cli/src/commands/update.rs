//! `participants update`: named fields changed, each with what it was before and is now.

use super::{assignment, field, send_or_show};
use crate::{
    args::Args,
    connection::Connection,
    exit::Failure,
    output::{Output, note},
};
use participants::{AlreadyRead, Change, Field, Kind, ParticipantUpdate, Updated};
use serde::Serialize;
use serde_json::Value;

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    id: &str,
    (set, clear): (&[String], &[String]),
    dry_run: bool,
    out: &Output,
) -> Result<(), Failure> {
    let update = read(set, clear)?;
    let place = Connection::named(args, provider).await?;
    let prepare = place.directory.prepare_update(id, AlreadyRead::Nothing, &update);
    let Some(updated) = send_or_show(&place, prepare, dry_run, out).await? else { return Ok(()) };
    updated.warnings.iter().for_each(|warning| note(warning));
    let changes: Vec<_> = update.named().into_iter().map(|field| compare(field, &updated)).collect();
    show(id, &changes, out)
}

/// One field as it was and as it is, as far as the provider shows either.
#[derive(Serialize)]
struct FieldChange {
    field: String,
    before: Value,
    after: Value,
}

/// What is printed of an update.
#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    changes: &'a [FieldChange],
}

/// The update of a command line, every field named once.
fn read(set: &[String], clear: &[String]) -> Result<ParticipantUpdate, Failure> {
    let mut update = ParticipantUpdate::new();
    let once = |update: &ParticipantUpdate, field: &Field| match update.change(field) {
        Change::Keep => Ok(()),
        _ => Err(Failure::invalid(format!("{field} is named twice. Nothing was sent."))),
    };
    for text in set {
        let (field, value) = assignment(text)?;
        once(&update, &field)?;
        update.set_text(&field, value)?;
    }
    for name in clear {
        let field = field(name)?;
        once(&update, &field)?;
        update.clear(&field)?;
    }
    if update.named().is_empty() {
        return Err(Failure::invalid("name at least one field with --set or --clear. Nothing was sent."));
    }
    Ok(update)
}

fn compare(field: Field, updated: &Updated) -> FieldChange {
    let (was, is) = updated.field(&field);
    FieldChange { before: typed(&field, was), after: typed(&field, is), field: field.to_string() }
}

/// A value as JSON has it in a participant: yes and no are booleans, everything else is text.
fn typed(field: &Field, value: Option<String>) -> Value {
    match value {
        Some(text) if field.kind() == Kind::Bool => Value::from(text == "true"),
        value => Value::from(value),
    }
}

fn show(id: &str, changes: &[FieldChange], out: &Output) -> Result<(), Failure> {
    let cell = |value: &Value| match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |change: &FieldChange| vec![change.field.clone(), cell(&change.before), cell(&change.after)];
    out.report(&Shown { id, changes }, &["field", "before", "after"], changes.iter().map(row))
}
