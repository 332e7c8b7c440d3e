//! The values of many people: the fields a plan needs, and nothing else of the record.

use participants_core::{Field, Participant};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// What is known of one field of one person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stored<'a> {
    /// There is nothing, or an empty text.
    Empty,
    /// There is something that could not be read.
    Unreadable,
    /// The value as text.
    Text(&'a str),
}

/// Fields in columns, people in rows. All texts stand in one, which takes far less memory than a text for each.
pub(super) struct PersonStore {
    columns: Vec<Field>,
    texts: String,
    /// Where each value ends: person after person, and for each in the order of the columns.
    ends: Vec<usize>,
    /// The values that could not be read, by their place among the ends.
    unreadable: BTreeSet<usize>,
}

impl PersonStore {
    pub(super) fn new(columns: Vec<Field>) -> Self {
        Self { columns, texts: String::new(), ends: Vec::new(), unreadable: BTreeSet::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len() / self.columns.len().max(1)
    }

    pub(super) fn column(&self, field: &Field) -> Option<usize> {
        self.columns.iter().position(|known| known == field)
    }

    pub(super) fn add(&mut self, person: &Participant) {
        let is_custom = |field: &Field| matches!(field, Field::Custom(_));
        let custom = if self.columns.iter().any(is_custom) { person.custom() } else { BTreeMap::new() };
        let values: Vec<_> = self.columns.iter().map(|field| value(person, &custom, field)).collect();
        // Looking for what could not be read reads the whole record once more: only where something is missing.
        let invalid = if values.iter().any(Option::is_none) { person.invalid_fields() } else { Vec::new() };
        for (field, value) in self.columns.iter().zip(&values) {
            if value.is_none() && invalid.iter().any(|(_, unread)| unread == field) {
                self.unreadable.insert(self.ends.len());
            }
            self.texts.push_str(value.as_deref().unwrap_or_default());
            self.ends.push(self.texts.len());
        }
    }

    /// The value of a column, by the person's position.
    pub(super) fn get(&self, position: u32, column: usize) -> Stored<'_> {
        let place = position as usize * self.columns.len() + column;
        let end = |place: usize| self.ends.get(place).copied();
        let start = place.checked_sub(1).map_or(Some(0), end);
        let text = start.zip(end(place)).and_then(|(start, end)| self.texts.get(start..end));
        match text.filter(|text| !text.is_empty()) {
            Some(text) => Stored::Text(text),
            None if self.unreadable.contains(&place) => Stored::Unreadable,
            None => Stored::Empty,
        }
    }

    pub(super) fn shrink(&mut self) {
        self.texts.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(super) fn bytes(&self) -> usize {
        self.texts.capacity() + (self.ends.capacity() + self.unreadable.len()) * size_of::<usize>()
    }
}

fn value<'a>(person: &'a Participant, custom: &'a BTreeMap<String, String>, field: &Field) -> Option<Cow<'a, str>> {
    match field {
        Field::Custom(name) => custom.get(name).map(|value| value.as_str().into()),
        field => person.get_ref(field),
    }
}

impl<'a> Stored<'a> {
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Empty | Self::Unreadable => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use participants_core::{Document, Mapping};

    #[test]
    fn values_come_back_as_they_went_in() {
        let long = "ß".repeat(200);
        let mut person_store = PersonStore::new(vec![Field::LastName, Field::City, Field::Notes, Field::DateOfBirth]);
        const BIRTH_DATE: Mapping =
            Mapping { members: &[("born", Field::DateOfBirth)], custom: participants_core::Custom::None, secret: &[] };
        let document = Document::new(br#"{"born":"12/04/1990"}"#.as_slice()).unwrap();
        let mut person = Participant::new("1", document, BIRTH_DATE);
        (person.last_name, person.notes) = (Some(String::new()), Some(long.clone()));
        person_store.add(&Participant::default());
        person_store.add(&person);
        assert_eq!(person_store.len(), 2);
        assert!((0..4).all(|column| person_store.get(0, column) == Stored::Empty));
        assert!((0..2).all(|column| person_store.get(1, column) == Stored::Empty));
        assert!(person_store.get(1, 2) == Stored::Text(&long));
        assert!(person_store.get(1, 3) == Stored::Unreadable);
        assert!(person_store.get(9, 0) == Stored::Empty, "no participant is there");
    }
}
