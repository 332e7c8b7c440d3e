//! What the members of one row of a bulk write do to a person.

use super::custom_fields;
use super::definitions::{ADMINISTRATOR, PROFILES, is_profile};
use super::logins::SHORTEST_LOGIN;
use super::persons::{int32, is_email, take_licence};
use super::store::{Record, Store, is_enabled};
use super::texts::{self, Text};
use crate::settings::Settings;
use serde_json::Value;

/// Wire name, stored name. The first three are required of a new person.
const TEXTS: &[(&str, &str)] = &[
    ("fname", "FirstName"),
    ("lname", "LastName"),
    ("email", "Email"),
    ("title", "Title"),
    ("role", "Role"),
    ("code", "PersonCode"),
    ("phone", "Phone"),
    ("phoneMobile", "PhoneMobile"),
    ("comments", "Comments"),
    ("timezone", "TimeZone"),
];
const REQUIRED: usize = 3;
const OTHERS: &[&str] = &["action", "cid", "pid", "login", "active", "profile", "profileKeepExisting", "cfs", "data"];

/// Refuses a row that lacks what a new person needs.
pub(super) fn require(item: &Value) -> Result<(), String> {
    match TEXTS[..REQUIRED].iter().find(|(wire, _)| item[*wire].as_str().is_none_or(|text| text.trim().is_empty())) {
        Some((wire, _)) => Err(format!("{wire} is missing")),
        None => Ok(()),
    }
}

/// Whether a row may have a member of this name.
pub(super) fn is_known(name: &str) -> bool {
    TEXTS.iter().any(|(wire, _)| *wire == name) || OTHERS.contains(&name)
}

/// Applies the row to `person`; `before` is `None` for a new one.
pub(super) fn fill(
    store: &Store,
    settings: &Settings,
    before: Option<&Record>,
    person: &mut Record,
    item: &Value,
) -> Result<(), String> {
    for (index, (wire, stored)) in TEXTS.iter().enumerate() {
        let Some(value) = item.get(*wire) else { continue };
        let text = Text { wire, stored, required: index < REQUIRED };
        texts::change(settings, person, text, value, settings.word("v2_null")).map_err(|refusal| refusal.text)?;
    }
    if item["email"].as_str().is_some_and(|email| !is_email(email)) {
        return Err("email is not an address".into());
    }
    custom_fields::change(settings, person, item)?;
    sign_in(store, settings, before, person, item)
}

/// Login, profile and activation. No password is assigned here; a profile that is not named is the first by name.
fn sign_in(
    store: &Store,
    settings: &Settings,
    before: Option<&Record>,
    person: &mut Record,
    item: &Value,
) -> Result<(), String> {
    match &item["login"] {
        Value::Null => {}
        Value::String(login) if login.chars().count() < SHORTEST_LOGIN => return Err("login needs 8 characters".into()),
        Value::String(login) if store.login_taken(login, before) && settings.is("duplicate_login", "refused") => {
            return Err("the login is taken".into());
        }
        login @ Value::String(_) => drop(person.insert("Login".into(), login.clone())),
        _ => return Err("login must be text".into()),
    }
    let keep = before.is_some() && item["profileKeepExisting"] == true;
    match &item["profile"] {
        Value::Null => {}
        _ if keep => {}
        profile => {
            let known = int32(profile).filter(|id| is_profile(*id));
            let profile = known.ok_or("there is no such profile")?;
            if profile == ADMINISTRATOR && before.is_none() {
                return Err("the Administrator profile cannot be given to a new person".into());
            }
            person.insert("UserProfileId".into(), profile.into());
        }
    }
    if person.contains_key("Login") && !person.contains_key("UserProfileId") {
        let free = PROFILES.iter().filter(|(id, _)| *id != ADMINISTRATOR);
        let first = free.min_by_key(|(_, name)| *name).map_or(ADMINISTRATOR, |(id, _)| *id);
        person.insert("UserProfileId".into(), first.into());
    }
    match &item["active"] {
        Value::Null => return Ok(()),
        Value::Bool(true) if !person.contains_key("Login") => return Err("there is no login to enable".into()),
        Value::Bool(true) => {
            take_licence(store, settings, before.is_some_and(is_enabled)).map_err(|refusal| refusal.text)?;
        }
        Value::Bool(false) => {}
        _ => return Err("active must be true, false or null".into()),
    }
    person.insert("IsActive".into(), item["active"].clone());
    Ok(())
}
