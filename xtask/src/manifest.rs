//! What the tasks read of a `Cargo.toml`.

use crate::tree::Tree;
use toml::{Table, Value};

/// One manifest.
pub(crate) struct Manifest(Table);

impl Manifest {
    /// The manifest in this folder.
    pub(crate) fn of(tree: &Tree, folder: &str) -> Self {
        // Cargo has read it before this program ran, so that it is whole.
        Self(tree.text(&format!("{folder}/Cargo.toml")).and_then(|text| text.parse().ok()).unwrap_or_default())
    }

    /// The value at a path such as `package.edition.workspace`.
    pub(crate) fn get(&self, path: &str) -> Option<&Value> {
        let mut keys = path.split('.');
        let first = self.0.get(keys.next()?)?;
        keys.try_fold(first, |value, key| value.get(key))
    }

    /// The keys and values of the table at this path.
    pub(crate) fn entries(&self, path: &str) -> impl Iterator<Item = (&str, &Value)> {
        self.get(path).and_then(Value::as_table).into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_path() {
        let text = "[package]\nedition.workspace = true\n[dependencies]\na = \"1\"\nb.workspace = true\n";
        let manifest = Manifest::of(&Tree::of(&[("x/Cargo.toml", text)]), "x");
        assert_eq!(manifest.get("package.edition.workspace").and_then(Value::as_bool), Some(true));
        assert!(manifest.get("package.edition.workspace.x").is_none() && manifest.get("lints").is_none());
        assert_eq!(manifest.entries("dependencies").map(|(key, _)| key).collect::<Vec<_>>(), ["a", "b"]);
    }
}
