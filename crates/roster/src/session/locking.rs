//! The lock on the account, and what an earlier run has left open there.

use super::{Session, SessionError, Unsettled};
use crate::journal::{AccountLock, Folder, JournalError, LeftRun, Run, State, StateCounts, Uptime};
use jiff::Timestamp;

/// A process's lock on an account.
#[derive(Debug)]
pub(super) struct Lock {
    /// Other processes can reach the account.
    pub(super) is_needed: bool,
    held: Option<AccountLock>,
    /// What an earlier run has left open, this process has waited for. It holds until the next run begins.
    has_waited: bool,
}

impl Lock {
    pub(super) fn new(is_needed: bool) -> Self {
        Self { is_needed, held: None, has_waited: false }
    }

    /// Records that a run begins, before anything of it is sent.
    pub(super) fn begin(&mut self, folder: &Folder, run: &Run) -> Result<(), JournalError> {
        self.has_waited = false;
        self.held.as_ref().map_or(Ok(()), |lock| lock.begin(folder, run))
    }

    /// Records that it has come to rest with these counts.
    pub(super) fn rest(&self, folder: &Folder, run: &Run, counts: &StateCounts) -> Result<(), JournalError> {
        let is_settled = counts.of(State::Sending) + counts.of(State::Unknown) == 0;
        self.held.as_ref().map_or(Ok(()), |lock| lock.rest(folder, run, is_settled))
    }
}

impl Session {
    /// Locks the account for this run, or for a new one; every function that needs the lock does so itself. Creations of
    /// another run, in any journal, may still be carried out; until then no participant is created again.
    ///
    /// # Errors
    /// [`JournalError::Busy`] where another process holds the lock; [`SessionError::Unsettled`] while creations of another
    /// run are open.
    pub fn lock(&mut self, run: Option<&Run>) -> Result<(), SessionError> {
        if !self.lock.is_needed {
            return Ok(());
        }
        let lock = match self.lock.held.take() {
            Some(lock) => lock,
            None => self.state.lock(&self.account)?,
        };
        // A session has more than one run: what the one before has left open counts as well.
        let lock = self.lock.held.insert(lock);
        if self.lock.has_waited {
            return Ok(());
        }
        let now = Timestamp::now();
        let Some((left, passed)) = lock.left(&self.account, &self.folder, &mut self.journal, now)? else {
            return Ok(());
        };
        let is_this = run.is_some_and(|run| left.is(&self.folder, run));
        let count = if is_this { Some(0) } else { left.lost_creations(&self.account, now) };
        let wait = self.settle_after.saturating_sub(passed);
        if count == Some(0) || wait.is_zero() {
            return Ok(());
        }
        let (is_here, can_be_proven) = (self.is_here(&left), Uptime::now().is_some());
        let LeftRun { run, journal, .. } = left;
        // Whichever session settles them needs the lock.
        self.lock.held = None;
        Err(Unsettled { run, journal, is_here, count, wait, can_be_proven }.into())
    }

    /// Says that this process has waited for as long as [`Unsettled::wait`] asks: the next run may begin. For machines on
    /// which no other process can prove that the time has passed.
    pub fn has_waited(&mut self) {
        self.lock.has_waited = true;
    }

    fn is_here(&self, left: &LeftRun) -> bool {
        std::fs::canonicalize(self.folder.path()).is_ok_and(|here| here == left.journal)
    }
}
