//! Whether calls wait right now, for how long, and why: for a program that shows a run's progress.

use super::{Key, Limit, lock};
use std::{collections::HashMap, fmt, sync::Mutex, time::Duration};
use tokio::time::Instant;

/// Calls of an account wait for leave. `Display` is the end of a sentence: "waiting 3 s for 5 calls per second".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiting {
    /// How long the next of them still waits, as far as is known.
    pub left: Duration,
    /// What for.
    pub waits_for: WaitsFor,
}

/// What calls wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitsFor {
    /// A free slot of this limit.
    Limit(Limit),
    /// The end of the pause that the provider asked for, or that follows when it says "too many calls".
    Provider,
}

impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.left.as_secs_f64().max(0.1) {
            short @ ..0.95 => write!(f, "waiting {short:.1} s")?,
            seconds @ ..99.5 => write!(f, "waiting {seconds:.0} s")?,
            long @ ..5_970.0 => write!(f, "waiting {:.0} min", long / 60.0)?,
            hours => write!(f, "waiting {:.0} h", hours / 3_600.0)?,
        }
        match self.waits_for {
            WaitsFor::Limit(limit) => write!(f, " for {limit}"),
            WaitsFor::Provider => f.write_str(" because the provider asked for it"),
        }
    }
}

/// The calls at the head of a queue that wait: one at most for each gate.
#[derive(Debug, Default)]
pub(super) struct Waits(Mutex<HashMap<Key, (Instant, WaitsFor)>>);

/// A call at the head of its queue. Dropping it ends its wait, however it ends.
pub(super) struct Head<'a> {
    waits: &'a Waits,
    key: Key,
    is_waiting: bool,
}

impl Waits {
    /// The call that now heads the queue of this gate. It does not wait yet.
    pub(super) fn at(&self, key: Key) -> Head<'_> {
        Head { waits: self, key, is_waiting: false }
    }

    /// The wait that lasts longest.
    pub(super) fn longest(&self) -> Option<Waiting> {
        let (until, waits_for) = lock(&self.0).values().max_by_key(|(until, _)| *until).copied()?;
        Some(Waiting { left: until.saturating_duration_since(Instant::now()), waits_for })
    }
}

impl Head<'_> {
    /// The call waits until then.
    pub(super) fn until(&mut self, until: Instant, waits_for: WaitsFor) {
        self.is_waiting = true;
        lock(&self.waits.0).insert(self.key, (until, waits_for));
    }
}

impl Drop for Head<'_> {
    fn drop(&mut self) {
        if self.is_waiting {
            lock(&self.waits.0).remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Waiting, WaitsFor};
    use crate::client::limit::{Limit, Scope};
    use std::time::Duration;

    #[test]
    fn a_wait_is_printed_as_the_end_of_a_sentence() {
        let second = Limit { scope: Scope::Account, calls: 5, per: Duration::from_secs(1) };
        let text =
            |milliseconds, waits_for| Waiting { left: Duration::from_millis(milliseconds), waits_for }.to_string();
        let limit = WaitsFor::Limit(second);
        assert_eq!(text(0, limit), "waiting 0.1 s for 5 calls per second");
        assert_eq!(text(201, limit), "waiting 0.2 s for 5 calls per second");
        assert_eq!(text(951, limit), "waiting 1 s for 5 calls per second");
        assert_eq!(text(2_700, limit), "waiting 3 s for 5 calls per second");
        assert_eq!(text(99_500, WaitsFor::Provider), "waiting 2 min because the provider asked for it");
        assert_eq!(text(80_000_000, WaitsFor::Provider), "waiting 22 h because the provider asked for it");
    }
}
