//! Reading a list to its end, page by page, repeats dropped.

use crate::{Customer, Frontcore, Page, Participant};
use participants_core::{Client, Endpoint, Error, Record};
use std::collections::HashSet;

/// A walk through all pages of a list.
///
/// Rows can move from one page to the next while one reads, so ids seen before are dropped. A page without a new one
/// ends the walk: the service may take no notice of `page`, or give its last page for every one past the end.
pub(super) struct Pages<F> {
    call: F,
    next: Option<u32>,
    seen: HashSet<String>,
    stalled: bool,
}

/// A record that can be told from others.
pub(super) trait Identified {
    /// Its number.
    fn id(&self) -> Option<&str>;
}

impl<F> Pages<F> {
    /// A walk that asks for each page by the call that `call` makes of its number.
    pub(super) fn new(call: F) -> Self {
        Self { call, next: Some(1), seen: HashSet::new(), stalled: false }
    }

    /// Whether the walk came to where the list seems to end, and not to where it brought nothing new.
    pub(super) fn ended(&self) -> bool {
        self.next.is_none() && !self.stalled
    }

    /// The records of the next page that are new, odd ones among them; none where there is no further page.
    pub(super) async fn next<E, T>(&mut self, client: &Client<Frontcore>) -> Result<Option<Records<T>>, Error>
    where
        F: Fn(u32) -> E,
        E: Endpoint<Api = Frontcore, Output = Page<T>>,
        T: Identified,
    {
        let Some(number) = self.next.take() else { return Ok(None) };
        let page = client.send(&(self.call)(number)).await?;
        let known = self.seen.len();
        let is_new = |record: &Result<Record<T>, Error>| match record.as_ref().map(|record| record.id()) {
            Ok(Some(id)) => self.seen.insert(id.to_owned()),
            Ok(None) | Err(_) => true,
        };
        let records: Vec<_> = page.records.into_iter().filter(is_new).collect();
        self.stalled = page.next.is_some() && self.seen.len() == known;
        self.next = page.next.filter(|_| !self.stalled);
        Ok(Some(records))
    }
}

/// The records of one page.
pub(super) type Records<T> = Vec<Result<Record<T>, Error>>;

impl Identified for Participant {
    fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

impl Identified for Customer {
    fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}
