//! The sandbox's records: what differs between two moments, and which personal data they hold.

use serde_json::Value;
use std::collections::BTreeMap;

/// The paths whose leaves differ, stamps of the time of change aside.
pub(super) fn changes(before: &Value, after: &Value) -> Vec<String> {
    let (before, after) = (leaves(before), leaves(after));
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    let is_stamp = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        ["updated", "edit", "changed"].iter().any(|word| name.contains(word))
    };
    paths.filter(|path| before.get(*path) != after.get(*path) && !is_stamp(path)).cloned().collect()
}

/// Names, addresses, numbers and dates of birth of all people in the records, those long enough to be recognised.
pub(super) fn personal(state: &Value) -> Vec<String> {
    const NAMES: &[&str] = &[
        "nom",
        "prenom",
        "firstname",
        "lastname",
        "fullname",
        "shortname",
        "preferredname",
        "email",
        "phone",
        "portable",
        "phonemobile",
        "mobile",
        "dateofbirth",
        "datedenaissance",
        "login",
        "password",
    ];
    let is_personal = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default().replace('_', "").to_lowercase();
        NAMES.contains(&name.as_str())
    };
    let texts = leaves(state).into_iter().filter(|(path, _)| is_personal(path));
    let texts = texts.filter_map(|(_, value)| value.as_str().map(str::to_owned));
    texts.filter(|text| text.chars().count() > 4).collect()
}

fn leaves(value: &Value) -> BTreeMap<String, Value> {
    fn collect(value: &Value, path: String, leaves: &mut BTreeMap<String, Value>) {
        match value {
            Value::Object(members) if !members.is_empty() => {
                members.iter().for_each(|(name, value)| collect(value, format!("{path}/{name}"), leaves));
            }
            Value::Array(items) if !items.is_empty() => {
                items.iter().enumerate().for_each(|(at, value)| collect(value, format!("{path}/{at}"), leaves));
            }
            leaf => drop(leaves.insert(path, leaf.clone())),
        }
    }
    let mut found = BTreeMap::new();
    collect(value, String::new(), &mut found);
    found
}
