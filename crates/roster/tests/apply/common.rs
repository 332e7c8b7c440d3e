//! A provider in its sandbox, a plan for it, and a run of that plan.

use jiff::Timestamp;
use participants_azav::Azav;
use participants_groups::Groups;
use participants_roster::apply::{ApplyOptions, CancellationToken, Ended, apply};
use participants_roster::core::{
    Client, Configure, Directory, Field, Filter, ParticipantUpdate, Transport, Unified, Vars,
    serde_json::{Value, json},
};
use participants_roster::journal::{JournalError, Loading, Run, SqliteJournal, State, StepRecord};
use participants_roster::plan::Trust;
use participants_roster::{Index, Mapping, Options, Plan, Planner, Roster, Row, Step, undo};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::time::Instant;

/// A provider with made-up people, and a journal for what is done to them.
pub(crate) struct Place {
    pub(crate) sandbox: Sandbox,
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) journal: SqliteJournal,
    pub(crate) options: ApplyOptions,
    pub(crate) stop: CancellationToken,
}

pub(crate) fn azav() -> Place {
    place::<Azav>("azav", 30)
}

pub(crate) fn groups() -> Place {
    place::<Groups>("groups", 30)
}

pub(crate) fn place<P: Unified + Configure>(provider: &str, people: usize) -> Place {
    seeded::<P>(provider, 7, people)
}

/// A provider with the people that the program's sandbox has by default: those that the files in `cases` name.
pub(crate) fn usual<P: Unified + Configure>(provider: &str) -> Place {
    seeded::<P>(provider, 1, 40)
}

/// The same with the people of this seed.
pub(crate) fn seeded<P: Unified + Configure>(provider: &str, seed: u64, people: usize) -> Place {
    let sandbox = Sandbox::only(&[provider], seed, people).unwrap();
    let directory = client::<P>(&sandbox, provider, InProcess::new(sandbox.clone()));
    let options = ApplyOptions::new().settle_after(Duration::from_secs(60)).clock(now);
    Place { sandbox, directory, journal: SqliteJournal::in_memory().unwrap(), options, stop: CancellationToken::new() }
}

/// A client of the sandbox's provider, by a way of one's own.
pub(crate) fn client<P: Unified + Configure>(
    sandbox: &Sandbox,
    provider: &str,
    transport: impl Transport,
) -> Arc<dyn Directory> {
    let known = InProcess::new(sandbox.clone()).environment(provider).unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let account = P::from_vars(&Vars::new(&get)).unwrap();
    Arc::new(Client::builder(account).transport(transport).build().unwrap())
}

impl Place {
    pub(crate) async fn plan(&self, options: Options, rows: &[Row]) -> Plan {
        let fields = rows.iter().flat_map(|row| row.wanted.named()).collect::<Vec<_>>();
        let people = self.directory.list(&Filter::all()).await.unwrap();
        let index = Index::read(people, fields).await.unwrap();
        let planner = Planner::new(self.directory.capabilities()).options(options);
        planner.plan(&index, rows.iter().cloned(), 0).unwrap()
    }

    pub(crate) async fn begin(&mut self, plan: &Plan) -> Run {
        self.load(&plan.steps, None).await
    }

    /// Begins a run of these steps, which takes another one back or none.
    pub(crate) async fn load(&mut self, steps: &[Step], undoes: Option<u64>) -> Run {
        let provider = self.directory.provider();
        let mut loading = Loading::begin(&mut self.journal, provider, "account", undoes, now()).await.unwrap();
        for step in steps {
            loading.add(step).await.unwrap();
        }
        loading.finish("{}").await.unwrap()
    }

    /// The steps that take a run back.
    pub(crate) async fn steps_back(&mut self, run: &Run) -> Vec<Step> {
        let mut steps = Vec::new();
        let add = |step| {
            steps.push(step);
            Ok::<_, JournalError>(())
        };
        undo(&mut self.journal, run.id, self.directory.capabilities(), add).await.unwrap();
        steps
    }

    /// Carries a run on, and says how it came to rest and what became of its steps.
    pub(crate) async fn carry_on(&mut self, run: &Run) -> (Ended, Vec<StepRecord>) {
        let directory = Arc::clone(&self.directory);
        let ended = apply(directory, &mut self.journal, run, &self.options, &self.stop, &mut |_| {}).await.unwrap();
        let entries = self.journal.entries(run.id, State::ALL, None, usize::MAX).unwrap();
        (ended, entries)
    }

    pub(crate) async fn apply(&mut self, plan: &Plan) -> (Ended, Vec<StepRecord>) {
        let run = self.begin(plan).await;
        self.carry_on(&run).await
    }

    pub(crate) fn fault(&self, rules: Value) {
        self.sandbox.set_faults(&rules).unwrap();
    }

    /// What the emulator itself counted.
    pub(crate) fn count(&self, what: &str) -> u64 {
        self.sandbox.stats()[self.directory.provider()][what].as_u64().unwrap()
    }
}

/// The options of a plan that may do everything.
pub(crate) fn everything() -> Options {
    Options::new().create(true).deactivate_missing(Trust::Assumed)
}

pub(crate) fn row(line: u64, list: &[(Field, &str)]) -> Row {
    let mut wanted = ParticipantUpdate::new();
    for (field, value) in list {
        wanted.set_text(field, value).unwrap();
    }
    Row::of(line, wanted)
}

pub(crate) fn newcomer(line: u64) -> Row {
    let email = format!("ñandú.{line}@example.org");
    row(line, &[(Field::Email, &email), (Field::FirstName, "Ñ"), (Field::LastName, "D'Örsay")])
}

/// The rows of a file that is kept for tests.
pub(crate) fn rows(file: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/apply/cases").join(file);
    let roster = Roster::open(&path, &Mapping::default()).unwrap();
    roster.rows().unwrap().map(Result::unwrap).collect()
}

/// A rule that strikes writes of this provider.
pub(crate) fn striking(provider: &str, method: &str, times: u64, fault: Value) -> Value {
    json!([{"provider": provider, "match": {"method": method}, "times": times, "fault": fault}])
}

pub(crate) fn states(entries: &[StepRecord]) -> Vec<State> {
    entries.iter().map(|entry| entry.state).collect()
}

/// The time of the paused clock, as of the year 2026.
pub(crate) fn now() -> Timestamp {
    thread_local! {
        static BEGAN: Instant = Instant::now();
    }
    let past = BEGAN.with(|began| began.elapsed());
    Timestamp::from_second(1_780_000_000).unwrap() + past
}
