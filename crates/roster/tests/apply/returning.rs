//! People who return: ended by one run, shown by the next plan, reactivated where asked for, and never created twice.

use crate::common::{Place, azav, everything, newcomer, place, row, rows, states, usual};
use participants_azav::Azav;
use participants_frontcore::Frontcore;
use participants_roster::core::{Configure, Field, Participant, Unified};
use participants_roster::journal::{Run, State};
use participants_roster::{Options, Verb};
use participants_wordbee::Wordbee;

async fn undone(place: &mut Place, run: &Run) {
    let steps = place.steps_back(run).await;
    let back = place.load(&steps, Some(run.id)).await;
    let (_, entries) = place.carry_on(&back).await;
    assert!(states(&entries).iter().all(|state| *state == State::Done), "{entries:#?}");
}

async fn ended(place: &Place) -> usize {
    place.directory.list_all().await.unwrap().people.iter().filter(|person| person.has_ended()).count()
}

/// Of the emulator's records, how many have this status.
fn with_status(place: &Place, status: &str) -> usize {
    place.sandbox.state()["azav"].to_string().matches(&format!("\"status\":\"{status}\"")).count()
}

#[tokio::test(start_paused = true)]
async fn who_was_ended_on_monday_shows_on_tuesday_and_comes_back_when_asked_for() {
    let mut place = usual::<Azav>("azav");
    let archived = with_status(&place, "archived");
    let monday = place.plan(everything(), &rows("17f-half.csv")).await;
    let gone = monday.summary.counts.deactivate;
    assert!(gone > 0, "{:?}", monday.summary);
    place.apply(&monday).await;
    assert_eq!(with_status(&place, "archived"), archived + usize::try_from(gone).unwrap());

    let tuesday = place.plan(Options::new(), &rows("17f-full.csv")).await;
    let shown = tuesday.summary.counts.ended;
    assert_eq!(usize::try_from(shown).unwrap(), with_status(&place, "archived"), "the file names everyone");
    assert!(tuesday.has_problems() && shown > gone);
    let back = place.plan(Options::new().reactivate(true), &rows("17f-full.csv")).await;
    assert_eq!((back.summary.counts.reactivate, back.summary.counts.ended), (shown, 0));
    let before = with_status(&place, "archived");
    let (_, entries) = place.apply(&back).await;
    assert!(states(&entries).iter().all(|state| *state == State::Done));
    assert_eq!(with_status(&place, "archived"), before - usize::try_from(shown).unwrap());
    let again = place.plan(Options::new(), &rows("17f-full.csv")).await;
    assert_eq!((again.summary.counts.ended, again.summary.counts.reactivate), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_participant_of_a_new_roster_who_was_archived_is_matched_and_shown() {
    let mut place = usual::<Azav>("azav");
    let wanted = rows("20-rehire.csv");
    let first = place.plan(Options::new(), &wanted).await;
    let id = first.steps[0].id.clone().unwrap();
    place.directory.deactivate(&id).await.unwrap();
    let plan = place.plan(everything().reactivate(false), &wanted).await;
    assert_eq!((plan.steps[0].id.as_deref(), plan.steps[0].verb), (Some(id.as_str()), Verb::None));
    assert!(plan.steps[0].is_ended() && plan.has_problems());
    let plan = place.plan(Options::new().reactivate(true), &wanted).await;
    place.apply(&plan).await;
    assert!(!place.directory.get(&id).await.unwrap().has_ended());
}

#[tokio::test(start_paused = true)]
async fn people_made_and_taken_back_come_back_by_the_same_file_and_are_never_made_twice() {
    let mut place = azav();
    let wanted = [newcomer(2), newcomer(3), newcomer(4)];
    let options = Options::new().create(true);
    let plan = place.plan(options, &wanted).await;
    let run = place.begin(&plan).await;
    place.carry_on(&run).await;
    undone(&mut place, &run).await;
    let (people, archived) = (place.count("people"), with_status(&place, "archived"));

    let plan = place.plan(options, &wanted).await;
    assert_eq!((plan.summary.counts.none, plan.summary.counts.ended, plan.has_problems()), (3, 3, true));
    let plan = place.plan(options.reactivate(true), &wanted).await;
    assert_eq!(plan.summary.counts.reactivate, 3);
    let run = place.begin(&plan).await;
    place.carry_on(&run).await;
    assert_eq!((place.count("people"), with_status(&place, "archived")), (people, archived - 3));
    undone(&mut place, &run).await;
    assert_eq!(with_status(&place, "archived"), archived, "undo of a reactivation ends them again");
}

#[tokio::test(start_paused = true)]
async fn one_who_was_taken_back_meanwhile_is_left_alone() {
    let mut place = azav();
    let people = place.directory.list_all().await.unwrap().people;
    let person = people.iter().find(|person| person.has_ended()).unwrap();
    let wanted = [row(2, &[(Field::Email, person.email.as_deref().unwrap()), (Field::City, "Łódź")])];
    let plan = place.plan(Options::new().reactivate(true), &wanted).await;
    assert_eq!((plan.steps[0].verb, plan.steps[0].changes.len()), (Verb::Reactivate, 2));
    place.directory.reactivate(&person.id).await.unwrap();
    let writes = place.count("writes");
    let (_, entries) = place.apply(&plan).await;
    assert_eq!((states(&entries), place.count("writes")), (vec![State::Stale], writes));
}

/// Each participant in turn is ended and taken back by a plan with a second change; the first who can be.
async fn comes_back<P: Unified + Configure>(provider: &str, field: Field, text: &str) {
    let mut place = place::<P>(provider, 12);
    let people = place.directory.list_all().await.unwrap().people;
    let is_there = |person: &&Participant| !person.has_ended() && person.email.is_some();
    let person = people.iter().find(is_there).unwrap();
    place.directory.deactivate(&person.id).await.unwrap();
    let count = ended(&place).await;
    let session = person.get(&Field::Session).map(|session| (Field::Session, session));
    let list = [(Field::Email, person.email.clone().unwrap()), (field.clone(), text.to_owned())];
    let list: Vec<_> = list.into_iter().chain(session).collect();
    let list: Vec<_> = list.iter().map(|(field, text)| (field.clone(), text.as_str())).collect();
    let wanted = [row(2, &list).with_id(&person.id)];
    let plan = place.plan(Options::new(), &wanted).await;
    assert!(plan.summary.counts.ended == 1 && plan.has_problems(), "{provider}: {plan:#?}");
    let plan = place.plan(Options::new().reactivate(true), &wanted).await;
    assert_eq!(plan.steps[0].verb, Verb::Reactivate, "{provider}: {plan:#?}");
    let run = place.begin(&plan).await;
    let (_, entries) = place.carry_on(&run).await;
    assert_eq!(states(&entries), [State::Done], "{provider}: {entries:#?}");
    let after = place.directory.get(&person.id).await.unwrap();
    assert_eq!((after.has_ended(), after.get(&field).as_deref()), (false, Some(text)), "{provider}");
    assert_eq!(ended(&place).await, count - 1, "{provider}");
    undone(&mut place, &run).await;
    let back = place.directory.get(&person.id).await.unwrap();
    assert_eq!((back.has_ended(), back.get(&field)), (true, person.get(&field)), "{provider}");
}

#[tokio::test(start_paused = true)]
async fn a_blocked_login_comes_back() {
    comes_back::<Wordbee>("wordbee", Field::FirstName, "Þóra").await;
}

#[tokio::test(start_paused = true)]
async fn a_deregistered_enrolment_comes_back() {
    comes_back::<Frontcore>("frontcore", Field::Passed, "true").await;
}

#[tokio::test(start_paused = true)]
async fn one_without_a_login_was_never_ended() {
    let place = place::<Wordbee>("wordbee", 12);
    let people = place.directory.list_all().await.unwrap().people;
    let bare = people.iter().find(|person| person.has_ended() && person.login.is_none()).unwrap();
    let wanted = [row(2, &[(Field::Email, bare.email.as_deref().unwrap())])];
    let plan = place.plan(Options::new().reactivate(true), &wanted).await;
    assert!(plan.is_empty() && !plan.has_problems(), "{plan:#?}");
}
