//! Lists that come in pages: read one after the other, each record once, with the completeness at the end.

mod seen;

use crate::client::{list::List, page::Page};
use crate::{
    client::{Client, records::Records},
    error::Error,
    model::completeness::Completeness,
};
use seen::Seen;
use std::fmt;

/// A list that comes in pages: an endpoint that reads one and knows how to ask for the one after it.
///
/// [`Client::pages`] walks through them.
pub trait Paged: List + Clone {
    /// What reading to the end proves at best, by the API's documents.
    const PROMISE: Completeness;

    /// What it proves when a page comes once more, item by item, in place of the one after it: that there are no
    /// others, or that the API takes no notice of the page's number. Unless an API says which, it is not known.
    const REPEATED: Completeness = Completeness::Unknown;

    /// What distinguishes one item from another; `None` for an item without a key, which is never dropped.
    fn key(item: &Self::Item) -> Option<String>;

    /// The call for the page after `page`, which this one answered; `None` where there is none.
    fn following(&self, page: &Page<Self::Item>) -> Option<Self>;
}

/// A walk through all pages of a list, each read while it arrives.
///
/// Rows can move between pages while one reads, so an item with a key that came before is dropped. A page that brings
/// nothing new ends the walk: the API may take no notice of the page's number, or give its last page for every one
/// past the end. Of all items no more is kept than a number for each key, 16 bytes long.
pub struct Pages<E: Paged> {
    client: Client<E::Api>,
    next: Option<E>,
    page: Option<Records<E>>,
    seen: Seen<E::Item>,
    read: u64,
    doubt: Option<Completeness>,
    total: Option<Option<u64>>,
}

impl<E: Paged> Pages<E> {
    pub(crate) fn new(client: Client<E::Api>, first: E) -> Self {
        let (page, read, doubt, total) = Default::default();
        Self { client, next: Some(first), page, seen: Seen::default(), read, doubt, total }
    }

    /// The next new items, as many of the page as have arrived, invalid ones among them; `None` after the last page.
    ///
    /// # Errors
    /// The page could not be read. Asking again reads the same page; where part of it was handed on before, nothing
    /// proves any more that the list is complete.
    pub async fn next(&mut self) -> Result<Option<Vec<Result<E::Item, Error>>>, Error> {
        while let Some(call) = &self.next {
            let call = call.clone();
            let fresh = self.advance(call).await?;
            if !fresh.is_empty() {
                self.read += fresh.len() as u64;
                return Ok(Some(fresh));
            }
        }
        Ok(None)
    }

    async fn advance(&mut self, call: E) -> Result<Vec<Result<E::Item, Error>>, Error> {
        let page = self.page.get_or_insert_with(|| self.client.records(call));
        let fresh = match page.next().await {
            Ok(Some(items)) => self.seen.add(items, E::key),
            Ok(None) => self.turn(),
            Err(error) => {
                self.page = None;
                if self.seen.leave_page() {
                    self.doubt(Completeness::Unknown);
                }
                return Err(error);
            }
        };
        if fresh.iter().any(Result::is_err) {
            self.doubt(Completeness::Partial("some records could not be read"));
        }
        Ok(fresh)
    }

    /// The page is over. What of it was held back until now is handed on, unless the page is the one before once more.
    fn turn(&mut self) -> Vec<Result<E::Item, Error>> {
        let (next, total) = match (self.page.take().as_ref().and_then(Records::end), &self.next) {
            (Some(page), Some(call)) => (call.following(page), page.total),
            _ => (None, None),
        };
        self.next = next;
        self.hold_against_total(total);
        let Some(page) = self.seen.end_page() else {
            self.next = None;
            self.doubt(E::REPEATED);
            return Vec::new();
        };
        if page.held.iter().any(Result::is_err) {
            self.doubt(Completeness::Partial("some records could not be read"));
        }
        if page.has_known && page.has_new {
            // A record moved from page to page while they were read; another may have been missed.
            self.doubt(Completeness::Unknown);
        }
        if !page.has_new && self.next.take().is_some() && page.count > 0 {
            // There might be no end to such pages: of items all seen before, or that cannot be distinguished.
            self.doubt(Completeness::Unknown);
        }
        page.held
    }

    /// Everything that is left.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub async fn rest(&mut self) -> Result<Vec<Result<E::Item, Error>>, Error> {
        let mut all = Vec::new();
        while let Some(items) = self.next().await? {
            all.extend(items);
        }
        Ok(all)
    }

    /// Whether everything was read.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        let is_short = self.total.flatten().is_some_and(|total| self.read < total);
        match self.doubt {
            _ if self.next.is_some() => Completeness::Partial("the list was not read to its end"),
            Some(doubt) => doubt,
            None if is_short => Completeness::Partial("the list ended before it was read in full"),
            None => E::PROMISE,
        }
    }

    fn hold_against_total(&mut self, total: Option<u64>) {
        if self.total.is_some_and(|first| first != total) {
            self.doubt(Completeness::Partial("the list changed while it was read"));
        }
        self.total = self.total.or(Some(total));
    }

    fn doubt(&mut self, doubt: Completeness) {
        self.doubt = self.doubt.or(Some(doubt));
    }
}

impl<P: crate::client::endpoint::Provider> Client<P> {
    /// A walk through all pages of a list, beginning with this one.
    pub fn pages<E: Paged<Api = P>>(&self, first: E) -> Pages<E> {
        Pages::new(self.clone(), first)
    }
}

/// Shows how far it came.
impl<E: Paged> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("read", &self.read).field("is_at_end", &self.next.is_none()).finish()
    }
}
