//! `cargo xtask kill`: the kill test for any number of rounds, in the speed of a release build.

use crate::run::{Outcome, cargo};
use std::path::Path;

pub(crate) fn run(root: &Path, rounds: u32) -> Outcome {
    let test = ["test", "--release", "--package", "participants-cli", "--test", "kill", "--", "--nocapture"];
    cargo(root, &test, &[("PARTICIPANTS_KILL_ROUNDS", &rounds.to_string())])
}
