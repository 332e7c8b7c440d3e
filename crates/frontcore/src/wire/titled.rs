//! Entries of FrontCore's own lists, as records show them: a code with a label, countries, durations.

use participants_core::read;
use serde::Deserialize;

/// An entry of one of FrontCore's lists: a code and a label. Compare codes: labels come in whichever language.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Titled {
    /// The code, a number or a word such as `no`.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// A label for people.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
}

/// A country, as a customer shows it (<https://app.frontcore.com/api/docs/v2/customers/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Country {
    /// The country's number: 159 is Norway.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Its name, in whichever language.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// Two letters.
    #[serde(deserialize_with = "read::text")] pub code: Option<String>,
}

/// A unit of time that durations are counted in (<https://app.frontcore.com/api/docs/v2/durations/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Duration {
    /// The code; see [`DurationUnit`](super::DurationUnit).
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// A word for machines.
    #[serde(deserialize_with = "read::text")] pub code: Option<String>,
    /// The label of one, in whichever language.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// The label of several, in whichever language.
    #[serde(deserialize_with = "read::text")] pub title_plural: Option<String>,
}
