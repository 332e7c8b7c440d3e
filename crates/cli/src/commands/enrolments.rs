//! `participants enrolments`: the sessions of a participant, including those they have left.

use crate::{args::Args, connection::Connection, exit::Failure, output::Output};
use participants::Enrolment;
use serde_json::{Value, json};

/// What a table shows of each enrolment.
pub(super) const HEADER: &[&str] = &["session", "status", "completed", "passed", "enrolment"];

pub(crate) async fn run(args: &Args, provider: &str, id: &str, out: &Output) -> Result<(), Failure> {
    let place = Connection::named(args, provider).await?;
    let enrolments = place.directory.enrolments(id).await;
    place.directory.close().await;
    let enrolments = enrolments?;
    let json: Value = enrolments.iter().map(as_json).collect();
    out.print(&json, HEADER, enrolments.iter().map(row))
}

pub(super) fn as_json(enrolment: &Enrolment) -> Value {
    json!({
        "enrolment": enrolment.id,
        "session": enrolment.session,
        "enrolment_status": enrolment.status.as_ref().map(ToString::to_string),
        "payment_status": enrolment.payment,
        "completed": enrolment.completed,
        "passed": enrolment.passed,
        "no_show": enrolment.no_show,
    })
}

pub(super) fn row(enrolment: &Enrolment) -> Vec<String> {
    let flag = |value: Option<bool>| value.map(|flag| flag.to_string()).unwrap_or_default();
    vec![
        enrolment.session.clone().unwrap_or_default(),
        enrolment.status.as_ref().map(ToString::to_string).unwrap_or_default(),
        flag(enrolment.completed),
        flag(enrolment.passed),
        enrolment.id.clone().unwrap_or_default(),
    ]
}
