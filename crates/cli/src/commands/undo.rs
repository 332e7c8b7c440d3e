//! `participants undo`: what a run has done, taken back by a run of its own.

use super::{
    apply::Agreement,
    carry::{Ending, carry_out, failed},
    shown::Shown,
    workplace::Workplace,
};
use crate::{
    args::{Args, CarryArgs, GuardArgs},
    exit::Failure,
    output::Output,
};
use jiff::Timestamp;
use participants_roster::{
    journal::Ledger,
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

pub(crate) async fn run(args: &Args, wanted: Wanted<'_>, ending: &Ending, out: &Output) -> Result<(), Failure> {
    let Wanted { run, guards, how, privacy } = wanted;
    let mut work = Workplace::existing(&how.journal)?;
    let undone = work.journal.run(run).map_err(failed)?;
    let _held = work.hold(&undone.account, Some(run), how.settle_after)?;
    let tally = work.journal.tally(run).map_err(failed)?;
    let open = tally.sending + tally.unknown;
    if open > 0 {
        return Err(failed(format!(
            "what became of {open} steps of run {run} is not known yet: participants resume {run} first"
        )));
    }
    let place = work.place(args, &undone.provider).await?;
    work.check_account(&place, &undone)?;
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
    let agreement = Agreement { guards: guards.guards(), how, out };
    let back = agreement.to(&before.undone(counts), &mut shown, loading).await?;
    drop(reader);
    // Whatever was still planned is not to be done any more.
    work.journal.end(run, Some(Timestamp::now())).map_err(failed)?;
    let Some(back) = back else { return Ok(()) };
    carry_out(&place, &mut work.journal, &back, &how.options(), ending, out).await
}
