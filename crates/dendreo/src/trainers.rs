//! The trainer calls: `formateurs.php`.

use crate::{
    AnyChanges, Deletable, Gettable, Id, Resource, Searchable, Trainer, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads trainers, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListTrainers = List<Trainer>;

/// Reads one trainer. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetTrainer = Get<Trainer>;

/// Reads several trainers by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetTrainers = GetSeveral<Trainer>;

/// Makes a trainer. No source shows a member: one client has the call in its form and stops before sending it.
/// <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateTrainer = Create<Trainer>;

/// Changes the named members of a trainer. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateTrainer = Update<Trainer>;

/// Removes trainers. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteTrainers = Delete<Trainer>;

impl Resource for Trainer {
    const SCRIPT: &'static str = "formateurs.php";
    const ID: Id = Id::Assumed("id_formateur");
    const LIST: &'static str = "trainers.list";
}

impl Gettable for Trainer {
    const GET: &'static str = "trainers.get";
    const GET_SEVERAL: &'static str = "trainers.get_several";
}

impl Writable for Trainer {
    type Changes = AnyChanges;
    const CREATE: &'static str = "trainers.create";
    const UPDATE: &'static str = "trainers.update";

    fn named(changes: &AnyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Trainer {
    const DELETE: &'static str = "trainers.delete";
}

impl Searchable for Trainer {}
