//! People as they are read: a stream with its completeness at the end, whatever the pages are.

use crate::{
    client::{
        list::List,
        paging::{Paged, Pages},
        records::Records,
        transport::BoxFuture,
    },
    directory::listing::{InvalidRecord, Listing},
    error::{Error, kind::Outcome},
    model::{completeness::Completeness, field::Field, filter::Filter, participant::Participant},
};
use futures_core::Stream;
use std::{
    collections::VecDeque,
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

/// One record of a list.
#[derive(Clone, Debug)]
pub enum ListItem {
    /// A participant.
    Person(Box<Participant>),
    /// A record that could not be read. It affects no other, but the list is not proved complete.
    Invalid(InvalidRecord),
}

/// The participants of a provider, one after the other.
///
/// Pages are asked for as they are needed. [`completeness`](Self::completeness) has the result once the end is reached.
/// It is a [`Stream`] of `Result<ListItem, Error>`, and needs no extension trait: [`next`](Self::next) and
/// [`collect`](Self::collect) are its own. A call that fails ends it.
pub struct People {
    state: State,
    ready: VecDeque<ListItem>,
    filter: Filter,
    filtered_here: Vec<Field>,
    position: usize,
    has_invalid: bool,
    completeness: Completeness,
}

/// Where the records come from; made by a provider crate's [`Unified::list`](crate::Unified::list).
pub struct PageStream(Box<dyn Batches>);

type Participants = Vec<Result<Participant, Error>>;
type Batch = (PageStream, Result<Option<Participants>, Error>);

/// What gives records by the page.
trait Batches: Send {
    /// The records of the next page; `None` after the last.
    fn next(self: Box<Self>) -> BoxFuture<'static, Batch>;

    fn completeness(&self) -> Completeness;
}

enum State {
    Idle(PageStream),
    Reading(BoxFuture<'static, Batch>),
    Ended,
}

impl PageStream {
    /// Records that one call gave, and what it proves.
    pub fn whole(records: Vec<Result<Participant, Error>>, completeness: Completeness) -> Self {
        Self(Box::new(Whole { records: Some(records), completeness }))
    }

    /// A list that one call gives, each of its items read by `read` while it arrives, and what its end proves.
    pub fn records<E, F>(records: Records<E>, read: F, completeness: Completeness) -> Self
    where
        E: List + 'static,
        E::Item: Send,
        F: FnMut(Result<E::Item, Error>) -> Result<Participant, Error> + Send + 'static,
    {
        Self(Box::new(AsTheyArrive { records, read, completeness }))
    }

    /// A list that comes in pages, each of its items read by `read`.
    pub fn pages<E, F>(pages: Pages<E>, read: F) -> Self
    where
        E: Paged + 'static,
        E::Item: Send,
        F: FnMut(Result<E::Item, Error>) -> Result<Participant, Error> + Send + 'static,
    {
        Self(Box::new(InPages { pages, read }))
    }
}

impl People {
    pub(crate) fn new(source: PageStream, filter: Filter, filtered_here: Vec<Field>) -> Self {
        let completeness = Completeness::Partial("the list was not read to its end");
        let (ready, position, has_invalid) = Default::default();
        Self { state: State::Idle(source), ready, filter, filtered_here, position, has_invalid, completeness }
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// A page could not be read. That is the end: participants who were not read may still exist.
    pub async fn next(&mut self) -> Result<Option<ListItem>, Error> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await.transpose()
    }

    /// Reads to the end.
    ///
    /// # Errors
    /// As [`next`](Self::next); what was read before is dropped.
    pub async fn collect(mut self) -> Result<Listing, Error> {
        let mut listing = Listing::default();
        while let Some(listed) = self.next().await? {
            match listed {
                ListItem::Person(person) => listing.people.push(*person),
                ListItem::Invalid(invalid) => listing.invalid.push(invalid),
            }
        }
        listing.completeness = self.completeness;
        Ok(listing)
    }

    /// Whether participants are missing; before the end, some are.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        self.completeness
    }

    /// The fields of the filter that the provider has no filter for: it was asked for more, and the rest was dropped
    /// here.
    #[must_use]
    pub fn filtered_here(&self) -> &[Field] {
        &self.filtered_here
    }

    fn add(&mut self, records: Participants) {
        for record in records {
            match record {
                Ok(person) if self.filter.lets_through(&person) => {
                    self.ready.push_back(ListItem::Person(person.into()))
                }
                Ok(_) => {}
                Err(error) => {
                    let why = error.with_outcome(Outcome::NotApplied).to_string();
                    self.ready.push_back(ListItem::Invalid(InvalidRecord { position: self.position, why }));
                    self.has_invalid = true;
                }
            }
            self.position += 1;
        }
    }

    fn end(&mut self, completeness: Completeness) {
        self.completeness = match (completeness, self.has_invalid) {
            (worse @ (Completeness::Partial(_) | Completeness::Unknown), _) => worse,
            (_, true) => Completeness::Partial("some records could not be read"),
            (completeness, false) => completeness,
        };
    }
}

impl Stream for People {
    type Item = Result<ListItem, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(listed) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(listed)));
            }
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Idle(source) => self.state = State::Reading(source.0.next()),
                State::Reading(mut batch) => match batch.as_mut().poll(cx) {
                    Poll::Pending => {
                        self.state = State::Reading(batch);
                        return Poll::Pending;
                    }
                    Poll::Ready((_, Err(error))) => return Poll::Ready(Some(Err(error))),
                    Poll::Ready((source, Ok(Some(records)))) => {
                        self.add(records);
                        self.state = State::Idle(source);
                    }
                    Poll::Ready((source, Ok(None))) => self.end(source.0.completeness()),
                },
            }
        }
    }
}

struct Whole {
    records: Option<Participants>,
    completeness: Completeness,
}

impl Batches for Whole {
    fn next(mut self: Box<Self>) -> BoxFuture<'static, Batch> {
        let records = self.records.take();
        Box::pin(std::future::ready((PageStream(self), Ok(records))))
    }

    fn completeness(&self) -> Completeness {
        self.completeness
    }
}

struct AsTheyArrive<E: List, F> {
    records: Records<E>,
    read: F,
    completeness: Completeness,
}

impl<E, F> Batches for AsTheyArrive<E, F>
where
    E: List + 'static,
    E::Item: Send,
    F: FnMut(Result<E::Item, Error>) -> Result<Participant, Error> + Send + 'static,
{
    fn next(mut self: Box<Self>) -> BoxFuture<'static, Batch> {
        Box::pin(async move {
            let items = self.records.next().await;
            let records = items.map(|items| items.map(|items| items.into_iter().map(&mut self.read).collect()));
            (PageStream(self), records)
        })
    }

    fn completeness(&self) -> Completeness {
        self.completeness
    }
}

struct InPages<E: Paged, F> {
    pages: Pages<E>,
    read: F,
}

impl<E, F> Batches for InPages<E, F>
where
    E: Paged + 'static,
    E::Item: Send,
    F: FnMut(Result<E::Item, Error>) -> Result<Participant, Error> + Send + 'static,
{
    fn next(mut self: Box<Self>) -> BoxFuture<'static, Batch> {
        Box::pin(async move {
            let page = self.pages.next().await;
            let records = page.map(|page| page.map(|items| items.into_iter().map(&mut self.read).collect()));
            (PageStream(self), records)
        })
    }

    fn completeness(&self) -> Completeness {
        self.pages.completeness()
    }
}

impl fmt::Debug for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("People").field("filter", &self.filter).field("completeness", &self.completeness).finish()
    }
}

impl fmt::Debug for PageStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageStream({:?})", self.0.completeness())
    }
}
