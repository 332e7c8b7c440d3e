//! What is billed, and how learning went: invoices, payments, funders, fundings, evaluations.
//!
//! The names are those that clients in use read (<https://github.com/medere-tech/medere-dendreo-dashboard>,
//! <https://github.com/LabLearning/crm-lablearning>, <https://github.com/Competences-et-Metiers/HostingerWebsite>). Amounts
//! are decimal texts.

use super::{FundingType, readers};
use participants_core::{Record, read};
use serde::Deserialize;

/// An invoice.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Invoice {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_facture: Option<String>,
    /// The number in its series.
    #[serde(deserialize_with = "read::text")] pub numero: Option<String>,
    /// The number people use.
    #[serde(deserialize_with = "read::text")] pub numero_complet: Option<String>,
    /// The company, by number.
    #[serde(deserialize_with = "read::reference")] pub id_entreprise: Option<String>,
    /// The funding body, by number.
    #[serde(deserialize_with = "read::reference")] pub id_opca: Option<String>,
    /// Name of the company.
    #[serde(deserialize_with = "read::text")] pub raison_sociale: Option<String>,
    /// Sum without tax.
    #[serde(deserialize_with = "read::text")] pub montant_total_ht: Option<String>,
    /// Tax.
    #[serde(deserialize_with = "read::text")] pub montant_total_tva: Option<String>,
    /// Sum with tax.
    #[serde(deserialize_with = "read::text")] pub montant_total_ttc: Option<String>,
    /// What was paid.
    #[serde(deserialize_with = "read::text")] pub montant_paiements: Option<String>,
    /// Discount.
    #[serde(deserialize_with = "read::text")] pub remise: Option<String>,
    /// When it was issued.
    #[serde(deserialize_with = "read::text")] pub date_emission: Option<String>,
    /// When it is due.
    #[serde(deserialize_with = "read::text")] pub date_echeance: Option<String>,
    /// When it was sent.
    #[serde(deserialize_with = "read::text")] pub date_envoi: Option<String>,
    /// When it was paid.
    #[serde(deserialize_with = "read::text")] pub date_paiement: Option<String>,
    /// Remark.
    #[serde(deserialize_with = "read::text")] pub remarque: Option<String>,
    /// The credit note, by number.
    #[serde(deserialize_with = "read::reference")] pub id_avoir: Option<String>,
    /// The invoice it belongs to, by number.
    #[serde(deserialize_with = "read::reference")] pub id_parent: Option<String>,
}

/// A payment.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Payment {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_reglement: Option<String>,
    /// The invoice, by number.
    #[serde(deserialize_with = "read::reference")] pub facture_id: Option<String>,
    /// Amount.
    #[serde(deserialize_with = "read::text")] pub amount: Option<String>,
    /// How it was paid.
    #[serde(deserialize_with = "read::text")] pub method: Option<String>,
    /// When.
    #[serde(deserialize_with = "read::text")] pub date: Option<String>,
    /// Reference.
    #[serde(deserialize_with = "read::text")] pub reference: Option<String>,
    /// What kind of record paid it.
    #[serde(deserialize_with = "read::text")] pub emetteur_type: Option<String>,
}

/// A funder. One client reads its number as `id_opca`, another as `id_financeur`.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Funder {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_financeur: Option<String>,
    /// The number of the record, as another client reads it.
    #[serde(deserialize_with = "read::text")] pub id_opca: Option<String>,
    /// Registered name.
    #[serde(deserialize_with = "read::text")] pub raison_sociale: Option<String>,
}

/// A funding of a training action.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Funding {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_financement: Option<String>,
    /// Who is funded: the company of the enrolments, by number.
    #[serde(deserialize_with = "read::reference")] pub id_finance: Option<String>,
    /// Who funds, by number.
    #[serde(deserialize_with = "read::reference")] pub id_financeur: Option<String>,
    /// What kind of funder it is (`type`).
    #[serde(rename = "type", deserialize_with = "read::coded")] pub funding_type: Option<FundingType>,
    /// Amount.
    #[serde(deserialize_with = "read::text")] pub montant_finance: Option<String>,
    /// Sum of all that is funded.
    #[serde(deserialize_with = "read::text")] pub montant_total_finance: Option<String>,
    /// Sum of all that was billed.
    #[serde(deserialize_with = "read::text")] pub montant_total_facture: Option<String>,
    /// Number of the file at the funder.
    #[serde(deserialize_with = "read::text")] pub numero_dossier: Option<String>,
}

/// The evaluations of a participant in one module.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Evaluation {
    /// The enrolment in the module, by number.
    #[serde(deserialize_with = "read::reference")] pub id_lmp: Option<String>,
    /// The training action, by number.
    #[serde(deserialize_with = "read::reference")] pub id_action_de_formation: Option<String>,
    /// The participant, by number.
    #[serde(deserialize_with = "read::reference")] pub id_participant: Option<String>,
    /// The evaluations.
    #[serde(deserialize_with = "readers::records")] pub evaluations: Vec<Record<EvaluationResult>>,
}

/// One evaluation.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct EvaluationResult {
    /// Its name.
    #[serde(deserialize_with = "read::text")] pub evaluation_name: Option<String>,
    /// The mark.
    #[serde(deserialize_with = "read::text")] pub note: Option<String>,
    /// The scale of the mark.
    #[serde(deserialize_with = "read::text")] pub amplitude_notation: Option<String>,
    /// Whether it was passed; none while it is not known.
    #[serde(deserialize_with = "read::flag")] pub validated: Option<bool>,
    /// Appreciation.
    #[serde(deserialize_with = "read::text")] pub appreciation: Option<String>,
    /// What kind of record evaluated.
    #[serde(deserialize_with = "read::text")] pub evaluator_type: Option<String>,
    /// The record that evaluated, by number.
    #[serde(deserialize_with = "read::text")] pub evaluator_id: Option<String>,
    /// The set it belongs to, by number.
    #[serde(deserialize_with = "read::text")] pub evaluation_set_id: Option<String>,
    /// When it was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
}
