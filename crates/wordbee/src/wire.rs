//! Records with Wordbee's own names, and what to write to a person. No logic.

mod any_case;
mod company;
mod label;
mod person;

pub use company::Company;
pub use label::{Label, LabelOption};
pub(crate) use person::PERSON_NAMES;
pub use person::{Person, PersonChanges};
