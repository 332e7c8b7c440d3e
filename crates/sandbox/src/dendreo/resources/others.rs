//! Files, evaluations, and the scripts of which nothing but the name is known: their lists are there, and empty.

use crate::dendreo::resource::{Filter, Kind, Reference, Resource};

pub(super) const FILES: Resource = Resource::new(Kind::File, "files", "fichiers.php", "id", 15_001).fields(&[
    "cible",
    "id_cible",
    "collection_name",
    "name",
    "signature_date",
    "uuid",
    "doctype_id",
    "mime_type",
    "related_media_id",
    "created_at",
]);

pub(super) const EVALUATIONS: Resource =
    Resource::new(Kind::Evaluation, "evaluations", "evaluations.php", "id_evaluation", 881)
        .fields(&["id_lmp", "id_action_de_formation", "id_participant"])
        .references(&[
            Reference::part_of("id_lmp", Kind::ModuleEnrolment),
            Reference::part_of("id_action_de_formation", Kind::Action),
            Reference::part_of("id_participant", Kind::Participant),
        ])
        .filters(&[Filter::own("id_action_de_formation"), Filter::own("id_participant")]);

pub(super) const SURVEY_ANSWERS: Resource = Resource::new(
    Kind::SurveyAnswer,
    "survey_answers",
    "reponses_questionnaire_satisfaction.php",
    "id_reponse_questionnaire_satisfaction",
    891,
);

pub(super) const WISHES: Resource = Resource::new(Kind::Wish, "wishes", "souhaits.php", "id_souhait", 895);
