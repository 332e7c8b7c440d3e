//! The training-centre calls: `centres_de_formation.php`.

use crate::{
    Deletable, Gettable, Id, Resource, TrainingCentre, TrainingCentreChanges, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads training centres, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListTrainingCentres = List<TrainingCentre>;

/// Reads one training centre. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetTrainingCentre = Get<TrainingCentre>;

/// Reads several training centres by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetTrainingCentres = GetSeveral<TrainingCentre>;

/// Makes a training centre. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateTrainingCentre = Create<TrainingCentre>;

/// Changes the named members of a training centre. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateTrainingCentre = Update<TrainingCentre>;

/// Removes training centres. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteTrainingCentres = Delete<TrainingCentre>;

impl Resource for TrainingCentre {
    const SCRIPT: &'static str = "centres_de_formation.php";
    const ID: Id = Id::Assumed("id_centre_de_formation");
    const LIST: &'static str = "training_centres.list";
}

impl Gettable for TrainingCentre {
    const GET: &'static str = "training_centres.get";
    const GET_SEVERAL: &'static str = "training_centres.get_several";
}

impl Writable for TrainingCentre {
    type Changes = TrainingCentreChanges;
    const CREATE: &'static str = "training_centres.create";
    const UPDATE: &'static str = "training_centres.update";

    fn named(changes: &TrainingCentreChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for TrainingCentre {
    const DELETE: &'static str = "training_centres.delete";
}
