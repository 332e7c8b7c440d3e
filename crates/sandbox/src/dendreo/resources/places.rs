//! Reference data: training centres, rooms, the steps of the process, and the two kinds of categories.

use crate::dendreo::resource::{Filter, Kind, Reference, Resource};

/// One client sends `nom` and says that its creations were tried out, others name the member `raison_sociale`: so none is
/// required, and `nom` is a name like any other unknown one.
pub(super) const CENTRES: Resource =
    Resource::new(Kind::Centre, "training_centres", "centres_de_formation.php", "id_centre_de_formation", 1)
        .fields(&["raison_sociale"])
        .writable(&[])
        .dated();

pub(super) const ROOMS: Resource =
    Resource::new(Kind::Room, "rooms", "salles_de_formation.php", "id_salle_de_formation", 21)
        .fields(&[
            "intitule",
            "emplacement_cible",
            "emplacement_id",
            "adresse",
            "code_postal",
            "ville",
            "pays_alpha2",
            "telephone",
            "email",
            "capacite_max",
            "acces_handicapes",
            "elearning",
            "inside",
            "lien_google_maps",
            "url_connexion",
        ])
        .filters(&[Filter::own("inside"), Filter::own("emplacement_cible")])
        .writable(&["intitule", "emplacement_cible"])
        .dated();

/// The same label is there once for each centre.
pub(super) const STEPS: Resource = Resource::new(Kind::Step, "steps", "etapes.php", "id_etape_process", 11)
    .fields(&["intitule", "id_centre_de_formation"])
    .references(&[Reference::to("id_centre_de_formation", Kind::Centre)])
    .writable(&[]);

/// A real one has a description and a colour; no source spells the names, so these are inferred.
const OF_A_CATEGORY: &[&str] = &["intitule", "description", "couleur"];

pub(super) const MODULE_CATEGORIES: Resource =
    Resource::new(Kind::ModuleCategory, "module_categories", "categories_module.php", "id_categorie_module", 41)
        .fields(OF_A_CATEGORY)
        .writable(&[]);

pub(super) const PRODUCT_CATEGORIES: Resource =
    Resource::new(Kind::ProductCategory, "product_categories", "categories_produit.php", "id_categorie_produit", 51)
        .fields(OF_A_CATEGORY)
        .writable(&[]);
