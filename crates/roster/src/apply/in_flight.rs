//! The steps under way: never more than allowed, gathered in groups so that one commit records many.

use super::{
    lookup::Lookup,
    outcome::{Completed, Outcome, Sending},
    step::{Phase, execute, send},
};
use crate::{journal::StepRecord, plan::RowKey};
use participants_core::Directory;
use std::{
    collections::{HashSet, VecDeque},
    pin::pin,
    sync::Arc,
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use tokio_util::sync::CancellationToken;

/// At most so many completed steps are recorded together.
const MAX_GROUP: usize = 128;
/// How long the first completed step waits for others to be recorded with.
const GROUP_WINDOW: Duration = Duration::from_millis(4);

/// The steps under way.
pub(super) struct InFlight {
    directory: Arc<dyn Directory>,
    under_way: JoinSet<Completed>,
    /// The keys of the rows whose steps are under way or about to start. Two rows of one key may be two places of one
    /// person: a provider that writes the whole person would undo one change by the other.
    keys: HashSet<RowKey>,
    width: usize,
}

impl InFlight {
    pub(super) fn new(directory: Arc<dyn Directory>, width: usize) -> Self {
        Self { directory, under_way: JoinSet::new(), keys: HashSet::new(), width }
    }

    pub(super) fn len(&self) -> usize {
        self.under_way.len()
    }

    /// How many more may be under way.
    pub(super) fn room(&self) -> usize {
        self.width.saturating_sub(self.under_way.len())
    }

    /// The next of these that may start: no step of another row with its key is under way.
    pub(super) fn next(&mut self, queue: &mut VecDeque<StepRecord>) -> Option<StepRecord> {
        let may_start = |entry: &StepRecord| entry.step.key.as_ref().is_none_or(|key| !self.keys.contains(key));
        let entry = queue.remove(queue.iter().position(may_start)?)?;
        self.keys.extend(entry.step.key.clone());
        Some(entry)
    }

    /// The step does not start, or completed: a step of another row with its key may start.
    pub(super) fn release(&mut self, entry: &StepRecord) {
        if let Some(key) = &entry.step.key {
            self.keys.remove(key);
        }
    }

    pub(super) fn start(&mut self, lookup: &Arc<Lookup>, entry: StepRecord, phase: Phase) {
        // In a box, since a task is moved more than once and a step's future takes thousands of bytes.
        self.under_way.spawn(Box::pin(execute(Arc::clone(&self.directory), Arc::clone(lookup), entry, phase)));
    }

    /// Sends a step whose intent is recorded.
    pub(super) fn send(&mut self, entry: StepRecord, sending: Sending) {
        self.under_way.spawn(send(entry, sending));
    }

    /// The steps that completed by `until` or before the run is stopped: at least one if any did, and those that
    /// follow closely.
    pub(super) async fn gather(&mut self, until: Instant, stop: &CancellationToken) -> Vec<Completed> {
        if self.under_way.is_empty() {
            // A step that did not complete blocks no other step.
            self.keys.clear();
        }
        let mut completed = Vec::new();
        tokio::select! {
            biased;
            first = self.under_way.join_next(), if !self.under_way.is_empty() => completed.extend(join_result(first)),
            () = stop.cancelled(), if !stop.is_cancelled() => return completed,
            () = sleep_until(until) => return completed,
        }
        // Not all of those under way, so that the others continue meanwhile.
        let enough = (self.width * 3 / 4).clamp(1, MAX_GROUP);
        // One timer for the group, not one for each completed step.
        let mut latest = pin!(sleep(GROUP_WINDOW));
        while completed.len() < enough && !self.under_way.is_empty() {
            tokio::select! {
                biased;
                next = self.under_way.join_next() => completed.extend(join_result(next)),
                () = &mut latest => break,
            }
        }
        // A step that is only now to be sent is still under way.
        let over = completed.iter().filter(|completed| matches!(completed.outcome, Outcome::Over(..)));
        over.for_each(|completed| self.release(&completed.entry));
        completed
    }
}

/// A step's task does not panic and is not aborted while the run waits for it. One that did stays as it was in the
/// journal, and is settled like after a crash.
fn join_result(joined: Option<Result<Completed, tokio::task::JoinError>>) -> Option<Completed> {
    joined.and_then(Result::ok)
}
