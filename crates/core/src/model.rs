//! The common vocabulary: fields, changes, participants, keys, filters and what a provider can do with them.

pub mod birthday;
pub(crate) mod capability;
pub(crate) mod change;
pub(crate) mod codes;
pub(crate) mod completeness;
pub(crate) mod document;
pub(crate) mod enrolment;
pub(crate) mod escape;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod inactive;
pub(crate) mod key;
pub(crate) mod kind;
pub(crate) mod mapping;
pub(crate) mod operation;
pub(crate) mod participant;
pub(crate) mod required;
pub(crate) mod span;
pub mod text;
pub(crate) mod value;
