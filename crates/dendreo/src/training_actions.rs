//! The training-action calls ("ADF", the sessions of training): `actions_de_formation.php`.

mod put;

pub use put::PutTrainingAction;

use crate::{
    ActionType, Deletable, Gettable, Id, Resource, Scheduled, Searchable, TrainingAction, TrainingActionChanges,
    Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads training actions, all or filtered. **Without dates only about the last year is returned**, as a third party
/// restates the reference: name a window, such as `started_between`, to see others. `include` knows `modules`,
/// `participants`, `formateurs`, `creneaux`, `etapeProcess`. <https://github.com/medere-tech/medere-dendreo-dashboard>
pub type ListTrainingActions = List<TrainingAction>;

/// Reads one training action. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetTrainingAction = Get<TrainingAction>;

/// Reads several training actions by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetTrainingActions = GetSeveral<TrainingAction>;

/// Makes a training action. One client's form asks for title and type; what the server asks for is not known.
/// <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateTrainingAction = Create<TrainingAction>;

/// Changes the named members of a training action. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateTrainingAction = Update<TrainingAction>;

/// Removes training actions. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteTrainingActions = Delete<TrainingAction>;

impl Resource for TrainingAction {
    const SCRIPT: &'static str = "actions_de_formation.php";
    const ID: Id = Id::Shown("id_action_de_formation");
    const LIST: &'static str = "training_actions.list";
}

impl Gettable for TrainingAction {
    const GET: &'static str = "training_actions.get";
    const GET_SEVERAL: &'static str = "training_actions.get_several";
}

impl Writable for TrainingAction {
    type Changes = TrainingActionChanges;
    const CREATE: &'static str = "training_actions.create";
    const UPDATE: &'static str = "training_actions.update";

    fn named(changes: &TrainingActionChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for TrainingAction {
    const DELETE: &'static str = "training_actions.delete";
}

impl Searchable for TrainingAction {}

impl Scheduled for TrainingAction {}

impl List<TrainingAction> {
    /// Those held for one company, for several, or outside training.
    #[must_use]
    pub fn action_type(self, kind: &ActionType) -> Self {
        self.filter(|query| query.text("type", kind.as_str()))
    }

    /// Those for a company, by its number.
    #[must_use]
    pub fn company(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_entreprise", id))
    }

    /// Those with a module, by its number.
    #[must_use]
    pub fn module(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_module", id))
    }

    /// Those in a room, by its number.
    #[must_use]
    pub fn room(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_salle_de_formation", id))
    }

    /// Those of a trainer, by number.
    #[must_use]
    pub fn trainer(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_formateur", id))
    }

    /// Those of a training centre, by its number.
    #[must_use]
    pub fn training_centre(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_centre_de_formation", id))
    }

    /// The one with this number as people use it: `ADF_`, year, number.
    #[must_use]
    pub fn full_number(self, number: impl Into<String>) -> Self {
        self.filter(|query| query.text("numero_complet", number))
    }

    /// Those with this key of the caller's own.
    #[must_use]
    pub fn external_id(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.text("id_externe", id))
    }
}
