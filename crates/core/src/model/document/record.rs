//! A typed record together with its document, and which members its type lists.

use super::Document;
use crate::error::Error;
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

impl<T: DeserializeOwned> Record<T> {
    /// Reads a record.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub fn read(document: Document) -> Result<Self, Error> {
        Ok(Self { value: document.read()?, document })
    }

    /// The members of the document that the type does not list, with their values; secrets are left out.
    #[must_use]
    pub fn extra(&self) -> BTreeMap<String, Value> {
        let known = members_of::<T>();
        self.document.except(known.iter().copied())
    }
}

impl<T> Record<T> {
    /// The record as it came.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
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
