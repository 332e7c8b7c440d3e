//! How this API refuses a call: the three bodies of the framework it is built with. No page documents a failure, so the
//! body is a setting.

use super::wire::snake;
use crate::emulator::Reply;
use crate::settings::Settings;
use serde_json::{Map, Value, json};

/// One invalid member of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The way to the member, in the names of the request.
    pub(super) path: Vec<Step>,
    /// What is wrong with it.
    pub(super) detail: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

/// Shape C: one text, here the name of the status.
pub(super) fn plain(status: u16) -> Reply {
    Reply::json(status, &json!({"errors": {"detail": phrase(status)}}))
}

/// A missing or wrong token.
pub(super) fn unauthorized(settings: &Settings) -> Reply {
    let status = settings.status("unauthorized");
    match settings.word("unauthorized_body") {
        "text" => Reply::text(status, "text/plain; charset=utf-8", phrase(status)),
        "empty" => Reply::empty(status),
        _ => plain(status),
    }
}

/// A 422 for these members, in the shape set.
pub(super) fn invalid(settings: &Settings, problems: &[Problem]) -> Reply {
    match settings.word("failure_shape") {
        "B" => changeset(problems),
        "C" => plain(422),
        _ => {
            let text = settings.word("failure_text");
            let errors: Vec<Value> = problems.iter().map(|problem| problem.to_json(text)).collect();
            Reply::json(422, &json!({"errors": errors}))
        }
    }
}

/// Shape B: texts under the database's names, nested like the record. The envelope is no part of it.
pub(super) fn changeset(problems: &[Problem]) -> Reply {
    let problems: Vec<(&[Step], &str)> =
        problems.iter().map(|problem| (problem.path.get(1..).unwrap_or_default(), problem.detail.as_str())).collect();
    Reply::json(422, &json!({"errors": nested(&problems)}))
}

impl Problem {
    fn to_json(&self, text: &str) -> Value {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Step::Name(name) => pointer.push_str(name),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        json!({"title": "Invalid value", "source": {"pointer": pointer}, text: self.detail})
    }
}

/// Texts where a path ends, objects by name, arrays by index (with empty objects for the items in between).
fn nested(problems: &[(&[Step], &str)]) -> Value {
    let texts: Vec<Value> =
        problems.iter().filter(|(path, _)| path.is_empty()).map(|(_, detail)| (*detail).into()).collect();
    if !texts.is_empty() {
        return texts.into();
    }
    let below = |step: &Step| {
        let inner: Vec<(&[Step], &str)> = problems
            .iter()
            .filter_map(|(path, detail)| {
                path.split_first().filter(|(first, _)| *first == step).map(|(_, rest)| (rest, *detail))
            })
            .collect();
        nested(&inner)
    };
    let mut members = Map::new();
    let mut items = 0;
    for step in problems.iter().filter_map(|(path, _)| path.first()) {
        match step {
            Step::Name(name) => drop(members.insert(snake(name), below(step))),
            Step::Index(index) => items = items.max(index + 1),
        }
    }
    if items > 0 { (0..items).map(|index| below(&Step::Index(index))).collect() } else { members.into() }
}

fn phrase(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        406 => "Not Acceptable",
        410 => "Gone",
        413 => "Request Entity Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Entity",
        429 => "Too Many Requests",
        _ => "Internal Server Error",
    }
}
