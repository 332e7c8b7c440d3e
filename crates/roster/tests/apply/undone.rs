//! A run taken back: all participants are as they were, and none is removed.

use crate::common::{Place, azav, everything, newcomer, row, states};
use participants_roster::Step;
use participants_roster::core::{Field, Lifecycle};
use participants_roster::journal::{Run, State, StepRecord};
use participants_roster::plan::Verb;

async fn taken_back(place: &mut Place, run: &Run) -> (Vec<Step>, Vec<StepRecord>) {
    let steps = place.steps_back(run).await;
    let back = place.load(&steps, Some(run.id)).await;
    let (_, entries) = place.carry_on(&back).await;
    (steps, entries)
}

#[tokio::test(start_paused = true)]
async fn all_participants_are_as_they_were() {
    let mut place = azav();
    let before = place.directory.list_all().await.unwrap().people;
    let email = |at: usize| before[at].email.as_deref().unwrap();
    let mut rows = vec![
        row(2, &[(Field::Email, email(0)), (Field::LastName, "Å"), (Field::City, "Łódź")]),
        row(3, &[(Field::Email, email(1)), (Field::Title, "Dr.")]),
        newcomer(4),
    ];
    rows[0].wanted.clear(&Field::FirstName).unwrap();
    let plan = place.plan(everything(), &rows).await;
    let run = place.begin(&plan).await;
    let (_, entries) = place.carry_on(&run).await;
    assert!(states(&entries).iter().all(|state| *state == State::Done));

    let (steps, entries) = taken_back(&mut place, &run).await;
    assert_eq!(steps.len(), entries.len());
    assert!(states(&entries).iter().all(|state| *state == State::Done), "{entries:#?}");
    let now = place.directory.list_all().await.unwrap().people;
    assert_eq!(now.len(), before.len() + 1, "no participant is removed");
    for person in &before {
        let same = now.iter().find(|other| other.id == person.id).unwrap();
        for field in Field::ALL.iter().filter(|field| **field != Field::UpdatedAt) {
            assert_eq!(same.get(field), person.get(field), "{field} of {}", person.id);
        }
    }
    let created = now.iter().find(|person| before.iter().all(|other| other.id != person.id)).unwrap();
    assert_eq!(created.status, Some(Lifecycle::Archived));
}

#[tokio::test(start_paused = true)]
async fn participants_that_changed_since_are_left_alone() {
    let mut place = azav();
    let people = place.directory.list_all().await.unwrap().people;
    let wanted = row(2, &[(Field::Email, people[0].email.as_deref().unwrap()), (Field::City, "Łódź")]);
    let plan = place.plan(Default::default(), &[wanted]).await;
    let run = place.begin(&plan).await;
    place.carry_on(&run).await;
    let mut update = participants_roster::core::ParticipantUpdate::new();
    update.set_text(&Field::City, "Tromsø").unwrap();
    place.directory.update(&people[0].id, &update).await.unwrap();

    let (steps, entries) = taken_back(&mut place, &run).await;
    assert_eq!((steps[0].verb, steps[0].line), (Verb::Update, Some(2)));
    assert_eq!(states(&entries), [State::Stale]);
}

#[tokio::test(start_paused = true)]
async fn what_was_so_already_is_not_taken_back() {
    let mut place = azav();
    let people = place.directory.list_all().await.unwrap().people;
    let wanted = row(2, &[(Field::Email, people[0].email.as_deref().unwrap()), (Field::City, "Łódź")]);
    let plan = place.plan(Default::default(), &[wanted]).await;
    place.apply(&plan).await;
    let second = place.begin(&plan).await;
    place.carry_on(&second).await;
    let (steps, _) = taken_back(&mut place, &second).await;
    assert!(steps.is_empty(), "{steps:?}");
}
