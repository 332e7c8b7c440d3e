//! Creations that may still happen although no run waits for them any more.

use super::{Journal, JournalError, Run, SqliteJournal, State, StepUpdate, place::places};
use jiff::Timestamp;
use rusqlite::params;

/// Creations of a run whose answers were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LostCreations {
    /// The run.
    pub run: u64,
    /// How many.
    pub count: u64,
}

/// A participant to be created has no identifier yet.
const LOST: &str = "SELECT count(*) FROM outcome JOIN step USING (place) \
                    WHERE place BETWEEN ?1 AND ?2 AND state = ?3 AND step.id IS NULL";

/// How many entries are read at once.
const CHUNK: usize = 256;

/// Records that it is unknown what became of the steps that were under way when a run's program ended: the wait
/// before they may be settled begins now. [`apply`](crate::apply::apply) does so itself; a caller that begins another
/// run of the same people does it before.
///
/// # Errors
/// The journal fails.
pub fn mark_interrupted<L: Journal>(journal: &mut L, run: u64, now: Timestamp) -> Result<(), JournalError> {
    loop {
        let left = journal.entries(run, &[State::Sending], None, CHUNK)?;
        if left.is_empty() {
            return Ok(());
        }
        let note = "the program ended before the answer came";
        let marks: Vec<_> = left.iter().map(|entry| StepUpdate::new(entry, State::Unknown, now).noted(note)).collect();
        journal.record(run, &marks)?;
    }
}

impl SqliteJournal {
    /// The creations whose answers the latest run of an account lost, this run left out. The provider may still carry them
    /// out: creating the same people meanwhile would create them twice. No run of the account may be under way
    /// ([`StateFolder::lock`](super::StateFolder::lock)): what one left so counts as lost now. For how long they may still
    /// be carried out no time in the journal says, since clocks are set: see [`AccountLock::left`](super::AccountLock::left).
    ///
    /// # Errors
    /// The runs cannot be read, or not be written.
    pub fn lost_creations(
        &mut self,
        account: &str,
        besides: Option<u64>,
        now: Timestamp,
    ) -> Result<Option<LostCreations>, JournalError> {
        let is_meant = |run: &Run| run.account == account && run.ended_at.is_none() && Some(run.id) != besides;
        for run in self.runs()?.into_iter().filter(is_meant) {
            let count = self.lost_creations_of(run.id, now)?;
            if count > 0 {
                return Ok(Some(LostCreations { run: run.id, count }));
            }
        }
        Ok(None)
    }

    /// The creations whose answers this run has lost; see [`lost_creations`](Self::lost_creations).
    ///
    /// # Errors
    /// As [`lost_creations`](Self::lost_creations).
    pub fn lost_creations_of(&mut self, run: u64, now: Timestamp) -> Result<u64, JournalError> {
        mark_interrupted(self, run, now)?;
        let [first, last] = places(run)?;
        let bounds = params![first, last, State::Unknown as i64];
        let count: i64 = self.connection.query_row(LOST, bounds, |row| row.get(0))?;
        Ok(count as u64)
    }
}
