//! Plans the example's roster at one provider in a sandbox of its own, applies it, and plans again.

use crate::{
    commands::{
        carry::failed,
        planning::{Known, People},
        report::write_html,
        shown::Shown,
    },
    connection::Connection,
    exit::Failure,
    output::line,
};
use jiff::Timestamp;
use participants::Entry;
use participants_roster::{
    Mapping, NoLinks, Roster,
    apply::{ApplyOptions, CancellationToken, apply},
    journal::{Folder, Journal, StateCounts},
    plan::{Options, Scope, Summary},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
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
    let people = people(entry.name)?;
    let mut journal = folder.journal().map_err(failed)?;
    // The sandbox is one of this process alone: no other run can be at its account.
    let account = place.directory.account(&[]);

    let mut shown = Shown::new(false).at_most(SHOWN);
    let reader = folder.journal().map_err(failed)?;
    let links = Known { journal: &reader, account: &account };
    let mut loading = journal.begin(entry.name, &account, None, Timestamp::now()).map_err(failed)?;
    let sink = |step| {
        shown.add(&step);
        loading.add(&step).map_err(failed)
    };
    let planned = people.planned(&place, &links, sink).await?;
    let run = loading.finish(&serde_json::to_string(&planned).map_err(failed)?).map_err(failed)?;

    let directory = Arc::clone(&place.directory);
    let (options, stop) = (ApplyOptions::new(), CancellationToken::new());
    apply(directory, &mut journal, &run, &options, &stop, &mut |_| {}).await.map_err(failed)?;
    let tally = journal.tally(run.id).map_err(failed)?;
    journal.end(run.id, Some(Timestamp::now())).map_err(failed)?;

    let again = people.planned(&place, &NoLinks, |_| Ok(())).await?;
    place.directory.close().await;
    let report = folder.path().join(format!("{}.html", entry.name));
    write_html(&mut journal, &run, &report)?;
    Ok(Done { provider: entry.name, planned, shown, tally, again, report, took: began.elapsed() })
}

fn people(provider: &str) -> Result<People, Failure> {
    let mappings: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(MAPPINGS).map_err(failed)?;
    let mut columns = "[columns]\n".to_owned();
    for (heading, target) in mappings.get(provider).into_iter().flatten() {
        columns.push_str(&format!("{heading:?} = {target:?}\n"));
    }
    let mapping = Mapping::parse(&columns).map_err(failed)?;
    let roster = Roster::from_bytes(ROSTER, &mapping).map_err(failed)?;
    let (options, identity_changes) = (Options::new().create(true), BTreeSet::new());
    Ok(People { file: "roster.csv".into(), roster, mapping, options, scope: Scope::Rows, identity_changes })
}

impl Done {
    /// Whether everything planned was done, and nothing is left to plan. Participants who were ended at the provider are
    /// shown and stay so.
    pub(super) fn agrees(&self) -> bool {
        let again = &self.again;
        let is_whole = again.counts.refuse == 0 && again.roster.unreadable == 0;
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
