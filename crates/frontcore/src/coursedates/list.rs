//! Lists of course dates: of one course, of several, of all, and the next ones.

use super::PATH;
use crate::{
    CourseDate, CourseDateStatusCode, Day, Frontcore, courses,
    encode::number,
    page,
    select::{Filter, Selection, paged, timed},
};
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

/// Reads one page of the dates of several courses (<https://app.frontcore.com/api/docs/v2/batch/coursedates/>): the way
/// to read many without a call for each. Its own default of 25 to a page does not show, since `limit` is always sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchCourseDates {
    selection: Selection,
}

/// Reads one page of all course dates (known from a client in use, <https://github.com/monscorps/kkurs.no>).
///
/// The one list that answers `{"items": […], "pagination": {…}}` and says which page is next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCourseDates {
    selection: Selection,
}

/// Reads the course dates that come next (`/nextcoursedates`, known from a client in use alone: no page shows it, and
/// no parameter of it is known; its address is not given here because its source carries a key).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NextCourseDates;

/// By what course dates are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourseDateOrder {
    /// By their numbers.
    Id,
    /// By their first days.
    StartDate,
}

/// Which way a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The greatest first.
    Descending,
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

/// The filters that the three lists have beside those of all lists.
macro_rules! by_day {
    ($($list:ident),+) => {$(
        impl $list {
            by_day! { @days
                /// Those that begin on this day or later (`start_date_at_min`).
                start_date_at_min = "start_date_at_min",
                /// Those that begin until this day (`start_date_at_max`).
                start_date_at_max = "start_date_at_max",
                /// Those that end on this day or later (`end_date_at_min`).
                end_date_at_min = "end_date_at_min",
                /// Those that end until this day (`end_date_at_max`).
                end_date_at_max = "end_date_at_max",
            }

            /// Those with this status (`status_id`).
            #[must_use]
            pub fn status(mut self, code: CourseDateStatusCode) -> Self {
                self.selection.filter("status_id", Filter::Id(code.to_string()));
                self
            }

            /// In this order (`order_by`, `order_direction`); the order without it is not documented.
            #[must_use]
            pub fn order(mut self, by: CourseDateOrder, direction: Direction) -> Self {
                let by = match by {
                    CourseDateOrder::Id => "id",
                    CourseDateOrder::StartDate => "startdate",
                };
                let direction = match direction {
                    Direction::Ascending => "asc",
                    Direction::Descending => "desc",
                };
                self.selection.filter("order_by", Filter::Word(by.to_owned()));
                self.selection.filter("order_direction", Filter::Word(direction.to_owned()));
                self
            }
        }

        paged!($list of CourseDate);
        timed!($list);
    )+};
    (@days $($(#[doc = $doc:literal])+ $method:ident = $name:literal,)+) => {$(
        $(#[doc = $doc])+
        #[must_use]
        pub fn $method(mut self, day: impl Into<Day>) -> Self {
            self.selection.filter($name, Filter::Day(day.into()));
            self
        }
    )+};
}

by_day!(ListDatesOfCourse, BatchCourseDates, ListCourseDates);

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

impl Endpoint for NextCourseDates {
    type Api = Frontcore;
    type Output = Vec<Result<Record<CourseDate>, Error>>;

    const NAME: &'static str = "coursedates.next";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        Request::get(&api.base, &["nextcoursedates"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        page::whole(response)
    }
}
