//! `participants enrol`: somebody in a session, or what would be sent for it.

use super::{enrolments, previews};
use crate::{
    args::Args,
    exit::Failure,
    output::{Output, note},
    place::Place,
};
use participants::{Enrolled, Made};
use serde_json::json;

pub(crate) async fn run(
    args: &Args,
    provider: &str,
    (id, session): (&str, &str),
    dry_run: bool,
    out: &Output,
) -> Result<(), Failure> {
    let place = Place::named(args, provider).await?;
    if dry_run {
        let requests = place.directory.preview_enrol(id, session).await;
        place.directory.close().await;
        return previews(&requests?, out);
    }
    let made = place.directory.enrol(id, session).await;
    place.directory.close().await;
    match made? {
        Made::Created(enrolled) => show("enrolled", &enrolled, out),
        Made::AlreadyThere(enrolled) => {
            note("the participant takes part in that session already; nothing was sent");
            show("already there", &enrolled, out)
        }
        Made::Unknown(error) => Err(error.into()),
    }
}

/// What became of it, and the enrolment as it is now, as far as it is known.
pub(super) fn show(outcome: &str, enrolled: &Enrolled, out: &Output) -> Result<(), Failure> {
    enrolled.warnings.iter().for_each(|warning| note(warning));
    let enrolment = enrolled.enrolment.as_ref();
    let json = json!({"outcome": outcome, "enrolment": enrolment.map(enrolments::as_json)});
    let header: Vec<_> = ["outcome"].iter().chain(enrolments::HEADER).copied().collect();
    let told = enrolment.map(enrolments::row).unwrap_or_default();
    out.report(&json, &header, [std::iter::once(outcome.to_owned()).chain(told).collect()])
}
