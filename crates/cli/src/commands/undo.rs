//! `participants undo`: takes back what a run has done, by a run of its own.

use super::{
    apply::Agreement,
    carry::{Carrying, Shutdown, carry_out, failed},
    run_context::RunContext,
    shown::Shown,
};
use crate::{
    args::{Args, CarryArgs, GuardArgs},
    exit::Failure,
    output::Output,
};
use jiff::Timestamp;
use participants_roster::{
    journal::{Journal, Run},
    plan::{Counts, Summary},
    undo,
};

/// What to take back, and how.
pub(crate) struct Wanted<'a> {
    pub(crate) run: u64,
    pub(crate) guards: &'a GuardArgs,
    pub(crate) how: &'a CarryArgs,
    pub(crate) privacy: bool,
}

pub(crate) async fn run(args: &Args, wanted: Wanted<'_>, ending: &Shutdown, out: &Output) -> Result<(), Failure> {
    let Wanted { run, guards, how, privacy } = wanted;
    let mut work = RunContext::existing(&how.journal)?;
    let undone = work.journal.run(run).map_err(failed)?;
    refuse_twice(&mut work, &undone)?;
    let place = work.place(args, &undone.provider).await?;
    work.check_account(&place, &undone)?;
    let hold = work.hold(&place, &undone.account, Some(&undone), how.settle_after).await?;
    let tally = work.journal.tally(run).map_err(failed)?;
    let open = tally.sending + tally.unknown;
    if open > 0 {
        return Err(failed(format!(
            "what became of {open} steps of run {run} is not known yet: participants resume {run} first"
        )));
    }
    let mut shown = Shown::new(privacy);
    let mut counts = Counts::default();
    // A connection of its own to read by, while the other one writes.
    let mut reader = work.folder.journal().map_err(failed)?;
    let mut loading =
        work.journal.begin(&undone.provider, &undone.account, Some(run), Timestamp::now()).map_err(failed)?;
    undo(&mut reader, run, place.directory.capabilities(), |step| {
        shown.add(&step);
        counts.add(&step);
        loading.add(&step)
    })
    .map_err(failed)?;
    let before: Summary = serde_json::from_str(&undone.summary).map_err(|_| failed("the run's summary is damaged"))?;
    let agreement = Agreement { guards: guards.guards(0), how, out };
    let back = agreement.to(&before.undone(counts), &mut shown, loading).await?;
    drop(reader);
    let Some(back) = back else {
        // Nothing has to be taken back, and steps that were still planned must not be carried out any more.
        return work.journal.withdraw(run).map_err(failed);
    };
    let options = how.options();
    let carrying = Carrying { place: &place, hold: &hold, folder: &work.folder, options: &options, ending, out };
    carry_out(carrying, &mut work.journal, &back).await
}

/// Refuses to take back what is taken back already, unless that came to nothing.
fn refuse_twice(work: &mut RunContext, run: &Run) -> Result<(), Failure> {
    let Some(by) = run.undone_by else { return Ok(()) };
    let tally = work.journal.tally(by).map_err(failed)?;
    if by != run.id && tally.done + tally.partial + tally.open() == 0 {
        return Ok(());
    }
    let next = match tally.open() {
        0 if tally.problems() > 0 => format!("; not all of it could be: participants report {by}"),
        0 => String::new(),
        open => format!("; {open} steps of that are left: participants resume {by}"),
    };
    Err(failed(format!("{}{next}", reversed(run, by))))
}

/// That a run is taken back, and by which.
pub(super) fn reversed(run: &Run, by: u64) -> String {
    match by == run.id {
        true => format!("run {by} was taken back before anything of it was done"),
        false => format!("run {} was reversed by run {by}", run.id),
    }
}
