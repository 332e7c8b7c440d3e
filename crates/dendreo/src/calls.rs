//! The calls all resources share, each written once, and the few that only one resource has.

mod delete;
mod get;
mod individuals;
mod list;
mod put;
mod query;
mod write;

pub use delete::Delete;
pub use get::{Get, GetSeveral};
pub use individuals::{CreateIndividual, Individual, UpdateIndividual};
pub use list::List;
pub use put::PutTrainingAction;
pub(crate) use query::Query;
pub use write::{Create, Update};

use crate::Id;
use participants_core::{Document, Error, ErrorKind, serde_json::Value};

/// A record's number. An empty one would ask for all records, or delete unknown ones; `0` stands for "none".
pub(crate) fn number(id: &str) -> Result<&str, Error> {
    let is_number = !id.is_empty() && !id.starts_with('0') && id.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then_some(id).ok_or_else(|| Error::invalid("an id of Dendreo is a number above zero"))
}

/// Numbers as a comma list; at least one.
pub(crate) fn numbers(ids: &[String]) -> Result<String, Error> {
    if ids.is_empty() {
        return Err(Error::invalid("no record is named"));
    }
    Ok(ids.iter().map(|id| number(id)).collect::<Result<Vec<_>, _>>()?.join(","))
}

/// A text that stands alone: a comma in it would make two of it.
pub(crate) fn lone(text: &str) -> Result<&str, Error> {
    let is_lone = !text.trim().is_empty() && !text.contains(',');
    is_lone.then_some(text).ok_or_else(|| Error::invalid("an external id or a name must not be empty or hold a comma"))
}

/// Whether the record that came is the one with this number.
fn is_the_one(document: &Document, id: Id, asked: &str) -> bool {
    match text_of(document, id.name()) {
        Some(found) => found == asked,
        None => matches!(id, Id::Assumed(_)),
    }
}

/// A member of a record as text, be it written as text or as a number.
fn text_of(document: &Document, name: &str) -> Option<String> {
    match Document::inside(document.member(name)?).value() {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The error for another record than the one asked for or changed.
fn mismatch(explanation: &'static str) -> Error {
    Error::new(ErrorKind::Mismatch, explanation)
}
