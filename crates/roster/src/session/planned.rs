//! A plan whose steps are recorded, and what carrying it out has come to.

use super::{Session, SessionError};
use crate::{
    Guards,
    apply::{ApplyOptions, CancellationToken, Ended, Progress},
    guard::Guarded,
    journal::{Journal, JournalError, Loaded, Loading, Run, SqliteJournal, StateCounts},
    plan::Summary,
};
use std::fmt;

/// A plan whose steps are recorded and of which nothing is sent. Dropped, nothing is left of it.
pub struct Planned<'s, J: Journal = SqliteJournal> {
    session: &'s mut Session<J>,
    loaded: Option<Loaded>,
    summary: Summary,
    undoes: Option<u64>,
}

/// A run that has come to rest.
#[derive(Debug)]
#[non_exhaustive]
pub struct Applied {
    /// The run.
    pub run: Run,
    /// How it came to rest.
    pub ended: Ended,
    /// How many of its steps are in each state.
    pub counts: StateCounts,
}

impl<'s, J: Journal> Planned<'s, J> {
    pub(super) fn new(session: &'s mut Session<J>, loaded: Loaded, summary: Summary, undoes: Option<u64>) -> Self {
        Self { session, loaded: Some(loaded), summary, undoes }
    }

    /// What is planned, in numbers.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Refuses a plan that changes more than the guards let through.
    ///
    /// # Errors
    /// Which bounds it exceeds.
    pub fn check(&self, guards: &Guards) -> Result<(), Guarded> {
        guards.check(&self.summary)
    }

    /// Carries the plan out, as a run of its own. Where there is nothing to do, there is no run, and what the plan has
    /// found of links is kept.
    ///
    /// # Errors
    /// The journal fails. [`SessionError::Interrupted`] and [`SessionError::Unread`] say that something was sent.
    pub async fn apply(
        mut self,
        options: &ApplyOptions,
        stop: &CancellationToken,
        watch: &mut (dyn FnMut(&Progress) + Send),
    ) -> Result<Option<Applied>, SessionError> {
        let Some(run) = self.begin().await? else { return Ok(None) };
        self.session.carry_out(&run, options, stop, watch).await.map(Some)
    }

    /// The run, from now on there to be carried out; none where there is nothing to do.
    async fn begin(&mut self) -> Result<Option<Run>, JournalError> {
        let Some(loaded) = self.loaded.take() else { return Ok(None) };
        let loading = Loading::resume(&mut self.session.journal, loaded);
        if !self.summary.is_empty() {
            let summary = serde_json::to_string(&self.summary).map_err(|error| JournalError::Journal(error.into()))?;
            return loading.finish(&summary).await.map(Some);
        }
        loading.give_up().await?;
        // Nothing has to be taken back, and steps that were still planned must not be carried out any more. Where
        // something cannot be taken back, the run stays as it is.
        let withdrawn = self.undoes.filter(|_| !self.summary.has_problems());
        if let Some(run) = withdrawn {
            self.session.journal.withdraw(run).await?;
        }
        Ok(None)
    }
}

impl<J: Journal> Drop for Planned<'_, J> {
    fn drop(&mut self) {
        // A run that is loaded and not finished is forgotten.
        if let Some(loaded) = self.loaded.take() {
            drop(Loading::resume(&mut self.session.journal, loaded));
        }
    }
}

impl<J: Journal> fmt::Debug for Planned<'_, J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planned").field("summary", &self.summary).finish_non_exhaustive()
    }
}
