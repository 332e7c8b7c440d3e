//! One limit: when its next call may leave.

use super::{Limit, UnixNanos};
use serde::{Deserialize, Serialize};
use std::{collections::VecDeque, time::Duration};

/// Added to every span: timers wake up to a millisecond late …
const GUARD: Duration = Duration::from_millis(2);
/// … and two clocks drift apart, by one part in this many while one of them is being set right.
const DRIFT: u32 = 2_000;
/// A call still unanswered after this has long left its connection attempt behind: it has arrived.
const ARRIVED_AFTER: Duration = Duration::from_secs(5);
/// Windows up to this long are used evenly, calls never further apart for it than that.
const EVEN_WITHIN: Duration = Duration::from_secs(60);
const WIDEST: Duration = Duration::from_millis(100);
/// A window keeps at most this many entries; one entry of a larger limit stands for several calls.
const MOST_ENTRIES: u32 = 1000;

/// At most so many calls in so long a span.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Window {
    calls: u32,
    per: Duration,
    /// How many calls ever left: the number of the latest.
    sent: u64,
    /// How many calls the entries stand for.
    counted: u32,
    entries: VecDeque<Entry>,
}

/// One call, or several one after the other that are counted as one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
struct Entry {
    /// When the last of them left.
    left: UnixNanos,
    /// When the last answer came.
    answered: Option<UnixNanos>,
    /// How many they are.
    calls: u32,
    /// How many of them have no answer yet.
    open: u32,
    /// Whether a connection stood for each of them. Making one takes longer than any round trip seen.
    has_connection: bool,
}

/// An entry as it is written down.
type Written = (UnixNanos, Option<UnixNanos>, u32, u32, bool);

/// What is known of the way to the server and back: the shortest it may take, and the longest seen lately.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    pub(super) shortest: Duration,
    pub(super) longest: Option<Duration>,
}

impl Window {
    /// A window no call has left in.
    pub(super) fn new(limit: Limit) -> Self {
        Self { calls: limit.calls.max(1), per: limit.per, sent: 0, counted: 0, entries: VecDeque::new() }
    }

    /// From when on the next call may leave, as far as is known `now`; `None` is at once.
    ///
    /// Calls overtake each other on their way. So it is not the call N before that counts, but the N-th latest of all
    /// by when they can have arrived at the latest: that many less one may fall into the next call's window.
    pub(super) fn free_at(&self, now: UnixNanos, bounds: Bounds) -> Option<UnixNanos> {
        let spaced = self.entries.back().filter(|_| self.counted >= self.calls / 2)?.left.after(self.spacing(bounds));
        if self.counted < self.calls {
            return Some(spaced);
        }
        let by = self.arrived_by(self.counted.saturating_sub(self.calls), now, bounds)?;
        Some(by.after(guarded(self.per)).before(bounds.shortest).max(spaced))
    }

    /// When more than so many calls had arrived at the latest.
    fn arrived_by(&self, calls: u32, now: UnixNanos, bounds: Bounds) -> Option<UnixNanos> {
        let mut earliest: Vec<(UnixNanos, u32)> = Vec::new();
        let reached = |earliest: &[(UnixNanos, u32)]| {
            let mut arrived = 0_u32;
            earliest.iter().find_map(|(by, more)| {
                arrived = arrived.saturating_add(*more);
                (arrived > calls).then_some(*by)
            })
        };
        for entry in &self.entries {
            // Those that left later cannot have arrived before.
            if reached(&earliest).is_some_and(|by| by <= entry.left) {
                break;
            }
            let by = entry.arrived_by(now, bounds.longest);
            let place = earliest.partition_point(|(other, _)| *other <= by);
            earliest.insert(place, (by, entry.calls));
        }
        reached(&earliest)
    }

    /// How far apart calls leave while a short window is more than half full: nearly evenly, so that not all of them
    /// leave at once each time the window ends, over connections that were closed meanwhile. What the way there adds
    /// or takes is not held against them: once they leave evenly, they stay so.
    fn spacing(&self, bounds: Bounds) -> Duration {
        if self.per > EVEN_WITHIN {
            return Duration::ZERO;
        }
        let spread = bounds.longest.unwrap_or_default().saturating_sub(bounds.shortest);
        (self.per / self.calls.max(1)).mul_f64(0.8).min(WIDEST).saturating_sub(spread)
    }

    /// Counts a call that leaves now, forgetting those that have left every window. Returns its number.
    pub(super) fn leave(&mut self, now: UnixNanos, has_connection: bool) -> u64 {
        let is_over = |entry: &Entry| entry.arrived_by(now, None).after(guarded(self.per)) <= now;
        while self.entries.front().is_some_and(is_over) {
            let oldest = self.entries.pop_front();
            self.counted = self.counted.saturating_sub(oldest.map_or(0, |oldest| oldest.calls));
        }
        let size = self.calls.div_ceil(MOST_ENTRIES);
        match self.entries.back_mut() {
            // The latest of them stands for all: the window frees later than it might, never earlier.
            Some(last) if last.calls < size => {
                let has_connection = last.has_connection && has_connection;
                *last = Entry {
                    left: now,
                    calls: last.calls.saturating_add(1),
                    open: last.open.saturating_add(1),
                    has_connection,
                    ..*last
                };
            }
            _ => self.entries.push_back(Entry { left: now, answered: None, calls: 1, open: 1, has_connection }),
        }
        self.counted = self.counted.saturating_add(1);
        self.sent = self.sent.saturating_add(1);
        self.sent
    }

    /// The answer to a call came, or there will be none. One that is forgotten already does not matter.
    pub(super) fn answered(&mut self, number: u64, at: UnixNanos) {
        let mut last = self.sent;
        for entry in self.entries.iter_mut().rev() {
            let before = last.saturating_sub(u64::from(entry.calls));
            if number > before {
                entry.open = entry.open.saturating_sub(1);
                entry.answered = entry.answered.max(Some(at));
                return;
            }
            last = before;
        }
    }

    /// Takes every time that lies ahead as now: clocks were set back, or what was read is wrong. Says whether there
    /// was one.
    pub(super) fn forget_the_future(&mut self, now: UnixNanos) -> bool {
        let mut found = false;
        for entry in &mut self.entries {
            let (left, answered) = (entry.left.min(now), entry.answered.map(|answered| answered.min(now)));
            found |= (left, answered) != (entry.left, entry.answered);
            (entry.left, entry.answered) = (left, answered);
        }
        found
    }
}

impl Entry {
    /// By when the last of them had arrived, as far as is known `now`: before its answer left. Until that is there, the
    /// longest round trip seen lately stands in for it, on a connection that was there.
    fn arrived_by(&self, now: UnixNanos, longest: Option<Duration>) -> UnixNanos {
        let longest = longest.filter(|_| self.has_connection).unwrap_or(ARRIVED_AFTER);
        match self.answered {
            Some(answered) if self.open == 0 => answered,
            _ => self.left.after(longest.max(now.since(self.left)).min(ARRIVED_AFTER)),
        }
    }
}

/// The span, and what makes it safe.
pub(super) fn guarded(per: Duration) -> Duration {
    per.saturating_add(GUARD).saturating_add(per / DRIFT)
}

impl From<Written> for Entry {
    fn from((left, answered, calls, open, has_connection): Written) -> Self {
        Self { left, answered, calls, open, has_connection }
    }
}

impl From<Entry> for Written {
    fn from(entry: Entry) -> Self {
        (entry.left, entry.answered, entry.calls, entry.open, entry.has_connection)
    }
}
