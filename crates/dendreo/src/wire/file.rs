//! A stored file.

use participants_core::{read, secrecy::SecretString, serde_json::Value};
use serde::Deserialize;

/// A stored or signed document.
///
/// `id`, `signature_date` and `entite_liee` are what clients in use read; `cible`, `id_cible`, `name` and `url` are
/// shown by the webhook about a signed file and presumed here. Stamps of files are in UTC, ISO 8601 with microseconds.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct StoredFile {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// What kind of record it belongs to.
    #[serde(deserialize_with = "read::text")] pub cible: Option<String>,
    /// The record it belongs to, by number.
    #[serde(deserialize_with = "read::text")] pub id_cible: Option<String>,
    /// File name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// Secret: where it can be fetched by anyone who knows the address. An address is kept for one hour; a new call
    /// gives a new one.
    #[serde(deserialize_with = "read::secret")] pub url: Option<SecretString>,
    /// When it was signed; none while it is not.
    #[serde(deserialize_with = "read::text")] pub signature_date: Option<String>,
    /// What it is linked to: an object whose one member names the kind, or null.
    pub entite_liee: Value,
}
