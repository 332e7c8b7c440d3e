//! The course dates that come next.

use crate::{CourseDate, Frontcore, page};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Record, Request, Response};

/// Reads the course dates that come next (`/nextcoursedates`, known from a client in use alone: no page shows it, and
/// no parameter of it is known; its address is not given here because its source carries a key).
///
/// That client is a public calendar. It reads `start_time_at`, `end_time_at`, `is_virtual`, the name of the first
/// gathering's first instructor, and the course's price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NextCourseDates;

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
