//! One seed from its roster to its end: the engine lives, dies and lives again until nothing is open, and then the truth
//! is looked at.

use crate::{
    clock, journal,
    plant::{Asked, Plant},
    simulation::Simulation,
    truth::{self, Done},
    world::World,
};
use participants_roster::{
    Step,
    apply::{ApplyOptions, CancellationToken, apply},
    journal::{JournalError, Run, SqliteJournal},
    undo,
};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// What became of one seed.
pub(crate) struct Played {
    pub(crate) hash: u64,
    pub(crate) problems: Vec<String>,
    pub(crate) lines: Vec<String>,
    pub(crate) counts: BTreeMap<&'static str, u64>,
}

/// How often the engine may be started without any fault until nothing is open.
const CALM_LIVES: u32 = 6;
/// No run with a handful of rows takes longer, whatever happens.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

thread_local! {
    static PANICS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what a panic says, in whichever task it was.
pub(crate) fn keep_panics() {
    std::panic::set_hook(Box::new(|panic| PANICS.with_borrow_mut(|panics| panics.push(panic.to_string()))));
}

/// Plays one seed.
pub(crate) fn play(seed: u64, asked: &Asked) -> Played {
    fastrand::seed(seed);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let simulation = Simulation::new(seed, asked);
    let playing = async {
        clock::begin();
        Play::new(&simulation).await.run().await;
    };
    let played = catch_unwind(AssertUnwindSafe(|| runtime.block_on(playing)));
    drop(runtime);
    let mut panics = PANICS.take();
    if played.is_err() && panics.is_empty() {
        panics.push("a panic".to_owned());
    }
    let hash = simulation.hash();
    let mut state = simulation.state();
    let (mut problems, lines) = (std::mem::take(&mut state.problems), std::mem::take(&mut state.lines));
    problems.extend(panics);
    Played { hash, problems, lines, counts: std::mem::take(&mut state.counts) }
}

struct Play {
    simulation: Simulation,
    world: World,
    journal: SqliteJournal,
    runs: Vec<(Run, Vec<Step>)>,
    /// When the engine's last life ended.
    rested_at: Duration,
}

impl Play {
    async fn new(simulation: &Simulation) -> Self {
        let world = World::new(simulation).await;
        let (journal, runs, rested_at) = (SqliteJournal::in_memory().unwrap(), Vec::new(), Duration::ZERO);
        Self { simulation: simulation.clone(), world, journal, runs, rested_at }
    }

    async fn run(mut self) {
        self.begin().await;
        for _ in 0..self.simulation.roughness.lives {
            self.carry(self.runs.len() - 1, false).await;
            if self.is_over() {
                break;
            }
            self.pause().await;
            if self.runs.len() == 1 && self.chance(5) {
                // The same roster planned again, instead of continuing the run.
                self.begin().await;
            }
        }
        self.finish().await;
        let done = Done::read(&self.world, &mut self.journal, &self.runs);
        truth::check(&self.world, &done).await;
        if self.runs.len() == 1 && !done.is_disturbed() && self.chance(3) {
            self.undo(done).await;
        }
    }

    /// A new plan of the roster, and a run of it.
    async fn begin(&mut self) {
        self.wait_for_lost_creations(None).await;
        let steps = self.world.plan().await.steps;
        let run = self.world.begin(&mut self.journal, &steps, None).await;
        self.runs.push((run, steps));
    }

    /// As the program does before each run: while another run's creations may still arrive, nothing is created. The time
    /// that passed is that of the machine, whatever its clock shows.
    async fn wait_for_lost_creations(&mut self, run: Option<u64>) {
        let lost = self.journal.lost_creations("account", run, clock::now()).unwrap();
        let Some(lost) = lost else { return };
        let wait = self.simulation.roughness.settle_after.saturating_sub(clock::passed() - self.rested_at);
        self.simulation.note("wait", format_args!("{wait:?} for {} creations of run {}", lost.count, lost.run));
        sleep(wait).await;
    }

    /// One life of the engine.
    async fn carry(&mut self, at: usize, is_calm: bool) {
        self.wait_for_lost_creations(Some(self.runs[at].0.id)).await;
        let life = self.simulation.next_life(is_calm);
        let (run, steps) = &self.runs[at];
        let stop = CancellationToken::new();
        let directory = self.world.connect(life, &stop, steps);
        let options = self.options();
        let mut journal = journal::Watched::new(&mut self.journal, &self.simulation, life, run.id);
        let mut watch = |_: &_| {};
        let applied = timeout(LONGEST, apply(directory, &mut journal, run, &options, &stop, &mut watch));
        let end = tokio::select! {
            biased;
            () = self.simulation.crashed() => "crashed".to_owned(),
            applied = applied => match applied {
                Ok(applied) => applied.map_or_else(|error| error.to_string(), |ended| format!("{ended:?}")),
                Err(_) => {
                    self.simulation.broken("a run did not end");
                    String::new()
                }
            },
        };
        self.simulation.state().is_dead = true;
        self.rested_at = clock::passed();
        let tally = self.journal.tally(run.id).unwrap();
        self.simulation.note("end", format_args!("of life {life}: {end}; {tally}"));
    }

    fn options(&self) -> ApplyOptions {
        let rng = &mut self.simulation.state().rng;
        let settle_after = match self.simulation.has(Plant::SkipsQuarantine) {
            true => Duration::ZERO,
            false => self.simulation.roughness.settle_after,
        };
        let options = ApplyOptions::new().settle_after(settle_after).clock(clock::now);
        options.in_flight(rng.usize(1..6)).patience(Duration::from_secs(rng.u64(1..30)))
    }

    /// Between two lives time passes, and other users go on.
    async fn pause(&self) {
        let settle_after = self.simulation.roughness.settle_after;
        let pause = [Duration::ZERO, Duration::from_secs(1), settle_after / 2, settle_after * 2];
        let pause = pause[self.simulation.state().rng.usize(..pause.len())];
        sleep(pause).await;
        self.world.others().disturb(&self.simulation);
    }

    /// Nothing goes wrong any more: each run comes to its end.
    async fn finish(&mut self) {
        let settle_after = self.simulation.roughness.settle_after;
        sleep(settle_after + Duration::from_secs(60)).await;
        for at in (0..self.runs.len()).rev() {
            for _ in 0..CALM_LIVES {
                if self.journal.tally(self.runs[at].0.id).unwrap().open() > 0 {
                    self.carry(at, true).await;
                }
            }
        }
        sleep(settle_after).await;
    }

    async fn undo(&mut self, done: Done) {
        let (run, _) = self.runs.pop().unwrap();
        let directory = self.world.connect(0, &CancellationToken::new(), &[]);
        let mut steps = Vec::new();
        let add = |step| {
            steps.push(step);
            Ok::<_, JournalError>(())
        };
        undo(&mut self.journal, run.id, directory.capabilities(), add).await.unwrap();
        let back = self.world.begin(&mut self.journal, &steps, Some(run.id)).await;
        self.simulation.note("undo", format_args!("{} steps", steps.len()));
        self.simulation.state().facts.forget();
        self.runs = vec![(back, steps)];
        self.carry(0, false).await;
        self.finish().await;
        let undone = Done::read(&self.world, &mut self.journal, &self.runs);
        truth::check_undone(&self.world, &done, &undone).await;
    }

    fn is_over(&mut self) -> bool {
        self.runs.iter().all(|(run, _)| self.journal.tally(run.id).unwrap().open() == 0)
    }

    /// One in so many.
    fn chance(&self, of: u8) -> bool {
        self.simulation.state().rng.u8(..of) == 0
    }
}
