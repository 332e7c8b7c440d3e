//! `participants enrol`: enrols a participant in a session, or shows what would be sent.

use super::{enrolments, send_or_show};
use crate::{
    args::Args,
    connection::Connection,
    exit::Failure,
    output::{Output, note},
};
use participants::Enrolled;
use serde_json::json;

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    (id, session): (&str, &str),
    dry_run: bool,
    out: &Output,
) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let prepare = place.directory.prepare_enrol(id, session);
    let Some(enrolled) = send_or_show(&place, prepare, dry_run, out).await? else { return Ok(()) };
    if enrolled.existed {
        note("the participant takes part in that session already; nothing was sent");
    }
    show(if enrolled.existed { "already there" } else { "enrolled" }, &enrolled, out)
}

/// Prints the result, and the enrolment as it is now, as far as it is known.
pub(super) fn show(outcome: &str, enrolled: &Enrolled, out: &Output) -> Result<(), Failure> {
    enrolled.warnings.iter().for_each(|warning| note(warning));
    let enrolment = enrolled.enrolment.as_ref();
    let json = json!({"outcome": outcome, "enrolment": enrolment.map(enrolments::as_json)});
    let header: Vec<_> = ["outcome"].iter().chain(enrolments::HEADER).copied().collect();
    let cells = enrolment.map(enrolments::row).unwrap_or_default();
    out.report(&json, &header, [std::iter::once(outcome.to_owned()).chain(cells).collect()])
}
