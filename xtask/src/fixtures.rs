//! `cargo xtask fixtures`: the wire fixtures of the provider crates, written by the sandbox, which shares no code with
//! them. This file compares and writes; each provider has a table below.
//!
//! A fixture says how sure its shape is (`label`), where it comes from (`source`), under which settings of the emulator
//! it was made, what was asked (without credentials) and what was answered.

mod azav;
mod dendreo;
mod frontcore;
mod groups;
mod record;
mod table;
mod wordbee;

use crate::run::Outcome;
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};
use table::Table;

/// The providers' tables, each on a line of its own.
#[rustfmt::skip]
const TABLES: &[&Table] = &[
    &azav::TABLE,
    &dendreo::TABLE,
    &frontcore::TABLE,
    &groups::TABLE,
    &wordbee::TABLE,
];

/// From which the emulators draw their people, the same in every run.
const SEED: u64 = 7;

/// Writes every fixture. A file that is in no table is named, not removed.
pub(crate) fn write(root: &Path) -> Outcome {
    let mut written = 0;
    for (path, text) in all()? {
        let file = root.join(&path);
        if fs::read_to_string(&file).ok().as_deref() == Some(&text) {
            continue;
        }
        let folder = file.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        fs::write(&file, text).map_err(|error| format!("{path} cannot be written: {error}"))?;
        println!("wrote {path}");
        written += 1;
    }
    println!("fixtures: {written} written");
    check(root)
}

/// Compares every fixture with what the sandbox answers and names each difference.
pub(crate) fn check(root: &Path) -> Outcome {
    let wanted = all()?;
    let mut differences = Vec::new();
    for (path, text) in &wanted {
        match fs::read_to_string(root.join(path)) {
            Err(_) => differences.push(format!("{path} is missing")),
            Ok(found) if found == *text => {}
            Ok(found) => differences.push(format!("{path} {}", difference(text, &found))),
        }
    }
    for table in TABLES {
        for path in present(root, table.provider)? {
            if !wanted.contains_key(&path) {
                differences.push(format!(
                    "{path} is in no table: remove it, or add it to xtask/src/fixtures/{}.rs",
                    table.provider
                ));
            }
        }
    }
    if differences.is_empty() {
        println!("fixtures: {} as the sandbox answers", wanted.len());
        return Ok(());
    }
    let list = differences.join("\n       ");
    Err(format!("{list}\n       {} fixtures differ; `cargo xtask fixtures` writes them", differences.len()))
}

/// Every fixture as it should be, by its path from the root.
fn all() -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    for table in TABLES {
        for fixture in table.fixtures {
            let path = format!("{}/{}.json", folder(table.provider), fixture.name);
            let document = record::record(table, fixture).map_err(|reason| format!("{path}: {reason}"))?;
            if let Some(address) = real_address(&document) {
                return Err(format!("{path}: {address} may be a real address; use an example domain"));
            }
            if files.insert(path.clone(), format!("{document:#}\n")).is_some() {
                return Err(format!("{path} stands twice in its table"));
            }
        }
    }
    Ok(files)
}

fn folder(provider: &str) -> String {
    format!("crates/{provider}/tests/fixtures")
}

fn present(root: &Path, provider: &str) -> Result<Vec<String>, String> {
    let folder = folder(provider);
    if !root.join(&folder).exists() {
        return Ok(Vec::new());
    }
    let failed = |error: std::io::Error| format!("{folder} cannot be read: {error}");
    let entries = fs::read_dir(root.join(&folder)).map_err(failed)?;
    entries.map(|entry| Ok(format!("{folder}/{}", entry.map_err(failed)?.file_name().to_string_lossy()))).collect()
}

/// The first e-mail address outside the domains that are reserved for examples.
fn real_address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text
            .split(|letter: char| letter.is_whitespace() || "<>\"',;:/()".contains(letter))
            .filter(|word| word.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.')))
            .find(|word| !is_reserved(word))
            .map(str::to_owned),
        Value::Array(items) => items.iter().find_map(real_address),
        Value::Object(members) => members.values().find_map(real_address),
        _ => None,
    }
}

fn is_reserved(address: &str) -> bool {
    let domain = address.rsplit('@').next().unwrap_or_default().to_lowercase();
    let is_below = |end: &str| domain == end || domain.ends_with(&format!(".{end}"));
    ["example", "invalid", "test", "example.org", "example.com", "example.net"].iter().any(|end| is_below(end))
}

/// Where two fixtures first differ.
fn difference(wanted: &str, found: &str) -> String {
    let (Ok(wanted), Ok(found)) = (serde_json::from_str(wanted), serde_json::from_str(found)) else {
        return "is not JSON".to_owned();
    };
    first_difference("", &wanted, &found).unwrap_or_else(|| "differs in its layout only".to_owned())
}

fn first_difference(at: &str, wanted: &Value, found: &Value) -> Option<String> {
    match (wanted, found) {
        _ if wanted == found => None,
        (Value::Object(left), Value::Object(right)) => {
            left.keys().chain(right.keys()).find_map(|key| match (left.get(key), right.get(key)) {
                (Some(left), Some(right)) => first_difference(&format!("{at}/{key}"), left, right),
                (Some(_), None) => Some(format!("lacks {at}/{key}")),
                _ => Some(format!("has {at}/{key}, which the sandbox does not answer")),
            })
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .find_map(|(index, (left, right))| first_difference(&format!("{at}/{index}"), left, right)),
        _ => Some(format!("differs at {at}: the sandbox says {}, the file {}", short(wanted), short(found))),
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 60 { text.chars().take(57).chain("...".chars()).collect() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_of_difference_is_named() {
        let say = |wanted: Value, found: Value| difference(&wanted.to_string(), &found.to_string());
        assert_eq!(
            say(json!({"a": [1, {"b": 2}]}), json!({"a": [1, {"b": 3}]})),
            "differs at /a/1/b: the sandbox says 2, the file 3"
        );
        assert_eq!(say(json!({"a": 1, "b": 2}), json!({"a": 1})), "lacks /b");
        assert_eq!(say(json!({"a": 1}), json!({"a": 1, "b": 2})), "has /b, which the sandbox does not answer");
        assert_eq!(say(json!([1]), json!([1, 2])), "differs at : the sandbox says [1], the file [1,2]");
        assert_eq!(difference("{}", "{ }"), "differs in its layout only");
        assert_eq!(difference("{}", "{"), "is not JSON");
    }

    #[test]
    fn an_address_that_may_be_real_is_found() {
        let found = |text: &str| real_address(&json!({"a": [{"email": text}]}));
        for fine in ["zoe@example.org", "o@mail.example.com", "x@firm.example", "not an address", "a @ b"] {
            assert_eq!(found(fine), None, "{fine}");
        }
        for real in ["zoe@gmail.com", "Zoe <zoe@notexample.org>", "x@example.de"] {
            assert!(found(real).is_some(), "{real}");
        }
    }

    #[test]
    fn fixtures_come_out_the_same_twice() {
        assert_eq!(all().unwrap(), all().unwrap());
    }
}
