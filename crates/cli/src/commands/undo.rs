//! `participants undo`: takes back what a run has done, by a run of its own.

use super::{
    apply::Agreement,
    carry::{Display, Shutdown, failed, finish},
    run_context::{RunContext, existing, is_account},
    shown::Shown,
};
use crate::{
    args::{Args, CarryArgs, GuardArgs},
    connection::Connection,
    exit::Failure,
    output::{Output, line},
};
use participants_roster::{json_text, session::Planned};

/// What to take back, and how.
pub(crate) struct Wanted<'a> {
    pub(crate) run: u64,
    pub(crate) guards: &'a GuardArgs,
    pub(crate) account: Option<&'a str>,
    pub(crate) how: &'a CarryArgs,
    pub(crate) dry_run: bool,
    pub(crate) privacy: bool,
}

pub(crate) async fn run(args: &Args, wanted: Wanted<'_>, ending: &Shutdown, out: &Output) -> Result<(), Failure> {
    let Wanted { run, guards, account, how, dry_run, privacy } = wanted;
    let folder = existing(&how.journal)?;
    let undone = folder.journal().and_then(|journal| journal.run(run)).map_err(failed)?;
    let is_it = |connection: &_| is_account(connection, &undone.account);
    let connection = Connection::of_run(args, &undone.provider, account, is_it).await?;
    let mut context = RunContext::open(connection, folder, how.settle_after)?;
    context.session.check_undo(&undone).await?;
    context.lock(Some(&undone)).await?;
    let title = context.title();
    let session = &mut context.session;
    let mut display = Display::new(session.directory(), &title);
    let mut shown = Shown::new(privacy);
    let planned = session.undo(run, |step| shown.add(step)).await?;
    if dry_run {
        return show(&planned, &mut shown, out);
    }
    Agreement { guards: guards.guards(0), how, out, title: &title }.reach(&planned, &mut shown).await?;
    let has_problems = planned.summary().has_problems();
    let watch = &mut |progress: &_| display.show(progress);
    let applied = planned.apply(&how.options(), ending.handled(), watch).await?;
    drop(display);
    match applied {
        Some(applied) => finish(applied, session, ending, out).await,
        None if has_problems => Err(Failure::some_rows()),
        None => Ok(()),
    }
}

/// What would be undone: the steps, or as JSON the counts.
fn show(planned: &Planned<'_>, shown: &mut Shown, out: &Output) -> Result<(), Failure> {
    match out.is_json() {
        true => line(&json_text(planned.summary()).map_err(failed)?),
        false => shown.print(planned.summary()),
    }
}
