//! Rules about which files stand where.

use super::{Finding, numbered};
use crate::tree::Tree;

const TOP: [&str; 7] = ["Cargo.toml", "Cargo.lock", "README.md", "LICENSE", "crates", "docs", "xtask"];

/// The command that passes the tests, as the README says it.
const TEST_COMMAND: &str = "cargo xtask test";

/// The top level holds what the design says, all of it, and dot-files.
pub(super) fn top_level(tree: &Tree) -> Vec<Finding> {
    let mut names: Vec<_> = tree.paths().map(|path| path.split('/').next().unwrap_or(path)).collect();
    names.dedup();
    let strays = names.iter().filter(|name| !name.starts_with('.') && !TOP.contains(name)).map(|name| {
        Finding::at(
            *name,
            format!("does not belong at the top level, which holds only {} and dot-files", TOP.join(" ")),
        )
    });
    let missing =
        TOP.iter().filter(|name| !names.contains(name)).map(|name| Finding::at(*name, "is missing at the top level"));
    strays.chain(missing).collect()
}

/// No snapshot waits for a decision.
pub(super) fn no_pending_snapshot(tree: &Tree) -> Vec<Finding> {
    tree.paths()
        .filter(|path| path.ends_with(".snap.new") || path.ends_with(".pending-snap"))
        .map(|path| {
            Finding::at(
                path,
                "is a snapshot that was not reviewed: accept it as the .snap or fix the code, then remove it",
            )
        })
        .collect()
}

/// Each published crate carries the licence, the same text as the workspace.
pub(super) fn licence_in_every_crate(tree: &Tree) -> Vec<Finding> {
    let licence = tree.text("LICENSE");
    let message = "is missing or differs from the LICENSE of the workspace: ln -s ../../LICENSE";
    tree.crates()
        .into_iter()
        .map(|name| format!("crates/{name}/LICENSE"))
        .filter(|path| licence.is_none() || tree.text(path) != licence)
        .map(|path| Finding::at(path, message))
        .collect()
}

/// The README says how to pass the tests, and `.ci/run` runs exactly that.
pub(super) fn ci_runs_the_readme(tree: &Tree) -> Vec<Finding> {
    let on_a_line =
        |path: &str| tree.text(path).is_some_and(|text| numbered(text).any(|(_, line)| line.trim() == TEST_COMMAND));
    ["README.md", ".ci/run"]
        .into_iter()
        .filter(|path| !on_a_line(path))
        .map(|path| Finding::at(path, format!("has no line `{TEST_COMMAND}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<'a>(more: &[(&'a str, &'a str)]) -> Tree {
        let mut files = vec![
            ("Cargo.toml", ""),
            ("Cargo.lock", ""),
            ("README.md", ""),
            ("LICENSE", "text"),
            ("crates/a/LICENSE", "text"),
            ("docs/x.md", ""),
            ("xtask/Cargo.toml", ""),
            (".ci/run", ""),
        ];
        files.extend_from_slice(more);
        Tree::of(&files)
    }

    #[test]
    fn a_stray_and_a_missing_name_are_found() {
        assert_eq!(top_level(&whole(&[])), []);
        let found = top_level(&whole(&[("notes.txt", ""), ("tools/a", ""), ("tools/b", "")]));
        assert_eq!(found.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(), ["notes.txt", "tools"]);
        let found = top_level(&Tree::of(&[("Cargo.toml", "")]));
        assert_eq!(found.len(), TOP.len() - 1);
    }

    #[test]
    fn a_pending_snapshot_is_found() {
        assert_eq!(no_pending_snapshot(&whole(&[("crates/a/tests/snapshots/x.snap", "")])), []);
        assert_eq!(no_pending_snapshot(&whole(&[("crates/a/tests/snapshots/x.snap.new", "")])).len(), 1);
    }

    #[test]
    fn a_crate_without_the_licence_is_found() {
        assert_eq!(licence_in_every_crate(&whole(&[])), []);
        let found = licence_in_every_crate(&whole(&[("crates/b/Cargo.toml", ""), ("crates/c/LICENSE", "other")]));
        assert_eq!(
            found.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(),
            ["crates/b/LICENSE", "crates/c/LICENSE"]
        );
    }

    #[test]
    fn the_readmes_command_must_be_the_one_that_runs() {
        let tree = Tree::of(&[("README.md", "```\ncargo xtask test\n```"), (".ci/run", "cargo test\n")]);
        let found = ci_runs_the_readme(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, ".ci/run");
    }
}
