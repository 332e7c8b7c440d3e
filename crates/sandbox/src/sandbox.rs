//! The sandbox itself: takes a call to a provider through limit, fault and emulator, and keeps count. It knows no
//! socket; what is written and read about it as JSON stands in `control`.

use crate::emulator::{Call, Reply};
use crate::fault::{self, Fault, Plan};
use crate::log::{Log, Logged};
use crate::side::{General, Inner, Side, lock, new_emulator};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::time::Duration;
use tokio::time::Instant;

/// The names of all providers, in the order in which everything lists them.
pub const PROVIDERS: [&str; 5] = ["dendreo", "frontcore", "wordbee", "azav", "groups"];

/// The emulated remote sides, all or some. Clones are the same sandbox.
///
/// Calls may come from many threads: those to one provider are carried out one after the other, those to different
/// providers side by side.
#[derive(Clone)]
pub struct Sandbox {
    shared: Arc<Shared>,
}

/// What the caller of a remote side gets to see.
#[derive(Clone, Debug)]
pub enum Reaction {
    /// An answer, after this long.
    Answer {
        /// The answer.
        reply: Reply,
        /// How long it is held back. Zero, except for a fault.
        after: Duration,
    },
    /// The connection is closed without a byte of an answer. Whether the call was carried out cannot be seen.
    Close,
    /// Nothing, for as long as the caller waits.
    Stall,
}

/// There is no such provider, or this sandbox does not play it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this sandbox has no provider {name:?}; it has {}", .has.join(", "))]
pub struct UnknownProvider {
    /// The name asked for.
    pub name: String,
    /// The names there are.
    pub has: Vec<&'static str>,
}

pub(crate) struct Shared {
    /// When the first call came; all times count from here.
    started: OnceLock<Instant>,
    pub(crate) sides: Vec<Side>,
    pub(crate) plan: Mutex<Plan>,
    pub(crate) log: Mutex<Log>,
    pub(crate) general: Mutex<General>,
}

impl Sandbox {
    /// All five providers, each with `people` made-up people; the same for the same `seed`.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        Self::start(&PROVIDERS, seed, people)
    }

    /// Only the providers named.
    ///
    /// # Errors
    /// There is no such provider.
    pub fn only<S: AsRef<str>>(providers: &[S], seed: u64, people: usize) -> Result<Self, UnknownProvider> {
        let wanted = |name: &&&'static str| providers.iter().any(|provider| provider.as_ref() == **name);
        let unknown = providers.iter().map(AsRef::as_ref).find(|name| !PROVIDERS.contains(name));
        match unknown {
            Some(name) => Err(UnknownProvider { name: name.into(), has: PROVIDERS.into() }),
            None => Ok(Self::start(&PROVIDERS.iter().filter(wanted).copied().collect::<Vec<_>>(), seed, people)),
        }
    }

    /// The providers this sandbox plays.
    #[must_use]
    pub fn providers(&self) -> Vec<&'static str> {
        self.shared.sides.iter().map(|side| side.name).collect()
    }

    /// Carries out one call to a provider, as its rate limits and the faults in force have it.
    ///
    /// A call counts in its limits when it arrives, whatever the answer. No fault applies to one over the limit.
    ///
    /// # Errors
    /// The provider is unknown here.
    pub fn handle(&self, provider: &str, call: Call) -> Result<Reaction, UnknownProvider> {
        let side = self.side(provider)?;
        let (limits, count_refused, send_wait) = {
            let settings = &self.general().settings;
            (settings.flag("limits"), settings.flag("count_refused"), settings.is("retry_after", "seconds"))
        };
        let mut inner = lock(&side.inner);
        // Read under the lock, so that times at one remote side never run backwards.
        let now = self.now();
        inner.catch_up(now);
        inner.counts.requests += 1;
        let windows = if limits { inner.emulator.limits(&call) } else { Vec::new() };
        if let Err(wait) = inner.limiter.arrive(&windows, now, count_refused) {
            inner.counts.refused += 1;
            let seconds = send_wait.then(|| wait.as_millis().div_ceil(1_000).to_string());
            let reaction = Reaction::at_once(fault::over_limit(inner.emulator.as_ref(), seconds));
            self.note(Logged::new(side.name, &call, now), &reaction, Some("over_limit"));
            return Ok(reaction);
        }
        let (fault, name) = lock(&self.shared.plan).choose_fault(side.name, &call).unzip();
        let late = if let Some(Fault::Late(wait)) = fault { Some(wait) } else { None };
        let (reaction, effect) = fault::answer(fault, inner.emulator.as_mut(), &call, now);
        inner.count(effect);
        inner.counts.bytes += reaction.bytes();
        self.note(Logged::new(side.name, &call, now).ignoring(&inner.emulator.ignored(&call)), &reaction, name);
        if let Some(wait) = late {
            inner.postpone(now + wait, call);
        }
        Ok(reaction)
    }

    /// The environment variables with which a client enters this provider at `base_url` (`http://127.0.0.1:PORT`).
    ///
    /// # Errors
    /// The provider is unknown here.
    pub fn environment(&self, provider: &str, base_url: &str) -> Result<Vec<(&'static str, String)>, UnknownProvider> {
        Ok(lock(&self.side(provider)?.inner).emulator.environment(base_url))
    }

    /// The base URL as the provider's documents would write it, path included, for `base_url` as above.
    ///
    /// # Errors
    /// The provider is unknown here.
    pub fn documented_base(&self, provider: &str, base_url: &str) -> Result<String, UnknownProvider> {
        Ok(lock(&self.side(provider)?.inner).emulator.documented_base(base_url))
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn general(&self) -> MutexGuard<'_, General> {
        lock(&self.shared.general)
    }

    pub(crate) fn side(&self, provider: &str) -> Result<&Side, UnknownProvider> {
        let side = self.shared.sides.iter().find(|side| side.name == provider);
        side.ok_or_else(|| UnknownProvider { name: provider.into(), has: self.providers() })
    }

    fn start(providers: &[&'static str], seed: u64, people: usize) -> Self {
        let side =
            |name: &&'static str| Some(Side { name, inner: Mutex::new(Inner::new(new_emulator(name, seed, people)?)) });
        Self {
            shared: Arc::new(Shared {
                started: OnceLock::new(),
                sides: providers.iter().filter_map(side).collect(),
                plan: Mutex::default(),
                log: Mutex::default(),
                general: Mutex::new(General::new(seed, people)),
            }),
        }
    }

    pub(crate) fn now(&self) -> Duration {
        let now = Instant::now();
        now.saturating_duration_since(*self.shared.started.get_or_init(|| now))
    }

    fn note(&self, logged: Logged, reaction: &Reaction, fault: Option<&str>) {
        let status = match reaction {
            Reaction::Answer { reply, .. } => Some(reply.status),
            Reaction::Close | Reaction::Stall => None,
        };
        lock(&self.shared.log).push(logged, status, fault);
    }
}

impl Reaction {
    /// How long the body of the answer is.
    fn bytes(&self) -> u64 {
        match self {
            Self::Answer { reply, .. } => reply.body.len() as u64,
            Self::Close | Self::Stall => 0,
        }
    }

    /// An answer without delay.
    pub(crate) fn at_once(reply: Reply) -> Self {
        Self::Answer { reply, after: Duration::ZERO }
    }
}

/// Never shows a record or a key.
impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("providers", &self.providers()).finish_non_exhaustive()
    }
}
