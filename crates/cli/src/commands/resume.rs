//! `participants resume`: looks up what is open of a run, and carries it out.

use super::carry::{Carrying, Shutdown, carry_out, failed};
use super::{run_context::RunContext, undo::reversed};
use crate::{
    args::{Args, CarryArgs},
    exit::Failure,
    output::{Output, line},
};
use jiff::Timestamp;
use participants_roster::journal::{Journal, Run, StateCounts};

pub(crate) async fn run(
    args: &Args,
    run: Option<u64>,
    is_key_replaced: bool,
    how: &CarryArgs,
    ending: &Shutdown,
    out: &Output,
) -> Result<(), Failure> {
    let mut work = RunContext::existing(&how.journal)?;
    let found = match run {
        Some(id) => Some(work.journal.run(id).map_err(failed)?),
        None => work.journal.unfinished().map_err(failed)?,
    };
    let Some(mut run) = found else { return at_rest(&mut work, None, out) };
    if let Some(by) = run.undone_by {
        return Err(failed(format!("{}: nothing more of it is carried out", reversed(&run, by))));
    }
    if is_key_replaced {
        let place = work.place(args, &run.provider).await?;
        work.replace_key(&place, &run, how.yes).await?;
        run = work.journal.run(run.id).map_err(failed)?;
    }
    let tally = work.journal.tally(run.id).map_err(failed)?;
    if tally.open() == 0 {
        if run.ended_at.is_none() {
            work.journal.end(run.id, Some(Timestamp::now())).map_err(failed)?;
        }
        return at_rest(&mut work, Some(&run), out);
    }
    let place = work.place(args, &run.provider).await?;
    work.check_account(&place, &run)?;
    let hold = work.hold(&place, &run.account, Some(&run), how.settle_after).await?;
    if !out.is_json() {
        let printed = line(&format!("run {} at {}, begun {}: {tally}", run.id, run.provider, run.begun_at));
        printed.map_err(Failure::before_sending)?;
    }
    super::run_context::ask("Go on with it?", how.yes).await?;
    let options = how.options();
    let carrying = Carrying { place: &place, hold: &hold, folder: &work.folder, options: &options, ending, out };
    carry_out(carrying, &mut work.journal, &run).await
}

/// Nothing is left to do, in this run or in any. Where rows of it, or of the latest run, were not carried out, that is printed.
fn at_rest(work: &mut RunContext, run: Option<&Run>, out: &Output) -> Result<(), Failure> {
    let latest = work.journal.runs().map_err(failed)?.into_iter().next().filter(|run| run.undone_by.is_none());
    let tally = match run.or(latest.as_ref()) {
        Some(run) => work.journal.tally(run.id).map_err(failed)?,
        None => StateCounts::default(),
    };
    let id = run.map(|run| run.id);
    if out.is_json() {
        line(&serde_json::json!({"run": id, "open": 0, "problems": tally.problems()}).to_string())?;
    } else {
        let which = match (id, &latest) {
            (Some(id), _) => format!("nothing is left to do in run {id}: {tally}"),
            (None, Some(latest)) => {
                format!(
                    "nothing is left to do: no run of this journal is unfinished; the latest is run {}: {tally}",
                    latest.id
                )
            }
            (None, None) => "nothing is left to do: no run of this journal is unfinished".to_owned(),
        };
        line(&which)?;
    }
    if tally.problems() > 0 { Err(Failure::some_rows()) } else { Ok(()) }
}
