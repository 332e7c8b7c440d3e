//! Dendreo's answers: records and lists in the shapes set, and refusals. The French texts are made up, as no
//! source has the real ones.

use crate::emulator::Reply;
use crate::settings::Settings;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A refusal in the documented shape, with its texts; 422 unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) status: u16,
    pub(super) texts: Vec<String>,
}

impl Failure {
    /// A 422 with one text.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { status: 422, texts: vec![text.into()] }
    }

    /// The same with another status.
    pub(super) fn with(self, status: u16) -> Self {
        Self { status, ..self }
    }
}

impl From<Failure> for Reply {
    fn from(failure: Failure) -> Self {
        Reply::json(failure.status, &json!({"status": "failure", "errors": failure.texts}))
    }
}

/// A refusal in the form set.
pub(super) fn refusal(settings: &Settings, failure: Failure) -> Reply {
    // The texts here are a complaint and the member in parentheses.
    let sentence = |text: &String| match text.strip_suffix(')') {
        Some(named) => format!("{named} est vide ou incorrect)"),
        None => text.clone(),
    };
    match settings.word("refusals") {
        "sentence" => Failure { texts: failure.texts.iter().map(sentence).collect(), ..failure }.into(),
        "one_text" => {
            let texts: Vec<_> = failure.texts.iter().map(sentence).collect();
            Reply::json(failure.status, &json!({"status": "failure", "errors": texts.join("; ")}))
        }
        _ => failure.into(),
    }
}

/// A list by filter; the setting `lone` says what one of one is.
pub(super) fn list(settings: &Settings, lone: &str, mut records: impl ExactSizeIterator<Item = Value>) -> Reply {
    match records.len() {
        0 if settings.is("no_match", "empty") => Reply::empty(200),
        1 if settings.is(lone, "object") => {
            records.next().map_or_else(|| Reply::empty(200), |one| Reply::json(200, &one))
        }
        _ => whole_list(records),
    }
}

/// A list that is one whatever its length.
pub(super) fn whole_list(records: impl IntoIterator<Item = Value>) -> Reply {
    // One record's text at a time: as one value, a list of 100,000 would take several times its own size.
    let mut body = String::from("[");
    for record in records {
        if body.len() > 1 {
            body.push(',');
        }
        body.push_str(&record.to_string());
    }
    body.push(']');
    Reply::text(200, "application/json", body)
}

/// A single read.
pub(super) fn single(settings: &Settings, record: Option<Value>) -> Reply {
    match record {
        Some(record) if settings.is("single_read", "list") => whole_list([record]),
        Some(record) => Reply::json(200, &record),
        None => match settings.word("unknown_record") {
            "list" => whole_list([]),
            "empty" => Reply::empty(200),
            _ => unknown().with(settings.status("unknown_record")).into(),
        },
    }
}

/// The answer to a write.
pub(super) fn written(settings: &Settings, status: u16, record: &Value) -> Reply {
    if settings.is("write_answer", "empty") { Reply::empty(status) } else { Reply::json(status, record) }
}

/// The answer to a delete of these ids.
pub(super) fn deleted(settings: &Settings, ids: &BTreeSet<u64>) -> Reply {
    match settings.word("delete_answer") {
        "object" => Reply::json(200, &json!({"status": "success"})),
        "list" => whole_list(ids.iter().map(|id| id.to_string().into())),
        "text" => Reply::text(200, "application/json", "\"OK\""),
        _ => Reply::empty(200),
    }
}

/// No such record.
pub(super) fn unknown() -> Failure {
    Failure::of("Enregistrement introuvable")
}

/// A key that is missing, wrong or without the right.
pub(super) fn unauthorized(settings: &Settings) -> Reply {
    match settings.word("unauthorized_body") {
        "message" => Reply::json(401, &json!({"message": "Accès non autorisé"})),
        "failure" => Failure::of("Accès non autorisé").with(401).into(),
        "html" => Reply::text(401, "text/html; charset=utf-8", "<html><body><h1>Accès non autorisé</h1></body></html>"),
        _ => Reply::empty(401),
    }
}

/// One call too many.
pub(super) fn over_limit(settings: &Settings) -> Reply {
    match settings.word("over_limit_body") {
        "message" => Reply::json(429, &json!({"message": "Trop de requêtes"})),
        "text" => Reply::text(429, "text/plain; charset=utf-8", "Trop de requêtes"),
        _ => Reply::empty(429),
    }
}

/// No such instance or script.
pub(super) fn unknown_entry(settings: &Settings) -> Reply {
    let text = "Ce point d'entrée n'existe pas";
    if settings.is("unknown_entry_body", "message") {
        Reply::json(404, &json!({"message": text}))
    } else {
        Reply::text(404, "text/plain; charset=utf-8", text)
    }
}
