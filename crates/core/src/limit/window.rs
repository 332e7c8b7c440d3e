//! One limit: when its next call may leave.

use super::{Limit, WaitsFor};
use std::{
    collections::VecDeque,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::Instant;

/// Added to every span: timers wake up to a millisecond late, and clocks of two machines drift.
const GUARD: Duration = Duration::from_millis(2);
/// A call still unanswered after this has long left its connection attempt behind: it has arrived.
const ARRIVED_AFTER: Duration = Duration::from_secs(5);
/// A window keeps at most this many entries; one entry of a larger limit stands for several calls.
const MOST_ENTRIES: u32 = 1000;

/// At most so many calls in so long a span.
#[derive(Debug)]
pub(super) struct Window {
    entries: VecDeque<(Entry, u32)>,
    limit: Limit,
}

/// One call, or the last of several counted as one: when it left and when its answer came.
#[derive(Clone, Debug)]
pub(super) struct Entry(Arc<(Instant, OnceLock<Instant>)>);

impl Window {
    pub(super) fn new(limit: Limit) -> Self {
        Self { entries: VecDeque::new(), limit: Limit { calls: limit.calls.max(1), ..limit } }
    }

    /// What a call waits for that this window holds back.
    pub(super) fn waits_for(&self) -> WaitsFor {
        WaitsFor::Limit(self.limit)
    }

    /// From when on the next call may leave, as far as is known `now`.
    pub(super) fn free_at(&self, now: Instant, shortest: Duration, longest: Option<Duration>) -> Instant {
        let counted: u32 = self.entries.iter().map(|(_, calls)| calls).sum();
        match self.entries.front() {
            Some((oldest, _)) if counted >= self.limit.calls => {
                let (left, answer) = (oldest.0.0, oldest.0.1.get());
                let estimate =
                    left + longest.unwrap_or(ARRIVED_AFTER).clamp((now - left).min(ARRIVED_AFTER), ARRIVED_AFTER);
                let latest = answer.copied().unwrap_or(estimate);
                (latest + self.limit.per + GUARD).checked_sub(shortest).unwrap_or(now)
            }
            _ => now,
        }
    }

    /// Counts a call that leaves now, forgetting the oldest where the window is full.
    pub(super) fn note(&mut self, now: Instant) -> Entry {
        let entry = Entry(Arc::new((now, OnceLock::new())));
        let size = self.limit.calls.div_ceil(MOST_ENTRIES);
        match self.entries.back_mut() {
            // The later call stands for both: the window frees later than it might, never earlier.
            Some((last, counted)) if *counted < size => {
                *last = entry.clone();
                *counted += 1;
            }
            _ => self.entries.push_back((entry.clone(), 1)),
        }
        while self.entries.iter().map(|(_, calls)| calls).sum::<u32>() > self.limit.calls {
            self.entries.pop_front();
        }
        entry
    }
}

impl Entry {
    pub(super) fn answered(&self, now: Instant) {
        // Set once: a permit that was told of its answer is dropped after that.
        let _ = self.0.1.set(now);
    }
}
