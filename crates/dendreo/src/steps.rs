//! The steps of the process a training action goes through: `etapes.php`.

use crate::{
    AnyChanges, Deletable, Gettable, Id, Resource, Step, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads steps, all or filtered. The same label stands under several numbers, one per training centre.
/// <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListSteps = List<Step>;

/// Reads one step. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetStep = Get<Step>;

/// Reads several steps by a comma list, as the reference describes for every resource. <https://developers.dendreo.com>
pub type GetSteps = GetSeveral<Step>;

/// Makes a step. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateStep = Create<Step>;

/// Changes the named members of a step. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateStep = Update<Step>;

/// Removes steps. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteSteps = Delete<Step>;

impl Resource for Step {
    const SCRIPT: &'static str = "etapes.php";
    const ID: Id = Id::Shown("id_etape_process");
    const LIST: &'static str = "steps.list";
}

impl Gettable for Step {
    const GET: &'static str = "steps.get";
    const GET_SEVERAL: &'static str = "steps.get_several";
}

impl Writable for Step {
    type Changes = AnyChanges;
    const CREATE: &'static str = "steps.create";
    const UPDATE: &'static str = "steps.update";

    fn named(changes: &AnyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Step {
    const DELETE: &'static str = "steps.delete";
}
