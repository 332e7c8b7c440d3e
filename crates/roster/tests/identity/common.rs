//! A provider with the sandbox's default people, and plans for it.

use participants_roster::core::{
    Client, Configure, Directory, Field, Filter, Participant, ParticipantUpdate, Unified, Vars,
};
use participants_roster::plan::Trust;
use participants_roster::{Index, Links, Mapping, NoLinks, Options, Plan, Planner, Roster, Row, Verb};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::{path::Path, sync::Arc};

/// A provider with the people that the program's sandbox has by default.
pub(crate) struct Account {
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) people: Vec<Participant>,
}

pub(crate) async fn account<P: Unified + Configure>(provider: &str) -> Account {
    let sandbox = Sandbox::only(&[provider], 1, 40).unwrap();
    let known = InProcess::new(sandbox.clone()).environment(provider).unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let client = Client::builder(P::from_vars(&Vars::new(&get)).unwrap()).transport(InProcess::new(sandbox));
    let directory: Arc<dyn Directory> = Arc::new(client.build().unwrap());
    let people = directory.list_all().await.unwrap().people;
    Account { directory, people }
}

impl Account {
    /// The plan of these rows, that may create and deactivate people.
    pub(crate) async fn plan(&self, rows: &[Row]) -> Plan {
        self.planned(rows, &NoLinks).await
    }

    /// The same, with changes of identity allowed for these lines.
    pub(crate) async fn allowed(&self, rows: &[Row], lines: &[u64]) -> Plan {
        let lines = lines.iter().copied().collect();
        self.plan_with(rows, |planner| planner.allow_identity_changes(&lines)).await
    }

    pub(crate) async fn planned(&self, rows: &[Row], links: &dyn Links) -> Plan {
        self.plan_with(rows, |planner| planner.links(links)).await
    }

    async fn plan_with<'a>(&self, rows: &[Row], set: impl FnOnce(Planner<'a>) -> Planner<'a>) -> Plan {
        let people = self.directory.list(&Filter::all()).await.unwrap();
        let index = Index::read(people, rows.iter().flat_map(|row| row.wanted.named())).await.unwrap();
        let options = Options::new().create(true).deactivate_missing(Trust::Assumed).leave_out(true);
        let planner = set(Planner::new(self.directory.capabilities()).options(options));
        planner.plan(&index, rows.iter().cloned(), 0).unwrap()
    }
}

/// The rows of a file that goes wrong.
pub(crate) fn rows(file: &str, mapping: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/identity/cases").join(file);
    let roster = Roster::open(&path, &Mapping::parse(mapping).unwrap()).unwrap();
    roster.rows().unwrap().map(Result::unwrap).collect()
}

pub(crate) fn row(line: u64, list: &[(Field, String)]) -> Row {
    let mut wanted = ParticipantUpdate::new();
    list.iter().for_each(|(field, value)| wanted.set_text(field, value).unwrap());
    Row::of(line, wanted)
}

/// The identifiers of the participants that a plan deactivates.
pub(crate) fn deactivated(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().filter(|step| step.verb == Verb::Deactivate).filter_map(|step| step.id.as_deref()).collect()
}
