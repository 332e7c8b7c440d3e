//! The accounts that an SQLite journal holds: their locks are in the user's state folder, whichever journal their runs
//! are in.

use super::{AccountLock, Folder, JournalError, LeftRun, OpenCreations, Run, SqliteJournal, StateFolder, Uptime};
use jiff::Timestamp;
use std::{collections::HashMap, fs};

/// Where a journal is, where it locks accounts, and those that it holds.
pub(super) struct Shared {
    pub(super) folder: Folder,
    pub(super) state: StateFolder,
    held: HashMap<String, AccountLock>,
}

impl Shared {
    pub(super) fn new(folder: Folder, state: StateFolder) -> Self {
        Self { folder, state, held: HashMap::new() }
    }
}

impl SqliteJournal {
    /// Locks an account, and looks for what the run that was begun there last has left open. A journal that locks
    /// nothing is that of an account which no other process can reach.
    pub(super) fn lock_account(
        &mut self,
        account: &str,
        run: Option<&Run>,
        now: Timestamp,
    ) -> Result<Option<OpenCreations>, JournalError> {
        let Some(shared) = &mut self.shared else { return Ok(None) };
        let lock = shared.held.remove(account).map_or_else(|| shared.state.lock(account), Ok)?;
        let folder = shared.folder.clone();
        let left = lock.left(account, &folder, self, now);
        if let Some(shared) = &mut self.shared {
            shared.held.insert(account.to_owned(), lock);
        }
        let Some((left, passed)) = left? else { return Ok(None) };
        let is_this = run.is_some_and(|run| left.is(&folder, run));
        let count = if is_this { Some(0) } else { left.lost_creations(account, now) };
        let is_here = fs::canonicalize(folder.path()).is_ok_and(|here| here == left.journal);
        let LeftRun { run, journal, .. } = left;
        let open = OpenCreations { run, journal, is_here, count, passed, can_be_proven: Uptime::now().is_some() };
        Ok(Some(open).filter(|open| open.count != Some(0)))
    }

    pub(super) fn unlock_account(&mut self, account: &str) {
        self.shared.iter_mut().for_each(|shared| drop(shared.held.remove(account)));
    }

    pub(super) fn record_start(&mut self, run: &Run) -> Result<(), JournalError> {
        let held = self.shared.as_ref().and_then(|shared| Some((shared.held.get(&run.account)?, &shared.folder)));
        held.map_or(Ok(()), |(lock, folder)| lock.begin(folder, run))
    }

    pub(super) fn record_rest(&mut self, run: &Run, is_settled: bool) -> Result<(), JournalError> {
        let held = self.shared.as_ref().and_then(|shared| Some((shared.held.get(&run.account)?, &shared.folder)));
        held.map_or(Ok(()), |(lock, folder)| lock.rest(folder, run, is_settled))
    }
}
