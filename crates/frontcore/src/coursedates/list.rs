//! All course dates.

use super::{PATH, filters::by_day};
use crate::{
    CourseDate, Frontcore,
    select::{Filter, Selection},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of all course dates (known from a client in use, <https://github.com/monscorps/kkurs.no>).
///
/// The one list that answers `{"items": […], "pagination": {…}}` and says which page is next. That it can be narrowed by
/// what the dates of a course can be narrowed by is known from that client, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCourseDates {
    selection: Selection,
}

impl ListCourseDates {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The one with this number (`coursedate_id`).
    #[must_use]
    pub fn coursedate(mut self, id: impl Into<String>) -> Self {
        self.selection.filter("coursedate_id", Filter::Id(id.into()));
        self
    }

    /// With the course of each.
    #[must_use]
    pub fn with_course(self) -> Self {
        self.with("course")
    }

    /// With the venue of each.
    #[must_use]
    pub fn with_location(self) -> Self {
        self.with("location")
    }

    /// With the place of each.
    #[must_use]
    pub fn with_place(self) -> Self {
        self.with("place")
    }

    fn with(mut self, path: &str) -> Self {
        self.selection.include(path);
        self
    }
}

by_day!(ListCourseDates);

impl Endpoint for ListCourseDates {
    type Api = Frontcore;
    type Output = Page<Record<CourseDate>>;

    const NAME: &'static str = "coursedates.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &[PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}
