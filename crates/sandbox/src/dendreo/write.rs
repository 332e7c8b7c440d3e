//! How a write changes a record: which names count, what clears, what is refused. All of it or nothing.

use super::answers::Failure;
use super::clock::{is_day, is_day_or_moment};
use super::input::{Input, scalar};
use super::record::Fields;
use super::resource::{Kind, Resource};
use crate::settings::Settings;
use serde_json::Value;

/// The names of a call that are no fields of any record.
const NO_FIELDS: [&str; 5] = ["key", "id", "include", "fields", "show"];

/// The record after the write; `None` before is a record to be made.
///
/// # Errors
/// Everything that is wrong with it, one text each.
pub(super) fn apply(
    settings: &Settings,
    resource: &Resource,
    before: Option<&Fields>,
    input: &Input,
    required: &[&str],
) -> Result<Fields, Failure> {
    let mut after = before.cloned().unwrap_or_default();
    if settings.is("update", "whole") {
        after.retain(|name, _| resource.field(name).is_none());
    }
    let mut texts = Vec::new();
    for (name, value) in input.merged() {
        let Some(stored) = resource.field(name).filter(|name| *name != resource.id) else {
            let known = NO_FIELDS.contains(&name) || resource.id == name || resource.switches.contains(&name);
            if settings.is("unknown_field", "refused") && !known {
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
    // A record is made with what is required, and does not lose it later.
    let needed = required.iter().filter(|name| before.is_none_or(|before| before.contains_key(**name)));
    let missing = needed.filter(|name| !after.contains_key(**name));
    texts.extend(missing.map(|name| format!("Champ obligatoire ({name})")));
    if texts.is_empty() { Ok(after) } else { Err(Failure { status: 422, texts }) }
}

/// What a record of this kind must have.
pub(super) fn required(settings: &Settings, resource: &Resource) -> Vec<&'static str> {
    let said: &[&str] = match (resource.kind, settings.word("required"), settings.word("required_elsewhere")) {
        (Kind::Participant, "nom_prenom", _) => &["nom", "prenom"],
        (Kind::Participant, "nom_prenom_email", _) => &["nom", "prenom", "email"],
        (Kind::Participant, "nom_prenom_entreprise", _) => &["nom", "prenom", "id_entreprise"],
        (Kind::Participant, ..) => &["nom"],
        (.., "nothing") => &[],
        _ => resource.said_required,
    };
    [resource.required, said].concat()
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
    let zero_is_none = name.starts_with("id_") && !matches!(name, "id_add" | "id_externe") && text == "0";
    if text.is_empty() || zero_is_none {
        return Ok(settings.is("empty_text", "clears").then(String::new));
    }
    let is_date = |text: &str| if name == "date_de_naissance" { is_day(text) } else { is_day_or_moment(text) };
    match name {
        "email" if settings.is("email_check", "at_sign") && !has_at_sign(&text) => Err(refusal()),
        _ if name.starts_with("date_") && !is_date(&text) => {
            settings.is("bad_date", "zeroed").then(|| Some("0000-00-00".into())).ok_or_else(refusal)
        }
        _ => Ok(Some(text)),
    }
}

fn has_at_sign(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
}
