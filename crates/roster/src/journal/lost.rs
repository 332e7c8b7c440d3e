//! Creations that may still happen although no run waits for them any more.

use super::{JournalError, Run, SqliteJournal, State, StepJournal, StepRecord, StepUpdate, place::places};
use jiff::Timestamp;
use rusqlite::params;
use std::{path::PathBuf, time::Duration};

/// Creations of a run whose answers were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LostCreations {
    /// The run.
    pub run: u64,
    /// How many.
    pub count: u64,
}

/// Creations of the run that was begun last at an account, whose answers were lost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenCreations {
    /// The run.
    pub run: u64,
    /// The folder of its journal; empty where it is in none.
    pub journal: PathBuf,
    /// It is a run of this journal.
    pub is_here: bool,
    /// How many; none where that journal is gone.
    pub count: Option<u64>,
    /// How long the run is certain to be at an end. What the provider carries out late may have been carried out by
    /// then.
    pub passed: Duration,
    /// Another process can find out that this time has passed.
    pub can_be_proven: bool,
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
pub async fn mark_interrupted<J: StepJournal>(journal: &mut J, run: u64, now: Timestamp) -> Result<(), JournalError> {
    loop {
        let left = journal.entries(run, &[State::Sending], None, CHUNK).await?;
        if left.is_empty() {
            return Ok(());
        }
        journal.record(run, &interrupted(&left, now)).await?;
    }
}

fn interrupted(left: &[StepRecord], now: Timestamp) -> Vec<StepUpdate> {
    let note = "the program ended before the answer came";
    left.iter().map(|entry| StepUpdate::new(entry, State::Unknown, now).noted(note)).collect()
}

impl OpenCreations {
    /// So many creations of a run of this journal, which is at an end for so long.
    #[must_use]
    pub fn new(run: u64, count: u64, passed: Duration) -> Self {
        Self { run, journal: PathBuf::new(), is_here: true, count: Some(count), passed, can_be_proven: true }
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
        loop {
            let left = self.entries(run, &[State::Sending], None, CHUNK)?;
            if left.is_empty() {
                break;
            }
            self.record(run, &interrupted(&left, now))?;
        }
        let [first, last] = places(run)?;
        let bounds = params![first, last, State::Unknown as i64];
        let count: i64 = self.connection.query_row(LOST, bounds, |row| row.get(0))?;
        Ok(count as u64)
    }
}
