//! Lists: everybody, or those a filter lets through, page by page.

use super::PATH;
use crate::{
    Frontcore, Page, Participant,
    encode::number,
    page::{MOST, paged},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Request, Response, jiff::civil::DateTime};

/// Reads one page of participants (<https://app.frontcore.com/api/docs/v2/participants/>).
///
/// That several filters combine is inferred. The order is not documented, and rows can move from page to page while one
/// reads: drop repeated ids. Whether archived or withdrawn participants are in the list is not documented either.
///
/// ```
/// use participants_frontcore::ListParticipants;
///
/// let second_page = ListParticipants::new().coursedate("5550001").page(2);
/// # let _ = second_page;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListParticipants {
    ids: Vec<(&'static str, String)>,
    times: Vec<(&'static str, DateTime)>,
    limit: u32,
    page: u32,
    attendance: bool,
}

impl Default for ListParticipants {
    fn default() -> Self {
        Self { ids: Vec::new(), times: Vec::new(), limit: MOST, page: 1, attendance: false }
    }
}

impl ListParticipants {
    /// The first page of everybody, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of a course (`course_id`).
    #[must_use]
    pub fn course(self, id: impl Into<String>) -> Self {
        self.id("course_id", id)
    }

    /// Those of a course date (`coursedate_id`).
    #[must_use]
    pub fn coursedate(self, id: impl Into<String>) -> Self {
        self.id("coursedate_id", id)
    }

    /// Those of a customer (`customer_id`).
    #[must_use]
    pub fn customer(self, id: impl Into<String>) -> Self {
        self.id("customer_id", id)
    }

    /// Those of a person (`user_id`). Newer than the pages of 2024: look at `user.id` of what comes back.
    #[must_use]
    pub fn user(self, id: impl Into<String>) -> Self {
        self.id("user_id", id)
    }

    /// Those with a greater id (`since_id`). A filter, not a way to page: the order is not documented.
    #[must_use]
    pub fn since(self, id: impl Into<String>) -> Self {
        self.id("since_id", id)
    }

    /// Those made at this time or later (`created_at_min`). Times carry no zone: Norwegian time is the likely reading,
    /// and whether the bounds belong to the range is not documented.
    #[must_use]
    pub fn created_at_min(self, time: impl Into<DateTime>) -> Self {
        self.time("created_at_min", time)
    }

    /// Those made until this time (`created_at_max`); see [`created_at_min`](Self::created_at_min).
    #[must_use]
    pub fn created_at_max(self, time: impl Into<DateTime>) -> Self {
        self.time("created_at_max", time)
    }

    /// Those changed at this time or later (`updated_at_min`); see [`created_at_min`](Self::created_at_min).
    #[must_use]
    pub fn updated_at_min(self, time: impl Into<DateTime>) -> Self {
        self.time("updated_at_min", time)
    }

    /// Those changed until this time (`updated_at_max`); see [`created_at_min`](Self::created_at_min).
    #[must_use]
    pub fn updated_at_max(self, time: impl Into<DateTime>) -> Self {
        self.time("updated_at_max", time)
    }

    /// At most this many to a page, from 1 to 250. It is always sent: the service's own default differs by endpoint.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Which page, from 1.
    #[must_use]
    pub fn page(mut self, page: u32) -> Self {
        self.page = page;
        self
    }

    /// With the member `attendance`, whose shape no page shows.
    #[must_use]
    pub fn with_attendance(mut self) -> Self {
        self.attendance = true;
        self
    }

    fn id(mut self, name: &'static str, id: impl Into<String>) -> Self {
        self.ids.push((name, id.into()));
        self
    }

    fn time(mut self, name: &'static str, time: impl Into<DateTime>) -> Self {
        self.times.push((name, time.into()));
        self
    }
}

impl Endpoint for ListParticipants {
    type Api = Frontcore;
    type Output = Page<Participant>;

    const NAME: &'static str = "participants.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let mut request = paged(Request::get(&api.base, &[PATH])?, self.page, self.limit)?;
        for (name, id) in &self.ids {
            request = request.query(*name, number(name, id)?.to_string());
        }
        for (name, time) in &self.times {
            request = request.query(*name, time.strftime("%Y-%m-%d %H:%M:%S").to_string());
        }
        Ok(request.query_some("include[]", self.attendance.then_some("attendance")))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        Page::read(response, self.page, self.limit)
    }
}
