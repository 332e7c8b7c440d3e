//! Staying within what an API allows: never a call too many, hardly a call too few.
//!
//! A limit of N calls in a span W holds if, whenever a call reaches the server, fewer than N others have reached it in
//! the W before. When a call reaches the server is not known here, but it is bounded: it cannot have arrived later than
//! its answer left, and an answer takes at least its share of the shortest round trip ever seen. So a call may leave at
//!
//! ```text
//! the N-th latest answer − shortest round trip + W + guard
//! ```
//!
//! whatever the network's jitter does, and whichever call overtakes which. While an answer is still out, the longest
//! recent round trip is used in its place. Pacing by send times alone breaks a strict limit as soon as there is jitter;
//! waiting for answers alone wastes a tenth of the quota. How much is used, in figures: `docs/limits.md`.
//!
//! Several processes share an account's allowance through a file ([`Limiter::share`]): the same rule, with the calls of
//! all of them.

mod connections;
mod copies;
mod permit;
mod round_trips;
mod rule;
mod shared;
mod state;
mod unix_nanos;
mod waiting;
mod window;

pub(crate) use permit::Permit;
pub use rule::{Limit, Scope};
pub use waiting::{Waiting, WaitsFor};

use crate::{
    error::{
        Error,
        kind::{ErrorKind, Outcome},
    },
    model::span::later,
};
use connections::Connections;
use shared::{Acquire, Event, Store};
use state::{Counted, LimiterState};
use std::{
    collections::HashMap,
    path::Path,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};
use unix_nanos::UnixNanos;
use waiting::Waits;

/// Keeps all calls of one account within its limits.
///
/// Clones share what they count. Every clone of a client shares one; give the same limiter to several clients of the
/// same account ([`ClientBuilder::limiter`](crate::ClientBuilder::limiter)) and they share the account's allowance.
/// Processes on one machine share it through a file: [`share`](Self::share).
#[derive(Clone, Debug, Default)]
pub struct Limiter(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    gates: Mutex<HashMap<Key, Arc<Gate>>>,
    state: Mutex<LimiterState>,
    store: OnceLock<Store>,
    connections: Mutex<Connections>,
    waits: Waits,
    /// An answer or a pause of this process may have moved a slot.
    changed: Notify,
}

type Key = (&'static str, &'static str);

/// Where the calls queue that are counted alike.
#[derive(Debug)]
struct Gate {
    key: Key,
    /// Held while waiting: the lock is fair, so it is also the queue.
    queue: tokio::sync::Mutex<()>,
    windows: Arc<[Counted]>,
}

impl Limiter {
    /// A limiter that has seen no call yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A limiter that keeps one budget with other processes; see [`share`](Self::share).
    ///
    /// # Errors
    /// As [`share`](Self::share).
    pub fn shared(path: impl AsRef<Path>) -> Result<Self, Error> {
        let limiter = Self::new();
        limiter.share(path)?;
        Ok(limiter)
    }

    /// Keeps one budget from now on with every process that shares this file: of the same account, on the same machine.
    ///
    /// The file is made where there is none, readable and writable by its owner only; it holds times and figures, and
    /// nothing of calls but their endpoints' names. It may be deleted while no process uses it. What a killed process
    /// has sent stays counted. A file that cannot be made sense of counts as full windows.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] where the file can be neither opened nor made, or another one is shared already.
    pub fn share(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let store = Store::open(path.as_ref()).map_err(unshared)?;
        self.0.store.set(store).map_err(|_| Error::configuration("the limits are shared through a file already"))
    }

    /// Whether calls of the account wait for leave right now, for how long, and why: of several waits the longest.
    ///
    /// Cheap enough to be asked many times a second.
    #[must_use]
    pub fn waiting(&self) -> Option<Waiting> {
        self.0.waits.longest()
    }

    /// Waits until a call may leave. Calls leave in the order they asked.
    ///
    /// # Errors
    /// [`ErrorKind::RateLimited`] where the next free slot is further away than `longest`, and
    /// [`ErrorKind::Configuration`] where the shared file cannot be used any more; nothing was sent.
    pub(crate) async fn acquire(
        &self,
        limits: &[Limit],
        endpoint: &'static str,
        realm: Option<&'static str>,
        longest: Duration,
    ) -> Result<Permit, Error> {
        let gate = self.gate(limits, endpoint, realm);
        let _turn = gate.queue.lock().await;
        let began = Instant::now();
        let mut head = self.0.waits.at(gate.key);
        loop {
            // Listening begins before the look, so that nothing is missed between the two.
            let mut changed = pin!(self.0.changed.notified());
            changed.as_mut().enable();
            let now = Instant::now();
            let (free, waits_for) = match self.asked(&gate, now)? {
                Asked::Leave(permit) => return Ok(permit),
                Asked::Held(free, waits_for) => (free, Some(waits_for)),
                Asked::Busy => (later(now, SOON), None),
            };
            let away = free.duration_since(began);
            if away > longest {
                return Err(Error::new(ErrorKind::RateLimited, "the next free slot of the limit is too far away")
                    .with_outcome(Outcome::NotSent)
                    .with_retry_after(Some(away)));
            }
            if let Some(waits_for) = waits_for {
                head.until(free, waits_for);
            }
            // Other processes have to be looked for. Where several wait for one slot, chance decides which comes first.
            let look_again = self.0.store.get().map_or(free, |_| {
                let rest = (free.saturating_duration_since(now) / 4).clamp(RECHECK, LONGEST_RECHECK);
                later(free.min(later(now, rest)), LATENESS.mul_f64(fastrand::f64()))
            });
            // Whether the slot is there or something has changed: it is looked at anew.
            drop(timeout_at(look_again, changed).await);
        }
    }

    /// Lets no call of the account leave for `wait`, a day at the most.
    pub(crate) fn pause(&self, wait: Duration) {
        lock(&self.0.state).pause(UnixNanos::of(Instant::now()), wait);
        self.0.changed.notify_waiters();
        if let Some(store) = self.0.store.get() {
            store.publish(Event::Paused(UnixNanos::on_the_wall(), wait));
        }
    }

    /// Asks for leave once: of this process's own state first, then of the one it shares.
    fn asked(&self, gate: &Arc<Gate>, now: Instant) -> Result<Asked, Error> {
        let mut state = lock(&self.0.state);
        let moment = UnixNanos::of(now);
        if let Some((until, waits_for)) = state.held_until(&gate.windows, moment) {
            return Ok(Asked::Held(later(now, until.since(moment)), waits_for));
        }
        let mut connections = lock(&self.0.connections);
        let has_connection = connections.has_one(now);
        let store = self.0.store.get();
        let shared = match store.map(|store| store.leave(&gate.windows, has_connection)).transpose() {
            Err(error) => return Err(unshared(error)),
            Ok(Some(Acquire::Busy)) => return Ok(Asked::Busy),
            Ok(Some(Acquire::Held(away, waits_for))) => return Ok(Asked::Held(later(now, away), waits_for)),
            Ok(Some(Acquire::Leave(numbers))) => Some(numbers),
            Ok(None) => None,
        };
        let own = state.leave(&gate.windows, moment, has_connection);
        connections.leave();
        let (limiter, gate) = (self.clone(), Arc::clone(gate));
        Ok(Asked::Leave(Permit { limiter, gate, own, shared, sent: now, has_connection }))
    }

    fn gate(&self, limits: &[Limit], endpoint: &'static str, realm: Option<&'static str>) -> Arc<Gate> {
        let applying = || limits.iter().filter_map(|limit| Some((limit, name(limit.scope, endpoint, realm)?)));
        let key = applying().next().map_or(("account", ""), |(_, name)| name);
        let counted = |(limit, (scope, of)): (&Limit, Key)| {
            let blank = if of.is_empty() { "" } else { " " };
            let name = format!("{scope}{blank}{of} {}/{}ms", limit.calls, limit.per.as_millis());
            Counted { name, limit: *limit }
        };
        let new = || Gate { key, queue: tokio::sync::Mutex::default(), windows: applying().map(counted).collect() };
        let mut gates = lock(&self.0.gates);
        Arc::clone(gates.entry(key).or_insert_with(|| Arc::new(new())))
    }
}

/// What became of asking for leave once.
enum Asked {
    Leave(Permit),
    Held(Instant, WaitsFor),
    Busy,
}

/// After what part of its wait, within these bounds, a call looks again that shares a file with other processes.
const RECHECK: Duration = Duration::from_millis(50);
const LONGEST_RECHECK: Duration = Duration::from_millis(500);
/// How long it sleeps while another process has the state.
const SOON: Duration = Duration::from_millis(1);
/// How much later than it might a call looks that has rivals in other processes, at most.
const LATENESS: Duration = Duration::from_millis(3);

/// What a limit counts together with a call to this endpoint that needs this sign-in; `None` where it does not count
/// the call.
fn name(scope: Scope, endpoint: &'static str, realm: Option<&'static str>) -> Option<Key> {
    match scope {
        Scope::Account => Some(("account", "")),
        Scope::Endpoint => Some(("endpoint", endpoint)),
        Scope::Realm(name) => (realm == Some(name)).then_some(("realm", name)),
    }
}

fn unshared(error: std::io::Error) -> Error {
    Error::configuration("the file the limits are shared through cannot be used").with_source(error)
}

/// A lock whose holder panicked still guards plain data that is right at every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
