//! Why something was not done in a session.

use crate::{
    apply::ApplyError,
    journal::{JournalError, StateCounts},
    plan::{PlanError, PlanningError},
};
use std::{path::PathBuf, time::Duration};

/// Why something was not done in a session. Nothing was sent unless it says so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// The journal or the user's state cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The provider cannot be reached, or refuses to list its people.
    #[error(transparent)]
    Provider(participants_core::Error),
    /// The roster cannot be planned.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// The document is no plan, or one of another account.
    #[error(transparent)]
    Document(#[from] PlanError),
    /// Creations of another run have no answer.
    #[error(transparent)]
    Unsettled(#[from] Unsettled),
    /// The run began with another account.
    #[error("run {run} began with another account of {provider}")]
    OtherAccount {
        /// The run.
        run: u64,
        /// The provider.
        provider: String,
    },
    /// The run is taken back already.
    #[error("{}", if .by == .run { format!("run {run} was taken back before anything of it was done") } else { format!("run {run} was reversed by run {by}") })]
    Undone {
        /// The run.
        run: u64,
        /// The run that took it back: itself, where nothing of it had been done.
        by: u64,
        /// The counts of that run, where it was to be taken back once more.
        next: Option<StateCounts>,
    },
    /// It is not known yet what became of some steps of the run: resume it first.
    #[error("what became of {open} steps of run {run} is not known yet")]
    StepsUnknown {
        /// The run.
        run: u64,
        /// How many.
        open: u64,
    },
    /// The run's summary in the journal is damaged.
    #[error("the run's summary is damaged")]
    SummaryDamaged,
    /// The journal failed while the run was carried out. Nothing more was sent then; [resume](super::Session::resume) it.
    #[error("{error}")]
    Interrupted {
        /// The run.
        run: u64,
        /// Why.
        error: ApplyError,
    },
    /// The run has come to rest, everything sent is recorded, and the journal can no longer be read.
    #[error("{error}")]
    Unread {
        /// The run.
        run: u64,
        /// Why.
        error: JournalError,
    },
}

/// Creations of an earlier run have no answer, and the provider may still carry them out. Resuming that run settles them.
#[derive(Clone, Debug, thiserror::Error)]
#[error("creations of run {run} have no answer, and the provider may carry them out yet")]
#[non_exhaustive]
pub struct Unsettled {
    /// The run.
    pub run: u64,
    /// The folder of its journal.
    pub journal: PathBuf,
    /// It is the journal of this session.
    pub is_here: bool,
    /// How many; none where that journal is gone.
    pub count: Option<u64>,
    /// How long until they are over.
    pub wait: Duration,
    /// Another process can find out that this time has passed. Else this one has to wait itself, and say so by
    /// [`Session::has_waited`](super::Session::has_waited).
    pub can_be_proven: bool,
}
