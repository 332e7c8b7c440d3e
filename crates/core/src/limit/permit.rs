//! Leave to send one call.

use super::{Gate, Limiter, Moment, lock, shared::News};
use std::sync::Arc;
use tokio::time::Instant;

/// Leave to send one call. Tell it how the call ended. One that is given up is not told: it may still be on its way, and
/// counts like any other without an answer.
#[derive(Debug)]
pub(crate) struct Permit {
    pub(super) limiter: Limiter,
    pub(super) gate: Arc<Gate>,
    /// The call's numbers in the windows of this process, and in those all processes share.
    pub(super) own: Vec<u64>,
    pub(super) shared: Vec<u64>,
    pub(super) sent: Instant,
    pub(super) has_connection: bool,
}

impl Permit {
    /// The answer came now.
    pub(crate) fn answered(self) {
        lock(&self.limiter.0.round_trips).note(self.sent, Instant::now(), self.has_connection);
        self.ended();
    }

    /// There will be no answer: the call arrived, or never will.
    pub(crate) fn ended(self) {
        let (limiter, windows) = (&self.limiter.0, &self.gate.windows);
        lock(&limiter.book).answered(windows, &self.own, Moment::of(Instant::now()));
        if let (Some(store), false) = (limiter.store.get(), self.shared.is_empty()) {
            store.tell(News::Answered(Arc::clone(windows), self.shared, Moment::on_the_wall()));
        }
    }
}
