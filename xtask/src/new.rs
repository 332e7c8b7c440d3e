//! `cargo xtask new NAME`: a new provider begins as a working copy of another one, emulator, fixtures and single lines
//! included. So it builds and passes its tests from the first minute, and its author changes one thing after the other.
//!
//! Addresses of the other provider are copied as they are, never renamed into addresses that do not exist: `tidy` names
//! each of them until its author has put the right one there.

mod insert;
mod rename;

use crate::{
    providers,
    run::{self, Outcome},
    tidy::LINES,
    tree::Tree,
};
use rename::Names;
use std::path::Path;

/// Names that are taken by the language or would read as something else.
const TAKEN: [&str; 12] =
    ["all", "alloc", "core", "crate", "default", "full", "proc", "self", "std", "test", "tracing", "xtask"];

/// Writes the copy and the lines, and says what comes next.
pub(crate) fn run(root: &Path, name: &str, like: &str) -> Outcome {
    let tree = Tree::read(root)?;
    check_names(&tree, name, like)?;
    let names = Names { old: like, new: name };

    let mut files: Vec<(String, String)> = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| belongs_to(path, like)) {
        files.push((names.renamed(path), names.renamed(text)));
    }
    for line in &LINES {
        let path = line.file(name);
        let current = files.iter().position(|(known, _)| *known == path);
        let text = current.map_or_else(|| tree.text(&path).map(str::to_owned), |index| Some(files[index].1.clone()));
        let changed = insert::inserted(line, text.as_deref(), &names).map_err(|reason| format!("{path}: {reason}"))?;
        match current {
            Some(index) => files[index].1 = changed,
            None => files.push((path, changed)),
        }
    }
    for (path, text) in files {
        run::write(root, &path, &text)?;
    }
    share_licence(root, name)?;
    println!(
        "\n{name} is a copy of {like}. Now:\n\
         1. cargo fmt --all && cargo xtask fixtures && cargo xtask test      passes, but for tests that name all providers\n\
         2. cargo xtask tidy      names what still speaks of {like}\n\
         3. docs/adding-a-provider.md      says in which order to make it your own, from its documents outward"
    );
    Ok(())
}

fn check_names(tree: &Tree, name: &str, like: &str) -> Outcome {
    let plain = name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name.len() > 1
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    if !plain {
        return Err(format!("{name:?} must be lower-case letters and digits, such as \"dendreo\""));
    }
    if TAKEN.contains(&name) || tree.has(&format!("crates/{name}")) {
        return Err(format!("the name {name:?} is taken"));
    }
    if !providers::names(tree).contains(&like) {
        return Err(format!("there is no provider {like:?}; there are {}", providers::names(tree).join(", ")));
    }
    Ok(())
}

/// Whether a file is one of the provider's own: its crate, its emulator and its document. Its page in
/// the documents is not: what is known of one provider says nothing of another.
fn belongs_to(path: &str, provider: &str) -> bool {
    path.starts_with(&format!("crates/{provider}/")) && !path.ends_with("/LICENSE")
        || path.starts_with(&format!("crates/sandbox/src/{provider}/"))
        || path == format!("crates/sandbox/src/{provider}.rs")
        || path == format!("crates/sandbox/openapi/{provider}.json")
}

/// The licence is the workspace's: a link to it, and where there are no links, its text.
fn share_licence(root: &Path, name: &str) -> Outcome {
    let path = format!("crates/{name}/LICENSE");
    #[cfg(unix)]
    let shared = std::os::unix::fs::symlink("../../LICENSE", root.join(&path));
    #[cfg(not(unix))]
    let shared = std::fs::copy(root.join("LICENSE"), root.join(&path)).map(drop);
    shared.map_err(|error| format!("{path} cannot be made: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_cannot_be_is_refused() {
        let tree = Tree::of(&[("crates/azav/Cargo.toml", ""), ("crates/core/Cargo.toml", "")]);
        for name in ["Azav", "a b", "1a", "", "ä", "a-b", "a", "test", "azav", "core"] {
            assert!(check_names(&tree, name, "azav").is_err(), "{name}");
        }
        assert!(check_names(&tree, "newcomer", "dendreo").unwrap_err().contains("there are azav"));
        assert_eq!(check_names(&tree, "newcomer2", "azav"), Ok(()));
    }

    #[test]
    fn only_the_providers_own_files_are_copied() {
        for own in ["crates/azav/src/lib.rs", "crates/sandbox/src/azav.rs"] {
            assert!(belongs_to(own, "azav"), "{own}");
        }
        for other in
            ["crates/azav/LICENSE", "crates/azavx/src/lib.rs", "docs/providers/azav.md", "crates/facade/src/azav.rs"]
        {
            assert!(!belongs_to(other, "azav"), "{other}");
        }
    }
}
