//! The lock on the account, and what an earlier run has left open there.

use super::{Session, SessionError, Unsettled};
use crate::journal::{Journal, OpenCreations, Run};
use jiff::Timestamp;

impl<J: Journal> Session<J> {
    /// Locks the account for this run, or for a new one; every function that needs the lock does so itself. Creations of
    /// another run, in any journal, may still be carried out; until then no participant is created again.
    ///
    /// # Errors
    /// [`JournalError::Busy`](crate::journal::JournalError::Busy) where another process holds the lock;
    /// [`SessionError::Unsettled`] while creations of another run are open.
    pub async fn lock(&mut self, run: Option<&Run>) -> Result<(), SessionError> {
        // A session has more than one run: what the one before has left open counts as well.
        let open = self.journal.lock(&self.account, run, Timestamp::now()).await?;
        let Some(open) = open.filter(|_| !self.has_waited) else { return Ok(()) };
        let OpenCreations { run, journal, is_here, count, passed, can_be_proven } = open;
        let wait = self.settle_after.saturating_sub(passed);
        if wait.is_zero() {
            return Ok(());
        }
        // Whichever session settles them needs the lock.
        self.journal.unlock(&self.account);
        Err(Unsettled { run, journal, is_here, count, wait, can_be_proven }.into())
    }

    /// Says that this process has waited for as long as [`Unsettled::wait`] asks: the next run may begin. For machines on
    /// which no other process can prove that the time has passed.
    pub fn has_waited(&mut self) {
        self.has_waited = true;
    }
}
