//! Lists: every record, or those a filter lets through.

use super::{Query, query::shown_parts};
use crate::{Dendreo, Resource, Scheduled, Searchable};
use participants_core::{
    self as core, AnswerSize, Effect, Endpoint, Error, Record, Request, Response, UnreadRecord, jiff::civil::Date,
};
use std::{fmt, marker::PhantomData};

/// Reads the records of a resource, all or filtered.
///
/// No paging is documented or seen: one call is presumed to return everything that matches. Clients send a `limit`,
/// which has no effect, so there is none here. Whether several filters combine as "and", how the search matches, and
/// whether the bounds of a date belong to its window is not documented.
///
/// An answer may be a list, a lone object, or empty: all three are read. A record that cannot be read is an item of its
/// own.
///
/// ```
/// use participants_dendreo::{List, Participant};
///
/// let at_company = List::<Participant>::new().company("77").show(["date_add", "date_edit"]);
/// # let _ = at_company;
/// ```
#[derive(Clone)]
pub struct List<R> {
    query: Query,
    resource: PhantomData<fn() -> R>,
}

impl<R: Resource> List<R> {
    /// Every record.
    #[must_use]
    pub fn new() -> Self {
        Self { query: Query::default(), resource: PhantomData }
    }

    /// Those made after this day (`created_after`), where the resource keeps the date.
    #[must_use]
    pub fn created_after(self, day: Date) -> Self {
        self.filter(|query| query.day("created_after", day))
    }

    /// Those made before this day (`created_before`), where the resource keeps the date.
    #[must_use]
    pub fn created_before(self, day: Date) -> Self {
        self.filter(|query| query.day("created_before", day))
    }

    /// Those changed after this day (`updated_after`), where the resource keeps the date.
    #[must_use]
    pub fn updated_after(self, day: Date) -> Self {
        self.filter(|query| query.day("updated_after", day))
    }

    /// Those changed before this day (`updated_before`), where the resource keeps the date.
    #[must_use]
    pub fn updated_before(self, day: Date) -> Self {
        self.filter(|query| query.day("updated_before", day))
    }

    /// Those of the last days (`nb_jours`), where the resource keeps the dates.
    #[must_use]
    pub fn last_days(self, days: u32) -> Self {
        self.filter(|query| query.text("nb_jours", days.to_string()))
    }

    shown_parts!();

    /// The same list with one more condition.
    pub(crate) fn filter(self, add: impl FnOnce(Query) -> Query) -> Self {
        Self { query: add(self.query), ..self }
    }
}

impl<R: Searchable> List<R> {
    /// Those a free text finds: for people in names, e-mail, remarks or number.
    #[must_use]
    pub fn search(self, text: impl Into<String>) -> Self {
        self.filter(|query| query.text("search", text))
    }
}

impl<R: Scheduled> List<R> {
    /// Those that begin after this day.
    #[must_use]
    pub fn started_after(self, day: Date) -> Self {
        self.filter(|query| query.day("started_after", day))
    }

    /// Those that begin before this day.
    #[must_use]
    pub fn started_before(self, day: Date) -> Self {
        self.filter(|query| query.day("started_before", day))
    }

    /// Those that end after this day.
    #[must_use]
    pub fn ended_after(self, day: Date) -> Self {
        self.filter(|query| query.day("ended_after", day))
    }

    /// Those that end before this day.
    #[must_use]
    pub fn ended_before(self, day: Date) -> Self {
        self.filter(|query| query.day("ended_before", day))
    }

    /// Those that begin in this window: `started_after` and `started_before` in one.
    #[must_use]
    pub fn started_between(self, after: Date, before: Date) -> Self {
        self.started_after(after).started_before(before)
    }
}

impl<R: Resource> Endpoint for List<R> {
    type Api = Dendreo;
    type Output = Vec<Result<Record<R::Record>, Error>>;

    const NAME: &'static str = R::LIST;
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        if let Some(missing) = R::NEEDS.iter().find(|group| !group.iter().any(|name| self.query.has(name))) {
            return Err(Error::invalid(format!("{} needs {}", R::LIST, missing.join(" or "))));
        }
        self.query.add_to(Request::get(&api.base, &[R::SCRIPT])?)
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        Ok(response.records()?.into_iter().map(Record::read).collect())
    }
}

/// One call gives them all, however many: [`Client::records`](core::Client::records) reads them while they arrive.
impl<R: Resource> core::List for List<R> {
    type Item = Record<R::Record>;

    fn item(&self, record: UnreadRecord) -> Result<Record<R::Record>, Error> {
        record.read()
    }
}

impl<R: Resource> Default for List<R> {
    fn default() -> Self {
        Self::new()
    }
}

/// Names the filters; what they look for may be a person's.
impl<R: Resource> fmt::Debug for List<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", R::LIST, self.query)
    }
}
