//! The steps under way: never more than agreed, gathered in groups so that one commit serves many.

use super::{
    sight::Sight,
    step::{Errand, Landed, travel},
    stop::Stop,
};
use crate::journal::Entry;
use participants_core::Directory;
use std::{pin::pin, sync::Arc, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};

/// How many that came back are taken down together at the most.
const GROUP: usize = 128;
/// How long whoever came back first waits for others to be taken down with.
const GATHERING: Duration = Duration::from_millis(4);

/// The steps under way.
pub(super) struct Flight {
    directory: Arc<dyn Directory>,
    under_way: JoinSet<Landed>,
    width: usize,
}

impl Flight {
    pub(super) fn new(directory: Arc<dyn Directory>, width: usize) -> Self {
        Self { directory, under_way: JoinSet::new(), width }
    }

    pub(super) fn len(&self) -> usize {
        self.under_way.len()
    }

    /// How many more may be under way.
    pub(super) fn room(&self) -> usize {
        self.width.saturating_sub(self.under_way.len())
    }

    pub(super) fn start(&mut self, sight: &Arc<Sight>, entry: Entry, errand: Errand) {
        // In a box, since a task is moved about more than once and a journey is thousands of bytes.
        self.under_way.spawn(Box::pin(travel(Arc::clone(&self.directory), Arc::clone(sight), entry, errand)));
    }

    /// Those who came back, by `until` or before somebody wishes for the end: at least one if any did, and whoever
    /// follows closely.
    pub(super) async fn gather(&mut self, until: Instant, stop: &Stop) -> Vec<Landed> {
        let mut landed = Vec::new();
        tokio::select! {
            biased;
            first = self.under_way.join_next(), if !self.under_way.is_empty() => landed.extend(came_back(first)),
            () = stop.stopped(), if !stop.is_stopped() => return landed,
            () = sleep_until(until) => return landed,
        }
        // Not all of those under way, so that the rest is still at work meanwhile.
        let enough = (self.width * 3 / 4).clamp(1, GROUP);
        // One timer for the group, not one for each that comes back.
        let mut latest = pin!(sleep(GATHERING));
        while landed.len() < enough && !self.under_way.is_empty() {
            tokio::select! {
                biased;
                next = self.under_way.join_next() => landed.extend(came_back(next)),
                () = &mut latest => break,
            }
        }
        landed
    }
}

/// A step's journey neither panics nor is it aborted while anybody waits for it; one that did stays as it was in the
/// journal, and is settled like after a crash.
fn came_back(joined: Option<Result<Landed, tokio::task::JoinError>>) -> Option<Landed> {
    joined.and_then(Result::ok)
}
