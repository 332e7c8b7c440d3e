//! Rules about the shape of a provider: all alike, so that a reader of one knows all.

use super::{Finding, numbered};
use crate::{providers, tree::Tree};

/// What every provider crate has: files, or folders with a file in them. A module may be either.
const FILES: [&str; 14] = [
    "Cargo.toml",
    "README.md",
    "src/lib.rs",
    "src/config.rs",
    "src/provider.rs",
    "src/wire",
    "src/map",
    "src/unified",
    "tests/conformance.rs",
    "tests/wire.rs",
    "tests/properties.rs",
    "tests/fixtures.toml",
    "tests/fixtures",
    "tests/snapshots",
];

/// What the people are called in the provider's own words; the file of their endpoints, or their row in a
/// table of resources, has one of these names.
const PEOPLE: [&str; 5] = ["participants", "persons", "users", "employees", "learners"];

/// Providers whose names are ordinary words, so that any file may use them.
const ORDINARY: [&str; 1] = ["groups"];

/// What only the client in core may touch.
const OUTSIDE: [&str; 6] = ["std::fs", "std::net", "std::process", "std::thread", "std::env", "std::time::Instant"];

/// The files of the design are there, under the names of the design.
pub(super) fn files(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in providers::names(tree) {
        let folder = format!("crates/{name}");
        let has = |path: &str| tree.has(path) || tree.has(&format!("{path}.rs"));
        let missing = FILES.iter().map(|file| format!("{folder}/{file}")).filter(|path| !has(path));
        found.extend(missing.map(|path| Finding::at(path, "is missing: every provider crate has it")));
        if people(tree, name).is_none() {
            let message = format!("has no file and no row for the people's endpoints, one of {}", PEOPLE.join(", "));
            found.push(Finding::at(format!("{folder}/src"), message));
        }
    }
    found
}

/// What the provider calls its people: the first of the names that has a file or a row. (It may have users beside them.)
pub(super) fn people(tree: &Tree, provider: &str) -> Option<&'static str> {
    let source = |file: &str| tree.text(&format!("crates/{provider}/src/{file}.rs"));
    let has_row = |name: &str| source("resources").is_some_and(|text| text.contains(&format!("\"{name}\" at ")));
    let has = |name: &str| source(name).is_some() || has_row(name);
    PEOPLE.into_iter().find(|name| has(name))
}

/// Each provider is known by name where names are listed: to the facade, the sandbox and the documents.
pub(super) fn known(tree: &Tree) -> Vec<Finding> {
    let facade: Vec<_> = participants::PROVIDERS.iter().map(|entry| entry.name).collect();
    unknown(tree, &facade, &participants_sandbox::PROVIDERS)
}

fn unknown(tree: &Tree, facade: &[&str], sandbox: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in providers::names(tree) {
        let mut needed = |there: bool, path: &str, message: &str| {
            if !there {
                found.push(Finding::at(path, format!("{name} {message}")));
            }
        };
        let page = format!("docs/providers/{name}.md");
        let row = |start: &str| tree.text("README.md").is_some_and(|text| text.contains(start));
        needed(facade.contains(&name), "crates/facade/src/connect.rs", "is not in PROVIDERS, or not in `full`");
        needed(sandbox.contains(&name), "crates/sandbox/src/sandbox.rs", "is not in PROVIDERS");
        needed(tree.has(&page), &page, "has no page: where the key comes from, what works, what is known");
        needed(row(&format!("]({page})")), "README.md", "has no row in the table of providers");
        needed(row(&format!("\n| {name} |")), "README.md", "has no row in the table of variables");
    }
    found
}

/// What belongs to one provider does not speak of another, so that each can be read alone, and one that began as a copy
/// shows what is still the other's. Fixtures and snapshots are written from what is looked at. Core and the program name
/// none, but for an example in a comment.
pub(super) fn apart(tree: &Tree) -> Vec<Finding> {
    let names = providers::names(tree);
    let mut found = Vec::new();
    let is_written = |path: &str| ["/tests/fixtures/", "/tests/snapshots/"].iter().any(|folder| path.contains(folder));
    for (path, text) in tree.texts().filter(|(path, _)| !is_written(path)) {
        let is_neutral = ["crates/core/src/", "crates/cli/src/"].iter().any(|start| path.starts_with(start));
        let Some(own) = owner(path).filter(|owner| is_neutral || names.contains(owner)) else { continue };
        let others = names.iter().filter(|name| **name != own && !ORDINARY.contains(*name));
        for other in others {
            let lines = numbered(text).filter(|(_, line)| speaks_of(line, other));
            let lines = lines.filter(|(_, line)| !is_neutral || !is_comment(line));
            found.extend(lines.map(|(number, _)| Finding::on(path, number, format!("{own} speaks of {other}"))));
        }
    }
    found
}

/// A provider crate is pure: no file, no socket, no process, no clock, no environment.
pub(super) fn no_io(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for folder in providers::names(tree).into_iter().map(|name| format!("crates/{name}/src/")) {
        for (path, text) in tree.with_extension("rs").filter(|(path, _)| path.starts_with(&folder)) {
            for (number, line) in numbered(text).filter(|(_, line)| !is_comment(line)) {
                let outside = OUTSIDE.iter().find(|outside| line.contains(**outside));
                found.extend(
                    outside.map(|outside| Finding::on(path, number, format!("a provider must not use {outside}"))),
                );
            }
        }
    }
    found
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The name of the folder or file that may be a provider's, out of a path.
fn owner(path: &str) -> Option<&str> {
    match path.split(['/', '.']).collect::<Vec<_>>().as_slice() {
        ["crates", "sandbox", "src", name, ..] | ["crates", name, ..] => Some(name),
        _ => None,
    }
}

/// Whether the name stands in the line in any case, alone or as a part of an identifier, but not inside another word.
fn speaks_of(line: &str, name: &str) -> bool {
    line.to_ascii_lowercase().match_indices(name).any(|(at, _)| {
        !line[..at].ends_with(char::is_alphabetic) && !line[at + name.len()..].starts_with(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_missing_file_is_found_once_and_the_frame_is_not_held_to_it() {
        let whole: Vec<_> = FILES.iter().chain(&["src/users.rs"]).map(|file| format!("crates/azav/{file}")).collect();
        for without in whole.iter().map(String::as_str).chain([""]) {
            let files: Vec<_> = whole.iter().filter(|file| *file != without).map(|file| (file.as_str(), "")).collect();
            let found = super::files(&Tree::of(&[&files[..], &[("crates/core/src/lib.rs", "")]].concat()));
            assert_eq!(found.len(), usize::from(!without.is_empty()), "{without}: {found:?}");
        }
    }

    #[test]
    fn a_provider_that_is_not_listed_is_found() {
        let readme = "x\n| [Azav](docs/providers/azav.md) |\n| azav | `AZAV_TOKEN` |\n";
        let files = [("crates/azav/x", ""), ("docs/providers/azav.md", ""), ("README.md", readme)];
        assert_eq!(unknown(&Tree::of(&files), &["azav"], &["azav"]), []);
        let found = unknown(&Tree::of(&files[..1]), &[], &[]);
        let paths: Vec<_> = found.iter().map(|finding| finding.path.as_str()).collect();
        let (connect, sandbox) = ("crates/facade/src/connect.rs", "crates/sandbox/src/sandbox.rs");
        assert_eq!(paths, [connect, sandbox, "docs/providers/azav.md", "README.md", "README.md"]);
    }

    #[test]
    fn a_word_about_another_provider_is_found_in_a_providers_own_files_and_in_the_frames_code() {
        let text = "//! One.\n// As Dendreo does, in groups.\nconst NAME: &str = \"dendreo\";\n";
        let own = ["crates/azav/src/map.rs", "crates/sandbox/src/azav.rs", "crates/azav/tests/fixtures.toml"];
        let others = [
            "crates/azav/tests/fixtures/list.json",
            "crates/sandbox/src/lib.rs",
            "crates/dendreo/src/map.rs",
            "docs/providers/azav.md",
        ];
        let files: Vec<_> =
            own.iter().chain(&others).chain(&["crates/core/src/a.rs"]).map(|path| (*path, text)).collect();
        let found = apart(&Tree::of(&files));
        assert_eq!(found.len(), 2 * own.len() + 1);
        assert_eq!(found[0].to_string(), "crates/azav/src/map.rs:2: azav speaks of dendreo");
        assert!(found.iter().any(|finding| finding.path == "crates/core/src/a.rs" && finding.line == Some(3)));
    }

    #[test]
    fn a_name_is_distinguished_from_a_word_it_is_part_of() {
        for line in ["azav", "the Azav API", "AZAV_TOKEN", "participants_azav::Azav", "AzavError", "api.azav-pilot.de"]
        {
            assert!(speaks_of(line, "azav"), "{line}");
        }
        for line in ["azavs", "lazav", "Azavität"] {
            assert!(!speaks_of(line, "azav"), "{line}");
        }
    }

    #[test]
    fn a_provider_that_reads_a_file_is_found() {
        let text = "//! No std::fs here.\nuse std::fs;\n";
        let tree =
            Tree::of(&["crates/azav/src/a.rs", "crates/core/src/a.rs", "crates/azav/tests/a.rs"].map(|it| (it, text)));
        let found = no_io(&tree);
        assert_eq!(found, [Finding::on("crates/azav/src/a.rs", 2, "a provider must not use std::fs")]);
    }
}
