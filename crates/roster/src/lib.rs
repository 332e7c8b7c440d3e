#![doc = include_str!("../README.md")]

mod guard;
mod matching;
pub mod plan;
mod row;

pub use guard::{Bound, Excess, Guarded, Guards};
pub use matching::{Index, IndexBuilder, Links, NoLinks, Rule, Verdict};
pub use plan::{Options, Plan, Planner, Step, Verb};
pub use row::{Ownership, Problem, Row, ValueClass};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
