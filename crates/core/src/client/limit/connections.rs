//! Which connections to the server are open and idle, as far as the times of the answers show.

use std::time::Duration;
use tokio::time::Instant;

/// A connection idle for longer may have been dropped. Transports keep them a little longer than this.
const KEPT: Duration = Duration::from_secs(3);

/// When each of the idle connections was used last.
#[derive(Debug, Default)]
pub(super) struct Connections(Vec<Instant>);

impl Connections {
    /// Whether a call that leaves now finds a connection that an earlier answer left open. One that does not pays two
    /// more journeys for making its own, and its round trip says nothing about the others.
    pub(super) fn has_one(&mut self, now: Instant) -> bool {
        self.0.retain(|since| now - *since < KEPT);
        !self.0.is_empty()
    }

    /// A call leaves, over the connection used last where there is one.
    pub(super) fn leave(&mut self) {
        self.0.pop();
    }

    /// An answer came.
    pub(super) fn answered(&mut self, now: Instant) {
        self.0.push(now);
    }
}
