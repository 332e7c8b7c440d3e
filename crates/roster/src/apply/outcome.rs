//! What a step comes to: sent next, or over.

use super::{reason::Failed, step_result::StepResult};
use crate::journal::StepRecord;
use participants_core::{Error, Field, transport::BoxFuture};
use std::fmt;

/// A step that completed for now.
#[derive(Debug)]
pub(super) struct Completed {
    pub(super) entry: StepRecord,
    pub(super) outcome: Outcome,
}

/// What a step completed with.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was looked at and is to be sent: its intent is to be recorded first.
    Ready(Sending),
    /// What became of it, and which of its fields were changed where not all were.
    Over(StepResult, Vec<Field>),
}

/// What sends a step, once it is awaited. Dropped, nothing is sent.
pub(super) struct Sending(pub(super) BoxFuture<'static, Result<StepResult, Error>>);

/// What a look at a step ends with.
pub(super) enum Next {
    /// Nothing is to be sent.
    Over(StepResult),
    /// It is to be sent.
    Ready(Sending),
}

impl Outcome {
    pub(super) fn failed(failed: Failed) -> Self {
        let fields = failed.error.applied_fields().to_vec();
        Self::Over(StepResult::of(failed), fields)
    }
}

impl Next {
    /// Ready to be sent by this.
    pub(super) fn ready(send: impl Future<Output = Result<StepResult, Error>> + Send + 'static) -> Self {
        Self::Ready(Sending(Box::pin(send)))
    }
}

impl fmt::Debug for Sending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending(…)")
    }
}
