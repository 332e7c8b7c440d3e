//! Another implementation of the journal: in memory, with every record on the tape, and failing when a test says so.

use crate::common::now;
use crate::tape::{Event, Tape};
use participants_roster::Plan;
use participants_roster::journal::{JournalError, Run, State, StateCounts, StepJournal, StepRecord, StepUpdate};

/// A run in memory.
pub(crate) struct Memory {
    pub(crate) entries: Vec<StepRecord>,
    tape: Tape,
    /// How many records succeed before one fails, and every one after it.
    pub(crate) lasts: usize,
}

impl Memory {
    pub(crate) fn new(plan: &Plan, tape: &Tape) -> (Self, Run) {
        let kept = (0..).zip(&plan.steps).filter(|(_, step)| step.verb != participants_roster::Verb::None);
        let entries: Vec<_> = kept.map(|(at, step)| StepRecord::new(at, step.clone())).collect();
        let fields = entries.iter().flat_map(|entry| &entry.step.changes).map(|change| change.field.clone()).collect();
        let run = Run::new(1, &plan.summary.header.provider, "account", now(), fields);
        (Self { entries, tape: tape.clone(), lasts: usize::MAX }, run)
    }
}

impl StepJournal for Memory {
    async fn entries(
        &mut self,
        _: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        let is_wanted =
            |entry: &&StepRecord| states.contains(&entry.state) && after.is_none_or(|after| entry.at > after);
        Ok(self.entries.iter().filter(is_wanted).take(most).cloned().collect())
    }

    async fn record(&mut self, _: u64, marks: &[StepUpdate]) -> Result<(), JournalError> {
        if marks.is_empty() {
            return Ok(());
        }
        if self.lasts == 0 {
            self.tape.note(Event::Failed);
            return Err(JournalError::Journal("the other machine is gone".into()));
        }
        self.lasts -= 1;
        for mark in marks {
            self.entries.iter_mut().find(|entry| entry.at == mark.at).unwrap().take(mark);
        }
        self.tape.note(Event::Recorded(marks.to_vec()));
        Ok(())
    }

    async fn tally(&mut self, _: u64) -> Result<StateCounts, JournalError> {
        Ok(StateCounts::count(self.entries.iter().map(|entry| entry.state)))
    }
}
