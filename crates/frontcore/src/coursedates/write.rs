//! Course dates made and changed.

use super::{PATH, path};
use crate::{
    CourseDateChanges, Frontcore, NewCourseDate, NewGathering, WrittenCourseDate,
    answer::{Numbered, same},
    courses,
    encode::{body, members, never_empty, nothing_to_empty, number, only_codes, required},
};
use participants_core::{
    Effect, Endpoint, Error, ErrorKind, Record, Request, Response,
    changes::WireValue,
    http::Method,
    jiff::civil::Date,
    serde_json::{Map, Value},
};

/// What every new and every changed course date must name.
const REQUIRED: [&str; 2] = ["start_at", "end_at"];

/// Makes a course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>). The answer is that of a
/// client in use (<https://github.com/monscorps/kkurs.no>).
///
/// It is never repeated unless it provably was not carried out. Custom properties longer than documented are refused
/// before anything is sent.
///
/// ```
/// use participants_frontcore::{CreateCourseDate, NewGathering, core::jiff::civil::date};
///
/// let (first, last) = (date(2026, 3, 2), date(2026, 3, 3));
/// let create = CreateCourseDate::of("44", first, last)
///     .gathering(NewGathering::between(first.at(9, 0, 0, 0), first.at(15, 30, 0, 0)))
///     .gathering(NewGathering::between(last.at(9, 0, 0, 0), last.at(12, 0, 0, 0)));
/// assert_eq!(create.gatherings.len(), 2);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateCourseDate {
    /// The course's number.
    pub course_id: String,
    /// The course date; its first and its last day are required.
    pub date: NewCourseDate,
    /// When the people meet; none leaves it to the service.
    pub gatherings: Vec<NewGathering>,
}

/// Changes a course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id-put/>).
///
/// First and last day are required even where they stay; see
/// [`CourseDateChanges::stored`] for the way to lay a change over what is there.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateCourseDate {
    /// The course's number.
    pub course_id: String,
    /// The course date's number.
    pub id: String,
    /// What to write.
    pub changes: CourseDateChanges,
}

impl CreateCourseDate {
    /// This date of the course with this number, without meetings yet.
    #[must_use]
    pub fn new(course_id: impl Into<String>, date: NewCourseDate) -> Self {
        Self { course_id: course_id.into(), date, gatherings: Vec::new() }
    }

    /// A date of the course with this number, from one day to another.
    #[must_use]
    pub fn of(course_id: impl Into<String>, start_at: Date, end_at: Date) -> Self {
        Self::new(course_id, NewCourseDate::new().start_at(start_at).end_at(end_at))
    }

    /// With one more meeting.
    #[must_use]
    pub fn gathering(mut self, gathering: NewGathering) -> Self {
        self.gatherings.push(gathering);
        self
    }
}

impl Endpoint for CreateCourseDate {
    type Api = Frontcore;
    type Output = Record<WrittenCourseDate>;

    const NAME: &'static str = "coursedates.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let course = number("a course's id", &self.course_id)?.to_string();
        let mut members = members(self.date.named(), nothing_to_empty)?;
        required(&members, &REQUIRED)?;
        one_place(&members)?;
        only_codes(&members, &["status_id", "place_id", "location_id"])?;
        if members.get("instructors").is_some_and(|value| !value.is_array()) {
            return Err(Error::invalid("instructors must be a list"));
        }
        if let Some(properties) = self.date.custom_properties.value() {
            properties.check()?;
        }
        if !self.gatherings.is_empty() {
            members.insert("gatherings".into(), self.gatherings.iter().map(WireValue::to_wire).collect());
        }
        Ok(Request::new(Method::POST, &api.base, &[courses::PATH, &course, PATH])?.body(body(api, members)?))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = written(&self.course_id, response)?;
        match record.number() {
            Some(_) => Ok(record),
            None => Err(Error::new(ErrorKind::Decode, "the answer does not name the new course date")),
        }
    }
}

impl UpdateCourseDate {
    /// The call that changes a date of a course, both by number.
    #[must_use]
    pub fn new(course_id: impl Into<String>, id: impl Into<String>, changes: CourseDateChanges) -> Self {
        Self { course_id: course_id.into(), id: id.into(), changes }
    }
}

impl Endpoint for UpdateCourseDate {
    type Api = Frontcore;
    type Output = Record<WrittenCourseDate>;

    const NAME: &'static str = "coursedates.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let (course, id) = path(&self.course_id, &self.id)?;
        let members = members(self.changes.named(), empty)?;
        required(&members, &REQUIRED)?;
        one_place(&members)?;
        only_codes(&members, &["place_id"])?;
        Ok(Request::new(Method::PUT, &api.base, &[courses::PATH, &course, PATH, &id])?.body(body(api, members)?))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = written(&self.course_id, response)?;
        same(&self.id, &record)?;
        Ok(record)
    }
}

/// The answer to a write, found not to be about another course.
fn written(course: &str, response: &Response) -> Result<Record<WrittenCourseDate>, Error> {
    let record = Record::<WrittenCourseDate>::read(response.record()?)?;
    match &record.course_id {
        Some(answered) if answered != course => {
            Err(Error::new(ErrorKind::Mismatch, "the answer is about another course than the one named"))
        }
        _ => Ok(record),
    }
}

/// The number of a place wins over a search for one, so that one of the two would be lost.
fn one_place(members: &Map<String, Value>) -> Result<(), Error> {
    match members.contains_key("place_id") && members.contains_key("place_by_search") {
        true => Err(Error::invalid("place_id and place_by_search are both named, and the number would win: name one")),
        false => Ok(()),
    }
}

/// An empty text empties a text (inferred from what the overview says of form bodies); a date that is none is null,
/// which only JSON can carry.
fn empty(name: &str) -> Result<Value, Error> {
    match name {
        "start_at" | "end_at" | "visible_when_passed_deadline" | "teaching_language" | "place_id" => never_empty(name),
        "deadline_at" => Ok(Value::Null),
        _ => Ok(Value::from("")),
    }
}
