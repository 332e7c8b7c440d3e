//! One row of a roster, whichever file it came from: what it wants of a participant, or why it cannot be used.

use participants_core::{Field, ParticipantUpdate};
use std::fmt;

/// What one row wants a participant to be.
///
/// `wanted` names the fields the row says something about: `Set` where a cell has a value, `Clear` where an empty cell is
/// declared to mean that. Everything else is `Keep`. `Debug` shows no value.
#[derive(Clone)]
pub struct Row {
    /// The line of the file where the row begins, from 1, as an editor shows it; in a workbook, the sheet's row.
    pub line: u64,
    /// The participant it means by the provider's own identifier, where the roster has a column for that and the cell is not empty.
    /// It says who is meant and is never written.
    pub id: Option<String>,
    /// What it wants.
    pub wanted: ParticipantUpdate,
}

impl Row {
    /// A row of this line that wants this, and names no participant by the provider's identifier.
    #[must_use]
    pub fn of(line: u64, wanted: ParticipantUpdate) -> Self {
        Self { line, id: None, wanted }
    }

    /// The same row, meaning the participant with this identifier at the provider.
    #[must_use]
    pub fn with_id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }
}

/// Shows no value: a wrong column may have put anything in the identifier's place.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.as_ref().map(|_| format_args!("…"));
        f.debug_struct("Row").field("line", &self.line).field("id", &id).field("wanted", &self.wanted).finish()
    }
}

/// Who decides about a field: the roster or the provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ownership {
    /// The roster: what differs is changed.
    #[default]
    Always,
    /// The roster fills what is empty, and leaves what is there.
    OnlyIfEmpty,
    /// The provider: the field is given to a new participant, and never changed afterwards.
    Never,
}

/// Why a row, or the file as a whole, cannot be used. It never holds a value of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1; none where it is about the file as a whole.
    pub line: Option<u64>,
    /// The column's heading, as the file has it.
    pub column: Option<String>,
    /// The field it would be.
    pub field: Option<Field>,
    /// What kind of value stands there, in place of the value itself.
    pub class: Option<ValueClass>,
    /// What is wrong, and what to do.
    pub why: String,
}

/// What kind of value a cell holds: enough to find the mistake, too little to identify the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueClass {
    /// Nothing, or blanks alone.
    Empty,
    /// Digits alone.
    Digits,
    /// A number with a sign, a separator or an exponent.
    Number,
    /// Something like a date: digits in groups.
    DateLike,
    /// Something with an `@`.
    EmailLike,
    /// Letters and other characters.
    Text,
}

impl ValueClass {
    /// The class of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let is_digit = |c: char| c.is_ascii_digit();
        let groups = text.split(['-', '/', '.']).collect::<Vec<_>>();
        match text {
            "" => Self::Empty,
            text if text.chars().all(is_digit) => Self::Digits,
            text if text.contains('@') => Self::EmailLike,
            _ if groups.len() == 3 && groups.iter().all(|group| !group.is_empty() && group.chars().all(is_digit)) => {
                Self::DateLike
            }
            text if text.parse::<f64>().is_ok() => Self::Number,
            _ => Self::Text,
        }
    }
}

impl fmt::Display for ValueClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::Digits => "digits",
            Self::Number => "a number",
            Self::DateLike => "like a date",
            Self::EmailLike => "like an e-mail address",
            Self::Text => "text",
        })
    }
}

impl Problem {
    /// What is wrong, without the line, so that the same cause in many rows counts as one.
    pub(crate) fn cause(&self) -> String {
        Self { line: None, class: None, ..self.clone() }.to_string()
    }
}

impl std::error::Error for Problem {}

/// One line: where, what, why.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}")?;
        } else {
            f.write_str("the file")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column:?}")?;
        }
        if let Some(field) = &self.field {
            write!(f, " ({field})")?;
        }
        write!(f, ": {}", self.why)?;
        match self.class {
            Some(class) => write!(f, " [{class}]"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_by_its_kind_alone() {
        for (text, class) in [
            ("", ValueClass::Empty),
            (" \t", ValueClass::Empty),
            ("0123", ValueClass::Digits),
            ("-1.5", ValueClass::Number),
            ("12/04/1990", ValueClass::DateLike),
            ("1990-04-12", ValueClass::DateLike),
            ("zoe@example.org", ValueClass::EmailLike),
            ("D'Été", ValueClass::Text),
            ("٢٠٠١", ValueClass::Text),
        ] {
            assert_eq!(ValueClass::of(text), class, "{text}");
        }
    }

    #[test]
    fn a_problem_names_the_place_and_no_value() {
        let problem = Problem {
            line: Some(3),
            column: Some("Né le".into()),
            field: Some(Field::DateOfBirth),
            class: Some(ValueClass::DateLike),
            why: "day and month cannot be distinguished; declare the order".into(),
        };
        let expected = "line 3, column \"Né le\" (date_of_birth): day and month cannot be distinguished; \
                        declare the order [like a date]";
        assert_eq!(problem.to_string(), expected);
    }
}
