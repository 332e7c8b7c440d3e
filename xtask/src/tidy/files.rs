//! Rules about files: which stand where, how long they are, and what each begins with.

use super::{Finding, numbered};
use crate::tree::Tree;

const TOP: [&str; 7] = ["Cargo.toml", "Cargo.lock", "README.md", "LICENSE", "crates", "docs", "xtask"];

/// The most lines of a file.
const LINES: usize = 400;

/// The command that passes the tests, as the README says it.
const TEST_COMMAND: &str = "cargo xtask test";

/// The beginning of a page that `cargo xtask new` made and that is still empty.
pub(crate) const UNWRITTEN: &str = "Nothing is written down yet";

/// The one place that may name the HTTP library: a file, or a folder of that name.
const TRANSPORT: &str = "crates/core/src/client/reqwest";

/// The top level holds what the design says, all of it, and dot-files.
pub(super) fn top_level(tree: &Tree) -> Vec<Finding> {
    let mut names: Vec<_> = tree.paths().map(|path| path.split('/').next().unwrap_or(path)).collect();
    names.dedup();
    let strays = names.iter().filter(|name| !name.starts_with('.') && !TOP.contains(name));
    let missing = TOP.iter().filter(|name| !names.contains(name));
    let strays = strays.map(|name| Finding::at(*name, "does not belong at the top level"));
    strays.chain(missing.map(|name| Finding::at(*name, "is missing at the top level"))).collect()
}

/// No snapshot waits for a decision.
pub(super) fn no_pending_snapshot(tree: &Tree) -> Vec<Finding> {
    let pending = tree.paths().filter(|path| path.ends_with(".snap.new") || path.ends_with(".pending-snap"));
    pending.map(|path| Finding::at(path, "is not reviewed: accept it as the .snap or fix the code")).collect()
}

/// Each published crate carries the licence, the same text as the workspace.
pub(super) fn licence_in_every_crate(tree: &Tree) -> Vec<Finding> {
    let paths = tree.crates().into_iter().map(|name| format!("crates/{name}/LICENSE"));
    let wrong = paths.filter(|path| tree.text(path).is_none() || tree.text(path) != tree.text("LICENSE"));
    wrong.map(|path| Finding::at(path, "is missing or another text: ln -s ../../LICENSE")).collect()
}

/// No source is too long for one idea.
pub(super) fn length(tree: &Tree) -> Vec<Finding> {
    let lines = tree.with_extension("rs").map(|(path, text)| (path, text.lines().count()));
    let long = lines.filter(|(_, lines)| *lines > LINES);
    long.map(|(path, lines)| Finding::at(path, format!("has {lines} lines, more than {LINES}: give each idea a file")))
        .collect()
}

/// Each source says in its first line what it holds; a crate may let its README say it.
pub(super) fn first_line(tree: &Tree) -> Vec<Finding> {
    let says = |line: &str| {
        line.strip_prefix("//! ").is_some_and(|sentence| sentence.trim_end().contains(' '))
            || line == "#![doc = include_str!(\"../README.md\")]"
    };
    let silent = tree.with_extension("rs").filter(|(_, text)| !text.lines().next().is_some_and(says));
    silent.map(|(path, _)| Finding::on(path, 1, "must be a `//!` sentence that says what this file holds")).collect()
}

/// The front page of each library shows an example, in the crate's own documentation or in the README it takes over.
pub(super) fn front_page(tree: &Tree) -> Vec<Finding> {
    let folders = tree.crates().into_iter().map(|name| format!("crates/{name}"));
    let shows = |folder: &str, text: &str| {
        let readme =
            tree.text(&format!("{folder}/README.md")).filter(|_| text.contains("include_str!(\"../README.md\")"));
        let own = text.lines().filter(|line| line.starts_with("//!"));
        own.chain(readme.into_iter().flat_map(str::lines)).any(|line| line.contains("```"))
    };
    folders
        .map(|folder| (format!("{folder}/src/lib.rs"), folder))
        .filter(|(path, folder)| tree.text(path).is_some_and(|text| !shows(folder, text)))
        .map(|(path, _)| Finding::at(path, "has no example in the crate's documentation"))
        .collect()
}

/// Core names the HTTP library in one place, so that another can stand there. (No other crate may depend on it.)
pub(super) fn one_transport(tree: &Tree) -> Vec<Finding> {
    let names = |line: &str| {
        let mut before = line.match_indices("reqwest::").filter_map(|(at, _)| line.get(..at));
        before.any(|before| !before.ends_with([':', '_', '/']))
    };
    tree.with_extension("rs")
        .filter(|(path, _)| path.starts_with("crates/core/src/") && !path.starts_with(TRANSPORT))
        .flat_map(|(path, text)| {
            let lines = numbered(text).filter(|(_, line)| !line.trim_start().starts_with("//") && names(line));
            lines.map(move |(number, _)| Finding::on(path, number, format!("names reqwest: only {TRANSPORT} may")))
        })
        .collect()
}

/// The README says how to pass the tests, and `.ci/run` runs exactly that.
pub(super) fn ci_runs_the_readme(tree: &Tree) -> Vec<Finding> {
    let has = |path: &str| tree.text(path).is_some_and(|text| text.lines().any(|line| line.trim() == TEST_COMMAND));
    let lacking = ["README.md", ".ci/run"].into_iter().filter(|path| !has(path));
    lacking.map(|path| Finding::at(path, format!("has no line `{TEST_COMMAND}`"))).collect()
}

/// What `cargo xtask new` left open in the documents has been written.
pub(super) fn unwritten(tree: &Tree) -> Vec<Finding> {
    tree.with_extension("md")
        .flat_map(|(path, text)| {
            let open = numbered(text).filter(|(_, line)| line.contains("| … |") || line.starts_with(UNWRITTEN));
            open.map(move |(number, _)| Finding::on(path, number, "is still to be written"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a rule says of a tree of these files, without the names of the top level.
    fn found(rule: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
        rule(&Tree::of(files)).iter().map(|finding| finding.path.clone()).collect()
    }

    #[test]
    fn a_stray_and_a_missing_name_are_found() {
        let whole = TOP.map(|name| (name, ""));
        assert_eq!(found(top_level, &whole), [""; 0]);
        assert_eq!(found(top_level, &[&whole[1..], &[("tools/a", "")]].concat()), ["tools", "Cargo.toml"]);
    }

    #[test]
    fn each_rule_finds_the_file_that_breaks_it_and_no_other() {
        let long = format!("//! A file.\n{}", "x\n".repeat(400));
        let files = [
            ("LICENSE", "text"),
            ("README.md", "```\ncargo xtask test\n```\n| a | … |\n--set email=…\n"),
            (".ci/run", "cargo test\n"),
            ("crates/a/LICENSE", "text"),
            ("crates/a/README.md", "```rust\n```\n"),
            ("crates/a/src/lib.rs", "//! Two words.\n#![doc = include_str!(\"../README.md\")]\n"),
            ("crates/a/tests/snapshots/x.snap.new", ""),
            ("crates/b/README.md", "```rust\n```\n"),
            ("crates/b/src/lib.rs", "//! One.\n"),
            ("crates/core/LICENSE", "text"),
            ("crates/core/src/client/reqwest/tls.rs", "//! A file.\nuse reqwest::Client;\n"),
            ("crates/core/src/a.rs", "//! See reqwest::Client.\nuse crate::client::reqwest::Reqwest;\n"),
            ("crates/core/src/b.rs", "//! A file.\nfn f(client: &reqwest::Client) {}\n"),
            ("crates/core/src/c.rs", &long),
        ];
        let empty_page = format!("# A\n\n{UNWRITTEN}: all.\n");
        assert_eq!(found(no_pending_snapshot, &files), ["crates/a/tests/snapshots/x.snap.new"]);
        assert_eq!(found(licence_in_every_crate, &files), ["crates/b/LICENSE"]);
        assert_eq!(found(length, &files), ["crates/core/src/c.rs"]);
        assert_eq!(found(first_line, &files), ["crates/b/src/lib.rs"]);
        assert_eq!(found(front_page, &files), ["crates/b/src/lib.rs"]);
        assert_eq!(found(one_transport, &files), ["crates/core/src/b.rs"]);
        assert_eq!(found(ci_runs_the_readme, &files), [".ci/run"]);
        assert_eq!(found(unwritten, &[&files[..], &[("docs/a.md", &empty_page)]].concat()), ["README.md", "docs/a.md"]);
    }
}
