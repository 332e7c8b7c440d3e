//! Each rule about the manifests, once where it must speak and once where it must not.

use super::*;

const MEMBER: &str = "[package]\nname = \"participants-azav\"\nedition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\n\n[dependencies]\nparticipants-core.workspace = true\nserde.workspace = true\n\n[dev-dependencies]\nmockito.workspace = true\n\n[lints]\nworkspace = true\n";
const ROOT: &str = "[workspace.package]\nrust-version = \"1.88\"\n\n[workspace.dependencies]\nparticipants-core = { path = \"crates/core\", version = \"0.1.0\" }\nserde = \"1\"\n";

fn azav(manifest: &str) -> Tree {
    Tree::of(&[("Cargo.toml", ROOT), ("crates/azav/Cargo.toml", manifest), ("crates/groups/Cargo.toml", MEMBER)])
}

#[test]
fn a_member_with_its_own_edition_or_lints_is_found() {
    assert_eq!(workspace_keys(&azav(MEMBER)), []);
    let own = MEMBER.replace("edition.workspace = true", "edition = \"2021\"").replace("[lints]\nworkspace = true", "");
    let found = workspace_keys(&azav(&own));
    assert_eq!(found.len(), 2);
    assert!(found[0].message.contains("edition.workspace") && found[1].message.contains("[lints]"));
}

#[test]
fn a_published_crate_without_its_front_matter_is_found() {
    let found = publishing(&Tree::of(&[("crates/azav/Cargo.toml", MEMBER), ("crates/azav/tests/a.rs", "")]));
    for key in ["description", "keywords", "readme", "exclude", "README"] {
        assert!(found.iter().any(|finding| finding.message.contains(key) || finding.path.contains(key)), "{key}");
    }
    let private = MEMBER.replace("[package]", "[package]\npublish = false");
    assert_eq!(publishing(&Tree::of(&[("xtask/Cargo.toml", &private)])), []);
}

#[test]
fn another_rust_version_in_a_document_is_found() {
    let with = |text: &str| Tree::of(&[("Cargo.toml", ROOT), ("README.md", text)]);
    assert_eq!(rust_version_in_prose(&with("needs Rust 1.88 or later")), []);
    assert_eq!(rust_version_in_prose(&with("x\nneeds Rust 1.85.")).len(), 1);
    assert_eq!(rust_version_in_prose(&Tree::of(&[("Cargo.toml", "")])).len(), 1);
}

#[test]
fn an_inner_dependency_without_path_or_version_is_found() {
    assert_eq!(inner_dependencies(&azav(MEMBER)), []);
    let own = MEMBER.replace("participants-core.workspace = true", "participants-core = { path = \"../core\" }");
    assert_eq!(inner_dependencies(&azav(&own)).len(), 1);
    let root = ROOT.replace(", version = \"0.1.0\"", "");
    let found = inner_dependencies(&Tree::of(&[("Cargo.toml", &root)]));
    assert_eq!(found[0].line, Some(5));
}

#[test]
fn a_provider_with_more_than_core_and_serde_is_found() {
    assert_eq!(provider_dependencies(&azav(MEMBER)), []);
    let more = MEMBER.replace("serde.workspace = true", "serde.workspace = true\nregex = \"1\"");
    assert_eq!(provider_dependencies(&azav(&more))[0].line, Some(10));
    let other = MEMBER.replace("mockito.workspace = true", "participants-groups.workspace = true");
    assert_eq!(provider_dependencies(&azav(&other))[0].line, Some(12));
}

#[test]
fn a_sandbox_that_knows_a_provider_is_found() {
    let with = |line: &str| {
        let sandbox = format!("[dependencies]\nparticipants-core.workspace = true\n\n[dev-dependencies]\n{line}\n");
        Tree::of(&[("crates/sandbox/Cargo.toml", &sandbox), ("crates/azav/Cargo.toml", MEMBER)])
    };
    assert_eq!(independent_sandbox(&with("tokio.workspace = true")), []);
    assert_eq!(independent_sandbox(&with("participants-azav.workspace = true")).len(), 1);
    assert_eq!(independent_sandbox(&with("participants.workspace = true")).len(), 1);
}
