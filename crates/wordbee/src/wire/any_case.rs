//! Reads a record whose member names come in any letter case, by a type that lists them in lower case.

use serde::{
    de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};
use std::fmt;

/// A deserializer that puts the names of a record's members in lower case; `spellings` is given to a visitor that
/// asks which names are known.
pub(super) struct AnyCase<D> {
    pub(super) inner: D,
    pub(super) spellings: &'static [&'static str],
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for AnyCase<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_struct(name, self.spellings, LowerCase(visitor))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct LowerCase<T>(T);

impl<'de, V: Visitor<'de>> Visitor<'de> for LowerCase<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(LowerCase(map))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for LowerCase<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(LowerCase(seed))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(seed)
    }
}

/// A name, handed on in lower case.
impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for LowerCase<K> {
    type Value = K::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K::Value, D::Error> {
        deserializer.deserialize_str(Name(self.0))
    }
}

struct Name<K>(K);

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for Name<K> {
    type Value = K::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<K::Value, E> {
        // As long as any name that is listed; what is longer is another.
        let mut room = [0; 32];
        match room.get_mut(..name.len()) {
            Some(lower) => {
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                let lower = str::from_utf8(lower).map_err(E::custom)?;
                self.0.deserialize(StrDeserializer::new(lower))
            }
            None => self.0.deserialize(StrDeserializer::new(&name.to_ascii_lowercase())),
        }
    }
}
