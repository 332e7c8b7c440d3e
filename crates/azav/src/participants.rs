//! The participant calls: `/v1/participants`.
//!
//! Paths and methods are documented (<https://developer.azav-pilot.de>), partly only in the branch called
//! "development": list and show there, update and delete in the default one. `docs/providers/azav.md` says which fact
//! is of what kind.

mod draft;
mod echo;
mod write;

pub use echo::Echo;
pub use write::{Basis, CreateParticipant, DeleteParticipant, UpdateParticipant};

use crate::{
    Azav, Participant,
    provider::{ENVELOPE, VERSION},
};
use participants_core::{
    AnswerSize, Effect, Endpoint, Error, ErrorKind, List, Outcome, Record, Request, Response, UnreadRecord,
};

/// Version and resource all participant calls go to.
const RESOURCE: [&str; 2] = [VERSION, "participants"];

/// Reads one participant
/// (<https://developer.azav-pilot.de/development/operation/operation-azavweb-rest-participantcontroller-show>).
///
/// What an unknown one answers is not documented; a 404 and an answer without a participant are both "not found".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetParticipant {
    id: String,
}

impl GetParticipant {
    /// The participant with this identifier, which is opaque: the schema says integer, the samples say UUID.
    #[must_use]
    pub fn by_id(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

impl Endpoint for GetParticipant {
    type Api = Azav;
    type Output = Record<Participant>;

    const NAME: &'static str = "participants.get";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Azav) -> Result<Request, Error> {
        let [version, resource] = RESOURCE;
        Request::get(&api.base, &[version, resource, &self.id])
    }

    fn response(&self, _: &Azav, response: &Response) -> Result<Self::Output, Error> {
        let Some(record) = lone(response)? else {
            return Err(Error::new(ErrorKind::NotFound, "there is no such participant"));
        };
        if is_another(&self.id, &record) {
            let what = "the answer is another participant than the one asked for";
            return Err(Error::new(ErrorKind::Mismatch, what).with_outcome(Outcome::NotApplied));
        }
        Ok(record)
    }
}

/// Reads all participants
/// (<https://developer.azav-pilot.de/development/operation/operation-azavweb-rest-participantcontroller-index>).
///
/// No paging, filter or order is documented: one call is taken to return all participants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListParticipants;

impl ListParticipants {
    /// All participants.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Endpoint for ListParticipants {
    type Api = Azav;
    type Output = Vec<Result<Record<Participant>, Error>>;

    const NAME: &'static str = "participants.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Azav) -> Result<Request, Error> {
        Request::get(&api.base, &RESOURCE)
    }

    fn response(&self, _: &Azav, response: &Response) -> Result<Self::Output, Error> {
        response.read_records_in(ENVELOPE)
    }
}

impl List for ListParticipants {
    type Item = Record<Participant>;

    fn is_list(member: &str) -> bool {
        member == ENVELOPE
    }

    fn item(&self, record: UnreadRecord) -> Result<Self::Item, Error> {
        record.read()
    }
}

/// The one participant of an answer, if it holds one at all.
fn lone(response: &Response) -> Result<Option<Record<Participant>>, Error> {
    let mut records = response.read_records_in(ENVELOPE)?;
    if records.len() > 1 {
        return Err(Error::new(ErrorKind::Decode, "the answer holds several participants where one was expected"));
    }
    records.pop().transpose()
}

/// Whether a record is that of another participant. Letter case is ignored: it does not matter in a UUID, and a
/// server may write another case than it was sent.
fn is_another(id: &str, record: &Participant) -> bool {
    record.id.as_ref().is_some_and(|other| !other.eq_ignore_ascii_case(id))
}
