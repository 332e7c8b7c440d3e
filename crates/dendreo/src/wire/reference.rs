//! The records around a training action: catalogue, centres, rooms, modules, sessions, steps, categories, trainers.
//!
//! A number's name is presumed from the convention unless its doc says more; what a client writes is presumed to be read
//! by the same name. Everything else is in `Record::extra()`.

use super::{TrainingAction, readers};
use participants_core::{Record, changes, jiff::civil::Date, read, secrecy::SecretString};
use serde::Deserialize;

/// A session of the public catalogue.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct CatalogueSession {
    /// The training action, by number: the key of the row, as clients in use show.
    #[serde(deserialize_with = "read::text")] pub id_action_de_formation: Option<String>,
}

/// A training centre.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct TrainingCentre {
    /// The number of the record; other records refer to it by this name.
    #[serde(deserialize_with = "read::text")] pub id_centre_de_formation: Option<String>,
    /// Registered name.
    #[serde(deserialize_with = "read::text")] pub raison_sociale: Option<String>,
}

/// A room.
///
/// The names are those of a client library (<https://github.com/dimitriBouteille/dendreo-sdk-php>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Room {
    /// The number of the record; other records refer to it by this name.
    #[serde(deserialize_with = "read::text")] pub id_salle_de_formation: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")] pub intitule: Option<String>,
    /// What its place belongs to: `interne`, `externe`, `client` in one client's form.
    #[serde(deserialize_with = "read::text")] pub emplacement_cible: Option<String>,
    /// The record its place belongs to, by number.
    #[serde(deserialize_with = "read::reference")] pub emplacement_id: Option<String>,
    /// Street and number.
    #[serde(deserialize_with = "read::text")] pub adresse: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "read::text")] pub code_postal: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub ville: Option<String>,
    /// Country, ISO 3166 alpha-2.
    #[serde(deserialize_with = "read::text")] pub pays_alpha2: Option<String>,
    /// Phone.
    #[serde(deserialize_with = "read::text")] pub telephone: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// How many people it holds.
    #[serde(deserialize_with = "read::text")] pub capacite_max: Option<String>,
    /// Whether it is accessible.
    #[serde(deserialize_with = "read::flag")] pub acces_handicapes: Option<bool>,
    /// Whether it is a room at a distance.
    #[serde(deserialize_with = "read::flag")] pub elearning: Option<bool>,
    /// Whether it is on the premises.
    #[serde(deserialize_with = "read::flag")] pub inside: Option<bool>,
    /// Where a map shows it.
    #[serde(deserialize_with = "read::text")] pub lien_google_maps: Option<String>,
    /// Secret: where it is joined from afar.
    #[serde(deserialize_with = "read::secret")] pub url_connexion: Option<SecretString>,
    /// Secret: its calendar address.
    #[serde(deserialize_with = "read::secret")] pub ical_url: Option<SecretString>,
}

/// A module or product: what is taught or sold.
///
/// Texts such as the objective are HTML. The names are those that clients in use read
/// (<https://github.com/medere-tech/medere-dendreo-dashboard>, <https://github.com/LabLearning/crm-lablearning>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Module {
    /// The number of the record; other records refer to it by this name.
    #[serde(deserialize_with = "read::text")] pub id_module: Option<String>,
    /// The number people use.
    #[serde(deserialize_with = "read::text")] pub numero_complet: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")] pub intitule: Option<String>,
    /// Short title.
    #[serde(deserialize_with = "read::text")] pub intitule_court: Option<String>,
    /// Description.
    #[serde(deserialize_with = "read::text")] pub description: Option<String>,
    /// Objective, as HTML.
    #[serde(deserialize_with = "read::text")] pub objectif: Option<String>,
    /// What is needed before, as HTML.
    #[serde(deserialize_with = "read::text")] pub pre_requis: Option<String>,
    /// Length in hours, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub duree_heures: Option<String>,
    /// Length in days, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub duree_jours: Option<String>,
    /// Price, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub prix: Option<String>,
    /// Price for one company, as a decimal text.
    #[serde(deserialize_with = "read::text")] pub prix_intra: Option<String>,
    /// The category, by number.
    #[serde(deserialize_with = "read::reference")] pub id_categorie_module: Option<String>,
    /// The category.
    #[serde(deserialize_with = "readers::record")] pub categorie: Option<Record<ModuleCategory>>,
    /// Whether it is composed of other modules.
    #[serde(deserialize_with = "read::flag")] pub is_master_module: Option<bool>,
    /// Whether it can be paid from a personal training account.
    #[serde(deserialize_with = "read::flag")] pub eligible_cpf: Option<bool>,
    /// Whether it counts as training of health professionals.
    #[serde(deserialize_with = "read::flag")] pub eligible_dpc: Option<bool>,
    /// Its number as such.
    #[serde(deserialize_with = "read::text")] pub num_programme_dpc: Option<String>,
    /// Whether the public catalogue shows it.
    #[serde(deserialize_with = "read::flag")] pub catalogue: Option<bool>,
    /// Accounting code.
    #[serde(deserialize_with = "read::text")] pub numero_comptable: Option<String>,
    /// The training actions it is planned in; real answers show them unasked.
    #[serde(deserialize_with = "readers::records")] pub actions_de_formation_programmees: Vec<Record<TrainingAction>>,
}

/// A permanent session: one that people can join at any time.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct PermanentSession {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_session_permanente: Option<String>,
    /// The module, by number.
    #[serde(deserialize_with = "read::reference")] pub id_module: Option<String>,
    /// The room, by number.
    #[serde(deserialize_with = "read::reference")] pub id_salle_de_formation: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")] pub nom: Option<String>,
    /// First day.
    #[serde(deserialize_with = "read::text")] pub date_debut: Option<String>,
    /// Last day.
    #[serde(deserialize_with = "read::text")] pub date_fin: Option<String>,
}

/// A step of the process a training action goes through. The same label stands under several numbers, one per centre.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Step {
    /// The number of the record, as clients in use show.
    #[serde(deserialize_with = "read::text")] pub id_etape_process: Option<String>,
}

/// A category of modules. A real one has a description and a colour; no source spells these names.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ModuleCategory {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_categorie_module: Option<String>,
}

/// A category of products.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ProductCategory {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_categorie_produit: Option<String>,
}

/// A trainer.
///
/// The names are those that clients in use read (<https://github.com/Competences-et-Metiers/HostingerWebsite>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Trainer {
    /// The number of the record. (Filters on other resources call it by this name.)
    #[serde(deserialize_with = "read::text")] pub id_formateur: Option<String>,
    /// The caller's own key.
    #[serde(deserialize_with = "read::text")] pub id_externe: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub nom: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub prenom: Option<String>,
    /// E-mail address at work.
    #[serde(deserialize_with = "read::text")] pub email_pro: Option<String>,
    /// Private e-mail address.
    #[serde(deserialize_with = "read::text")] pub email_perso: Option<String>,
    /// Phone at work.
    #[serde(deserialize_with = "read::text")] pub telephone_pro: Option<String>,
    /// Where a picture lies.
    #[serde(deserialize_with = "read::text")] pub photo_url: Option<String>,
}

/// A trainer in a training action (`lafs.php`; no source spells the letters out).
///
/// <https://github.com/Competences-et-Metiers/HostingerWebsite>
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Laf {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")] pub id_laf: Option<String>,
    /// The training action, by number.
    #[serde(deserialize_with = "read::reference")] pub id_action_de_formation: Option<String>,
    /// The trainer, by number.
    #[serde(deserialize_with = "read::reference")] pub id_formateur: Option<String>,
    /// The trainer.
    #[serde(deserialize_with = "readers::record")] pub formateur: Option<Record<Trainer>>,
}

changes! {
    /// What to write to a training centre, by Dendreo's own names; what is not named is not sent.
    pub struct TrainingCentreChanges {
        /// Registered name. One client sends `nom`, which is not the wire name.
        raison_sociale: String = "raison_sociale",
    }
}

changes! {
    /// What to write to a room, by Dendreo's own names; what is not named is not sent.
    pub struct RoomChanges {
        /// Name.
        intitule: String = "intitule",
        /// What its place belongs to; one client's form asks for it, no source says what it holds.
        emplacement_cible: String = "emplacement_cible",
    }
}

changes! {
    /// What to write to a module, by Dendreo's own names; what is not named is not sent.
    pub struct ModuleChanges {
        /// Title; one client's form asks for it.
        intitule: String = "intitule",
        /// Description.
        description: String = "description",
        /// Length in hours, as a decimal text. One client sends `duree`, which is not the wire name.
        duree_heures: String = "duree_heures",
        /// Length in days, as a decimal text.
        duree_jours: String = "duree_jours",
    }
}

changes! {
    /// What to write to a permanent session, by Dendreo's own names; what is not named is not sent.
    pub struct PermanentSessionChanges {
        /// The module, by number; one client's form asks for it.
        id_module: String = "id_module",
        /// The room, by number; one client's form asks for it.
        id_salle_de_formation: String = "id_salle_de_formation",
        /// Name.
        nom: String = "nom",
        /// First day.
        date_debut: Date = "date_debut",
        /// Last day.
        date_fin: Date = "date_fin",
    }
}
