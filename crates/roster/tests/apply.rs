//! Carrying out a plan: against emulated providers, in time that passes by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "apply/another.rs"]
mod another;
#[path = "apply/calls.rs"]
mod calls;
#[path = "apply/clocks.rs"]
mod clocks;
#[path = "apply/common.rs"]
mod common;
#[path = "apply/exact.rs"]
mod exact;
#[path = "apply/failing.rs"]
mod failing;
#[path = "apply/linked.rs"]
mod linked;
#[path = "apply/lost.rs"]
mod lost;
#[path = "apply/memory.rs"]
mod memory;
#[path = "apply/once.rs"]
mod once;
#[path = "apply/partly.rs"]
mod partly;
#[path = "apply/resting.rs"]
mod resting;
#[path = "apply/returning.rs"]
mod returning;
#[path = "apply/rounds.rs"]
mod rounds;
#[path = "apply/scoped.rs"]
mod scoped;
#[path = "apply/spawned.rs"]
mod spawned;
#[path = "apply/stale.rs"]
mod stale;
#[path = "apply/tape.rs"]
mod tape;
#[path = "apply/undone.rs"]
mod undone;
