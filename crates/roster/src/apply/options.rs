//! How a plan is carried out.

use jiff::Timestamp;
use participants_core::{Limit, Scope};
use std::time::Duration;

/// How a plan is carried out.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ApplyOptions {
    /// How long to wait, after the answer to a creation was lost, before looking whether the participant was created.
    /// A server may carry out a request after its connection broke; looking too early would create the person twice.
    /// A minute by default: gateways commonly give a request that long before they end it.
    pub settle_after: Duration,
    /// How many steps are under way at once; by default what the provider's limits can use.
    pub in_flight: Option<usize>,
    /// How often one step is tried at the most, from when a run begins or is continued.
    pub attempts: u32,
    /// How long, once stopped, to wait for what is under way. What has no answer by then is settled by the next run.
    pub patience: Duration,
    /// How old what was read of all participants may be, where they cannot be read one by one: it is read again once it
    /// is older, or twice as old as reading it takes. What changes meanwhile on the other side is not seen. Five minutes
    /// by default.
    pub listing_age: Duration,
    /// What time it is, for the times that are recorded; nothing waits by it. The system's clock, unless a test has its
    /// own.
    pub clock: fn() -> Timestamp,
}

/// How many are under way at once where the provider documents no limit.
const DEFAULT_IN_FLIGHT: usize = 8;
/// The most that are under way at once, whatever the limits would let through.
const MAX_IN_FLIGHT: usize = 64;
/// The round trip at which the limits are still to be used up.
const ROUND_TRIP: Duration = Duration::from_secs(2);
/// A limit over a longer span says how many in all, not how many at once.
const LONGEST_SPAN: Duration = Duration::from_secs(60);

impl Default for ApplyOptions {
    fn default() -> Self {
        let (settle_after, patience) = (Duration::from_secs(60), Duration::from_secs(25));
        let listing_age = Duration::from_secs(5 * 60);
        Self { settle_after, in_flight: None, attempts: 5, patience, listing_age, clock: Timestamp::now }
    }
}

impl ApplyOptions {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with another [`settle_after`](Self::settle_after).
    #[must_use]
    pub fn settle_after(mut self, wait: Duration) -> Self {
        self.settle_after = wait;
        self
    }

    /// The same with so many steps under way at once.
    #[must_use]
    pub fn in_flight(mut self, steps: usize) -> Self {
        self.in_flight = Some(steps);
        self
    }

    /// The same with another [`patience`](Self::patience).
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The same with another [`listing_age`](Self::listing_age).
    #[must_use]
    pub fn listing_age(mut self, age: Duration) -> Self {
        self.listing_age = age;
        self
    }

    /// The same with another clock.
    #[must_use]
    pub fn clock(mut self, now: fn() -> Timestamp) -> Self {
        self.clock = now;
        self
    }

    /// How many are under way at once: enough to use up the limits though each answer takes two seconds.
    pub(super) fn width(&self, limits: &[Limit]) -> usize {
        let rate = |limit: &Limit| {
            let spans = ROUND_TRIP.as_secs_f64() / limit.per.as_secs_f64();
            (f64::from(limit.calls) * spans).ceil() as usize + 1
        };
        let counts = |limit: &&Limit| limit.per <= LONGEST_SPAN && !matches!(limit.scope, Scope::Realm(_));
        let usable = limits.iter().filter(counts).map(rate).min();
        self.in_flight
            .unwrap_or_else(|| usable.unwrap_or(DEFAULT_IN_FLIGHT))
            .clamp(1, self.in_flight.unwrap_or(MAX_IN_FLIGHT).max(1))
    }
}
