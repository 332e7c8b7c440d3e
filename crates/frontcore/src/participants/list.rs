//! Lists: all participants, or those a filter lets through, page by page.

use super::PATH;
use crate::{
    Frontcore, Participant,
    select::{Filter, Selection, paged, timed},
};
use participants_core::{AnswerSize, Completeness, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of participants (<https://app.frontcore.com/api/docs/v2/participants/>).
///
/// That several filters combine is inferred. The order is not documented, and rows can move from page to page while one
/// reads: [`Client::pages`](participants_core::Client::pages) drops repeated ids. Whether archived or withdrawn
/// participants are in the list is not documented either.
///
/// ```
/// use participants_frontcore::ListParticipants;
///
/// let second_page = ListParticipants::new().coursedate("5550001").page(2);
/// # let _ = second_page;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListParticipants {
    selection: Selection,
}

impl ListParticipants {
    /// The first page of all participants, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of a course (`course_id`).
    #[must_use]
    pub fn course(self, id: impl Into<String>) -> Self {
        self.of("course_id", id)
    }

    /// Those of a course date (`coursedate_id`).
    #[must_use]
    pub fn coursedate(self, id: impl Into<String>) -> Self {
        self.of("coursedate_id", id)
    }

    /// Those of a customer (`customer_id`).
    #[must_use]
    pub fn customer(self, id: impl Into<String>) -> Self {
        self.of("customer_id", id)
    }

    /// Those of a person (`user_id`). Newer than the pages of 2024: look at `user.id` of what comes back.
    #[must_use]
    pub fn user(self, id: impl Into<String>) -> Self {
        self.of("user_id", id)
    }

    /// With the member `attendance`, whose shape no page shows.
    #[must_use]
    pub fn with_attendance(mut self) -> Self {
        self.selection.include("attendance");
        self
    }

    fn of(mut self, name: &'static str, id: impl Into<String>) -> Self {
        self.selection.filter(name, Filter::Id(id.into()));
        self
    }
}

paged!(ListParticipants of Participant, PROMISE);
timed!(ListParticipants);

const PROMISE: Completeness =
    Completeness::Assumed("FrontCore documents neither where a list ends nor whether archived participants are in it");

impl Endpoint for ListParticipants {
    type Api = Frontcore;
    type Output = Page<Record<Participant>>;

    const NAME: &'static str = "participants.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &[PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}
