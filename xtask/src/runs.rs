//! The tasks that run one long test or one measurement. Variables say how long, or which part of it.

use crate::run::{Outcome, cargo};
use std::path::Path;

/// How many seeds the checks before a merge play.
pub(crate) const SEEDS: u64 = 20_000;

/// Which simulated runs are played, and which planted error they have to find.
#[derive(clap::Args)]
pub(crate) struct Simulate {
    /// How many seeds.
    #[arg(long, default_value_t = SEEDS)]
    pub(crate) seeds: u64,
    /// The first of them.
    #[arg(long, default_value_t = 0)]
    pub(crate) first: u64,
    /// Play this one seed, and print what happened in it line by line.
    #[arg(long, conflicts_with_all = ["seeds", "first"])]
    pub(crate) seed: Option<u64>,
    /// Plant an error by its name; a wrong name lists them. The seeds have to find it.
    #[arg(long, value_name = "NAME")]
    pub(crate) plant: Option<String>,
    /// Leave these kinds of trouble out, to see which of them a seed needs; a wrong name lists them.
    #[arg(long, value_name = "KIND,…")]
    pub(crate) without: Option<String>,
}

/// Simulated runs of the roster engine, in the speed that it has when released.
pub(crate) fn simulate(root: &Path, chosen: &Simulate) -> Outcome {
    let test = ["test", "--release", "--package", "participants-roster", "--test", "simulate"];
    let variables = [
        ("PARTICIPANTS_SIMULATE_SEEDS", Some(chosen.seeds.to_string())),
        ("PARTICIPANTS_SIMULATE_FIRST", Some(chosen.first.to_string())),
        ("PARTICIPANTS_SIMULATE_SEED", chosen.seed.map(|seed| seed.to_string())),
        ("PARTICIPANTS_SIMULATE_PLANT", chosen.plant.clone()),
        ("PARTICIPANTS_SIMULATE_WITHOUT", chosen.without.clone()),
    ];
    run(root, &[&test[..], &["--", "--exact", "no_seed_breaks_a_promise", "--nocapture"]].concat(), &variables)
}

/// The kill test for any number of rounds, in the speed of a release build.
pub(crate) fn kill(root: &Path, rounds: u32) -> Outcome {
    let test = ["test", "--release", "--package", "participants-cli", "--test", "kill", "--", "--nocapture"];
    run(root, &test, &[("PARTICIPANTS_KILL_ROUNDS", Some(rounds.to_string()))])
}

/// The fuzz test for as long as it is wanted. Not in release: only a debug build finds an arithmetic overflow.
pub(crate) fn fuzz(root: &Path, seconds: u64, first: u64) -> Outcome {
    let test = ["test", "--package", "participants", "--features", "full", "--test", "fuzz", "--", "--nocapture"];
    let variables = [
        ("PARTICIPANTS_FUZZ_SECONDS", Some(seconds.to_string())),
        ("PARTICIPANTS_FUZZ_FIRST", Some(first.to_string())),
    ];
    run(root, &test, &variables)
}

/// The measurements of a call, then those of the roster engine in the order of a roster's way. They are no tests: what
/// they print depends on the machine and on what else it does. `docs/measured.md` and `docs/performance.md` say how to
/// read it.
pub(crate) fn bench(root: &Path) -> Outcome {
    let call = ["bench", "--quiet", "--package", "participants", "--features", "full", "--bench", "call_cost"];
    cargo(root, &call, &[])?;
    ["read_speed", "plan_speed", "apply_speed"].into_iter().try_for_each(|name| {
        cargo(root, &["bench", "--quiet", "--package", "participants-roster", "--bench", name], &[])
    })
}

/// The program against accounts of many people, over sockets.
pub(crate) fn large(root: &Path, people: usize, program: Option<String>) -> Outcome {
    let bench = ["bench", "--quiet", "--package", "participants-cli", "--bench", "large"];
    let variables = [("PARTICIPANTS_LARGE_PEOPLE", Some(people.to_string())), ("PARTICIPANTS_LARGE_PROGRAM", program)];
    run(root, &bench, &variables)
}

fn run(root: &Path, arguments: &[&str], variables: &[(&str, Option<String>)]) -> Outcome {
    let set: Vec<_> = variables.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
    cargo(root, arguments, &set)
}
