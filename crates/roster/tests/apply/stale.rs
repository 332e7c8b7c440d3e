//! Participants who are no longer as the plan found them are left alone.

use crate::common::{Place, azav, everything, newcomer, row, states};
use participants_roster::core::{Field, NewParticipant, ParticipantUpdate};
use participants_roster::journal::{State, StepRecord, StepUpdate};
use participants_roster::{Options, Plan};

/// A plan that changes two fields of the first person.
async fn planned(place: &Place) -> Plan {
    let people = place.directory.list_all().await.unwrap().people;
    let email = people[0].email.as_deref().unwrap();
    let wanted = row(2, &[(Field::Email, email), (Field::LastName, "Å"), (Field::City, "Łódź")]);
    let plan = place.plan(Options::new(), &[wanted]).await;
    assert_eq!(plan.summary.counts.update, 1);
    plan
}

async fn meanwhile(place: &Place, plan: &Plan, field: &Field, value: &str) {
    let mut update = ParticipantUpdate::new();
    update.set_text(field, value).unwrap();
    let id = plan.steps[0].id.as_deref().unwrap();
    place.directory.update(id, &update).await.unwrap();
}

fn only(entries: &[StepRecord]) -> (State, u32, &str) {
    let [entry] = entries else { panic!("one entry: {entries:?}") };
    (entry.state, entry.attempts, entry.note.as_deref().unwrap_or_default())
}

#[tokio::test(start_paused = true)]
async fn a_planned_field_that_moved_makes_the_row_stale() {
    let mut place = azav();
    let plan = planned(&place).await;
    meanwhile(&place, &plan, &Field::City, "Tromsø").await;
    let writes = place.count("writes");
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(only(&entries), (State::Stale, 0, "changed since the plan was made: city"));
    assert_eq!(place.count("writes"), writes, "it is left alone");
}

#[tokio::test(start_paused = true)]
async fn a_row_half_done_by_another_user_is_stale() {
    let mut place = azav();
    let plan = planned(&place).await;
    meanwhile(&place, &plan, &Field::City, "Łódź").await;
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(only(&entries), (State::Stale, 0, "changed since the plan was made: city"));
}

#[tokio::test(start_paused = true)]
async fn another_field_that_moved_does_not_matter() {
    let mut place = azav();
    let plan = planned(&place).await;
    meanwhile(&place, &plan, &Field::FirstName, "Y").await;
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(only(&entries), (State::Done, 1, ""));
    let person = place.directory.get(plan.steps[0].id.as_deref().unwrap()).await.unwrap();
    assert_eq!((person.first_name.as_deref(), person.last_name.as_deref()), (Some("Y"), Some("Å")));
}

#[tokio::test(start_paused = true)]
async fn a_participant_that_no_longer_exists_is_stale() {
    let mut place = azav();
    let plan = planned(&place).await;
    place.directory.delete(plan.steps[0].id.as_deref().unwrap()).await.unwrap();
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(only(&entries), (State::Stale, 0, "the participant is not there any more"));
}

/// Creates the participant that line 9 of the plan would create, with this last name or as planned.
async fn create_as_another_user(place: &Place, plan: &Plan, last_name: Option<&str>) {
    let step = plan.steps.iter().find(|step| step.line == Some(9)).unwrap();
    let mut other = NewParticipant::new();
    for change in &step.changes {
        let value = last_name.filter(|_| change.field == Field::LastName).or(change.after.value());
        other.set_text(&change.field, value.unwrap()).unwrap();
    }
    place.directory.create(&other).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_participant_created_meanwhile_is_not_created_again() {
    let mut place = azav();
    let plan = place.plan(everything(), &[newcomer(9)]).await;
    create_as_another_user(&place, &plan, Some("Other")).await;
    let creates = place.count("creates");
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries)[0], State::Stale);
    assert_eq!(place.count("creates"), creates);
}

#[tokio::test(start_paused = true)]
async fn a_participant_created_meanwhile_is_ours_only_if_an_answer_was_lost() {
    let tries = [
        (&[State::Sending, State::Planned][..], State::Stale),
        (&[State::Sending, State::Unknown, State::Planned], State::Done),
    ];
    for (states_so_far, expected) in tries {
        let mut place = azav();
        let plan = place.plan(Options::new().create(true), &[newcomer(9)]).await;
        let run = place.begin(&plan).await;
        let mut entry = place.journal.entries(run.id, &[State::Planned], None, 1).unwrap().remove(0);
        entry.attempts = 1;
        for state in states_so_far {
            place.journal.record(run.id, &[StepUpdate::new(&entry, *state, crate::common::now())]).unwrap();
        }
        create_as_another_user(&place, &plan, Some("Other")).await;
        let (_, entries) = place.carry_on(&run).await;
        assert_eq!(states(&entries), [expected], "{entries:?}");
        assert_eq!(place.count("creates"), 1);
    }
}

/// A look that failed is a try, and nothing was sent by it.
#[tokio::test(start_paused = true)]
async fn what_another_user_did_as_planned_is_not_taken_back() {
    let mut place = azav();
    let plan = place.plan(Options::new().create(true), &[newcomer(9)]).await;
    let run = place.begin(&plan).await;
    let mut entry = place.journal.entries(run.id, &[State::Planned], None, 1).unwrap().remove(0);
    entry.attempts = 1;
    for state in [State::Sending, State::Planned] {
        place.journal.record(run.id, &[StepUpdate::new(&entry, state, crate::common::now())]).unwrap();
    }
    create_as_another_user(&place, &plan, None).await;
    let (_, entries) = place.carry_on(&run).await;
    assert_eq!(states(&entries), [State::Done], "{entries:?}");
    assert_eq!(place.steps_back(&run).await, []);
}
