//! One page of a list, in either of the two forms lists come in.
//!
//! Lists are bare arrays in the samples; one endpoint answers `{"items": […], "pagination": {…}}` instead, so both are
//! read everywhere. A bare array does not say whether it is the last page: one that is shorter than the limit is taken
//! for the last (inferred).

use participants_core::{Document, Error, ErrorKind, Outcome, Page, Record, Response, UnreadRecord, read};
use serde::{Deserialize, de::DeserializeOwned};

/// Reads the answer to a request for page number `page` with at most `limit` records. It is a read: whatever is wrong
/// with the answer, nothing was changed.
pub(crate) fn read<T: DeserializeOwned>(response: &Response, page: u32, limit: u32) -> Result<Page<Record<T>>, Error> {
    let (documents, pagination) = documents(response).map_err(harmless)?;
    let next = next(pagination, page, limit, documents.len())?;
    Ok(Page::new(documents.into_iter().map(|document| Record::read(document).map_err(harmless)).collect()).next(next))
}

/// Reads one record of a list.
pub(crate) fn item<T: DeserializeOwned>(record: UnreadRecord) -> Result<Record<T>, Error> {
    record.read().map_err(harmless)
}

/// It is a read: whatever is wrong with the answer, nothing was changed.
fn harmless(error: Error) -> Error {
    error.with_outcome(Outcome::NotApplied)
}

/// Reads what stands around the `count` records of such an answer.
pub(crate) fn end<T>(rest: &Response, page: u32, limit: u32, count: usize) -> Result<Page<Record<T>>, Error> {
    let (_, pagination) = documents(rest).map_err(harmless)?;
    Ok(Page::new(Vec::new()).count(count).next(next(pagination, page, limit, count)?))
}

/// The page after one with so many records.
fn next(pagination: Option<Pagination>, page: u32, limit: u32, count: usize) -> Result<Option<u32>, Error> {
    match pagination {
        Some(pagination) => pagination.next(),
        None => Ok((count >= limit as usize).then(|| page.saturating_add(1))),
    }
}

/// Reads a list that is not known to come in pages.
pub(crate) fn whole<T: DeserializeOwned>(response: &Response) -> Result<Vec<Result<Record<T>, Error>>, Error> {
    read(response, 1, u32::MAX).map(|page| page.items)
}

/// The member that holds the records where they are not bare.
pub(crate) const ITEMS: &str = "items";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pagination {
    #[serde(deserialize_with = "read::text")]
    next_page: Option<String>,
}

impl Pagination {
    /// The next page, if there is one. One that cannot be read must not pass for the end of the list.
    fn next(&self) -> Result<Option<u32>, Error> {
        match self.next_page.as_deref() {
            None | Some("0" | "false") => Ok(None),
            Some(page) => page.trim().parse().map(Some).map_err(|_| {
                let what = "the answer names a next page, and not by a number a page has";
                Error::new(ErrorKind::Decode, what).with_outcome(Outcome::NotApplied)
            }),
        }
    }
}

/// The records of a list and what the envelope says of further pages. An empty body is no list: an empty list must be
/// written out.
fn documents(response: &Response) -> Result<(Vec<Document>, Option<Pagination>), Error> {
    match response.body.trim_ascii().first() {
        Some(b'[') => Ok((response.records()?, None)),
        Some(b'{') => {
            let members = response.record()?.members();
            let pagination = members.get("pagination").filter(|pagination| pagination.get() != "null");
            let pagination = pagination.map(|pagination| Document::inside(pagination).read()).transpose()?;
            Ok((response.records_in(ITEMS)?, pagination))
        }
        None => Err(Error::new(ErrorKind::Decode, "the answer is empty where a list was expected")),
        Some(_) => Err(response
            .records()
            .err()
            .unwrap_or_else(|| Error::new(ErrorKind::Decode, "the answer is null where a list was expected"))),
    }
}
