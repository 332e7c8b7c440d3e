//! The rules about logins: what must come together, what removes one, and what enabling one takes.

use super::Refusal;
use super::definitions::{ADMINISTRATOR, is_profile};
use super::persons::{int32, take_licence};
use super::store::{Record, Store, is_enabled};
use crate::settings::Settings;
use serde_json::Value;

const THREE: [&str; 3] = ["Login", "Password", "UserProfileId"];

/// The least characters of a login.
pub(super) const SHORTEST_LOGIN: usize = 8;

/// Applies `Login`, `Password`, `UserProfileId` and `IsActive` to `person`; `before` is `None` for a new one.
pub(super) fn change(
    store: &Store,
    settings: &Settings,
    before: Option<&Record>,
    person: &mut Record,
    data: &Record,
) -> Result<(), Refusal> {
    let active = requested_state(settings, before, data)?;
    let given: Vec<(&str, &Value)> = THREE.iter().filter_map(|name| Some((*name, data.get(*name)?))).collect();
    let nulls = given.iter().filter(|(_, value)| value.is_null()).count();
    if nulls > 0 {
        if nulls < given.len() {
            return Err(Refusal::bad("A login cannot be removed and set at once"));
        }
        if active == Some(true) {
            return Err(Refusal::bad("A login cannot be removed and enabled at once"));
        }
        THREE.iter().for_each(|name| drop(person.remove(*name)));
        person.insert("IsActive".into(), false.into());
        return Ok(());
    }
    if !given.is_empty() {
        check(store, settings, before, data)?;
        let had_login = before.is_some_and(has_login);
        if !had_login && given.len() < THREE.len() {
            return Err(Refusal::bad("A login needs Login, Password and UserProfileId"));
        }
        if let [("Login", _)] = given.as_slice()
            && settings.is("login_alone", "refused")
        {
            return Err(Refusal::bad("Login cannot be changed alone"));
        }
        for (name, value) in given {
            person.insert(name.into(), value.clone());
        }
    }
    match active {
        Some(true) if !has_login(person) => return Err(Refusal::bad("There is no login to enable")),
        Some(true) => take_licence(store, settings, before.is_some_and(is_enabled))?,
        _ => {}
    }
    if let Some(active) = active {
        person.insert("IsActive".into(), active.into());
    }
    Ok(())
}

/// What `IsActive` asks for; `None` keeps.
fn requested_state(settings: &Settings, before: Option<&Record>, data: &Record) -> Result<Option<bool>, Refusal> {
    match data.get("IsActive") {
        None if before.is_some() && settings.is("active_absent", "clears") => Ok(Some(false)),
        None => Ok(None),
        Some(Value::Bool(active)) => Ok(Some(*active)),
        Some(Value::Null) => match settings.word("null_text") {
            "keeps" => Ok(None),
            "clears" => Ok(Some(false)),
            _ => Err(Refusal::bad("IsActive must not be null")),
        },
        Some(_) => Err(Refusal::bad("IsActive must be true or false")),
    }
}

/// Checks each of the three that is there.
fn check(store: &Store, settings: &Settings, before: Option<&Record>, data: &Record) -> Result<(), Refusal> {
    if let Some(login) = data.get("Login") {
        let login = login.as_str().ok_or_else(|| Refusal::bad("Login must be text"))?;
        if login.chars().count() < SHORTEST_LOGIN {
            return Err(Refusal::bad("Login needs 8 characters"));
        }
        if settings.is("duplicate_login", "refused") && store.login_taken(login, before) {
            return Err(Refusal::rule(settings, "The login is taken"));
        }
    }
    if let Some(password) = data.get("Password") {
        let password = password.as_str().ok_or_else(|| Refusal::bad("Password must be text"))?;
        if settings.is("password_policy", "strict") && !is_strong(password) {
            return Err(Refusal::rule(settings, "Password does not satisfy the password policy"));
        }
    }
    if let Some(profile) = data.get("UserProfileId") {
        let profile = int32(profile).ok_or_else(|| Refusal::bad("UserProfileId must be a number"))?;
        if !is_profile(profile) {
            return Err(Refusal::bad("There is no such user profile"));
        }
        let already = before.and_then(|person| person.get("UserProfileId")) == Some(&profile.into());
        let refused = before.is_none() || (!already && settings.is("administrator_on_update", "refused"));
        if profile == ADMINISTRATOR && refused {
            return Err(Refusal::rule(settings, "The Administrator profile cannot be given"));
        }
    }
    Ok(())
}

fn has_login(person: &Record) -> bool {
    person.contains_key("Login")
}

/// Eight characters, with a capital, a small letter and a digit.
fn is_strong(password: &str) -> bool {
    let has = |test: fn(char) -> bool| password.chars().any(test);
    password.chars().count() >= 8 && has(char::is_uppercase) && has(char::is_lowercase) && has(char::is_numeric)
}
