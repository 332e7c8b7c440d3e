//! The values of many people in one block of bytes: the fields a plan needs, and nothing else of the record.

use participants_core::{Field, Participant};
use std::{borrow::Cow, collections::BTreeMap};

/// What is known of one field of one person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stored<'a> {
    /// There is nothing.
    Empty,
    /// There is something that could not be read.
    Unreadable,
    /// The value as text.
    Text(&'a str),
}

/// Fields in columns, people in rows. A value is its length and its bytes; there is no pointer and no allocation for it.
pub(super) struct PersonStore {
    columns: Vec<Field>,
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

const EMPTY: usize = 0;
const UNREADABLE: usize = 1;

/// What is added to a length, so that an empty text is not the same as none.
const TEXT: usize = 2;

impl PersonStore {
    pub(super) fn new(columns: Vec<Field>) -> Self {
        Self { columns, bytes: Vec::new(), starts: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn column(&self, field: &Field) -> Option<usize> {
        self.columns.iter().position(|known| known == field)
    }

    pub(super) fn add(&mut self, person: &Participant) {
        self.starts.push(self.bytes.len());
        let is_custom = |field: &Field| matches!(field, Field::Custom(_));
        let custom = if self.columns.iter().any(is_custom) { person.custom() } else { BTreeMap::new() };
        let values: Vec<_> = self.columns.iter().map(|field| value(person, &custom, field)).collect();
        // Looking for what could not be read reads the whole record once more: only where something is missing.
        let invalid = if values.iter().any(Option::is_none) { person.invalid_fields() } else { Vec::new() };
        for (at, value) in values.iter().enumerate() {
            match value {
                Some(text) => {
                    self.number(text.len() + TEXT);
                    self.bytes.extend_from_slice(text.as_bytes());
                }
                None if invalid.iter().any(|(_, field)| *field == self.columns[at]) => self.number(UNREADABLE),
                None => self.number(EMPTY),
            }
        }
    }

    /// The value of a column, by the person's position.
    pub(super) fn get(&self, position: u32, column: usize) -> Stored<'_> {
        let start = self.starts.get(position as usize).copied().unwrap_or(self.bytes.len());
        let mut rest = self.bytes.get(start..).unwrap_or_default();
        for _ in 0..column {
            let (number, after) = read_number(rest);
            rest = after.get(number.saturating_sub(TEXT)..).unwrap_or_default();
        }
        match read_number(rest) {
            (EMPTY, _) => Stored::Empty,
            (UNREADABLE, _) => Stored::Unreadable,
            (number, after) => {
                let text = after.get(..number - TEXT).and_then(|bytes| std::str::from_utf8(bytes).ok());
                text.map_or(Stored::Unreadable, Stored::Text)
            }
        }
    }

    pub(super) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    pub(super) fn memory(&self) -> usize {
        self.bytes.capacity() + self.starts.capacity() * size_of::<usize>()
    }

    /// Writes a number, seven bits to a byte, the lowest first.
    fn number(&mut self, mut number: usize) {
        while number > 0x7f {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

fn value<'a>(person: &'a Participant, custom: &'a BTreeMap<String, String>, field: &Field) -> Option<Cow<'a, str>> {
    match field {
        Field::Custom(name) => custom.get(name).map(|value| value.as_str().into()),
        field => person.get_ref(field),
    }
}

fn read_number(bytes: &[u8]) -> (usize, &[u8]) {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate() {
        number |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return (number, bytes.get(at + 1..).unwrap_or_default());
        }
    }
    (EMPTY, &[])
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
        assert!((0..4).all(|column| person_store.get(0, column) == Stored::Empty));
        assert!(person_store.get(1, 0) == Stored::Text(""));
        assert!(person_store.get(1, 1) == Stored::Empty);
        assert!(person_store.get(1, 2) == Stored::Text(&long));
        assert!(person_store.get(1, 3) == Stored::Unreadable);
        assert!(person_store.get(9, 0) == Stored::Empty, "no participant is there");
    }
}
