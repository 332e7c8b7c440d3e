//! Those who teach: `/instructors`.

use crate::{
    Frontcore, Instructor, InstructorChanges,
    answer::{Numbered, same},
    encode::{body, members, never_empty, nothing_to_empty, number, only_codes, required},
    select::{Selection, paged},
};
use participants_core::{
    AnswerSize, Effect, Endpoint, Error, ErrorKind, Page, Record, Request, Response, http::Method, serde_json::Value,
};

const PATH: &str = "instructors";
const REQUIRED: [&str; 2] = ["firstname", "lastname"];

/// Reads one page of instructors (<https://app.frontcore.com/api/docs/v2/instructors-post/>).
///
/// Pages are asked for as everywhere; that this list heeds them is presumed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListInstructors {
    selection: Selection,
}

impl ListInstructors {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListInstructors of Instructor);

impl Endpoint for ListInstructors {
    type Api = Frontcore;
    type Output = Page<Record<Instructor>>;

    const NAME: &'static str = "instructors.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &[PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

/// Adds an instructor (<https://app.frontcore.com/api/docs/v2/instructors-post/>).
///
/// It is never repeated unless it provably was not carried out: no page says that a second instructor of one name is
/// refused.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateInstructor {
    /// The instructor; first and last name are required.
    pub instructor: InstructorChanges,
}

impl CreateInstructor {
    /// The call that makes this instructor.
    #[must_use]
    pub fn new(instructor: InstructorChanges) -> Self {
        Self { instructor }
    }
}

impl Endpoint for CreateInstructor {
    type Api = Frontcore;
    type Output = Record<Instructor>;

    const NAME: &'static str = "instructors.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let members = members(self.instructor.named(), nothing_to_empty)?;
        required(&members, &REQUIRED)?;
        only_codes(&members, &["idUser"])?;
        Ok(Request::new(Method::POST, &api.base, &[PATH])?.body(body(api, members)?))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = Record::<Instructor>::read(response.record()?)?;
        match record.number() {
            Some(_) => Ok(record),
            None => Err(Error::new(ErrorKind::Decode, "the answer does not name the new instructor")),
        }
    }
}

/// Changes an instructor (<https://app.frontcore.com/api/docs/v2/instructors-put/>).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateInstructor {
    /// The instructor's number.
    pub id: String,
    /// What to write.
    pub changes: InstructorChanges,
}

impl UpdateInstructor {
    /// The call that changes these members of the instructor with this number.
    #[must_use]
    pub fn new(id: impl Into<String>, changes: InstructorChanges) -> Self {
        Self { id: id.into(), changes }
    }
}

impl Endpoint for UpdateInstructor {
    type Api = Frontcore;
    type Output = Record<Instructor>;

    const NAME: &'static str = "instructors.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("an instructor's id", &self.id)?.to_string();
        let members = members(self.changes.named(), empty)?;
        if members.is_empty() {
            return Err(Error::invalid("the change names no member; nothing to do"));
        }
        let named: Vec<_> = REQUIRED.into_iter().filter(|name| members.contains_key(*name)).collect();
        required(&members, &named)?;
        if members.get("idUser").is_some_and(|value| *value != "") {
            only_codes(&members, &["idUser"])?;
        }
        Ok(Request::new(Method::PUT, &api.base, &[PATH, &id])?.body(body(api, members)?))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = Record::<Instructor>::read(response.record()?)?;
        same(&self.id, &record)?;
        Ok(record)
    }
}

/// An empty text empties a text, and disconnects the course user (documented).
fn empty(name: &str) -> Result<Value, Error> {
    if REQUIRED.contains(&name) { never_empty(name) } else { Ok(Value::from("")) }
}
