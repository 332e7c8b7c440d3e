//! `participants apply`: a plan, or a roster that is planned first, shown, agreed to and carried out.

use super::{
    carry::{Display, Shutdown, failed, finish},
    planning::{remark_left_out, roster_plan, unplanned_session},
    run_context::{RunContext, ask},
    shown::Shown,
};
use crate::{
    args::{ApplyArgs, Args, CarryArgs},
    exit::Failure,
    output::{Output, line},
};
use participants_roster::{
    Guards, Step,
    journal::Folder,
    plan::{PlanReader, Summary},
    session::Planned,
};
use std::{fs::File, path::Path};

pub(crate) async fn run(args: &Args, wanted: &ApplyArgs, ending: &Shutdown, out: &Output) -> Result<(), Failure> {
    let (provider, roster) = match &wanted.provider {
        Some(provider) => (provider.clone(), Some(roster_plan(&wanted.file, &wanted.roster)?)),
        None => (provider_of(&wanted.file)?, None),
    };
    let folder = Folder::open(&wanted.how.journal).map_err(failed)?;
    let mut context = RunContext::open(args, &provider, folder, wanted.how.settle_after).await?;
    context.lock(None).await?;
    let session = &mut context.session;
    let mut display = Display::new(session.directory());
    let (mut shown, mut allowed) = (Shown::new(wanted.privacy), 0);
    let see = |step: &Step| {
        allowed += u64::from(wanted.roster.allows(step));
        shown.add(step);
    };
    let planned = match &roster {
        Some(roster) => session.plan(roster, see).await,
        None => session.read_plan(opened(&wanted.file)?, see).await,
    };
    let planned = planned.map_err(|error| unplanned_session(&wanted.file, error))?;
    roster.iter().for_each(|plan| remark_left_out(&plan.roster));
    let agreement = Agreement { guards: wanted.guards.guards(allowed), how: &wanted.how, out };
    agreement.reach(&planned, &mut shown).await?;
    let summary = planned.summary().clone();
    let watch = &mut |progress: &_| display.show(progress);
    let applied = planned.apply(&wanted.how.options(), ending.handled(), watch).await?;
    drop(display);
    match applied {
        Some(applied) => finish(applied, session, ending, out).await?,
        None if summary.has_problems() => left_over(&summary).and(Err(Failure::some_rows()))?,
        None => {}
    }
    left_over(&summary)
}

/// What is needed before a plan is carried out: the guards and an agreement.
pub(super) struct Agreement<'a> {
    pub(super) guards: Guards,
    pub(super) how: &'a CarryArgs,
    pub(super) out: &'a Output,
}

impl Agreement<'_> {
    /// Shows the plan, checks the guards and asks; where there is nothing to do, it only says so.
    pub(super) async fn reach(&self, planned: &Planned<'_>, shown: &mut Shown) -> Result<(), Failure> {
        let summary = planned.summary();
        if !self.out.is_json() {
            shown.print(summary).map_err(Failure::before_sending)?;
        }
        if summary.is_empty() {
            let text = if self.out.is_json() { r#"{"run":null,"open":0}"# } else { "nothing to do; nothing was sent" };
            return line(text).map_err(Failure::before_sending);
        }
        planned.check(&self.guards).map_err(|guarded| failed(&guarded))?;
        ask(&format!("Apply this to {}?", summary.header.provider), self.how.yes).await
    }
}

/// Fails where a plan leaves out what the caller expects: withheld deactivations, participants who stay ended.
fn left_over(summary: &Summary) -> Result<(), Failure> {
    match summary.counts.ended {
        _ if !summary.header.withheld.is_empty() => Err(Failure::withheld(&summary.header.withheld)),
        0 => Ok(()),
        ended => Err(Failure::ended(ended)),
    }
}

/// The provider that a plan is for, by its first line.
fn provider_of(file: &Path) -> Result<String, Failure> {
    let plan = PlanReader::new(opened(file)?).map_err(|error| {
        failed(format!("{}: {error}", file.display())).and("A file of people needs --provider, to be planned first.")
    })?;
    Ok(plan.header().provider.clone())
}

fn opened(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|error| failed(format!("{} cannot be read: {error}", file.display())))
}
