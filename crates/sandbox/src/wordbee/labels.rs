//! The rules about custom labels of persons.

use super::Refusal;
use super::definitions::labels;
use super::persons::int32;
use super::store::Record;
use crate::settings::Settings;
use serde_json::{Map, Value, json};

/// Applies `Labels`, which the page's table spells with a capital and its sample without: either is taken.
///
/// An item sets or clears its own label and leaves the others alone.
pub(super) fn change(settings: &Settings, person: &mut Record, data: &Record) -> Result<(), Refusal> {
    let value = match (data.get("Labels"), data.get("labels")) {
        (None, None) => return Ok(()),
        (Some(value), None) | (None, Some(value)) => value,
        (Some(_), Some(_)) => return Err(Refusal::bad("Labels is given twice")),
    };
    let items = match value {
        Value::Array(items) => items.as_slice(),
        Value::Null => &[],
        _ => return Err(Refusal::bad("Labels must be an array")),
    };
    if items.is_empty() {
        match settings.word("empty_labels") {
            "keeps" => {}
            "clears" => drop(person.remove("Labels")),
            _ => return Err(Refusal::bad("Labels must not be empty")),
        }
        return Ok(());
    }
    let mut stored = person.get("Labels").and_then(Value::as_object).cloned().unwrap_or_default();
    let known = labels();
    let mut seen = Vec::new();
    for item in items {
        let id = item.get("id").and_then(int32).filter(|id| *id > 0);
        let id = id.ok_or_else(|| Refusal::bad("A label needs a positive id"))?;
        if seen.contains(&id) {
            return Err(Refusal::bad("A label is given twice"));
        }
        seen.push(id);
        let label = known.iter().find(|label| label["LabelId"] == id && label["LabelCategory"] == "Person");
        let label = label.ok_or_else(|| Refusal::bad("There is no such label of persons"))?;
        set(&mut stored, id, label, item.get("value"))?;
    }
    person.insert("Labels".into(), stored.into());
    Ok(())
}

/// The labels of a person as the list of items that would set them.
pub(super) fn items(person: &Record) -> Value {
    let stored = person.get("Labels").and_then(Value::as_object);
    let id = |text: &String| text.parse::<i64>().ok();
    stored.into_iter().flatten().map(|(name, value)| json!({"id": id(name), "value": value})).collect()
}

fn set(stored: &mut Map<String, Value>, id: i64, label: &Value, value: Option<&Value>) -> Result<(), Refusal> {
    match value {
        Some(Value::Null) => drop(stored.remove(&id.to_string())),
        Some(value) => {
            let options = label["Options"].as_array().map(Vec::as_slice).unwrap_or_default();
            let value = int32(value).ok_or_else(|| Refusal::bad("A label's value must be a number or null"))?;
            if !options.iter().any(|option| option["Value"] == value) {
                return Err(Refusal::bad("There is no such option of the label"));
            }
            stored.insert(id.to_string(), value.into());
        }
        None => return Err(Refusal::bad("A label needs a value")),
    }
    Ok(())
}
