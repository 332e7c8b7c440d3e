//! The participant calls: `/participants`.
//!
//! A participant is one person's enrolment on one course date. The person's own data hangs below it as `user` and is
//! changed elsewhere ([`crate::UpdateEmployee`]); a participant comes into being by a booking
//! ([`crate::CreateBooking`]).

mod list;
mod update;

pub use list::ListParticipants;
pub use update::UpdateParticipant;

use crate::{Frontcore, Participant, answer::one, encode::number};
use participants_core::{Effect, Endpoint, Error, Record, Request, Response};

/// The first segment of all participant calls.
const PATH: &str = "participants";

/// Reads one participant (<https://app.frontcore.com/api/docs/v2/participants/:id/>).
///
/// What a missing one answers is not documented: a 404 and an empty list are "not found", an error text in a 200 is a
/// refusal with that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetParticipant {
    id: String,
    attendance: bool,
}

impl GetParticipant {
    /// The participant with this number.
    #[must_use]
    pub fn by_id(id: impl Into<String>) -> Self {
        Self { id: id.into(), attendance: false }
    }

    /// With the member `attendance`, whose shape no page shows.
    #[must_use]
    pub fn with_attendance(mut self) -> Self {
        self.attendance = true;
        self
    }
}

impl Endpoint for GetParticipant {
    type Api = Frontcore;
    type Output = Record<Participant>;

    const NAME: &'static str = "participants.get";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("a participant's id", &self.id)?.to_string();
        let attendance = self.attendance.then_some("attendance");
        Ok(Request::get(&api.base, &[PATH, &id])?.query_some("include[]", attendance))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        one(response, &self.id)
    }
}
