//! Course dates, the runs of courses: `/courses/:id/coursedates`, `/batch/coursedates`, `/coursedates`,
//! `/nextcoursedates`.

mod batch;
mod filters;
mod list;
mod next;
mod of_course;
mod write;

pub use batch::BatchCourseDates;
pub use filters::{CourseDateOrder, Direction};
pub use list::ListCourseDates;
pub use next::NextCourseDates;
pub use of_course::ListDatesOfCourse;
pub use write::{CreateCourseDate, UpdateCourseDate};

use crate::{CourseDate, Frontcore, answer::one, courses, encode::number, select::include};
use participants_core::{Effect, Endpoint, Error, Record, Request, Response};

/// The segment of all course-date calls.
const PATH: &str = "coursedates";

/// Reads one course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id/>).
///
/// Its shape is not the one inside a participant ([`ParticipantCourseDate`](crate::ParticipantCourseDate)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCourseDate {
    course_id: String,
    id: String,
    include: Vec<String>,
}

impl GetCourseDate {
    /// The course date with this number, of the course with this number.
    #[must_use]
    pub fn by_id(course_id: impl Into<String>, id: impl Into<String>) -> Self {
        Self { course_id: course_id.into(), id: id.into(), include: Vec::new() }
    }

    /// With the products of its course, in a shape no page shows.
    #[must_use]
    pub fn with_course_products(self) -> Self {
        self.with("course.products")
    }

    /// With who teaches; [`CourseDate::instructors`](crate::CourseDate::instructors).
    #[must_use]
    pub fn with_instructors(self) -> Self {
        self.with("instructors")
    }

    fn with(mut self, path: &str) -> Self {
        self.include.push(path.to_owned());
        self
    }
}

impl Endpoint for GetCourseDate {
    type Api = Frontcore;
    type Output = Record<CourseDate>;

    const NAME: &'static str = "coursedates.get";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let (course, id) = path(&self.course_id, &self.id)?;
        include(Request::get(&api.base, &[courses::PATH, &course, PATH, &id])?, &self.include)
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        one(response, &self.id)
    }
}

/// The numbers of a course and of a course date, found to be some.
fn path(course: &str, date: &str) -> Result<(String, String), Error> {
    Ok((number("a course's id", course)?.to_string(), number("a course date's id", date)?.to_string()))
}
