//! The enrolment calls ("LAP", a participant in a training action): `laps.php`.
//!
//! Reading by training action or participant answers each enrolment with the full participant. Of an unknown or deleted
//! training action the server says so with a 4xx and its texts.

use crate::{
    Deletable, Enrolment, EnrolmentChanges, Gettable, Id, Resource, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads enrolments, all or filtered. People who were removed stay listed, with another `status` than active. `include`
/// knows `participant`, `lmps`. <https://github.com/Competences-et-Metiers/DendreoProgression>
pub type ListEnrolments = List<Enrolment>;

/// Reads one enrolment. <https://developers.dendreo.com>
pub type GetEnrolment = Get<Enrolment>;

/// Reads several enrolments by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetEnrolments = GetSeveral<Enrolment>;

/// Makes an enrolment. <https://github.com/dimitriBouteille/dendreo-sdk-php>
pub type CreateEnrolment = Create<Enrolment>;

/// Changes the named members of an enrolment. One client calls `id_participant` mandatory here: it is not added for
/// you. <https://github.com/Competences-et-Metiers/DendreoProgression>
pub type UpdateEnrolment = Update<Enrolment>;

/// Removes enrolments. <https://github.com/dimitriBouteille/dendreo-sdk-php>
pub type DeleteEnrolments = Delete<Enrolment>;

impl Resource for Enrolment {
    const SCRIPT: &'static str = "laps.php";
    const ID: Id = Id::Shown("id_lap");
    const LIST: &'static str = "enrolments.list";
}

impl Gettable for Enrolment {
    const GET: &'static str = "enrolments.get";
    const GET_SEVERAL: &'static str = "enrolments.get_several";
}

impl Writable for Enrolment {
    type Changes = EnrolmentChanges;
    const CREATE: &'static str = "enrolments.create";
    const UPDATE: &'static str = "enrolments.update";

    fn named(changes: &EnrolmentChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Enrolment {
    const DELETE: &'static str = "enrolments.delete";
    const BY: &'static str = "id_lap";
}

impl List<Enrolment> {
    /// Those in a training action, by its number.
    #[must_use]
    pub fn training_action(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_action_de_formation", id))
    }

    /// Those of a participant, by number.
    #[must_use]
    pub fn participant(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_participant", id))
    }
}
