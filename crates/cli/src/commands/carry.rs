//! A run that is carried out, for every command that does: the bar, the end, the counts, and what to do next.

use super::progress::Bar;
use crate::{
    exit::Failure,
    output::{Output, line, printable},
    signal::Signal,
};
use jiff::Timestamp;
use participants::Directory;
use participants_roster::{
    apply::{CancellationToken, Ended, Progress, Stage},
    journal::{Run, SqliteJournal, State, StateCounts},
    report::Causes,
    session::{Applied, Session},
};
use serde_json::json;
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
    time::Duration,
};

/// The request that the program ends, for the commands that finish what is under way.
#[derive(Default)]
pub(crate) struct Shutdown {
    stop: CancellationToken,
    signal: OnceLock<Signal>,
    is_heeded: OnceLock<()>,
    is_writing: OnceLock<()>,
}

impl Shutdown {
    /// Passes the request on. Returns whether a command handles it.
    pub(crate) fn begin(&self, signal: Signal) -> bool {
        // The first one counts.
        self.signal.get_or_init(|| signal);
        self.stop.cancel();
        self.is_heeded.get().is_some()
    }

    /// From now on a command may change something, which its arguments do not say.
    pub(super) fn writing(&self) {
        self.is_writing.get_or_init(|| ());
    }

    /// Whether a command has said so.
    pub(crate) fn is_writing(&self) -> bool {
        self.is_writing.get().is_some()
    }

    /// What stops a run. From now on a command handles the request itself.
    pub(super) fn handled(&self) -> &CancellationToken {
        self.is_heeded.get_or_init(|| ());
        &self.stop
    }
}

/// How far a run is, shown to a person while it is carried out.
pub(super) struct Display {
    directory: Arc<dyn Directory>,
    title: String,
    bar: Option<Bar>,
    is_waiting: bool,
}

impl Display {
    /// At the account with this title.
    pub(super) fn new(directory: &Arc<dyn Directory>, title: &str) -> Self {
        Self { directory: Arc::clone(directory), title: title.to_owned(), bar: None, is_waiting: false }
    }

    pub(super) fn show(&mut self, progress: &Progress) {
        let bar = self.bar.get_or_insert_with(|| Bar::new(Arc::clone(&self.directory), &self.title, progress.tally));
        match progress.stage {
            Stage::Pause(wait) if wait > WORTH_SAYING && !self.is_waiting => {
                self.is_waiting = true;
                bar.say(&format!("the provider asks to wait until {}; the run goes on by itself then", until(wait)));
            }
            Stage::Pause(_) => {}
            _ => self.is_waiting = false,
        }
        bar.show(progress);
    }
}

/// The bar is gone before anything else is printed.
impl Drop for Display {
    fn drop(&mut self) {
        self.bar.iter().for_each(Bar::clear);
    }
}

/// Prints what a run has come to, and returns how it ended.
pub(super) async fn finish(
    applied: Applied,
    session: &mut Session,
    ending: &Shutdown,
    out: &Output,
) -> Result<(), Failure> {
    let Applied { run, ended, counts, .. } = applied;
    print_result(session.journal(), &run, counts, out).await?;
    let left = format!("{} steps are left. To go on: {}", counts.open(), resume(run.id));
    match ended {
        // Where nothing is left, it is not the request that ended it.
        Ended::Stopped if counts.open() > 0 => {
            let signal = ending.signal.get().copied().unwrap_or(Signal::Interrupt);
            Err(Failure::stopped(signal, format!("stopped; everything is recorded. {left}")))
        }
        Ended::AskedToWait(wait) if counts.open() > 0 => Err(Failure::unfinished(format!(
            "the provider asks to wait until {}; nothing is lost. {left}",
            until(wait)
        ))),
        Ended::Broken(error) => Err(Failure::unquoted(&error).and(&left)),
        Ended::Unreachable(why) if counts.open() > 0 => {
            Err(Failure::unfinished(format!("the provider answers nothing any more: {why}. {left}")))
        }
        _ if counts.open() > 0 => {
            Err(Failure::unfinished(format!("what became of some steps could not be found out yet. {left}")))
        }
        _ if counts.problems() > 0 => Err(Failure::some_rows()),
        _ => Ok(()),
    }
}

/// Prints the counts, and the reasons why rows were not carried out, most frequent first. Where that cannot be printed,
/// the exit code still reports the run, and the journal has the details.
async fn print_result(journal: &mut SqliteJournal, run: &Run, tally: StateCounts, out: &Output) -> Result<(), Failure> {
    let causes = Causes::of(journal, run.id).await.map_err(|error| report_failed(run.id, error))?;
    let reasons = causes.ranked();
    if out.is_json() {
        let counts: BTreeMap<_, _> = State::ALL.iter().map(|state| (state.name(), tally.of(*state))).collect();
        let as_json =
            |(count, state, why): &(u64, State, &str)| json!({"state": state.name(), "reason": why, "count": count});
        let reasons: Vec<_> = reasons.iter().map(as_json).collect();
        let text = json!({"run": run.id, "provider": run.provider, "counts": counts, "reasons": reasons});
        drop(line(&format!("{text:#}")));
        return Ok(());
    }
    let mut text = format!("run {} at {}: {tally}\n", run.id, run.provider);
    for (count, state, why) in reasons.iter().take(SHOWN) {
        text.push_str(&format!("  {count} {state}: {}\n", printable(why)));
    }
    if reasons.len() > SHOWN {
        text.push_str(&format!("  … and {} more reasons\n", reasons.len() - SHOWN));
    }
    drop(line(&format!("{text}  each row: participants report {}", run.id)));
    Ok(())
}

/// A wait that the provider asks for is printed where it is longer than any of our own.
const WORTH_SAYING: Duration = Duration::from_secs(60);

/// When a wait that begins now is over, to the second.
fn until(wait: Duration) -> String {
    Timestamp::now().checked_add(wait).map_or_else(|_| "another day".to_owned(), |until| format!("{until:.0}"))
}

/// How many reasons are shown to a person.
const SHOWN: usize = 10;

fn resume(run: u64) -> String {
    format!("participants resume {run}")
}

/// A journal that cannot be read any more once its run has come to rest.
pub(super) fn report_failed(run: u64, error: impl std::fmt::Display) -> Failure {
    Failure::unfinished(format!(
        "{error}. What was sent is recorded. Once that is mended: {} goes on, participants report {} shows it",
        resume(run),
        run
    ))
}

/// A journal that cannot be used. Nothing is sent without one.
pub(super) fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::invalid(format!("{error}. Nothing was sent."))
}
