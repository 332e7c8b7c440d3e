//! One step under way: looked at, then sent once its intent is recorded; or settled.

use super::{
    creating,
    lookup::Lookup,
    outcome::{Completed, Next, Outcome, Sending},
    reason::Failed,
    step_result::StepResult,
    updating,
};
use crate::{
    journal::{State, StepRecord},
    plan::Action,
};
use participants_core::{Directory, Error};
use std::sync::Arc;

/// Why a step is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// To be carried out: looked at, then sent.
    Send,
    /// To see what became of it.
    Settle,
}

/// Looks at a step or settles it, without sending it. It never fails: what went wrong is its result.
pub(super) async fn execute(
    directory: Arc<dyn Directory>,
    lookup: Arc<Lookup>,
    entry: StepRecord,
    phase: Phase,
) -> Completed {
    let outcome = match phase {
        Phase::Send => match look(directory.as_ref(), &lookup, &entry).await {
            Ok(Next::Ready(sending)) => Outcome::Ready(sending),
            Ok(Next::Over(result)) => Outcome::Over(result, Vec::new()),
            Err(error) => Outcome::failed(Failed::new(error, &entry.step)),
        },
        Phase::Settle => {
            let settled = settle(&lookup, &entry).await;
            Outcome::Over(
                settled.unwrap_or_else(|error| result_of_failed_look(Failed::new(error, &entry.step))),
                Vec::new(),
            )
        }
    };
    Completed { entry, outcome }
}

/// Sends a step whose intent is recorded.
pub(super) async fn send(entry: StepRecord, sending: Sending) -> Completed {
    let outcome = match sending.0.await {
        Ok(result) => Outcome::Over(result, Vec::new()),
        Err(error) => Outcome::failed(Failed::new(error, &entry.step)),
    };
    Completed { entry, outcome }
}

async fn look(directory: &dyn Directory, lookup: &Arc<Lookup>, entry: &StepRecord) -> Result<Next, Error> {
    match entry.step.action() {
        Ok(Action::Create(new)) => creating::create(directory, lookup, entry, &new).await,
        Ok(Action::Update { .. }) => updating::update(directory, lookup, entry).await,
        Ok(Action::Deactivate { .. }) => updating::deactivate(directory, lookup, entry).await,
        Ok(Action::Nothing) => Ok(Next::Over(StepResult::done(Vec::new()))),
        Err(error) => Ok(Next::Over(StepResult::settled(State::Refused, error.to_string()))),
    }
}

async fn settle(lookup: &Lookup, entry: &StepRecord) -> Result<StepResult, Error> {
    match entry.step.action() {
        Ok(Action::Create(new)) => creating::settle(lookup, &new).await,
        Ok(Action::Update { .. }) => updating::settle_update(lookup, entry).await,
        Ok(Action::Deactivate { .. }) => updating::settle_deactivation(lookup, entry).await,
        Ok(Action::Nothing) => Ok(StepResult::done(Vec::new())),
        Err(error) => Ok(StepResult::settled(State::Refused, error.to_string())),
    }
}

/// A look that failed leaves the step as open as it was.
fn result_of_failed_look(failed: Failed) -> StepResult {
    match StepResult::of(failed) {
        open @ (StepResult::Broken(_) | StepResult::Again(_) | StepResult::Unconfirmed(_)) => open,
        StepResult::Settled { note, .. } => StepResult::Lost(note.unwrap_or_default()),
        StepResult::Lost(why) | StepResult::Later { why, .. } => StepResult::Lost(why),
    }
}
