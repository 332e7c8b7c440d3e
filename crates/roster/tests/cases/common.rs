//! A file of this folder, planned against a provider's made-up people.

use participants_roster::core::{Client, Configure, Directory, Field, Filter, Unified, Vars};
use participants_roster::plan::Trust;
use participants_roster::{Index, Mapping, Options, Plan, Planner, Roster, Step, Verb};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::path::{Path, PathBuf};

/// The made-up people that the files are about.
pub(crate) async fn people<P: Unified + Configure>(provider: &str) -> Client<P> {
    let sandbox = Sandbox::only(&[provider], 1, 60).unwrap();
    let transport = InProcess::new(sandbox);
    let known = transport.environment(provider).unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    Client::builder(P::from_vars(&Vars::new(&get)).unwrap()).transport(transport).build().unwrap()
}

pub(crate) fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/files").join(name)
}

pub(crate) fn open(name: &str, mapping: &str) -> Roster {
    Roster::open(file(name), &Mapping::parse(mapping).unwrap()).unwrap()
}

/// The plan for a roster that may create and deactivate.
pub(crate) async fn plan(directory: &dyn Directory, roster: &Roster) -> Plan {
    let fields: Vec<Field> = roster.fields();
    let index = Index::read(directory.list(&Filter::all()).await.unwrap(), fields).await.unwrap();
    let options = Options::new().create(true).deactivate_missing(Trust::Assumed);
    let planner = Planner::new(directory.capabilities()).options(options);
    let mut planning = planner.read(&index, || roster.rows()).unwrap();
    let steps = planning.by_ref().map(Result::unwrap).collect();
    Plan::new(planning.finish().unwrap(), steps)
}

/// The steps of rows.
pub(crate) fn of_rows(plan: &Plan) -> Vec<&Step> {
    plan.steps.iter().filter(|step| step.line.is_some()).collect()
}

pub(crate) fn verbs(plan: &Plan) -> Vec<Verb> {
    of_rows(plan).iter().map(|step| step.verb).collect()
}

/// The fields that a step changes.
pub(crate) fn changed(step: &Step) -> Vec<Field> {
    step.changes.iter().map(|change| change.field.clone()).collect()
}

/// Why a row is refused, as text.
pub(crate) fn reasons(step: &Step) -> String {
    step.reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
