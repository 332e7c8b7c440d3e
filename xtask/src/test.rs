//! `cargo xtask test` and `cargo xtask features`: every test of every crate, and each crate alone under each set of
//! features, since a whole workspace hides what one crate borrows from another.

use crate::{
    capabilities, fixtures,
    manifest::Manifest,
    providers,
    run::{self, Outcome},
    tree::Tree,
};
use std::{path::Path, time::Instant};

/// The choices of TLS that ask more of the machine than Rust: the first wants the headers of OpenSSL, the second builds
/// a large C library. Both change who encrypts, nothing else.
const LEFT_OUT: [&str; 2] = ["tls-native", "tls-aws-lc"];

/// The features of a provider that only hand on core's; any other is its own.
const SHARED: [&str; 4] = ["default", "reqwest", "tls-ring", "tracing"];

/// Compares the fixtures and the page of capabilities, then runs the tests. Snapshots are frozen: a difference is a
/// failure, never a new file.
pub(crate) fn run(root: &Path) -> Outcome {
    fixtures::check(root)?;
    capabilities::check(root)?;
    let features = all_features(&Tree::read(root)?);
    let variables = [("INSTA_UPDATE", "no"), ("INSTA_FORCE_PASS", "0")];
    run::cargo(root, &["test", "--workspace", "--no-fail-fast", "--features", &features], &variables)
}

/// Every feature of every crate that builds with Rust alone, in the form that cargo takes.
pub(crate) fn all_features(tree: &Tree) -> String {
    let of = |folder| {
        let wanted = features(tree, folder).into_iter().filter(|name| name != "default");
        wanted.map(move |name| format!("{}/{name}", providers::package(folder)))
    };
    tree.crates().into_iter().flat_map(of).collect::<Vec<_>>().join(",")
}

/// Checks each crate under each set of its features and prints a line for each; a warning counts as a failure.
pub(crate) fn each_set(root: &Path) -> Outcome {
    for (package, features) in sets(&Tree::read(root)?) {
        let start = Instant::now();
        let arguments = ["check", "--quiet", "--package", &package, "--no-default-features", "--features", &features];
        run::cargo_warning_free(root, &arguments)?;
        println!("{package:24} {features:32} {:5.1} s", start.elapsed().as_secs_f32());
    }
    println!("not tried: {}", LEFT_OUT.join(", "));
    Ok(())
}

/// Packages with the features to try.
fn sets(tree: &Tree) -> Vec<(String, String)> {
    let providers = providers::names(tree);
    let mut sets = Vec::new();
    let mut add = |folder: &str, choices: &[&str]| {
        sets.extend(choices.iter().map(|choice| (providers::package(folder), (*choice).to_owned())));
    };
    add("core", &["", "reqwest", "tls-ring", "tracing"]);
    for provider in &providers {
        add(provider, &["", "tracing", "reqwest,tls-ring"]);
        let own = features(tree, provider).into_iter().filter(|name| !SHARED.contains(&name.as_str()));
        own.for_each(|feature| add(provider, &[&feature]));
    }
    add("facade", &providers);
    add("facade", &["", "full", "full,reqwest,tls-ring,tracing", "full,webhooks", "roster"]);
    add("roster", &[""]);
    add("sandbox", &["", "transport", "server", "conformance"]);
    sets
}

fn features(tree: &Tree, folder: &str) -> Vec<String> {
    let manifest = Manifest::of(tree, &format!("crates/{folder}"));
    let names = manifest.entries("features").map(|(name, _)| name.to_owned());
    names.filter(|name| !LEFT_OUT.contains(&name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_but_two_is_on_and_each_set_is_tried() {
        let core = "[features]\ndefault = []\nreqwest = [\"dep:reqwest\"]\ntls-native = [\"reqwest\"]\n";
        let azav = "[features]\nevents = []\ntracing = []\ntls-aws-lc = []\n";
        let tree = Tree::of(&[("crates/core/Cargo.toml", core), ("crates/azav/Cargo.toml", azav)]);
        assert_eq!(all_features(&tree), "participants-azav/events,participants-azav/tracing,participants-core/reqwest");
        let sets = sets(&tree);
        let has = |package: &str, features: &str| sets.iter().any(|set| (&*set.0, &*set.1) == (package, features));
        assert!(has("participants-azav", "") && has("participants-azav", "events") && has("participants", "azav"));
        assert_eq!(sets.len(), 4 + 4 + 1 + 5 + 1 + 4);
    }
}
