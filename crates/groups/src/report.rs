//! The training report: `POST report`, the only call that reads people.

use crate::{Groups, Language, ReportItem, rules::Email};
use participants_core::{
    AnswerSize, Body, Client, Completeness, Document, Effect, Endpoint, Error, ErrorKind, List, Page, Paged, Pages,
    Record, Request, Response, UnreadRecord,
    http::Method,
    serde_json::{Map, Value},
};

/// Reads the training report, of all users or of some; a read, although it is a POST
/// (<https://support.kaspersky.com/ASAP/1.0/en-US/242754.htm>).
///
/// That no address means all users is inferred. `page` is in the newer edition of the help only; without it none is
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
    /// The report of all users.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a user to those it is about, by e-mail address; it is sent in lower case, as the platform requires.
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

    /// All its pages, one after the other, from the one named or from [the first](Groups::first_page); each user once.
    ///
    /// The end is an empty page or one without new users: that also ends the reading where the platform does not know
    /// pages, or gives its last page for every one past it. All of this is inferred, so what was read is presumed to
    /// be everything, never proved.
    ///
    /// ```
    /// use participants_groups::{Groups, Report, core::{Client, Completeness, Error}};
    ///
    /// async fn behind(client: &Client<Groups>) -> Result<(usize, Completeness), Error> {
    ///     let (mut pages, mut behind) = (Report::new().pages(client), 0);
    ///     while let Some(items) = pages.next().await? {
    ///         let progress = items.iter().flatten().filter_map(|item| item.main_education_progress_percent.as_ref());
    ///         behind += progress.filter(|percent| percent.value.is_some_and(|value| value < 50.0)).count();
    ///     }
    ///     Ok((behind, pages.completeness()))
    /// }
    /// ```
    #[must_use]
    pub fn pages(self, client: &Client<Groups>) -> Pages<Self> {
        let first = self.page.unwrap_or(client.provider().first_page);
        client.pages(self.page(first))
    }
}

/// The member an envelope like that of the groups would hold the items in.
const RESULT: &str = "result";

impl Report {
    /// The page after one with so many items.
    fn next(&self, api: &Groups, count: usize) -> Option<u32> {
        (count > 0).then(|| self.page.unwrap_or(api.first_page).saturating_add(1))
    }
}

impl Endpoint for Report {
    type Api = Groups;
    type Output = Page<Record<ReportItem>>;

    const NAME: &'static str = "report.read";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Groups) -> Result<Request, Error> {
        let mut body = Map::new();
        body.insert("lng".into(), self.language.as_ref().unwrap_or(&api.language).checked()?.into());
        if !self.emails.is_empty() {
            let emails = self.emails.iter().map(Email::as_filter).collect::<Result<Vec<_>, _>>()?;
            body.insert("email".into(), emails.into());
        }
        body.extend(self.page.map(|page| ("page".into(), page.into())));
        Ok(Request::new(Method::POST, &api.base, &api.path(&["report"]))?.body(Body::json(&Value::from(body))))
    }

    /// An empty page is the last one. Of any other it is not known, so there is a next one.
    fn response(&self, api: &Groups, response: &Response) -> Result<Self::Output, Error> {
        let items: Vec<_> = items(response)?.into_iter().map(item).collect();
        let next = self.next(api, items.len());
        Ok(Page::new(items).next(next))
    }
}

impl List for Report {
    type Item = Record<ReportItem>;

    fn is_list(member: &str) -> bool {
        member == RESULT
    }

    fn item(&self, record: UnreadRecord) -> Result<Self::Item, Error> {
        with_id(record.read()?)
    }

    fn end(&self, api: &Groups, _: &Response, count: usize) -> Result<Page<Self::Item>, Error> {
        Ok(Page::new(Vec::new()).count(count).next(self.next(api, count)))
    }
}

impl Paged for Report {
    const PROMISE: Completeness = Completeness::Assumed(
        "no document says how the report's pages begin and end: one without users was taken for the end",
    );
    const REPEATED: Completeness = Completeness::Assumed(
        "the report's last page came twice: the platform has no further one, or knows no pages and gave all at once",
    );

    fn key(item: &Self::Item) -> Option<String> {
        item.id.clone()
    }

    fn following(&self, page: &Page<Self::Item>) -> Option<Self> {
        page.next.map(|number| self.clone().page(number))
    }
}

/// The report's items: the text promises an array, the sample is one bare object, and an envelope like that of the
/// groups cannot be excluded. An empty body is none of these, so it is not an empty report.
pub(crate) fn items(response: &Response) -> Result<Vec<Document>, Error> {
    let is_list = response.body.trim_ascii().starts_with(b"[");
    if is_list {
        return response.records();
    }
    let members = response.record()?.members();
    if members.contains_key(RESULT) {
        response.records_in(RESULT)
    } else if members.contains_key("email") || members.contains_key("fullName") {
        response.records()
    } else {
        Err(Error::new(ErrorKind::Decode, "the answer is an object, but no report"))
    }
}

/// One item; without an id it belongs to no user.
pub(crate) fn item(document: Document) -> Result<Record<ReportItem>, Error> {
    with_id(Record::read(document)?)
}

fn with_id(item: Record<ReportItem>) -> Result<Record<ReportItem>, Error> {
    match item.id {
        Some(_) => Ok(item),
        None => Err(Error::new(ErrorKind::Decode, "an item of the report has no id")),
    }
}
