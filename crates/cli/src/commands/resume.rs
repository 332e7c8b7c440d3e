//! `participants resume`: what is open of a run, settled and carried on.

use super::carry::{Ending, carry_out, failed};
use super::workplace::Workplace;
use crate::{
    args::{Args, CarryArgs},
    exit::Failure,
    output::{Output, line},
};
use jiff::Timestamp;
use participants_roster::journal::{Ledger, Run};

pub(crate) async fn run(
    args: &Args,
    run: Option<u64>,
    how: &CarryArgs,
    ending: &Ending,
    out: &Output,
) -> Result<(), Failure> {
    let mut work = Workplace::existing(&how.journal)?;
    let found = match run {
        Some(id) => Some(work.journal.run(id).map_err(failed)?),
        None => work.journal.unfinished().map_err(failed)?,
    };
    let Some(run) = found else { return nothing_left(None, out) };
    let tally = work.journal.tally(run.id).map_err(failed)?;
    if tally.open() == 0 {
        if run.ended_at.is_none() {
            work.journal.end(run.id, Some(Timestamp::now())).map_err(failed)?;
        }
        return nothing_left(Some(&run), out);
    }
    let place = work.place(args, &run.provider).await?;
    work.check_account(&place, &run)?;
    let _held = work.hold(&run.account, Some(run.id), how.settle_after)?;
    if !out.is_json() {
        let told = line(&format!("run {} at {}, begun {}: {tally}", run.id, run.provider, run.begun_at));
        told.map_err(Failure::before_sending)?;
    }
    super::workplace::ask("Go on with it?", how.yes).await?;
    carry_out(&place, &mut work.journal, &run, &how.options(), ending, out).await
}

fn nothing_left(run: Option<&Run>, out: &Output) -> Result<(), Failure> {
    if out.is_json() {
        return line(&serde_json::json!({"run": run.map(|run| run.id), "open": 0}).to_string());
    }
    match run {
        Some(run) => line(&format!("nothing is left to do in run {}", run.id)),
        None => line("nothing is left to do: no run of this journal is unfinished"),
    }
}
