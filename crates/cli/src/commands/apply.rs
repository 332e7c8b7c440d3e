//! `participants apply`: a plan, or a roster that is planned first, shown, agreed to and carried out.

use super::{
    carry::{Display, Shutdown, failed, finish},
    planning::{remark_left_out, roster_plan, unplanned_session},
    run_context::{RunContext, account_of_plans, ask},
    shown::Shown,
};
use crate::{
    args::{ApplyArgs, Args, CarryArgs},
    connection::Connection,
    exit::Failure,
    output::{Output, line},
};
use participants_roster::{
    Guards, Step,
    journal::Folder,
    plan::{Header, PlanError, PlanReader, Summary},
    session::Planned,
};
use std::{fs::File, path::Path};

pub(crate) async fn run(args: &Args, wanted: &ApplyArgs, ending: &Shutdown, out: &Output) -> Result<(), Failure> {
    let (connection, roster) = match (plan_in(wanted)?, wanted.provider.as_deref()) {
        (Some(header), named) => {
            let is_it = |connection: &_| Ok(header.account == Some(account_of_plans(connection)?));
            (Connection::of_run(args, &header.provider, named, is_it).await?, None)
        }
        (None, named) => {
            // A file that cannot be read is found before the provider is asked.
            let roster = roster_plan(&wanted.file, &wanted.roster)?;
            (Connection::named(args, named.unwrap_or_default()).await?, Some(roster))
        }
    };
    let folder = Folder::open(&wanted.how.journal).map_err(failed)?;
    let mut context = RunContext::open(connection, folder, wanted.how.settle_after)?;
    context.lock(None).await?;
    let title = context.title();
    let session = &mut context.session;
    let mut display = Display::new(session.directory(), &title);
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
    let agreement = Agreement { guards: wanted.guards.guards(allowed), how: &wanted.how, out, title: &title };
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
    /// The account for people to read.
    pub(super) title: &'a str,
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
        ask(&format!("Apply this to {}?", self.title), self.how.yes).await
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

/// What a kept plan says of itself; none where the file is one of people, which only an account makes sense for.
fn plan_in(wanted: &ApplyArgs) -> Result<Option<Header>, Failure> {
    let (file, may_be_people) = (&wanted.file, wanted.provider.is_some());
    // What is no plain file can be read only once.
    if may_be_people && !file.is_file() {
        return Ok(None);
    }
    match PlanReader::new(opened(file)?) {
        Ok(plan) => match wanted.roster.for_people_only() {
            Some(flag) => Err(failed(format!(
                "{} is a plan, which is carried out as it is: {flag} belongs to a file of people",
                file.display()
            ))),
            None => Ok(Some(plan.header().clone())),
        },
        Err(PlanError::NotAPlan | PlanError::Layout { .. }) if may_be_people => Ok(None),
        Err(error) => {
            let failed = failed(format!("{}: {error}", file.display()));
            Err(failed.and("A file of people needs --account or --provider, to be planned first."))
        }
    }
}

fn opened(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|error| failed(format!("{} cannot be read: {error}", file.display())))
}
