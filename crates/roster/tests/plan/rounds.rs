//! Whole rounds against emulated providers: list, plan, carry out through the directory, plan again: nothing is left.

use participants_azav::Azav;
use participants_groups::Groups;
use participants_roster::core::{
    Client, Configure, Directory, Field, Filter, Lifecycle, Unified, Vars, serde_json::Value,
};
use participants_roster::plan::{Action, Trust};
use participants_roster::{Guards, Index, Options, Plan, Planner, Row};
use participants_sandbox::{Sandbox, transport::InProcess};

use crate::common::row;

pub(crate) fn connected<P: Unified + Configure>(provider: &str) -> (Sandbox, Client<P>) {
    let sandbox = Sandbox::only(&[provider], 7, 30).unwrap();
    let transport = InProcess::new(sandbox.clone());
    let known = transport.environment(provider).unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let account = P::from_vars(&Vars::new(&get)).unwrap();
    (sandbox, Client::builder(account).transport(transport).build().unwrap())
}

async fn planned(directory: &dyn Directory, options: Options, rows: Vec<Row>) -> Plan {
    let fields = rows.iter().flat_map(|row| row.wanted.named()).collect::<Vec<_>>();
    let people = directory.list(&Filter::all()).await.unwrap();
    let index = Index::read(people, fields).await.unwrap();
    let plan = Planner::new(directory.capabilities()).options(options).plan(&index, rows, 0).unwrap();
    // What is applied is what was saved.
    let mut saved = Vec::new();
    plan.write(&mut saved).unwrap();
    Plan::read(saved.as_slice()).unwrap()
}

async fn carry_out(directory: &dyn Directory, plan: &Plan) {
    for step in &plan.steps {
        match step.action().unwrap() {
            Action::Create(new) => assert!(!directory.create(&new).await.unwrap().existed),
            Action::Update { id, update } => drop(directory.update(&id, &update).await.unwrap()),
            Action::Deactivate { id } => drop(directory.deactivate(&id).await.unwrap()),
            _ => {}
        }
    }
}

/// A row with the values that a participant has already, of these fields.
fn unchanged(line: u64, person: &participants_roster::core::Participant, fields: &[Field]) -> Row {
    let known: Vec<_> = fields.iter().filter_map(|field| Some((field.clone(), person.get(field)?))).collect();
    row(line, &known.iter().map(|(field, value)| (field.clone(), value.as_str())).collect::<Vec<_>>())
}

#[tokio::test(start_paused = true)]
async fn azav_is_made_to_agree_and_agrees() {
    let (sandbox, client) = connected::<Azav>("azav");
    let people = client.list_all().await.unwrap().people;
    let fields = [Field::Email, Field::FirstName, Field::LastName, Field::Title, Field::Status, Field::City];
    let listed = (2..).zip(&people);
    let mut rows: Vec<_> = listed.map(|(line, person)| unchanged(line, person, &fields)).collect();
    rows.truncate(28);
    rows[0].wanted.set_text(&Field::LastName, "Þórðardóttir-Ö").unwrap();
    rows[0].wanted.set_text(&Field::City, "Łódź").unwrap();
    let titled = people.iter().take(28).position(|person| person.title.is_some()).unwrap();
    rows[titled].wanted.clear(&Field::Title).unwrap();
    let gone = people[28..].iter().filter(|person| person.status != Some(Lifecycle::Archived)).count() as u64;
    assert!(gone > 0);
    rows.push(row(
        99,
        &[(Field::Email, "new.o'brien@example.org"), (Field::FirstName, "Ø"), (Field::LastName, "O'Brien")],
    ));
    let options = Options::new().create(true).deactivate_missing(Trust::Assumed);

    let plan = planned(&client, options, rows.clone()).await;
    assert_eq!(
        (plan.summary.counts.refuse, plan.summary.counts.create, plan.summary.counts.deactivate),
        (0, 1, gone),
        "{plan:?}"
    );
    assert_eq!(plan.summary.counts.update, if titled == 0 { 1 } else { 2 }, "{plan}");
    Guards::default().check(&plan.summary).unwrap();
    carry_out(&client, &plan).await;

    let again = planned(&client, options, rows).await;
    assert!(again.is_empty() && !again.has_problems(), "{again:?}");
    let now = client.list_all().await.unwrap().people;
    let first = now.iter().find(|person| person.id == people[0].id).unwrap();
    assert_eq!((first.last_name.as_deref(), first.address.city.as_deref()), (Some("Þórðardóttir-Ö"), Some("Łódź")));
    assert_eq!(now.len(), people.len() + 1);
    let stats = counted(&sandbox);
    assert_eq!(stats, (1 + gone + plan.summary.counts.update, 1), "as many writes as the plan has steps that write");
}

#[tokio::test(start_paused = true)]
async fn groups_moves_people_and_refuses_what_it_cannot_do() {
    let (_, client) = connected::<Groups>("groups");
    let people = client.list_all().await.unwrap().people;
    let with_group = |at: usize| people.iter().filter(|person| person.group.id.is_some()).nth(at).unwrap();
    let (mover, other) = (
        with_group(0),
        people.iter().find(|person| person.group.id.is_some() && person.group.id != with_group(0).group.id).unwrap(),
    );
    let goal = other.group.id.as_deref().unwrap();
    let rows = || {
        vec![
            row(2, &[(Field::Email, mover.email.as_deref().unwrap()), (Field::Group, goal)]),
            row(3, &[(Field::Email, other.email.as_deref().unwrap()), (Field::ExternalId, "E-1")]),
        ]
    };
    let options = Options::new().deactivate_missing(Trust::Assumed);
    let plan = planned(&client, options, rows()).await;
    assert_eq!(
        (plan.summary.counts.r#move, plan.summary.counts.refuse, plan.summary.counts.deactivate),
        (1, 1, 0),
        "{plan:?}"
    );
    assert_eq!(plan.summary.header.withheld.len(), 1, "it cannot deactivate any participant: {plan:?}");
    carry_out(&client, &plan).await;
    let moved = client.get(&mover.id).await.unwrap();
    assert_eq!(moved.group.id.as_deref(), Some(goal));
    assert!(planned(&client, options, rows()).await.is_empty());
}

/// What the emulator counted: writes, and creates among them.
fn counted(sandbox: &Sandbox) -> (u64, u64) {
    let stats: Value = sandbox.stats();
    (stats["azav"]["writes"].as_u64().unwrap(), stats["azav"]["creates"].as_u64().unwrap())
}
