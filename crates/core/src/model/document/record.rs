//! A typed record together with its document, and which members its type lists.

use super::{Document, lenient};
use crate::error::Error;
use bytes::Bytes;
use serde::{
    Deserialize,
    de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor, value::Error as ValueError},
};
use serde_json::Value;
use std::{collections::BTreeMap, fmt, ops::Deref};

/// A typed record together with the document it was read from.
///
/// Dereferences to the typed record; [`extra`](Record::extra) has what the type does not list.
#[derive(Clone)]
pub struct Record<T> {
    value: T,
    document: Document,
}

/// A record of a list as it came, of which only its end is known. Whether it is JSON is found by reading it.
pub struct UnreadRecord {
    text: Bytes,
    secrets: &'static [&'static str],
}

impl UnreadRecord {
    pub(crate) fn new(text: Bytes, secrets: &'static [&'static str]) -> Self {
        Self { text, secrets }
    }

    /// Reads it as `T`.
    ///
    /// # Errors
    /// As [`Document::new`] and [`Document::read`].
    pub fn read<T: DeserializeOwned>(self) -> Result<Record<T>, Error> {
        Record::new(&self.text, self.secrets)
    }

    /// The document, without a type.
    ///
    /// # Errors
    /// As [`Document::new`].
    pub fn document(self) -> Result<Document, Error> {
        Ok(Document::new(self.text)?.hiding(self.secrets))
    }
}

/// Shows the size, never the content: it is a person's.
impl fmt::Debug for UnreadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnreadRecord({} bytes)", self.text.len())
    }
}

impl<T: DeserializeOwned> Record<T> {
    /// Reads a record.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub fn read(document: Document) -> Result<Self, Error> {
        Ok(Self { value: document.read()?, document })
    }

    /// Reads a text that nothing is known of yet: as [`Document::new`] and [`read`](Self::read), in one pass where
    /// nothing is wrong with it.
    pub(crate) fn new(text: &Bytes, secrets: &'static [&'static str]) -> Result<Self, Error> {
        let known = plain(text).and_then(|json| Some((serde_json::from_str(json).ok()?, json)));
        match known {
            Some((value, json)) => {
                Ok(Self { value, document: Document::of(text.slice_ref(json.as_bytes())).hiding(secrets) })
            }
            None => Self::read(Document::new(text.clone())?.hiding(secrets)),
        }
    }

    /// Reads the object that stands in an object of one member, of this name, in one pass; `None` where the text is
    /// anything else, or anything is wrong with it.
    pub(crate) fn lone(text: &Bytes, member: &str, secrets: &'static [&'static str]) -> Option<Self> {
        let inside = plain(text)?.strip_prefix('{')?.trim_start_matches(BLANK).strip_prefix('"')?;
        let value = inside.strip_prefix(member)?.strip_prefix('"')?.trim_start_matches(BLANK).strip_prefix(':')?;
        let value = value.trim_start_matches(BLANK);
        let mut values = serde_json::Deserializer::from_str(value).into_iter();
        let read = values.next().filter(|_| value.starts_with('{'))?.ok()?;
        let (json, rest) = value.split_at_checked(values.byte_offset())?;
        let document = Document::of(text.slice_ref(json.as_bytes())).hiding(secrets);
        (rest.trim_start_matches(BLANK) == "}").then_some(Self { value: read, document })
    }

    /// The members of the document that the type does not list, with their values; secrets are left out.
    #[must_use]
    pub fn extra(&self) -> BTreeMap<String, Value> {
        let known = members_of::<T>();
        self.document.except(known.iter().copied())
    }
}

/// What JSON knows as blank.
const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// A text in which no name needs a closer look.
fn plain(text: &[u8]) -> Option<&str> {
    str::from_utf8(text.trim_ascii()).ok().filter(|text| !lenient::may_have_broken_name(text.as_bytes()))
}

impl<T> Record<T> {
    /// The record as it came.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The typed record and its document.
    pub fn into_parts(self) -> (T, Document) {
        (self.value, self.document)
    }

    /// The typed record alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Record<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Shows the size, never the content: it is a person's.
impl<T> fmt::Debug for Record<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record({} bytes)", self.document.text.len())
    }
}

/// The member names a derived `Deserialize` type lists, as serde itself knows them.
fn members_of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    struct Names<'a>(&'a mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Names<'_> {
        type Error = ValueError;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            visitor.visit_unit()
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _name: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, ValueError> {
            *self.0 = fields;
            visitor.visit_map(serde::de::value::MapDeserializer::new(std::iter::empty::<(NoKey, NoKey)>()))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    struct NoKey;

    impl<'de> IntoDeserializer<'de, ValueError> for NoKey {
        type Deserializer = serde::de::value::UnitDeserializer<ValueError>;

        fn into_deserializer(self) -> Self::Deserializer {
            ().into_deserializer()
        }
    }

    let mut names: &'static [&'static str] = &[];
    // The outcome does not matter: the names were noted before anything could fail.
    drop(T::deserialize(Names(&mut names)));
    names
}
