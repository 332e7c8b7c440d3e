//! Staying within what an API allows: never a call too many, hardly a call too few.
//!
//! A limit of N calls in a span W holds if every call reaches the server at least W after the N-th call before it.
//! When a call reaches the server is not known here, but it is bounded: it cannot have arrived later than its answer
//! left, and an answer takes at least its share of the shortest round trip ever seen. So call k may leave at
//!
//! ```text
//! answer(k − N) − shortest round trip + W + guard
//! ```
//!
//! whatever the network's jitter does. While answer (k − N) is still out, the longest round trip seen lately stands in
//! for it. Pacing by send times alone breaks a strict limit as soon as there is jitter; waiting for answers alone
//! wastes a tenth of the quota.

mod round_trips;
mod rule;
mod waiting;
mod window;

pub use rule::{Limit, Scope};
pub use waiting::{Waiting, WaitsFor};

use crate::{Error, ErrorKind};
use round_trips::RoundTrips;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep_until};
use waiting::Waits;
use window::{Entry, Window};

/// Keeps all calls of one account within its limits.
///
/// Clones share what they count. Every clone of a client shares one; give the same limiter to several clients of the
/// same account ([`ClientBuilder::limiter`](crate::ClientBuilder::limiter)) and they share the account's allowance.
#[derive(Clone, Debug, Default)]
pub struct Limiter(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    gates: Mutex<HashMap<Key, Arc<tokio::sync::Mutex<Gate>>>>,
    paused_until: Mutex<Option<Instant>>,
    round_trips: Mutex<RoundTrips>,
    waits: Waits,
}

type Key = (&'static str, &'static str);
type Gate = Vec<Window>;

/// Leave to send one call. Tell it when the answer is there; dropping it untold counts as an answer, too.
#[derive(Debug)]
pub(crate) struct Permit {
    limiter: Limiter,
    entries: Vec<Entry>,
    sent: Instant,
    on_kept_connection: bool,
}

impl Limiter {
    /// A limiter that has seen no call yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits until a call may leave. Calls leave in the order they asked.
    ///
    /// # Errors
    /// [`ErrorKind::RateLimited`] where the next free slot is further away than `longest`; nothing was sent.
    pub(crate) async fn acquire(
        &self,
        limits: &[Limit],
        endpoint: &'static str,
        realm: Option<&'static str>,
        longest: Duration,
    ) -> Result<Permit, Error> {
        let key = key(limits, endpoint, realm);
        let gate = self.gate(key, limits, realm);
        // Held while waiting: the lock is fair, so it is also the queue.
        let mut windows = gate.lock().await;
        let began = Instant::now();
        let mut head = self.0.waits.at(key);
        let sent = loop {
            let now = Instant::now();
            let (shortest, longest_seen) = lock(&self.0.round_trips).bounds();
            let free = windows.iter().map(|window| (window.free_at(now, shortest, longest_seen), window.waits_for()));
            let paused = lock(&self.0.paused_until).map(|until| (until, WaitsFor::Provider));
            let Some((free, waits_for)) =
                free.chain(paused).max_by_key(|(free, _)| *free).filter(|(free, _)| *free > now)
            else {
                break now;
            };
            let away = free.duration_since(began);
            if away > longest {
                return Err(Error::new(ErrorKind::RateLimited, "the next free slot of the limit is too far away")
                    .with_outcome(crate::Outcome::NotSent)
                    .with_retry_after(Some(away)));
            }
            head.until(free, waits_for);
            // Looked at again after the sleep: an answer or a pause may have moved the slot meanwhile.
            sleep_until(free.min(now + RECHECK)).await;
        };
        let entries = windows.iter_mut().map(|window| window.note(sent)).collect();
        let on_kept_connection = lock(&self.0.round_trips).leave(sent);
        Ok(Permit { limiter: self.clone(), entries, sent, on_kept_connection })
    }

    /// Lets no call of the account leave for `wait`, a day at the most.
    pub(crate) fn pause(&self, wait: Duration) {
        let until = Instant::now() + wait.min(LONGEST_PAUSE);
        let mut paused = lock(&self.0.paused_until);
        *paused = Some(paused.map_or(until, |earlier| earlier.max(until)));
    }

    /// Whether calls of the account wait for leave right now, for how long, and why: of several waits the longest.
    ///
    /// Cheap enough to be asked many times a second.
    #[must_use]
    pub fn waiting(&self) -> Option<Waiting> {
        self.0.waits.longest()
    }

    fn gate(&self, key: Key, limits: &[Limit], realm: Option<&'static str>) -> Arc<tokio::sync::Mutex<Gate>> {
        let windows = || applying(limits, realm).map(|limit| Window::new(*limit)).collect();
        let mut gates = lock(&self.0.gates);
        gates.entry(key).or_insert_with(|| Arc::new(tokio::sync::Mutex::new(windows()))).clone()
    }
}

/// The limits that count a call which needs this sign-in.
fn applying<'a>(limits: &'a [Limit], realm: Option<&'static str>) -> impl Iterator<Item = &'a Limit> {
    limits.iter().filter(move |limit| match limit.scope {
        Scope::Account | Scope::Endpoint => true,
        Scope::Realm(name) => realm == Some(name),
    })
}

fn key(limits: &[Limit], endpoint: &'static str, realm: Option<&'static str>) -> Key {
    match applying(limits, realm).next().map(|limit| limit.scope) {
        Some(Scope::Endpoint) => ("endpoint", endpoint),
        Some(Scope::Realm(name)) => ("realm", name),
        Some(Scope::Account) | None => ("account", ""),
    }
}

/// The longest pause a server can ask for: no quota known here is counted over more than a day.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a waiting call sleeps at most before it looks again.
const RECHECK: Duration = Duration::from_millis(50);

impl Permit {
    /// The answer came now.
    pub(crate) fn answered(mut self) {
        let now = Instant::now();
        lock(&self.limiter.0.round_trips).note(self.sent, now, self.on_kept_connection);
        self.settle(now);
    }

    fn settle(&mut self, now: Instant) {
        self.entries.drain(..).for_each(|entry| entry.answered(now));
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.settle(Instant::now());
    }
}

/// A lock whose holder panicked still guards plain data that is right at every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
