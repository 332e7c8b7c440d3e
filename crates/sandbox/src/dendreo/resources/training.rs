//! Training actions and what they are made of: catalogue, permanent sessions, modules, planned modules, slots.

use crate::dendreo::resource::{By, Filter, Include, Kind, Reference, Resource};

const ACTION: &str = "id_action_de_formation";

pub(super) const ACTIONS: Resource = Resource {
    made: &["numero_complet", "date_effective_debut", "date_effective_fin", "total_participants"],
    spans: true,
    target: Some("action-de-formation"),
    ..Resource::new(Kind::Action, "training_actions", "actions_de_formation.php", ACTION, 501)
        .fields(&[
            "intitule",
            "type",
            "date_debut",
            "date_fin",
            "mode_organisation",
            "id_etape_process",
            "id_centre_de_formation",
            "id_externe",
        ])
        .references(&[
            Reference::to("id_etape_process", Kind::Step),
            Reference::to("id_centre_de_formation", Kind::Centre),
        ])
        .filters(&[
            Filter::own("type"),
            Filter::own("id_centre_de_formation"),
            Filter::own("numero_complet"),
            Filter::linked("id_entreprise", Kind::Enrolment, ACTION, "id_entreprise"),
            Filter::linked("id_module", Kind::PlannedModule, ACTION, "id_module"),
            Filter::linked("id_salle_de_formation", Kind::Slot, ACTION, "id_salle_de_formation"),
            Filter::linked("id_formateur", Kind::TrainerLink, ACTION, "id_formateur"),
        ])
        .includes(&[
            Include::Shaped { name: "modules", of: Kind::PlannedModule, back: ACTION },
            Include::Across {
                name: "formateurs",
                link: Kind::TrainerLink,
                back: ACTION,
                ahead: "id_formateur",
                of: Kind::Trainer,
            },
            Include::Shaped { name: "participants", of: Kind::Enrolment, back: ACTION },
            Include::Many { name: "creneaux", of: Kind::Slot, back: ACTION },
            Include::One { name: "etapeProcess", member: "id_etape_process", of: Kind::Step },
        ])
        .search(&[&["intitule"], &["numero_complet"]])
        .writable(&["intitule", "type"])
        .dated()
};

/// The rows have the ids of the training actions they show.
pub(super) const CATALOGUE: Resource = Resource {
    made: &["numero_complet", "intitule", "date_debut", "date_fin"],
    ..Resource::new(Kind::CatalogueRow, "catalogue", "catalogue_prochaines_sessions.php", ACTION, 501)
        .references(&[Reference::part_of(ACTION, Kind::Action)])
        .writable(&[])
};

pub(super) const PERMANENT_SESSIONS: Resource = Resource::new(
    Kind::PermanentSession,
    "permanent_sessions",
    "sessions_permanentes.php",
    "id_session_permanente",
    701,
)
.fields(&["nom", "id_module", "id_salle_de_formation", "date_debut", "date_fin"])
.references(&[Reference::to("id_module", Kind::Module), Reference::to("id_salle_de_formation", Kind::Room)])
.search(&[&["nom"]])
.writable(&["id_module", "id_salle_de_formation"])
.dated();

pub(super) const MODULES: Resource = Resource::new(Kind::Module, "modules", "modules.php", "id_module", 301)
    .fields(&[
        "intitule",
        "intitule_court",
        "description",
        "objectif",
        "pre_requis",
        "duree_heures",
        "duree_jours",
        "prix",
        "prix_intra",
        "id_categorie_module",
        "is_master_module",
        "eligible_cpf",
        "eligible_dpc",
        "num_programme_dpc",
        "catalogue",
        "numero_comptable",
        "numero_complet",
        "id_externe",
    ])
    .references(&[Reference::to("id_categorie_module", Kind::ModuleCategory)])
    .filters(&[
        Filter::own("id_categorie_module"),
        Filter::own("numero_complet"),
        Filter::own("eligible_cpf"),
        Filter::own("catalogue"),
    ])
    .search(&[&["intitule"], &["description"]])
    .writable(&["intitule"])
    .dated();

pub(super) const PLANNED_MODULES: Resource = Resource {
    spans: true,
    ..Resource::new(Kind::PlannedModule, "planned_modules", "lams.php", "id_lam", 1101)
        .fields(&[ACTION, "id_module", "master_lam_id", "mode_organisation", "date_debut", "date_fin"])
        .references(&[Reference::part_of(ACTION, Kind::Action), Reference::to("id_module", Kind::Module)])
        .filters(&[Filter::parent(ACTION, Kind::Action)])
        .includes(&[
            Include::One { name: "module", member: "id_module", of: Kind::Module },
            Include::Across {
                name: "participants",
                link: Kind::ModuleEnrolment,
                back: "id_lam",
                ahead: "id_participant",
                of: Kind::Participant,
            },
            Include::Many { name: "lmps", of: Kind::ModuleEnrolment, back: "id_lam" },
            Include::Many { name: "creneaux", of: Kind::Slot, back: "id_lam" },
            Include::Across {
                name: "lieux",
                link: Kind::Slot,
                back: "id_lam",
                ahead: "id_salle_de_formation",
                of: Kind::Room,
            },
        ])
};

pub(super) const SLOTS: Resource = Resource {
    made: &["duration"],
    required: &[ACTION],
    spans: true,
    ..Resource::new(Kind::Slot, "slots", "creneaux.php", "id_creneau", 13_001)
        .fields(&[ACTION, "id_lam", "id_salle_de_formation", "name", "date_debut", "date_fin"])
        .references(&[
            Reference::part_of(ACTION, Kind::Action),
            Reference::part_of("id_lam", Kind::PlannedModule),
            Reference::to("id_salle_de_formation", Kind::Room),
        ])
        .filters(&[
            Filter::parent(ACTION, Kind::Action),
            Filter::own("id_lam"),
            Filter::linked("id_participant", Kind::Attendance, "id_creneau", "id_participant"),
            Filter {
                name: "participant_id_externe",
                by: By::LinkedExternal {
                    link: Kind::Attendance,
                    back: "id_creneau",
                    ahead: "id_participant",
                    of: Kind::Participant,
                },
            },
            Filter::linked("id_formateur", Kind::SlotTrainer, "id_creneau", "id_formateur"),
            Filter {
                name: "formateur_id_externe",
                by: By::LinkedExternal {
                    link: Kind::SlotTrainer,
                    back: "id_creneau",
                    ahead: "id_formateur",
                    of: Kind::Trainer,
                },
            },
        ])
        .includes(&[
            Include::Shaped { name: "formation", of: Kind::Action, back: "" },
            Include::Many { name: "lcps", of: Kind::Attendance, back: "id_creneau" },
        ])
        .writable(&[])
};
