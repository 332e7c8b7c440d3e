//! Tolerant readers for what core's do not cover: coded values, numbers in a list, and records inside a record.
//!
//! What cannot be read is absent here and stays in the record's document.

use crate::Dendreo;
use participants_core::{
    Document, Provider, Record, read,
    serde_json::{self, value::RawValue},
};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

/// Numbers or texts in a list; anything else than a list has none.
pub(crate) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(items(&raw(from)?).into_iter().filter_map(|item| inner::<Text>(item)?.0).collect())
}

/// A record inside a record, with all its members; anything else than an object is absent.
pub(crate) fn record<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<Record<T>>, D::Error> {
    Ok(nested(&raw(from)?))
}

/// Records in a list; a lone object is a list of one, and an item that is no object is left out.
pub(crate) fn records<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<Record<T>>, D::Error> {
    let raw = raw(from)?;
    Ok(match nested(&raw) {
        Some(one) => vec![one],
        None => items(&raw).into_iter().filter_map(nested).collect(),
    })
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Text(#[serde(deserialize_with = "read::text")] Option<String>);

fn raw<'de, D: Deserializer<'de>>(from: D) -> Result<Box<RawValue>, D::Error> {
    Box::<RawValue>::deserialize(from)
}

fn items(list: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(list.get()).unwrap_or_default()
}

/// A record in a text of its own, if it is an object.
pub(crate) fn nested<T: DeserializeOwned>(raw: &RawValue) -> Option<Record<T>> {
    let is_object = raw.get().starts_with('{');
    is_object.then(|| Record::read(Document::inside(raw).hiding(Dendreo::SECRETS)).ok()).flatten()
}

fn inner<T: DeserializeOwned>(raw: &RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;
    use participants_core::open_enum;

    open_enum! {
        /// A code.
        pub enum Code {
            /// Yes.
            Yes = "OUI",
        }
    }

    #[derive(Clone, Default, Deserialize)]
    #[serde(default)]
    struct Inner {
        #[serde(deserialize_with = "read::text")]
        nom: Option<String>,
    }

    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Wire {
        #[serde(deserialize_with = "read::coded")]
        code: Option<Code>,
        #[serde(deserialize_with = "texts")]
        ids: Vec<String>,
        #[serde(deserialize_with = "record")]
        one: Option<Record<Inner>>,
        #[serde(deserialize_with = "records")]
        many: Vec<Record<Inner>>,
    }

    fn wire(json: &str) -> Wire {
        Document::new(json.to_owned()).unwrap().read().unwrap()
    }

    #[test]
    fn what_is_there_is_read() {
        let whole =
            wire(r#"{"code":"OUI","ids":["1",2,"",{}],"one":{"nom":"Ö","c_x":1},"many":[{"nom":"A"},7,{"nom":"B"}]}"#);
        assert_eq!((whole.code, whole.ids), (Some(Code::Yes), vec!["1".to_owned(), "2".to_owned()]));
        let one = whole.one.unwrap();
        assert_eq!((one.nom.as_deref(), one.extra().len()), (Some("Ö"), 1));
        assert_eq!(whole.many.iter().filter_map(|inner| inner.nom.as_deref()).collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(wire(r#"{"many":{"nom":"A"}}"#).many.len(), 1);
        assert_eq!(wire(r#"{"code":"PEUT-ÊTRE"}"#).code, Some(Code::Other("PEUT-ÊTRE".into())));
    }

    #[test]
    fn what_is_of_another_kind_is_absent_and_loses_nothing_else() {
        for invalid in [r#""""#, "null", "7", "[]", "{}", r#""text""#, "[[]]"] {
            let whole = wire(&format!(r#"{{"ids":{invalid},"many":{invalid},"code":""}}"#));
            assert!(whole.ids.is_empty() && whole.code.is_none(), "{invalid}");
            assert!(whole.many.iter().all(|inner| inner.nom.is_none()), "{invalid}");
            assert!(wire(&format!(r#"{{"one":{invalid}}}"#)).one.is_none_or(|inner| inner.nom.is_none()), "{invalid}");
        }
    }
}
