//! Changing a participant: the enrolment, not the person.

use super::PATH;
use crate::{
    Frontcore, Participant, ParticipantChanges,
    answer::same,
    encode::{body, members, never_empty, number, only_codes},
};
use participants_core::{
    Effect, Endpoint, Error, Record, Request, Response,
    http::Method,
    serde_json::{Map, Value},
};

/// Changes the named members of a participant (<https://app.frontcore.com/api/docs/v2/participants/:id-put/>).
///
/// Every member is optional by the documents; that a left-out one keeps its value is inferred from the page on courses,
/// which says so. Withdrawing is status 4, or 8 where a fee is due (inferred from the code list).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateParticipant {
    /// The participant's number.
    pub id: String,
    /// What to change.
    pub changes: ParticipantChanges,
}

impl UpdateParticipant {
    /// The call that changes these members of the participant with this number.
    #[must_use]
    pub fn new(id: impl Into<String>, changes: ParticipantChanges) -> Self {
        Self { id: id.into(), changes }
    }
}

impl Endpoint for UpdateParticipant {
    type Api = Frontcore;
    type Output = Option<Record<Participant>>;

    const NAME: &'static str = "participants.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("a participant's id", &self.id)?.to_string();
        let members = members(self.changes.named(), never_empty)?;
        let is_nothing = |value: &Value| value.as_object().is_some_and(Map::is_empty);
        // Sent as an empty object, no property at all could be taken for "none is left".
        if members.is_empty() || members.values().any(is_nothing) {
            return Err(Error::invalid("the update names no member, or no property; nothing to do"));
        }
        only_codes(&members, &["idStatus", "idPaid"])?;
        Ok(Request::new(Method::PUT, &api.base, &[PATH, &id])?.body(body(api, members)?))
    }

    /// The whole participant by the newer page, nothing by the one of 2024.
    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = response.read_records::<Participant>()?.pop().transpose()?;
        if let Some(record) = &record {
            same(&self.id, record)?;
        }
        Ok(record)
    }
}
