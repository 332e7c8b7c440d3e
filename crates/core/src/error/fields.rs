//! What an API said about single fields.

use super::redact;
use crate::model::field::Field;
use std::fmt;

/// One complaint of an API about one member of what was sent.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The member by the provider's name, as the API wrote it.
    pub name: String,
    /// The unified field that member belongs to, where there is one.
    pub field: Option<Field>,
    /// What the API said, cleaned like [`Error::message`](crate::Error::message).
    pub message: String,
}

impl FieldError {
    /// A complaint about the member of this name, of a unified field where one is known; see
    /// [`Mapping::complaint`](crate::Mapping::complaint).
    #[must_use]
    pub fn new(name: impl Into<String>, field: Option<Field>, message: impl Into<String>) -> Self {
        Self { name: name.into(), field, message: message.into() }
    }

    /// A finding of our own about a unified field.
    pub(crate) fn about(field: &Field, message: impl Into<String>) -> Self {
        Self { name: field.to_string(), field: Some(field.clone()), message: message.into() }
    }

    pub(crate) fn clean(&mut self, sent: &[String]) {
        self.message = redact::message(&self.message, sent);
        self.name = redact::message(&self.name, sent);
    }
}

impl fmt::Debug for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldError({self})")
    }
}

/// The unified field, or the provider's name where there is none.
impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{field}"),
            None => f.write_str(&self.name),
        }
    }
}
