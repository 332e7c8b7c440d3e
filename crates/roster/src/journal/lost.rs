//! Creations that may still come about though nobody waits for them any more.

use super::{Journal, JournalError, Run, State, marks::time, place::places};
use jiff::Timestamp;
use rusqlite::params;

/// Creations of a run that were sent and have no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LostCreations {
    /// The run.
    pub run: u64,
    /// How many.
    pub count: u64,
    /// When the last of them was sent.
    pub sent_at: Timestamp,
}

/// Whoever is to be made has no identifier yet.
const LOST: &str = "SELECT count(*), max(sent) FROM outcome JOIN step USING (place) \
                    WHERE place BETWEEN ?1 AND ?2 AND state IN (?3, ?4) AND sent > ?5 AND step.id IS NULL";

impl Journal {
    /// The creations without an answer that the latest run of an account sent after this time, this run left out. The
    /// provider may still carry them out: whoever makes the same people meanwhile makes them twice.
    ///
    /// # Errors
    /// The runs cannot be read.
    pub fn lost_creations(
        &self,
        account: &str,
        besides: Option<u64>,
        after: Timestamp,
    ) -> Result<Option<LostCreations>, JournalError> {
        let is_meant = |run: &Run| run.account == account && run.ended_at.is_none() && Some(run.id) != besides;
        for run in self.runs()?.into_iter().filter(is_meant) {
            let [first, last] = places(run.id)?;
            let (sending, unknown) = (State::Sending as i64, State::Unknown as i64);
            let bounds = params![first, last, sending, unknown, after.as_millisecond()];
            let (count, sent): (i64, Option<i64>) =
                self.connection.query_row(LOST, bounds, |row| Ok((row.get(0)?, row.get(1)?)))?;
            if let Some(sent) = sent {
                return Ok(Some(LostCreations { run: run.id, count: count as u64, sent_at: time(sent) }));
            }
        }
        Ok(None)
    }
}
