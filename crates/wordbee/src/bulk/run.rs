//! A bulk write with a client: the steps in order, the waiting left to the caller's clock.

use crate::{Bulk, BulkOutcome, BulkStep, Wordbee};
use participants_core::{Client, Error};
use std::{future::Future, time::Duration};

impl Bulk {
    /// Goes on until the write has ended, sending through `client` and waiting by `sleep`, such as `tokio::time::sleep`.
    ///
    /// After an error it may be called again: it goes on where it was, except where the start itself was lost.
    ///
    /// ```no_run
    /// use participants_wordbee::{Bulk, BulkChanges, BulkPerson, Who, Wordbee, core::{Client, Error}};
    ///
    /// async fn promote(client: &Client<Wordbee>) -> Result<(), Error> {
    ///     let row = BulkPerson::change(77, Who::Id(4711), BulkChanges::new().role("Trainer")).data("EMP-0815");
    ///     let outcome = Bulk::new([row])?.run(client, tokio::time::sleep).await?;
    ///     assert!(outcome.of("EMP-0815").is_some());
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`next`](Self::next); and what failed in a call, as [`failed`](Self::failed) puts it.
    pub async fn run<S, F>(&mut self, client: &Client<Wordbee>, sleep: S) -> Result<BulkOutcome, Error>
    where
        S: Fn(Duration) -> F,
        F: Future<Output = ()>,
    {
        let mut answer = None;
        loop {
            match self.next(answer.take())? {
                BulkStep::Send(call) => answer = Some(client.call(&call).await.map_err(|error| self.failed(error))?),
                BulkStep::WaitAtLeast(time) => sleep(time).await,
                BulkStep::Done(outcome) => return Ok(outcome),
            }
        }
    }
}
