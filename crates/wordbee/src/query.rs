//! The query language of v2's lists, built so that no value can change what is asked.

use crate::{
    Literal,
    literal::{name, quoted, unwritable},
};
use participants_core::Error;
use std::fmt;

/// A filter of v2's lists (<https://help.wordbee.com/api2/list>). Columns in braces, `Contains`, `StartsWith` and `OR`
/// are documented there. The comparisons are from the vendor's page of the language alone
/// (<https://wordbee.atlassian.net/wiki/spaces/API2/pages/491753/Query+language>); the common view sends none of them.
/// [`ListPersonColumns`](crate::ListPersonColumns) reads which columns there are.
///
/// The language's page writes a quote inside a text twice. It is not known whether that works, so a text with a
/// quote is refused here.
///
/// ```
/// use participants_wordbee::Query;
///
/// let query = Query::contains("lastname", "Oka")?.or(Query::starts_with("firstname", "A")?);
/// assert_eq!(query.as_str(), r#"{lastname}.Contains("Oka") OR {firstname}.StartsWith("A")"#);
/// let query = query.and(Query::above("personid", 4000)?);
/// assert!(query.as_str().ends_with(r#".StartsWith("A")) AND {personid} > 4000"#));
/// # Ok::<(), participants_wordbee::core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Query {
    text: String,
    joint: Joint,
}

/// What joins the parts of an expression on the outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    None,
    And,
    Or,
}

impl Query {
    /// The column has this value.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](participants_core::ErrorKind::Invalid) where the column is no name or the value cannot be
    /// written as a literal: it holds a double quote, a backslash, a brace or a control character.
    pub fn equal(column: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(column, "=", &value.into())
    }

    /// The column has this value or a larger one.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn at_least(column: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(column, ">=", &value.into())
    }

    /// The column has a larger value.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn above(column: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(column, ">", &value.into())
    }

    /// The column has a smaller value.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn below(column: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(column, "<", &value.into())
    }

    /// The column has this value or a smaller one.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn at_most(column: &str, value: impl Into<Literal>) -> Result<Self, Error> {
        Self::compare(column, "<=", &value.into())
    }

    /// The column contains this text. Whether letter case counts is not documented.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn contains(column: &str, text: &str) -> Result<Self, Error> {
        Self::method(column, "Contains", text)
    }

    /// The column begins with this text. Whether letter case counts is not documented.
    ///
    /// # Errors
    /// As [`equal`](Self::equal).
    pub fn starts_with(column: &str, text: &str) -> Result<Self, Error> {
        Self::method(column, "StartsWith", text)
    }

    /// Both let the row through.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.join(" AND ", Joint::And, other)
    }

    /// At least one of the two lets the row through.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.join(" OR ", Joint::Or, other)
    }

    /// The expression as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Which of the two binds closer is not documented: where both occur, brackets say it.
    fn join(self, word: &str, joint: Joint, other: Self) -> Self {
        let part = |query: Self| match query.joint {
            Joint::None => query.text,
            own if own == joint => query.text,
            _ => format!("({})", query.text),
        };
        Self { text: [part(self), part(other)].join(word), joint }
    }

    fn compare(column: &str, operator: &str, value: &Literal) -> Result<Self, Error> {
        let literal = value.written()?;
        if matches!(value, Literal::Text(_)) && literal.contains(['{', '}']) {
            return Err(unwritable());
        }
        Ok(Self { text: format!("{{{}}} {operator} {literal}", name(column)?), joint: Joint::None })
    }

    fn method(column: &str, method: &str, text: &str) -> Result<Self, Error> {
        if text.contains(['{', '}']) {
            return Err(unwritable());
        }
        Ok(Self { text: format!("{{{}}}.{method}({})", name(column)?, quoted(text)?), joint: Joint::None })
    }
}

/// Shows no value: it may be a person's.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Query(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_binds_closer_is_said_by_brackets() {
        let is = |column: &str| Query::equal(column, 1).unwrap();
        assert_eq!(is("a").and(is("b")).and(is("c")).as_str(), "{a} = 1 AND {b} = 1 AND {c} = 1");
        assert_eq!(is("a").and(is("b").or(is("c"))).as_str(), "{a} = 1 AND ({b} = 1 OR {c} = 1)");
        assert_eq!(is("a").and(is("b")).or(is("c")).as_str(), "({a} = 1 AND {b} = 1) OR {c} = 1");
    }

    #[test]
    fn neither_column_nor_text_leaves_its_place() {
        for column in ["", "a b", "a} OR {b", "ö", "a.b"] {
            assert!(Query::equal(column, 1).is_err(), "{column}");
        }
        for text in ["a\"b", "a\\", "a\n", "{lastname}"] {
            assert!(Query::contains("lastname", text).is_err() && Query::starts_with("lastname", text).is_err());
            assert!(Query::equal("lastname", text).is_err(), "{text}");
        }
    }
}
