//! What is sent is what is planned, for all rosters and at every provider: these writes, once each, and no other.

use crate::common::{Place, client, place, row, states};
use crate::tape::{Tape, Taped, previewed};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{
    AlreadyRead, Configure, Directory, ExistenceCheck, Field, Filter, Participant, ParticipantUpdate, Unified,
    serde_json::json,
};
use participants_roster::journal::{State, StepRecord};
use participants_roster::plan::{Action, Scope, Trust};
use participants_roster::{Index, Links, Options, Plan, Planner, Row, Step};
use participants_sandbox::transport::InProcess;
use participants_wordbee::Wordbee;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// How many people there are, and how many of them the roster may name: the others are missing.
const PEOPLE: usize = 12;

/// A provider, with fields that every participant may be given, the values they may get, and what its newcomers need.
#[derive(Debug)]
struct Kind {
    provider: &'static str,
    fields: &'static [(Field, &'static [&'static str])],
    clearable: &'static [Field],
    newcomer: &'static [(Field, &'static str)],
    has_deactivation: bool,
}

const NAMES: &[&str] = &["Æsa", "Y", "D'Örsay", "李"];
const PHONES: &[&str] = &["+47 900 00 001", "+33 6 00 00 00 02"];
const DATES: &[&str] = &["1990-04-12", "2000-02-29"];

const AZAV: Kind = Kind {
    provider: "azav",
    fields: &[
        (Field::FirstName, NAMES),
        (Field::City, &["Łódź", "Tromsø"]),
        (Field::Phone, PHONES),
        (Field::DateOfBirth, DATES),
    ],
    clearable: &[Field::City, Field::DateOfBirth],
    newcomer: &[(Field::FirstName, "Ñ"), (Field::LastName, "O'Neill")],
    has_deactivation: true,
};

const DENDREO: Kind = Kind {
    provider: "dendreo",
    fields: &[
        (Field::FirstName, NAMES),
        (Field::JobTitle, &["Tutor", "Ingénieure"]),
        (Field::City, &["Łódź", "Tromsø"]),
        (Field::DateOfBirth, DATES),
    ],
    clearable: &[Field::City, Field::JobTitle, Field::DateOfBirth],
    newcomer: &[(Field::LastName, "O'Neill")],
    has_deactivation: false,
};

const FRONTCORE: Kind = Kind {
    provider: "frontcore",
    fields: &[(Field::Completed, &["true", "false"]), (Field::Passed, &["true", "false"])],
    clearable: &[],
    newcomer: &[],
    has_deactivation: true,
};

const GROUPS: Kind = Kind {
    provider: "groups",
    fields: &[(Field::FullName, &["Æsa Þ", "Y"]), (Field::ShortName, NAMES)],
    clearable: &[],
    newcomer: &[(Field::FullName, "Ñ O'Neill"), (Field::ShortName, "Ñ"), (Field::Group, "66aa00000000000000000001")],
    has_deactivation: false,
};

const WORDBEE: Kind = Kind {
    provider: "wordbee",
    fields: &[(Field::FirstName, NAMES), (Field::Phone, PHONES), (Field::JobTitle, &["Tutor", "Ingénieure"])],
    clearable: &[],
    newcomer: &[(Field::FirstName, "Ñ"), (Field::LastName, "O'Neill")],
    has_deactivation: true,
};

/// What the roster says about one field: nothing, "empty", or one of its values.
type Wish = Option<Option<usize>>;

/// One made-up round.
#[derive(Clone, Debug)]
struct Round {
    /// For each person the roster names, what it says about each field.
    people: Vec<Vec<Wish>>,
    newcomers: usize,
    deactivates: bool,
    /// Whose planned field another user changes between plan and run.
    meddled: Vec<bool>,
    /// After how many writes an answer is lost, and after how many the server fails.
    troubles: (u64, u64),
}

fn round() -> impl Strategy<Value = Round> {
    let wish =
        prop_oneof![4 => Just(None), 1 => Just(Some(None)), 3 => (0..4_usize).prop_map(|value| Some(Some(value)))];
    let people = proptest::collection::vec(proptest::collection::vec(wish, 4), PEOPLE - 1..=PEOPLE);
    let meddled = proptest::collection::vec(proptest::bool::weighted(0.3), PEOPLE);
    (people, 0..4_usize, any::<bool>(), meddled, (2..5_u64, 2..5_u64)).prop_map(
        |(people, newcomers, deactivates, meddled, troubles)| Round {
            people,
            newcomers,
            deactivates,
            meddled,
            troubles,
        },
    )
}

/// A provider in its sandbox, its people, and a tape of what is written to it.
struct Scene {
    place: Place,
    tape: Tape,
    people: BTreeMap<String, Participant>,
    kind: &'static Kind,
}

impl Scene {
    async fn of<P: Unified + Configure>(kind: &'static Kind) -> Self {
        let (mut place, tape) = (place::<P>(kind.provider, PEOPLE), Tape::default());
        let transport = Taped { sandbox: InProcess::new(place.sandbox.clone()), tape: tape.clone() };
        place.directory = client::<P>(&place.sandbox, kind.provider, transport);
        let people = all_participants(place.directory.as_ref()).await;
        Self { place, tape, people, kind }
    }

    fn rows(&self, round: &Round) -> Vec<Row> {
        let known = round.people.iter().map(|wishes| {
            let mut wanted = ParticipantUpdate::new();
            for ((field, values), wish) in self.kind.fields.iter().zip(wishes) {
                match wish {
                    Some(Some(at)) => wanted.set_text(field, values[at % values.len()]).unwrap(),
                    Some(None) if self.kind.clearable.contains(field) => wanted.clear(field).unwrap(),
                    _ => {}
                }
            }
            wanted
        });
        let newcomers = (0..round.newcomers.min(self.kind.newcomer.len() * 4)).map(|at| {
            let email = format!("ñandú.{at}@example.org");
            row(0, &[&[(Field::Email, email.as_str())], self.kind.newcomer].concat()).wanted
        });
        (2..).zip(known.chain(newcomers)).map(|(line, wanted)| Row::of(line, wanted)).collect()
    }

    async fn plan(&self, round: &Round) -> Plan {
        let options = Options::new().create(true);
        let deactivates = round.deactivates && self.kind.has_deactivation;
        let options = if deactivates { options.deactivate_missing(Trust::Assumed) } else { options };
        let people = self.place.directory.list(&Filter::all()).await.unwrap();
        let index = Index::read(people, self.kind.fields.iter().map(|(field, _)| field.clone())).await.unwrap();
        let rows = self.rows(round);
        // Made-up values may well be another person's.
        let lines = rows.iter().map(|row| row.line).collect();
        let meant = FirstRows(self.people.keys().cloned().collect());
        let planner = Planner::new(self.place.directory.capabilities()).options(options);
        let planner = planner.links(&meant).scope(&Scope::All);
        let plan = planner.allow_identity_changes(&lines).plan(&index, rows, 0).unwrap();
        assert_eq!(plan.summary.counts.refuse, 0, "{plan:#?}");
        plan
    }

    /// The writes that a step shows: those of its preview.
    async fn shown(&self, step: &Step) -> Vec<String> {
        let directory = self.place.directory.as_ref();
        let previews = match step.action().unwrap() {
            Action::Create(new) => directory.prepare_create(&new, ExistenceCheck::ByCaller).await.unwrap().preview(),
            Action::Update { id, update } => {
                directory.prepare_update(&id, AlreadyRead::Nothing, &update).await.unwrap().preview()
            }
            Action::Deactivate { id } => {
                directory.prepare_deactivate(&id, AlreadyRead::Nothing).await.unwrap().preview()
            }
            _ => Ok(Vec::new()),
        };
        previews.unwrap().iter().map(|preview| previewed(preview)).collect()
    }

    async fn all_shown(&self, steps: impl IntoIterator<Item = &Step>) -> Vec<String> {
        let mut shown = Vec::new();
        for step in steps {
            shown.extend(self.shown(step).await);
        }
        shown.sort();
        shown
    }

    /// No participant differs except in the fields that their done step shows; another user changed those in `meddled`.
    async fn assert_nothing_else_changed(&self, entries: &[StepRecord], meddled: &BTreeMap<String, Field>) {
        let after = all_participants(self.place.directory.as_ref()).await;
        let created = entries.iter().filter(|entry| entry.step.id.is_none() && entry.state == State::Done).count();
        assert_eq!(after.len(), self.people.len() + created);
        for (id, before) in &self.people {
            let entry = entries.iter().find(|entry| entry.step.id.as_ref() == Some(id));
            let done = entry.filter(|entry| entry.state == State::Done);
            for field in Field::ALL.iter().filter(|field| **field != Field::UpdatedAt) {
                let (was, is) = (before.get(field), after[id].get(field));
                let planned = done.and_then(|done| done.step.changes.iter().find(|change| change.field == *field));
                let is_seen = done.is_some_and(|done| done.step.changes.is_empty());
                match planned {
                    Some(change) => assert_eq!(is.as_deref(), change.after.value(), "{field} of {id}"),
                    None if is_seen || meddled.get(id) == Some(field) => {}
                    None => assert_eq!(was, is, "{field} of {id}"),
                }
            }
        }
    }
}

/// The first rows mean the people in their order; the rest are of newcomers.
struct FirstRows(Vec<String>);

impl Links for FirstRows {
    fn linked(&self, row: &Row) -> Option<String> {
        let known = self.0.get(row.line as usize - 2);
        known.filter(|_| row.wanted.email.value().is_none()).cloned()
    }
}

async fn all_participants(directory: &dyn Directory) -> BTreeMap<String, Participant> {
    let people = directory.list_all().await.unwrap().people;
    people.into_iter().map(|person| (person.id.clone(), person)).collect()
}

async fn scene(kind: &'static Kind) -> Scene {
    match kind.provider {
        "azav" => Scene::of::<Azav>(kind).await,
        "dendreo" => Scene::of::<Dendreo>(kind).await,
        "frontcore" => Scene::of::<Frontcore>(kind).await,
        "groups" => Scene::of::<Groups>(kind).await,
        _ => Scene::of::<Wordbee>(kind).await,
    }
}

/// A plan without failures: each step's writes once, and all participants as planned.
async fn quiet(kind: &'static Kind, round: &Round) {
    let mut scene = scene(kind).await;
    let plan = scene.plan(round).await;
    let expected = scene.all_shown(&plan.steps).await;
    let carried_out = scene.place.count("writes");
    assert_eq!(scene.tape.writes(), Vec::<String>::new(), "planning and showing write nothing");
    let (_, entries) = scene.place.apply(&plan).await;
    assert!(states(&entries).iter().all(|state| *state == State::Done), "{entries:#?}");
    assert_eq!(scene.tape.writes(), expected);
    assert_eq!(scene.place.count("writes") - carried_out, expected.len() as u64, "the tape hears every write");
    scene.assert_nothing_else_changed(&entries, &BTreeMap::new()).await;
}

/// Another user changes planned fields meanwhile: nothing of those rows is sent, and all of the others.
async fn meddled(kind: &'static Kind, round: &Round) {
    let mut scene = scene(kind).await;
    let plan = scene.plan(round).await;
    let updates = plan.steps.iter().filter(|step| step.id.is_some() && !step.changes.is_empty());
    let chosen = updates.zip(&round.meddled).filter(|(_, is_chosen)| **is_chosen);
    let mut changed = BTreeMap::new();
    for (step, _) in chosen {
        let change = &step.changes[0];
        let (_, values) = kind.fields.iter().find(|(field, _)| *field == change.field).unwrap();
        let third = values.iter().find(|value| ![change.before.value(), change.after.value()].contains(&Some(value)));
        let (Some(third), Some(id)) = (third, &step.id) else { continue };
        let mut update = ParticipantUpdate::new();
        update.set_text(&change.field, third).unwrap();
        scene.place.directory.update(id, &update).await.unwrap();
        changed.insert(id.clone(), change.field.clone());
    }
    // What the other user has sent is not the run's.
    scene.tape.clear();
    let is_stale = |step: &Step| step.id.as_ref().is_some_and(|id| changed.contains_key(id));
    let expected = scene.all_shown(plan.steps.iter().filter(|step| !is_stale(step))).await;
    let (_, entries) = scene.place.apply(&plan).await;
    for entry in &entries {
        let state = if is_stale(&entry.step) { State::Stale } else { State::Done };
        assert_eq!(entry.state, state, "{entry:#?}");
    }
    assert_eq!(scene.tape.writes(), expected);
    scene.assert_nothing_else_changed(&entries, &changed).await;
}

/// Answers get lost and the server fails: writes are sent again, never another one, and no participant is created
/// twice.
async fn lossy(kind: &'static Kind, round: &Round) {
    let mut scene = scene(kind).await;
    let plan = scene.plan(round).await;
    let expected = scene.all_shown(&plan.steps).await;
    let creates = scene.place.count("creates");
    let (lost, failed) = round.troubles;
    let rules = ["POST", "PUT", "PATCH", "GET"].map(|method| {
        let (every, fault) =
            if method == "GET" { (7, json!({"status": 503, "body": ""})) } else { (lost, json!("lose_answer")) };
        json!({"match": {"method": method}, "every": every, "fault": fault})
    });
    let failing = json!({"match": {"method": "PUT"}, "every": failed, "fault": {"status": 502, "body": ""}});
    scene.place.fault(rules.into_iter().chain([failing]).collect());
    let (ended, entries) = scene.place.apply(&plan).await;
    scene.place.fault(json!([]));
    let mut writes = scene.tape.writes();
    writes.dedup();
    let others: Vec<_> = writes.iter().filter(|write| !expected.contains(write)).collect();
    assert!(others.is_empty(), "{others:#?}\nare not among\n{expected:#?}");
    assert!(states(&entries).iter().all(|state| *state == State::Done), "{ended:?}: {entries:#?}");
    assert_eq!(scene.place.count("creates") - creates, plan.summary.counts.create);
    scene.assert_nothing_else_changed(&entries, &BTreeMap::new()).await;
}

/// Runs a round in time of its own, which passes by itself.
fn run(round: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(round);
}

macro_rules! exact {
    ($($name:ident: $round:ident of $kind:ident;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(12))]
            $(#[test] fn $name(round in round()) { run($round(&$kind, &round)); })*
        }
    };
}

exact! {
    azav_is_sent_what_is_planned: quiet of AZAV;
    dendreo_is_sent_what_is_planned: quiet of DENDREO;
    frontcore_is_sent_what_is_planned: quiet of FRONTCORE;
    groups_is_sent_what_is_planned: quiet of GROUPS;
    wordbee_is_sent_what_is_planned: quiet of WORDBEE;
    azav_is_sent_nothing_of_a_stale_row: meddled of AZAV;
    dendreo_is_sent_nothing_of_a_stale_row: meddled of DENDREO;
    groups_is_sent_nothing_of_a_stale_row: meddled of GROUPS;
    wordbee_is_sent_nothing_of_a_stale_row: meddled of WORDBEE;
    azav_is_sent_the_same_again_and_nothing_else: lossy of AZAV;
    dendreo_is_sent_the_same_again_and_nothing_else: lossy of DENDREO;
    frontcore_is_sent_the_same_again_and_nothing_else: lossy of FRONTCORE;
    groups_is_sent_the_same_again_and_nothing_else: lossy of GROUPS;
    wordbee_is_sent_the_same_again_and_nothing_else: lossy of WORDBEE;
}
