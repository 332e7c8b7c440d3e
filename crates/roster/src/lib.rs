#![doc = include_str!("../README.md")]

pub mod apply;
mod dates;
mod escape_json;
mod guard;
mod headers;
mod identity;
pub mod journal;
mod mapping;
mod matching;
pub mod plan;
mod ranking;
mod read;
pub mod report;
mod row;
pub mod session;
mod template;
mod undo;

pub use dates::DateOrder;
pub use escape_json::{json_text, write_json};
pub use guard::{Bound, Excess, Guarded, Guards};
pub use identity::{Identity, is_record_of_another, looks_like_another};
pub use mapping::{EmptyCell, Mapping};
pub use matching::{Index, IndexBuilder, Links, MatchResult, NoLinks, Rule};
pub use plan::{Options, Plan, Planner, Step, Verb};
pub use read::{Column, Encoding, Format, LeftOut, Roster, Rows};
pub use row::{Ownership, Problem, Row, ValueClass};
pub use template::Template;
pub use undo::undo;

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
