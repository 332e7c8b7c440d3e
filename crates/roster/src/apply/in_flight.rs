//! The steps under way: never more than agreed, gathered in groups so that one commit serves many.

use super::{
    lookup::Lookup,
    step::{Completed, Outcome, Phase, Sending, execute, send},
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

/// How many that came back are taken down together at the most.
const GROUP: usize = 128;
/// How long whoever came back first waits for others to be taken down with.
const GATHERING: Duration = Duration::from_millis(4);

/// The steps under way.
pub(super) struct InFlight {
    directory: Arc<dyn Directory>,
    under_way: JoinSet<Completed>,
    /// The keys of the rows whose steps are under way or about to leave. Two rows of one key may be two places of one
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

    /// The next of these that may leave: none of another row of its key is under way.
    pub(super) fn next(&mut self, queue: &mut VecDeque<StepRecord>) -> Option<StepRecord> {
        let may_leave = |entry: &StepRecord| entry.step.key.as_ref().is_none_or(|key| !self.keys.contains(key));
        let entry = queue.remove(queue.iter().position(may_leave)?)?;
        self.keys.extend(entry.step.key.clone());
        Some(entry)
    }

    /// It does not leave, or came back: another row of its key may leave.
    pub(super) fn release(&mut self, entry: &StepRecord) {
        if let Some(key) = &entry.step.key {
            self.keys.remove(key);
        }
    }

    pub(super) fn start(&mut self, lookup: &Arc<Lookup>, entry: StepRecord, phase: Phase) {
        // In a box, since a task is moved about more than once and a journey is thousands of bytes.
        self.under_way.spawn(Box::pin(execute(Arc::clone(&self.directory), Arc::clone(lookup), entry, phase)));
    }

    /// Sends a step whose intent is recorded.
    pub(super) fn send(&mut self, entry: StepRecord, sending: Sending) {
        self.under_way.spawn(send(entry, sending));
    }

    /// Those who came back, by `until` or before somebody wishes for the end: at least one if any did, and whoever
    /// follows closely.
    pub(super) async fn gather(&mut self, until: Instant, stop: &CancellationToken) -> Vec<Completed> {
        if self.under_way.is_empty() {
            // One that did not come back holds nobody up.
            self.keys.clear();
        }
        let mut completed = Vec::new();
        tokio::select! {
            biased;
            first = self.under_way.join_next(), if !self.under_way.is_empty() => completed.extend(join_result(first)),
            () = stop.cancelled(), if !stop.is_cancelled() => return completed,
            () = sleep_until(until) => return completed,
        }
        // Not all of those under way, so that the rest is still at work meanwhile.
        let enough = (self.width * 3 / 4).clamp(1, GROUP);
        // One timer for the group, not one for each that comes back.
        let mut latest = pin!(sleep(GATHERING));
        while completed.len() < enough && !self.under_way.is_empty() {
            tokio::select! {
                biased;
                next = self.under_way.join_next() => completed.extend(join_result(next)),
                () = &mut latest => break,
            }
        }
        // Who is only to be sent now is still under way.
        let over = completed.iter().filter(|completed| matches!(completed.outcome, Outcome::Over(..)));
        over.for_each(|completed| self.release(&completed.entry));
        completed
    }
}

/// A step's journey neither panics nor is it aborted while anybody waits for it; one that did stays as it was in the
/// journal, and is settled like after a crash.
fn join_result(joined: Option<Result<Completed, tokio::task::JoinError>>) -> Option<Completed> {
    joined.and_then(Result::ok)
}
