//! `cargo xtask simulate`: simulated runs of the roster engine, in the speed the engine has when released.

use crate::run::{Outcome, cargo};
use std::path::Path;

/// Which seeds are played, and which planted error they have to find.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) seeds: u64,
    pub(crate) first: u64,
    pub(crate) seed: Option<u64>,
    pub(crate) plant: Option<String>,
    pub(crate) without: Option<String>,
}

/// How many seeds the checks before a merge play.
pub(crate) const CI: u64 = 20_000;

pub(crate) fn run(root: &Path, chosen: &Chosen) -> Outcome {
    let name = "no_seed_breaks_a_promise";
    let package = ["--package", "participants-roster", "--test", "simulate"];
    let test = [&["test", "--release"], &package[..], &["--", "--exact", name, "--nocapture"]].concat();
    let mut variables = vec![
        ("PARTICIPANTS_SIMULATE_SEEDS", chosen.seeds.to_string()),
        ("PARTICIPANTS_SIMULATE_FIRST", chosen.first.to_string()),
    ];
    variables.extend(chosen.seed.map(|seed| ("PARTICIPANTS_SIMULATE_SEED", seed.to_string())));
    variables.extend(chosen.plant.clone().map(|plant| ("PARTICIPANTS_SIMULATE_PLANT", plant)));
    variables.extend(chosen.without.clone().map(|kinds| ("PARTICIPANTS_SIMULATE_WITHOUT", kinds)));
    let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    cargo(root, &test, &variables)
}
