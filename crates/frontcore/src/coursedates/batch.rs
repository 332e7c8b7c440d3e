//! The dates of several courses at once.

use super::{PATH, filters::by_day};
use crate::{
    CourseDate, Frontcore,
    select::{Filter, Selection},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of the dates of several courses (<https://app.frontcore.com/api/docs/v2/batch/coursedates/>): the way
/// to read many without a call for each. Its own default of 25 to a page does not show, since `limit` is always sent.
///
/// `course_ids` is documented as an array; that it is written like `include[]` is inferred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchCourseDates {
    selection: Selection,
}

impl BatchCourseDates {
    /// The first page of the dates of the courses with these numbers, 250 to a page.
    #[must_use]
    pub fn of<T: Into<String>>(course_ids: impl IntoIterator<Item = T>) -> Self {
        let mut selection = Selection::default();
        selection.filter("course_ids", Filter::Ids(course_ids.into_iter().map(Into::into).collect()));
        Self { selection }
    }

    /// With what this path brings along (`include[]`). Which paths there are stands in the part of the page that could
    /// not be read.
    #[must_use]
    pub fn include(mut self, path: impl Into<String>) -> Self {
        self.selection.include(path);
        self
    }
}

by_day!(BatchCourseDates);

impl Endpoint for BatchCourseDates {
    type Api = Frontcore;
    type Output = Page<Record<CourseDate>>;

    const NAME: &'static str = "coursedates.batch";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["batch", PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}
