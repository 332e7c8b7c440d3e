//! One field of a step: how it is, and how it shall be.

use super::names;
use participants_core::{Field, text};
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
    /// Unknown: no answer shows the field, or its value could not be read. Only ever `before`.
    Unknown,
    /// This value, in the text form of the field.
    Value(String),
}

impl FieldChange {
    /// Where the two values look the same: the characters in which they differ, as code points. The values then differ in
    /// how a letter is written, in blanks, or in characters that show nothing.
    #[must_use]
    pub fn hidden_difference(&self) -> Option<String> {
        let (before, after) = self.before.value().zip(self.after.value())?;
        if before == after || !text::is_same_text(before, after) {
            return None;
        }
        let (before, after): (Vec<_>, Vec<_>) = (before.chars().collect(), after.chars().collect());
        let same = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
        let (before, after) = (&before[same..], &after[same..]);
        let pairs = before.iter().rev().zip(after.iter().rev());
        let same = pairs.take_while(|(one, other)| one == other).count();
        let points = |all: &[char]| code_points(&all[..all.len() - same]);
        Some(format!("{} → {}", points(before), points(after)))
    }
}

/// The most code points that are listed.
const MOST: usize = 8;

fn code_points(letters: &[char]) -> String {
    let mut points: Vec<_> = letters.iter().take(MOST).map(|letter| format!("U+{:04X}", *letter as u32)).collect();
    points.extend((letters.len() > MOST).then(|| "…".to_owned()));
    if points.is_empty() { "nothing".to_owned() } else { points.join(" ") }
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
