//! The clock of the machine that runs the engine: it follows the paused clock of tokio, and jumps when a seed says so.

use jiff::{SignedDuration, Timestamp};
use std::cell::Cell;
use tokio::time::Instant;

thread_local! {
    static BEGAN: Cell<Option<Instant>> = const { Cell::new(None) };
    static AHEAD: Cell<SignedDuration> = const { Cell::new(SignedDuration::ZERO) };
}

/// Begins a time of its own, without jumps.
pub(crate) fn begin() {
    BEGAN.set(Some(Instant::now()));
    AHEAD.set(SignedDuration::ZERO);
}

/// The time as the machine shows it.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_780_000_000).unwrap() + SignedDuration::try_from(passed()).unwrap() + AHEAD.get()
}

/// The time that really passed.
pub(crate) fn passed() -> std::time::Duration {
    BEGAN.get().map(|began| began.elapsed()).unwrap_or_default()
}

/// Sets the machine's clock forward, or back.
pub(crate) fn jump(by: SignedDuration) {
    AHEAD.set(AHEAD.get() + by);
}
