//! Courses: `/courses`. A course takes place on course dates ([`crate::GetCourseDate`]).

mod write;

pub use write::{CreateCourse, UpdateCourse};

use crate::{
    Course, Frontcore,
    answer::one,
    encode::number,
    select::{Selection, include, paged},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// The first segment of all course calls.
pub(crate) const PATH: &str = "courses";

/// Reads one page of courses (known from a client in use, <https://github.com/monscorps/kkurs.no>; the official sample
/// is an empty list).
///
/// Pages are asked for as everywhere; that this list heeds them, and whether courses that are not active are in it, is
/// not documented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCourses {
    selection: Selection,
}

impl ListCourses {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListCourses of Course);

impl Endpoint for ListCourses {
    type Api = Frontcore;
    type Output = Page<Record<Course>>;

    const NAME: &'static str = "courses.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &[PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

/// Reads one course (<https://app.frontcore.com/api/docs/v2/courses/:id/>).
///
/// ```
/// use participants_frontcore::GetCourse;
///
/// let in_norwegian = GetCourse::by_id("44").description_language("no").with_products();
/// # let _ = in_norwegian;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCourse {
    id: String,
    description_language: Option<String>,
    include: Vec<String>,
    partners: bool,
    partner: Option<String>,
}

impl GetCourse {
    /// The course with this number.
    #[must_use]
    pub fn by_id(id: impl Into<String>) -> Self {
        Self { id: id.into(), description_language: None, include: Vec::new(), partners: false, partner: None }
    }

    /// With its descriptions in this language (`description_language`).
    #[must_use]
    pub fn description_language(mut self, code: impl Into<String>) -> Self {
        self.description_language = Some(code.into());
        self
    }

    /// With its products, in a shape no page shows.
    #[must_use]
    pub fn with_products(self) -> Self {
        self.with("products")
    }

    /// With its labels, in a shape no page shows.
    #[must_use]
    pub fn with_labels(self) -> Self {
        self.with("labels")
    }

    /// With who offers it, in a shape no page shows.
    #[must_use]
    pub fn with_provider(self) -> Self {
        self.with("provider")
    }

    /// Among the courses of partners, too (`include_partners`).
    #[must_use]
    pub fn include_partners(mut self) -> Self {
        self.partners = true;
        self
    }

    /// Of this partner (`partner_id`).
    #[must_use]
    pub fn partner(mut self, id: impl Into<String>) -> Self {
        self.partner = Some(id.into());
        self
    }

    fn with(mut self, path: &str) -> Self {
        self.include.push(path.to_owned());
        self
    }
}

impl Endpoint for GetCourse {
    type Api = Frontcore;
    type Output = Record<Course>;

    const NAME: &'static str = "courses.get";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("a course's id", &self.id)?.to_string();
        let partner = self.partner.as_deref().map(|id| number("a partner's id", id)).transpose()?;
        let language = self.description_language.as_deref();
        if language.is_some_and(|code| code.trim().is_empty()) {
            return Err(Error::invalid("description_language is empty"));
        }
        let request = Request::get(&api.base, &[PATH, &id])?
            .query_some("description_language", language)
            .query_some("include_partners", self.partners.then_some(1))
            .query_some("partner_id", partner);
        include(request, &self.include)
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        one(response, &self.id)
    }
}
