//! `cargo xtask fuzz`: the fuzz test for as long as it is wanted. Not in release: only a debug build finds an arithmetic
//! overflow.

use crate::run::{Outcome, cargo};
use std::path::Path;

pub(crate) fn run(root: &Path, seconds: u64, first: u64) -> Outcome {
    let package = ["test", "--package", "participants", "--features", "full", "--test", "fuzz", "--", "--nocapture"];
    let (seconds, first) = (seconds.to_string(), first.to_string());
    cargo(root, &package, &[("PARTICIPANTS_FUZZ_SECONDS", &seconds), ("PARTICIPANTS_FUZZ_FIRST", &first)])
}
