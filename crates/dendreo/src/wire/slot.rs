//! A slot of a training action, and its attendance.

use super::{Participant, TrainingAction, readers};
use participants_core::{Record, read};
use serde::Deserialize;

/// A slot: a dated half-day of a training action.
///
/// The names are those of a real record (<https://github.com/Competences-et-Metiers/DendreoProgression>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Slot {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_creneau: Option<String>,
    /// How long it takes, in seconds.
    #[serde(deserialize_with = "read::integer")] pub duration: Option<i64>,
    /// Who was there, where `lcps` is included.
    #[serde(deserialize_with = "readers::records")] pub lcps: Vec<Record<Attendance>>,
    /// The training action, where `formation` is included.
    #[serde(deserialize_with = "readers::record")] pub formation: Option<Record<TrainingAction>>,
}

/// The attendance of one participant at one slot ("LCP").
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Attendance {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_lcp: Option<String>,
    /// Whether the participant was there; none while it is not recorded.
    #[serde(deserialize_with = "read::flag")] pub presence: Option<bool>,
    /// Hours the participant was there, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub heures_presence: Option<String>,
    /// The participant, in short: number, name, e-mail, company, whether an individual. The member's name is presumed.
    #[serde(deserialize_with = "readers::record")] pub participant: Option<Record<Participant>>,
}
