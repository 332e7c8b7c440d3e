//! Rules about the manifests: what each crate takes from the workspace, and which crate may depend on which.

use super::{Finding, numbered};
use crate::{manifest::Manifest, providers, tree::Tree};

/// What every member takes from the workspace instead of saying it itself, so that it is the same everywhere.
const SHARED: [&str; 4] =
    ["package.edition.workspace", "package.rust-version.workspace", "package.license.workspace", "lints.workspace"];

/// What a published crate says about itself, beside what publishing it would ask for.
const PUBLISHED: [&str; 4] = ["package.description", "package.keywords", "package.readme", "package.authors.workspace"];

/// The crates that a provider is made of.
const PROVIDER_MAY_USE: [&str; 3] = ["participants-core", "serde", "serde_json"];

/// Edition, lowest Rust version, licence and lints are the workspace's. A published crate says what it is, leaves its
/// tests and snapshots out, and names the features that the documentation host builds.
pub(super) fn keys(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for folder in tree.crates().into_iter().map(|name| format!("crates/{name}")).chain(["xtask".to_owned()]) {
        let manifest = Manifest::of(tree, &folder);
        let is_published = manifest.get("package.publish").is_none();
        let mut needed = SHARED.to_vec();
        if is_published {
            needed.extend(PUBLISHED);
        }
        if is_published && tree.has(&format!("{folder}/src/lib.rs")) {
            needed.push("package.metadata.docs.rs");
        }
        let path = format!("{folder}/Cargo.toml");
        let missing = needed.into_iter().filter(|key| manifest.get(key).is_none());
        found.extend(missing.map(|key| Finding::at(&path, format!("lacks `{key}`"))));
        let excluded = manifest.get("package.exclude").and_then(|value| value.as_array());
        let has_snapshots = tree.below(&format!("{folder}/src")).any(|path| path.contains("/snapshots/"));
        for (pattern, is_there) in [
            ("/tests", tree.has(&format!("{folder}/tests"))),
            ("/benches", tree.has(&format!("{folder}/benches"))),
            ("**/snapshots", has_snapshots),
        ] {
            let is_out = excluded.is_some_and(|all| all.iter().any(|value| value.as_str() == Some(pattern)));
            if is_published && is_there && !is_out {
                found.push(Finding::at(&path, format!("lacks \"{pattern}\" in `package.exclude`")));
            }
        }
    }
    found
}

/// Where a document speaks of the lowest Rust version, it is the one of the manifest.
pub(super) fn rust_version_in_prose(tree: &Tree) -> Vec<Finding> {
    let root = tree.text("Cargo.toml").and_then(|text| text.parse::<toml::Table>().ok()).unwrap_or_default();
    let version = root.get("workspace").and_then(|it| it.get("package")?.get("rust-version")?.as_str());
    let Some(minor) = version.and_then(|version| version.strip_prefix("1.")) else {
        return vec![Finding::at("Cargo.toml", "lacks `rust-version` in [workspace.package]")];
    };
    let is_other = |line: &str| {
        line.split("Rust 1.").skip(1).any(|rest| {
            let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
            !digits.is_empty() && digits != minor
        })
    };
    tree.with_extension("md")
        .flat_map(|(path, text)| {
            numbered(text).filter(|(_, line)| is_other(line)).map(move |(number, _)| {
                Finding::on(path, number, format!("names a Rust version that is not 1.{minor}"))
            })
        })
        .collect()
}

/// Which crate may use which, as `docs/architecture.md` says.
pub(super) fn dependencies(tree: &Tree) -> Vec<Finding> {
    let providers = providers::names(tree);
    let mut found = Vec::new();
    for folder in tree.crates() {
        let manifest = Manifest::of(tree, &format!("crates/{folder}"));
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, value) in manifest.entries(section) {
                // What a feature adds is the choice of the user who enables it.
                let is_optional = value.get("optional").is_some();
                let is_for_tests = section == "dev-dependencies";
                let is_provider = name.strip_prefix("participants-").is_some_and(|name| providers.contains(&name));
                let may = match folder {
                    // The facade measures its calls against the same calls by hand.
                    _ if name == "reqwest" => folder == "core" || (folder == "facade" && is_for_tests),
                    "facade" => true,
                    "roster" => !is_provider || is_for_tests,
                    "sandbox" => !is_provider && name != "participants",
                    _ if providers.contains(&folder) && !is_for_tests => {
                        is_optional || PROVIDER_MAY_USE.contains(&name)
                    }
                    _ => !is_provider,
                };
                if !may {
                    let message = format!("{folder} must not use {name} as one of its {section}");
                    found.push(Finding::at(format!("crates/{folder}/Cargo.toml"), message));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBER: &str =
        "[package]\nedition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\n
authors.workspace = true\ndescription = \"x\"\nkeywords = []\nreadme = \"README.md\"\nexclude = [\"/tests\"]\n
[dependencies]\nparticipants-core.workspace = true\nhmac = { version = \"1\", optional = true }\n
[dev-dependencies]\nmockito.workspace = true\n\n[lints]\nworkspace = true\n\n[package.metadata.docs.rs]\n";

    fn tree(folder: &str, manifest: &str) -> Tree {
        let path = format!("crates/{folder}/Cargo.toml");
        let tests = format!("crates/{folder}/tests/a.rs");
        let library = format!("crates/{folder}/src/lib.rs");
        Tree::of(&[
            (&path, manifest),
            (&tests, ""),
            (&library, ""),
            ("crates/groups/README.md", ""),
            ("xtask/Cargo.toml", ""),
        ])
    }

    #[test]
    fn a_key_that_lacks_is_found() {
        let found = |manifest: &str| -> Vec<_> {
            let found = keys(&tree("azav", manifest)).into_iter();
            found.filter(|finding| finding.path.contains("azav")).map(|finding| finding.message).collect()
        };
        assert_eq!(found(MEMBER), [""; 0]);
        let own =
            MEMBER.replace("edition.workspace = true", "edition = \"2021\"").replace("[lints]\nworkspace = true", "");
        assert_eq!(found(&own), ["lacks `package.edition.workspace`", "lacks `lints.workspace`"]);
        for line in ["description = \"x\"\n", "keywords = []\n", "readme = \"README.md\"\n", "exclude = [\"/tests\"]\n"]
        {
            assert_eq!(found(&MEMBER.replace(line, "")).len(), 1, "{line}");
        }
        assert_eq!(found(&MEMBER.replace("[package.metadata.docs.rs]", "")).len(), 1);
    }

    #[test]
    fn another_rust_version_in_a_document_is_found() {
        let root = "[workspace.package]\nrust-version = \"1.88\"\n";
        let with = |text: &str| rust_version_in_prose(&Tree::of(&[("Cargo.toml", root), ("README.md", text)])).len();
        assert_eq!((with("needs Rust 1.88 or later"), with("x\nneeds Rust 1.85.")), (0, 1));
        assert_eq!(rust_version_in_prose(&Tree::of(&[])).len(), 1);
    }

    #[test]
    fn a_crate_that_knows_too_much_is_found() {
        let found = |folder: &str, line: &str| {
            let section = if line.starts_with("mockito") { "[dev-dependencies]" } else { "[dependencies]" };
            let line = line.trim_start_matches("mockito ");
            dependencies(&tree(folder, &MEMBER.replace(section, &format!("{section}\n{line}.workspace = true")))).len()
        };
        assert_eq!(dependencies(&tree("azav", MEMBER)), []);
        for (folder, line) in [
            ("azav", "regex"),
            ("azav", "participants-groups"),
            ("azav", "mockito participants-groups"),
            ("core", "participants-groups"),
            ("cli", "participants-groups"),
            ("cli", "reqwest"),
            ("facade", "reqwest"),
            ("roster", "participants-groups"),
            ("sandbox", "participants"),
            ("sandbox", "mockito participants-groups"),
        ] {
            assert_eq!(found(folder, line), 1, "{folder} {line}");
        }
        for (folder, line) in [
            ("facade", "participants-groups"),
            ("facade", "mockito reqwest"),
            ("roster", "mockito participants-groups"),
            ("core", "reqwest"),
        ] {
            assert_eq!(found(folder, line), 0, "{folder} {line}");
        }
    }
}
