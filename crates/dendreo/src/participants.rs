//! The participant calls: `participants.php`.
//!
//! What the reference says of every resource is documented (<https://developers.dendreo.com>); its section on
//! participants could not be read, so fields and the forms of answers come from real payloads and from clients in use.
//! `docs/providers/dendreo.md` says which is which.

use crate::{
    Deletable, ExternallyKeyed, Gettable, Id, Participant, ParticipantChanges, Resource, Searchable, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, jiff::civil::Date, serde_json::Value};

/// Reads participants, all or filtered. `include` knows `participations`.
/// <https://github.com/dimitriBouteille/dendreo-sdk-php>
pub type ListParticipants = List<Participant>;

/// Reads one participant. <https://developers.dendreo.com>
pub type GetParticipant = Get<Participant>;

/// Reads several participants by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetParticipants = GetSeveral<Participant>;

/// Creates a participant. The only thing every source agrees on is that the last name is required.
/// <https://developers.dendreo.com>
pub type CreateParticipant = Create<Participant>;

/// Changes the named members of a participant. <https://github.com/RonanLOUARN/dendreo>
pub type UpdateParticipant = Update<Participant>;

/// Removes participants. Whether it is final, or refused for people who are enrolled, is not documented.
/// <https://github.com/RonanLOUARN/dendreo>
pub type DeleteParticipants = Delete<Participant>;

impl Resource for Participant {
    const SCRIPT: &'static str = "participants.php";
    const ID: Id = Id::Shown("id_participant");
    const LIST: &'static str = "participants.list";
}

impl Gettable for Participant {
    const GET: &'static str = "participants.get";
    const GET_SEVERAL: &'static str = "participants.get_several";
}

impl Writable for Participant {
    type Changes = ParticipantChanges;
    const CREATE: &'static str = "participants.create";
    const UPDATE: &'static str = "participants.update";
    const REQUIRED: &'static [&'static [&'static str]] = &[&["nom"]];

    fn named(changes: &ParticipantChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Participant {
    const DELETE: &'static str = "participants.delete";
}

impl Searchable for Participant {}

impl ExternallyKeyed for Participant {}

impl List<Participant> {
    /// Those with exactly this e-mail address; two people can share one.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        self.filter(|query| query.text("email", email))
    }

    /// Those of a company, by its number.
    #[must_use]
    pub fn company(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_entreprise", id))
    }

    /// Those born on this day.
    #[must_use]
    pub fn born_on(self, day: Date) -> Self {
        self.filter(|query| query.day("date_de_naissance", day))
    }
}
