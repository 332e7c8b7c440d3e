//! `cargo xtask kill`: the kill test for as many rounds as somebody likes, in the speed the program has when released.

use crate::run::{Outcome, cargo};
use std::path::Path;

pub(crate) fn run(root: &Path, rounds: u32) -> Outcome {
    let test = ["test", "--release", "--package", "participants-cli", "--test", "kill", "--", "--nocapture"];
    cargo(root, &test, &[("PARTICIPANTS_KILL_ROUNDS", &rounds.to_string())])
}
