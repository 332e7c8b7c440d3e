//! Lists of persons through v2, page by page.

use crate::{Person, Query, Wordbee, sessions::V2};
use participants_core::{
    AnswerSize, Body, Effect, Endpoint, Error, ErrorKind, Members, Record, Request, Response,
    http::{HeaderMap, Method},
    serde_json::{Map, Value, json},
};

/// Reads one page of persons: `POST persons/list`, or `persons/list/full` for all columns
/// (<https://help.wordbee.com/api2/list>). It shows the persons the key's user may see.
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
    sort: Vec<(String, bool)>,
    take: Option<u32>,
    skip: u32,
    full: bool,
}

/// One page of persons.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct PersonPage {
    /// How many persons the whole list has, where the answer says so.
    pub total: Option<u64>,
    /// The rows, each read on its own.
    pub rows: Vec<Result<Record<Person>, Error>>,
}

impl ListPersons {
    /// The most rows a page can have.
    pub const MOST: u32 = 500;

    /// The first page of everybody: 20 rows, by the API's default.
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

    /// Sorts by a column, after those named before. The order without it is not documented.
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
}

impl Endpoint for ListPersons {
    type Api = Wordbee;
    type Output = PersonPage;

    const NAME: &'static str = "persons.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let mut body = Map::new();
        if let Some(query) = &self.query {
            body.insert("query".into(), query.as_str().into());
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
        let path: &[&str] = if self.full { &["persons", "list", "full"] } else { &["persons", "list"] };
        let request = Request::new(Method::POST, &api.needs_v2()?.base, path)?.realm(V2);
        Ok(request.body(Body::json(&Value::Object(body))))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<PersonPage, Error> {
        page(response)
    }
}

/// The records of an answer in any of the forms a person comes in: a page, a list, one record.
pub(crate) fn rows_in(response: &Response) -> Result<Vec<Result<Record<Person>, Error>>, Error> {
    let is_object = response.body.trim_ascii().first() == Some(&b'{');
    match page_in(response) {
        Ok(Some(page)) => Ok(page.rows),
        Err(error) if is_object => Err(error),
        _ => Ok(response.records()?.into_iter().map(Record::read).collect()),
    }
}

fn page(response: &Response) -> Result<PersonPage, Error> {
    page_in(response)?.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer has no member rows"))
}

/// An envelope with `rows`, or `items` as a client accepts too, and `total`; names in any letter case.
fn page_in(response: &Response) -> Result<Option<PersonPage>, Error> {
    let members: Members = response.record()?.read()?;
    let member = |name: &str| members.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, text)| text);
    let Some(rows) = member("rows").or_else(|| member("items")) else { return Ok(None) };
    let rows = Response::new(response.status, HeaderMap::new(), rows.get().to_owned()).records()?;
    let total = member("total").and_then(|total| total.get().trim_matches('"').parse().ok());
    Ok(Some(PersonPage { total, rows: rows.into_iter().map(Record::read).collect() }))
}
