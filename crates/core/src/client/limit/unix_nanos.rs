//! A point in time that can stand in a file.

use serde::{Deserialize, Serialize};
use std::{
    sync::OnceLock,
    time::{Duration, SystemTime},
};
use tokio::time::Instant;

/// Nanoseconds since the beginning of 1970.
///
/// Within a process it follows the clock that only runs forward; between processes it is what the clock on the wall
/// says, since no other is theirs in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct UnixNanos(u64);

impl UnixNanos {
    /// The point in time of an instant of this process.
    pub(super) fn of(instant: Instant) -> Self {
        static ANCHOR: OnceLock<(Instant, UnixNanos)> = OnceLock::new();
        let (anchor, moment) = *ANCHOR.get_or_init(|| (Instant::now(), Self::on_the_wall()));
        moment.moved(anchor, instant)
    }

    /// Now, as the clock on the wall has it.
    pub(super) fn on_the_wall() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        // A test's clock may run ahead of the machine's: what is ahead here is ahead on the wall.
        Self(nanoseconds(since)).moved(std::time::Instant::now().into(), Instant::now())
    }

    /// So much later.
    pub(super) fn after(self, span: Duration) -> Self {
        Self(self.0.saturating_add(nanoseconds(span)))
    }

    /// So much earlier.
    pub(super) fn before(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(nanoseconds(span)))
    }

    /// How long after `earlier` it is; nothing where it is not.
    pub(super) fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }

    fn moved(self, from: Instant, to: Instant) -> Self {
        self.after(to.saturating_duration_since(from)).before(from.saturating_duration_since(to))
    }
}

fn nanoseconds(span: Duration) -> u64 {
    u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::UnixNanos;
    use std::time::Duration;
    use tokio::time::{Instant, sleep};

    #[tokio::test(start_paused = true)]
    async fn both_clocks_go_with_the_one_of_a_test() {
        let (before, on_the_wall) = (UnixNanos::of(Instant::now()), UnixNanos::on_the_wall());
        sleep(Duration::from_secs(3_600)).await;
        assert_eq!(UnixNanos::of(Instant::now()).since(before), Duration::from_secs(3_600));
        let passed = UnixNanos::on_the_wall().since(on_the_wall);
        assert!((3_599.9..3_700.0).contains(&passed.as_secs_f64()), "{passed:?}");
    }
}
