//! A deterministic simulator of runs: engine, journal and provider in one thread, under one seed and in time that passes
//! by itself. What a seed did, it does again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![allow(clippy::print_stderr, reason = "seeds and their traces are for the terminal")]

#[path = "simulate/chance.rs"]
mod chance;
#[path = "simulate/clock.rs"]
mod clock;
#[path = "simulate/directory.rs"]
mod directory;
#[path = "simulate/fate.rs"]
mod fate;
#[path = "simulate/journal.rs"]
mod journal;
#[path = "simulate/kinds.rs"]
mod kinds;
#[path = "simulate/network.rs"]
mod network;
#[path = "simulate/operation.rs"]
mod operation;
#[path = "simulate/others.rs"]
mod others;
#[path = "simulate/plant.rs"]
mod plant;
#[path = "simulate/play.rs"]
mod play;
#[path = "simulate/seeds.rs"]
mod seeds;
#[path = "simulate/simulation.rs"]
mod simulation;
#[path = "simulate/truth.rs"]
mod truth;
#[path = "simulate/world.rs"]
mod world;

use plant::{Asked, Plant};
use seeds::{Seen, first_failing};

/// A fifth of a simulated run is allocation.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many seeds are played where no number is given: `cargo xtask simulate --seeds N` does.
const SEEDS: u64 = 300;
/// Within so many seeds each planted error is found.
const ENOUGH: u64 = 300;

fn asked(plant: Option<Plant>) -> Asked {
    let without: Option<String> = variable("PARTICIPANTS_SIMULATE_WITHOUT");
    let without = without.iter().flat_map(|kinds| kinds.split(',')).map(ToOwned::to_owned).collect();
    Asked { plant, without }
}

fn variable<T: std::str::FromStr>(name: &str) -> Option<T>
where
    T::Err: std::fmt::Debug,
{
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

#[test]
fn no_seed_breaks_a_promise() {
    play::keep_panics();
    let asked = asked(variable("PARTICIPANTS_SIMULATE_PLANT"));
    let seeds = variable("PARTICIPANTS_SIMULATE_SEEDS").unwrap_or(SEEDS);
    let first = variable("PARTICIPANTS_SIMULATE_FIRST").unwrap_or(0);
    seeds::run(seeds, first, variable("PARTICIPANTS_SIMULATE_SEED"), &asked);
}

#[test]
fn a_seed_does_the_same_again() {
    for seed in 0..40 {
        let (one, other) = (play::play(seed, &asked(None)), play::play(seed, &asked(None)));
        for (at, (line, again)) in one.lines.iter().zip(&other.lines).enumerate() {
            assert_eq!(line, again, "seed {seed}, line {at}");
        }
        assert_eq!((one.hash, one.lines.len()), (other.hash, other.lines.len()), "seed {seed}");
    }
}

#[test]
fn each_planted_error_is_found() {
    for (name, plant) in Plant::ALL {
        let found = first_failing(0..ENOUGH, &asked(Some(plant)), &mut Seen::default());
        let (seed, problems) = found.unwrap_or_else(|| panic!("{name} is not found in {ENOUGH} seeds"));
        eprintln!("{name} is found by seed {seed}: {}", problems[0]);
    }
}
