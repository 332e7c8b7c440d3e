//! Reading a `Cargo.toml` as far as the rules need it: lines of the form `key = value` in named sections.

/// One manifest, as a view on its text.
pub(crate) struct Manifest<'a> {
    text: &'a str,
}

/// One line of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'a> {
    /// The line's number, from 1.
    pub(crate) line: usize,
    /// All before the `=`.
    pub(crate) key: &'a str,
    /// All after it.
    pub(crate) value: &'a str,
}

impl<'a> Manifest<'a> {
    /// A view on this text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// The lines of `[section]`.
    pub(crate) fn section(&self, section: &str) -> Vec<Entry<'a>> {
        let header = format!("[{section}]");
        let mut inside = false;
        let mut entries = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            let line = line.trim_end();
            if line.starts_with('[') {
                inside = line == header;
            } else if inside && !line.starts_with(['#', ' ']) {
                let parts = line.split_once('=').map(|(key, value)| (key.trim(), value.trim()));
                entries.extend(parts.map(|(key, value)| Entry { line: index + 1, key, value }));
            }
        }
        entries
    }

    /// The dependencies a user of the crate gets, by the crate's name; those of the tests are another section.
    pub(crate) fn dependencies(&self, section: &str) -> Vec<Entry<'a>> {
        let short = |entry: Entry<'a>| Entry { key: entry.key.split('.').next().unwrap_or(entry.key), ..entry };
        self.section(section).into_iter().map(short).collect()
    }

    /// The value of a key of `[package]`.
    pub(crate) fn package(&self, key: &str) -> Option<&'a str> {
        self.section("package").into_iter().find(|entry| entry.key == key).map(|entry| entry.value)
    }

    /// Whether the crate is meant for users.
    pub(crate) fn is_published(&self) -> bool {
        self.package("publish") != Some("false")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_kept_apart() {
        let text = "[package]\nname = \"x\"\npublish = false\n\n[dependencies]\n# serde = 1\nserde.workspace = true\ncore = { path = \"a=b\" }\n[dev-dependencies]\ninsta = \"1\"\n";
        let manifest = Manifest::new(text);
        assert_eq!(manifest.package("name"), Some("\"x\""));
        assert!(!manifest.is_published());
        let names: Vec<_> = manifest.dependencies("dependencies").iter().map(|entry| (entry.line, entry.key)).collect();
        assert_eq!(names, [(7, "serde"), (8, "core")]);
        assert_eq!(manifest.dependencies("dev-dependencies")[0].key, "insta");
    }
}
