//! What one item of a bulk write does to the persons. The shape of the per-item results is on no page: it is a guess.
//!
//! `null` in an optional member counts as left out, since the documented types allow it and say nothing of an effect.

use super::logins::SHORTEST_LOGIN;
use super::persons::{initials, int32, is_email, take_licence};
use super::store::{ADMINISTRATOR, PROFILES, Record, Store, is_enabled, number};
use crate::emulator::Effect;
use crate::settings::Settings;
use serde_json::{Value, json};

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

/// Applies the items in order, each for itself. Answers their results and the strongest effect.
pub(super) fn apply(store: &mut Store, settings: &Settings, items: &[Value]) -> (Vec<Value>, Effect) {
    let mut effect = Effect::None;
    let mut results = Vec::with_capacity(items.len());
    for item in items {
        let (status, person, message) = match one(store, settings, item) {
            Ok((id, done)) => {
                if effect != Effect::Created && done != Effect::None {
                    effect = done;
                }
                ("Done", id, String::new())
            }
            Err(reason) => ("Failed", None, reason),
        };
        results.push(json!({"action": item["action"], "status": status, "pid": person, "data": item["data"],
            "message": message}));
    }
    (results, effect)
}

fn one(store: &mut Store, settings: &Settings, item: &Value) -> Result<(Option<i64>, Effect), String> {
    let company = int32(&item["cid"]).filter(|id| store.company(*id).is_some()).ok_or("cid names no company")?;
    if item["cfs"].as_array().is_some_and(|fields| !fields.is_empty()) {
        return Err("custom fields are not emulated".into());
    }
    let found = || find(store, company, item);
    match item["action"].as_str() {
        Some("Create") => create(store, settings, company, item),
        Some("Change") => {
            let id = found()?.ok_or("there is no such person")?;
            change(store, settings, id, item)
        }
        Some("ChangeOrCreate") => {
            require(item)?;
            match found()? {
                Some(id) => change(store, settings, id, item),
                None => create(store, settings, company, item),
            }
        }
        Some("Delete") => {
            let id = found()?.ok_or("there is no such person")?;
            if store.person(id).and_then(|person| number(person, "UserProfileId")) == Some(ADMINISTRATOR) {
                return Err("the Administrator cannot be removed".into());
            }
            store.remove_person(id);
            Ok((Some(id), Effect::Changed))
        }
        Some("Skip") => Ok((None, Effect::None)),
        _ => Err("action is not one of Create, Change, ChangeOrCreate, Delete".into()),
    }
}

/// The person that `pid`, `login` or `email` names, tried in this order.
fn find(store: &Store, company: i64, item: &Value) -> Result<Option<i64>, String> {
    let by_text = |wire: &str, name: &str| -> Vec<i64> {
        let Some(wanted) = item[wire].as_str().map(str::to_lowercase) else { return Vec::new() };
        let same = |person: &Record| {
            person.get(name).and_then(Value::as_str).is_some_and(|text| text.to_lowercase() == wanted)
        };
        store.persons().iter().filter(|(_, person)| same(person)).map(|(id, _)| *id).collect()
    };
    let mut found: Vec<i64> = int32(&item["pid"]).filter(|id| store.person(*id).is_some()).into_iter().collect();
    if found.is_empty() {
        found = by_text("login", "Login");
    }
    if found.is_empty() {
        found = by_text("email", "Email");
    }
    if found.len() > 1 {
        return Err("more than one person has this address".into());
    }
    let person = found.first().and_then(|id| store.person(*id));
    if person.is_some_and(|person| number(person, "CompanyId") != Some(company)) {
        return Err("the person belongs to another company".into());
    }
    Ok(found.first().copied())
}

fn require(item: &Value) -> Result<(), String> {
    match TEXTS[..3].iter().find(|(wire, _)| item[*wire].as_str().is_none_or(|text| text.trim().is_empty())) {
        Some((wire, _)) => Err(format!("{wire} is missing")),
        None => Ok(()),
    }
}

fn create(store: &mut Store, settings: &Settings, company: i64, item: &Value) -> Result<(Option<i64>, Effect), String> {
    require(item)?;
    let mut person = Record::new();
    person.insert("CompanyId".into(), company.into());
    person.insert("IsActive".into(), false.into());
    person.insert("Assignments".into(), 0.into());
    fill(store, settings, None, &mut person, item)?;
    if !person.contains_key("PersonCode") {
        person.insert("PersonCode".into(), initials(&person).into());
    }
    Ok((Some(store.add_person(person)), Effect::Created))
}

fn change(store: &mut Store, settings: &Settings, id: i64, item: &Value) -> Result<(Option<i64>, Effect), String> {
    let before = store.person(id).cloned().unwrap_or_default();
    let mut person = before.clone();
    fill(store, settings, Some(&before), &mut person, item)?;
    store.put_person(id, person);
    Ok((Some(id), Effect::Changed))
}

fn fill(
    store: &Store,
    settings: &Settings,
    before: Option<&Record>,
    person: &mut Record,
    item: &Value,
) -> Result<(), String> {
    for (index, (wire, name)) in TEXTS.iter().enumerate() {
        match &item[*wire] {
            Value::Null => {}
            Value::String(text) if index < 3 && text.trim().is_empty() => {
                return Err(format!("{wire} must not be empty"));
            }
            Value::String(text) if *wire == "email" && !is_email(text) => return Err("email is not an address".into()),
            text @ Value::String(_) => drop(person.insert((*name).into(), text.clone())),
            _ => return Err(format!("{wire} must be text")),
        }
    }
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
            let known = int32(profile).filter(|id| PROFILES.iter().any(|(known, _)| known == id));
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
