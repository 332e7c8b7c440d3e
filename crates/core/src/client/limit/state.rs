//! What is counted of an account: its windows, and the pause the provider asked for. Kept in memory, and in a file
//! where several processes share it.

use super::{
    Limit, UnixNanos, WaitsFor,
    round_trips::RoundTrips,
    window::{Window, guarded},
};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, time::Duration};

/// The longest pause a server can ask for: no quota known here is counted over more than a day.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// All that was counted so far.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct LimiterState {
    paused_until: Option<UnixNanos>,
    /// When it was found that the earlier counts are lost.
    lost_at: Option<UnixNanos>,
    windows: HashMap<String, Window>,
    round_trips: RoundTrips,
}

/// A limit that counts a call, and the name of its window: what it counts together, and its figures.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) limit: Limit,
}

/// The end of a call.
#[derive(Debug)]
pub(super) struct End {
    /// Its numbers in the windows that counted it.
    pub(super) numbers: Vec<u64>,
    /// When it was over.
    pub(super) at: UnixNanos,
    /// How long it was on its way, where that says something about other calls.
    pub(super) round_trip: Option<Duration>,
}

impl LimiterState {
    /// A state of which only that is known: it was lost now. Every window is full.
    pub(super) fn lost(now: UnixNanos) -> Self {
        Self { lost_at: Some(now), ..Self::default() }
    }

    /// Until when a call that counts in these windows is held back, and by what; `None` where it may leave now.
    pub(super) fn held_until(&self, windows: &[Counted], now: UnixNanos) -> Option<(UnixNanos, WaitsFor)> {
        let bounds = self.round_trips.bounds(now);
        let lost = |limit: Limit| self.lost_at.map(|lost| lost.after(guarded(limit.per)));
        let by_window = windows.iter().filter_map(|Counted { name, limit }| {
            let free = match self.windows.get(name) {
                Some(window) => window.free_at(now, bounds),
                None => lost(*limit),
            };
            Some((free?, WaitsFor::Limit(*limit)))
        });
        let paused = self.paused_until.map(|until| (until, WaitsFor::Provider));
        by_window.chain(paused).filter(|(until, _)| *until > now).max_by_key(|(until, _)| *until)
    }

    /// Counts a call that leaves now. Returns its number in each of the windows.
    pub(super) fn leave(&mut self, windows: &[Counted], now: UnixNanos, has_connection: bool) -> Vec<u64> {
        let mut count = |counted: &Counted| match self.windows.get_mut(&counted.name) {
            Some(window) => window.leave(now, has_connection),
            None => {
                let mut window = Window::new(counted.limit);
                let number = window.leave(now, has_connection);
                self.windows.insert(counted.name.clone(), window);
                number
            }
        };
        windows.iter().map(&mut count).collect()
    }

    /// A call came to its end.
    pub(super) fn ended(&mut self, windows: &[Counted], end: &End) {
        for (counted, number) in windows.iter().zip(&end.numbers) {
            if let Some(window) = self.windows.get_mut(&counted.name) {
                window.answered(*number, end.at);
            }
        }
        if let Some(round_trip) = end.round_trip {
            self.round_trips.note(round_trip, end.at);
        }
    }

    /// Lets no call leave for `wait`, a day at the most. A pause that lasts longer stays.
    pub(super) fn pause(&mut self, now: UnixNanos, wait: Duration) {
        self.paused_until = self.paused_until.max(Some(now.after(wait.min(LONGEST_PAUSE))));
    }

    /// Counts one call more in every window, that left now: there may be one that could not be written down.
    pub(super) fn count_one_more(&mut self, now: UnixNanos) {
        for window in self.windows.values_mut() {
            let number = window.leave(now, true);
            window.answered(number, now);
        }
    }

    /// Takes every time that lies ahead as now, and a pause of more than a day as one of a day. Says whether there was
    /// one.
    pub(super) fn forget_the_future(&mut self, now: UnixNanos) -> bool {
        let longest = now.after(LONGEST_PAUSE);
        let until = self.paused_until.map(|until| until.min(longest));
        let lost = self.lost_at.map(|lost| lost.min(now));
        let changed = (until, lost) != (self.paused_until, self.lost_at);
        (self.paused_until, self.lost_at) = (until, lost);
        self.windows.values_mut().fold(changed, |changed, window| window.forget_the_future(now) | changed)
    }
}
