//! One page of a list, in either of the two forms lists come in.

use participants_core::{Document, Error, ErrorKind, Outcome, Record, Request, Response, read};
use serde::{Deserialize, de::DeserializeOwned};

/// The most records one page may hold, by the documents.
pub(crate) const MOST: u32 = 250;

/// One page of a list.
///
/// Lists are bare arrays in the samples; one endpoint answers `{"items": […], "pagination": {…}}` instead, so both are
/// read everywhere.
#[derive(Debug)]
#[non_exhaustive]
pub struct Page<T> {
    /// The records of the page, each for itself: an odd one does not cost the others.
    pub records: Vec<Result<Record<T>, Error>>,
    /// The page to ask for next; none where this is the last. A bare array does not say: one that is shorter than the
    /// limit is taken for the last (inferred).
    pub next: Option<u32>,
}

impl<T: DeserializeOwned> Page<T> {
    /// Reads the answer to a request for page number `page` with at most `limit` records. It is a read: whatever is
    /// wrong with the answer, nothing was changed.
    pub(crate) fn read(response: &Response, page: u32, limit: u32) -> Result<Self, Error> {
        let harmless = |error: Error| error.with_outcome(Outcome::NotApplied);
        let (documents, pagination) = documents(response).map_err(harmless)?;
        let next = match pagination {
            Some(pagination) => pagination.next_page.and_then(|next| u32::try_from(next).ok()),
            None => (documents.len() >= limit as usize).then(|| page.saturating_add(1)),
        };
        Ok(Self {
            records: documents.into_iter().map(|document| Record::read(document).map_err(harmless)).collect(),
            next,
        })
    }
}

/// Adds `limit` and `page`, both always: what is left out is not everybody.
pub(crate) fn paged(request: Request, page: u32, limit: u32) -> Result<Request, Error> {
    if !(1..=MOST).contains(&limit) || page == 0 {
        return Err(Error::invalid("a page is counted from 1 and holds 1 to 250 records"));
    }
    Ok(request.query("limit", limit.to_string()).query("page", page.to_string()))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pagination {
    #[serde(deserialize_with = "read::integer")]
    next_page: Option<i64>,
}

/// The records of a list and what the envelope says of further pages. Nothing at all is no list: "nobody" must be said.
fn documents(response: &Response) -> Result<(Vec<Document>, Option<Pagination>), Error> {
    match response.body.trim_ascii().first() {
        Some(b'[') => Ok((response.records()?, None)),
        Some(b'{') => {
            let pagination = response.record()?.members().remove("pagination");
            let pagination = pagination.and_then(|text| Document::new(text.get().to_owned()).read().ok());
            Ok((response.records_in("items")?, pagination))
        }
        None => Err(Error::new(ErrorKind::Decode, "the answer is empty where a list was expected")),
        Some(_) => Err(response
            .records()
            .err()
            .unwrap_or_else(|| Error::new(ErrorKind::Decode, "the answer is null where a list was expected"))),
    }
}
