//! Files, and the scripts of which nothing but the name is known: their lists are there, and empty.

use crate::dendreo::resource::{Kind, Resource};

pub(super) const FILES: Resource = Resource::new(Kind::File, "files", "fichiers.php", "id", 15_001).fields(&[
    "cible",
    "id_cible",
    "collection_name",
    "name",
    "signature_date",
]);

pub(super) const EVALUATIONS: Resource =
    Resource::new(Kind::Evaluation, "evaluations", "evaluations.php", "id_evaluation", 881);

pub(super) const SURVEY_ANSWERS: Resource = Resource::new(
    Kind::SurveyAnswer,
    "survey_answers",
    "reponses_questionnaire_satisfaction.php",
    "id_reponse_questionnaire_satisfaction",
    891,
);

pub(super) const WISHES: Resource = Resource::new(Kind::Wish, "wishes", "souhaits.php", "id_souhait", 895);
