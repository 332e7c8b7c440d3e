//! A contact, and what can be written to one or to a private individual.

use super::readers;
use participants_core::{changes, jiff::civil::Date, read, serde_json::Value};
use serde::Deserialize;

/// A person at a company, or the contact of a private individual.
///
/// The names are those of a client library and its recorded answers
/// (<https://github.com/dimitriBouteille/dendreo-sdk-php>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Contact {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_contact: Option<String>,
    /// The company, by number; for an individual the row made for that person.
    #[serde(deserialize_with = "read::reference")] pub id_entreprise: Option<String>,
    /// The participant made together with it, by number: in answers to the calls about individuals.
    #[serde(deserialize_with = "read::reference")] pub id_participant: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub nom: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub prenom: Option<String>,
    /// Form of address: `M.`, `Mme`.
    #[serde(deserialize_with = "read::text")] pub civilite: Option<String>,
    /// Job title.
    #[serde(deserialize_with = "read::text")] pub fonction: Option<String>,
    /// Direct phone.
    #[serde(deserialize_with = "read::text")] pub telephone_direct: Option<String>,
    /// Mobile number.
    #[serde(deserialize_with = "read::text")] pub portable: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// The caller's own key.
    #[serde(deserialize_with = "read::text")] pub id_externe: Option<String>,
    /// Date of birth.
    #[serde(deserialize_with = "read::text")] pub date_de_naissance: Option<String>,
    /// Name at birth.
    #[serde(deserialize_with = "read::text")] pub nom_naissance: Option<String>,
    /// Main language, as a code such as `fr`.
    #[serde(deserialize_with = "read::text")] pub langue_principale: Option<String>,
    /// Further languages, as a comma list of codes.
    #[serde(deserialize_with = "read::text")] pub langues_secondaires: Option<String>,
    /// Street and number.
    #[serde(deserialize_with = "read::text")] pub adresse: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "read::text")] pub code_postal: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub ville: Option<String>,
    /// Country, ISO 3166 alpha-2, lower case.
    #[serde(deserialize_with = "read::text")] pub pays_alpha2: Option<String>,
    /// The same person as participants, by number.
    #[serde(deserialize_with = "readers::texts")] pub participant_lie_ids: Vec<String>,
    /// The same person as trainers, by number.
    #[serde(deserialize_with = "readers::texts")] pub formateur_lie_ids: Vec<String>,
    /// Funding body, by number.
    #[serde(deserialize_with = "read::reference")] pub id_opca: Option<String>,
    /// The photo, where it is included; no source shows its form.
    pub photo: Value,
    /// When the record was made.
    #[serde(deserialize_with = "read::text")] pub date_add: Option<String>,
    /// When it was last changed; empty while never.
    #[serde(deserialize_with = "read::text")] pub date_edit: Option<String>,
}

changes! {
    /// What to write to a contact or a private individual, by Dendreo's own names; what is not named is not sent.
    ///
    /// A contact needs a company, named by one of three members; an individual none.
    ///
    /// ```
    /// use participants_dendreo::ContactChanges;
    ///
    /// let changes = ContactChanges::new().nom("O'BRIEN").prenom("Siobhán").id_entreprise("77");
    /// assert_eq!(changes.named().len(), 3);
    /// ```
    pub struct ContactChanges {
        /// Last name.
        nom: String = "nom",
        /// First name.
        prenom: String = "prenom",
        /// Form of address: `M.`, `Mme`.
        civilite: String = "civilite",
        /// Job title.
        fonction: String = "fonction",
        /// Direct phone.
        telephone_direct: String = "telephone_direct",
        /// Mobile number.
        portable: String = "portable",
        /// E-mail address.
        email: String = "email",
        /// The caller's own key.
        id_externe: String = "id_externe",
        /// The company, by number.
        id_entreprise: String = "id_entreprise",
        /// The company, by its registered name.
        entreprise_raison_sociale: String = "entreprise_raison_sociale",
        /// The company, by the caller's own key.
        entreprise_id_externe: String = "entreprise_id_externe",
        /// Date of birth, written `YYYY-MM-DD`.
        date_de_naissance: Date = "date_de_naissance",
        /// Name at birth.
        nom_naissance: String = "nom_naissance",
        /// Main language, as a code such as `fr`.
        langue_principale: String = "langue_principale",
        /// Further languages, as a comma list of codes.
        langues_secondaires: String = "langues_secondaires",
        /// Street and number.
        adresse: String = "adresse",
        /// Postal code.
        code_postal: String = "code_postal",
        /// Town.
        ville: String = "ville",
        /// Country, ISO 3166 alpha-2, lower case.
        pays_alpha2: String = "pays_alpha2",
        /// Country of the invoice, ISO 3166 alpha-2; seen for individuals.
        facturation_pays_alpha2: String = "facturation_pays_alpha2",
    }
}
