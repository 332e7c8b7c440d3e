//! `cargo xtask bench`: the measurements of the roster engine, one after the other, with their tables.
//!
//! They are no tests: what they print depends on the machine and on what else it does. `docs/measured.md` says how to
//! read it.

use crate::run::{Outcome, cargo};
use std::path::Path;

/// The programs that measure, in the order of a roster's way; one that is not there is left out.
const EXAMPLES: [&str; 3] = ["read_speed", "plan_speed", "apply_speed"];

pub(crate) fn run(root: &Path) -> Outcome {
    let here = root.join("crates/roster/examples");
    let is_there = |name: &str| here.join(format!("{name}.rs")).exists() || here.join(name).is_dir();
    EXAMPLES.into_iter().filter(|name| is_there(name)).try_for_each(|name| {
        cargo(root, &["run", "--release", "--quiet", "--package", "participants-roster", "--example", name], &[])
    })
}
