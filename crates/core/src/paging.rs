//! Lists that come in pages: read one after the other, each record once, with a verdict at the end.

use crate::{Client, Completeness, Endpoint, Error};
use std::{collections::HashSet, fmt};

/// An endpoint that reads one page of a list and knows how to ask for the one after it.
///
/// [`Client::pages`] walks through them.
pub trait Paged: Endpoint<Output = Page<Self::Item>> + Sized {
    /// What the list holds, most often a [`Record`](crate::Record).
    type Item;

    /// What reading to the end proves at best, by the API's documents.
    const PROMISE: Completeness;

    /// What it proves when a page comes once more, item by item, in place of the one after it: that there are no
    /// others, or that the API takes no notice of the page's number. Unless an API says which, nobody knows.
    const REPEATED: Completeness = Completeness::Unknown;

    /// What tells one item from another; `None` for an item that has nothing of the kind, which is never dropped.
    fn key(item: &Self::Item) -> Option<String>;

    /// The call for the page after `page`, which this one answered; `None` where there is none.
    fn following(&self, page: &Page<Self::Item>) -> Option<Self>;
}

/// One page of a list.
#[non_exhaustive]
pub struct Page<T> {
    /// The items of the page, each for itself: an odd one does not cost the others.
    pub items: Vec<Result<T, Error>>,
    /// How many items the whole list has, where the answer says so.
    pub total: Option<u64>,
    /// The number of the next page, where the answer says so or it can be concluded; what it means is the endpoint's.
    pub next: Option<u32>,
}

/// A walk through all pages of a list.
///
/// Rows can move between pages while one reads, so an item with a key that came before is dropped. A page that brings
/// nothing new ends the walk: the API may take no notice of the page's number, or give its last page for every one
/// past the end.
pub struct Pages<E: Paged> {
    client: Client<E::Api>,
    next: Option<E>,
    seen: HashSet<String>,
    last: Vec<Option<String>>,
    read: u64,
    doubt: Option<Completeness>,
    total: Option<Option<u64>>,
}

impl<T> Page<T> {
    /// A page of these items, of which nothing more is known.
    #[must_use]
    pub fn new(items: Vec<Result<T, Error>>) -> Self {
        Self { items, total: None, next: None }
    }

    /// The same with the number of the next page.
    #[must_use]
    pub fn next(self, next: Option<u32>) -> Self {
        Self { next, ..self }
    }

    /// The same with the count of the whole list.
    #[must_use]
    pub fn total(self, total: Option<u64>) -> Self {
        Self { total, ..self }
    }
}

impl<E: Paged> Pages<E> {
    pub(crate) fn new(client: Client<E::Api>, first: E) -> Self {
        let (seen, last) = Default::default();
        Self { client, next: Some(first), seen, last, read: 0, doubt: None, total: None }
    }

    /// The new items of the next page, odd ones among them; `None` after the last.
    ///
    /// # Errors
    /// The page could not be read. Asking again reads the same page.
    pub async fn next_page(&mut self) -> Result<Option<Vec<Result<E::Item, Error>>>, Error> {
        let Some(call) = &self.next else { return Ok(None) };
        let page = self.client.send(call).await?;
        self.next = call.following(&page);
        self.hold_against_total(page.total);
        Ok(Some(self.fresh(page.items)))
    }

    /// Everything that is left.
    ///
    /// # Errors
    /// As [`next_page`](Self::next_page).
    pub async fn rest(&mut self) -> Result<Vec<Result<E::Item, Error>>, Error> {
        let mut all = Vec::new();
        while let Some(items) = self.next_page().await? {
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

    /// What of a page did not come before. Where nothing did, there is no further page worth asking for.
    fn fresh(&mut self, items: Vec<Result<E::Item, Error>>) -> Vec<Result<E::Item, Error>> {
        let keys: Vec<_> = items.iter().map(|item| item.as_ref().ok().and_then(E::key)).collect();
        if keys == self.last && !keys.is_empty() {
            self.next = None;
            self.doubt(E::REPEATED);
            return Vec::new();
        }
        let (count, known) = (items.len(), self.seen.len());
        if items.iter().any(Result::is_err) {
            self.doubt(Completeness::Partial("some records could not be read"));
        }
        let mut is_new = |key: &Option<String>| key.as_ref().is_none_or(|key| self.seen.insert(key.clone()));
        let fresh: Vec<_> = items.into_iter().zip(&keys).filter(|(_, key)| is_new(key)).map(|(item, _)| item).collect();
        self.read += fresh.len() as u64;
        let brought_nothing = self.seen.len() == known;
        if fresh.len() < count && !brought_nothing {
            // Somebody moved from page to page while they were read; somebody else may have slipped through.
            self.doubt(Completeness::Unknown);
        }
        if brought_nothing && self.next.take().is_some() && count > 0 {
            // There might be no end to such pages: of items all seen before, or that cannot be told apart.
            self.doubt(Completeness::Unknown);
        }
        self.last = keys;
        fresh
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

impl<P: crate::Provider> Client<P> {
    /// A walk through all pages of a list, beginning with this one.
    pub fn pages<E: Paged<Api = P>>(&self, first: E) -> Pages<E> {
        Pages::new(self.clone(), first)
    }
}

/// Shows counts; the items may be people.
impl<T> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Page");
        shown.field("items", &self.items.len()).field("total", &self.total).field("next", &self.next).finish()
    }
}

/// Shows how far it came.
impl<E: Paged> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("read", &self.read).field("is_at_end", &self.next.is_none()).finish()
    }
}
