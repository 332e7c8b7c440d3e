//! What kind of value a field has.

use std::fmt;

/// What kind of value a field has.
///
/// Prints as the form a value is typed in: `text`, `date YYYY-MM-DD`, `true|false`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Any text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A moment, as the provider writes it; the provider alone sets it.
    Timestamp,
    /// One of these codes, or the provider's own.
    Code(&'static [&'static str]),
    /// A text that is never shown.
    Secret,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Bool => f.write_str("true|false"),
            Self::Date => f.write_str("date YYYY-MM-DD"),
            Self::Timestamp => f.write_str("set by the provider"),
            Self::Code(codes) => write!(f, "{}, or the provider's own code", codes.join("|")),
            Self::Secret => f.write_str("secret text"),
        }
    }
}
