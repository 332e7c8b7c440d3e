//! A training action, the people in it, and what can be written to one.

use super::{ActionType, OrganisationMode, PlannedModule, Slot, Trainer, readers};
use participants_core::{Record, changes, jiff::civil::Date, read, secrecy::SecretString, serde_json::Value};
use serde::Deserialize;

/// A training action ("ADF"): a session of training.
///
/// The names are those of a real record (<https://github.com/Competences-et-Metiers/DendreoProgression>). Amounts and
/// hours are decimal texts such as `15.000`. One that is read by number shows participants, modules and trainers unasked;
/// a list shows them where they are included.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct TrainingAction {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_action_de_formation: Option<String>,
    /// The number people use: `ADF_`, year, number.
    #[serde(deserialize_with = "read::text")] pub numero_complet: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")] pub intitule: Option<String>,
    /// The companies it is held for (`type`): a filter and a member of a new record; presumably read by the same name.
    #[serde(rename = "type", deserialize_with = "read::coded")] pub action_type: Option<ActionType>,
    /// First day.
    #[serde(deserialize_with = "read::text")] pub date_debut: Option<String>,
    /// Last day.
    #[serde(deserialize_with = "read::text")] pub date_fin: Option<String>,
    /// First day as it really was.
    #[serde(deserialize_with = "read::text")] pub date_effective_debut: Option<String>,
    /// Last day as it really was.
    #[serde(deserialize_with = "read::text")] pub date_effective_fin: Option<String>,
    /// Step of the process, by number; the same label stands under several numbers, one per training centre.
    #[serde(deserialize_with = "read::reference")] pub id_etape_process: Option<String>,
    /// How it is held.
    #[serde(deserialize_with = "read::coded")] pub mode_organisation: Option<OrganisationMode>,
    /// How many take part.
    #[serde(deserialize_with = "read::text")] pub total_participants: Option<String>,
    /// The caller's own key.
    #[serde(deserialize_with = "read::text")] pub id_externe: Option<String>,
    /// Figures: 13 members in a real record, which no source lists.
    pub stats: Value,
    /// Secret: the calendar address.
    #[serde(deserialize_with = "read::secret")] pub ical_url: Option<SecretString>,
    /// Secret: where the attendance sheets are signed.
    #[serde(deserialize_with = "read::secret")] pub emargements_url: Option<SecretString>,
    /// The people in it.
    #[serde(deserialize_with = "readers::records")] pub participants: Vec<Record<EnrolledParticipant>>,
    /// The modules planned in it: rows that have `id_lam` and members of the module.
    #[serde(deserialize_with = "readers::records")] pub modules: Vec<Record<PlannedModule>>,
    /// Its trainers.
    #[serde(deserialize_with = "readers::records")] pub formateurs: Vec<Record<Trainer>>,
    /// Its slots, where `creneaux` is included.
    #[serde(deserialize_with = "readers::records")] pub creneaux: Vec<Record<Slot>>,
}

/// A participant as a training action holds them: members of the person, the enrolment and the company in one.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct EnrolledParticipant {
    /// The enrolment, by number.
    #[serde(deserialize_with = "read::text")] pub id_lap: Option<String>,
    /// The participant, by number.
    #[serde(deserialize_with = "read::text")] pub id_participant: Option<String>,
    /// The company, by number.
    #[serde(deserialize_with = "read::reference")] pub id_entreprise: Option<String>,
    /// When the record was made; whether the enrolment's or the person's is not said.
    #[serde(deserialize_with = "read::text")] pub date_add: Option<String>,
    /// Where the enrolment came from.
    #[serde(deserialize_with = "read::text")] pub source: Option<String>,
    /// Form of address.
    #[serde(deserialize_with = "read::text")] pub civilite: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub nom: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub prenom: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Mobile number.
    #[serde(deserialize_with = "read::text")] pub portable: Option<String>,
    /// Street and number.
    #[serde(deserialize_with = "read::text")] pub adresse: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "read::text")] pub code_postal: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub ville: Option<String>,
    /// Country by its French name.
    #[serde(deserialize_with = "read::text")] pub pays: Option<String>,
    /// The company's registered name.
    #[serde(deserialize_with = "read::text")] pub ent_raison_sociale: Option<String>,
    /// The company's contact, by number.
    #[serde(deserialize_with = "read::reference")] pub ent_id_contact: Option<String>,
    /// The company's second contact, by number.
    #[serde(deserialize_with = "read::reference")] pub ent_id_contact_secondaire: Option<String>,
}

changes! {
    /// What to write to a training action, by Dendreo's own names; what is not named is not sent.
    ///
    /// One client's form for a new one sends the first four, and asks for title and type. The other two are names it is
    /// read by: that they can be written is inferred.
    ///
    /// ```
    /// use participants_dendreo::{ActionType, TrainingActionChanges, core::jiff::civil::date};
    ///
    /// let changes = TrainingActionChanges::new()
    ///     .intitule("L'accueil, niveau 1")
    ///     .action_type(ActionType::Inter)
    ///     .date_debut(date(2026, 9, 1));
    /// assert_eq!(changes.named().len(), 3);
    /// ```
    pub struct TrainingActionChanges {
        /// Title.
        intitule: String = "intitule",
        /// The companies it is held for (`type`).
        action_type: ActionType = "type",
        /// First day.
        date_debut: Date = "date_debut",
        /// Last day.
        date_fin: Date = "date_fin",
        /// Step of the process, by number.
        id_etape_process: String = "id_etape_process",
        /// How it is held.
        mode_organisation: OrganisationMode = "mode_organisation",
    }
}
