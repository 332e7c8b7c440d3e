//! `cargo xtask tidy`: the rules of the house that no compiler knows. Each rule is a function from the tree to what it
//! finds, in a file of its own kind below; this file lists and runs them.

mod endpoints;
mod files;
mod manifests;
mod providers;
mod words;

pub(crate) use files::UNWRITTEN;

use crate::{run::Outcome, tree::Tree};
use std::{fmt, path::Path};

type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule with its name.
const RULES: [(&str, Rule); 18] = [
    ("top level", files::top_level),
    ("snapshots", files::no_pending_snapshot),
    ("licence", files::licence_in_every_crate),
    ("length", files::length),
    ("first line", files::first_line),
    ("front page", files::front_page),
    ("one transport", files::one_transport),
    ("test command", files::ci_runs_the_readme),
    ("unwritten", files::unwritten),
    ("words", words::forbidden),
    ("manifest", manifests::keys),
    ("rust version", manifests::rust_version_in_prose),
    ("dependencies", manifests::dependencies),
    ("provider files", providers::files),
    ("provider known", providers::known),
    ("provider apart", providers::apart),
    ("provider pure", providers::no_io),
    ("endpoints", endpoints::shown_answered_sourced),
];

/// Something that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    path: String,
    line: Option<usize>,
    message: String,
}

/// Runs every rule over the tree and names all findings.
pub(crate) fn run(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    let mut found = 0;
    for (name, rule) in RULES {
        for finding in rule(&tree) {
            println!("{finding} [{name}]");
            found += 1;
        }
    }
    match found {
        0 => {
            println!("tidy: {} rules over {} files, nothing found", RULES.len(), tree.paths().count());
            Ok(())
        }
        1 => Err("tidy found one thing".to_owned()),
        many => Err(format!("tidy found {many} things")),
    }
}

impl Finding {
    /// About a file or folder as a whole.
    fn at(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: None, message: message.into() }
    }

    /// About one line, counted from 1.
    fn on(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::at(path, message) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// The lines of a text with their numbers from 1.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_file_and_line() {
        assert_eq!(Finding::on("a.rs", 3, "too long").to_string(), "a.rs:3: too long");
        assert_eq!(Finding::at("a.rs", "too long").to_string(), "a.rs: too long");
    }
}
