//! The shortest and the longest round trip of late: how far apart two calls' journeys can be.

use std::{collections::VecDeque, time::Duration};

/// How many answers are remembered.
const REMEMBERED: usize = 64;
/// How many must have been seen before the shortest is believed. The first ones pay for making connections.
const BELIEVED: usize = 32;

/// The round trips of the latest answers.
#[derive(Debug, Default)]
pub(super) struct RoundTrips(VecDeque<Duration>);

impl RoundTrips {
    pub(super) fn note(&mut self, round_trip: Duration) {
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(round_trip);
    }

    /// What may be taken as the shortest possible round trip, and the longest seen (if enough were).
    ///
    /// The true shortest lies below the shortest seen; an eighth of the spread is taken off for it. Before enough is
    /// known the shortest is nothing at all, which is always safe.
    pub(super) fn bounds(&self) -> (Duration, Option<Duration>) {
        let (Some(shortest), Some(longest)) = (self.0.iter().min(), self.0.iter().max()) else {
            return (Duration::ZERO, None);
        };
        if self.0.len() < BELIEVED {
            return (Duration::ZERO, None);
        }
        (shortest.saturating_sub((*longest - *shortest) / 8), Some(*longest))
    }
}
