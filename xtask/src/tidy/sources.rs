//! Rules about Rust sources.

use super::{Finding, numbered};
use crate::tree::Tree;

const LONG: usize = 300;
const TOO_LONG: usize = 400;

/// The one place that may name the HTTP library: a file, or a folder of that name.
const TRANSPORT: &str = "crates/core/src/client/reqwest";

/// No file is longer than 400 lines; from 300 on it is a warning.
pub(super) fn length(tree: &Tree) -> Vec<Finding> {
    tree.with_extension("rs")
        .filter_map(|(path, text)| match text.lines().count() {
            lines if lines > TOO_LONG => {
                Some(Finding::at(path, format!("has {lines} lines, more than {TOO_LONG}: give each idea a file")))
            }
            lines if lines > LONG => {
                Some(Finding::at(path, format!("has {lines} lines; {TOO_LONG} are the most")).only_warns())
            }
            _ => None,
        })
        .collect()
}

/// Each file says in its first line what lives there; a crate may let its README say it.
pub(super) fn first_line(tree: &Tree) -> Vec<Finding> {
    let says = |line: &str| {
        (line.strip_prefix("//! ").is_some_and(|sentence| sentence.trim_end().contains(' ')))
            || line == "#![doc = include_str!(\"../README.md\")]"
    };
    tree.with_extension("rs")
        .filter(|(_, text)| !text.lines().next().is_some_and(says))
        .map(|(path, _)| Finding::on(path, 1, "must be a `//!` sentence that says what lives in this file"))
        .collect()
}

/// The front page of each library shows an example, in the crate's own documentation or in the README it takes over.
pub(super) fn front_page(tree: &Tree) -> Vec<Finding> {
    let folders = tree.crates().into_iter().map(|name| format!("crates/{name}"));
    let documented = |folder: &str, text: &str| {
        let own = text.lines().take_while(|line| line.is_empty() || line.starts_with("//!") || line.starts_with("#!["));
        let (own, readme): (Vec<_>, Vec<_>) = own.partition(|line| line.starts_with("//!"));
        own.iter().any(|line| line.contains("```"))
            || readme.iter().any(|line| line.contains("README.md"))
                && tree.text(&format!("{folder}/README.md")).is_some_and(|text| text.contains("```"))
    };
    folders
        .filter(|folder| tree.text(&format!("{folder}/src/lib.rs")).is_some_and(|text| !documented(folder, text)))
        .map(|folder| Finding::at(format!("{folder}/src/lib.rs"), "has no example in the crate's documentation"))
        .collect()
}

/// The HTTP library is named in one place, so that another can stand there.
pub(super) fn reqwest_in_one_place(tree: &Tree) -> Vec<Finding> {
    let library = "reqwest";
    tree.with_extension("rs")
        .filter(|(path, _)| *path != format!("{TRANSPORT}.rs") && !path.starts_with(&format!("{TRANSPORT}/")))
        .flat_map(|(path, text)| {
            statements(text)
                .filter(|(_, statement)| names_crate(statement, library))
                .map(move |(number, _)| Finding::on(path, number, format!("names {library}: only {TRANSPORT}.rs may")))
        })
        .collect()
}

/// A library writes nothing to the terminal: who calls it decides. (In a test it may.)
pub(super) fn no_print_in_libraries(tree: &Tree) -> Vec<Finding> {
    tree.with_extension("rs")
        .filter(|(path, _)| path.starts_with("crates/") && !path.starts_with("crates/cli/") && path.contains("/src/"))
        .flat_map(|(path, text)| {
            numbered(text)
                .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
                .filter(|(_, line)| !is_comment(line) && prints(line))
                .map(move |(number, _)| Finding::on(path, number, "prints; a library must not"))
        })
        .collect()
}

/// The lines of code with their numbers, an import that goes over several lines as one.
fn statements(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut lines = numbered(text).filter(|(_, line)| !is_comment(line));
    std::iter::from_fn(move || {
        let (number, first) = lines.next()?;
        let mut statement = first.trim().to_owned();
        while import(&statement).is_some() && !statement.contains(';') {
            let Some((_, line)) = lines.next() else { break };
            statement.push_str(line.trim());
        }
        Some((number, statement))
    })
}

/// What an import imports.
fn import(statement: &str) -> Option<&str> {
    let statement =
        statement.strip_prefix("pub ").or_else(|| statement.strip_prefix("pub(crate) ")).unwrap_or(statement);
    statement.strip_prefix("use ")
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn prints(line: &str) -> bool {
    ["println!", "eprintln!", "print!", "eprint!"].iter().any(|name| whole_word(line, name))
}

/// Whether a statement speaks of a crate by its path. A module of that name inside another crate is something else.
fn names_crate(statement: &str, name: &str) -> bool {
    let starts = |path: &str| path.strip_prefix(name).is_some_and(|rest| !starts_with_word(rest));
    if let Some(imported) = import(statement) {
        return starts(imported.trim_start_matches("::").trim_start_matches('{'));
    }
    let used = statement.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = &statement[..at];
        match before.strip_suffix("::") {
            Some(outer) => !ends_with_word(outer) && !outer.ends_with('>'),
            None => !ends_with_word(before),
        }
    });
    used || statement.strip_prefix("extern crate ").is_some_and(starts)
}

fn whole_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !ends_with_word(&line[..at]))
}

fn ends_with_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
}

fn starts_with_word(text: &str) -> bool {
    text.chars().next().is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_warned_of_and_longer_ones_refused() {
        let (fine, long, longer) = ("x\n".repeat(300), "x\n".repeat(301), "x\n".repeat(401));
        let found = length(&Tree::of(&[("a.rs", &fine), ("b.rs", &long), ("c.rs", &longer), ("d.md", &longer)]));
        assert_eq!(
            found.iter().map(|finding| (finding.path.as_str(), finding.warning)).collect::<Vec<_>>(),
            [("b.rs", true), ("c.rs", false)]
        );
    }

    #[test]
    fn a_file_without_its_sentence_is_found() {
        let tree = Tree::of(&[
            ("a.rs", "//! What lives here.\n"),
            ("b.rs", "use x;\n"),
            ("c.rs", "//! x\n"),
            ("d.rs", ""),
            ("e.rs", "#![doc = include_str!(\"../README.md\")]\n"),
        ]);
        let found = first_line(&tree);
        assert_eq!(found.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(), ["b.rs", "c.rs", "d.rs"]);
    }

    #[test]
    fn a_front_page_without_an_example_is_found() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "//! One.\n//! ```\n//! x();\n//! ```\nmod y;\n"),
            ("crates/b/src/lib.rs", "//! Two.\n/// ```\nmod y;\n"),
            ("crates/c/src/lib.rs", "//! Three.\n#![doc = include_str!(\"../README.md\")]\n"),
            ("crates/c/README.md", "# c\n```rust\n```"),
        ]);
        let found = front_page(&tree);
        assert_eq!(found, [Finding::at("crates/b/src/lib.rs", "has no example in the crate's documentation")]);
    }

    #[test]
    fn the_library_is_found_and_a_module_of_its_name_is_not() {
        let library = "reqwest";
        for line in [
            format!("use {library}::Client;"),
            format!("pub use {library} as http;"),
            format!("use ::{library}::Url;"),
            format!("    let client = {library}::Client::new();"),
            format!("    let client = ::{library}::Client::new();"),
            format!("extern crate {library};"),
        ] {
            let tree = Tree::of(&[("crates/core/src/client.rs", &line)]);
            assert_eq!(reqwest_in_one_place(&tree).len(), 1, "{line}");
            assert_eq!(reqwest_in_one_place(&Tree::of(&[("crates/core/src/client/reqwest.rs", &line)])), []);
        }
        for line in [
            format!("#[cfg(feature = \"{library}\")]"),
            format!("pub use crate::{library}::Reqwest;"),
            format!("use participants_core::{library}::Reqwest;"),
            format!("/// See {library}::Client."),
            format!("mod {library};"),
            format!("use participants_core::{{\n    Client,\n    {library}::Reqwest,\n}};"),
            format!("let transport = participants_core::{library}::Reqwest::new();"),
        ] {
            assert_eq!(reqwest_in_one_place(&Tree::of(&[("crates/core/src/lib.rs", &line)])), [], "{line}");
        }
    }

    #[test]
    fn printing_is_found_in_libraries_only() {
        let text = "//! x\n/// println!(\"in an example\")\nfn f() { println!(\"x\") }\n#[cfg(test)]\nmod tests { fn t() { print!() } }\n";
        let tree = Tree::of(&[
            ("crates/core/src/a.rs", text),
            ("crates/cli/src/a.rs", text),
            ("crates/core/tests/a.rs", text),
        ]);
        let found = no_print_in_libraries(&tree);
        assert_eq!(found, [Finding::on("crates/core/src/a.rs", 3, "prints; a library must not")]);
    }
}
