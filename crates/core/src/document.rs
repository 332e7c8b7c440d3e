//! A record as the provider sent it: kept whole, read on demand.
//!
//! Nothing a provider says is lost by being unknown to us, and nothing is paid for it: collecting unknown members
//! while decoding costs two and a half times the decoding itself.

use crate::Error;
use bytes::Bytes;
use serde::{
    Deserialize,
    de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor, value::Error as ValueError},
};
use serde_json::{Value, value::RawValue};
use std::{collections::BTreeMap, fmt, ops::Deref};

/// The JSON text of one record, byte for byte as it came.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Document(Bytes);

/// The top-level members of a record, each as the text it came in.
pub type Members = BTreeMap<String, Box<RawValue>>;

impl Document {
    /// Wraps a text that was already found to be one JSON value.
    #[must_use]
    pub fn new(text: impl Into<Bytes>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Decodes the record as `T`.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) naming path, line and column; never a value.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.0).or_else(|_| {
            let mut deserializer = serde_json::Deserializer::from_slice(&self.0);
            serde_path_to_error::deserialize(&mut deserializer).map_err(|error| Error::decode(&error))
        })
    }

    /// The top-level members, each untouched; empty where the record is no object.
    #[must_use]
    pub fn members(&self) -> Members {
        serde_json::from_slice(&self.0).unwrap_or_default()
    }

    /// The whole record as an untyped value; null where it is empty.
    #[must_use]
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.0).unwrap_or_default()
    }

    /// The leaves that none of the `known` paths covers, by dotted path. An object of which only some members are
    /// known is entered; one that is known itself, or not at all, is taken whole.
    #[must_use]
    pub fn except<'a>(&self, known: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<String, Value> {
        let mut rest = BTreeMap::new();
        collect(&self.value(), "", &known, &mut rest);
        rest
    }
}

fn collect<'a>(
    value: &Value,
    prefix: &str,
    known: &(impl Iterator<Item = &'a str> + Clone),
    rest: &mut BTreeMap<String, Value>,
) {
    let Value::Object(members) = value else { return };
    for (name, member) in members {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        let is_below = |known: &str| known.strip_prefix(&path).is_some_and(|tail| tail.starts_with('.'));
        if known.clone().any(|known| known == path) {
            continue;
        }
        if member.is_object() && known.clone().any(is_below) {
            collect(member, &path, known, rest);
        } else {
            rest.insert(path, member.clone());
        }
    }
}

/// Shows the size, never the content: it is a person's.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes)", self.0.len())
    }
}

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

    /// The members of the document that the type does not list, with their values.
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
        write!(f, "Record({} bytes)", self.document.0.len())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Wire {
        #[serde(default, rename = "nom", deserialize_with = "crate::read::text")]
        last_name: Option<String>,
        #[serde(default, alias = "firstName", alias = "first_name")]
        first: String,
        strict: u8,
    }

    #[test]
    fn extra_is_what_the_type_does_not_list() {
        let text = r#"{"nom":"Ö","first_name":"Y","strict":1,"c_badge":"B","nested":{"a":[1.10]}}"#;
        let record = Record::<Wire>::read(Document::new(text)).unwrap();
        assert_eq!(record.last_name.as_deref(), Some("Ö"));
        assert_eq!(record.first, "Y");
        assert_eq!(record.strict, 1);
        assert_eq!(record.extra().into_keys().collect::<Vec<_>>(), ["c_badge", "nested"]);
    }

    #[test]
    fn partly_known_objects_are_entered() {
        let document = Document::new(&br#"{"user":{"email":"a","legal":"b"},"id":1,"other":{"x":1}}"#[..]);
        let rest = document.except(["id", "user.email"].into_iter());
        assert_eq!(rest.into_keys().collect::<Vec<_>>(), ["other", "user.legal"]);
    }

    #[test]
    fn a_decode_error_names_the_place_and_not_the_value() {
        let document = Document::new(&br#"{"first":"a","strict":"camille@example.org"}"#[..]);
        let error = Record::<Wire>::read(document).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("strict") && shown.contains("line 1"), "{shown}");
        assert!(!shown.contains("camille"), "{shown}");
    }

    #[test]
    fn members_keep_their_bytes() {
        let document = Document::new(&br#"{"lat":1.10,"name":"\u00d6"}"#[..]);
        assert_eq!(document.members()["lat"].get(), "1.10");
        assert_eq!(document.members()["name"].get(), r#""\u00d6""#);
    }
}
