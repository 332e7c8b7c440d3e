//! A journal that keeps nothing: what carrying out a run costs without a journal.

use crate::people::Steps;
use participants_roster::journal::{JournalError, State, StateCounts, StepJournal, StepRecord, StepUpdate};

/// Makes the entries when they are asked for, and forgets what became of them.
pub(crate) struct Forgetful {
    pub(crate) steps: Steps,
    pub(crate) count: u64,
    pub(crate) done: u64,
}

impl StepJournal for Forgetful {
    async fn entries(
        &mut self,
        _: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        if states != [State::Planned] {
            return Ok(Vec::new());
        }
        let first = after.map_or(0, |after| after + 1);
        let last = self.count.min(first + most as u64);
        Ok((first..last).map(|at| StepRecord::new(at, self.steps.step(at))).collect())
    }

    async fn record(&mut self, _: u64, marks: &[StepUpdate]) -> Result<(), JournalError> {
        self.done += marks.iter().filter(|mark| mark.state == State::Done).count() as u64;
        Ok(())
    }

    async fn tally(&mut self, _: u64) -> Result<StateCounts, JournalError> {
        let mut tally = StateCounts::default();
        tally.planned = self.count - self.done;
        tally.done = self.done;
        Ok(tally)
    }
}
