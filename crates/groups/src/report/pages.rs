//! All pages of a report, although nothing documented says which is the last.

use super::Report;
use crate::{Groups, ReportItem};
use participants_core::{Client, Completeness, Error, Record};
use std::collections::HashSet;

/// The pages of a report, one after the other, each user once.
///
/// The end is an empty page or one without anybody new: that also ends the reading where the platform does not know
/// pages, or repeats the last one. Both are inferred, so what was read is presumed to be all, never proved.
#[derive(Debug)]
pub struct ReportPages<'a> {
    client: &'a Client<Groups>,
    report: Report,
    next: u32,
    seen: Seen,
}

impl<'a> ReportPages<'a> {
    pub(super) fn new(report: Report, client: &'a Client<Groups>) -> Self {
        Self { client, next: report.page.unwrap_or(client.provider().first_page), report, seen: Seen::default() }
    }

    /// Reads on: the users no earlier page had, and the items that could not be read; `None` after the end.
    ///
    /// # Errors
    /// The page could not be read. Asking again reads the same page.
    pub async fn next(&mut self) -> Result<Option<Vec<Result<Record<ReportItem>, Error>>>, Error> {
        if self.seen.is_at_end {
            return Ok(None);
        }
        let page = self.client.send(&self.report.clone().page(self.next)).await?;
        self.next = self.next.saturating_add(1);
        Ok(Some(self.seen.add(page)).filter(|fresh| !fresh.is_empty()))
    }

    /// Reads all that is left.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub async fn rest(&mut self) -> Result<Vec<Result<Record<ReportItem>, Error>>, Error> {
        let mut all = Vec::new();
        while let Some(fresh) = self.next().await? {
            all.extend(fresh);
        }
        Ok(all)
    }

    /// Whether everybody was read, once the end is reached.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        match (self.seen.is_at_end, self.seen.is_shifted) {
            (true, false) => Completeness::Presumed(
                "no document says how the report's pages begin and end: one without anybody new was taken for the end",
            ),
            // Somebody moved between pages while they were read; somebody else may have slipped through.
            (true, true) => Completeness::Unknown,
            (false, _) => Completeness::Partial("the report was not read to its end"),
        }
    }
}

/// Who was read so far.
#[derive(Debug, Default)]
struct Seen {
    ids: HashSet<String>,
    /// The ids of the page before, in order; `None` for an item that could not be read.
    last: Vec<Option<String>>,
    is_at_end: bool,
    is_shifted: bool,
}

impl Seen {
    /// What is new in a page.
    fn add(&mut self, page: Vec<Result<Record<ReportItem>, Error>>) -> Vec<Result<Record<ReportItem>, Error>> {
        let ids: Vec<_> = page.iter().map(|item| item.as_ref().ok().and_then(|item| item.id.clone())).collect();
        if ids.is_empty() || ids == self.last {
            self.is_at_end = true;
            return Vec::new();
        }
        let before = self.ids.len();
        let mut known = 0;
        let mut fresh = Vec::new();
        for (item, id) in page.into_iter().zip(&ids) {
            match id {
                Some(id) if !self.ids.insert(id.clone()) => known += 1,
                _ => fresh.push(item),
            }
        }
        // A page must bring somebody, or there might be no end to pages of items that cannot be read.
        self.is_at_end = self.ids.len() == before;
        self.is_shifted |= known > 0 && !self.is_at_end;
        self.last = ids;
        fresh
    }
}
