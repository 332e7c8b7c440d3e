//! Reading one record, or several by name; what comes is compared with what was asked for.

use super::{Query, is_the_one, lone, mismatch, number, query::shown_parts};
use crate::{Dendreo, ExternallyKeyed, Gettable, Id};
use participants_core::{AnswerSize, Document, Effect, Endpoint, Error, ErrorKind, Outcome, Record, Request, Response};
use std::{fmt, marker::PhantomData};

/// Reads one record.
///
/// What an unknown one answers is not documented: an empty body, an empty list and any 404 are all "not found". An
/// answer that is another record than the one asked for is [`ErrorKind::Mismatch`].
#[derive(Clone)]
pub struct Get<R> {
    key: Key,
    query: Query,
    resource: PhantomData<fn() -> R>,
}

/// Reads several records at once, by a comma list as the reference describes. Unknown ones are missing from the answer;
/// one that was not asked for is an item error, [`ErrorKind::Mismatch`].
#[derive(Clone)]
pub struct GetSeveral<R> {
    keys: Vec<Key>,
    query: Query,
    resource: PhantomData<fn() -> R>,
}

/// What names a record in a read.
#[derive(Clone)]
enum Key {
    /// Dendreo's own number.
    Id(String),
    /// The caller's own key.
    External(String),
}

impl<R: Gettable> Get<R> {
    /// The record with this number.
    #[must_use]
    pub fn by_id(id: impl Into<String>) -> Self {
        Self::by(Key::Id(id.into()))
    }

    shown_parts!();

    fn by(key: Key) -> Self {
        Self { key, query: Query::default(), resource: PhantomData }
    }
}

impl<R: ExternallyKeyed> Get<R> {
    /// The record with this key of the caller's own (`id_externe`).
    #[must_use]
    pub fn by_external_id(id: impl Into<String>) -> Self {
        Self::by(Key::External(id.into()))
    }
}

impl<R: Gettable> GetSeveral<R> {
    /// The records with these numbers.
    pub fn by_id<I: Into<String>>(ids: impl IntoIterator<Item = I>) -> Self {
        Self::by(ids.into_iter().map(|id| Key::Id(id.into())).collect())
    }

    shown_parts!();

    fn by(keys: Vec<Key>) -> Self {
        Self { keys, query: Query::default(), resource: PhantomData }
    }
}

impl<R: ExternallyKeyed> GetSeveral<R> {
    /// The records with these keys of the caller's own (`id_externe`).
    pub fn by_external_id<I: Into<String>>(ids: impl IntoIterator<Item = I>) -> Self {
        Self::by(ids.into_iter().map(|id| Key::External(id.into())).collect())
    }
}

impl<R: Gettable> Endpoint for Get<R> {
    type Api = Dendreo;
    type Output = Record<R::Record>;

    const NAME: &'static str = R::GET;
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let value = self.key.checked(R::ID, &self.query)?;
        self.query.add_to(Request::get(&api.base, &[R::SCRIPT])?.query(self.key.parameter(), value))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        let mut records = response.read_records()?;
        let Some(record) = records.pop() else {
            return Err(Error::new(ErrorKind::NotFound, "there is no such record"));
        };
        if !records.is_empty() {
            return Err(Error::new(ErrorKind::Ambiguous, "more than one record answers to that key"));
        }
        let record: Record<R::Record> = record?;
        if !self.key.fits(record.document(), R::ID) {
            return Err(mismatch("the answer is another record than the one asked for").with_outcome(NOTHING_DONE));
        }
        Ok(record)
    }
}

impl<R: Gettable> Endpoint for GetSeveral<R> {
    type Api = Dendreo;
    type Output = Vec<Result<Record<R::Record>, Error>>;

    const NAME: &'static str = R::GET_SEVERAL;
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let Some(first) = self.keys.first() else { return Err(Error::invalid("no record is named")) };
        let list = self.keys.iter().map(|key| key.checked(R::ID, &self.query)).collect::<Result<Vec<_>, _>>()?;
        self.query.add_to(Request::get(&api.base, &[R::SCRIPT])?.query(first.parameter(), list.join(",")))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        let asked_for = |record: Record<R::Record>| match self.keys.iter().any(|key| key.fits(record.document(), R::ID))
        {
            true => Ok(record),
            false => Err(mismatch("the answer holds a record that was not asked for").with_outcome(NOTHING_DONE)),
        };
        Ok(response.read_records()?.into_iter().map(|record| record.and_then(asked_for)).collect())
    }
}

/// A read changes nothing, whatever it answers.
const NOTHING_DONE: Outcome = Outcome::NotApplied;

impl Key {
    fn parameter(&self) -> &'static str {
        match self {
            Self::Id(_) => "id",
            Self::External(_) => EXTERNAL.name(),
        }
    }

    /// The key as it is sent, if the answer can be compared with it.
    fn checked(&self, id: Id, query: &Query) -> Result<&str, Error> {
        let (value, compared) = match self {
            Self::Id(number_text) => (number(number_text)?, id),
            Self::External(text) => (lone(text)?, EXTERNAL),
        };
        match compared {
            Id::Shown(name) if !query.shows(name) => {
                Err(Error::invalid(format!("fields must name {name}: the answer is compared by it")))
            }
            _ => Ok(value),
        }
    }

    fn fits(&self, document: &Document, id: Id) -> bool {
        match self {
            Self::Id(asked) => is_the_one(document, id, asked),
            Self::External(asked) => is_the_one(document, EXTERNAL, asked),
        }
    }
}

/// The caller's own key, as every resource that has one calls it.
const EXTERNAL: Id = Id::Shown("id_externe");

/// Says by which kind of key it reads; the caller's own may be anything of a person.
impl<R: Gettable> fmt::Debug for Get<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by {} {:?}", R::GET, self.key.parameter(), self.query)
    }
}

/// Says by which kind of key it reads, and how many.
impl<R: Gettable> fmt::Debug for GetSeveral<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = self.keys.first().map_or("nothing", Key::parameter);
        write!(f, "{} by {by}, {} of them {:?}", R::GET_SEVERAL, self.keys.len(), self.query)
    }
}
