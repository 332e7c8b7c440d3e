//! A custom label and its options.

use participants_core::read;
use serde::Deserialize;

/// A custom label (<https://wordbee.atlassian.net/wiki/spaces/SystemAPI/pages/523081/Custom+labels>).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Label {
    /// The number of the label, unique on the platform.
    #[serde(deserialize_with = "read::integer")] pub label_id: Option<i64>,
    /// The kind of object the label belongs to, such as `Project`.
    #[serde(deserialize_with = "read::text")] pub label_category: Option<String>,
    /// The key labels are sorted by.
    #[serde(rename = "TLabelName", deserialize_with = "read::text")] pub sort_key: Option<String>,
    /// The name an administrator gave it.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// Whether it is always shown.
    #[serde(deserialize_with = "read::flag")] pub always_visible: Option<bool>,
    /// What it can be set to.
    pub options: Vec<LabelOption>,
}

/// One thing a label can be set to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct LabelOption {
    /// The database's own code.
    #[serde(rename = "DBCode", deserialize_with = "read::text")] pub db_code: Option<String>,
    /// The name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// The colour.
    #[serde(deserialize_with = "read::text")] pub color: Option<String>,
    /// The number that is written as a label's value.
    #[serde(deserialize_with = "read::integer")] pub value: Option<i64>,
}
