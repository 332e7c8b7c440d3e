//! The wish that a run ends soon.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::Notify;

/// The wish that a run ends soon: nothing new is sent, what is under way is finished, everything is taken down.
///
/// Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<(AtomicBool, Notify)>);

impl Stop {
    /// Nobody wished for it yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Wishes for it.
    pub fn stop(&self) {
        self.0.0.store(true, Ordering::SeqCst);
        self.0.1.notify_waiters();
    }

    /// Whether somebody wished for it.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.0.load(Ordering::SeqCst)
    }

    /// Ends once somebody wishes for it.
    pub(super) async fn stopped(&self) {
        let notified = self.0.1.notified();
        if !self.is_stopped() {
            notified.await;
        }
    }
}
