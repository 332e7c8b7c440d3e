//! Rules about the shape of a provider crate: all alike, so that a reader of one knows all.

use super::{Finding, numbered, table};
use crate::{providers, tree::Tree};

/// Files every provider crate has.
const FILES: [&str; 5] = ["Cargo.toml", "README.md", "src/lib.rs", "src/config.rs", "src/provider.rs"];

/// Modules every provider crate has, as a file or, where they are large, as a folder.
const MODULES: [&str; 3] = ["wire", "map", "unified"];

/// What the people are called in the provider's own words; the file of their endpoints, or their row in the table of
/// resources, has one of these names.
const PEOPLE: [&str; 5] = ["participants", "persons", "users", "employees", "learners"];

/// Providers whose names are ordinary words, so that any file may use them.
const ORDINARY: [&str; 1] = ["groups"];

/// The files of the design are there, under the names of the design.
pub(super) fn files(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in providers::names(tree) {
        let folder = format!("crates/{name}");
        let missing = FILES.iter().map(|file| format!("{folder}/{file}")).filter(|path| !tree.has(path));
        found.extend(missing.map(|path| Finding::at(path, "is missing: every provider crate has it")));
        let has = |module: &str| {
            tree.has(&format!("{folder}/src/{module}.rs")) || tree.has(&format!("{folder}/src/{module}"))
        };
        let missing = MODULES.iter().filter(|module| !has(module));
        found.extend(missing.map(|module| {
            Finding::at(
                format!("{folder}/src/{module}.rs"),
                "is missing: every provider crate has it, or a folder of that name",
            )
        }));
        if people(tree, name).is_none() {
            let names = PEOPLE.map(|module| format!("{module}.rs")).join(", ");
            found.push(Finding::at(
                format!("{folder}/src"),
                format!("has no file for the people's endpoints, one of {names}, nor a row in a table of resources"),
            ));
        }
    }
    found
}

/// What the provider calls its people: the first of the names that has a file or a row. (A provider may have users
/// beside them.)
pub(super) fn people(tree: &Tree, provider: &str) -> Option<&'static str> {
    let sources = format!("crates/{provider}/src");
    let table = tree.text(&format!("{sources}/resources.rs")).map(table::rows).unwrap_or_default();
    let has = |name: &str| tree.has(&format!("{sources}/{name}.rs")) || tree.has(&format!("{sources}/{name}"));
    PEOPLE.into_iter().find(|name| has(name) || table.iter().any(|row| row.name == *name))
}

/// Each provider has its conformance line, wire tests, fixtures and snapshots.
pub(super) fn tests(tree: &Tree) -> Vec<Finding> {
    let needed = [
        ("tests/conformance.rs", "is missing: one line that runs the common suite"),
        ("tests/wire.rs", "is missing: the endpoints over a real socket"),
        ("tests/properties.rs", "is missing: three states stay three, values survive the way there and back"),
        ("tests/fixtures", "is missing or empty: `cargo xtask fixtures` writes it"),
        ("tests/snapshots", "is missing or empty: the tests write it"),
    ];
    providers::names(tree)
        .into_iter()
        .flat_map(|name| needed.map(|(path, message)| (format!("crates/{name}/{path}"), message)))
        .filter(|(path, _)| !tree.has(path))
        .map(|(path, message)| Finding::at(path, message))
        .collect()
}

/// What belongs to one provider does not speak of another: its crate and its emulator. So each can be read
/// alone, and a provider that began as a copy shows what is still the other's.
pub(super) fn apart(tree: &Tree) -> Vec<Finding> {
    let names = providers::names(tree);
    let mut found = Vec::new();
    for (path, text) in tree.texts() {
        let Some(own) = owner(path).filter(|owner| names.contains(owner)) else { continue };
        let others: Vec<_> = names.iter().copied().filter(|name| *name != own).collect();
        found.extend(
            mentions(text, &others)
                .map(|(number, other)| Finding::on(path, number, format!("belongs to {own} and speaks of {other}"))),
        );
    }
    found
}

/// The crates that must know no provider by name; what they need of one comes through the traits.
const NEUTRAL: [&str; 2] = ["crates/core/src/", "crates/cli/src/"];

/// Core and the program name no provider. (A comment may, as an example.)
pub(super) fn neutral_frame(tree: &Tree) -> Vec<Finding> {
    let names = providers::names(tree);
    let mut found = Vec::new();
    for (path, text) in
        tree.with_extension("rs").filter(|(path, _)| NEUTRAL.iter().any(|start| path.starts_with(start)))
    {
        let code =
            |number: &usize| !text.lines().nth(number - 1).is_some_and(|line| line.trim_start().starts_with("//"));
        found.extend(mentions(text, &names).filter(|(number, _)| code(number)).map(|(number, name)| {
            Finding::on(path, number, format!("names {name}; only the facade and the sandbox may"))
        }));
    }
    found
}

/// What only the client in core may touch.
const OUTSIDE: [&str; 6] = ["std::fs", "std::net", "std::process", "std::thread", "std::env", "std::time::Instant"];

/// A provider crate is pure: no file, no socket, no process, no clock, no environment.
pub(super) fn no_io(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in providers::names(tree) {
        let folder = format!("crates/{name}/src/");
        for (path, text) in tree.with_extension("rs").filter(|(path, _)| path.starts_with(&folder)) {
            let lines = numbered(text).filter(|(_, line)| !line.trim_start().starts_with("//"));
            found.extend(lines.filter_map(|(number, line)| {
                let outside = OUTSIDE.iter().find(|outside| line.contains(**outside))?;
                Some(Finding::on(
                    path,
                    number,
                    format!("uses {outside}; a provider crate touches nothing outside itself"),
                ))
            }));
        }
    }
    found
}

/// The name of the folder or file that may be a provider's, out of a path.
fn owner(path: &str) -> Option<&str> {
    match path.split(['/', '.']).collect::<Vec<_>>().as_slice() {
        ["crates", "sandbox", "src", name, ..] | ["crates", name, ..] => Some(name),
        _ => None,
    }
}

/// The lines that speak of one of the providers, with its name.
fn mentions<'a>(text: &'a str, names: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    let named = |line: &str| names.iter().copied().find(|name| !ORDINARY.contains(name) && speaks_of(line, name));
    numbered(text).filter_map(move |(number, line)| Some((number, named(line)?)))
}

/// Whether the name stands in the line in any case, alone or as a part of an identifier, but not inside another word.
fn speaks_of(line: &str, name: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    lower.match_indices(name).any(|(at, _)| {
        let before = line[..at].ends_with(char::is_alphabetic);
        let after = line[at + name.len()..].starts_with(char::is_lowercase);
        !before && !after
    })
}

#[cfg(test)]
mod test {
    use super::*;

    const WHOLE: [&str; 14] = [
        "crates/azav/Cargo.toml",
        "crates/azav/README.md",
        "crates/azav/src/lib.rs",
        "crates/azav/src/config.rs",
        "crates/azav/src/provider.rs",
        "crates/azav/src/participants.rs",
        "crates/azav/src/wire/person.rs",
        "crates/azav/src/map.rs",
        "crates/azav/src/unified.rs",
        "crates/azav/tests/conformance.rs",
        "crates/azav/tests/wire.rs",
        "crates/azav/tests/properties.rs",
        "crates/azav/tests/fixtures/list.json",
        "crates/azav/tests/snapshots/wire__list.snap",
    ];

    fn without(path: &str) -> Tree {
        let files: Vec<_> = WHOLE.into_iter().filter(|file| *file != path).map(|file| (file, "")).collect();
        Tree::of(&files)
    }

    #[test]
    fn a_whole_provider_is_fine() {
        assert_eq!(files(&without("")), []);
        assert_eq!(tests(&without("")), []);
    }

    #[test]
    fn each_missing_file_is_found_by_exactly_one_rule() {
        for path in WHOLE {
            let tree = without(path);
            let found: Vec<_> = files(&tree).into_iter().chain(tests(&tree)).collect();
            assert_eq!(found.len(), 1, "{path}");
            assert!(path.starts_with(found[0].path.trim_end_matches(".rs")), "{path}: {}", found[0]);
        }
    }

    #[test]
    fn a_word_about_another_provider_is_found_in_a_providers_own_files_only() {
        let text = "//! One.\n// As Dendreo does, in groups.\n";
        let tree = Tree::of(&[
            ("crates/azav/src/map.rs", text),
            ("crates/sandbox/src/azav.rs", text),
            ("crates/sandbox/src/azav/wire.rs", text),
            ("crates/azav/tests/fixtures.toml", text),
            ("crates/sandbox/src/lib.rs", text),
            ("crates/dendreo/src/map.rs", text),
            ("crates/groups/src/map.rs", "//! Groups.\n"),
            ("docs/providers/azav.md", text),
        ]);
        let found = apart(&tree);
        assert_eq!(found.len(), 4);
        assert!(
            found
                .iter()
                .all(|finding| finding.line == Some(2) && finding.message == "belongs to azav and speaks of dendreo")
        );
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
    fn a_provider_named_in_core_is_found_and_an_example_is_not() {
        let tree = Tree::of(&[
            ("crates/azav/Cargo.toml", ""),
            ("crates/core/src/a.rs", "//! Such as azav.\nlet name = \"azav\";\n"),
            ("crates/facade/src/a.rs", "use crate::azav;\n"),
        ]);
        let found = neutral_frame(&tree);
        assert_eq!(found, [Finding::on("crates/core/src/a.rs", 2, "names azav; only the facade and the sandbox may")]);
    }

    #[test]
    fn a_provider_that_reads_a_file_is_found() {
        let tree = Tree::of(&[
            ("crates/azav/src/a.rs", "//! No std::fs here.\nuse std::fs;\n"),
            ("crates/core/src/a.rs", "use std::fs;\n"),
            ("crates/azav/tests/a.rs", "use std::fs;\n"),
        ]);
        assert_eq!(
            no_io(&tree).iter().map(|finding| (finding.path.as_str(), finding.line)).collect::<Vec<_>>(),
            [("crates/azav/src/a.rs", Some(2))]
        );
    }

    #[test]
    fn the_frame_is_not_held_to_it() {
        assert_eq!(files(&Tree::of(&[("crates/core/src/lib.rs", "")])), []);
    }
}
