//! `cargo xtask tidy`: the rules of the house that no compiler knows. Each rule is a function from the tree to what it
//! finds, in a file of its own kind below; this file lists and runs them.

mod endpoints;
mod layout;
mod lines;
mod links;
mod manifest;
mod manifests;
mod providers;
mod sources;
mod table;
mod words;

pub(crate) use lines::{LINES, Line, Place, UNWRITTEN, filled};
pub(crate) use manifest::Manifest;

use crate::{run::Outcome, tree::Tree};
use std::{fmt, path::Path};

type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule with its name.
const RULES: [(&str, Rule); 25] = [
    ("top level", layout::top_level),
    ("snapshots", layout::no_pending_snapshot),
    ("licence", layout::licence_in_every_crate),
    ("length", sources::length),
    ("first line", sources::first_line),
    ("one transport", sources::reqwest_in_one_place),
    ("silence", sources::no_print_in_libraries),
    ("words", words::forbidden),
    ("links", links::relative_links_exist),
    ("workspace keys", manifests::workspace_keys),
    ("publishing", manifests::publishing),
    ("rust version", manifests::rust_version_in_prose),
    ("inner dependencies", manifests::inner_dependencies),
    ("provider dependencies", manifests::provider_dependencies),
    ("independent sandbox", manifests::independent_sandbox),
    ("test command", layout::ci_runs_the_readme),
    ("provider files", providers::files),
    ("front page", sources::front_page),
    ("provider tests", providers::tests),
    ("endpoints", endpoints::shown_answered_sourced),
    ("providers apart", providers::apart),
    ("providers pure", providers::no_io),
    ("neutral frame", providers::neutral_frame),
    ("single lines", lines::single_lines),
    ("unwritten", lines::unwritten),
];

/// Something that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    path: String,
    line: Option<usize>,
    message: String,
    warning: bool,
}

/// Runs every rule over the tree and names all findings; warnings alone do not fail.
pub(crate) fn run(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    let mut failures = 0;
    for (name, rule) in RULES {
        for finding in rule(&tree) {
            println!("{finding} [{name}]");
            failures += usize::from(!finding.warning);
        }
    }
    match failures {
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
        Self { path: path.into(), line: None, message: message.into(), warning: false }
    }

    /// About one line, counted from 1.
    fn on(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::at(path, message) }
    }

    /// Worth a look, but no failure.
    fn only_warns(self) -> Self {
        Self { warning: true, ..self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.warning {
            f.write_str("warning: ")?;
        }
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
        assert_eq!(Finding::at("a.rs", "long").only_warns().to_string(), "warning: a.rs: long");
    }

    #[test]
    fn no_rule_is_listed_twice() {
        let mut names = RULES.map(|(name, _)| name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }
}
