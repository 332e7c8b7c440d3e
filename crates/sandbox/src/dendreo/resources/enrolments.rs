//! The links of a training action: who takes part in it, in its modules, on its slots; which company; which trainer.

use crate::dendreo::resource::{Filter, Include, Kind, Reference, Resource};

const ACTION: &str = "id_action_de_formation";

pub(super) const ENROLMENTS: Resource = Resource {
    made: &["status", "source", "presence", "presence_percent", "total_heures_presence"],
    switches: &["marquer_present", "disable_inscription_auto", "force_sync_lms"],
    required: &[ACTION],
    target: Some("lap"),
    ..Resource::new(Kind::Enrolment, "enrolments", "laps.php", "id_lap", 9001)
        .fields(&[
            ACTION,
            "id_participant",
            "id_entreprise",
            "id_groupe",
            "prix",
            "lap_status_id",
            "nb_participants_anonymes",
        ])
        .references(&[
            Reference::part_of(ACTION, Kind::Action),
            Reference::part_of("id_participant", Kind::Participant),
            Reference::to("id_entreprise", Kind::Company),
        ])
        .filters(&[Filter::parent(ACTION, Kind::Action), Filter::own("id_participant"), Filter::own("id_entreprise")])
        .includes(&[
            Include::One { name: "participant", member: "id_participant", of: Kind::Participant },
            Include::Many { name: "lmps", of: Kind::ModuleEnrolment, back: "id_lap" },
        ])
        .writable(&[])
        .dated()
};

pub(super) const MODULE_ENROLMENTS: Resource = Resource {
    made: &["status", "lms_progression", "lms_last_access_at", "lms_tempspasse", "lms_started_at", "lms_completed_at"],
    ..Resource::new(Kind::ModuleEnrolment, "module_enrolments", "lmps.php", "id_lmp", 12_001)
        .fields(&["id_lap", "id_lam", "id_participant", "id_module", "prix"])
        .references(&[
            Reference::part_of("id_lap", Kind::Enrolment),
            Reference::part_of("id_lam", Kind::PlannedModule),
            Reference::part_of("id_participant", Kind::Participant),
            Reference::to("id_module", Kind::Module),
        ])
        .filters(&[Filter::parent("id_lap", Kind::Enrolment)])
        .includes(&[
            Include::One { name: "participant", member: "id_participant", of: Kind::Participant },
            Include::One { name: "module", member: "id_module", of: Kind::Module },
        ])
};

/// Slot and participant are stored, and in no answer: the person stands in the enrolment.
pub(super) const ATTENDANCES: Resource = Resource::new(Kind::Attendance, "attendances", "lcps.php", "id_lcp", 140_001)
    .fields(&[
        "id_creneau",
        "id_lap",
        "id_lmp",
        "id_participant",
        "presence",
        "justified",
        "heures_presence",
        "heures_absence",
    ])
    .references(&[
        Reference::part_of("id_creneau", Kind::Slot),
        Reference::part_of("id_lap", Kind::Enrolment),
        Reference::part_of("id_participant", Kind::Participant),
    ]);

pub(super) const COMPANY_LINKS: Resource =
    Resource::new(Kind::CompanyLink, "company_links", "laes.php", "id_lae", 1801)
        .fields(&[ACTION, "id_entreprise"])
        .references(&[Reference::part_of(ACTION, Kind::Action), Reference::part_of("id_entreprise", Kind::Company)]);

pub(super) const TRAINER_LINKS: Resource =
    Resource::new(Kind::TrainerLink, "trainer_links", "lafs.php", "id_laf", 1601)
        .fields(&[ACTION, "id_formateur"])
        .references(&[Reference::part_of(ACTION, Kind::Action), Reference::part_of("id_formateur", Kind::Trainer)])
        .filters(&[Filter::own(ACTION)]);

pub(super) const SLOT_TRAINERS: Resource =
    Resource::new(Kind::SlotTrainer, "slot_trainers", "lcfs.php", "id_lcf", 1701)
        .fields(&["id_creneau", "id_formateur"])
        .references(&[Reference::part_of("id_creneau", Kind::Slot), Reference::part_of("id_formateur", Kind::Trainer)])
        .writable(&["id_creneau", "id_formateur"]);
