//! Create, update and remove a person: what each member may be, and what is left unsaid. The login rules are in
//! `logins`, the label rules in `labels`.

use super::definitions::ADMINISTRATOR;
use super::store::{Record, Store, number, text};
use super::texts::{self, Text};
use super::{Refusal, labels, logins};
use crate::settings::Settings;
use serde_json::Value;

/// The texts of a person; the first three are required.
const TEXTS: &[&str] =
    &["FirstName", "LastName", "Email", "PersonCode", "Title", "Role", "Phone", "PhoneMobile", "Comments"];
const REQUIRED: usize = 3;
const OTHERS: &[&str] = &["PersonId", "Login", "Password", "UserProfileId", "IsActive", "Labels", "labels"];

/// Adds a person to a company. Answers the new id.
pub(super) fn create(store: &mut Store, settings: &Settings, company: i64, data: &Record) -> Result<i64, Refusal> {
    refuse_unknown_company(store, settings, company)?;
    if data.contains_key("PersonId") {
        return Err(Refusal::bad("PersonId is given by the server"));
    }
    for name in &TEXTS[..REQUIRED] {
        if data.get(*name).is_none_or(Value::is_null) {
            return Err(Refusal::bad(format!("{name} is missing")));
        }
    }
    let mut person = Record::new();
    person.insert("CompanyId".into(), company.into());
    person.insert("IsActive".into(), false.into());
    person.insert("Assignments".into(), 0.into());
    change(store, settings, None, &mut person, data)?;
    if !person.contains_key("PersonCode") {
        person.insert("PersonCode".into(), initials(&person).into());
    }
    Ok(store.add_person(person))
}

/// Changes the person that `data` names, all of it or nothing.
pub(super) fn update(store: &mut Store, settings: &Settings, company: i64, data: &Record) -> Result<(), Refusal> {
    refuse_unknown_company(store, settings, company)?;
    let id = data.get("PersonId").ok_or_else(|| Refusal::bad("PersonId is missing"))?;
    let id = int32(id).filter(|id| *id > 0).ok_or_else(|| Refusal::bad("PersonId is not a positive number"))?;
    let before = of_company(store, settings, company, id)?;
    let mut person = before.clone();
    change(store, settings, Some(before), &mut person, data)?;
    store.put_person(id, person);
    Ok(())
}

/// Removes a person, with assigned work only if `remove_assignment`.
pub(super) fn remove(
    store: &mut Store,
    settings: &Settings,
    company: i64,
    id: i64,
    remove_assignment: bool,
) -> Result<(), Refusal> {
    refuse_unknown_company(store, settings, company)?;
    let person = of_company(store, settings, company, id)?;
    if number(person, "UserProfileId") == Some(ADMINISTRATOR) {
        return Err(Refusal::rule(settings, "The Administrator cannot be removed"));
    }
    if !remove_assignment && number(person, "Assignments") > Some(0) {
        return Err(Refusal::rule(settings, "Jobs, tasks or projects are assigned to the person"));
    }
    store.remove_person(id);
    Ok(())
}

/// A whole number of 32 bits.
pub(super) fn int32(value: &Value) -> Option<i64> {
    value.as_i64().filter(|number| i32::try_from(*number).is_ok())
}

/// A loose look: something, one `@`, something, and no white space.
pub(super) fn is_email(text: &str) -> bool {
    let sides: Vec<&str> = text.split('@').collect();
    sides.len() == 2 && sides.iter().all(|side| !side.is_empty()) && !text.contains(char::is_whitespace)
}

/// The two initials, which a code is by default.
pub(super) fn initials(person: &Record) -> String {
    ["FirstName", "LastName"]
        .iter()
        .filter_map(|name| text(person, name).chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Enabling a login takes a licence.
pub(super) fn take_licence(store: &Store, settings: &Settings, was_enabled: bool) -> Result<(), Refusal> {
    if !was_enabled && store.enabled() >= store.licensed() + settings.number("spare_licences") {
        return Err(Refusal::rule(settings, "There is no free user licence"));
    }
    Ok(())
}

fn change(
    store: &Store,
    settings: &Settings,
    before: Option<&Record>,
    person: &mut Record,
    data: &Record,
) -> Result<(), Refusal> {
    texts::refuse_unknown(settings, data.keys(), |name| TEXTS.contains(&name) || OTHERS.contains(&name))?;
    for (index, name) in TEXTS.iter().enumerate() {
        if let Some(value) = data.get(*name) {
            let text = Text { wire: name, stored: name, required: index < REQUIRED };
            texts::change(settings, person, text, value, settings.word("null_text"))?;
        }
    }
    if data.get("Email").and_then(Value::as_str).is_some_and(|email| !is_email(email)) {
        return Err(Refusal::bad("Email is not a valid address"));
    }
    labels::change(settings, person, data)?;
    logins::change(store, settings, before, person, data)
}

fn refuse_unknown_company(store: &Store, settings: &Settings, company: i64) -> Result<(), Refusal> {
    store.company(company).map(|_| ()).ok_or_else(|| Refusal::unknown(settings, "There is no such company"))
}

fn of_company<'a>(store: &'a Store, settings: &Settings, company: i64, id: i64) -> Result<&'a Record, Refusal> {
    store
        .person(id)
        .filter(|person| number(person, "CompanyId") == Some(company))
        .ok_or_else(|| Refusal::unknown(settings, "There is no such person in this company"))
}
