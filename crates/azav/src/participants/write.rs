//! Making, changing and removing participants.

use super::{
    Echo, RESOURCE,
    draft::{Draft, Members},
    is_another, lone,
};
use crate::{Azav, Participant, ParticipantChanges};
use participants_core::{
    Body, Document, Effect, Endpoint, Error, ErrorKind, Record, Request, Response, http::Method, serde_json,
};

/// Creates a participant
/// (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-create>). The e-mail is
/// required. Whether it must be unique is not documented, and there is no key against creating a participant twice.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateParticipant {
    /// The members of the new record.
    pub fields: ParticipantChanges,
}

/// Changes a participant
/// (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-update>).
///
/// The page shows no body; the one of create is sent, as the vendor's framework has it. Whether the server replaces
/// the record or merges into it is not documented, and [`Basis::Whole`] is right for both. No version or condition is
/// documented either: what another user changes between the reading and the writing is overwritten.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateParticipant {
    /// The participant's identifier.
    pub id: String,
    /// What to change.
    pub changes: ParticipantChanges,
    /// What is sent besides.
    pub basis: Basis,
}

/// What the changes of an update are laid over, and how much of it is sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Basis {
    /// The record as it was just read. All of it is sent back, byte for byte where nothing is named, save the
    /// identifier and the two stamps, which the server makes.
    Whole(Document),
    /// The record as it was just read. Only what is named is sent, the address and the contacts whole where a part of
    /// them is. For servers known to merge.
    Named(Document),
    /// Nothing was read, and only what is named is sent. Parts of the address and contacts cannot be named: a server
    /// may replace the whole of either. For servers known to merge.
    Unread,
}

/// Removes a participant
/// (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-delete>). Whether that
/// erases or archives, and what a removed one answers later, is not documented.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeleteParticipant {
    /// The participant's identifier.
    pub id: String,
}

impl UpdateParticipant {
    /// The call that lays these changes over a basis.
    #[must_use]
    pub fn new(id: impl Into<String>, changes: ParticipantChanges, basis: Basis) -> Self {
        Self { id: id.into(), changes, basis }
    }

    /// The changes laid over a record that was just read, the whole of which is sent back.
    #[must_use]
    pub fn over(record: &Record<Participant>, changes: ParticipantChanges) -> Self {
        let id = record.id.clone().unwrap_or_default();
        Self { id, changes, basis: Basis::Whole(record.document().clone()) }
    }

    fn members(&self, api: &Azav) -> Result<Members, Error> {
        if self.changes.named().is_empty() {
            return Err(Error::invalid("the update names no member; nothing to do"));
        }
        let over = |document: &Document| {
            let record = Record::<Participant>::read(document.clone())?;
            if is_another(&self.id, &record) {
                return Err(Error::invalid("the record to lay the changes over is another participant's"));
            }
            Draft::over(api.profile, document)?.lay(&self.changes)
        };
        Ok(match &self.basis {
            Basis::Whole(document) => over(document)?.whole(),
            Basis::Named(document) => over(document)?.named(),
            Basis::Unread if self.changes.reach_inside() => {
                let why = "parts of the address and contacts can only be changed in a record that was read before";
                return Err(Error::invalid(why));
            }
            Basis::Unread => Draft::new(api.profile).lay(&self.changes)?.named(),
        })
    }
}

impl CreateParticipant {
    /// The call that creates a participant with these members.
    #[must_use]
    pub fn new(fields: ParticipantChanges) -> Self {
        Self { fields }
    }

    fn members(&self, api: &Azav) -> Result<Members, Error> {
        let members = Draft::new(api.profile).lay(&self.fields)?.whole();
        if members.get("email").is_none_or(|email| email.get() == "\"\"") {
            return Err(Error::invalid("an AZAV participant needs an e-mail address"));
        }
        Ok(members)
    }
}

impl Endpoint for CreateParticipant {
    type Api = Azav;
    type Output = Echo;

    const NAME: &'static str = "participants.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Azav) -> Result<Request, Error> {
        Ok(Request::new(Method::POST, &api.base, &RESOURCE)?.body(body(&self.members(api)?)?))
    }

    fn response(&self, api: &Azav, response: &Response) -> Result<Echo, Error> {
        Echo::compare(&self.members(api)?, stored(response)?).judged(api.on_mismatch)
    }
}

impl Endpoint for UpdateParticipant {
    type Api = Azav;
    type Output = Echo;

    const NAME: &'static str = "participants.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Azav) -> Result<Request, Error> {
        let [version, resource] = RESOURCE;
        let request = Request::new(Method::PUT, &api.base, &[version, resource, &self.id])?;
        Ok(request.body(body(&self.members(api)?)?))
    }

    fn response(&self, api: &Azav, response: &Response) -> Result<Echo, Error> {
        let record = stored(response)?;
        if record.as_ref().is_some_and(|record| is_another(&self.id, record)) {
            let what = "the answer is another participant than the one to change";
            return Err(Error::new(ErrorKind::Mismatch, what));
        }
        Echo::compare(&self.members(api)?, record).judged(api.on_mismatch)
    }
}

impl DeleteParticipant {
    /// The call that removes the participant with this identifier.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

impl Endpoint for DeleteParticipant {
    type Api = Azav;
    /// The participant as it was, if the answer shows it. The page documents a 200 with the participant and calls it
    /// "no content"; both, and a 204, are understood.
    type Output = Option<Record<Participant>>;

    const NAME: &'static str = "participants.delete";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Azav) -> Result<Request, Error> {
        let [version, resource] = RESOURCE;
        Request::new(Method::DELETE, &api.base, &[version, resource, &self.id])
    }

    fn response(&self, _: &Azav, response: &Response) -> Result<Self::Output, Error> {
        let record = stored(response)?;
        match &record {
            Some(removed) if is_another(&self.id, removed) => {
                Err(Error::new(ErrorKind::Mismatch, "the answer is another participant than the one to remove"))
            }
            _ => Ok(record),
        }
    }
}

/// The documented envelope. It is written from raw members, so that none is rewritten on its way.
fn body(members: &Members) -> Result<Body, Error> {
    let text = serde_json::to_string(members).map_err(|_| Error::invalid("the members cannot be written as JSON"))?;
    Ok(Body::Json(format!("{{\"participant\":{text}}}")))
}

/// The stored record; an empty body on a write is success without a value.
fn stored(response: &Response) -> Result<Option<Record<Participant>>, Error> {
    if response.is_empty() { Ok(None) } else { lone(response) }
}
