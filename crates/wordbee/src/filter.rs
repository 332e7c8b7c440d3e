//! The two filter languages, built so that no value can change what is asked. A value that cannot be written as a
//! literal is refused: neither language documents an escape.

use participants_core::{Error, jiff::civil::Date};
use std::fmt;

/// A filter of v1: a property of the record, an operator, a literal; joined with `AND`
/// (<https://help.wordbee.com/api1/filtering-results>).
///
/// ```
/// use participants_wordbee::Filter;
///
/// let filter = Filter::equal("IsActive", true)?.and(Filter::starts_with("Name", "Nord")?);
/// assert_eq!(filter.as_str(), r#"IsActive=true AND Name.StartsWith("Nord")"#);
/// assert!(Filter::equal("Name", r#"" OR Name=""#).is_err());
/// # Ok::<(), participants_wordbee::core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Filter(String);

/// A value in a [`Filter`].
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
}

impl Filter {
    /// The property has this value.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](participants_core::ErrorKind::Invalid) where the property is no name or the value
    /// cannot be written as a literal.
    pub fn equal(property: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(property, "=", &value.into())
    }

    /// The property has this value or a larger one.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn at_least(property: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(property, ">=", &value.into())
    }

    /// The property has a smaller value.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn below(property: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(property, "<", &value.into())
    }

    /// The property begins with this text.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn starts_with(property: &str, text: &str) -> Result<Self, Error> {
        Ok(Self(format!("{}.StartsWith({})", name(property)?, quoted(text)?)))
    }

    /// Both filters let the record through.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(format!("{} AND {}", self.0, other.0))
    }

    /// The expression as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn compare(property: &str, operator: &str, value: &Literal) -> Result<Self, Error> {
        let literal = match value {
            Literal::Text(text) => quoted(text)?,
            Literal::Flag(flag) => flag.to_string(),
            Literal::Number(number) => number.to_string(),
            Literal::Date(date) => format!("DateTime({}, {}, {})", date.year(), date.month(), date.day()),
        };
        Ok(Self(format!("{}{operator}{literal}", name(property)?)))
    }
}

/// A filter of v2's lists: columns in braces, with the methods its pages show (<https://help.wordbee.com/api2/list>).
///
/// ```
/// use participants_wordbee::Query;
///
/// let query = Query::contains("lastname", "Oka")?.or(Query::starts_with("firstname", "A")?);
/// assert_eq!(query.as_str(), r#"{lastname}.Contains("Oka") OR {firstname}.StartsWith("A")"#);
/// # Ok::<(), participants_wordbee::core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Query(String);

impl Query {
    /// The column contains this text. Whether letter case counts is not documented.
    ///
    /// # Errors
    /// As [`Filter::equal`]; braces are refused besides, since they mark columns.
    pub fn contains(column: &str, text: &str) -> Result<Self, Error> {
        Self::method(column, "Contains", text)
    }

    /// The column begins with this text. Whether letter case counts is not documented.
    ///
    /// # Errors
    /// As [`contains`](Self::contains).
    pub fn starts_with(column: &str, text: &str) -> Result<Self, Error> {
        Self::method(column, "StartsWith", text)
    }

    /// At least one of the two lets the row through.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(format!("{} OR {}", self.0, other.0))
    }

    /// The expression as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn method(column: &str, method: &str, text: &str) -> Result<Self, Error> {
        if text.contains(['{', '}']) {
            return Err(unwritable());
        }
        Ok(Self(format!("{{{}}}.{method}({})", name(column)?, quoted(text)?)))
    }
}

fn name(text: &str) -> Result<&str, Error> {
    let is_name = !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_');
    is_name.then_some(text).ok_or_else(|| Error::invalid("a filter's property is letters, digits and underscores"))
}

/// A text in double quotes. A backslash is refused because it may or may not escape the quote after it.
fn quoted(text: &str) -> Result<String, Error> {
    let is_unfit = |c: char| c == '"' || c == '\\' || c.is_control();
    if text.contains(is_unfit) { Err(unwritable()) } else { Ok(format!("\"{text}\"")) }
}

fn unwritable() -> Error {
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
}

macro_rules! hidden {
    ($($type:ident)+) => {$(
        /// Shows no value: it may be a person's.
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        }
    )+};
}

hidden! { Filter Query Literal }
