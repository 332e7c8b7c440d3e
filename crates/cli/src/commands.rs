//! The commands, one file each.

pub(crate) mod accounts;
pub(crate) mod apply;
pub(crate) mod carry;
pub(crate) mod create;
pub(crate) mod deactivate;
pub(crate) mod delete;
pub(crate) mod demo;
pub(crate) mod enrol;
pub(crate) mod enrolments;
pub(crate) mod explain;
pub(crate) mod fields;
pub(crate) mod find;
pub(crate) mod get;
pub(crate) mod links;
pub(crate) mod list;
pub(crate) mod moving;
pub(crate) mod plan;
mod planning;
mod progress;
pub(crate) mod providers;
pub(crate) mod reactivate;
pub(crate) mod report;
pub(crate) mod resume;
pub(crate) mod roster;
mod run_context;
pub(crate) mod runs;
pub(crate) mod sandbox;
mod shown;
pub(crate) mod undo;
pub(crate) mod update;
pub(crate) mod withdraw;

use crate::{
    connection::Connection,
    exit::Failure,
    nearest::did_you_mean,
    output::{Output, line, note, printable},
};
use participants::{Error, Field, Participant, Prepared, transport::BoxFuture};
use serde_json::json;

/// A participant as rows of field and value.
fn rows(person: &Participant) -> Vec<Vec<String>> {
    person.present().map(|(field, value)| vec![field.to_string(), value]).collect()
}

/// A field's name.
fn field(text: &str) -> Result<Field, Failure> {
    text.parse().map_err(|error| {
        let names = Field::ALL.iter().map(Field::to_string).collect::<Vec<_>>();
        let meant = did_you_mean(text, names.iter().map(String::as_str));
        Failure::invalid(format!("{text}{meant}: {error}. Nothing was sent."))
    })
}

/// A field and its value, written `FIELD=VALUE` after `--set`.
fn assignment(text: &str) -> Result<(Field, &str), Failure> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(Failure::invalid(
            "--set takes FIELD=VALUE, such as --set phone=\"+33 6 00 00 00 00\". Nothing was sent.",
        ));
    };
    if value.is_empty() {
        let how =
            format!("--set {name}= gives no value; to make the field empty say --clear {name}. Nothing was sent.");
        return Err(Failure::invalid(how));
    }
    Ok((field(name)?, value))
}

/// Sends what is prepared and returns what came of it. With `dry_run` its requests are shown instead, and nothing is
/// written.
async fn send_or_show<T: Send + 'static>(
    place: &Connection,
    prepare: BoxFuture<'_, Result<Prepared<T>, Error>>,
    dry_run: bool,
    out: &Output,
) -> Result<Option<T>, Failure> {
    if dry_run {
        let requests = prepare.await.and_then(|write| write.preview());
        place.directory.close().await;
        return show_requests(&requests?, out).map(|()| None);
    }
    let sent = async { prepare.await?.send().await }.await;
    place.directory.close().await;
    Ok(Some(sent?))
}

/// Requests that would be sent.
fn show_requests(requests: &[String], out: &Output) -> Result<(), Failure> {
    if requests.is_empty() {
        note("nothing would be sent: the provider is as wanted already");
    }
    if out.is_json() {
        return line(&format!("{:#}", json!({ "would_send": requests })));
    }
    line(&requests.iter().map(|text| printable(text)).collect::<Vec<_>>().join("\n\n"))
}
