//! Rules about the manifests: what each crate takes from the workspace, and which crate may depend on which.

use super::{Finding, Manifest, numbered};
use crate::{providers, tree::Tree};

/// What every member takes from the workspace instead of saying it itself, so that it is the same everywhere.
const SHARED: [(&str, &str); 4] = [
    ("package", "edition.workspace"),
    ("package", "rust-version.workspace"),
    ("package", "license.workspace"),
    ("lints", "workspace"),
];

/// What a published crate says about itself. Its version is its own: each is published when it has changed.
const PUBLISHED: [&str; 7] =
    ["name", "description", "keywords", "readme", "version", "authors.workspace", "license.workspace"];

/// The crates that a provider is made of.
const PROVIDER_MAY_USE: [&str; 3] = ["participants-core", "serde", "serde_json"];

/// Edition, lowest Rust version, licence and lints are the workspace's, in every member.
pub(super) fn workspace_keys(tree: &Tree) -> Vec<Finding> {
    let lacks = |path: &str, manifest: &Manifest<'_>, section: &str, key: &str| {
        let has = manifest.section(section).iter().any(|entry| entry.key == key && entry.value == "true");
        (!has).then(|| Finding::at(path, format!("lacks `{key} = true` in [{section}]")))
    };
    members(tree)
        .flat_map(|(path, manifest)| {
            SHARED.iter().filter_map(move |(section, key)| lacks(path, &manifest, section, key)).collect::<Vec<_>>()
        })
        .collect()
}

/// A published crate says what it is, has a README, and names the features that the documentation host builds.
pub(super) fn publishing(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, manifest) in members(tree).filter(|(_, manifest)| manifest.is_published()) {
        let missing = PUBLISHED.iter().filter(|key| manifest.package(key).is_none());
        found.extend(missing.map(|key| Finding::at(path, format!("lacks `{key}` in [package]"))));
        let folder = path.trim_end_matches("/Cargo.toml");
        let is_library = tree.has(&format!("{folder}/src/lib.rs"));
        if is_library && manifest.section("package.metadata.docs.rs").is_empty() {
            found.push(Finding::at(path, "lacks [package.metadata.docs.rs] with the features to show"));
        }
        if tree.has(&format!("{folder}/tests"))
            && !manifest.package("exclude").is_some_and(|value| value.contains("\"/tests\""))
        {
            found.push(Finding::at(path, "lacks `exclude = [\"/tests\"]`: tests and fixtures stay out of the package"));
        }
        if !tree.text(&format!("{folder}/README.md")).is_some_and(|text| text.starts_with("# ") && text.len() > 200) {
            found.push(Finding::at(
                format!("{folder}/README.md"),
                "is missing or says too little for a crate's front page",
            ));
        }
    }
    found
}

/// Where a document speaks of the lowest Rust version, it is the one of the manifest.
pub(super) fn rust_version_in_prose(tree: &Tree) -> Vec<Finding> {
    let root = Manifest::new(tree.text("Cargo.toml").unwrap_or_default());
    let keys = root.section("workspace.package");
    let Some(version) =
        keys.iter().find(|entry| entry.key == "rust-version").map(|entry| entry.value.trim_matches('"'))
    else {
        return vec![Finding::at("Cargo.toml", "lacks `rust-version` in [workspace.package]")];
    };
    tree.with_extension("md")
        .flat_map(|(path, text)| {
            numbered(text).filter(|(_, line)| rust_versions(line).any(|minor| format!("1.{minor}") != version)).map(
                move |(number, _)| Finding::on(path, number, format!("names a Rust version that is not {version}")),
            )
        })
        .collect()
}

/// Inside the workspace a crate is named by path and version, once, in the root's manifest.
pub(super) fn inner_dependencies(tree: &Tree) -> Vec<Finding> {
    let root = Manifest::new(tree.text("Cargo.toml").unwrap_or_default());
    let incomplete = root
        .section("workspace.dependencies")
        .into_iter()
        .filter(|entry| is_ours(entry.key) && !(entry.value.contains("path = ") && entry.value.contains("version = ")))
        .map(|entry| Finding::on("Cargo.toml", entry.line, format!("{} needs both `path` and `version`", entry.key)));
    let direct = members(tree).flat_map(|(path, manifest)| {
        let entries = manifest.section("dependencies").into_iter();
        entries
            .filter(|entry| is_ours(entry.key.split('.').next().unwrap_or_default()))
            .filter(|entry| !entry.key.ends_with(".workspace") && !entry.value.contains("workspace = true"))
            .map(move |entry| {
                Finding::on(path, entry.line, format!("{} must come from the workspace: `workspace = true`", entry.key))
            })
            .collect::<Vec<_>>()
    });
    incomplete.chain(direct).collect()
}

/// A provider crate is made of the core and of serde; whatever else it needs belongs into the core.
pub(super) fn provider_dependencies(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let providers = providers::names(tree);
    for name in &providers {
        let path = format!("crates/{name}/Cargo.toml");
        let manifest = Manifest::new(tree.text(&path).unwrap_or_default());
        for entry in manifest.dependencies("dependencies") {
            // What a feature adds is the choice of the user who enables it.
            let is_optional = entry.value.contains("optional = true");
            if !PROVIDER_MAY_USE.contains(&entry.key) && !is_optional {
                found.push(Finding::on(
                    &path,
                    entry.line,
                    format!(
                        "a provider may depend on {} only, and on what a feature brings",
                        PROVIDER_MAY_USE.join(", ")
                    ),
                ));
            }
        }
        for entry in manifest.dependencies("dev-dependencies") {
            if providers.iter().any(|provider| entry.key == providers::package(provider)) {
                found.push(Finding::on(
                    &path,
                    entry.line,
                    "a provider must not know another one, in its tests neither",
                ));
            }
        }
    }
    found
}

/// The sandbox knows no provider crate: what both sides got wrong alike, no test could find.
pub(super) fn independent_sandbox(tree: &Tree) -> Vec<Finding> {
    let path = "crates/sandbox/Cargo.toml";
    let manifest = Manifest::new(tree.text(path).unwrap_or_default());
    let providers = providers::names(tree);
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    sections
        .iter()
        .flat_map(|section| manifest.dependencies(section))
        .filter(|entry| {
            entry.key == "participants" || providers.iter().any(|provider| entry.key == providers::package(provider))
        })
        .map(|entry| Finding::on(path, entry.line, format!("the sandbox must not depend on {}", entry.key)))
        .collect()
}

fn members(tree: &Tree) -> impl Iterator<Item = (&str, Manifest<'_>)> {
    tree.texts()
        .filter(|(path, _)| {
            *path == "xtask/Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
        })
        .map(|(path, text)| (path, Manifest::new(text)))
}

fn is_ours(name: &str) -> bool {
    name == "participants" || name.starts_with("participants-")
}

/// The minor versions in phrases such as `Rust 1.88`.
fn rust_versions(line: &str) -> impl Iterator<Item = &str> {
    line.split("Rust 1.").skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

#[cfg(test)]
mod tests;
