//! The public catalogue's sessions: `catalogue_prochaines_sessions.php`. Its rows are keyed by the training action.

use crate::{
    AnyChanges, CatalogueSession, Deletable, Gettable, Id, Resource, Searchable, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads sessions of the public catalogue, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListCatalogueSessions = List<CatalogueSession>;

/// Reads one session of the public catalogue. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetCatalogueSession = Get<CatalogueSession>;

/// Reads several sessions of the public catalogue by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetCatalogueSessions = GetSeveral<CatalogueSession>;

/// Puts a training action into the public catalogue. No source shows a member: one client sends what its user typed. As
/// the row has the training action's number, `other("id_action_de_formation", …)` presumably names it.
/// <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateCatalogueSession = Create<CatalogueSession>;

/// Changes the named members of a session of the public catalogue. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateCatalogueSession = Update<CatalogueSession>;

/// Removes sessions of the public catalogue. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteCatalogueSessions = Delete<CatalogueSession>;

impl Resource for CatalogueSession {
    const SCRIPT: &'static str = "catalogue_prochaines_sessions.php";
    const ID: Id = Id::Shown("id_action_de_formation");
    const LIST: &'static str = "catalogue.list";
}

impl Gettable for CatalogueSession {
    const GET: &'static str = "catalogue.get";
    const GET_SEVERAL: &'static str = "catalogue.get_several";
}

impl Writable for CatalogueSession {
    type Changes = AnyChanges;
    const CREATE: &'static str = "catalogue.create";
    const UPDATE: &'static str = "catalogue.update";
    const NUMBER_IS_GIVEN: bool = true;

    fn named(changes: &AnyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for CatalogueSession {
    const DELETE: &'static str = "catalogue.delete";
}

impl Searchable for CatalogueSession {}
