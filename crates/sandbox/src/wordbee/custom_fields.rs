//! Custom fields of persons, which the bulk writes of v2 set and can name people by. No call known reads them back: the
//! sandbox's own state shows them.

use super::definitions::CUSTOM_FIELDS;
use super::persons::int32;
use super::store::{Record, Store};
use crate::settings::Settings;
use serde_json::{Value, json};

/// Sets and removes the fields that `cfs` names; the others stay.
pub(super) fn change(settings: &Settings, person: &mut Record, item: &Value) -> Result<(), String> {
    let fields = named(settings, item)?;
    if fields.is_empty() {
        return Ok(());
    }
    let mut stored = stored(person);
    for (id, value) in fields {
        if value.is_null() {
            stored.remove(&id.to_string());
        } else {
            stored.insert(id.to_string(), value.clone());
        }
    }
    person.insert("CustomFields".into(), stored.into());
    Ok(())
}

/// The people whose field has the value that the item gives it; `None` if it gives none.
pub(super) fn holders(
    store: &Store,
    settings: &Settings,
    field: i64,
    item: &Value,
) -> Result<Option<Vec<i64>>, String> {
    let wanted = named(settings, item)?.into_iter().find(|(id, value)| *id == field && !value.is_null());
    Ok(wanted.map(|(_, wanted)| {
        let has =
            |person: &Record| person.get("CustomFields").is_some_and(|fields| fields[field.to_string()] == *wanted);
        store.persons().iter().filter(|(_, person)| has(person)).map(|(id, _)| *id).collect()
    }))
}

/// The number of a known field.
pub(super) fn known(value: &Value) -> Option<i64> {
    int32(value).filter(|id| CUSTOM_FIELDS.iter().any(|(known, _)| known == id))
}

/// The fields of a person that have a value.
pub(super) fn shown(person: &Record) -> Value {
    let stored = stored(person);
    let field = |(id, title): &(i64, &str)| {
        stored.get(&id.to_string()).map(|value| json!({"id": id, "title": title, "value": value}))
    };
    CUSTOM_FIELDS.iter().filter_map(field).collect()
}

/// The items of `cfs`, each with the number of its field.
fn named<'a>(settings: &Settings, item: &'a Value) -> Result<Vec<(i64, &'a Value)>, String> {
    let items = match &item["cfs"] {
        Value::Null => &[],
        Value::Array(items) => items.as_slice(),
        _ => return Err("cfs must be an array".into()),
    };
    let mut fields = Vec::with_capacity(items.len());
    for item in items {
        let title = item["t"].as_str().or_else(|| match settings.is("custom_field_title", "either") {
            true => item["title"].as_str(),
            false => None,
        });
        let by_title = || CUSTOM_FIELDS.iter().find(|(_, known)| Some(*known) == title).map(|(id, _)| *id);
        let id = match &item["id"] {
            Value::Null => by_title(),
            id => known(id),
        };
        let id = id.ok_or("a custom field needs the id or the title of one")?;
        let value = item.get("value").ok_or("a custom field needs a value")?;
        if value.is_array() || value.is_object() {
            return Err("the value of a custom field must be a text, a number, true, false or null".into());
        }
        if fields.iter().any(|(known, _)| *known == id) {
            return Err("a custom field is given twice".into());
        }
        fields.push((id, value));
    }
    Ok(fields)
}

fn stored(person: &Record) -> Record {
    person.get("CustomFields").and_then(Value::as_object).cloned().unwrap_or_default()
}
