//! What the sandbox keeps: of each remote side, and of all. What is done with it stands in `sandbox` and `control`.

use crate::emulator::{Call, Effect, Emulator};
use crate::limiter::Limiter;
use crate::settings::{Setting, Settings};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What holds for all remote sides.
pub(crate) struct General {
    pub(crate) seed: u64,
    pub(crate) people: usize,
    pub(crate) settings: Settings,
}

/// One remote side. Its calls are carried out one after the other.
pub(crate) struct Side {
    pub(crate) name: &'static str,
    pub(crate) inner: Mutex<Inner>,
}

/// What makes up a remote side from start to reset.
pub(crate) struct Inner {
    pub(crate) emulator: Box<dyn Emulator>,
    pub(crate) counts: Counts,
    pub(crate) limiter: Limiter,
    /// Calls to be carried out later than they came, each with its time.
    late: Vec<(Duration, Call)>,
}

/// What is counted at one remote side.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) requests: u64,
    pub(crate) writes: u64,
    pub(crate) creates: u64,
    pub(crate) refused: u64,
    /// The bytes of the answers' bodies.
    pub(crate) bytes: u64,
}

/// The settings of the sandbox itself.
const GENERAL: &[Setting] = &[
    // Whether the documented limits are enforced.
    Setting::flag("limits", true),
    // Whether a call refused by a limit counts in its window. No document of any provider says; if it does, a client
    // that tries again too early pushes its own turn away.
    Setting::flag("count_refused", false),
    // Whether a refusal by a limit carries `Retry-After`, in seconds, rounded up. Documented nowhere.
    Setting::words("retry_after", &["none", "seconds"]),
];

impl General {
    pub(crate) fn new(seed: u64, people: usize) -> Self {
        Self { seed, people, settings: Settings::new(GENERAL) }
    }
}

impl Inner {
    pub(crate) fn new(emulator: Box<dyn Emulator>) -> Self {
        Self { emulator, counts: Counts::default(), limiter: Limiter::default(), late: Vec::new() }
    }

    /// Keeps a call to be carried out at `due`.
    pub(crate) fn postpone(&mut self, due: Duration, call: Call) {
        self.late.push((due, call));
    }

    /// Carries out every kept call whose time has come. No caller sees a difference to doing so at that very time, as
    /// long as this is done before the records are read.
    pub(crate) fn catch_up(&mut self, now: Duration) {
        self.late.sort_by_key(|(due, _)| *due);
        let count = self.late.iter().take_while(|(due, _)| *due <= now).count();
        for (due, call) in self.late.drain(..count).collect::<Vec<_>>() {
            let effect = self.emulator.handle(&call, due).effect;
            self.count(effect);
        }
    }

    /// Counts what a call has done.
    pub(crate) fn count(&mut self, effect: Effect) {
        self.counts.writes += u64::from(effect != Effect::None);
        self.counts.creates += u64::from(effect == Effect::Created);
    }
}

/// A freshly seeded emulator of the provider with this name, with `people` made-up people; `None` where there is no such
/// provider. The same for the same `seed`.
#[must_use]
pub fn new_emulator(name: &str, seed: u64, people: usize) -> Option<Box<dyn Emulator>> {
    Some(match name {
        "dendreo" => Box::new(crate::dendreo::Dendreo::new(seed, people)),
        "frontcore" => Box::new(crate::frontcore::Frontcore::new(seed, people)),
        "wordbee" => Box::new(crate::wordbee::Wordbee::new(seed, people)),
        "azav" => Box::new(crate::azav::Azav::new(seed, people)),
        "groups" => Box::new(crate::groups::Groups::new(seed, people)),
        _ => return None,
    })
}

/// A panic in one call (a bug, in tests) must not take the whole sandbox along.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
