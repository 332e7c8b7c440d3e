//! `cargo xtask bench`: the measurements of the roster engine, one after the other, with their tables.
//!
//! They are no tests: what they print depends on the machine and on what else it does. `docs/measured.md` says how to
//! read it.

use crate::run::{Outcome, cargo};
use std::path::Path;

/// The programs that measure, in the order of a roster's way.
const BENCHES: [&str; 3] = ["read_speed", "plan_speed", "apply_speed"];

pub(crate) fn run(root: &Path) -> Outcome {
    BENCHES.into_iter().try_for_each(|name| {
        cargo(root, &["bench", "--quiet", "--package", "participants-roster", "--bench", name], &[])
    })
}
