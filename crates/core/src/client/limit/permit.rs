//! Leave to send one call.

use super::{Gate, Limiter, UnixNanos, lock, shared::Event, state::End};
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

/// Permission to send one call. Report to it how the call ended. A call that is given up reports nothing: it may
/// still be on its way, and counts like any other without an answer.
#[derive(Debug)]
pub(crate) struct Permit {
    pub(super) limiter: Limiter,
    pub(super) gate: Arc<Gate>,
    /// The call's numbers in the windows of this process, and in those all processes share.
    pub(super) own: Vec<u64>,
    pub(super) shared: Option<Vec<u64>>,
    pub(super) sent: Instant,
    pub(super) has_connection: bool,
}

impl Permit {
    /// The answer came now.
    pub(crate) fn answered(self) {
        let now = Instant::now();
        lock(&self.limiter.0.connections).answered(now);
        let round_trip = self.has_connection.then(|| now - self.sent);
        self.end(now, round_trip);
    }

    /// There will be no answer: the call arrived, or never will.
    pub(crate) fn ended(self) {
        self.end(Instant::now(), None);
    }

    fn end(self, now: Instant, round_trip: Option<Duration>) {
        let (limiter, windows) = (&self.limiter.0, &self.gate.windows);
        lock(&limiter.state).ended(windows, &End { numbers: self.own, at: UnixNanos::of(now), round_trip });
        limiter.changed.notify_waiters();
        if let (Some(store), Some(numbers)) = (limiter.store.get(), self.shared.filter(|numbers| !numbers.is_empty())) {
            let end = End { numbers, at: UnixNanos::on_the_wall(), round_trip };
            store.publish(Event::Ended(Arc::clone(windows), end));
        }
    }
}
