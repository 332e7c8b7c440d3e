//! Deactivations of who is missing, at every provider: never of a participant of another session, company or group.

use crate::common::{Place, place, row, states};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{Field, Filter, Operation, Participant};
use participants_roster::journal::State;
use participants_roster::plan::{Reason, Scope, Trust};
use participants_roster::{Index, Options, Plan, Planner, Row};
use participants_wordbee::Wordbee;
use std::collections::BTreeMap;

/// A provider, the field that limits the scope there, if it shows one, and its participants by id.
async fn scenes() -> Vec<(Place, Option<Field>, BTreeMap<String, Participant>)> {
    let mut scenes = Vec::new();
    for (place, field) in [
        (place::<Azav>("azav", 30), None),
        (place::<Dendreo>("dendreo", 30), Some(Field::Company)),
        (place::<Frontcore>("frontcore", 30), Some(Field::Session)),
        (place::<Groups>("groups", 30), Some(Field::Group)),
        (place::<Wordbee>("wordbee", 30), Some(Field::Company)),
    ] {
        let people = everyone(&place).await;
        scenes.push((place, field, people));
    }
    scenes
}

async fn everyone(place: &Place) -> BTreeMap<String, Participant> {
    let people = place.directory.list_all().await.unwrap().people;
    people.into_iter().map(|person| (person.id.clone(), person)).collect()
}

async fn planned(place: &Place, rows: &[Row], scope: &Scope) -> Plan {
    let people = place.directory.list(&Filter::all()).await.unwrap();
    let fields = rows.iter().flat_map(|row| row.wanted.named()).chain(scope.fields());
    let index = Index::read(people, fields).await.unwrap();
    let options = Options::new().deactivate_missing(Trust::Assumed);
    let planner = Planner::new(place.directory.capabilities()).options(options).scope(scope);
    planner.plan(&index, rows.to_vec(), 0).unwrap()
}

/// The row that means a participant and names their session, company or group.
fn means(line: u64, person: &Participant, field: &Option<Field>) -> Row {
    let email = person.email.clone().unwrap_or_default();
    let within = field.iter().filter_map(|field| Some((field.clone(), person.get(field)?)));
    let list: Vec<_> = [(Field::Email, email)].into_iter().chain(within).collect();
    let list: Vec<_> = list.iter().map(|(field, text)| (field.clone(), text.as_str())).collect();
    row(line, &list).with_id(&person.id)
}

#[tokio::test(start_paused = true)]
async fn a_roster_of_one_part_leaves_all_others_as_they_are() {
    for (mut place, field, before) in scenes().await {
        let provider = place.directory.provider();
        let first = before.values().find(|person| field.as_ref().is_none_or(|it| person.get(it).is_some())).unwrap();
        let rows = [means(2, first, &field)];
        let plan = planned(&place, &rows, &Scope::Rows).await;
        let is_within = |person: &Participant| field.as_ref().is_none_or(|field| person.get(field) == first.get(field));
        let within = before.values().filter(|person| is_within(person));
        assert_eq!(plan.summary.header.scope.as_ref().unwrap().people, within.clone().count() as u64, "{provider}");
        let missing = within.filter(|person| person.id != first.id && !person.has_ended()).count() as u64;
        let can = place.directory.capabilities().operation(Operation::Deactivate).is_supported();
        assert_eq!(plan.summary.counts.deactivate, if can { missing } else { 0 }, "{provider}");
        assert!(missing > 0 && (field.is_none() || missing < 25), "{provider}: {missing}");
        let (_, entries) = place.apply(&plan).await;
        assert!(states(&entries).iter().all(|state| *state == State::Done), "{provider}: {entries:#?}");
        for (id, after) in everyone(&place).await {
            let person = &before[&id];
            let is_missing = is_within(person) && id != first.id && can;
            assert_eq!(after.has_ended(), person.has_ended() || is_missing, "{provider}: {id}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_roster_without_sessions_ends_no_place_in_a_session_unless_all_are_meant() {
    let (place, _, people) = scenes().await.remove(2);
    let rows = [means(2, people.values().next().unwrap(), &None)];
    let plan = planned(&place, &rows, &Scope::Rows).await;
    assert_eq!(
        (plan.summary.counts.deactivate, plan.summary.header.withheld.as_slice()),
        (0, &[Reason::NoSession][..])
    );
    let plan = planned(&place, &rows, &Scope::All).await;
    let there = people.values().filter(|person| !person.has_ended()).count() as u64;
    let first = u64::from(!people.values().next().unwrap().has_ended());
    assert_eq!(plan.summary.counts.deactivate, there - first);
}
