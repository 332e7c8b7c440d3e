//! Plans the example's roster at one provider in a sandbox of its own, applies it, and plans again.

use crate::{
    commands::{carry::failed, report::write_html, shown::Shown},
    connection::Connection,
    exit::Failure,
    output::line,
};
use participants::Entry;
use participants_roster::{
    Mapping, Roster,
    apply::{ApplyOptions, CancellationToken},
    journal::{Folder, StateCounts},
    plan::{Options, Summary},
    session::{Applied, RosterPlan, Session},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

/// What was done at one provider.
pub(super) struct Done {
    provider: &'static str,
    planned: Summary,
    shown: Shown,
    tally: StateCounts,
    again: Summary,
    report: PathBuf,
    took: Duration,
}

/// The file of people; `participants plan` reads it from here, too.
const ROSTER: &str = include_str!("../../../examples/roster.csv");

/// Which of its columns are nothing at a provider, by the provider's name.
const MAPPINGS: &str = include_str!("../../../examples/mappings.toml");

/// How many steps of each plan are shown: enough to see what a plan is.
const SHOWN: usize = 3;

/// Makes one provider agree with the example's roster.
pub(super) async fn made_to_agree(entry: &'static Entry, folder: Folder) -> Result<Done, Failure> {
    let began = Instant::now();
    let place = Connection::in_sandbox(entry).await?;
    let roster = roster(entry.name)?;
    // The sandbox is one of this process alone: no other run can be at its account.
    let mut session = Session::unshared(folder.clone(), Arc::clone(&place.directory))?;
    let mut shown = Shown::new(false).at_most(SHOWN);
    let plan = session.plan(&roster, |step| shown.add(step)).await?;
    let planned = plan.summary().clone();
    let (options, stop) = (ApplyOptions::new(), CancellationToken::new());
    let applied = plan.apply(&options, &stop, &mut |_| {}).await?;
    let Applied { run, counts: tally, .. } = applied.ok_or_else(|| failed("the example plans nothing"))?;

    let again = session.plan(&roster, |_| {}).await?.summary().clone();
    place.directory.close().await;
    let report = folder.path().join(format!("{}.html", entry.name));
    write_html(session.journal(), &run, &report).await?;
    Ok(Done { provider: entry.name, planned, shown, tally, again, report, took: began.elapsed() })
}

fn roster(provider: &str) -> Result<RosterPlan, Failure> {
    let mappings: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(MAPPINGS).map_err(failed)?;
    let mut columns = "[columns]\n".to_owned();
    for (heading, target) in mappings.get(provider).into_iter().flatten() {
        columns.push_str(&format!("{heading:?} = {target:?}\n"));
    }
    let mapping = Mapping::parse(&columns).map_err(failed)?;
    let roster = Roster::from_bytes(ROSTER, &mapping).map_err(failed)?;
    Ok(RosterPlan::new(roster).options(Options::new().create(true)))
}

impl Done {
    /// Whether everything planned was done, and nothing is left to plan. Participants who were ended at the provider are
    /// shown and stay so.
    pub(super) fn agrees(&self) -> bool {
        let again = &self.again;
        let is_whole = again.counts.refuse == 0 && again.header.roster.unreadable == 0;
        self.tally.all() == self.tally.done && again.is_empty() && is_whole
    }

    pub(super) fn print(&mut self) -> Result<(), Failure> {
        line("")?;
        self.shown.print(&self.planned)?;
        let took = self.took.as_secs_f64();
        line(&format!("applied to {}: {}; {took:.1} s", self.provider, self.tally))?;
        line(&format!("planned again: {}", self.again))?;
        line(&format!("report: {}", self.report.display()))
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "provider": self.provider,
            "planned": self.planned,
            "done": self.tally.done,
            "problems": self.tally.problems(),
            "open": self.tally.open(),
            "planned_again": self.again,
            "report": self.report,
        })
    }
}
