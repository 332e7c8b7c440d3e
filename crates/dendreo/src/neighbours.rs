//! Scripts of which no more than the name is known: they answer like every other (inferred), their members are in
//! `Record::extra()`, and no source shows a write.

use crate::{
    Gettable, Id, Resource,
    calls::{Get, GetSeveral, List},
};
use serde::Deserialize;

/// Declares, for each script, a record without members, its calls and their names.
macro_rules! neighbours {
    ($(
        $(#[$doc:meta])+
        $record:ident at $script:literal by $id:literal,
        $list:ident $list_name:literal, $get:ident $get_name:literal, $several:ident $several_name:literal;
    )+) => {$(
        $(#[$doc])+
        ///
        /// No member is known: all are in `Record::extra()`.
        #[derive(Clone, Default, Deserialize)]
        #[serde(default)]
        #[non_exhaustive]
        pub struct $record {}

        #[doc = concat!("Reads the records of `", $script, "`. <https://github.com/dimitriBouteille/dendreo-sdk-php>")]
        pub type $list = List<$record>;

        #[doc = concat!("Reads one record of `", $script, "`. <https://developers.dendreo.com>")]
        pub type $get = Get<$record>;

        #[doc = concat!("Reads several records of `", $script, "`. <https://developers.dendreo.com>")]
        pub type $several = GetSeveral<$record>;

        impl Resource for $record {
            const SCRIPT: &'static str = $script;
            const ID: Id = Id::Assumed($id);
            const LIST: &'static str = $list_name;
        }

        impl Gettable for $record {
            const GET: &'static str = $get_name;
            const GET_SEVERAL: &'static str = $several_name;
        }
    )+};
}

neighbours! {
    /// A payment.
    Payment at "reglements.php" by "id_reglement",
    ListPayments "payments.list", GetPayment "payments.get", GetPayments "payments.get_several";

    /// A funder.
    Funder at "financeurs.php" by "id_financeur",
    ListFunders "funders.list", GetFunder "funders.get", GetFunders "funders.get_several";

    /// A funding.
    Funding at "financements.php" by "id_financement",
    ListFundings "fundings.list", GetFunding "fundings.get", GetFundings "fundings.get_several";

    /// An evaluation.
    Evaluation at "evaluations.php" by "id_evaluation",
    ListEvaluations "evaluations.list", GetEvaluation "evaluations.get", GetEvaluations "evaluations.get_several";

    /// An answer to a satisfaction survey.
    SurveyAnswer at "reponses_questionnaire_satisfaction.php" by "id_reponse_questionnaire_satisfaction",
    ListSurveyAnswers "survey_answers.list", GetSurveyAnswer "survey_answers.get",
    GetSurveyAnswers "survey_answers.get_several";

    /// A row of `laes.php`; no source spells the letters out.
    Lae at "laes.php" by "id_lae",
    ListLaes "laes.list", GetLae "laes.get", GetLaes "laes.get_several";

    /// A row of `lafs.php`; no source spells the letters out.
    Laf at "lafs.php" by "id_laf",
    ListLafs "lafs.list", GetLaf "lafs.get", GetLafs "lafs.get_several";

    /// A row of `lcfs.php`; presumably a trainer on a slot, as a participant's is in `lcps.php`.
    Lcf at "lcfs.php" by "id_lcf",
    ListLcfs "lcfs.list", GetLcf "lcfs.get", GetLcfs "lcfs.get_several";

    /// A wish, such as for a training to be held.
    Wish at "souhaits.php" by "id_souhait",
    ListWishes "wishes.list", GetWish "wishes.get", GetWishes "wishes.get_several";

    /// An administrator: a user who works with the account.
    Administrator at "administrateurs.php" by "id_administrateur",
    ListAdministrators "administrators.list", GetAdministrator "administrators.get",
    GetAdministrators "administrators.get_several";
}
