//! The slots of training actions, dated half-days: `creneaux.php`. Who was there comes with them, by `include`.

use crate::{
    AnyChanges, Deletable, Gettable, Id, Resource, Scheduled, Slot, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads slots, all or filtered. `include` knows `formation`, `lcps`.
/// <https://github.com/dimitriBouteille/dendreo-sdk-php>
pub type ListSlots = List<Slot>;

/// Reads one slot. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetSlot = Get<Slot>;

/// Reads several slots by a comma list, as the reference describes for every resource. <https://developers.dendreo.com>
pub type GetSlots = GetSeveral<Slot>;

/// Makes a slot. No source shows a member. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type CreateSlot = Create<Slot>;

/// Changes the named members of a slot. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type UpdateSlot = Update<Slot>;

/// Removes slots. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteSlots = Delete<Slot>;

impl Resource for Slot {
    const SCRIPT: &'static str = "creneaux.php";
    const ID: Id = Id::Shown("id_creneau");
    const LIST: &'static str = "slots.list";
}

impl Gettable for Slot {
    const GET: &'static str = "slots.get";
    const GET_SEVERAL: &'static str = "slots.get_several";
}

impl Writable for Slot {
    type Changes = AnyChanges;
    const CREATE: &'static str = "slots.create";
    const UPDATE: &'static str = "slots.update";

    fn named(changes: &AnyChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Slot {
    const DELETE: &'static str = "slots.delete";
}

impl Scheduled for Slot {}

impl List<Slot> {
    /// Those of a training action, by its number.
    #[must_use]
    pub fn training_action(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_action_de_formation", id))
    }

    /// Those of a planned module, by its number.
    #[must_use]
    pub fn planned_module(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_lam", id))
    }

    /// Those of a participant, by number.
    #[must_use]
    pub fn participant(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_participant", id))
    }

    /// Those of a participant, by the caller's own key.
    #[must_use]
    pub fn participant_external_id(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.text("participant_id_externe", id))
    }

    /// Those of a trainer, by number.
    #[must_use]
    pub fn trainer(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_formateur", id))
    }

    /// Those of a trainer, by the caller's own key.
    #[must_use]
    pub fn trainer_external_id(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.text("formateur_id_externe", id))
    }
}
