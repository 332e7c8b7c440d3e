//! A slot of a training action, and its attendance.

use super::{Enrolment, TrainingAction, readers};
use participants_core::{Record, read, secrecy::SecretString};
use serde::Deserialize;

/// A slot: a dated half-day of a training action.
///
/// Real records have all of it (<https://github.com/Competences-et-Metiers/DendreoProgression>); the names of action,
/// planned module and room are those of the filters, those of beginning and end are inferred. The addresses that let a
/// reader in are secrets.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Slot {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_creneau: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// The training action, by number.
    #[serde(deserialize_with = "read::reference")] pub id_action_de_formation: Option<String>,
    /// The planned module, by number.
    #[serde(deserialize_with = "read::reference")] pub id_lam: Option<String>,
    /// The room, by number.
    #[serde(deserialize_with = "read::reference")] pub id_salle_de_formation: Option<String>,
    /// When it begins.
    #[serde(deserialize_with = "read::text")] pub date_debut: Option<String>,
    /// When it ends: at 23:59:59 where it takes whole days.
    #[serde(deserialize_with = "read::text")] pub date_fin: Option<String>,
    /// How long it takes, in seconds.
    #[serde(deserialize_with = "read::integer")] pub duration: Option<i64>,
    /// Secret: where its host joins it from afar.
    #[serde(deserialize_with = "read::secret")] pub url_connexion: Option<SecretString>,
    /// Secret: where its guests join it from afar.
    #[serde(deserialize_with = "read::secret")] pub url_connexion_invite: Option<SecretString>,
    /// Who was there, where `lcps` is included.
    #[serde(deserialize_with = "readers::records")] pub lcps: Vec<Record<Attendance>>,
    /// The training action, where `formation` is included.
    #[serde(deserialize_with = "readers::record")] pub formation: Option<Record<TrainingAction>>,
}

/// The attendance of one participant at one slot ("LCP").
///
/// Real rows have no participant of their own: the person stands in the enrolment, at `lap.participant`.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Attendance {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_lcp: Option<String>,
    /// The enrolment, by number.
    #[serde(deserialize_with = "read::reference")] pub id_lap: Option<String>,
    /// The enrolment in the module, by number.
    #[serde(deserialize_with = "read::reference")] pub id_lmp: Option<String>,
    /// Whether the participant was there; none while it is not recorded.
    #[serde(deserialize_with = "read::flag")] pub presence: Option<bool>,
    /// Whether an absence is justified.
    #[serde(deserialize_with = "read::flag")] pub justified: Option<bool>,
    /// Hours the participant was there, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub heures_presence: Option<String>,
    /// Hours the participant was absent, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub heures_absence: Option<String>,
    /// The enrolment, with the participant in short: number, name, e-mail, company, whether an individual.
    #[serde(deserialize_with = "readers::record")] pub lap: Option<Record<Enrolment>>,
}
