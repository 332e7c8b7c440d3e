//! One step on its way: sent, or settled.

use super::{creating, sight::Sight, updating, verdict::Verdict};
use crate::{
    journal::{Entry, State},
    plan::Action,
};
use participants_core::{Directory, Error};
use std::sync::Arc;

/// Why a step is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    /// To be carried out.
    Send,
    /// To see what became of it.
    Settle,
}

/// A step that came back.
#[derive(Debug)]
pub(super) struct Landed {
    pub(super) entry: Entry,
    pub(super) verdict: Verdict,
}

/// Takes a step where it has to go. It never fails: what went wrong is its verdict.
pub(super) async fn travel(directory: Arc<dyn Directory>, sight: Arc<Sight>, entry: Entry, errand: Errand) -> Landed {
    let verdict = match errand {
        Errand::Send => send(directory.as_ref(), &sight, &entry).await.unwrap_or_else(Verdict::of),
        Errand::Settle => settle(&sight, &entry).await.unwrap_or_else(unsettled),
    };
    Landed { entry, verdict }
}

async fn send(directory: &dyn Directory, sight: &Sight, entry: &Entry) -> Result<Verdict, Error> {
    match entry.step.action() {
        Ok(Action::Create(new)) => creating::create(directory, sight, entry, &new).await,
        Ok(Action::Update { update, .. }) => updating::update(directory, sight, entry, &update).await,
        Ok(Action::Deactivate { .. }) => updating::deactivate(directory, sight, entry).await,
        Ok(Action::Nothing) => Ok(Verdict::done(Vec::new())),
        Err(error) => Ok(Verdict::settled(State::Refused, error.to_string())),
    }
}

async fn settle(sight: &Sight, entry: &Entry) -> Result<Verdict, Error> {
    match entry.step.action() {
        Ok(Action::Create(new)) => creating::settle(sight, &new).await,
        Ok(Action::Update { .. }) => updating::settle_update(sight, entry).await,
        Ok(Action::Deactivate { .. }) => updating::settle_deactivation(sight, entry).await,
        Ok(Action::Nothing) => Ok(Verdict::done(Vec::new())),
        Err(error) => Ok(Verdict::settled(State::Refused, error.to_string())),
    }
}

/// A look that failed leaves the step as open as it was.
fn unsettled(error: Error) -> Verdict {
    match Verdict::of(error) {
        open @ (Verdict::Broken(_) | Verdict::Again | Verdict::Unseen(_)) => open,
        Verdict::Settled { note, .. } => Verdict::Lost(note.unwrap_or_default()),
        Verdict::Lost(why) | Verdict::Later { why, .. } => Verdict::Lost(why),
    }
}
