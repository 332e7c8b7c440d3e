//! A column of a v2 list.

use participants_core::{open_enum, read};
use serde::Deserialize;

/// A column (<https://help.wordbee.com/api2/list-fields>). What its values can be (`options`) comes in several forms and
/// is among the record's [`extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Column {
    /// The id, as it stands in `fields`, in `sort` and, in braces, in a query.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The type of its values.
    #[serde(rename = "type", deserialize_with = "read::coded")] pub kind: Option<ColumnType>,
    /// How a user chooses a value: `Standard`, `Select`, `SelectMulti`, `SelectEditable`.
    #[serde(deserialize_with = "read::text")] pub control: Option<String>,
    /// The title.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// The description.
    #[serde(deserialize_with = "read::text")] pub desc: Option<String>,
    /// The title in a filter, where it differs.
    #[serde(deserialize_with = "read::text")] pub fname: Option<String>,
    /// The description in a filter, where it differs.
    #[serde(deserialize_with = "read::text")] pub fdesc: Option<String>,
    /// Whether a value can be null.
    #[serde(deserialize_with = "read::flag")] pub nullable: Option<bool>,
    /// The greatest length of a value.
    #[serde(deserialize_with = "read::integer")] pub max: Option<i64>,
    /// Whether it comes with every row.
    #[serde(deserialize_with = "read::flag")] pub isdata: Option<bool>,
    /// Whether users can see it as a column.
    #[serde(deserialize_with = "read::flag")] pub iscol: Option<bool>,
    /// Whether users see it by default.
    #[serde(deserialize_with = "read::flag")] pub iscoldef: Option<bool>,
    /// Whether a query can name it.
    #[serde(deserialize_with = "read::flag")] pub canquery: Option<bool>,
    /// Whether a list can be sorted by it.
    #[serde(deserialize_with = "read::flag")] pub cansort: Option<bool>,
    /// Whether its values can be completed while a user types.
    #[serde(deserialize_with = "read::flag")] pub canautocomplete: Option<bool>,
}

open_enum! {
    /// The type of a column's values.
    pub enum ColumnType {
        /// A whole number.
        Integer = "Integer",
        /// A number with a point.
        Decimal = "Decimal",
        /// A text.
        Text = "String",
        /// A day.
        Date = "Date",
        /// A day and a time.
        DateTime = "DateTime",
        /// Yes or no.
        Boolean = "Boolean",
        /// A link.
        Hyperlink = "Hyperlink",
        /// A reference to an image.
        Image = "Image",
        /// The option a label has, or null.
        Label = "Label",
        /// How many labels are set.
        LabelCount = "LabelCount",
        /// Anything else.
        Object = "Object",
    }
}
