//! Carrying a run out, for every command that does: the bar, the end, the counts, and what to do next.

use super::{progress::Bar, run_context::Hold};
use crate::{
    connection::Connection,
    exit::Failure,
    output::{Output, line, printable},
    signal::Signal,
};
use jiff::Timestamp;
use participants_roster::{
    apply::{ApplyOptions, CancellationToken, Ended, Progress, Stage, apply},
    journal::{Folder, Journal, Run, SqliteJournal, State, StateCounts},
    report::Causes,
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
}

impl Shutdown {
    /// Passes the request on. Returns whether a command handles it.
    pub(crate) fn begin(&self, signal: Signal) -> bool {
        // The first one counts.
        self.signal.get_or_init(|| signal);
        self.stop.cancel();
        self.is_heeded.get().is_some()
    }
}

/// A run that is to be carried out, and what for.
pub(super) struct Carrying<'a> {
    pub(super) place: &'a Connection,
    pub(super) hold: &'a Hold,
    pub(super) folder: &'a Folder,
    pub(super) options: &'a ApplyOptions,
    pub(super) ending: &'a Shutdown,
    pub(super) out: &'a Output,
}

/// Carries out what is open of a run, and prints the result.
pub(super) async fn carry_out(carrying: Carrying<'_>, journal: &mut SqliteJournal, run: &Run) -> Result<(), Failure> {
    let Carrying { place, hold, folder, options, ending, out } = carrying;
    hold.begin(folder, run).map_err(failed)?;
    ending.is_heeded.get_or_init(|| ());
    let bar = Bar::new(place.directory.as_ref(), journal.tally(run.id).map_err(failed)?);
    let mut is_waiting = false;
    let watch = &mut |progress: &Progress| {
        match progress.stage {
            Stage::Pause(wait) if wait > WORTH_SAYING && !is_waiting => {
                is_waiting = true;
                bar.say(&format!("the provider asks to wait until {}; the run goes on by itself then", until(wait)));
            }
            Stage::Pause(_) => {}
            _ => is_waiting = false,
        }
        bar.show(progress);
    };
    let ended = apply(Arc::clone(&place.directory), journal, run, options, &ending.stop, watch).await;
    bar.clear();
    place.directory.close().await;
    let ended = ended.map_err(|error| {
        let next = resume(run);
        Failure::unfinished(format!("{error}. Nothing more was sent. Once that is mended: {next}"))
    })?;
    let tally = journal.tally(run.id).map_err(|error| report_failed(run, error))?;
    hold.rest(folder, run, &tally).map_err(|error| report_failed(run, error))?;
    if tally.open() == 0 {
        journal.end(run.id, Some(Timestamp::now())).map_err(|error| report_failed(run, error))?;
    }
    print_result(journal, run, tally, out)?;
    let left = format!("{} steps are left. To go on: {}", tally.open(), resume(run));
    match ended {
        // Where nothing is left, it is not the request that ended it.
        Ended::Stopped if tally.open() > 0 => {
            let signal = ending.signal.get().copied().unwrap_or(Signal::Interrupt);
            Err(Failure::stopped(signal, format!("stopped; everything is recorded. {left}")))
        }
        Ended::AskedToWait(wait) if tally.open() > 0 => Err(Failure::unfinished(format!(
            "the provider asks to wait until {}; nothing is lost. {left}",
            until(wait)
        ))),
        Ended::Broken(error) => Err(Failure::unquoted(&error).and(&left)),
        Ended::Unreachable(why) if tally.open() > 0 => {
            Err(Failure::unfinished(format!("the provider answers nothing any more: {why}. {left}")))
        }
        _ if tally.open() > 0 => {
            Err(Failure::unfinished(format!("what became of some steps could not be found out yet. {left}")))
        }
        _ if tally.problems() > 0 => Err(Failure::some_rows()),
        _ => Ok(()),
    }
}

/// Prints the counts, and the reasons why rows were not carried out, most frequent first. Where that cannot be printed,
/// the exit code still reports the run, and the journal has the details.
fn print_result(journal: &mut SqliteJournal, run: &Run, tally: StateCounts, out: &Output) -> Result<(), Failure> {
    let causes = Causes::of(journal, run.id).map_err(|error| report_failed(run, error))?;
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

fn resume(run: &Run) -> String {
    format!("participants resume {}", run.id)
}

/// A journal that cannot be read any more once its run has come to rest.
fn report_failed(run: &Run, error: impl std::fmt::Display) -> Failure {
    Failure::unfinished(format!(
        "{error}. What was sent is recorded. Once that is mended: {} goes on, participants report {} shows it",
        resume(run),
        run.id
    ))
}

/// A journal that cannot be used. Nothing is sent without one.
pub(super) fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::invalid(format!("{error}. Nothing was sent."))
}
