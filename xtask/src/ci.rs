//! `cargo xtask ci`: every check before a merge, the quick ones first, each with its time.

use crate::{
    book, openapi,
    run::{self, Done, Outcome},
    runs, test, tidy,
    tree::Tree,
};
use std::{path::Path, time::Instant};

struct Step {
    name: &'static str,
    run: fn(&Path) -> Result<Done, String>,
}

const STEPS: [Step; 11] = [
    Step { name: "fmt", run: |root| optional(root, "rustup component add rustfmt", &["fmt", "--all", "--check"]) },
    Step { name: "tidy", run: |root| tidy::run(root).map(|()| Done::Fine) },
    Step { name: "book", run: book::run },
    Step { name: "clippy", run: clippy },
    Step { name: "test", run: |root| test::run(root).map(|()| Done::Fine) },
    Step { name: "simulate", run: simulate },
    Step { name: "openapi", run: |root| openapi::run(root, openapi::CASES) },
    Step { name: "features", run: |root| test::each_set(root).map(|()| Done::Fine) },
    Step { name: "doc", run: doc },
    Step { name: "package", run: package },
    Step { name: "deny", run: deny },
];

/// Runs the steps in order and stops at the first that fails. `strict`: a skipped step fails too.
pub(crate) fn run(root: &Path, only: &[String], skip: &[String], strict: bool) -> Outcome {
    if let Some(unknown) = only.iter().chain(skip).find(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
        let names = STEPS.map(|step| step.name).join(", ");
        return Err(format!("there is no step {unknown:?}; the steps are {names}"));
    }
    let wanted =
        |name: &str| (only.is_empty() || only.iter().any(|it| it == name)) && !skip.iter().any(|it| it == name);
    let mut summary = Vec::new();
    for step in STEPS.iter().filter(|step| wanted(step.name)) {
        println!("\n== {} ==", step.name);
        let start = Instant::now();
        let outcome = (step.run)(root);
        let seconds = start.elapsed().as_secs_f32();
        let end = match outcome {
            Err(reason) => return Err(format!("step {} failed after {seconds:.1} s: {reason}", step.name)),
            Ok(Done::Skipped(reason)) if strict => return Err(format!("step {} was skipped: {reason}", step.name)),
            Ok(Done::Skipped(reason)) => format!("skipped: {reason}"),
            Ok(Done::Fine) => format!("{seconds:.1} s"),
        };
        println!("== {}: {end} ==", step.name);
        summary.push(format!("{:9} {end}", step.name));
    }
    println!("\nAll steps done:\n{}", summary.join("\n"));
    Ok(())
}

fn clippy(root: &Path) -> Result<Done, String> {
    let features = test::all_features(&Tree::read(root)?);
    let arguments = ["clippy", "--workspace", "--all-targets", "--features", &features, "--", "-D", "warnings"];
    optional(root, "rustup component add clippy", &arguments)
}

fn simulate(root: &Path) -> Result<Done, String> {
    let seeds = runs::Simulate { seeds: runs::SEEDS, first: 0, seed: None, plant: None, without: None };
    runs::simulate(root, &seeds).map(|()| Done::Fine)
}

fn doc(root: &Path) -> Result<Done, String> {
    let features = test::all_features(&Tree::read(root)?);
    let arguments = ["doc", "--workspace", "--lib", "--no-deps", "--features", &features];
    run::cargo(root, &arguments, &[("RUSTDOCFLAGS", "-D warnings")]).map(|()| Done::Fine)
}

/// Makes every package, as far as that is possible without a network; a package that could not be published fails.
fn package(root: &Path) -> Result<Done, String> {
    let arguments = ["package", "--workspace", "--exclude", "xtask", "--quiet", "--no-verify", "--allow-dirty"];
    run::cargo(root, &arguments, &[]).map(|()| Done::Fine)
}

/// Known flaws, licences, duplicate versions and sources.
fn deny(root: &Path) -> Result<Done, String> {
    optional(root, "cargo install cargo-deny", &["deny", "--workspace", "check", "--config", ".cargo/deny.toml"])
}

/// Runs `cargo SUBCOMMAND …` where that is installed; `remedy` installs it.
fn optional(root: &Path, remedy: &str, arguments: &[&str]) -> Result<Done, String> {
    let name = arguments.first().unwrap_or(&"");
    if !run::cargo_quietly(root, &[name, "--version"])?.status.success() {
        return Ok(Done::Skipped(format!("cargo {name} is not installed ({remedy})")));
    }
    run::cargo(root, arguments, &[]).map(|()| Done::Fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_step_is_refused_before_anything_runs() {
        let tests = ["tests".to_owned()];
        for error in [run(Path::new("."), &[], &tests, false), run(Path::new("."), &tests, &[], false)] {
            assert!(error.unwrap_err().contains("\"tests\"; the steps are fmt, tidy"));
        }
    }

    #[test]
    fn a_tool_that_is_missing_is_a_reason_to_skip() {
        let skipped = optional(&run::root().unwrap(), "make it", &["no-such-subcommand"]);
        assert_eq!(skipped, Ok(Done::Skipped("cargo no-such-subcommand is not installed (make it)".to_owned())));
    }
}
