//! The dates of one course.

use super::{PATH, filters::by_day};
use crate::{CourseDate, Frontcore, courses, encode::number, select::Selection};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of the dates of a course (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/>).
///
/// ```
/// use participants_frontcore::{CourseDateOrder, Day, Direction, ListDatesOfCourse};
///
/// let coming = ListDatesOfCourse::of("44")
///     .start_date_at_min(Day::Now)
///     .order(CourseDateOrder::StartDate, Direction::Ascending);
/// # let _ = coming;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDatesOfCourse {
    course_id: String,
    selection: Selection,
}

impl ListDatesOfCourse {
    /// The first page of the dates of the course with this number, 250 to a page.
    #[must_use]
    pub fn of(course_id: impl Into<String>) -> Self {
        Self { course_id: course_id.into(), selection: Selection::default() }
    }

    /// With what this path brings along (`include[]`). Which paths there are stands in the part of the page that could
    /// not be read.
    #[must_use]
    pub fn include(mut self, path: impl Into<String>) -> Self {
        self.selection.include(path);
        self
    }
}

by_day!(ListDatesOfCourse);

impl Endpoint for ListDatesOfCourse {
    type Api = Frontcore;
    type Output = Page<Record<CourseDate>>;

    const NAME: &'static str = "coursedates.of_course";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let course = number("a course's id", &self.course_id)?.to_string();
        self.selection.request(api, &[courses::PATH, &course, PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}
