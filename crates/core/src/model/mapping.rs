//! Which member of a provider's record each unified field is read from, as data.

use crate::{
    error::{fields::FieldError, redact::is_secret},
    model::{document::Document, field::Field},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Which members of a provider's record belong to which unified field.
///
/// One table serves three ends: what is *not* in it is [`Participant::extra`](crate::Participant::extra), what is in
/// it and could not be read is [`Participant::invalid_fields`](crate::Participant::invalid_fields), and an API's
/// complaint about a member finds its field through it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mapping {
    /// Dotted path of the member, and the field.
    pub members: &'static [(&'static str, Field)],
    /// Where the fields live that the account itself has defined.
    pub custom: Custom,
    /// The provider's [secrets](crate::Provider::SECRETS).
    pub secret: &'static [&'static str],
}

/// Where a record keeps the fields that the account itself has defined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Custom {
    /// Nowhere.
    #[default]
    None,
    /// At the top level, all with this prefix, which belongs to their names.
    Prefix(&'static str),
    /// In the object at this member.
    Under(&'static str),
}

impl Mapping {
    /// A complaint about a member; its unified field is found ignoring letter case and underscores, since some APIs
    /// complain in another spelling than they read.
    #[must_use]
    pub fn complaint(&self, name: impl Into<String>, message: impl Into<String>) -> FieldError {
        let name = name.into();
        let plain = |text: &str| text.replace('_', "").to_lowercase();
        let is_named = |path: &str| plain(path) == plain(&name);
        let field = self.members.iter().find(|(path, _)| is_named(path)).map(|(_, field)| field.clone());
        FieldError::new(name, field, message)
    }

    /// The dotted paths that belong to a field.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.members.iter().map(|(path, _)| *path)
    }

    /// The account's own fields that have a value, by name.
    pub(crate) fn custom(&self, document: &Document) -> BTreeMap<String, String> {
        let text = |value: Value| match value {
            Value::String(text) => Some(text).filter(|text| !text.is_empty()),
            Value::Null => None,
            other => Some(other.to_string()),
        };
        let members = match (self.custom, document.value()) {
            (Custom::Prefix(_), Value::Object(members)) => members,
            (Custom::Under(name), Value::Object(mut members)) => match members.remove(name) {
                Some(Value::Object(inner)) => inner,
                _ => return BTreeMap::new(),
            },
            _ => return BTreeMap::new(),
        };
        let named = members.into_iter().filter(|(name, _)| match self.custom {
            Custom::Prefix(prefix) => name.starts_with(prefix),
            _ => true,
        });
        let shown = named.filter(|(name, _)| !is_secret(name, self.secret));
        shown.filter_map(|(name, value)| Some((name, text(value)?))).collect()
    }

    /// Whether a path belongs to the account's own fields.
    pub(crate) fn is_custom(&self, path: &str) -> bool {
        match self.custom {
            Custom::None => false,
            Custom::Prefix(prefix) => path.starts_with(prefix),
            Custom::Under(name) => path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_spelling_finds_the_field() {
        let mapping = Mapping { members: &[("dateOfBirth", Field::DateOfBirth)], ..Mapping::default() };
        assert_eq!(mapping.complaint("date_of_birth", "is wrong").field, Some(Field::DateOfBirth));
        assert_eq!(mapping.complaint("shoe_size", "is wrong").field, None);
    }
}
