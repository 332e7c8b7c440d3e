//! The records around a training action: catalogue, centres, rooms, modules, sessions, steps, trainers, invoices.
//!
//! Little of them is known. A number's name is presumed from the convention unless its doc says more; what a client
//! writes is presumed to be read by the same name. Everything else is in `Record::extra()`.

use participants_core::{changes, jiff::civil::Date, read};
use serde::Deserialize;

/// A session of the public catalogue.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CatalogueSession {
    /// The training action, by number: the key of the row, as clients in use show.
    #[serde(deserialize_with = "read::text")]
    pub id_action_de_formation: Option<String>,
}

/// A training centre.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TrainingCentre {
    /// The number of the record; other records refer to it by this name.
    #[serde(deserialize_with = "read::text")]
    pub id_centre_de_formation: Option<String>,
    /// Registered name.
    #[serde(deserialize_with = "read::text")]
    pub raison_sociale: Option<String>,
}

/// A room.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Room {
    /// The number of the record; other records refer to it by this name.
    #[serde(deserialize_with = "read::text")]
    pub id_salle_de_formation: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")]
    pub intitule: Option<String>,
    /// What its place belongs to; no source says what it holds.
    #[serde(deserialize_with = "read::text")]
    pub emplacement_cible: Option<String>,
}

/// A module or product: what is taught or sold.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Module {
    /// The number of the record; other records refer to it by this name.
    #[serde(deserialize_with = "read::text")]
    pub id_module: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")]
    pub intitule: Option<String>,
    /// Description.
    #[serde(deserialize_with = "read::text")]
    pub description: Option<String>,
    /// Length in hours, as a decimal text.
    #[serde(deserialize_with = "read::text")]
    pub duree_heures: Option<String>,
    /// Length in days, as a decimal text.
    #[serde(deserialize_with = "read::text")]
    pub duree_jours: Option<String>,
}

/// A permanent session: one that people can join at any time.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PermanentSession {
    /// The number of the record.
    #[serde(deserialize_with = "read::text")]
    pub id_session_permanente: Option<String>,
    /// The module, by number.
    #[serde(deserialize_with = "read::reference")]
    pub id_module: Option<String>,
    /// The room, by number.
    #[serde(deserialize_with = "read::reference")]
    pub id_salle_de_formation: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")]
    pub nom: Option<String>,
    /// First day.
    #[serde(deserialize_with = "read::text")]
    pub date_debut: Option<String>,
    /// Last day.
    #[serde(deserialize_with = "read::text")]
    pub date_fin: Option<String>,
}

/// A step of the process a training action goes through. The same label stands under several numbers, one per centre.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Step {
    /// The number of the record, as clients in use show.
    #[serde(deserialize_with = "read::text")]
    pub id_etape_process: Option<String>,
}

/// Declares records of which nothing but the number is known.
macro_rules! only_numbered {
    ($($(#[$doc:meta])+ $name:ident by $id:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Default, Deserialize)]
        #[serde(default)]
        #[non_exhaustive]
        pub struct $name {
            /// The number of the record.
            #[serde(deserialize_with = "read::text")]
            pub $id: Option<String>,
        }
    )+};
}

only_numbered! {
    /// A category of modules.
    ModuleCategory by id_categorie_module;
    /// A category of products.
    ProductCategory by id_categorie_produit;
    /// A trainer. (Filters on other resources call the number by this name.)
    Trainer by id_formateur;
    /// An invoice.
    Invoice by id_facture;
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
