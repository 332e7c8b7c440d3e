//! What stands on the right of a comparison, in both filter languages: written so that no value can change what is
//! asked. A value that cannot be written is refused.

use participants_core::{
    Error,
    jiff::civil::{Date, DateTime},
};
use std::fmt;

/// A value in a [`Filter`](crate::Filter) or a [`Query`](crate::Query).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Literal {
    /// A text, written in double quotes.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A day, written `DateTime(2026, 11, 22)`.
    Date(Date),
    /// A time to the second, written `DateTime(2026, 11, 22, 10, 0, 0)`. No source names its zone.
    DateTime(DateTime),
}

impl Literal {
    /// The literal as it stands in an expression.
    pub(crate) fn written(&self) -> Result<String, Error> {
        let day = |date: Date| format!("{}, {}, {}", date.year(), date.month(), date.day());
        Ok(match self {
            Self::Text(text) => quoted(text)?,
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => format!("DateTime({})", day(*date)),
            Self::DateTime(time) => {
                if time.subsec_nanosecond() != 0 {
                    return Err(Error::invalid("a filter's time is exact to the second"));
                }
                format!("DateTime({}, {}, {}, {})", day(time.date()), time.hour(), time.minute(), time.second())
            }
        })
    }
}

/// A name that can only be a property or a column.
pub(crate) fn name(text: &str) -> Result<&str, Error> {
    let is_name = !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_');
    is_name.then_some(text).ok_or_else(|| Error::invalid("a filter's property is letters, digits and underscores"))
}

/// A text in double quotes. A backslash is refused because it may or may not escape the quote after it.
pub(crate) fn quoted(text: &str) -> Result<String, Error> {
    let is_unfit = |c: char| c == '"' || c == '\\' || c.is_control();
    if text.contains(is_unfit) { Err(unwritable()) } else { Ok(format!("\"{text}\"")) }
}

pub(crate) fn unwritable() -> Error {
    Error::invalid("a filter's text must hold no double quote, backslash, control character or, in v2, brace")
}

macro_rules! literals {
    ($($type:ty => $variant:ident,)+) => {$(
        impl From<$type> for Literal {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}

literals! {
    &str => Text,
    String => Text,
    bool => Flag,
    i64 => Number,
    Date => Date,
    DateTime => DateTime,
}

/// Shows no value: it may be a person's.
impl fmt::Debug for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Literal(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use participants_core::jiff::civil::date;

    #[test]
    fn each_kind_is_written_as_the_pages_write_it() {
        for (literal, written) in [
            (Literal::from("Ö & Söhne"), "\"Ö & Söhne\""),
            (Literal::from(true), "true"),
            (Literal::from(-7), "-7"),
            (Literal::from(date(2026, 11, 2)), "DateTime(2026, 11, 2)"),
            (Literal::from(date(2026, 11, 22).at(10, 5, 0, 0)), "DateTime(2026, 11, 22, 10, 5, 0)"),
        ] {
            assert_eq!(literal.written().unwrap(), written);
        }
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        for text in ["\"", "a\" OR Name=\"b", "a\\", "a\nb", "\u{0}"] {
            assert!(Literal::from(text).written().is_err(), "{text:?}");
        }
        assert!(Literal::from(date(2026, 11, 22).at(10, 5, 0, 1)).written().is_err());
    }
}
