//! What a bulk write asks for, is answered, and comes to.

use crate::{BulkResult, Operation, Upload, Wordbee};
use participants_core::{Call, Error, Record};
use std::time::Duration;

/// What is to be done next.
pub enum BulkStep {
    /// Send this call and hand its answer to [`Bulk::next`](crate::Bulk::next).
    Send(Call<Wordbee, BulkAnswer>),
    /// Let at least this time pass and ask [`Bulk::next`](crate::Bulk::next) again.
    WaitAtLeast(Duration),
    /// The write has ended well.
    Done(BulkOutcome),
}

/// The answer to a call of a bulk write.
#[derive(Debug)]
#[non_exhaustive]
pub enum BulkAnswer {
    /// To the upload of the file.
    Uploaded(Upload),
    /// To the start, and to each question how it stands.
    Operation(Operation),
}

/// A bulk write that has ended well. That the write as a whole did says nothing of a single row: its result does, in a
/// form that is on no page.
#[derive(Debug)]
#[non_exhaustive]
pub struct BulkOutcome {
    /// What the platform says about each row; an empty list where it says nothing that could be found.
    pub results: Vec<Result<Record<BulkResult>, Error>>,
    /// The operation, with the answer as it came.
    pub operation: Operation,
}

impl BulkOutcome {
    /// The result of the row with this `data`, which is its position from 0 where the rows had none of their own.
    #[must_use]
    pub fn of(&self, data: &str) -> Option<&Record<BulkResult>> {
        self.results.iter().flatten().find(|result| result.data.as_deref() == Some(data))
    }
}
