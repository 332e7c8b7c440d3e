//! The files of the workspace, read once, so that a rule is a function of a value and its test needs no disk.

use std::{collections::BTreeMap, fs, path::Path};

/// Every file below the root by its path with `/`, without what git and the build keep for themselves.
#[derive(Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// Reads the tree below `root`; a file that is not UTF-8 is listed without its text.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let mut tree = Self::default();
        tree.add(root, "")?;
        Ok(tree)
    }

    /// All paths, in order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// All files that are text, in order of their paths.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// The texts whose path ends in `.extension`.
    pub(crate) fn with_extension<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts().filter(move |(path, _)| path.rsplit_once('.').is_some_and(|(_, end)| end == extension))
    }

    /// The text of one file, if it exists and is text.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether there is such a file, or such a folder with a file in it.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.below(path).next().is_some()
    }

    /// The paths below a folder.
    pub(crate) fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        let start = format!("{folder}/");
        let end = start.clone();
        self.files.range(start..).map(|(path, _)| path.as_str()).take_while(move |path| path.starts_with(&end))
    }

    /// The names of the folders in `crates/`.
    pub(crate) fn crates(&self) -> Vec<&str> {
        let mut names: Vec<_> = self
            .below("crates")
            .filter_map(|path| path.strip_prefix("crates/")?.split_once('/'))
            .map(|(name, _)| name)
            .collect();
        names.dedup();
        names
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> Result<(), String> {
        let failed = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if prefix.is_empty() && matches!(name.as_str(), ".git" | "target") {
                continue;
            }
            if entry.file_type().map_err(failed)?.is_dir() {
                self.add(&entry.path(), &format!("{path}/"))?;
            } else {
                let text = fs::read(entry.path()).map_err(|error| format!("{path} cannot be read: {error}"))?;
                self.files.insert(path, String::from_utf8(text).ok());
            }
        }
        Ok(())
    }
}

/// The path in the workspace that `target` means in `file`; `None` where it leaves the workspace.
pub(crate) fn resolve(file: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or(target);
    if target.is_empty() {
        return Some(file.to_owned());
    }
    let mut parts: Vec<_> = file.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
impl Tree {
    /// A tree out of thin air.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_files_folders_and_crates() {
        let tree = Tree::of(&[("crates/a/src/lib.rs", ""), ("crates/ab/README.md", ""), ("README.md", "")]);
        assert!(tree.has("README.md") && tree.has("crates/a") && tree.has("crates/a/src/lib.rs"));
        assert!(!tree.has("crates/b") && !tree.has("READ"));
        assert_eq!(tree.crates(), ["a", "ab"]);
        assert_eq!(tree.below("crates/a").collect::<Vec<_>>(), ["crates/a/src/lib.rs"]);
        assert_eq!(tree.with_extension("md").count(), 2);
    }

    #[test]
    fn reads_this_very_file() {
        let root = crate::run::root().unwrap();
        let tree = Tree::read(&root).unwrap();
        assert!(tree.text("xtask/src/tree.rs").unwrap().contains("reads_this_very_file"));
        assert!(tree.paths().all(|path| !path.starts_with("target/") && !path.starts_with(".git/")));
    }
}
