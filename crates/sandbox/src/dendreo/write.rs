//! How a write changes a record: which names count, what clears, what is refused. All of it or nothing.

use super::answers::Failure;
use super::clock::is_day;
use super::input::{Input, scalar};
use super::record::Fields;
use crate::settings::Settings;
use serde_json::Value;
use std::borrow::Cow;

/// The names of a call that are no fields.
const NO_FIELDS: [&str; 4] = ["key", "id", "id_participant", "id_entreprise"];

/// The record after the write.
///
/// # Errors
/// Everything that is wrong with it, one text each.
pub(super) fn apply(
    settings: &Settings,
    before: &Fields,
    input: &Input,
    field: fn(&str) -> Option<Cow<'static, str>>,
    required: &[&str],
) -> Result<Fields, Failure> {
    let mut after = if settings.is("update", "whole") { Fields::new() } else { before.clone() };
    let mut texts = Vec::new();
    for (name, value) in input.merged() {
        let Some(stored) = field(name) else {
            if settings.is("unknown_field", "refused") && !NO_FIELDS.contains(&name) {
                texts.push(format!("Champ inconnu ({name})"));
            }
            continue;
        };
        match text(settings, name, value) {
            Ok(Some(text)) if text.is_empty() => drop(after.remove(&stored)),
            Ok(Some(text)) => drop(after.insert(stored, text)),
            Ok(None) => {}
            Err(refusal) => texts.push(refusal),
        }
    }
    let missing = required.iter().filter(|name| !after.contains_key(**name));
    texts.extend(missing.map(|name| format!("Champ obligatoire ({name})")));
    if texts.is_empty() { Ok(after) } else { Err(Failure { status: 422, texts }) }
}

/// What to store for a value; `None` leaves the field as it is.
fn text(settings: &Settings, name: &str, value: &Value) -> Result<Option<String>, String> {
    let refusal = || format!("Format incorrect ({name})");
    if value.is_null() {
        return match settings.word("null") {
            "clears" => Ok(Some(String::new())),
            "refused" => Err(refusal()),
            _ => Ok(None),
        };
    }
    let text = scalar(value).ok_or_else(refusal)?;
    let zero_is_none = name == "id_entreprise" && text == "0";
    if text.is_empty() || zero_is_none {
        return Ok(settings.is("empty_text", "clears").then(String::new));
    }
    match name {
        "email" if settings.is("email_check", "at_sign") && !has_at_sign(&text) => Err(refusal()),
        "date_de_naissance" if !is_day(&text) => {
            settings.is("bad_date", "zeroed").then(|| Some("0000-00-00".into())).ok_or_else(refusal)
        }
        _ => Ok(Some(text)),
    }
}

fn has_at_sign(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
}
