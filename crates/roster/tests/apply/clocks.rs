//! Clocks that are set, and listings that grow old: what is waited for is time that has passed.

use crate::common::{azav, client, groups, newcomer, now, row, states, striking};
use jiff::{Timestamp, ToSpan};
use participants_groups::Groups;
use participants_roster::Options;
use participants_roster::core::{Field, ParticipantUpdate, serde_json::json};
use participants_roster::journal::{State, StepUpdate};
use participants_sandbox::transport::InProcess;
use std::{cell::Cell, time::Duration};
use tokio::time::Instant;

thread_local! {
    static HOURS: Cell<i64> = const { Cell::new(0) };
}

/// The time on a clock that is set while a run is carried out.
fn set_clock() -> Timestamp {
    now() + HOURS.get().hours()
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_neither_ends_the_quarantine_early_nor_keeps_it_going() {
    for hours in [-24, 24] {
        let mut place = azav();
        place.options = place.options.settle_after(Duration::from_secs(60)).clock(set_clock);
        let rows: Vec<_> = (2..5).map(newcomer).collect();
        let plan = place.plan(Options::new().create(true), &rows).await;
        place.fault(striking("azav", "POST", 2, json!({"late_ms": 30_000})));
        let run = place.begin(&plan).await;
        HOURS.set(0);
        let began = Instant::now();
        let mut watch = |progress: &participants_roster::apply::Progress| {
            if progress.tally.unknown > 0 {
                HOURS.set(hours);
            }
        };
        let directory = std::sync::Arc::clone(&place.directory);
        let (journal, options, stop) = (&mut place.journal, &place.options, &place.stop);
        participants_roster::apply::apply(directory, journal, &run, options, stop, &mut watch).await.unwrap();
        let took = began.elapsed();
        assert!(took >= Duration::from_secs(60) && took < Duration::from_secs(120), "{hours} h: {took:?}");
        tokio::time::advance(Duration::from_secs(60)).await;
        assert_eq!(place.count("creates"), 3, "{hours} h");
        assert_eq!(place.journal.tally(run.id).unwrap().done, 3);
    }
}

/// How long ago it was that the earlier process lost its answers, no clock proves.
#[tokio::test(start_paused = true)]
async fn a_run_that_is_gone_on_with_waits_the_whole_time_whatever_the_clock_says() {
    for hours in [-24, 0, 24] {
        let mut place = azav();
        place.options = place.options.settle_after(Duration::from_secs(60)).clock(set_clock);
        let plan = place.plan(Options::new().create(true), &[newcomer(2)]).await;
        let run = place.begin(&plan).await;
        let entries = place.journal.entries(run.id, State::ALL, None, 1).unwrap();
        HOURS.set(0);
        let lost = StepUpdate::new(&entries[0], State::Unknown, set_clock());
        place.journal.record(run.id, &[StepUpdate::new(&entries[0], State::Sending, set_clock()), lost]).unwrap();
        HOURS.set(hours);
        let began = Instant::now();
        let (_, entries) = place.carry_on(&run).await;
        let took = began.elapsed();
        assert!(took >= Duration::from_secs(60) && took < Duration::from_secs(120), "{hours} h: {took:?}");
        assert_eq!((states(&entries), place.count("creates")), (vec![State::Done], 1));
    }
}

/// At ASAP no participant can be read alone. Another user moves the last of the movers elsewhere while the run is at
/// the first.
async fn moved_meanwhile(age: u64) -> (State, bool) {
    let mut place = groups();
    place.options = place.options.in_flight(1).listing_age(Duration::from_secs(age));
    let people = place.directory.list_all().await.unwrap().people;
    let mut ids: Vec<_> = people.iter().filter_map(|person| person.group.id.clone()).collect();
    ids.sort();
    ids.dedup();
    let (goal, third) = (ids[0].clone(), ids[1].clone());
    let movers: Vec<_> = people
        .iter()
        .filter(|person| {
            person.group.id.as_ref().is_some_and(|id| *id != goal && *id != third) && person.email.is_some()
        })
        .collect();
    let rows: Vec<_> = (2..)
        .zip(&movers)
        .map(|(line, person)| row(line, &[(Field::Email, person.email.as_deref().unwrap()), (Field::Group, &goal)]))
        .collect();
    let plan = place.plan(Options::new(), &rows).await;
    assert!(plan.summary.counts.r#move > 3, "{plan}");
    place.fault(json!([{"match": {"method": "PATCH"}, "fault": {"delay_ms": 1500}}]));
    let last = plan.steps.iter().rev().find(|step| step.id.is_some()).unwrap().id.clone().unwrap();
    let other = client::<Groups>(&place.sandbox, "groups", InProcess::new(place.sandbox.clone()));
    let (id, group) = (last.clone(), third.clone());
    let meanwhile = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        other.update(&id, &ParticipantUpdate::new().group(group)).await.unwrap();
    });
    let (_, entries) = place.apply(&plan).await;
    meanwhile.await.unwrap();
    let entry = entries.iter().find(|entry| entry.step.id.as_ref() == Some(&last)).unwrap();
    let people = place.directory.list_all().await.unwrap().people;
    let is_theirs = people.iter().any(|person| person.id == last && person.group.id.as_ref() == Some(&third));
    (entry.state, is_theirs)
}

#[tokio::test(start_paused = true)]
async fn what_another_user_changes_is_seen_once_the_listing_is_too_old() {
    assert_eq!(moved_meanwhile(2).await, (State::Stale, true));
}
