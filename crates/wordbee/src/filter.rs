//! The filter language of v1, built so that no value can change what is asked.

use crate::{
    Literal,
    literal::{name, quoted},
};
use participants_core::Error;
use std::fmt;

/// A filter of v1: a property of the record, an operator, a literal; joined with `AND`
/// (<https://help.wordbee.com/api1/filtering-results>). The page shows no escape for a quote inside a text, so such a
/// text is refused.
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

    /// The property has a larger value: `>`, which no page shows; inferred from `>=` and `<`.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn above(property: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(property, ">", &value.into())
    }

    /// The property has a smaller value.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn below(property: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(property, "<", &value.into())
    }

    /// The property has this value or a smaller one: `<=`, which no page shows; inferred from `>=` and `<`.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn at_most(property: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(property, "<=", &value.into())
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
        Ok(Self(format!("{}{operator}{}", name(property)?, value.written()?)))
    }
}

/// Shows no value: it may be a person's.
impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter(…)")
    }
}
