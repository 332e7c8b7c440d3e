//! Tolerant readers for wire types: numbers as text, text as numbers, empty as absent. For `#[serde(deserialize_with)]`.
//!
//! A value that cannot be read is absent here and stays visible in the raw document; a record is never lost over it.

pub use crate::model::value::date;

use secrecy::SecretString;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A text; a number or boolean is read as its text, `""` and null as absent.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(Text)
}

/// A reference to another record: as [`text`], and `0` is absent too.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn reference<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(text(deserializer)?.filter(|text| text != "0"))
}

/// A text that must not be seen: as [`text`], kept as a secret.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SecretString>, D::Error> {
    Ok(text(deserializer)?.map(SecretString::from))
}

/// A coded value of an open enumeration: as [`text`], by its code.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn coded<'de, D: Deserializer<'de>, T: for<'a> From<&'a str>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(text(deserializer)?.map(|code| T::from(&code)))
}

/// A yes or no: `true`, `1`, `"1"`, `"true"` and their opposites, in any letter case; anything else is absent.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(text(deserializer)?.and_then(|text| match text.to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }))
}

/// A whole number, also written as text; anything else is absent.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(text(deserializer)?.and_then(|text| text.trim().parse().ok()))
}

struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a boolean or null")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok((!text.is_empty()).then_some(text))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Some(flag.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::codes::Lifecycle;
    use serde::Deserialize;

    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Wire {
        #[serde(deserialize_with = "text")]
        text: Option<String>,
        #[serde(deserialize_with = "reference")]
        reference: Option<String>,
        #[serde(deserialize_with = "coded")]
        coded: Option<Lifecycle>,
        #[serde(deserialize_with = "flag")]
        flag: Option<bool>,
        #[serde(deserialize_with = "integer")]
        integer: Option<i64>,
    }

    fn read(json: &str) -> Wire {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn scalars_of_any_kind_are_read() {
        assert_eq!(read(r#"{"text":7}"#).text.as_deref(), Some("7"));
        assert_eq!(read(r#"{"text":""}"#).text, None);
        assert_eq!(read(r#"{"text":null}"#).text, None);
        assert_eq!(read(r#"{"text":{"inner":[1]}}"#).text, None);
        assert_eq!(read(r#"{"reference":"0"}"#).reference, None);
        assert_eq!(read(r#"{"reference":12}"#).reference.as_deref(), Some("12"));
        assert_eq!(read(r#"{"flag":"1"}"#).flag, Some(true));
        assert_eq!(read(r#"{"flag":false}"#).flag, Some(false));
        assert_eq!(read(r#"{"flag":"OUI"}"#).flag, None);
        assert_eq!(read(r#"{"integer":"42"}"#).integer, Some(42));
        assert_eq!(read(r#"{"coded":"archived"}"#).coded, Some(Lifecycle::Archived));
        assert_eq!(read(r#"{"coded":9}"#).coded, Some(Lifecycle::Other("9".into())));
        assert_eq!(read(r#"{"coded":""}"#).coded, None);
        assert_eq!(read("{}").text, None);
    }

    #[test]
    fn dates_are_read_from_the_front_and_zero_dates_are_none() {
        assert_eq!(date("1990-04-12").unwrap().to_string(), "1990-04-12");
        assert!(date("1990-04-12T00:00:00Z").is_some());
        assert!(date("1990-04-12 08:00:00").is_some());
        for invalid in ["", "0000-00-00", "0001-01-01", "12/04/1990", "1990-04-123", "1990-13-01", "éééééééééé"]
        {
            assert_eq!(date(invalid), None, "{invalid}");
        }
    }
}
