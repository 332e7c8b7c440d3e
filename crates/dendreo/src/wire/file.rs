//! A stored file, and what participants still have to do.

use super::{Raw, readers};
use participants_core::{Record, read, secrecy::SecretString, serde_json::Value};
use serde::Deserialize;

/// A stored or signed document.
///
/// The names are those of real rows (<https://github.com/medere-tech/medere-dendreo-dashboard>); `url` is the webhook's
/// name for the address alone. Stamps of files are in UTC, ISO 8601 with microseconds.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct StoredFile {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The same for all systems.
    #[serde(deserialize_with = "read::text")] pub uuid: Option<String>,
    /// Which of the record's collections it is in, such as `signature`.
    #[serde(deserialize_with = "read::text")] pub collection_name: Option<String>,
    /// File name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// The kind of document, by number.
    #[serde(deserialize_with = "read::reference")] pub doctype_id: Option<String>,
    /// The kind of file, such as `application/pdf`.
    #[serde(deserialize_with = "read::text")] pub mime_type: Option<String>,
    /// When it was signed; none while it is not.
    #[serde(deserialize_with = "read::text")] pub signature_date: Option<String>,
    /// A file it belongs to, by number.
    #[serde(deserialize_with = "read::reference")] pub related_media_id: Option<String>,
    /// When it was stored.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// What kind of record it belongs to.
    #[serde(deserialize_with = "read::text")] pub cible: Option<String>,
    /// The record it belongs to, by number.
    #[serde(deserialize_with = "read::text")] pub id_cible: Option<String>,
    /// Secret: where it can be fetched by anyone who knows the address. An address is kept for one hour; a new call
    /// gives a new one.
    #[serde(deserialize_with = "read::secret")] pub public_url: Option<SecretString>,
    /// Secret: the same in a webhook's event.
    #[serde(deserialize_with = "read::secret")] pub url: Option<SecretString>,
    /// What it is linked to: an object whose one member names the kind with a capital, `Participant` or `Formateur`; or
    /// null.
    pub entite_liee: Value,
}

/// What one participant still has to do, over all training actions.
///
/// The names are those of a real answer (<https://github.com/medere-tech/medere-dendreo-dashboard>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct PendingTasks {
    /// The participant, by number.
    #[serde(deserialize_with = "read::text")] pub id_participant: Option<String>,
    /// How many there are; no source shows its form.
    pub counts: Value,
    /// The tasks; no source shows a member of one.
    #[serde(deserialize_with = "readers::records")] pub taches: Vec<Record<Raw>>,
}
