//! One field of a step: how it is, and how it shall be.

use super::names;
use participants_core::Field;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a step does to one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FieldChange {
    /// The field.
    #[serde(with = "names")]
    pub field: Field,
    /// How it was when the people were listed.
    pub before: Content,
    /// How it shall be.
    pub after: Content,
}

/// What a field holds. `Debug` shows the state, never the value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Content {
    /// Nothing.
    Empty,
    /// Nobody can tell: no answer shows the field, or what stands there could not be read. Only ever `before`.
    Unknown,
    /// This value, in the text form of the field.
    Value(String),
}

impl Content {
    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Value(text) => Some(text),
            Self::Empty | Self::Unknown => None,
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Unknown => "Unknown",
            Self::Value(_) => "Value(…)",
        })
    }
}
