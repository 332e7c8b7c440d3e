//! The parts of the measurement: each runs in a process of its own, so that their memory does not mix.

use crate::{
    gauge,
    journal::Forgetful,
    people::{self, Steps},
    provider::Quick,
    transport::Instant,
};
use participants_roster::{
    apply::{ApplyOptions, CancellationToken, Ended, apply},
    core::{
        AlreadyRead, BaseUrl, Client, Directory, ExistenceCheck, Key,
        bytes::Bytes,
        http::Request,
        jiff::Timestamp,
        transport::{Bounds, exchange},
    },
    journal::{Folder, Loading, Run, SqliteJournal, StepJournal},
};
use std::{
    error::Error,
    hint::black_box,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time,
    time::Duration,
};
use tokio::task::JoinSet;

/// What one part cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// CPU seconds of the part itself.
    pub(crate) cpu: f64,
    /// Seconds by the clock.
    pub(crate) took: f64,
    /// CPU seconds of what had to come before: loading the steps.
    pub(crate) before: f64,
    /// The most memory of the process, in MiB.
    pub(crate) peak: f64,
    /// Bytes of the journal's file, and those of them that hold the steps.
    pub(crate) file: [u64; 2],
}

/// A part by its name.
pub(crate) const NAMES: [&str; 7] =
    ["transport", "steps", "bare", "forgetful", "journal", "reqwest-bare", "reqwest-journal"];

/// How many steps are under way at once: the most that a run has by itself.
const IN_FLIGHT: usize = 64;

/// Measures a part; those over a socket find their server at `address`.
pub(crate) async fn run(name: &str, count: u64, folder: &Path, address: &str) -> Result<Cost, Box<dyn Error>> {
    let mut cost = Cost::default();
    let (client, name) = match name.strip_prefix("reqwest-") {
        Some(name) => (Client::builder(Quick { base: BaseUrl::new(&format!("http://{address}"))? }), name),
        None => {
            let base = BaseUrl::new("http://localhost:1")?;
            (Client::builder(Quick { base }).transport(Instant::default()), name)
        }
    };
    let directory: Arc<dyn Directory> = Arc::new(client.build()?);
    match name {
        "transport" => {
            let begun = Begun::now();
            transport(count).await?;
            begun.end(&mut cost);
        }
        "steps" => {
            let (steps, begun) = (Steps::new()?, Begun::now());
            (0..count).for_each(|number| drop(black_box(steps.step(number))));
            begun.end(&mut cost);
        }
        "bare" => {
            let begun = Begun::now();
            bare(&directory, count).await?;
            begun.end(&mut cost);
        }
        "forgetful" => {
            let run = load(&mut SqliteJournal::in_memory()?, 2).await?;
            let mut journal = Forgetful { steps: Steps::new()?, count, done: 0 };
            let begun = Begun::now();
            carry_out(directory, &mut journal, &run, count).await?;
            begun.end(&mut cost);
        }
        _ => {
            let file = Scratch::new(folder)?;
            let mut journal = file.0.journal()?;
            let begun = Begun::now();
            let run = load(&mut journal, count).await?;
            begun.end(&mut cost);
            cost.before = cost.cpu;
            let begun = Begun::now();
            carry_out(directory, &mut journal, &run, count).await?;
            begun.end(&mut cost);
            drop(journal);
            cost.file = file.sizes()?;
        }
    }
    cost.peak = gauge::peak().unwrap_or_default() as f64 / f64::from(1 << 20);
    Ok(cost)
}

/// The exchanges of a run alone: two for each step.
async fn transport(count: u64) -> Result<(), Box<dyn Error>> {
    let transport = Instant::default();
    let bounds = Bounds::new(Duration::from_secs(30), 1 << 20);
    let send = async |method: &str, path: String| {
        let request = Request::builder().method(method).uri(path).body(Bytes::new())?;
        black_box(exchange(&transport, request, bounds).await?);
        Ok::<_, Box<dyn Error>>(())
    };
    for number in 0..count {
        let (path, writes) = if number.is_multiple_of(2) {
            (format!("http://localhost:1/people/{}", people::id(number)), "PUT")
        } else {
            ("http://localhost:1/people".to_owned(), "POST")
        };
        send("GET", path.clone()).await?;
        send(writes, path).await?;
    }
    Ok(())
}

/// The calls of a run, without the run: as many under way, and nothing between them.
async fn bare(directory: &Arc<dyn Directory>, count: u64) -> Result<(), Box<dyn Error>> {
    let next = Arc::new(AtomicU64::new(0));
    let mut workers = JoinSet::new();
    for _ in 0..IN_FLIGHT {
        let (directory, next) = (Arc::clone(directory), Arc::clone(&next));
        workers.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok(());
                }
                calls(directory.as_ref(), number).await?;
            }
        });
    }
    while let Some(ended) = workers.join_next().await {
        ended?.map_err(|error: participants_roster::core::Error| error.to_string())?;
    }
    Ok(())
}

/// The two calls of a step.
async fn calls(directory: &dyn Directory, number: u64) -> Result<(), participants_roster::core::Error> {
    if number.is_multiple_of(2) {
        let id = people::id(number);
        black_box(directory.get(&id).await?);
        black_box(directory.prepare_update(&id, AlreadyRead::Listed, &people::update()).await?.send().await?);
        return Ok(());
    }
    black_box(directory.find(&Key::Email(people::email(number))).await?);
    black_box(directory.prepare_create(&people::newcomer(number), ExistenceCheck::ByCaller).await?.send().await?);
    Ok(())
}

async fn load(journal: &mut SqliteJournal, count: u64) -> Result<Run, Box<dyn Error>> {
    let steps = Steps::new()?;
    let mut loading = Loading::begin(journal, "quick", "account", None, Timestamp::now()).await?;
    for number in 0..count {
        loading.add(&steps.step(number)).await?;
    }
    Ok(loading.finish("{}").await?)
}

async fn carry_out(
    directory: Arc<dyn Directory>,
    journal: &mut impl StepJournal,
    run: &Run,
    count: u64,
) -> Result<(), Box<dyn Error>> {
    let options = ApplyOptions::new().in_flight(IN_FLIGHT);
    let ended = apply(directory, &mut *journal, run, &options, &CancellationToken::new(), &mut |_| {}).await?;
    let done = journal.tally(run.id).await?.done;
    match ended {
        Ended::Finished if done == count => Ok(()),
        ended => Err(format!("{done} of {count} are done; the run came to rest as {ended:?}").into()),
    }
}

/// When a part began.
struct Begun(f64, time::Instant);

impl Begun {
    fn now() -> Self {
        Self(gauge::cpu(), time::Instant::now())
    }

    fn end(self, cost: &mut Cost) {
        cost.cpu = gauge::cpu() - self.0;
        cost.took = self.1.elapsed().as_secs_f64();
    }
}

/// A journal's folder that is gone when it is no longer needed.
struct Scratch(Folder);

impl Scratch {
    fn new(folder: &Path) -> Result<Self, Box<dyn Error>> {
        Ok(Self(Folder::open(folder.join(format!("apply_speed.{}", std::process::id())))?))
    }

    /// How large the file is, and how much of it holds the steps.
    fn sizes(&self) -> Result<[u64; 2], Box<dyn Error>> {
        let path = self.0.path().join("journal.db");
        let whole = std::fs::metadata(&path)?.len();
        let steps = "SELECT sum(pgsize) FROM dbstat WHERE name = 'step'";
        let steps = rusqlite::Connection::open(path)?.query_row(steps, [], |row| row.get::<_, i64>(0))?;
        Ok([whole, steps.unsigned_abs()])
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(self.0.path()));
    }
}
