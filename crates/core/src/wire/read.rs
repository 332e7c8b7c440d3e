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
    deserializer.deserialize_any(Reader(|found: Found<'_>| match found {
        Found::Owned(text) => Some(text).filter(|text| !text.is_empty()),
        Found::Text(text) => (!text.is_empty()).then(|| text.to_owned()),
        Found::Flag(flag) => Some(flag.to_string()),
        Found::Signed(number) => Some(number.to_string()),
        Found::Unsigned(number) => Some(number.to_string()),
        Found::Float(number) => Some(number.to_string()),
    }))
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
    deserializer
        .deserialize_any(Reader(|found: Found<'_>| found.with_text(|code| (!code.is_empty()).then(|| T::from(code)))))
}

/// A yes or no: `true`, `1`, `"1"`, `"true"` and their opposites, in any letter case; anything else is absent.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    let of_text = |text: &str| match text {
        "1" => Some(true),
        "0" => Some(false),
        text if text.eq_ignore_ascii_case("true") => Some(true),
        text if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    };
    deserializer.deserialize_any(Reader(|found: Found<'_>| match found {
        Found::Flag(flag) => Some(flag),
        found => found.with_text(of_text),
    }))
}

/// A whole number, also written as text; anything else is absent.
///
/// # Errors
/// Only where the JSON itself is broken.
pub fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    deserializer.deserialize_any(Reader(|found: Found<'_>| match found {
        Found::Signed(number) => Some(number),
        Found::Unsigned(number) => i64::try_from(number).ok(),
        found => found.with_text(|text| text.trim().parse().ok()),
    }))
}

/// A value that is a text, or stands for one.
enum Found<'a> {
    Text(&'a str),
    Owned(String),
    Flag(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
}

impl Found<'_> {
    fn with_text<T>(self, read: impl FnOnce(&str) -> T) -> T {
        match self {
            Self::Text(text) => read(text),
            Self::Owned(text) => read(&text),
            Self::Flag(flag) => read(if flag { "true" } else { "false" }),
            Self::Signed(number) => read(&number.to_string()),
            Self::Unsigned(number) => read(&number.to_string()),
            Self::Float(number) => read(&number.to_string()),
        }
    }
}

/// Reads a value as it comes, without a text of its own for it. What is none is absent.
struct Reader<F>(F);

impl<'de, T, F: FnOnce(Found<'_>) -> Option<T>> Visitor<'de> for Reader<F> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a boolean or null")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok((self.0)(Found::Text(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok((self.0)(Found::Owned(text)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok((self.0)(Found::Signed(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok((self.0)(Found::Unsigned(number)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok((self.0)(Found::Float(number)))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok((self.0)(Found::Flag(flag)))
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
        assert_eq!(read(r#"{"flag":1}"#).flag, Some(true));
        assert_eq!(read(r#"{"flag":0.0}"#).flag, Some(false));
        assert_eq!(read(r#"{"flag":"False"}"#).flag, Some(false));
        assert_eq!(read(r#"{"flag":2}"#).flag, None);
        assert_eq!(read(r#"{"integer":-42}"#).integer, Some(-42));
        assert_eq!(read(r#"{"integer":18446744073709551615}"#).integer, None);
        assert_eq!(read(r#"{"integer":7.0}"#).integer, Some(7));
        assert_eq!(read(r#"{"integer":true}"#).integer, None);
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
