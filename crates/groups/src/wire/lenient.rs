//! Readers for parts of a record: one that has an unusual form is absent, and does not affect the rest of the record.

use participants_core::serde_json::{self, value::RawValue};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

/// An object; absent where something else stands there.
pub(crate) fn part<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    Ok(object(&raw))
}

/// A list of objects; items that are something else are left out, and what is no list is an empty one.
pub(crate) fn parts<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    let items: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
    Ok(items.into_iter().filter_map(object).collect())
}

/// A struct is also read from a list of its members, which no API means; so only what looks like an object is.
fn object<T: DeserializeOwned>(raw: &RawValue) -> Option<T> {
    let text = raw.get();
    text.starts_with('{').then(|| serde_json::from_str(text).ok()).flatten()
}
