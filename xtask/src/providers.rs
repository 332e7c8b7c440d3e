//! Which crates are providers. This is the one place that decides it; every task asks here.

use crate::tree::Tree;

/// The crates that are the frame around the providers. Every other folder in `crates/` is a provider, so that a new
/// one is held to the rules from its first day, without a list to forget.
const FRAME: [&str; 5] = ["cli", "core", "facade", "roster", "sandbox"];

/// The providers' names in alphabetical order, as their folders are called.
pub(crate) fn names(tree: &Tree) -> Vec<&str> {
    tree.crates().into_iter().filter(|name| !FRAME.contains(name)).collect()
}

/// The package in the folder `crates/NAME`.
pub(crate) fn package(folder: &str) -> String {
    if folder == "facade" { "participants".to_owned() } else { format!("participants-{folder}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_not_the_frame_is_a_provider() {
        let tree =
            Tree::of(&[("crates/core/Cargo.toml", ""), ("crates/newcomer/x", ""), ("crates/azav/Cargo.toml", "")]);
        assert_eq!(names(&tree), ["azav", "newcomer"]);
        assert_eq!(package("azav"), "participants-azav");
        assert_eq!(package("facade"), "participants");
    }
}
