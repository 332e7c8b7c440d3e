//! One provider with a few people, the roster of the seed, and what is known of them without any fault.

use crate::{
    clock,
    directory::{Planned, Watched},
    kinds::{KINDS, Kind},
    network::Network,
    others::Others,
    simulation::Simulation,
};
use participants_roster::{
    Index, Options, Plan, Planner, Row, Step, Verb,
    apply::CancellationToken,
    core::{
        Capabilities, Change, Directory, Field, Filter, NewParticipant, Participant, ParticipantUpdate,
        serde_json::json,
    },
    journal::{Loading, Run, SqliteJournal},
    plan::Trust,
};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

/// How many people there are before anything happens.
const PEOPLE: usize = 6;
/// Which provider is chosen how often: the third costs twice as much as any other.
const OFTEN: [usize; 9] = [0, 0, 1, 1, 2, 3, 3, 4, 4];

pub(crate) struct World {
    pub(crate) simulation: Simulation,
    pub(crate) kind: &'static Kind,
    pub(crate) sandbox: Sandbox,
    /// The people before anything happened.
    pub(crate) before: Arc<BTreeMap<String, Participant>>,
    pub(crate) rows: Vec<Row>,
    pub(crate) capabilities: &'static Capabilities,
    options: Options,
    first: Arc<std::sync::Mutex<BTreeMap<String, Participant>>>,
}

impl World {
    pub(crate) async fn new(simulation: &Simulation) -> Self {
        let kind = simulation.state().rng.choice(OFTEN).map(|at| &KINDS[at]).unwrap();
        let people_seed = simulation.state().rng.u64(..16);
        let sandbox = Sandbox::only(&[kind.provider], people_seed, PEOPLE).unwrap();
        // Refusals come from the network here, so that other users and the truth are never refused.
        sandbox.set(&json!({"sandbox": {"limits": false}})).unwrap();
        let before = before(kind, &sandbox, people_seed).await;
        let simulation = simulation.clone();
        let (rows, options, first) = Default::default();
        let capabilities = kind.connect(&sandbox, InProcess::new(sandbox.clone())).capabilities();
        let mut world = Self { simulation, kind, sandbox, before, rows, capabilities, options, first };
        world.write_roster();
        world.simulation.note("world", format_args!("{} {:?}", kind.provider, world.simulation.roughness));
        world
    }

    /// A directory for one life of the engine: of a process of its own.
    pub(crate) fn connect(&self, life: u32, stop: &CancellationToken, steps: &[Step]) -> Arc<dyn Directory> {
        let network = Network {
            simulation: self.simulation.clone(),
            sandbox: InProcess::new(self.sandbox.clone()),
            provider: self.kind.provider,
            others: self.others(),
            stop: stop.clone(),
            life,
        };
        let directory = self.kind.connect(&self.sandbox, network);
        let planned = Arc::new(steps.iter().filter_map(planned).collect());
        let (simulation, first) = (self.simulation.clone(), Arc::clone(&self.first));
        Arc::new(Watched { directory, simulation, life, planned, first })
    }

    /// What other users of the provider do.
    pub(crate) fn others(&self) -> Others {
        let ids = self.before.keys().cloned().collect();
        let new = self.rows.iter().filter(|row| !self.is_known(row)).map(|row| row.wanted.clone()).collect();
        Others { kind: self.kind, sandbox: self.sandbox.clone(), ids: Arc::new(ids), new: Arc::new(new) }
    }

    /// The plan of the roster as the people are now.
    pub(crate) async fn plan(&self) -> Plan {
        let directory = self.kind.connect(&self.sandbox, InProcess::new(self.sandbox.clone()));
        let people = directory.list(&Filter::all()).await.unwrap();
        let fields = self.kind.fields.iter().map(|(field, _)| field.clone());
        let fields = fields.chain(self.kind.new.iter().map(|(field, _)| field.clone())).chain([Field::Email]);
        let index = Index::read(people, fields).await.unwrap();
        let planner = Planner::new(directory.capabilities()).options(self.options);
        let plan = planner.plan(&index, self.rows.iter().cloned(), 0).unwrap();
        for step in plan.steps.iter().filter(|step| step.verb != Verb::None) {
            let changes: Vec<_> = step.changes.iter().map(|change| change.field.to_string()).collect();
            let what = format!("{:?} {} {}", step.verb, target(step), changes.join(", "));
            self.simulation.note("plan", what);
        }
        plan
    }

    pub(crate) async fn begin(&self, journal: &mut SqliteJournal, steps: &[Step], undoes: Option<u64>) -> Run {
        let provider = self.kind.provider;
        let mut loading = Loading::begin(journal, provider, "account", undoes, clock::now()).await.unwrap();
        for step in steps {
            loading.add(step).await.unwrap();
        }
        loading.finish("{}").await.unwrap()
    }

    /// The people as they are, read without any fault.
    pub(crate) async fn people(&self) -> BTreeMap<String, Participant> {
        people(self.kind, &self.sandbox).await
    }

    fn is_known(&self, row: &Row) -> bool {
        let email = row.wanted.email.value();
        self.before.values().any(|person| person.email.as_ref() == email)
    }

    fn write_roster(&mut self) {
        let simulation = self.simulation.clone();
        let rng = &mut simulation.state().rng;
        let deactivates = self.kind.has_deactivation && rng.u8(..3) == 0;
        let mut rows = Vec::new();
        let known: Vec<_> = self.before.values().cloned().collect();
        for person in &known {
            let is_missing = rng.u8(..6) == 0;
            let Some(email) = person.email.as_deref().filter(|_| !is_missing) else { continue };
            let mut wanted = ParticipantUpdate::new();
            wanted.set_text(&Field::Email, email).unwrap();
            for field in self.kind.keys {
                wanted.set_text(field, &person.get(field).unwrap_or_default()).unwrap();
            }
            for (field, values) in self.kind.fields {
                match rng.u8(..8) {
                    0..4 => {}
                    4 if self.kind.clearable.contains(field) => wanted.clear(field).unwrap(),
                    _ => {
                        let value = value(field, values, &self.before, rng);
                        value.iter().for_each(|value| wanted.set_text(field, value).unwrap());
                    }
                }
            }
            rows.push(wanted);
        }
        for at in 0..rng.u32(..4) {
            let mut wanted = ParticipantUpdate::new();
            wanted.set_text(&Field::Email, &format!("new.{at}@example.org")).unwrap();
            for (field, text) in self.kind.new {
                let text = match *text {
                    "" => value(field, &[], &self.before, rng).unwrap(),
                    text => text.to_owned(),
                };
                wanted.set_text(field, &text).unwrap();
            }
            rows.push(wanted);
        }
        self.rows = (2..).zip(rows).map(|(line, wanted)| Row::of(line, wanted)).collect();
        self.options = Options::new().create(true);
        if deactivates {
            self.options = self.options.deactivate_missing(Trust::Assumed);
        }
    }
}

/// The people of a new sandbox: they are the same for each seed of it, and are read once.
async fn before(kind: &Kind, sandbox: &Sandbox, seed: u64) -> Arc<BTreeMap<String, Participant>> {
    type Read = BTreeMap<(&'static str, u64), Arc<BTreeMap<String, Participant>>>;
    thread_local! {
        static READ: RefCell<Read> = const { RefCell::new(BTreeMap::new()) };
    }
    let read = READ.with_borrow(|read| read.get(&(kind.provider, seed)).cloned());
    if let Some(before) = read {
        return before;
    }
    let before = Arc::new(people(kind, sandbox).await);
    READ.with_borrow_mut(|read| read.insert((kind.provider, seed), Arc::clone(&before)));
    before
}

/// The people of a provider, by identifier.
async fn people(kind: &Kind, sandbox: &Sandbox) -> BTreeMap<String, Participant> {
    let directory = kind.connect(sandbox, InProcess::new(sandbox.clone()));
    let people = directory.list_all().await.unwrap().people;
    people.into_iter().map(|person| (person.id.clone(), person)).collect()
}

/// One of the field's values, or one that a participant has.
pub(crate) fn value(
    field: &Field,
    values: &[&str],
    people: &BTreeMap<String, Participant>,
    rng: &mut fastrand::Rng,
) -> Option<String> {
    let known: Vec<_> = match values {
        [] => people.values().filter_map(|person| person.get(field)).filter(|value| !value.is_empty()).collect(),
        values => values.iter().map(|value| (*value).to_owned()).collect(),
    };
    rng.choice(known)
}

/// What a step writes to: the identifier of a participant, or the address of a new one.
pub(crate) fn target(step: &Step) -> String {
    let address = || step.changes.iter().find(|change| change.field == Field::Email).and_then(|it| it.after.value());
    match step.verb {
        Verb::Create => address().unwrap_or_default().to_owned(),
        _ => step.id.clone().unwrap_or_default(),
    }
}

/// The same of a new participant.
pub(crate) fn target_of(new: &NewParticipant) -> String {
    match &new.fields().email {
        Change::Set(email) => email.clone(),
        _ => String::new(),
    }
}

/// The values that the fields of an update or a move may have when it is sent.
fn planned(step: &Step) -> Option<(String, Planned)> {
    let values = step.changes.iter().map(|change| {
        let text = |content: &participants_roster::plan::Content| content.value().map(ToOwned::to_owned);
        (change.field.clone(), vec![text(&change.before), text(&change.after)])
    });
    step.id.clone().map(|id| (id, values.collect()))
}
