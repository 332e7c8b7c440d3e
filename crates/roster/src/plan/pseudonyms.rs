//! Placeholders for people's values: the same for the same value, and nothing of the value in them.

use super::{Content, FieldChange, Header, RowKey, Step};
use participants_core::{Field, text};
use std::{collections::HashMap, fmt};

/// Gives each value of a field a token, such as `email#3`: numbered as they come, the same value always the same.
///
/// Numbers say nothing about values, and mean nothing in another run. Addresses count as people read them, as everywhere.
/// `Debug` shows how many there are.
#[derive(Default)]
pub struct Pseudonyms(HashMap<String, HashMap<String, usize>>);

impl Pseudonyms {
    /// None given yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The token of a value.
    pub fn token(&mut self, field: &Field, value: &str) -> String {
        let name = field.to_string();
        let values = self.0.entry(name.clone()).or_default();
        let value = if *field == Field::Email { text::fold_email(value).into_owned() } else { value.to_owned() };
        let next = values.len() + 1;
        format!("{name}#{}", values.entry(value).or_insert(next))
    }
}

impl Step {
    /// Puts a token in the place of every value of a person and every identifier: the one list of where a step holds
    /// them.
    pub(crate) fn pseudonymise(&mut self, names: &mut Pseudonyms) {
        match &mut self.key {
            Some(RowKey::ExternalId(text)) => *text = names.token(&Field::ExternalId, text),
            Some(RowKey::Email(text)) => *text = names.token(&Field::Email, text),
            None => {}
        }
        if let Some(id) = &mut self.id {
            *id = names.token(&Field::Id, id);
        }
        self.identity.iter_mut().for_each(|identity| identity.pseudonymise(names));
        self.changes.iter_mut().for_each(|change| change.pseudonymise(names));
        for reason in &mut self.reasons {
            reason.ids_mut().for_each(|id| *id = names.token(&Field::Id, id));
        }
    }
}

impl Header {
    /// Puts a token in the place of every identifier of a session, company or group.
    pub(crate) fn pseudonymise(&mut self, names: &mut Pseudonyms) {
        for one_of in self.scope.iter_mut().flat_map(|scope| &mut scope.only) {
            one_of.values.iter_mut().for_each(|value| *value = names.token(&one_of.field, value));
        }
    }
}

impl FieldChange {
    /// Puts tokens in the place of both values.
    pub(crate) fn pseudonymise(&mut self, names: &mut Pseudonyms) {
        for content in [&mut self.before, &mut self.after] {
            if let Content::Value(text) = content {
                *text = names.token(&self.field, text);
            }
        }
    }
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count: usize = self.0.values().map(HashMap::len).sum();
        f.debug_struct("Pseudonyms").field("given", &count).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_has_the_same_token_and_another_field_another() {
        let mut names = Pseudonyms::new();
        let all = [
            names.token(&Field::Email, "y@example.org"),
            names.token(&Field::Email, "ö@example.org"),
            names.token(&Field::Email, " Y@Example.org"),
            names.token(&Field::Login, "y@example.org"),
            names.token(&Field::Custom("badge".into()), "7"),
        ];
        assert_eq!(all, ["email#1", "email#2", "email#1", "login#1", "custom.badge#1"]);
        assert_eq!(format!("{names:?}"), "Pseudonyms { given: 4 }");
    }
}
