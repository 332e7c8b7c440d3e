//! What came back of a write, compared with what was sent.
//!
//! A server of this kind may ignore a name it does not know and still answer "created". The answer is the only place
//! where that shows.

use super::draft::Members;
use crate::{OnMismatch, Participant, map::MAPPING, wire::spelling::is_same};
use participants_core::{
    Document, Error, ErrorKind, Record,
    serde_json::{Map, Value},
};

/// What came back of a write, and how it compares with what was sent.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Echo {
    /// The record, if the answer shows one. It may be thin: the documentation's samples show an identifier and two
    /// names.
    pub record: Option<Record<Participant>>,
    /// The members that came back with another value than was sent, by dotted path as sent.
    pub different: Vec<String>,
    /// The members that were sent and did not come back, by dotted path as sent.
    pub missing: Vec<String>,
}

impl Echo {
    /// Compares every member sent with the record, in whichever spelling it came back.
    pub(super) fn compare(sent: &Members, record: Option<Record<Participant>>) -> Self {
        let mut echo = Self { record, ..Self::default() };
        let back = match echo.record.as_ref().map(|record| record.document().value()) {
            Some(Value::Object(back)) => back,
            _ => Map::new(),
        };
        let sent = sent.iter().map(|(name, value)| (name.clone(), Document::inside(value).value()));
        echo.look("", &sent.collect(), &back);
        echo
    }

    /// The same, or an error where the account asks for one.
    pub(super) fn judged(self, on_mismatch: OnMismatch) -> Result<Self, Error> {
        let warnings = self.warnings();
        if on_mismatch == OnMismatch::Warn || warnings.is_empty() {
            return Ok(self);
        }
        let about =
            |paths: &[String], text: &str| paths.iter().map(|path| MAPPING.complaint(path, text)).collect::<Vec<_>>();
        let mut fields = about(&self.different, "came back as something else than was sent");
        fields.extend(about(&self.missing, "was sent and did not come back"));
        Err(Error::new(ErrorKind::Mismatch, "the answer does not show all that was sent").with_fields(fields))
    }

    /// What there is to say about the comparison, naming fields and no values.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let named = |paths: &[String]| {
            let names = paths.iter().map(|path| MAPPING.complaint(path, "").to_string());
            names.collect::<Vec<_>>().join(", ")
        };
        let mut warnings = Vec::new();
        if !self.different.is_empty() {
            warnings.push(format!("stored as something else than was sent: {}", named(&self.different)));
        }
        if self.record.is_none() {
            warnings.push("the answer shows no participant: whether all was stored is not known".to_owned());
        } else if !self.missing.is_empty() {
            let missing = named(&self.missing);
            warnings.push(format!("the answer does not show whether these were stored: {missing}"));
        }
        warnings
    }

    fn look(&mut self, above: &str, sent: &Map<String, Value>, back: &Map<String, Value>) {
        for (name, value) in sent {
            let path = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
            match (value, find(back, name)) {
                (Value::Object(sent), Some(Value::Object(back))) => self.look(&path, sent, back),
                (_, Some(found)) if is_covered(value, found) => {}
                (_, Some(_)) => self.different.push(path),
                (_, None) if is_empty(value) => {}
                (_, None) => self.missing.push(path),
            }
        }
    }
}

/// A member in the spelling that was sent, or else in another.
fn find<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let other = || members.iter().find(|(other, _)| is_same(other, name)).map(|(_, value)| value);
    members.get(name).or_else(other)
}

/// Whether everything sent is in what came back. The server may add members of its own, write a number as a text, and
/// write nothing in any way it likes.
fn is_covered(sent: &Value, back: &Value) -> bool {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            sent.iter().all(|(name, value)| is_covered(value, find(back, name).unwrap_or(&Value::Null)))
        }
        (Value::Array(sent), Value::Array(back)) => {
            sent.len() == back.len() && sent.iter().all(|item| back.iter().any(|other| is_covered(item, other)))
        }
        (sent, back) if is_empty(sent) => is_empty(back),
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            number.to_string() == *text
        }
        _ => sent == back,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
