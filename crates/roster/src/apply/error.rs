//! Why a run could not go on at all, though nothing of it is lost.

use crate::{journal::JournalError, plan::PlanError};

/// Why a run could not go on. What was sent until then is in the journal; `resume` settles what was under way.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The journal cannot be written, so that nothing more may be sent.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A step contradicts itself: the plan was edited.
    #[error(transparent)]
    Plan(#[from] PlanError),
}
