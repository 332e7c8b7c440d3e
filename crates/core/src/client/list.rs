//! An endpoint whose answer is a list, read record by record.

use crate::{
    client::{
        endpoint::{AnswerSize, Endpoint},
        page::Page,
    },
    error::Error,
    model::document::record::UnreadRecord,
    wire::response::Response,
};

/// An endpoint whose answer is a list that can be read while it arrives.
///
/// [`Client::records`](crate::Client::records) reads it so. What [`Endpoint::response`] reads of a whole answer, these
/// functions read in parts: a list is a bare array, or one under a member of an object. Any other answer, such as a lone
/// record or nothing, is read by [`Endpoint::response`].
pub trait List: Endpoint<Output: Into<Page<Self::Item>>> {
    /// What the list holds, most often a [`Record`](crate::Record).
    type Item;

    /// How large one record may be, and what stands around all of them: as large as a whole list where records bring
    /// lists of others along.
    const RECORD: AnswerSize = AnswerSize::Record;

    /// Whether the member of this name holds the list, where the answer is an object.
    #[must_use]
    fn is_list(_member: &str) -> bool {
        false
    }

    /// Reads one record.
    ///
    /// # Errors
    /// The record cannot be understood. It affects no other.
    fn item(&self, record: UnreadRecord) -> Result<Self::Item, Error>;

    /// What the answer says beside its records. `rest` is the answer with an empty list in place of the list, which had
    /// `count` records.
    ///
    /// # Errors
    /// What stands around the records cannot be understood.
    fn end(&self, _api: &Self::Api, _rest: &Response, count: usize) -> Result<Page<Self::Item>, Error> {
        Ok(Page::new(Vec::new()).count(count))
    }
}
