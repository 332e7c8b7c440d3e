#![doc = include_str!("../README.md")]

mod row;

pub use row::{Ownership, Problem, Row, ValueClass};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
