//! `participants apply`: a plan, or a roster that is planned first, shown, agreed to and carried out.

use super::{
    carry::{Carrying, Shutdown, carry_out, failed},
    planning::{Known, People},
    run_context::{RunContext, account_of_plans, ask},
    shown::Shown,
};
use crate::{
    args::{ApplyArgs, Args, CarryArgs},
    exit::Failure,
    output::{Output, line},
};
use jiff::Timestamp;
use participants_roster::{
    Guards, Links, NoLinks, Plan, Step,
    journal::{Loading, Run},
    plan::{ReadError, Summary, Verb},
};
use std::{fs::File, io::BufReader, path::Path};

pub(crate) async fn run(args: &Args, wanted: &ApplyArgs, ending: &Shutdown, out: &Output) -> Result<(), Failure> {
    let (provider, people) = match &wanted.provider {
        Some(provider) => (provider.clone(), Some(People::named(&wanted.file, &wanted.roster)?)),
        None => (provider_of(&wanted.file)?, None),
    };
    let mut work = RunContext::open(&wanted.how.journal)?;
    let place = work.place(args, &provider).await?;
    let account = work.account(&place)?;
    let hold = work.hold(&place, &account, None, wanted.how.settle_after).await?;
    let mut shown = Shown::new(wanted.privacy);
    let reader = work.folder.journal().map_err(failed)?;
    let known = Known { journal: &reader, account: &account };
    // The sandbox of this process has no participant that an earlier run created.
    let links: &dyn Links = if place.is_embedded() { &NoLinks } else { &known };
    let mut loading = work.journal.begin(&provider, &account, None, Timestamp::now()).map_err(failed)?;
    let mut allowed = 0;
    let mut add = |step: Step| {
        allowed += u64::from(wanted.roster.allows(&step));
        shown.add(&step);
        loading.add(&step).map_err(failed)
    };
    let summary = match people {
        Some(people) => people.planned(&place, links, add).await?,
        // Participants that the plan does not change are not read again, so their links are not kept.
        None => {
            let summary = read(&wanted.file, |mut step| {
                step.key = step.key.filter(|_| step.verb != Verb::None);
                add(step)
            })?;
            summary.check_account(&account_of_plans(&place)?).map_err(failed)?;
            summary
        }
    };
    drop(reader);
    let agreement = Agreement { guards: wanted.guards.guards(allowed), how: &wanted.how, out };
    let Some(run) = agreement.to(&summary, &mut shown, loading).await? else { return Ok(()) };
    let options = wanted.how.options();
    let carrying = Carrying { place: &place, hold: &hold, folder: &work.folder, options: &options, ending, out };
    carry_out(carrying, &mut work.journal, &run).await?;
    left_over(&summary)
}

/// What is needed before a plan becomes a run: the guards and an agreement.
pub(super) struct Agreement<'a> {
    pub(super) guards: Guards,
    pub(super) how: &'a CarryArgs,
    pub(super) out: &'a Output,
}

impl Agreement<'_> {
    /// Shows the plan, checks the guards and asks. Returns the run to carry out; none where there is nothing to do.
    pub(super) async fn to(
        &self,
        summary: &Summary,
        shown: &mut Shown,
        loading: Loading<'_>,
    ) -> Result<Option<Run>, Failure> {
        if !self.out.is_json() {
            shown.print(summary).map_err(Failure::before_sending)?;
        }
        if summary.is_empty() {
            loading.give_up().map_err(failed)?;
            let text = if self.out.is_json() { r#"{"run":null,"open":0}"# } else { "nothing to do; nothing was sent" };
            line(text).map_err(Failure::before_sending)?;
            left_over(summary)?;
            return if summary.has_problems() { Err(Failure::some_rows()) } else { Ok(None) };
        }
        self.guards.check(summary).map_err(|guarded| failed(&guarded))?;
        ask(&format!("Apply this to {}?", summary.provider), self.how.yes).await?;
        let kept = serde_json::to_string(summary).map_err(failed)?;
        Ok(Some(loading.finish(&kept).map_err(failed)?))
    }
}

/// Fails where a plan leaves out what the caller expects: withheld deactivations, participants who stay ended.
fn left_over(summary: &Summary) -> Result<(), Failure> {
    match summary.counts.ended {
        _ if !summary.withheld.is_empty() => Err(Failure::withheld(&summary.withheld)),
        0 => Ok(()),
        ended => Err(Failure::ended(ended)),
    }
}

/// Reads a plan's document and hands each step on.
fn read(file: &Path, sink: impl FnMut(Step) -> Result<(), Failure>) -> Result<Summary, Failure> {
    Plan::read_into(opened(file)?, sink).map_err(|error| match error {
        ReadError::Sink(failure) => failure,
        ReadError::Plan(error) => failed(format!("{}: {error}", file.display())),
    })
}

/// The provider that a plan is for. It says so behind its steps, so that it is read to its end.
fn provider_of(file: &Path) -> Result<String, Failure> {
    let summary = read(file, |_| Ok(()))
        .map_err(|failure| failure.and("A file of people needs --provider, to be planned first."))?;
    Ok(summary.provider)
}

fn opened(file: &Path) -> Result<BufReader<File>, Failure> {
    let opened = File::open(file).map_err(|error| failed(format!("{} cannot be read: {error}", file.display())))?;
    Ok(BufReader::new(opened))
}
