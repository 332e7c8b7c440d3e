//! `cargo xtask package`: what each published package would hold. Nothing is published.

use crate::{
    providers,
    run::{self, Outcome},
    tidy::Manifest,
    tree::Tree,
};
use std::path::Path;

/// What every package holds.
const NEEDED: [&str; 4] = ["Cargo.toml", "Cargo.toml.orig", "LICENSE", "README.md"];

/// Looks at the list of files of each package, then makes all packages, as far as that is possible without a network.
pub(crate) fn run(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    let mut wrong = Vec::new();
    let mut published = Vec::new();
    for folder in tree.crates() {
        let manifest = Manifest::new(tree.text(&format!("crates/{folder}/Cargo.toml")).unwrap_or_default());
        if !manifest.is_published() {
            continue;
        }
        let package = providers::package(folder);
        let written = run::cargo_quietly(root, &["package", "--list", "--allow-dirty", "--package", &package])?;
        if !written.success {
            return Err(format!("`cargo package --list --package {package}` failed:\n{}", written.stderr));
        }
        let files: Vec<_> = written.stdout.lines().map(|line| line.replace('\\', "/")).collect();
        println!("{package}: {} files", files.len());
        wrong.extend(complaints(&files).into_iter().map(|complaint| format!("{package} {complaint}")));
        published.push(package);
    }
    if !wrong.is_empty() {
        return Err(wrong.join("\n       "));
    }
    let mut arguments = vec!["package", "--quiet", "--no-verify", "--allow-dirty"];
    arguments.extend(published.iter().flat_map(|package| ["--package", package.as_str()]));
    run::cargo(root, &arguments, &[])?;
    println!("{} packages are whole", published.len());
    Ok(())
}

fn complaints(files: &[String]) -> Vec<String> {
    let missing = NEEDED.iter().filter(|needed| !files.iter().any(|file| file == *needed));
    let missing = missing.map(|needed| format!("lacks {needed}"));
    let unwanted = |path: &str| {
        path.starts_with("tests/")
            || path.ends_with(".snap")
            || path.ends_with(".snap.new")
            || path.split('/').any(|part| matches!(part, "fixtures" | "snapshots" | "proptest-regressions"))
    };
    let strays = files.iter().filter(|file| unwanted(file)).map(|file| format!("must not hold {file}"));
    let empty = (!files.iter().any(|file| file.starts_with("src/"))).then(|| "holds no source".to_owned());
    missing.chain(strays).chain(empty).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complain(files: &[&str]) -> Vec<String> {
        complaints(&files.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_whole_package_is_fine() {
        assert_eq!(
            complain(&["Cargo.toml", "Cargo.toml.orig", "LICENSE", "README.md", "src/lib.rs"]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_missing_and_what_is_too_much_is_named() {
        let found = complain(&["Cargo.toml", "Cargo.toml.orig", "README.md", "tests/wire.rs", "src/snapshots/a.snap"]);
        assert_eq!(found, ["lacks LICENSE", "must not hold tests/wire.rs", "must not hold src/snapshots/a.snap"]);
        assert_eq!(complain(&NEEDED), ["holds no source"]);
    }
}
