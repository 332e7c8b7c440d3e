//! Courses made and changed.

use super::PATH;
use crate::{
    CourseChanges, Frontcore, WrittenCourse,
    answer::{Numbered, same},
    encode::{body, members, never_empty, nothing_to_empty, number, only_codes, required},
};
use participants_core::{
    Effect, Endpoint, Error, ErrorKind, Record, Request, Response,
    http::Method,
    serde_json::{Map, Value},
};

/// Members that are one of FrontCore's codes.
const CODES: [&str; 3] = ["level", "form_of_teaching", "duration_unit"];

/// Makes a course. Its members are those of the v1 page (<https://app.frontcore.com/api/docs/v1/courses-post/>) and of
/// the change (<https://app.frontcore.com/api/docs/v2/courses/:id-put/>): the v2 page for a new course could not be
/// read. The call and its answer are those of a client in use (<https://github.com/monscorps/kkurs.no>).
///
/// It is never repeated unless it provably was not carried out. An active course with the same title is an error by the
/// v1 page.
///
/// ```
/// use participants_frontcore::{CourseChanges, CreateCourse, DurationUnit};
///
/// let course = CourseChanges::new().title("Førstehjelp").duration_value(2).duration_unit(DurationUnit::Days);
/// let create = CreateCourse::new(course);
/// # let _ = create;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateCourse {
    /// The course; a title is required.
    pub course: CourseChanges,
}

/// Changes the named members of a course; what is left out keeps its value, by the documents
/// (<https://app.frontcore.com/api/docs/v2/courses/:id-put/>).
///
/// That an empty text empties a text is inferred from what the overview says of form bodies. Title, codes, numbers and
/// switches cannot be made empty. The answer is that of a client in use (<https://github.com/monscorps/kkurs.no>).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateCourse {
    /// The course's number.
    pub id: String,
    /// What to change.
    pub changes: CourseChanges,
}

impl CreateCourse {
    /// The call that makes this course.
    #[must_use]
    pub fn new(course: CourseChanges) -> Self {
        Self { course }
    }
}

impl Endpoint for CreateCourse {
    type Api = Frontcore;
    type Output = Record<WrittenCourse>;

    const NAME: &'static str = "courses.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let course = &self.course;
        if !course.external_booking_url.is_keep() || !course.external_more_info_url.is_keep() {
            return Err(Error::invalid("the external addresses are shown for a change of a course, not for a new one"));
        }
        let members = members(course.named(), nothing_to_empty)?;
        required(&members, &["title"])?;
        only_codes(&members, &CODES)?;
        Ok(Request::new(Method::POST, &api.base, &[PATH])?.body(body(api, members)?))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = Record::<WrittenCourse>::read(response.record()?)?;
        match record.number() {
            Some(_) => Ok(record),
            None => Err(Error::new(ErrorKind::Decode, "the answer does not name the new course")),
        }
    }
}

impl UpdateCourse {
    /// The call that changes these members of the course with this number.
    #[must_use]
    pub fn new(id: impl Into<String>, changes: CourseChanges) -> Self {
        Self { id: id.into(), changes }
    }
}

impl Endpoint for UpdateCourse {
    type Api = Frontcore;
    type Output = Record<WrittenCourse>;

    const NAME: &'static str = "courses.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("a course's id", &self.id)?.to_string();
        let members: Map<_, _> = members(self.changes.named(), empty)?;
        if members.is_empty() {
            return Err(Error::invalid("the change names no member; nothing to do"));
        }
        if members.contains_key("title") {
            required(&members, &["title"])?;
        }
        only_codes(&members, &CODES)?;
        Ok(Request::new(Method::PUT, &api.base, &[PATH, &id])?.body(body(api, members)?))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = Record::<WrittenCourse>::read(response.record()?)?;
        same(&self.id, &record)?;
        Ok(record)
    }
}

/// An empty text empties a text; there is no emptiness for the rest.
fn empty(name: &str) -> Result<Value, Error> {
    match name {
        "title" | "active" | "level" | "form_of_teaching" | "duration_value" | "duration_unit" | "price_value" => {
            never_empty(name)
        }
        _ => Ok(Value::from("")),
    }
}
