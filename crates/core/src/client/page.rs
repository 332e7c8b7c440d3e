//! One page of a list.

use crate::error::Error;
use std::fmt;

/// One page of a list.
#[non_exhaustive]
pub struct Page<T> {
    /// The items of the page, each for itself: an invalid one does not cost the others. None where they were handed on
    /// before.
    pub items: Vec<Result<T, Error>>,
    /// How many items the page has or had.
    pub count: usize,
    /// How many items the whole list has, where the answer says so.
    pub total: Option<u64>,
    /// The number of the next page, where the answer says so or it can be concluded; what it means is the endpoint's.
    pub next: Option<u32>,
}

impl<T> From<Vec<Result<T, Error>>> for Page<T> {
    fn from(items: Vec<Result<T, Error>>) -> Self {
        Self::new(items)
    }
}

impl<T> Page<T> {
    /// A page of these items, of which nothing more is known.
    #[must_use]
    pub fn new(items: Vec<Result<T, Error>>) -> Self {
        Self { count: items.len(), items, total: None, next: None }
    }

    /// The same with the number of the next page.
    #[must_use]
    pub fn next(self, next: Option<u32>) -> Self {
        Self { next, ..self }
    }

    /// The same, said to have had so many items that were handed on before.
    #[must_use]
    pub fn count(self, count: usize) -> Self {
        Self { count, ..self }
    }

    /// The same with the count of the whole list.
    #[must_use]
    pub fn total(self, total: Option<u64>) -> Self {
        Self { total, ..self }
    }
}

/// Shows counts; the items may be people.
impl<T> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Page");
        shown.field("items", &self.count).field("total", &self.total).field("next", &self.next).finish()
    }
}
