//! Reading what serde's own types cannot hold, so that one such value affects no other.

use super::Members;
use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};
use std::{collections::BTreeMap, fmt};

/// How deep objects and lists are entered; what lies deeper is shown as its text. serde_json goes as deep.
const DEEPEST: u8 = 127;

/// The members of an object, each as its text; none where the text is no object.
pub(super) fn members(text: &str) -> Members {
    // The first names nothing twice and loses nothing unless a name is no text; then the second reads it.
    serde_json::from_str(text).unwrap_or_else(|_| named(text))
}

/// One member of an object, the last of that name.
pub(super) fn member<'a>(text: &'a str, name: &str) -> Option<&'a RawValue> {
    struct Named<'n>(&'n str);

    impl<'de> Visitor<'de> for Named<'_> {
        type Value = Option<&'de RawValue>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = None;
            while let Some(is_named) = map.next_key_seed(Is(self.0))? {
                if is_named {
                    found = Some(map.next_value()?);
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(found)
        }
    }

    serde_json::Deserializer::from_str(text).deserialize_map(Named(name)).ok().flatten()
}

/// Whether a name is this one. One that is no text is another.
struct Is<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Is<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Is<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<bool, E> {
        Ok(bytes == self.0.as_bytes())
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        Ok(text == self.0)
    }
}

/// A value of which what cannot be represented is a text.
pub(super) fn value(text: &str) -> Value {
    at(text, 0)
}

/// Whether an object anywhere in the text, which is one JSON value, has a member whose name holds half of a surrogate
/// pair: nothing else can go wrong then.
pub(super) fn has_broken_name(text: &[u8]) -> bool {
    may_have_broken_name(text) && serde_json::from_slice::<Names>(text).is_err()
}

/// Whether half of a surrogate pair stands anywhere in the text.
pub(super) fn may_have_broken_name(text: &[u8]) -> bool {
    let is_surrogate = |at: usize| matches!(text.get(at..), Some([b'\\', b'u', b'd' | b'D', ..]));
    memchr::memchr_iter(b'\\', text).any(is_surrogate)
}

fn at(text: &str, depth: u8) -> Value {
    if let Ok(value) = serde_json::from_str(text) {
        return value;
    }
    let inner = |value: Box<RawValue>| at(value.get(), depth.saturating_add(1));
    match text.as_bytes().first() {
        Some(b'{') if depth < DEEPEST => {
            named(text).into_iter().map(|(name, value)| (name, inner(value))).collect::<Map<_, _>>().into()
        }
        Some(b'[') if depth < DEEPEST => match serde_json::from_str::<Vec<Box<RawValue>>>(text) {
            Ok(items) => items.into_iter().map(inner).collect(),
            Err(_) => text.into(),
        },
        Some(b'"') => serde_json::from_str::<Text>(text).map_or_else(|_| text.into(), |text| text.0.into()),
        _ => text.into(),
    }
}

/// The members of an object whose names may hold half of a surrogate pair.
fn named(text: &str) -> Members {
    let members = serde_json::from_str::<BTreeMap<Text, Box<RawValue>>>(text);
    members.map(|members| members.into_iter().map(|(name, value)| (name.0, value)).collect()).unwrap_or_default()
}

/// A text in which half of a surrogate pair is the replacement character.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl Visitor<'_> for Bytes {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(String::from_utf8_lossy(bytes).into_owned()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }
        }

        deserializer.deserialize_bytes(Bytes)
    }
}

/// Any value, looked through for the names in it.
struct Names;

/// A name that must be a text.
struct Name;

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl Visitor<'_> for Bytes {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Name, E> {
                str::from_utf8(bytes).map(|_| Name).map_err(|_| E::custom("a name is no text"))
            }

            fn visit_str<E>(self, _: &str) -> Result<Name, E> {
                Ok(Name)
            }
        }

        deserializer.deserialize_bytes(Bytes)
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // What is neither object nor list is passed over unread.
        let raw = <&RawValue>::deserialize(deserializer)?;
        look(raw.get(), 0).map_err(D::Error::custom)
    }
}

fn look(text: &str, depth: u8) -> Result<Names, serde_json::Error> {
    struct Inside(u8);

    impl<'de> Visitor<'de> for Inside {
        type Value = Names;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or a list")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
            while map.next_key::<Name>()?.is_some() {
                look(map.next_value::<&RawValue>()?.get(), self.0).map_err(A::Error::custom)?;
            }
            Ok(Names)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Names, A::Error> {
            while let Some(item) = seq.next_element::<&RawValue>()? {
                look(item.get(), self.0).map_err(A::Error::custom)?;
            }
            Ok(Names)
        }
    }

    let is_entered = matches!(text.as_bytes().first(), Some(b'{' | b'[')) && depth < DEEPEST;
    if !is_entered {
        return Ok(Names);
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    match text.as_bytes().first() {
        Some(b'{') => deserializer.deserialize_map(Inside(depth.saturating_add(1))),
        _ => deserializer.deserialize_seq(Inside(depth.saturating_add(1))),
    }
}
