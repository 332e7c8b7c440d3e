//! What all parts of one simulated run share: the choices of its seed, what happened, and which promise was broken.

use crate::{
    chance::Roughness,
    clock,
    plant::{Asked, Plant},
};
use fastrand::Rng;
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hasher},
    sync::{Arc, Mutex, MutexGuard},
};
use tokio::sync::Notify;

/// One simulated run. Clones are the same.
#[derive(Clone)]
pub(crate) struct Simulation {
    state: Arc<Mutex<State>>,
    pub(crate) plant: Option<Plant>,
    pub(crate) roughness: Roughness,
}

/// Everything that is kept of a simulated run.
pub(crate) struct State {
    pub(crate) rng: Rng,
    /// Which start of the engine this is.
    pub(crate) life: u32,
    /// After how many more points the engine's process ends.
    pub(crate) crash_after: Option<u32>,
    pub(crate) is_dead: bool,
    /// The engine's process of this life ends now.
    crash: Arc<Notify>,
    /// Nothing goes wrong any more.
    pub(crate) is_calm: bool,
    /// The journal failed in this life.
    pub(crate) has_journal_failed: bool,
    /// The number of what happens next.
    moment: u64,
    pub(crate) facts: Facts,
    pub(crate) lines: Vec<String>,
    hash: DefaultHasher,
    pub(crate) problems: Vec<String>,
    /// How often each kind of thing happened.
    pub(crate) counts: BTreeMap<&'static str, u64>,
}

/// What happened, as the sandbox, the journal and the calls of the engine show it. A target is what one step writes to:
/// the identifier of a participant, or the address of a new one.
#[derive(Default)]
pub(crate) struct Facts {
    /// The targets whose step is being sent, as the journal has it.
    pub(crate) intended: BTreeSet<String>,
    /// The targets whose writes changed the provider, and how often that was, by moment.
    pub(crate) effects: BTreeMap<String, Vec<u64>>,
    /// The targets that the engine created.
    pub(crate) created: BTreeMap<String, u64>,
    /// When the engine last began to read each participant in this life.
    pub(crate) reads: BTreeMap<String, u64>,
    /// When the engine last began to read a list in this life.
    pub(crate) list: Option<u64>,
    /// The edits of other users.
    pub(crate) edits: Vec<Edit>,
    /// The new participants that another user created meanwhile.
    pub(crate) others_created: BTreeMap<String, u64>,
}

impl Facts {
    /// Another run begins, to which only what happens from now on matters; what was created stays known.
    pub(crate) fn forget(&mut self) {
        let created = std::mem::take(&mut self.created);
        *self = Self { created, ..Self::default() };
    }
}

/// A field that another user changed.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub(crate) at: u64,
    pub(crate) id: String,
    pub(crate) field: participants_roster::core::Field,
    pub(crate) value: String,
}

impl Simulation {
    pub(crate) fn new(seed: u64, asked: &Asked) -> Self {
        let mut rng = Rng::with_seed(seed);
        let roughness = Roughness::of(&mut rng).without(&asked.without);
        let plant = asked.plant;
        let (life, moment) = (0, 0);
        let (is_dead, is_calm, has_journal_failed) = (false, false, false);
        let (facts, lines, hash, problems, counts, crash_after, crash) = Default::default();
        let state = State {
            rng,
            life,
            crash_after,
            is_dead,
            crash,
            is_calm,
            has_journal_failed,
            moment,
            facts,
            lines,
            hash,
            problems,
            counts,
        };
        Self { state: Arc::new(Mutex::new(state)), plant, roughness }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn has(&self, plant: Plant) -> bool {
        self.plant == Some(plant)
    }

    /// Whether one of `percent` in a hundred.
    pub(crate) fn chance(&self, percent: u32) -> bool {
        let mut state = self.state();
        !state.is_calm && percent > 0 && state.rng.u32(..100) < percent
    }

    /// Adds a line to what happened.
    pub(crate) fn note(&self, kind: &'static str, what: impl std::fmt::Display) -> u64 {
        self.state().note(kind, what)
    }

    /// A promise was broken.
    pub(crate) fn broken(&self, promise: impl Into<String>) {
        let promise = promise.into();
        let mut state = self.state();
        state.note("BROKEN", &promise);
        state.problems.push(promise);
    }

    /// A point at which the engine's process may end; whether it does here, or did before.
    pub(crate) fn is_end(&self, life: u32, place: &str) -> bool {
        let mut state = self.state();
        if state.is_dead || state.life != life {
            return true;
        }
        match &mut state.crash_after {
            Some(0) => {
                state.is_dead = true;
                state.note("crash", place);
                state.crash.notify_one();
                true
            }
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    /// Ends when the engine's process of this life does.
    pub(crate) async fn crashed(&self) {
        let crash = Arc::clone(&self.state().crash);
        crash.notified().await;
    }

    /// Begins the next life of the engine.
    pub(crate) fn next_life(&self, is_calm: bool) -> u32 {
        let crashes = self.roughness.crashes;
        let mut state = self.state();
        state.life += 1;
        state.is_calm = is_calm;
        state.is_dead = false;
        state.crash = Arc::default();
        state.has_journal_failed = false;
        state.facts.reads.clear();
        state.facts.list = None;
        let is_crashing = !is_calm && state.rng.u32(..100) < crashes;
        // Soon more often than late: the beginning of a life is where its commits and looks are.
        let most = [8, 30, 120][state.rng.usize(..3)];
        state.crash_after = is_crashing.then(|| state.rng.u32(..most));
        let life = state.life;
        state.note("life", format_args!("{life}{}", if is_calm { ", nothing goes wrong any more" } else { "" }));
        life
    }

    /// A number that two simulated runs share only where the same happened in them.
    pub(crate) fn hash(&self) -> u64 {
        self.state().hash.finish()
    }
}

impl State {
    pub(crate) fn note(&mut self, kind: &'static str, what: impl std::fmt::Display) -> u64 {
        let line = format!("{:10.3} {kind} {what}", clock::passed().as_secs_f64());
        self.hash.write(line.as_bytes());
        self.lines.push(line);
        *self.counts.entry(kind).or_default() += 1;
        self.moment += 1;
        self.moment
    }
}
