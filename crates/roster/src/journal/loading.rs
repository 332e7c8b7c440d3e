//! How a run's steps come into a journal: in chunks, before anything is sent.

use super::{Journal, JournalError, Run};
use crate::plan::Step;
use jiff::Timestamp;
use participants_core::Field;
use std::{collections::BTreeSet, fmt, mem};

/// A run whose steps are being recorded. Nothing is left of it but links unless it is [finished](Self::finish) or
/// [paused](Self::pause).
pub struct Loading<'j, J: Journal> {
    journal: &'j mut J,
    loaded: Loaded,
    is_kept: bool,
}

/// A run whose steps are recorded and that has not begun: [`Loading::resume`] goes on with it, and it is given up after
/// a day.
#[derive(Debug, Default)]
pub struct Loaded {
    run: u64,
    time: Timestamp,
    /// What is not recorded yet. Nothing is locked between two chunks, however long the next step takes to come.
    waiting: Vec<(u64, Step)>,
    taken: u64,
    fields: BTreeSet<Field>,
}

/// How many steps are recorded in one transaction: enough to be quick, few enough to keep in memory.
const CHUNK: usize = 1_000;

impl<'j, J: Journal> Loading<'j, J> {
    /// Begins a run of a provider's account; `undoes` is the run that it takes back. Its steps are added one by one, and
    /// count once it is finished.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn begin(
        journal: &'j mut J,
        provider: &str,
        account: &str,
        undoes: Option<u64>,
        time: Timestamp,
    ) -> Result<Self, JournalError> {
        let run = journal.begin(provider, account, undoes, time).await?;
        Ok(Self::resume(journal, Loaded { run, time, ..Loaded::default() }))
    }

    /// Goes on with a run that was [paused](Self::pause).
    pub fn resume(journal: &'j mut J, loaded: Loaded) -> Self {
        Self { journal, loaded, is_kept: false }
    }

    /// The journal, to read another run meanwhile.
    pub fn journal(&mut self) -> &mut J {
        self.journal
    }

    /// Keeps the steps and lets go of the journal.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn pause(mut self) -> Result<Loaded, JournalError> {
        self.record().await?;
        self.is_kept = true;
        Ok(mem::take(&mut self.loaded))
    }

    /// Adds the next step of the plan. What changes nothing is not kept, but which participant its row means is.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn add(&mut self, step: &Step) -> Result<(), JournalError> {
        let Loaded { waiting, taken, fields, .. } = &mut self.loaded;
        fields.extend(step.changes.iter().map(|change| change.field.clone()));
        waiting.push((*taken, step.clone()));
        *taken += 1;
        if waiting.len() == CHUNK { self.record().await } else { Ok(()) }
    }

    /// The run, with the plan's summary as text: from now on it is there to be carried out.
    ///
    /// # Errors
    /// [`JournalError::Twice`] where two steps write to one participant; [`JournalError::NoSuchRun`] where it was loaded
    /// for more than a day and given up; the journal cannot be written.
    pub async fn finish(mut self, summary: &str) -> Result<Run, JournalError> {
        self.record().await?;
        let run = self.journal.finish(self.loaded.run, summary, &self.loaded.fields).await?;
        self.is_kept = true;
        Ok(run)
    }

    /// Gives the run up, since there is nothing to carry out; which participants its rows mean is kept.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn give_up(mut self) -> Result<(), JournalError> {
        self.record().await
    }

    async fn record(&mut self) -> Result<(), JournalError> {
        let Loaded { run, time, waiting, .. } = &mut self.loaded;
        self.journal.add(*run, waiting, *time).await?;
        waiting.clear();
        Ok(())
    }
}

impl<J: Journal> Drop for Loading<'_, J> {
    fn drop(&mut self) {
        if !self.is_kept {
            self.journal.give_up(self.loaded.run);
        }
    }
}

impl<J: Journal> fmt::Debug for Loading<'_, J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loading").field("run", &self.loaded.run).finish_non_exhaustive()
    }
}
