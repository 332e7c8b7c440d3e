//! `cargo xtask ci`: every check before a merge, the quick ones first, each with its time.

use crate::{
    book, deny, features, package,
    run::{self, Done, Outcome},
    simulate::{self, Chosen},
    test, tidy,
    tree::Tree,
};
use std::{path::Path, time::Instant};

struct Step {
    name: &'static str,
    run: fn(&Path) -> Result<Done, String>,
}

const STEPS: [Step; 10] = [
    Step { name: "fmt", run: fmt },
    Step { name: "tidy", run: |root| tidy::run(root).map(|()| Done::Fine) },
    Step { name: "book", run: book::run },
    Step { name: "clippy", run: clippy },
    Step { name: "test", run: |root| test::run(root).map(|()| Done::Fine) },
    Step { name: "simulate", run: simulate },
    Step { name: "features", run: |root| features::run(root).map(|()| Done::Fine) },
    Step { name: "doc", run: doc },
    Step { name: "package", run: |root| package::run(root).map(|()| Done::Fine) },
    Step { name: "deny", run: deny::run },
];

/// Runs the steps in order and stops at the first that fails. `strict`: a skipped step fails too.
pub(crate) fn run(root: &Path, skip: &[String], strict: bool) -> Outcome {
    if let Some(unknown) = skip.iter().find(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
        let names = STEPS.map(|step| step.name).join(", ");
        return Err(format!("there is no step {unknown:?}; the steps are {names}"));
    }
    let mut summary = Vec::new();
    for step in STEPS.iter().filter(|step| !skip.iter().any(|name| name == step.name)) {
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

fn fmt(root: &Path) -> Result<Done, String> {
    unless_missing(root, "fmt", "rustup component add rustfmt", &["fmt", "--all", "--check"], &[])
}

fn clippy(root: &Path) -> Result<Done, String> {
    let features = test::features(&Tree::read(root)?);
    let arguments = ["clippy", "--workspace", "--all-targets", "--features", &features, "--", "-D", "warnings"];
    unless_missing(root, "clippy", "rustup component add clippy", &arguments, &[])
}

fn simulate(root: &Path) -> Result<Done, String> {
    simulate::run(root, &Chosen { seeds: simulate::CI, first: 0, seed: None, plant: None, without: None })?;
    Ok(Done::Fine)
}

fn doc(root: &Path) -> Result<Done, String> {
    let features = test::features(&Tree::read(root)?);
    let arguments = ["doc", "--workspace", "--lib", "--no-deps", "--features", &features];
    run::cargo(root, &arguments, &[("RUSTDOCFLAGS", "-D warnings")])?;
    Ok(Done::Fine)
}

fn unless_missing(
    root: &Path,
    subcommand: &str,
    remedy: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Result<Done, String> {
    match run::missing(root, subcommand, remedy)? {
        Some(reason) => Ok(Done::Skipped(reason)),
        None => run::cargo(root, arguments, variables).map(|()| Done::Fine),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_step_is_refused_before_anything_runs() {
        let error = run(Path::new("."), &["tests".to_owned()], false).unwrap_err();
        assert!(error.contains("\"tests\"") && error.contains("clippy, test, simulate, features"), "{error}");
    }
}
