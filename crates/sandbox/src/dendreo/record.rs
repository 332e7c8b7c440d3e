//! The names of a participant and a company, and how a stored one is shown. Which of them a caller may write stands
//! beside each list.

use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is set of a record, by wire name; what is not in it is empty.
pub(super) type Fields = BTreeMap<Cow<'static, str>, String>;

/// The participant's fields that a caller may write. Of many no source shows a write; they are presumed to take one.
pub(super) const PARTICIPANT: &[&str] = &[
    "nom",
    "prenom",
    "email",
    "portable",
    "date_de_naissance",
    "id_entreprise",
    "particulier",
    "civilite",
    "fonction",
    "id_externe",
    "adresse",
    "code_postal",
    "ville",
    "pays_alpha2",
    "commentaires",
    "nom_naissance",
    "ville_naissance",
    "departement_naissance",
    "pays_naissance_alpha2",
    "langue_principale",
    "formateur_lie_id",
    "responsable_type",
    "responsable_id",
    "id_centre_de_formation",
    "global_visible",
    "newsletter_optin",
    "statut_bpf",
    "niveau_diplome",
    "numero_compte_client",
    "numero_compte_client_auxiliaire",
    "num_forprev",
    "infos_adf",
    "post_it_commercial",
    "message_extranet",
    "lmsuniversel_user_id",
    "riseup_user_id",
    "moodle_user_id",
    "thinkific_user_id",
    "dokeos_user_id",
    "tslearning_user_id",
    "id_add",
];

/// The custom fields this account has. Others with the prefix are taken too, as names differ from account to account.
pub(super) const CUSTOM: &[&str] = &["c_badge", "c_niveau_anglais"];

/// The company's fields that a caller may write.
pub(super) const COMPANY: &[&str] = &[
    "raison_sociale",
    "appellation",
    "nom",
    "prenom",
    "siret",
    "num_tva_intra",
    "statut_juridique",
    "sigle",
    "ape_code",
    "adresse",
    "code_postal",
    "ville",
    "pays",
    "telephone",
    "email_standard",
    "site_internet",
    "financeur_type",
    "id_externe",
];

/// The stored name of a participant's field, if there is one that may be written.
pub(super) fn participant_field(name: &str) -> Option<Cow<'static, str>> {
    let custom = || name.strip_prefix("c_").filter(|rest| !rest.is_empty()).map(|_| Cow::Owned(name.to_owned()));
    known(PARTICIPANT, name).or_else(|| known(CUSTOM, name)).or_else(custom)
}

/// The stored name of a company's field, if there is one that may be written.
pub(super) fn company_field(name: &str) -> Option<Cow<'static, str>> {
    known(COMPANY, name)
}

/// All fields of a record with their values, empty ones included.
pub(super) fn shown(names: &[&str], fields: &Fields) -> Map<String, Value> {
    let text = |name: &str| fields.get(name).map_or_else(|| when_empty(name).into(), |text| text.as_str().into());
    let named = names.iter().map(|name| ((*name).to_owned(), text(name)));
    let set = fields.iter().map(|(name, value)| (name.to_string(), value.as_str().into()));
    named.chain(set).collect()
}

/// The French name of the countries this emulator knows.
pub(super) fn country(alpha2: Option<&String>) -> &'static str {
    match alpha2.map(|code| code.to_ascii_lowercase()).as_deref() {
        Some("fr") => "France",
        Some("be") => "Belgique",
        Some("ch") => "Suisse",
        Some("de") => "Allemagne",
        Some("es") => "Espagne",
        Some("gb") => "Royaume-Uni",
        Some("pl") => "Pologne",
        Some("tr") => "Turquie",
        _ => "",
    }
}

fn known(names: &[&'static str], name: &str) -> Option<Cow<'static, str>> {
    names.iter().find(|known| **known == name).map(|known| Cow::Borrowed(*known))
}

fn when_empty(name: &str) -> &'static str {
    match name {
        "particulier" | "newsletter_optin" | "id_centre_de_formation" | "id_add" => "0",
        "global_visible" => "1",
        _ => "",
    }
}
