//! What the rows of a bulk write do to the persons. The shape of the outcome's rows is on no page: it is a guess.

use super::bulk_fill::{fill, is_known, require};
use super::custom_fields;
use super::definitions::ADMINISTRATOR;
use super::persons::{initials, int32};
use super::store::{Record, Store, number};
use super::texts;
use crate::emulator::Effect;
use crate::settings::Settings;
use serde_json::{Value, json};

/// The result of all rows.
pub(super) struct Done {
    /// One row of the outcome for each row of the file.
    pub(super) rows: Vec<Value>,
    /// The strongest effect.
    pub(super) effect: Effect,
    /// The first row that failed, with its position from 1 and the reason.
    pub(super) failure: Option<String>,
}

/// Applies the rows in order, each for itself. `key` is the custom field that people are named by.
pub(super) fn apply(store: &mut Store, settings: &Settings, key: Option<i64>, items: &[Value]) -> Done {
    let mut done = Done { rows: Vec::with_capacity(items.len()), effect: Effect::None, failure: None };
    for (index, item) in items.iter().enumerate() {
        let (status, person, message) = match one(store, settings, key, item) {
            Ok((id, effect)) => {
                if done.effect != Effect::Created && effect != Effect::None {
                    done.effect = effect;
                }
                ("Done", id, String::new())
            }
            Err(reason) => {
                done.failure.get_or_insert_with(|| format!("Item {}: {reason}", index + 1));
                ("Failed", None, reason)
            }
        };
        done.rows.push(match settings.word("bulk_row") {
            "id_and_data" => json!({"pid": person, "data": item["data"]}),
            "data_only" => json!({"data": item["data"]}),
            _ => json!({"action": item["action"], "status": status, "pid": person, "data": item["data"],
                "message": message}),
        });
    }
    done
}

fn one(
    store: &mut Store,
    settings: &Settings,
    key: Option<i64>,
    item: &Value,
) -> Result<(Option<i64>, Effect), String> {
    let members = item.as_object().ok_or("an item must be an object")?;
    texts::refuse_unknown(settings, members.keys(), is_known).map_err(|refusal| refusal.text)?;
    let company = int32(&item["cid"]).filter(|id| store.company(*id).is_some()).ok_or("cid names no company")?;
    let found = || find(store, settings, company, key, item);
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
            delete(store, settings, id)
        }
        Some("Skip") if settings.is("skip_action", "accepted") => Ok((None, Effect::None)),
        _ => Err("action is not one of Create, Change, ChangeOrCreate, Delete".into()),
    }
}

/// The person that the custom field `key`, `pid`, `login` or `email` names, tried in this order.
fn find(
    store: &Store,
    settings: &Settings,
    company: i64,
    key: Option<i64>,
    item: &Value,
) -> Result<Option<i64>, String> {
    let is_own = |id: i64| store.person(id).and_then(|person| number(person, "CompanyId")) == Some(company);
    let seen = |id: &i64| settings.is("other_company", "failed") || is_own(*id);
    let by_text = |wire: &str, name: &str| -> Vec<i64> {
        let Some(wanted) = item[wire].as_str().map(str::to_lowercase) else { return Vec::new() };
        let same = |person: &Record| {
            person.get(name).and_then(Value::as_str).is_some_and(|text| text.to_lowercase() == wanted)
        };
        store.persons().iter().filter(|(_, person)| same(person)).map(|(id, _)| *id).filter(seen).collect()
    };
    let mut found = Vec::new();
    if let Some(key) = key {
        found = custom_fields::holders(store, settings, key, item)?.unwrap_or_default();
        found.retain(seen);
    }
    if key.is_none() || settings.is("cfid_match", "first") {
        if found.is_empty() {
            found = int32(&item["pid"]).filter(|id| store.person(*id).is_some()).filter(seen).into_iter().collect();
        }
        if found.is_empty() {
            found = by_text("login", "Login");
        }
        if found.is_empty() {
            found = by_text("email", "Email");
        }
    }
    if found.len() > 1 && settings.is("ambiguous_person", "failed") {
        return Err("this names more than one person".into());
    }
    match found.first() {
        Some(id) if !is_own(*id) => Err("the person belongs to another company".into()),
        found => Ok(found.copied()),
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

fn delete(store: &mut Store, settings: &Settings, id: i64) -> Result<(Option<i64>, Effect), String> {
    let has = |name: &str| store.person(id).and_then(|person| number(person, name));
    if has("UserProfileId") == Some(ADMINISTRATOR) {
        return Err("the Administrator cannot be removed".into());
    }
    if has("Assignments") > Some(0) && settings.is("bulk_delete_assigned", "failed") {
        return Err("jobs, tasks or projects are assigned to the person".into());
    }
    store.remove_person(id);
    Ok((Some(id), Effect::Changed))
}
