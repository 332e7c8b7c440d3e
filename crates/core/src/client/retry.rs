//! Whether and when a failed call is tried again: by what the call does, within a budget shared by all calls.

use crate::{
    client::endpoint::Effect,
    error::{Error, kind::ErrorKind},
    model::span,
};
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

/// How failed calls are tried again.
///
/// The defaults: up to 4 attempts, waiting at random up to 0.5 s, 1 s, 2 s, … and never more than 20 s between them;
/// a `Retry-After` of the API takes the place of our own waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How often a call is tried in all; 1 means never again.
    pub attempts: u32,
    /// The longest first wait. Each further wait may be twice as long.
    pub first_wait: Duration,
    /// The longest wait of our own making.
    pub longest_wait: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 4, first_wait: Duration::from_millis(500), longest_wait: Duration::from_secs(20) }
    }
}

impl RetryPolicy {
    /// A policy that never tries again.
    #[must_use]
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// How long to wait before attempt number `next` (the first retry is 2), by our own measure: anything from
    /// nothing to the bound, so that clients that failed together do not come back together.
    pub(crate) fn wait(&self, next: u32) -> Duration {
        let doubled = self.first_wait.saturating_mul(1 << next.saturating_sub(2).min(16));
        doubled.min(self.longest_wait).min(span::LONGEST).mul_f64(fastrand::f64())
    }
}

/// Whether repeating a call that failed like this can neither do harm nor be hopeless.
pub(crate) fn may_repeat(effect: Effect, error: &Error) -> bool {
    let refused_for_now = matches!(error.kind(), ErrorKind::Connect | ErrorKind::RateLimited);
    match (effect, error.kind()) {
        (Effect::Create, _) if refused_for_now => !error.may_have_been_applied(),
        _ if refused_for_now => true,
        (Effect::Read, ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Server) => true,
        (Effect::Idempotent, ErrorKind::Timeout | ErrorKind::Interrupted) => true,
        // A plain 500 is most often the same again; a gateway's complaint is not.
        (Effect::Idempotent, ErrorKind::Server) => {
            error.status().is_some_and(|status| matches!(status.as_u16(), 502..=504))
        }
        _ => false,
    }
}

/// What all calls of a client may spend on retries together: a tenth of a call for every call that went well, and
/// twenty in advance. A provider that is down is not overloaded by the retries of all calls.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

const COST: u32 = 10;
const FULL: u32 = 20 * COST;

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl Budget {
    /// Takes the price of one retry, if it is there.
    pub(crate) fn spend(&self) -> bool {
        self.change(|left| left.checked_sub(COST))
    }

    /// A call went well.
    pub(crate) fn earn(&self) {
        self.change(|left| (left < FULL).then_some(left + 1));
    }

    fn change(&self, step: impl Fn(u32) -> Option<u32>) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_create_is_repeated_only_where_it_was_not_carried_out() {
        let repeats = |kind| may_repeat(Effect::Create, &Error::new(kind, "x"));
        assert!(repeats(ErrorKind::Connect) && repeats(ErrorKind::RateLimited));
        for kind in [ErrorKind::Timeout, ErrorKind::Interrupted, ErrorKind::Server, ErrorKind::Decode, ErrorKind::Busy]
        {
            assert!(!repeats(kind), "{kind:?}");
        }
    }

    #[test]
    fn the_budget_runs_out_and_comes_back() {
        let budget = Budget::default();
        let spent = std::iter::repeat_with(|| budget.spend()).take_while(|went| *went).count();
        assert_eq!(spent, 20);
        (0..COST).for_each(|_| budget.earn());
        assert!(budget.spend());
        assert!(!budget.spend());
    }

    #[test]
    fn waits_grow_and_stay_bounded() {
        let policy = RetryPolicy::default();
        for next in 2..200 {
            assert!(policy.wait(next) <= policy.longest_wait);
        }
        assert!(policy.wait(2) <= policy.first_wait);
    }
}
