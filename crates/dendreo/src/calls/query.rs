//! The parameters of a read: what each holds is checked when the request is made.

use super::{lone, number, numbers};
use participants_core::{Error, Request, jiff::civil::Date};
use std::fmt;

/// Parameters in the order they were named.
#[derive(Clone, Default)]
pub(crate) struct Query(Vec<(&'static str, Given)>);

#[derive(Clone)]
enum Given {
    Text(String),
    Number(String),
    Numbers(Vec<String>),
    Names(Vec<String>),
}

impl Query {
    /// A text as it is.
    pub(crate) fn text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with(name, Given::Text(text.into()))
    }

    /// A day, `YYYY-MM-DD`.
    pub(crate) fn day(self, name: &'static str, day: Date) -> Self {
        self.text(name, day.to_string())
    }

    /// The number of another record.
    pub(crate) fn number(self, name: &'static str, id: impl Into<String>) -> Self {
        self.with(name, Given::Number(id.into()))
    }

    /// Numbers of other records, as a comma list.
    pub(crate) fn numbers<I: Into<String>>(self, name: &'static str, ids: impl IntoIterator<Item = I>) -> Self {
        self.with(name, Given::Numbers(ids.into_iter().map(Into::into).collect()))
    }

    /// Names, as a comma list.
    pub(crate) fn names<'a>(self, name: &'static str, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.with(name, Given::Names(names.into_iter().map(str::to_owned).collect()))
    }

    /// Whether a parameter is among them.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| *own == name)
    }

    /// Whether the parameter `fields` leaves this member in the answer.
    pub(crate) fn shows(&self, member: &str) -> bool {
        self.0.iter().all(|(name, given)| match given {
            Given::Names(names) if *name == "fields" => names.iter().any(|name| name == member),
            _ => true,
        })
    }

    /// The request with these parameters.
    ///
    /// # Errors
    /// One of them is empty, or a number is none.
    pub(crate) fn add_to(&self, mut request: Request) -> Result<Request, Error> {
        for (name, given) in &self.0 {
            let value = match given {
                Given::Text(text) if text.trim().is_empty() => {
                    return Err(Error::invalid(format!("{name} is empty: it would match all records")));
                }
                Given::Text(text) => text.clone(),
                Given::Number(id) => number(id)?.to_owned(),
                Given::Numbers(ids) => numbers(ids)?,
                Given::Names(names) if names.is_empty() => return Err(Error::invalid(format!("{name} names nothing"))),
                Given::Names(names) => names.iter().map(|name| lone(name)).collect::<Result<Vec<_>, _>>()?.join(","),
            };
            request = request.query(*name, value);
        }
        Ok(request)
    }

    fn with(mut self, name: &'static str, given: Given) -> Self {
        self.0.push((name, given));
        self
    }
}

/// Names the parameters; what they hold may be a person's.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// The three parameters that say what of a record is shown, for every kind of read.
macro_rules! shown_parts {
    () => {
        /// Adds related objects to each record (`include`, a comma list). The resource's file says which names are
        /// known.
        #[must_use]
        pub fn include<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
            self.query = self.query.names("include", names);
            self
        }

        /// Only these members of each record. Leave the record's number among them: without it records cannot be
        /// distinguished, and a read that compares it is refused.
        #[must_use]
        pub fn fields<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
            self.query = self.query.names("fields", names);
            self
        }

        /// Shows members that are hidden by default: `date_add`, `date_edit`, `date_delete`.
        #[must_use]
        pub fn show<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
            self.query = self.query.names("show", names);
            self
        }
    };
}

pub(super) use shown_parts;
