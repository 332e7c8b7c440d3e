//! An enrolment, the modules planned in a training action, and the enrolments in those.

use super::{Flag, LapStatus, Module, OrganisationMode, Participant, Presence, Slot, TrainingAction, readers};
use participants_core::{Record, changes, read, secrecy::SecretString, serde_json::Value};
use serde::Deserialize;

/// An enrolment ("LAP"): a participant in a training action.
///
/// The names are those of a real record (<https://github.com/Competences-et-Metiers/DendreoProgression>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Enrolment {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_lap: Option<String>,
    /// The training action, by number.
    #[serde(deserialize_with = "read::reference")] pub id_action_de_formation: Option<String>,
    /// The participant, by number.
    #[serde(deserialize_with = "read::reference")] pub id_participant: Option<String>,
    /// The company, by number.
    #[serde(deserialize_with = "read::reference")] pub id_entreprise: Option<String>,
    /// Whether it still counts: people who were removed stay listed.
    #[serde(deserialize_with = "read::coded")] pub status: Option<LapStatus>,
    /// A finer status, by number; no source says what the numbers mean. `2` occurs on active rows.
    #[serde(deserialize_with = "read::text")] pub lap_status_id: Option<String>,
    /// Where it came from.
    #[serde(deserialize_with = "read::text")] pub source: Option<String>,
    /// Whether the participant was there.
    #[serde(deserialize_with = "read::coded")] pub presence: Option<Presence>,
    /// How much of it the participant was there, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub presence_percent: Option<String>,
    /// Hours the participant was there, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub total_heures_presence: Option<String>,
    /// Secret: where the participant answers the satisfaction survey.
    #[serde(deserialize_with = "read::secret")] pub questionnaire_satisfaction_url: Option<SecretString>,
    /// The participant in full.
    #[serde(deserialize_with = "readers::record")] pub participant: Option<Record<Participant>>,
    /// The training action.
    #[serde(deserialize_with = "readers::record")] pub formation: Option<Record<TrainingAction>>,
    /// The enrolments in its modules, where `lmps` is included.
    #[serde(deserialize_with = "readers::records")] pub lmps: Vec<Record<ModuleEnrolment>>,
    /// When the record was made.
    #[serde(deserialize_with = "read::text")] pub date_add: Option<String>,
    /// When it was last changed; empty while never.
    #[serde(deserialize_with = "read::text")] pub date_edit: Option<String>,
}

/// A module planned in a training action ("LAM").
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct PlannedModule {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_lam: Option<String>,
    /// The composed module it is a part of, by the number of its row.
    #[serde(deserialize_with = "read::reference")] pub master_lam_id: Option<String>,
    /// How it is held.
    #[serde(deserialize_with = "read::coded")] pub mode_organisation: Option<OrganisationMode>,
    /// The module, where `module` is included.
    #[serde(deserialize_with = "readers::record")] pub module: Option<Record<Module>>,
    /// The enrolments in it, where `lmps` is included.
    #[serde(deserialize_with = "readers::records")] pub lmps: Vec<Record<ModuleEnrolment>>,
    /// Its slots, where `creneaux` is included.
    #[serde(deserialize_with = "readers::records")] pub creneaux: Vec<Record<Slot>>,
}

/// A participant's enrolment in one module ("LMP").
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ModuleEnrolment {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_lmp: Option<String>,
    /// The enrolment, by number.
    #[serde(deserialize_with = "read::reference")] pub id_lap: Option<String>,
    /// The planned module, by number.
    #[serde(deserialize_with = "read::reference")] pub id_lam: Option<String>,
    /// Whether it still counts; no source says what the values mean.
    #[serde(deserialize_with = "read::text")] pub status: Option<String>,
    /// How far the participant is in the connected learning platform.
    #[serde(deserialize_with = "read::text")] pub lms_progression: Option<String>,
    /// When the participant was last seen there.
    #[serde(deserialize_with = "read::text")] pub lms_last_access_at: Option<String>,
    /// Time spent there; no source says in which unit.
    #[serde(deserialize_with = "read::text")] pub lms_tempspasse: Option<String>,
    /// When the participant began there.
    #[serde(deserialize_with = "read::text")] pub lms_started_at: Option<String>,
    /// When the participant completed it there.
    #[serde(deserialize_with = "read::text")] pub lms_completed_at: Option<String>,
    /// What the platform adds, such as `total_time_spent`.
    pub custom_properties: Value,
    /// Price, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub prix: Option<String>,
    /// The participant, where `participant` is included.
    #[serde(deserialize_with = "readers::record")] pub participant: Option<Record<Participant>>,
    /// The module, where `module` is included.
    #[serde(deserialize_with = "readers::record")] pub module: Option<Record<Module>>,
}

changes! {
    /// What to write to an enrolment, by Dendreo's own names; what is not named is not sent.
    ///
    /// The names are those a client library sends for a new one. The one client in use that changes enrolments calls
    /// `id_participant` mandatory in a change, too: a change without it is refused before it is sent.
    ///
    /// ```
    /// use participants_dendreo::{EnrolmentChanges, Flag};
    ///
    /// let changes = EnrolmentChanges::new()
    ///     .id_action_de_formation("501")
    ///     .id_participant("2001")
    ///     .force_sync_lms(Flag::No);
    /// assert_eq!(changes.named().len(), 3);
    /// ```
    pub struct EnrolmentChanges {
        /// The training action, by number.
        id_action_de_formation: String = "id_action_de_formation",
        /// The participant, by number.
        id_participant: String = "id_participant",
        /// The company, by number.
        id_entreprise: String = "id_entreprise",
        /// The group within the training action, by number.
        id_groupe: String = "id_groupe",
        /// Price, as a decimal text.
        prix: String = "prix",
        /// Marks the participant as present.
        marquer_present: Flag = "marquer_present",
        /// Keeps the automatic enrolment from happening.
        disable_inscription_auto: Flag = "disable_inscription_auto",
        /// Sends the enrolment to the connected learning platform at once.
        force_sync_lms: Flag = "force_sync_lms",
        /// How many people without a name the enrolment stands for.
        nb_participants_anonymes: i64 = "nb_participants_anonymes",
    }
}
