//! The calls about permanent sessions, which people can join at any time: `sessions_permanentes.php`.

use crate::{
    Deletable, Gettable, Id, PermanentSession, PermanentSessionChanges, Resource, Searchable, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads permanent sessions, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListPermanentSessions = List<PermanentSession>;

/// Reads one permanent session. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetPermanentSession = Get<PermanentSession>;

/// Reads several permanent sessions by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetPermanentSessions = GetSeveral<PermanentSession>;

/// Makes a permanent session. One client's form asks for module and room.
/// <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreatePermanentSession = Create<PermanentSession>;

/// Changes the named members of a permanent session. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdatePermanentSession = Update<PermanentSession>;

/// Removes permanent sessions. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeletePermanentSessions = Delete<PermanentSession>;

impl Resource for PermanentSession {
    const SCRIPT: &'static str = "sessions_permanentes.php";
    const ID: Id = Id::Assumed("id_session_permanente");
    const LIST: &'static str = "permanent_sessions.list";
}

impl Gettable for PermanentSession {
    const GET: &'static str = "permanent_sessions.get";
    const GET_SEVERAL: &'static str = "permanent_sessions.get_several";
}

impl Writable for PermanentSession {
    type Changes = PermanentSessionChanges;
    const CREATE: &'static str = "permanent_sessions.create";
    const UPDATE: &'static str = "permanent_sessions.update";

    fn named(changes: &PermanentSessionChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for PermanentSession {
    const DELETE: &'static str = "permanent_sessions.delete";
}

impl Searchable for PermanentSession {}
