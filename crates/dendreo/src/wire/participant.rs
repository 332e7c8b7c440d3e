//! A participant, and what can be written to one.

use participants_core::{changes, jiff::civil::Date, read, secrecy::SecretString};
use serde::Deserialize;

/// A participant as Dendreo keeps it.
///
/// The names are those of a real full record (<https://github.com/Competences-et-Metiers/DendreoProgression>). Every
/// member may be missing: shorter forms of the record are embedded in other answers. Dates stay text, in Dendreo's
/// form: `YYYY-MM-DD`, and `YYYY-MM-DD HH:MM:SS` in Paris time for the two stamps. The portal code, the autologin
/// address and the calendar address grant access without a password, so they are secrets here.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Participant {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_participant: Option<String>,
    /// Last name, often in capitals.
    #[serde(deserialize_with = "read::text")] pub nom: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub prenom: Option<String>,
    /// E-mail address; not always unique.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Mobile number in any form; the only phone of a participant.
    #[serde(deserialize_with = "read::text")] pub portable: Option<String>,
    /// Date of birth.
    #[serde(deserialize_with = "read::text")] pub date_de_naissance: Option<String>,
    /// Company, by number.
    #[serde(deserialize_with = "read::reference")] pub id_entreprise: Option<String>,
    /// Whether this is a private individual.
    #[serde(deserialize_with = "read::flag")] pub particulier: Option<bool>,
    /// Form of address: `M.`, `Mme`.
    #[serde(deserialize_with = "read::text")] pub civilite: Option<String>,
    /// Job title.
    #[serde(deserialize_with = "read::text")] pub fonction: Option<String>,
    /// The caller's own key.
    #[serde(deserialize_with = "read::text")] pub id_externe: Option<String>,
    /// Street and number.
    #[serde(deserialize_with = "read::text")] pub adresse: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "read::text")] pub code_postal: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub ville: Option<String>,
    /// Country, ISO 3166 alpha-2, lower case.
    #[serde(deserialize_with = "read::text")] pub pays_alpha2: Option<String>,
    /// Country by its French name, derived from the code.
    #[serde(deserialize_with = "read::text")] pub pays: Option<String>,
    /// Internal remarks.
    #[serde(deserialize_with = "read::text")] pub commentaires: Option<String>,
    /// Name at birth.
    #[serde(deserialize_with = "read::text")] pub nom_naissance: Option<String>,
    /// Town of birth.
    #[serde(deserialize_with = "read::text")] pub ville_naissance: Option<String>,
    /// Département of birth.
    #[serde(deserialize_with = "read::text")] pub departement_naissance: Option<String>,
    /// Country of birth, ISO 3166 alpha-2.
    #[serde(deserialize_with = "read::text")] pub pays_naissance_alpha2: Option<String>,
    /// Country of birth by its French name, derived from the code.
    #[serde(deserialize_with = "read::text")] pub pays_naissance: Option<String>,
    /// Main language, as a code such as `fr`.
    #[serde(deserialize_with = "read::text")] pub langue_principale: Option<String>,
    /// Linked contact, by number; there for private individuals.
    #[serde(deserialize_with = "read::reference")] pub id_contact: Option<String>,
    /// The same person as a trainer, by number.
    #[serde(deserialize_with = "read::reference")] pub formateur_lie_id: Option<String>,
    /// What kind of record the person in charge is.
    #[serde(deserialize_with = "read::text")] pub responsable_type: Option<String>,
    /// The person in charge, by number in that kind of record.
    #[serde(deserialize_with = "read::reference")] pub responsable_id: Option<String>,
    /// Training centre, by number.
    #[serde(deserialize_with = "read::reference")] pub id_centre_de_formation: Option<String>,
    /// Whether all centres see the record.
    #[serde(deserialize_with = "read::flag")] pub global_visible: Option<bool>,
    /// Whether the person agreed to the newsletter.
    #[serde(deserialize_with = "read::flag")] pub newsletter_optin: Option<bool>,
    /// Status for the yearly statutory report, by code.
    #[serde(deserialize_with = "read::text")] pub statut_bpf: Option<String>,
    /// Education level, text or code.
    #[serde(deserialize_with = "read::text")] pub niveau_diplome: Option<String>,
    /// Customer account in the books.
    #[serde(deserialize_with = "read::text")] pub numero_compte_client: Option<String>,
    /// Subsidiary customer account in the books.
    #[serde(deserialize_with = "read::text")] pub numero_compte_client_auxiliaire: Option<String>,
    /// Identifier in a register of occupational-safety training.
    #[serde(deserialize_with = "read::text")] pub num_forprev: Option<String>,
    /// Notes on training actions.
    #[serde(deserialize_with = "read::text")] pub infos_adf: Option<String>,
    /// Notes for sales.
    #[serde(deserialize_with = "read::text")] pub post_it_commercial: Option<String>,
    /// A message shown in the portal.
    #[serde(deserialize_with = "read::text")] pub message_extranet: Option<String>,
    /// Company name typed in the public catalogue; read by two importers, absent from the full record seen.
    #[serde(deserialize_with = "read::text")] pub catalogue_entreprise: Option<String>,
    /// Account in a learning platform connected by webhooks: what the receiver of the connector's event returned.
    #[serde(deserialize_with = "read::text")] pub lmsuniversel_user_id: Option<String>,
    /// Account in Rise Up.
    #[serde(deserialize_with = "read::text")] pub riseup_user_id: Option<String>,
    /// Account in Moodle.
    #[serde(deserialize_with = "read::text")] pub moodle_user_id: Option<String>,
    /// Account in Thinkific.
    #[serde(deserialize_with = "read::text")] pub thinkific_user_id: Option<String>,
    /// Account in Dokeos.
    #[serde(deserialize_with = "read::text")] pub dokeos_user_id: Option<String>,
    /// Account in TS Learning.
    #[serde(deserialize_with = "read::text")] pub tslearning_user_id: Option<String>,
    /// Address of the participant's portal.
    #[serde(deserialize_with = "read::text")] pub extranet_url: Option<String>,
    /// Secret: the portal's access code; empty until the first enrolment.
    #[serde(deserialize_with = "read::secret")] pub extranet_code: Option<SecretString>,
    /// Secret: an address that signs in without a password; empty until the first enrolment.
    #[serde(deserialize_with = "read::secret")] pub extranet_autologin_url: Option<SecretString>,
    /// Secret: the calendar's address.
    #[serde(deserialize_with = "read::secret")] pub ical_url: Option<SecretString>,
    /// When the record was made.
    #[serde(deserialize_with = "read::text")] pub date_add: Option<String>,
    /// When it was last changed; empty while never.
    #[serde(deserialize_with = "read::text")] pub date_edit: Option<String>,
    /// Who made it, by administrator number; none for records made through the API.
    #[serde(deserialize_with = "read::reference")] pub id_add: Option<String>,
    /// Who changed it last, by administrator number.
    #[serde(deserialize_with = "read::reference")] pub id_edit: Option<String>,
}

changes! {
    /// What to write to a participant, by Dendreo's own names; what is not named is not sent.
    ///
    /// Members whose writing no source shows are not here; [`other`](Self::other) reaches them, and the fields an
    /// account has defined (`c_…`).
    ///
    /// ```
    /// use participants_dendreo::{ParticipantChanges, core::Change};
    ///
    /// let changes = ParticipantChanges::new().nom("D'HÔTEL").portable(Change::Clear);
    /// assert_eq!(changes.named().len(), 2);
    /// ```
    pub struct ParticipantChanges {
        /// Last name.
        nom: String = "nom",
        /// First name.
        prenom: String = "prenom",
        /// E-mail address.
        email: String = "email",
        /// Mobile number, the only phone of a participant.
        portable: String = "portable",
        /// Date of birth, written `YYYY-MM-DD`.
        date_de_naissance: Date = "date_de_naissance",
        /// Company, by number. Whether it is required on create is disputed between clients.
        id_entreprise: String = "id_entreprise",
        /// Form of address: `M.`, `Mme`.
        civilite: String = "civilite",
        /// Job title.
        fonction: String = "fonction",
        /// The caller's own key.
        id_externe: String = "id_externe",
        /// Street and number.
        adresse: String = "adresse",
        /// Postal code.
        code_postal: String = "code_postal",
        /// Town.
        ville: String = "ville",
        /// Country, ISO 3166 alpha-2, lower case.
        pays_alpha2: String = "pays_alpha2",
        /// Internal remarks.
        commentaires: String = "commentaires",
        /// Name at birth.
        nom_naissance: String = "nom_naissance",
        /// Town of birth.
        ville_naissance: String = "ville_naissance",
        /// Département of birth.
        departement_naissance: String = "departement_naissance",
        /// Country of birth, ISO 3166 alpha-2.
        pays_naissance_alpha2: String = "pays_naissance_alpha2",
        /// Main language, as a code such as `fr`.
        langue_principale: String = "langue_principale",
        /// Who makes the record, by administrator number. One older client sends it always, newer ones never.
        id_add: String = "id_add",
    }
}
