#![doc = include_str!("../README.md")]

mod dates;
mod headers;
mod mapping;
mod read;
mod row;
mod template;

pub use dates::DateOrder;
pub use mapping::{EmptyCell, Mapping};
pub use read::{Column, Encoding, Format, Roster, Rows};
pub use row::{Ownership, Problem, Row, ValueClass};
pub use template::Template;

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
