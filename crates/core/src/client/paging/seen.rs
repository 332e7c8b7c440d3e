//! Which items of a list came before, known by their keys.

use crate::error::Error;
use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
};

/// The most items without a key that are held back. A page with more hands them on at once.
const MOST_HELD: usize = 10_000;

/// The keys of all items so far, and what matters of the page under way and of the one before.
///
/// An item without a key, such as one that cannot be read, is never taken for one that came before. Where a whole page
/// comes once more they come once more with it, so they are held back until the page shows something new.
pub(super) struct Seen<T> {
    hashers: [RandomState; 2],
    keys: HashSet<u128>,
    /// The last page's keys, in one number, and how many they were.
    last: (u128, usize),
    page: (u128, usize),
    held: Vec<Result<T, Error>>,
    has_new: bool,
    has_known: bool,
    is_first: bool,
}

/// What a page was.
pub(super) struct PageSeen<T> {
    /// The items held back until its end.
    pub(super) held: Vec<Result<T, Error>>,
    pub(super) count: usize,
    /// Whether an item came for the first time, of those with a key.
    pub(super) has_new: bool,
    /// Whether an item had come before.
    pub(super) has_known: bool,
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        let (hashers, keys, last, page, held, has_new, has_known) = Default::default();
        Self { hashers, keys, last, page, held, has_new, has_known, is_first: true }
    }
}

impl<T> Seen<T> {
    /// The items of these that did not come before, without those held back.
    pub(super) fn add(&mut self, items: Vec<Result<T, Error>>, key: fn(&T) -> Option<String>) -> Vec<Result<T, Error>> {
        let mut fresh = Vec::with_capacity(items.len());
        for item in items {
            let key = item.as_ref().ok().and_then(key).map(|key| self.hash(&key));
            self.page = (self.hash(&(self.page.0, key)), self.page.1 + 1);
            match key {
                Some(key) if self.keys.insert(key) => self.has_new = true,
                Some(_) => {
                    self.has_known = true;
                    continue;
                }
                None => {}
            }
            self.held.push(item);
            if self.is_first || self.has_new || self.held.len() > MOST_HELD {
                fresh.append(&mut self.held);
            }
        }
        fresh
    }

    /// Ends the page; `None` where it was the one before once more, item by item.
    pub(super) fn end_page(&mut self) -> Option<PageSeen<T>> {
        let page = std::mem::take(&mut self.page);
        let held = std::mem::take(&mut self.held);
        let (has_new, has_known) = (self.has_new, self.has_known);
        self.is_first = false;
        self.leave_page();
        let is_repeated = page == self.last && page.1 > 0;
        self.last = page;
        (!is_repeated).then_some(PageSeen { held, count: page.1, has_new, has_known })
    }

    /// Forgets the page under way, but not its keys; whether part of it was handed on.
    pub(super) fn leave_page(&mut self) -> bool {
        let was_begun = self.page.1 > 0;
        self.page = Default::default();
        self.held.clear();
        (self.has_new, self.has_known) = (false, false);
        was_begun
    }

    fn hash(&self, value: &impl std::hash::Hash) -> u128 {
        let [high, low] = &self.hashers;
        u128::from(high.hash_one(value)) << 64 | u128::from(low.hash_one(value))
    }
}
