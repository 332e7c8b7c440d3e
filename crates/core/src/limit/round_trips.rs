//! The shortest round trip ever and the longest of late: how far apart two calls' journeys can be.

use super::window::Bounds;
use std::{collections::VecDeque, time::Duration};
use tokio::time::Instant;

/// How many of the latest answers the longest is taken of.
const LATEST: usize = 64;
/// How many round trips must have been seen before the shortest is believed.
const BELIEVED: u32 = 32;
/// A connection idle for longer may have been dropped. Transports keep them a little longer than this.
const KEPT: Duration = Duration::from_secs(3);

/// The round trips of the answers so far.
#[derive(Debug, Default)]
pub(super) struct RoundTrips {
    latest: VecDeque<Duration>,
    shortest: Option<Duration>,
    seen: u32,
    idle: Vec<Instant>,
}

impl RoundTrips {
    /// Whether a call that leaves now finds a connection that an earlier answer left open. One that does not pays two
    /// more journeys for making its own, and its round trip says nothing about the others.
    pub(super) fn has_connection(&mut self, now: Instant) -> bool {
        self.idle.retain(|since| now - *since < KEPT);
        !self.idle.is_empty()
    }

    /// A call leaves, over the connection used last where there is one.
    pub(super) fn leave(&mut self) {
        self.idle.pop();
    }

    /// The answer to a call came.
    pub(super) fn note(&mut self, left: Instant, now: Instant, had_connection: bool) {
        self.idle.push(now);
        if !had_connection {
            return;
        }
        let round_trip = now - left;
        if self.latest.len() == LATEST {
            self.latest.pop_front();
        }
        self.latest.push_back(round_trip);
        self.shortest = Some(self.shortest.map_or(round_trip, |shortest| shortest.min(round_trip)));
        self.seen = self.seen.saturating_add(1);
    }

    /// What may be taken as the shortest possible round trip, and the longest seen (if enough were).
    ///
    /// The true shortest lies below the shortest seen, by less the more were seen: a part of the spread is taken off
    /// for it that shrinks with the square root of their number. Before enough is known the shortest is nothing at
    /// all, which is always safe.
    pub(super) fn bounds(&self) -> Bounds {
        let (Some(shortest), Some(longest)) = (self.shortest, self.latest.iter().max()) else {
            return Bounds::default();
        };
        if self.seen < BELIEVED {
            return Bounds::default();
        }
        let part = (2.0 / f64::from(self.seen).sqrt()).min(0.25);
        let shortest = shortest.saturating_sub((*longest - shortest).mul_f64(part));
        Bounds { shortest, longest: Some(*longest) }
    }
}
