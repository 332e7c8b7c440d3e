//! What writing one text does, where the pages leave `null` and `""` open. The same for persons and companies.

use super::Refusal;
use super::store::Record;
use crate::settings::Settings;
use serde_json::Value;

/// A text that can be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// The name it is written under.
    pub(super) wire: &'a str,
    /// The name it is stored under.
    pub(super) stored: &'a str,
    /// Whether it can never be empty.
    pub(super) required: bool,
}

/// Writes `value`; `null` says what JSON `null` does: `refused`, `keeps` or `clears`.
pub(super) fn change(
    settings: &Settings,
    record: &mut Record,
    text: Text<'_>,
    value: &Value,
    null: &str,
) -> Result<(), Refusal> {
    let Text { wire, stored, required } = text;
    let act = match value {
        Value::String(text) if required && text.trim().is_empty() => "refused",
        Value::String(text) if text.is_empty() => settings.word("empty_text"),
        Value::String(_) => {
            record.insert(stored.into(), value.clone());
            return Ok(());
        }
        Value::Null if required && null != "keeps" => "refused",
        Value::Null => null,
        _ => return Err(Refusal::bad(format!("{wire} must be text"))),
    };
    match act {
        "keeps" => {}
        "clears" => drop(record.remove(stored)),
        _ => return Err(Refusal::bad(format!("{wire} must not be empty"))),
    }
    Ok(())
}

/// Refuses members that no page lists, where the settings say so.
pub(super) fn refuse_unknown<'a>(
    settings: &Settings,
    names: impl IntoIterator<Item = &'a String>,
    known: impl Fn(&str) -> bool,
) -> Result<(), Refusal> {
    match names.into_iter().find(|name| !known(name)) {
        Some(name) if settings.is("unknown_members", "refused") => {
            Err(Refusal::bad(format!("There is no member {name}")))
        }
        _ => Ok(()),
    }
}
