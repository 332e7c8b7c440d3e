//! The journal: what was to be sent, what was sent, and what came of it, so that a run survives whatever stops it.

mod account_lock;
mod entry;
mod error;
mod files;
mod folder;
mod links;
mod lost;
mod marks;
mod place;
mod placed;
mod runs;
mod sqlite;
mod state;

pub use account_lock::{AccountLock, LeftRun, Uptime};
pub use entry::{State, StateCounts, StepRecord, StepUpdate};
pub use error::JournalError;
pub use folder::Folder;
pub use links::{AccountLinks, StoredLink};
pub use lost::{LostCreations, mark_interrupted};
pub use runs::{Loaded, Loading, Run};
pub use sqlite::SqliteJournal;
pub use state::StateFolder;

/// What carrying out a run needs of whatever keeps it: a [`SqliteJournal`], or an engine that keeps runs of
/// many accounts on several machines.
///
/// What [`record`](Self::record) has stored must survive a crash at any moment after it returned, all of it or, if
/// it did not return, all or nothing of it.
pub trait Journal: Send {
    /// The entries of a run that are in one of these states, by their place in the plan, `most` at a time: those
    /// behind `after`, or the first.
    ///
    /// # Errors
    /// They cannot be read.
    fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError>;

    /// Records what became of entries.
    ///
    /// # Errors
    /// They were not recorded. Nothing may be sent then that depends on it.
    fn record(&mut self, run: u64, marks: &[StepUpdate]) -> Result<(), JournalError>;

    /// How many entries are in each state.
    ///
    /// # Errors
    /// They cannot be counted.
    fn tally(&mut self, run: u64) -> Result<StateCounts, JournalError>;
}

impl<L: Journal + ?Sized> Journal for &mut L {
    fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        (**self).entries(run, states, after, most)
    }

    fn record(&mut self, run: u64, marks: &[StepUpdate]) -> Result<(), JournalError> {
        (**self).record(run, marks)
    }

    fn tally(&mut self, run: u64) -> Result<StateCounts, JournalError> {
        (**self).tally(run)
    }
}
