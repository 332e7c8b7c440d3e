//! Exactly once, and only what was done: every key is looked up before a participant is created, and a field that the
//! provider ignores is no success.

use crate::common::{Place, place, row, states};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::Options;
use participants_roster::apply::Ended;
use participants_roster::core::{
    Configure, ExistenceCheck, Field, NewParticipant, Participant, Unified,
    serde_json::{Value, json},
};
use participants_roster::journal::State;
use participants_wordbee::Wordbee;

const LENA: &[(Field, &str)] = &[
    (Field::ExternalId, "K-17"),
    (Field::FirstName, "Lena"),
    (Field::LastName, "Ott"),
    (Field::Email, "lena.ott@example.org"),
    (Field::DateOfBirth, "1990-04-12"),
];

/// A participant who exists already, entered by hand with these values.
async fn entered(place: &Place, values: &[(Field, &str)]) -> String {
    let mut new = NewParticipant::new();
    for (field, value) in values {
        new.set_text(field, value).unwrap();
    }
    let made = place.directory.prepare_create(&new, ExistenceCheck::Skipped).await.unwrap().send().await.unwrap();
    made.id.unwrap()
}

/// Planned, then entered by hand without some of the keys, then applied.
#[tokio::test(start_paused = true)]
async fn a_person_entered_by_hand_meanwhile_is_not_made_again_whichever_key_they_have() {
    for known in [&LENA[1..], &LENA[1..4], &[LENA[1].clone(), LENA[2].clone(), LENA[4].clone()], &LENA[..3]] {
        let mut place = place::<Dendreo>("dendreo", 9);
        let plan = place.plan(Options::new().create(true), &[row(2, LENA)]).await;
        assert_eq!(plan.summary.counts.create, 1);
        let id = entered(&place, known).await;
        let (people, creates) = (place.count("people"), place.count("creates"));
        let (_, entries) = place.apply(&plan).await;
        assert_eq!(states(&entries), [State::Stale], "{known:?}: {entries:?}");
        assert_eq!((place.count("people"), place.count("creates")), (people, creates), "{known:?}");
        assert!(!id.is_empty());
    }
    let mut place = place::<Azav>("azav", 9);
    let plan = place.plan(Options::new().create(true), &[row(2, &LENA[1..])]).await;
    entered(&place, &[LENA[1].clone(), LENA[2].clone(), (Field::Email, "l.ott@example.org"), LENA[4].clone()]).await;
    let (_, entries) = place.apply(&plan).await;
    assert_eq!((states(&entries), place.count("creates")), (vec![State::Stale], 1), "{entries:?}");
}

#[tokio::test(start_paused = true)]
async fn keys_that_belong_to_different_participants_make_no_participant() {
    let mut place = place::<Dendreo>("dendreo", 9);
    let plan = place.plan(Options::new().create(true), &[row(2, LENA)]).await;
    let by_id = entered(&place, &[LENA[0].clone(), (Field::LastName, "Ott")]).await;
    let by_email = entered(&place, &[LENA[3].clone(), (Field::LastName, "Ott")]).await;
    let creates = place.count("creates");
    let (_, entries) = place.apply(&plan).await;
    let note = entries[0].note.as_deref().unwrap_or_default();
    assert_eq!((entries[0].state, place.count("creates")), (State::Stale, creates), "{note}");
    assert!(note.contains(&format!("external id belongs to {by_id}")), "{note}");
    assert!(note.contains(&format!("e-mail belongs to {by_email}")), "{note}");
}

/// A server that answers every creation with a success that names no participant.
#[tokio::test(start_paused = true)]
async fn a_success_without_an_id_is_looked_for() {
    for body in ["", "{}", r#"{"error": "busy"}"#, r#"{"data": null}"#] {
        let mut place = place::<Dendreo>("dendreo", 9);
        let rows: Vec<_> = (2..20)
            .map(|line| {
                let email = format!("n{line}@example.org");
                row(line, &[(Field::Email, &email), (Field::LastName, "Ñandú")])
            })
            .collect();
        let plan = place.plan(Options::new().create(true), &rows).await;
        place.fault(json!([{"match": {"method": "POST"},
            "fault": {"status": 200, "body": body, "carried_out": true}}]));
        let (ended, entries) = place.apply(&plan).await;
        assert!(matches!(ended, Ended::Finished), "{body:?}: {ended:?}");
        assert_eq!(states(&entries), vec![State::Done; rows.len()], "{body:?}: {entries:#?}");
        assert!(entries.iter().all(|entry| entry.id.as_deref().is_some_and(|id| !id.is_empty())), "{body:?}");
        assert_eq!(place.count("creates"), 18, "{body:?}");
    }
}

async fn ignores<P: Unified + Configure>(provider: &str, members: &[&str], field: Field, beside: Field) {
    let mut place = place::<P>(provider, 9);
    let people = place.directory.list_all().await.unwrap().people;
    let email = (Field::Email, people[3].email.as_deref().unwrap());
    let rows = [row(2, &[email, (field.clone(), "+352 555 0101"), (beside.clone(), "Ñandú")])];
    let plan = place.plan(Options::new(), &rows).await;
    assert_eq!(plan.summary.counts.update, 1, "{provider}");
    place.fault(json!([{"provider": provider, "fault": {"ignore": members}}]));
    let (_, entries) = place.apply(&plan).await;
    let note = entries[0].note.as_deref().unwrap_or_default();
    assert_eq!(entries[0].state, State::Failed, "{provider}: {note}");
    assert!(note.contains("old value") && note.contains(&field.to_string()), "{provider}: {note}");
    assert!(!note.contains(&beside.to_string()), "{provider}: {note}");
}

#[tokio::test(start_paused = true)]
async fn a_field_that_the_provider_ignores_is_not_done() {
    ignores::<Azav>("azav", &["firstName"], Field::FirstName, Field::City).await;
    ignores::<Dendreo>("dendreo", &["portable"], Field::Phone, Field::JobTitle).await;
    ignores::<Frontcore>("frontcore", &["phone"], Field::Phone, Field::FirstName).await;
    ignores::<Groups>("groups", &["shortName"], Field::ShortName, Field::FullName).await;
    ignores::<Wordbee>("wordbee", &["Phone"], Field::Phone, Field::JobTitle).await;
}

/// The numbers of a person by their channels, as the provider keeps them.
fn numbers(place: &Place, id: &str) -> Vec<(String, String)> {
    let state = place.sandbox.state();
    let people = state["azav"]["participants"].as_array().unwrap();
    let person = people.iter().find(|person| person["id"] == id).unwrap();
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
    let entries = person["contactInformation"].as_array().into_iter().flatten();
    let mut numbers: Vec<_> = entries.map(|entry| (text(entry, "type"), text(entry, "value"))).collect();
    numbers.sort();
    numbers
}

#[tokio::test(start_paused = true)]
async fn a_cleared_number_leaves_the_others_and_comes_back_with_undo() {
    for field in [Field::Phone, Field::Mobile] {
        let mut place = place::<Azav>("azav", 9);
        let people = place.directory.list_all().await.unwrap().people;
        let has_both = |person: &&Participant| person.phone.is_some() && person.mobile.is_some();
        let person = people.iter().find(has_both).unwrap();
        let before = numbers(&place, &person.id);
        let shown = (field.to_string(), person.get(&field).unwrap());
        let mut wanted = row(2, &[(Field::Email, person.email.as_deref().unwrap())]);
        wanted.wanted.clear(&field).unwrap();
        let plan = place.plan(Options::new(), std::slice::from_ref(&wanted)).await;
        let run = place.begin(&plan).await;
        let (_, entries) = place.carry_on(&run).await;
        assert_eq!(states(&entries), [State::Done], "{entries:?}");
        let left: Vec<_> = before.iter().filter(|entry| **entry != shown).cloned().collect();
        assert_eq!(left.len(), before.len() - 1, "{field}");
        assert_eq!(numbers(&place, &person.id), left, "{field}");
        assert!(place.plan(Options::new(), &[wanted]).await.is_empty(), "{field}: nothing is left to be cleared");

        let steps = place.steps_back(&run).await;
        let back = place.load(&steps, Some(run.id)).await;
        let (_, entries) = place.carry_on(&back).await;
        assert_eq!(states(&entries), [State::Done], "{entries:?}");
        assert_eq!(numbers(&place, &person.id), before, "{field}");
    }
}
