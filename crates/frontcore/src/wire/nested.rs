//! Tolerant readers for what is nested: an object or a list of objects, and nothing where something else stands.
//!
//! PHP writes an empty object as `[]`, and null is seen in many places; what cannot be read stays in the document.

use participants_core::{read, serde_json::Value};
use serde::{
    Deserialize,
    de::{Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// An object; anything else where one should be reads as an empty one.
pub(crate) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Nested(PhantomData::<T>)).map(|found| match found {
        Found::Object(object) => object,
        Found::List(_) => T::default(),
    })
}

/// A list of objects, an invalid item as an empty one; anything else where one should be reads as none.
pub(crate) fn objects<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    deserializer.deserialize_any(Nested(PhantomData::<T>)).map(|found| match found {
        Found::Object(_) => Vec::new(),
        Found::List(items) => items,
    })
}

/// An object of texts; a member without a value is absent.
pub(crate) fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    let texts: BTreeMap<String, Text> = object(deserializer)?;
    Ok(texts.into_iter().filter_map(|(name, text)| Some((name, text.0?))).collect())
}

/// A list of texts; an item without a value, and anything else where a list should be, is left out.
pub(crate) fn list_of_texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let Value::Array(items) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    let text = |item| match item {
        Value::String(text) => Some(text).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Ok(items.into_iter().filter_map(text).collect())
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Text(#[serde(deserialize_with = "read::text")] Option<String>);

#[derive(Deserialize)]
#[serde(transparent, bound(deserialize = "T: Deserialize<'de> + Default"))]
struct Item<T>(#[serde(deserialize_with = "object")] T);

enum Found<T> {
    Object(T),
    List(Vec<T>),
}

struct Nested<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Nested<T> {
    type Value = Found<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Found::Object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Item(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Found::List(list))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Found::Object(T::default()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Found::Object(T::default()))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Found::Object(T::default()))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Found::Object(T::default()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Found::Object(T::default()))
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Found::Object(T::default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Outer {
        #[serde(deserialize_with = "object")]
        one: Inner,
        #[serde(deserialize_with = "objects")]
        many: Vec<Inner>,
        #[serde(deserialize_with = "texts")]
        texts: BTreeMap<String, String>,
        #[serde(deserialize_with = "list_of_texts")]
        list: Vec<String>,
    }

    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Inner {
        #[serde(deserialize_with = "read::text")]
        id: Option<String>,
    }

    fn read_outer(json: &str) -> Outer {
        participants_core::serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_there_is_read() {
        let outer = read_outer(
            r#"{"one":{"id":7,"x":[]},"many":[{"id":"8"},3,[]],"texts":{"a":"b","c":null,"d":4},"list":[1,"2","",[3]]}"#,
        );
        assert_eq!(outer.list, ["1", "2"]);
        assert_eq!(outer.one.id.as_deref(), Some("7"));
        assert_eq!(outer.many.iter().map(|inner| inner.id.as_deref()).collect::<Vec<_>>(), [Some("8"), None, None]);
        assert_eq!(outer.texts, BTreeMap::from([("a".into(), "b".into()), ("d".into(), "4".into())]));
    }

    #[test]
    fn what_is_something_else_is_nothing() {
        for invalid in ["null", "[]", "[[1],{\"id\":2}]", "true", "-1", "1", "1.5", "\"x\"", "{}"] {
            let outer = read_outer(&format!(r#"{{"one":{invalid},"texts":{invalid}}}"#));
            assert!(outer.one.id.is_none() && outer.texts.is_empty(), "{invalid}");
        }
        for invalid in ["null", "{\"id\":1}", "true", "\"x\"", "[]"] {
            let outer = read_outer(&format!(r#"{{"many":{invalid},"list":{invalid}}}"#));
            assert!(outer.many.is_empty() && outer.list.is_empty(), "{invalid}");
        }
    }

    #[test]
    fn broken_json_is_an_error() {
        for broken in [r#"{"one":{"id":}"#, r#"{"many":[{"id":1}"#, r#"{"texts":{"a":"b"}"#] {
            assert!(participants_core::serde_json::from_str::<Outer>(broken).is_err(), "{broken}");
        }
    }
}
