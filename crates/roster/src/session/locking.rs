//! The lock on the account, and what an earlier run has left open there.

use super::{Session, SessionError, Unsettled};
use crate::journal::{AccountLock, Folder, JournalError, LeftRun, Run, State, StateCounts, Uptime};
use jiff::Timestamp;

/// A process's lock on an account.
#[derive(Debug)]
pub(super) enum Lock {
    /// No other process can reach the account.
    NotNeeded,
    Open,
    /// What an earlier run has left open, this process has waited for.
    Waited,
    Held(AccountLock),
}

impl Lock {
    pub(super) fn is_needed(&self) -> bool {
        !matches!(self, Self::NotNeeded)
    }

    fn held(&self) -> Option<&AccountLock> {
        if let Self::Held(lock) = self { Some(lock) } else { None }
    }

    /// Records that a run begins, before anything of it is sent.
    pub(super) fn begin(&self, folder: &Folder, run: &Run) -> Result<(), JournalError> {
        self.held().map_or(Ok(()), |lock| lock.begin(folder, run))
    }

    /// Records that it has come to rest with these counts.
    pub(super) fn rest(&self, folder: &Folder, run: &Run, counts: &StateCounts) -> Result<(), JournalError> {
        let is_settled = counts.of(State::Sending) + counts.of(State::Unknown) == 0;
        self.held().map_or(Ok(()), |lock| lock.rest(folder, run, is_settled))
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
        let has_waited = match self.lock {
            Lock::NotNeeded | Lock::Held(_) => return Ok(()),
            Lock::Open => false,
            Lock::Waited => true,
        };
        let lock = self.state.lock(&self.account)?;
        let now = Timestamp::now();
        let left = lock.left(&self.account, &self.folder, &mut self.journal, now)?;
        if let Some((left, passed)) = left.filter(|_| !has_waited) {
            let is_this = run.is_some_and(|run| left.is(&self.folder, run));
            let count = if is_this { Some(0) } else { left.lost_creations(&self.account, now) };
            let wait = self.settle_after.saturating_sub(passed);
            if count != Some(0) && !wait.is_zero() {
                let is_here = self.is_here(&left);
                let can_be_proven = Uptime::now().is_some();
                let LeftRun { run, journal, .. } = left;
                return Err(Unsettled { run, journal, is_here, count, wait, can_be_proven }.into());
            }
        }
        self.lock = Lock::Held(lock);
        Ok(())
    }

    /// Says that this process has waited for as long as [`Unsettled::wait`] asks: the account may be locked then. For
    /// machines on which no other process can prove that the time has passed.
    pub fn has_waited(&mut self) {
        if matches!(self.lock, Lock::Open) {
            self.lock = Lock::Waited;
        }
    }

    fn is_here(&self, left: &LeftRun) -> bool {
        std::fs::canonicalize(self.folder.path()).is_ok_and(|here| here == left.journal)
    }
}
