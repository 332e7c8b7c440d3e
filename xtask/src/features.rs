//! `cargo xtask features`: each crate alone under each set of features, since a whole workspace hides what one crate
//! borrows from another.

use crate::{
    providers,
    run::{self, Outcome},
    tidy::Manifest,
    tree::Tree,
};
use std::{path::Path, time::Instant};

/// One crate under one set of features.
#[derive(Debug, PartialEq, Eq)]
struct Set {
    package: String,
    features: String,
}

/// Checks every set and prints a line for each; a warning counts as a failure.
pub(crate) fn run(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    let sets = sets(&providers::names(&tree), &|folder| own_features(&tree, folder));
    for set in &sets {
        let start = Instant::now();
        let arguments =
            ["check", "--quiet", "--package", &set.package, "--no-default-features", "--features", &set.features];
        let written = run::cargo_quietly(root, &arguments)?;
        let features = if set.features.is_empty() { "(none)" } else { &set.features };
        if !written.success || warns(&written.stderr) {
            eprintln!("{}", written.stderr);
            return Err(format!("`cargo {}` is not clean", arguments.join(" ")));
        }
        println!("{:24} {features:32} {:5.1} s", set.package, start.elapsed().as_secs_f32());
    }
    println!(
        "{} sets build without a warning; not tried: tls-native (needs OpenSSL), tls-aws-lc (slow to build)",
        sets.len()
    );
    Ok(())
}

/// The features every crate may have; any other is a crate's own.
const SHARED: [&str; 6] = ["default", "reqwest", "tls-ring", "tls-aws-lc", "tls-native", "tracing"];

fn own_features(tree: &Tree, folder: &str) -> Vec<String> {
    let manifest = Manifest::new(tree.text(&format!("crates/{folder}/Cargo.toml")).unwrap_or_default());
    let names = manifest.section("features").into_iter().map(|entry| entry.key.to_owned());
    names.filter(|name| !SHARED.contains(&name.as_str())).collect()
}

fn sets(providers: &[&str], own: &dyn Fn(&str) -> Vec<String>) -> Vec<Set> {
    let mut sets = Vec::new();
    let mut add = |folder: &str, choices: &[&str]| {
        let set = |features: &&str| Set { package: providers::package(folder), features: (*features).to_owned() };
        sets.extend(choices.iter().map(set));
    };
    add("core", &["", "reqwest", "tls-ring", "tracing"]);
    for provider in providers {
        add(provider, &["", "tracing", "reqwest,tls-ring"]);
        own(provider).iter().for_each(|feature| add(provider, &[feature]));
    }
    add("facade", &[""]);
    add("facade", providers);
    add("facade", &["full", "full,reqwest,tls-ring,tracing", "full,webhooks", "roster"]);
    add("roster", &[""]);
    add("sandbox", &["", "transport", "server", "conformance"]);
    sets
}

fn warns(output: &str) -> bool {
    output.lines().any(|line| line.starts_with("warning:") || line.starts_with("warning["))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_is_tried_alone_and_each_provider_in_the_facade() {
        let own = |folder: &str| if folder == "azav" { vec!["events".to_owned()] } else { Vec::new() };
        let sets = sets(&["azav", "groups"], &own);
        let has = |package: &str, features: &str| {
            sets.contains(&Set { package: package.to_owned(), features: features.to_owned() })
        };
        assert!(has("participants-core", "") && has("participants-core", "tls-ring"));
        assert!(has("participants-azav", "") && has("participants-groups", "reqwest,tls-ring"));
        assert!(has("participants", "") && has("participants", "azav") && has("participants", "full"));
        assert!(has("participants-sandbox", "server"));
        assert!(has("participants-azav", "events"));
        assert_eq!(sets.len(), 4 + 2 * 3 + 1 + 7 + 1 + 4);
    }

    #[test]
    fn a_warning_is_seen() {
        assert!(warns("warning: unused import: `x`\n"));
        assert!(!warns("   Compiling participants\n"));
    }
}
