//! A small part of the filter language of both APIs: `Name="Nordwind" AND IsActive=true` (v1),
//! `{lastname}.Contains("Oka") OR {firstname}.StartsWith("A")` (v2). `DateTime(…)` is left out: no column known here is a
//! date.

use super::store::Record;
use serde_json::Value;
use std::cmp::Ordering;

/// A filter, with its columns as the names of stored members.
#[derive(Debug)]
pub(super) enum Filter {
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Compare(&'static str, &'static str, Value),
    Contains(&'static str, String),
    StartsWith(&'static str, String),
}

/// Which of the two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Bare columns, comparisons, `StartsWith`, `AND`: what the pages of v1 show.
    V1,
    /// Bare columns and all that v2 knows.
    V1Wide,
    /// Columns in braces; `Contains`, `OR` and parentheses, too.
    V2,
}

/// Finds the stored member that a column name stands for.
pub(super) type Columns<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

/// Reads a filter.
///
/// # Errors
/// It is not of the language, or names a column that does not exist. The text does not repeat the literals.
pub(super) fn parse(text: &str, dialect: Dialect, columns: Columns<'_>) -> Result<Filter, String> {
    let mut parser = Parser { rest: text.trim(), dialect, columns };
    let filter = parser.either()?;
    if parser.rest.is_empty() { Ok(filter) } else { Err(parser.unexpected()) }
}

impl Filter {
    pub(super) fn matches(&self, record: &Record, exact: bool) -> bool {
        let text = |column: &str| match record.get(column) {
            Some(Value::String(text)) => folded(text, exact),
            Some(other) if !other.is_null() => other.to_string(),
            _ => String::new(),
        };
        match self {
            Self::And(filters) => filters.iter().all(|filter| filter.matches(record, exact)),
            Self::Or(filters) => filters.iter().any(|filter| filter.matches(record, exact)),
            Self::Contains(column, part) => text(column).contains(&folded(part, exact)),
            Self::StartsWith(column, start) => text(column).starts_with(&folded(start, exact)),
            Self::Compare(column, operator, literal) => {
                let order = match (record.get(*column), literal) {
                    (_, Value::String(literal)) => Some(text(column).cmp(&folded(literal, exact))),
                    (Some(Value::Bool(flag)), Value::Bool(literal)) => Some(flag.cmp(literal)),
                    (Some(number), literal) => {
                        number.as_f64().zip(literal.as_f64()).and_then(|(a, b)| a.partial_cmp(&b))
                    }
                    (None, _) => None,
                };
                order.is_some_and(|order| holds(operator, order))
            }
        }
    }
}

/// Two-letter operators first, so that `>=` is not read as `>`.
const OPERATORS: [&str; 5] = [">=", "<=", "=", ">", "<"];

struct Parser<'a> {
    rest: &'a str,
    dialect: Dialect,
    columns: Columns<'a>,
}

impl<'a> Parser<'a> {
    fn either(&mut self) -> Result<Filter, String> {
        let mut filters = vec![self.both()?];
        while self.dialect != Dialect::V1 && self.word("OR") {
            filters.push(self.both()?);
        }
        Ok(lone(filters, Filter::Or))
    }

    fn both(&mut self) -> Result<Filter, String> {
        let mut filters = vec![self.term()?];
        while self.word("AND") {
            filters.push(self.term()?);
        }
        Ok(lone(filters, Filter::And))
    }

    fn term(&mut self) -> Result<Filter, String> {
        if self.dialect != Dialect::V1 && self.sign("(") {
            let filter = self.either()?;
            self.need(")")?;
            return Ok(filter);
        }
        let column = self.column()?;
        if self.sign(".") {
            let make: fn(&'static str, String) -> Filter = match self.name() {
                "Contains" if self.dialect != Dialect::V1 => Filter::Contains,
                "StartsWith" => Filter::StartsWith,
                _ => return Err("the filter has a method that is not known here".into()),
            };
            self.need("(")?;
            let Value::String(text) = self.literal()? else { return Err("a method needs a text in quotes".into()) };
            self.need(")")?;
            return Ok(make(column, text));
        }
        let operator = OPERATORS.into_iter().find(|operator| self.sign(operator)).ok_or_else(|| self.unexpected())?;
        Ok(Filter::Compare(column, operator, self.literal()?))
    }

    fn column(&mut self) -> Result<&'static str, String> {
        let braces = self.dialect == Dialect::V2;
        if braces {
            self.need("{")?;
        }
        let name = self.name();
        if braces {
            self.need("}")?;
        }
        (self.columns)(name).ok_or_else(|| format!("the filter names no known column: {name:?}"))
    }

    /// A text in quotes (there is no escape for a quote inside), a whole number, `true` or `false`.
    fn literal(&mut self) -> Result<Value, String> {
        if self.sign("\"") {
            let (text, rest) = self.rest.split_once('"').ok_or("the filter has a text without an end")?;
            self.rest = rest.trim_start();
            return Ok(text.into());
        }
        match self.name() {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            digits => {
                digits.parse::<i64>().map(Value::from).map_err(|_| "the filter has a literal not known here".into())
            }
        }
    }

    fn name(&mut self) -> &'a str {
        let end = self.rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest.trim_start();
        name
    }

    /// Takes the word if it comes next and ends there.
    fn word(&mut self, word: &str) -> bool {
        let next =
            self.rest.strip_prefix(word).filter(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()));
        if let Some(rest) = next {
            self.rest = rest.trim_start();
        }
        next.is_some()
    }

    /// Takes the sign if it comes next. The text after an opening quote is kept as it is.
    fn sign(&mut self, sign: &str) -> bool {
        let next = self.rest.strip_prefix(sign);
        if let Some(rest) = next {
            self.rest = if sign == "\"" { rest } else { rest.trim_start() };
        }
        next.is_some()
    }

    fn need(&mut self, sign: &str) -> Result<(), String> {
        if self.sign(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> String {
        format!("the filter cannot be read, {} characters before its end", self.rest.chars().count())
    }
}

fn lone(mut filters: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    if filters.len() == 1 { filters.remove(0) } else { join(filters) }
}

fn folded(text: &str, exact: bool) -> String {
    if exact { text.to_owned() } else { text.to_lowercase() }
}

fn holds(operator: &str, order: Ordering) -> bool {
    match operator {
        "=" => order.is_eq(),
        ">=" => order.is_ge(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_lt(),
    }
}
