//! The room calls: `salles_de_formation.php`.

use crate::{
    Deletable, Gettable, Id, Resource, Room, RoomChanges, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads rooms, all or filtered. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type ListRooms = List<Room>;

/// Reads one room. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetRoom = Get<Room>;

/// Reads several rooms by a comma list, as the reference describes for every resource. <https://developers.dendreo.com>
pub type GetRooms = GetSeveral<Room>;

/// Makes a room. One client's form asks for name and place. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateRoom = Create<Room>;

/// Changes the named members of a room. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateRoom = Update<Room>;

/// Removes rooms. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteRooms = Delete<Room>;

impl Resource for Room {
    const SCRIPT: &'static str = "salles_de_formation.php";
    const ID: Id = Id::Assumed("id_salle_de_formation");
    const LIST: &'static str = "rooms.list";
}

impl Gettable for Room {
    const GET: &'static str = "rooms.get";
    const GET_SEVERAL: &'static str = "rooms.get_several";
}

impl Writable for Room {
    type Changes = RoomChanges;
    const CREATE: &'static str = "rooms.create";
    const UPDATE: &'static str = "rooms.update";

    fn named(changes: &RoomChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Room {
    const DELETE: &'static str = "rooms.delete";
}
