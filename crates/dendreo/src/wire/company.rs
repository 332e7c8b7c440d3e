//! A company, and what can be written to one.

use super::readers;
use participants_core::{Record, changes, read};
use serde::Deserialize;

/// A client company; a private individual has a row of their own here, made together with the participant.
///
/// The names are those a client in use reads (<https://github.com/LabLearning/crm-lablearning>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Company {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_entreprise: Option<String>,
    /// Registered name.
    #[serde(deserialize_with = "read::text")] pub raison_sociale: Option<String>,
    /// Name in use.
    #[serde(deserialize_with = "read::text")] pub appellation: Option<String>,
    /// Last name, in a row made for an individual.
    #[serde(deserialize_with = "read::text")] pub nom: Option<String>,
    /// First name, in a row made for an individual.
    #[serde(deserialize_with = "read::text")] pub prenom: Option<String>,
    /// SIRET number.
    #[serde(deserialize_with = "read::text")] pub siret: Option<String>,
    /// VAT number.
    #[serde(deserialize_with = "read::text")] pub num_tva_intra: Option<String>,
    /// Legal form.
    #[serde(deserialize_with = "read::text")] pub statut_juridique: Option<String>,
    /// Acronym.
    #[serde(deserialize_with = "read::text")] pub sigle: Option<String>,
    /// Code of the main activity.
    #[serde(deserialize_with = "read::text")] pub ape_code: Option<String>,
    /// The main activity: an object where a code might be expected.
    #[serde(deserialize_with = "readers::record")] pub code_naf: Option<Record<CodeNaf>>,
    /// Street and number.
    #[serde(deserialize_with = "read::text")] pub adresse: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "read::text")] pub code_postal: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub ville: Option<String>,
    /// Country by its French name.
    #[serde(deserialize_with = "read::text")] pub pays: Option<String>,
    /// Phone.
    #[serde(deserialize_with = "read::text")] pub telephone: Option<String>,
    /// General e-mail address.
    #[serde(deserialize_with = "read::text")] pub email_standard: Option<String>,
    /// Website.
    #[serde(deserialize_with = "read::text")] pub site_internet: Option<String>,
    /// What kind of funder it is, where it is one.
    #[serde(deserialize_with = "read::text")] pub financeur_type: Option<String>,
    /// The caller's own key.
    #[serde(deserialize_with = "read::text")] pub id_externe: Option<String>,
}

/// A main activity as the French register classifies it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CodeNaf {
    /// The activity in words.
    #[serde(deserialize_with = "read::text")]
    pub intitule: Option<String>,
}

changes! {
    /// What to write to a company, by Dendreo's own names; what is not named is not sent.
    ///
    /// Documented is `raison_sociale`, which a new company needs. The other names are those a company is read by: that
    /// they can be written is inferred. One client sends `nom`, `email` and `telephone` instead; `nom` is no company's
    /// name here.
    ///
    /// ```
    /// use participants_dendreo::CompanyChanges;
    ///
    /// let changes = CompanyChanges::new().raison_sociale("Éts. D'Hôtel & Fils").ville("Bourg-en-Bresse");
    /// assert_eq!(changes.named().len(), 2);
    /// ```
    pub struct CompanyChanges {
        /// Registered name.
        raison_sociale: String = "raison_sociale",
        /// Name in use.
        appellation: String = "appellation",
        /// SIRET number.
        siret: String = "siret",
        /// VAT number.
        num_tva_intra: String = "num_tva_intra",
        /// Legal form.
        statut_juridique: String = "statut_juridique",
        /// Acronym.
        sigle: String = "sigle",
        /// Code of the main activity.
        ape_code: String = "ape_code",
        /// Street and number.
        adresse: String = "adresse",
        /// Postal code.
        code_postal: String = "code_postal",
        /// Town.
        ville: String = "ville",
        /// Phone.
        telephone: String = "telephone",
        /// General e-mail address.
        email_standard: String = "email_standard",
        /// Website.
        site_internet: String = "site_internet",
        /// The caller's own key.
        id_externe: String = "id_externe",
    }
}
