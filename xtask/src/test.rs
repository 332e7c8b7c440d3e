//! `cargo xtask test`: the fixtures and the generated page as they should be, then every test of every crate, documentation included.

use crate::{
    capabilities, fixtures, providers,
    run::{self, Outcome},
    tidy::Manifest,
    tree::Tree,
};
use std::path::Path;

/// The choices of TLS that ask more of the machine than Rust: the first wants the headers of OpenSSL, the second builds
/// a large C library. Both change who encrypts, nothing else.
const LEFT_OUT: [&str; 2] = ["tls-native", "tls-aws-lc"];

/// Compares the fixtures and the page of capabilities, then runs the tests. Snapshots are frozen: a difference is a failure, never a new file.
pub(crate) fn run(root: &Path) -> Outcome {
    fixtures::check(root)?;
    capabilities::check(root)?;
    let features = features(&Tree::read(root)?);
    let variables = [("INSTA_UPDATE", "no"), ("INSTA_FORCE_PASS", "0")];
    run::cargo(root, &["test", "--workspace", "--no-fail-fast", "--features", &features], &variables)
}

/// Every feature of every crate that builds with Rust alone, in the form that cargo takes.
pub(crate) fn features(tree: &Tree) -> String {
    let of = |folder: &str| {
        let manifest = Manifest::new(tree.text(&format!("crates/{folder}/Cargo.toml")).unwrap_or_default());
        let package = providers::package(folder);
        let names = manifest.section("features").into_iter().map(|entry| entry.key);
        let wanted = names.filter(|name| *name != "default" && !LEFT_OUT.contains(name));
        wanted.map(|name| format!("{package}/{name}")).collect::<Vec<_>>()
    };
    tree.crates().into_iter().flat_map(of).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_but_two_is_on() {
        let core = "[features]\ndefault = []\nreqwest = [\"dep:reqwest\"]\ntls-native = [\"reqwest\"]\n[dependencies]\nx = \"1\"\n";
        let facade = "[features]\nfull = [\"azav\"]\ntls-aws-lc = []\n";
        let tree = Tree::of(&[("crates/core/Cargo.toml", core), ("crates/facade/Cargo.toml", facade)]);
        assert_eq!(features(&tree), "participants-core/reqwest,participants/full");
    }
}
