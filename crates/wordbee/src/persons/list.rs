//! Lists of persons through v2, page by page.

use crate::{Person, Query, Wordbee, sessions::V2, v2};
use participants_core::{
    AnswerSize, Body, Completeness, Effect, Endpoint, Error, List, Members, Page, Paged, Record, Request, Response,
    UnreadRecord,
    http::Method,
    serde_json::{Map, Value, json},
};

/// Reads one page of persons: `POST persons/list`, or `persons/list/full` for all columns
/// (<https://help.wordbee.com/api2/list>). It shows the persons the key's user may see.
///
/// [`Client::pages`](participants_core::Client::pages) reads one page after the other. Two members of the request are
/// never sent: `makeDefault`, which would keep the rest as the user's own default, and `agg`, whose
/// effect on the answer is not documented.
///
/// ```
/// use participants_wordbee::{ListPersons, Query};
///
/// let page = ListPersons::new().query(Query::contains("lastname", "Oka")?).take(100).full();
/// # let _ = page;
/// # Ok::<(), participants_wordbee::core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPersons {
    query: Option<Query>,
    fields: Vec<String>,
    all_fields: bool,
    sort: Vec<(String, bool)>,
    take: Option<u32>,
    skip: u32,
    full: bool,
}

impl ListPersons {
    /// The most rows a page can have.
    pub const MOST: u32 = 500;

    /// The first page of all persons: 20 rows, by the API's default.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only the rows this lets through.
    #[must_use]
    pub fn query(mut self, query: Query) -> Self {
        self.query = Some(query);
        self
    }

    /// With these columns, by their ids (`fields`); [`ListPersonColumns`](crate::ListPersonColumns) reads which
    /// there are. Some columns come with every row in any case.
    #[must_use]
    pub fn fields<I: Into<String>>(mut self, columns: impl IntoIterator<Item = I>) -> Self {
        self.fields = columns.into_iter().map(Into::into).collect();
        self
    }

    /// With all columns (`allfields`), as [`full`](Self::full), but by a member of the body.
    #[must_use]
    pub fn all_fields(mut self) -> Self {
        self.all_fields = true;
        self
    }

    /// Sorts by a column, after those named before. There is an order without it, too, but it is not documented.
    #[must_use]
    pub fn sort(mut self, column: impl Into<String>, ascending: bool) -> Self {
        self.sort.push((column.into(), ascending));
        self
    }

    /// At most so many rows, from 1 to [`MOST`](Self::MOST).
    #[must_use]
    pub fn take(mut self, rows: u32) -> Self {
        self.take = Some(rows);
        self
    }

    /// Leaves out so many rows at the beginning.
    #[must_use]
    pub fn skip(mut self, rows: u32) -> Self {
        self.skip = rows;
        self
    }

    /// Asks for all columns.
    #[must_use]
    pub fn full(mut self) -> Self {
        self.full = true;
        self
    }

    fn body(&self) -> Result<Map<String, Value>, Error> {
        if self.fields.iter().chain(self.sort.iter().map(|(column, _)| column)).any(|column| column.trim().is_empty()) {
            return Err(Error::invalid("a column of Wordbee's list has a name"));
        }
        let mut body = Map::new();
        if let Some(query) = &self.query {
            body.insert("query".into(), query.as_str().into());
        }
        if !self.fields.is_empty() {
            body.insert("fields".into(), json!(self.fields));
        }
        if self.all_fields {
            body.insert("allfields".into(), true.into());
        }
        if !self.sort.is_empty() {
            let sort = self.sort.iter().map(|(column, ascending)| json!({"id": column, "asc": ascending}));
            body.insert("sort".into(), sort.collect());
        }
        match self.take {
            Some(rows) if rows == 0 || rows > Self::MOST => {
                return Err(Error::invalid("a page of Wordbee's list has from 1 to 500 rows"));
            }
            Some(rows) => drop(body.insert("take".into(), rows.into())),
            None => {}
        }
        if self.skip > 0 {
            body.insert("skip".into(), self.skip.into());
        }
        Ok(body)
    }
}

impl Endpoint for ListPersons {
    type Api = Wordbee;
    type Output = Page<Record<Person>>;

    const NAME: &'static str = "persons.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let path: &[&str] = if self.full { &["persons", "list", "full"] } else { &["persons", "list"] };
        let request = Request::new(Method::POST, &api.needs_v2()?.base, path)?.realm(V2);
        Ok(request.body(Body::json(&Value::Object(self.body()?))))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Self::Output, Error> {
        let rows = v2::rows(response)?;
        let page = Page::new(rows.items.into_iter().map(Record::read).collect());
        Ok(page.total(rows.total))
    }
}

impl List for ListPersons {
    type Item = Record<Person>;

    fn is_list(member: &str) -> bool {
        v2::is_rows(member)
    }

    fn item(&self, record: UnreadRecord) -> Result<Self::Item, Error> {
        record.read()
    }

    /// A bare list is none of v2's.
    fn end(&self, _: &Wordbee, rest: &Response, count: usize) -> Result<Page<Self::Item>, Error> {
        let members: Members = rest.record()?.read()?;
        Ok(Page::new(Vec::new()).count(count).total(v2::total(&members)?))
    }
}

/// The next page begins after the rows that came, however many were asked for.
impl Paged for ListPersons {
    const PROMISE: Completeness = Completeness::Assumed("v2 shows the persons its key's user may see, and those came");

    fn key(person: &Record<Person>) -> Option<String> {
        person.person_id.map(|id| id.to_string())
    }

    fn following(&self, page: &Page<Record<Person>>) -> Option<Self> {
        let skip = self.skip.saturating_add(u32::try_from(page.count).unwrap_or(u32::MAX));
        let is_past_end = page.count == 0 || page.total.is_some_and(|total| u64::from(skip) >= total);
        (!is_past_end).then(|| self.clone().skip(skip))
    }
}

/// The records of an answer in any of the forms a person comes in: a page, a list, one record.
pub(crate) fn rows_in(response: &Response) -> Result<Vec<Result<Record<Person>, Error>>, Error> {
    Ok(v2::rows_or_records(response)?.into_iter().map(Record::read).collect())
}
