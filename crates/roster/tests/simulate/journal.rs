//! The journal, failing when the seed says so, and watched: what it keeps of a step only ever goes forward.

use crate::{plant::Plant, simulation::Simulation, world::target};
use participants_roster::journal::{
    JournalError, SqliteJournal, State, StateCounts, StepJournal, StepRecord, StepUpdate,
};

pub(crate) struct Watched<'a> {
    journal: &'a mut SqliteJournal,
    simulation: Simulation,
    life: u32,
    /// The run's entries, as the journal has them.
    entries: Vec<StepRecord>,
}

impl<'a> Watched<'a> {
    pub(crate) fn new(journal: &'a mut SqliteJournal, simulation: &Simulation, life: u32, run: u64) -> Self {
        let entries = journal.entries(run, State::ALL, None, usize::MAX).unwrap();
        Self { journal, simulation: simulation.clone(), life, entries }
    }
}

impl StepJournal for Watched<'_> {
    async fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        self.journal.entries(run, states, after, most)
    }

    async fn record(&mut self, run: u64, marks: &[StepUpdate]) -> Result<(), JournalError> {
        if marks.is_empty() {
            return self.journal.record(run, marks);
        }
        if self.simulation.is_end(self.life, "before a commit") {
            return Err(failed("the process ended before the commit"));
        }
        if self.simulation.chance(self.simulation.roughness.commits) {
            // Whether the disk kept it all the same, the engine cannot know.
            let is_kept = self.simulation.state().rng.bool();
            self.simulation.note("commit", format_args!("failed; kept: {is_kept}"));
            self.simulation.state().has_journal_failed = true;
            if !self.simulation.has(Plant::IgnoresTheJournal) {
                if is_kept {
                    self.journal.record(run, marks)?;
                }
                return Err(failed("the disk is full"));
            }
        }
        let kept: Vec<_> = marks.iter().filter(|mark| !self.is_forgotten(mark)).cloned().collect();
        self.journal.record(run, &kept)?;
        for mark in marks {
            let entry = self.entries.iter_mut().find(|entry| entry.at == mark.at).unwrap();
            check(&self.simulation, entry, mark);
            if kept.contains(mark) {
                entry.take(mark);
                let intended = &mut self.simulation.state().facts.intended;
                let target = target(&entry.step);
                if mark.state == State::Sending {
                    intended.insert(target)
                } else {
                    intended.remove(&target)
                };
            }
        }
        if self.simulation.is_end(self.life, "after a commit") {
            return Err(failed("the process ended after the commit"));
        }
        Ok(())
    }

    async fn tally(&mut self, run: u64) -> Result<StateCounts, JournalError> {
        self.journal.tally(run)
    }
}

impl Watched<'_> {
    fn is_forgotten(&self, mark: &StepUpdate) -> bool {
        mark.state == State::Sending && self.simulation.has(Plant::ForgetsIntents)
    }
}

/// A step only ever goes forward: what is done, refused or given up stays so.
fn check(simulation: &Simulation, entry: &StepRecord, mark: &StepUpdate) {
    let (was, is, what) = (entry.state, mark.state, target(&entry.step));
    let note = mark.note.as_deref().unwrap_or_default();
    simulation.note("commit", format_args!("{}: {what} {was} -> {is}, attempt {} {note}", entry.at, mark.attempts));
    if !was.is_open() {
        simulation.broken(format!("{what} was {was}, and is {is}"));
    }
}

fn failed(why: &str) -> JournalError {
    JournalError::Journal(why.into())
}
