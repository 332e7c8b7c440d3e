//! Creations that may still come about though nobody waits for them any more.

use super::{Journal, JournalError, Run, State, marks::time, place::places};
use crate::apply::adopt;
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
    /// When the last of the answers was.
    pub lost_at: Timestamp,
}

/// Whoever is to be made has no identifier yet.
const LOST: &str = "SELECT count(*), max(settled) FROM outcome JOIN step USING (place) \
                    WHERE place BETWEEN ?1 AND ?2 AND state = ?3 AND settled > ?4 AND step.id IS NULL";

impl Journal {
    /// The creations whose answers the latest run of an account lost after this time, this run left out. The provider
    /// may still carry them out: whoever makes the same people meanwhile makes them twice. No run of the account may be
    /// under way ([`Folder::lock`](super::Folder::lock)): what one left so counts as lost now.
    ///
    /// # Errors
    /// The runs cannot be read, or not be written.
    pub fn lost_creations(
        &mut self,
        account: &str,
        besides: Option<u64>,
        after: Timestamp,
        now: Timestamp,
    ) -> Result<Option<LostCreations>, JournalError> {
        let is_meant = |run: &Run| run.account == account && run.ended_at.is_none() && Some(run.id) != besides;
        for run in self.runs()?.into_iter().filter(is_meant) {
            adopt(self, run.id, now)?;
            let [first, last] = places(run.id)?;
            let bounds = params![first, last, State::Unknown as i64, after.as_millisecond()];
            let (count, lost): (i64, Option<i64>) =
                self.connection.query_row(LOST, bounds, |row| Ok((row.get(0)?, row.get(1)?)))?;
            if let Some(lost) = lost {
                return Ok(Some(LostCreations { run: run.id, count: count as u64, lost_at: time(lost) }));
            }
        }
        Ok(None)
    }
}
