//! What an API said about single fields.

use crate::{Field, Mapping};
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
    /// A complaint about a member; the unified field is found through the provider's mapping, ignoring letter case
    /// and underscores, since some APIs complain in another spelling than they read.
    #[must_use]
    pub fn new(name: impl Into<String>, message: impl Into<String>, mapping: &Mapping) -> Self {
        let name = name.into();
        let plain = |text: &str| text.replace('_', "").to_lowercase();
        let is_named = |path: &str| plain(path) == plain(&name);
        let field = mapping.members.iter().find(|(path, _)| is_named(path)).map(|(_, field)| field.clone());
        Self { name, field, message: message.into() }
    }

    /// A finding of our own about a unified field.
    pub(crate) fn about(field: &Field, message: impl Into<String>) -> Self {
        Self { name: field.to_string(), field: Some(field.clone()), message: message.into() }
    }

    pub(crate) fn clean(&mut self, sent: &[String]) {
        self.message = crate::redact::message(&self.message, sent);
        self.name = crate::redact::message(&self.name, sent);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_spelling_finds_the_field() {
        let mapping = &Mapping { members: &[("dateOfBirth", Field::DateOfBirth)], ..Mapping::default() };
        assert_eq!(FieldError::new("date_of_birth", "is odd", mapping).field, Some(Field::DateOfBirth));
        assert_eq!(FieldError::new("shoe_size", "is odd", mapping).field, None);
    }
}
