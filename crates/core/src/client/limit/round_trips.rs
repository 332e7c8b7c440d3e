//! The shortest round trip ever and the longest recent one: how much two calls can differ in time on the way.

use super::{UnixNanos, window::Bounds};
use serde::{Deserialize, Serialize};
use std::{collections::VecDeque, time::Duration};

/// How many of the latest answers the longest is taken of.
const LATEST: usize = 64;
/// How many round trips must have been seen before the shortest is believed.
const BELIEVED: u32 = 32;
/// What was learned is forgotten where no answer came for so long: the machine may be somewhere else by now.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(10 * 60);

/// The round trips of the answers so far, over connections that were there before.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct RoundTrips {
    latest: VecDeque<Duration>,
    shortest: Duration,
    seen: u32,
    /// When the latest was noted.
    noted: Option<UnixNanos>,
}

impl RoundTrips {
    /// An answer came after so long.
    pub(super) fn note(&mut self, round_trip: Duration, now: UnixNanos) {
        if self.is_forgotten(now) {
            *self = Self { shortest: round_trip, ..Self::default() };
        }
        if self.latest.len() == LATEST {
            self.latest.pop_front();
        }
        self.latest.push_back(round_trip);
        self.shortest = self.shortest.min(round_trip);
        self.seen = self.seen.saturating_add(1);
        self.noted = Some(now);
    }

    /// What may be taken as the shortest possible round trip, and the longest seen (if enough were).
    ///
    /// The true shortest lies below the shortest seen, by less the more were seen: a part of the spread is taken off
    /// for it that shrinks with the square root of their number. Before enough is known the shortest is nothing at
    /// all, which is always safe.
    pub(super) fn bounds(&self, now: UnixNanos) -> Bounds {
        let Some(longest) = self.latest.iter().max().filter(|_| self.seen >= BELIEVED && !self.is_forgotten(now))
        else {
            return Bounds::default();
        };
        let part = (2.0 / f64::from(self.seen).sqrt()).min(0.25);
        let shortest = self.shortest.saturating_sub(longest.saturating_sub(self.shortest).mul_f64(part));
        Bounds { shortest, longest: Some(*longest) }
    }

    fn is_forgotten(&self, now: UnixNanos) -> bool {
        self.noted.is_none_or(|noted| now.since(noted) > FORGOTTEN_AFTER)
    }
}
