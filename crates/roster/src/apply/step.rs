//! One step on its way: looked at, then sent once its intent is recorded; or settled.

use super::{creating, reason::Failed, sight::Sight, updating, verdict::Verdict};
use crate::{
    journal::{Entry, State},
    plan::Action,
};
use participants_core::{Directory, Error, Field, transport::BoxFuture};
use std::{fmt, sync::Arc};

/// Why a step is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    /// To be carried out: looked at, then sent.
    Send,
    /// To see what became of it.
    Settle,
}

/// A step that came back.
#[derive(Debug)]
pub(super) struct Landed {
    pub(super) entry: Entry,
    pub(super) outcome: Outcome,
}

/// What a step came back with.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was looked at and is to be sent: its intent is to be recorded first.
    Ready(Sending),
    /// What became of it, and which of its fields were changed where not all were.
    Over(Verdict, Vec<Field>),
}

/// What sends a step, once it is awaited. Dropped, nothing is sent.
pub(super) struct Sending(BoxFuture<'static, Result<Verdict, Error>>);

/// What a look at a step ends with.
pub(super) enum Look {
    /// Nothing is to be sent.
    Over(Verdict),
    /// It is to be sent.
    Ready(Sending),
}

/// Takes a step where it has to go, short of sending it. It never fails: what went wrong is its verdict.
pub(super) async fn travel(directory: Arc<dyn Directory>, sight: Arc<Sight>, entry: Entry, errand: Errand) -> Landed {
    let outcome = match errand {
        Errand::Send => match look(directory.as_ref(), &sight, &entry).await {
            Ok(Look::Ready(sending)) => Outcome::Ready(sending),
            Ok(Look::Over(verdict)) => Outcome::Over(verdict, Vec::new()),
            Err(error) => Outcome::failed(Failed::new(error, &entry.step)),
        },
        Errand::Settle => {
            let settled = settle(&sight, &entry).await;
            Outcome::Over(settled.unwrap_or_else(|error| unsettled(Failed::new(error, &entry.step))), Vec::new())
        }
    };
    Landed { entry, outcome }
}

/// Sends a step whose intent is recorded.
pub(super) async fn send(entry: Entry, sending: Sending) -> Landed {
    let outcome = match sending.0.await {
        Ok(verdict) => Outcome::Over(verdict, Vec::new()),
        Err(error) => Outcome::failed(Failed::new(error, &entry.step)),
    };
    Landed { entry, outcome }
}

async fn look(directory: &dyn Directory, sight: &Arc<Sight>, entry: &Entry) -> Result<Look, Error> {
    match entry.step.action() {
        Ok(Action::Create(new)) => creating::create(directory, sight, entry, &new).await,
        Ok(Action::Update { .. }) => updating::update(directory, sight, entry).await,
        Ok(Action::Deactivate { .. }) => updating::deactivate(directory, sight, entry).await,
        Ok(Action::Nothing) => Ok(Look::Over(Verdict::done(Vec::new()))),
        Err(error) => Ok(Look::Over(Verdict::settled(State::Refused, error.to_string()))),
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
fn unsettled(failed: Failed) -> Verdict {
    match Verdict::of(failed) {
        open @ (Verdict::Broken(_) | Verdict::Again | Verdict::Unseen(_)) => open,
        Verdict::Settled { note, .. } => Verdict::Lost(note.unwrap_or_default()),
        Verdict::Lost(why) | Verdict::Later { why, .. } => Verdict::Lost(why),
    }
}

impl Outcome {
    fn failed(failed: Failed) -> Self {
        let fields = failed.error.applied_fields().to_vec();
        Self::Over(Verdict::of(failed), fields)
    }
}

impl Look {
    /// Ready to be sent by this.
    pub(super) fn ready(send: impl Future<Output = Result<Verdict, Error>> + Send + 'static) -> Self {
        Self::Ready(Sending(Box::pin(send)))
    }
}

impl fmt::Debug for Sending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending(…)")
    }
}
