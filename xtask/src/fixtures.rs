//! `cargo xtask fixtures`: the wire fixtures of the provider crates, written by the sandbox, which shares no code with
//! them. What is asked stands in `crates/NAME/tests/fixtures.toml`; this file compares and writes.
//!
//! A fixture says how sure its shape is (`label`), where it comes from (`source`), under which settings of the emulator
//! it was made, what was asked (without credentials) and what was answered.

mod record;
mod table;

use crate::{
    providers,
    run::{self, Outcome},
    tree::Tree,
};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};
use table::Table;

/// Writes every fixture. A file that is in no table is named, not removed.
pub(crate) fn write(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    for (path, text) in all(&tree)?.iter().filter(|(path, text)| tree.text(path) != Some(text)) {
        run::write(root, path, text)?;
    }
    check(root)
}

/// Compares every fixture with what the sandbox answers and names each difference.
pub(crate) fn check(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    let wanted = all(&tree)?;
    let compared = wanted.iter().filter_map(|(path, text)| match tree.text(path) {
        None => Some(format!("{path} is missing")),
        Some(found) => difference(text, found).map(|at| format!("{path} {at}")),
    });
    let known = providers::names(&tree).into_iter().flat_map(|name| tree.below(&folder(name)).collect::<Vec<_>>());
    let strays =
        known.filter(|path| !wanted.contains_key(*path)).map(|path| format!("{path} is in no table: remove it"));
    let differences: Vec<_> = compared.chain(strays).collect();
    if differences.is_empty() {
        println!("fixtures: {} as the sandbox answers", wanted.len());
        return Ok(());
    }
    let list = differences.join("\n       ");
    Err(format!("{list}\n       {} fixtures differ; `cargo xtask fixtures` writes them", differences.len()))
}

/// Every fixture as it should be, by its path from the root.
fn all(tree: &Tree) -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    for provider in providers::names(tree) {
        let path = format!("{}.toml", folder(provider));
        let text = tree.text(&path).ok_or_else(|| format!("{path} is missing"))?;
        let table: Table = toml::from_str(text).map_err(|error| format!("{path}: {error}"))?;
        for (name, fixture) in &table.fixtures {
            let document =
                record::record(provider, &table, fixture).map_err(|reason| format!("{path}: {name}: {reason}"))?;
            if let Some(address) = real_address(&document) {
                return Err(format!("{path}: {name}: {address} may be a real address; use an example domain"));
            }
            files.insert(format!("{}/{name}.json", folder(provider)), format!("{document:#}\n"));
        }
    }
    Ok(files)
}

fn folder(provider: &str) -> String {
    format!("crates/{provider}/tests/fixtures")
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
fn difference(wanted: &str, found: &str) -> Option<String> {
    let pairs = wanted.lines().map(Some).chain([None]).zip(found.lines().map(Some).chain([None]));
    let at = pairs.enumerate().find(|(_, (wanted, found))| wanted != found);
    let say = |line: Option<&str>| line.map_or("no more line", str::trim).to_owned();
    at.map(|(line, (wanted, found))| {
        format!("differs in line {}: the sandbox says {}, the file {}", line + 1, say(wanted), say(found))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_difference_is_named() {
        let line = "differs in line 2: the sandbox says b, the file";
        assert_eq!(difference("a\n b\nc\n", "a\n c\nd\n"), Some(format!("{line} c")));
        assert_eq!(difference("a\n b\n", "a\n"), Some(format!("{line} no more line")));
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
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
        let tree = Tree::read(&run::root().unwrap()).unwrap();
        assert_eq!(all(&tree).unwrap(), all(&tree).unwrap());
    }
}
