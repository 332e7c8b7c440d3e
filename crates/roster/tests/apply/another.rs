//! A record that is another person's than the plan was made for is left alone, whatever the step would do to it.

use crate::common::{Place, azav, everything, row, seeded, states};
use participants_azav::Azav;
use participants_dendreo::Dendreo;
use participants_frontcore::Frontcore;
use participants_groups::Groups;
use participants_roster::core::{Configure, Field, Participant, ParticipantUpdate, Unified};
use participants_roster::journal::State;
use participants_roster::{Identity, Options, Plan, Row, Step, Verb, is_record_of_another};
use participants_wordbee::Wordbee;

const OTHER_PERSON: &str = "the record is another person than the plan was made for";

/// A field that every participant may be given at this provider.
fn any_field(place: &Place) -> (Field, &'static str) {
    let fields =
        &[(Field::City, "Łódź"), (Field::Phone, "+47 555 0101"), (Field::LastName, "Å"), (Field::FullName, "Å")];
    let known = place.directory.capabilities();
    let is_fit = |field: &Field| known.field(field).is_some_and(|known| known.read && known.update.is_supported());
    fields.iter().find(|(field, _)| is_fit(field)).unwrap().clone()
}

/// A plan for one account, carried out at another one whose people have the same identifiers.
async fn carried_out_elsewhere<P: Unified + Configure>(provider: &str) -> usize {
    let (here, mut there) = (seeded::<P>(provider, 7, 30), seeded::<P>(provider, 8, 30));
    let (field, value) = any_field(&here);
    let people = here.directory.list_all().await.unwrap().people;
    let rows: Vec<Row> = (2..)
        .zip(&people)
        .step_by(2)
        .map(|(line, person)| {
            let list = [(Field::Session, person.get(&Field::Session)), (field.clone(), Some(value.to_owned()))];
            let list: Vec<_> =
                list.iter().filter_map(|(field, value)| Some((field.clone(), value.as_deref()?))).collect();
            row(line, &list).with_id(&person.id)
        })
        .collect();
    let mut plan = here.plan(everything().leave_out(true), &rows).await;
    let before = there.directory.list_all().await.unwrap().people;
    // Some are in the sandbox whatever the seed.
    let is_other = |step: &Step| {
        let found = before.iter().find(|person| Some(&person.id) == step.id.as_ref());
        found.is_none_or(|found| is_record_of_another(step.identity.as_ref().unwrap(), &Identity::of(found)))
    };
    plan.steps.retain(|step| step.verb.is_write() && is_other(step));
    assert!(plan.steps.len() >= 5, "{provider}: {}", plan.steps.len());
    let (writes, state) = (there.count("writes"), there.sandbox.state());
    let (_, entries) = there.apply(&plan).await;
    assert!(entries.iter().all(|entry| entry.state == State::Stale && entry.attempts == 0), "{entries:?}");
    assert_eq!((there.count("writes"), there.sandbox.state() == state), (writes, true), "{provider}");
    let notes = entries.iter().filter(|entry| entry.note.as_deref() == Some(OTHER_PERSON));
    assert!(notes.clone().count() > 0, "{entries:?}");
    notes.filter(|entry| entry.step.verb == Verb::Deactivate).count()
}

#[tokio::test(start_paused = true)]
async fn a_plan_that_is_carried_out_at_another_account_changes_no_participant_there() {
    let ended = [
        carried_out_elsewhere::<Dendreo>("dendreo").await,
        carried_out_elsewhere::<Frontcore>("frontcore").await,
        carried_out_elsewhere::<Wordbee>("wordbee").await,
        carried_out_elsewhere::<Azav>("azav").await,
        carried_out_elsewhere::<Groups>("groups").await,
    ];
    assert!(ended.iter().any(|ended| *ended > 0), "deactivations are compared, too: {ended:?}");
}

async fn renamed(place: &Place, person: &Participant) {
    let update = ParticipantUpdate::new().first_name("Noor").last_name("Probe-Öst");
    place.directory.update(&person.id, &update).await.unwrap();
}

/// A plan that deactivates the first person who is active.
async fn ending_one(place: &Place) -> (Plan, Participant) {
    let people = place.directory.list_all().await.unwrap().people;
    let mut plan = place.plan(everything(), &[]).await;
    plan.steps.truncate(1);
    let person = people.into_iter().find(|person| Some(&person.id) == plan.steps[0].id.as_ref()).unwrap();
    (plan, person)
}

#[tokio::test(start_paused = true)]
async fn a_record_that_became_another_persons_is_not_deactivated() {
    let mut place = azav();
    let (plan, person) = ending_one(&place).await;
    renamed(&place, &person).await;
    let (_, entries) = place.apply(&plan).await;
    assert_eq!((states(&entries), entries[0].note.as_deref()), (vec![State::Stale], Some(OTHER_PERSON)));
    assert!(!place.directory.get(&person.id).await.unwrap().has_ended());
}

#[tokio::test(start_paused = true)]
async fn what_a_run_did_is_not_taken_back_from_another_person() {
    let mut place = azav();
    let people = place.directory.list_all().await.unwrap().people;
    let email = people[0].email.as_deref().unwrap();
    let plan = place.plan(Options::new(), &[row(2, &[(Field::Email, email), (Field::City, "Łódź")])]).await;
    let run = place.begin(&plan).await;
    let (_, entries) = place.carry_on(&run).await;
    assert_eq!(states(&entries), [State::Done]);
    let back = place.steps_back(&run).await;
    assert_eq!(back[0].identity, plan.steps[0].identity, "the run changed nothing of it");
    renamed(&place, &people[0]).await;
    let (_, entries) = place.apply(&Plan::new(plan.summary.clone(), back)).await;
    assert_eq!((states(&entries), entries[0].note.as_deref()), (vec![State::Stale], Some(OTHER_PERSON)));
}
