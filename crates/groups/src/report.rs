//! The training report: `POST report`, the only call that reads people.

mod pages;

pub use pages::ReportPages;

use crate::{Groups, Language, ReportItem, rules::Email};
use participants_core::{
    AnswerSize, Body, Client, Document, Effect, Endpoint, Error, ErrorKind, Record, Request, Response, http::Method,
    serde_json::json,
};

/// Reads the training report, of everybody or of some; a read, although it is a POST
/// (<https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm>).
///
/// That no address means everybody is inferred. `page` is in the newer edition of the help only; without it none is
/// sent. The size of a page, the number of the first, and what marks the last are not documented: see
/// [`pages`](Self::pages).
///
/// ```
/// use participants_groups::{Language, Report};
///
/// let of_two = Report::new().email("oda.berg@firm.example").email("y@firm.example").language(Language::German);
/// # let _ = of_two;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    emails: Vec<Email>,
    page: Option<u32>,
    language: Option<Language>,
}

impl Report {
    /// The report of everybody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds somebody to those it is about, by e-mail address; it is sent in lower case, as the platform wants it.
    /// How many addresses one report takes is not documented.
    #[must_use]
    pub fn email(mut self, email: &str) -> Self {
        self.emails.push(Email::new(email));
        self
    }

    /// One page of it; the sample sends 1.
    #[must_use]
    pub fn page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// Its language, in place of [the company's setting](Groups::language).
    #[must_use]
    pub fn language(mut self, language: impl Into<Language>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// All its pages, one after the other, from the one named or from [the first](Groups::first_page).
    #[must_use]
    pub fn pages(self, client: &Client<Groups>) -> ReportPages<'_> {
        ReportPages::new(self, client)
    }
}

impl Endpoint for Report {
    type Api = Groups;
    type Output = Vec<Result<Record<ReportItem>, Error>>;

    const NAME: &'static str = "report.read";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Groups) -> Result<Request, Error> {
        let mut body = json!({"lng": self.language.as_ref().unwrap_or(&api.language).checked()?});
        if !self.emails.is_empty() {
            body["email"] = self.emails.iter().map(Email::as_filter).collect::<Result<Vec<_>, _>>()?.into();
        }
        if let Some(page) = self.page {
            body["page"] = page.into();
        }
        Ok(Request::new(Method::POST, &api.base, &api.path(&["report"]))?.body(Body::json(&body)))
    }

    fn response(&self, _: &Groups, response: &Response) -> Result<Self::Output, Error> {
        Ok(items(response)?.into_iter().map(item).collect())
    }
}

/// The report's items: the text promises an array, the sample is one bare object, and an envelope like that of the
/// groups cannot be excluded. Nothing at all is none of these, so it is no report of nobody.
pub(crate) fn items(response: &Response) -> Result<Vec<Document>, Error> {
    let is_list = response.body.trim_ascii().starts_with(b"[");
    if is_list {
        return response.records();
    }
    let members = response.record()?.members();
    if members.contains_key("result") {
        response.records_in("result")
    } else if members.contains_key("email") || members.contains_key("fullName") {
        response.records()
    } else {
        Err(Error::new(ErrorKind::Decode, "the answer is an object, but no report"))
    }
}

/// One item; without an id it is nobody's.
pub(crate) fn item(document: Document) -> Result<Record<ReportItem>, Error> {
    let item = Record::<ReportItem>::read(document)?;
    match item.id {
        Some(_) => Ok(item),
        None => Err(Error::new(ErrorKind::Decode, "an item of the report has no id")),
    }
}
