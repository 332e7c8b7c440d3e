//! Lost answers: settled by looking, and no participant is created twice.

use crate::common::{azav, newcomer, row, states, striking};
use participants_roster::apply::Ended;
use participants_roster::core::{ExistenceCheck, Field, serde_json::json};
use participants_roster::journal::{State, StepUpdate};
use participants_roster::{Options, Row};
use std::time::Duration;
use tokio::time::Instant;

fn newcomers(count: u64) -> Vec<Row> {
    (2..2 + count).map(newcomer).collect()
}

#[tokio::test(start_paused = true)]
async fn a_creation_whose_answer_is_lost_is_found_after_the_quarantine() {
    let mut place = azav();
    let plan = place.plan(Options::new().create(true), &newcomers(4)).await;
    place.fault(striking("azav", "POST", 2, json!("lose_answer")));
    let began = Instant::now();
    let (ended, entries) = place.apply(&plan).await;
    assert!(matches!(ended, Ended::Finished));
    assert_eq!(states(&entries), [State::Done; 4]);
    assert!(began.elapsed() >= Duration::from_secs(60), "it waits before it looks");
    assert!(entries.iter().all(|entry| entry.attempts == 1 && entry.id.is_some()), "{entries:#?}");
    assert_eq!(entries.iter().filter(|entry| entry.note.is_some()).count(), 2);
    assert_eq!(place.count("creates"), 4);
}

#[tokio::test(start_paused = true)]
async fn a_creation_that_is_carried_out_late_is_not_sent_twice() {
    for (wait, created) in [(60, 3), (10, 5)] {
        let mut place = azav();
        place.options = place.options.settle_after(Duration::from_secs(wait));
        let plan = place.plan(Options::new().create(true), &newcomers(3)).await;
        place.fault(striking("azav", "POST", 2, json!({"late_ms": 30_000})));
        let (_, entries) = place.apply(&plan).await;
        assert_eq!(states(&entries), [State::Done; 3]);
        tokio::time::advance(Duration::from_secs(60)).await;
        // Looking too early creates them twice: the quarantine prevents that.
        assert_eq!(place.count("creates"), created, "looked for after {wait} s");
    }
}

/// What is not sent again must not be called failed while the provider may still carry it out.
#[tokio::test(start_paused = true)]
async fn an_update_that_is_carried_out_after_its_last_try_is_done() {
    let mut place = azav();
    let people = place.directory.list_all().await.unwrap().people;
    let email = people[0].email.as_deref().unwrap();
    let plan = place.plan(Options::new(), &[row(2, &[(Field::Email, email), (Field::City, "Ñandú")])]).await;
    place.fault(json!([{"provider": "azav", "match": {"method": "PUT"}, "fault": {"late_ms": 55_000}}]));
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries), [State::Done], "{entries:#?}");
    assert_eq!(place.directory.get(&people[0].id).await.unwrap().get(&Field::City).as_deref(), Some("Ñandú"));
}

/// Between the intent and the sending there may be a look, a queue, and a wait that the provider asked for.
#[tokio::test(start_paused = true)]
async fn the_quarantine_begins_when_the_answer_was_lost() {
    let mut place = azav();
    let plan = place.plan(Options::new().create(true), &newcomers(1)).await;
    place.fault(json!([
        {"match": {"method": "POST"}, "times": 1, "fault": {"rate_limited": {"retry_after": 50}}},
        {"match": {"method": "POST"}, "times": 1, "fault": {"late_ms": 30_000}},
    ]));
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries), [State::Done]);
    tokio::time::advance(Duration::from_secs(60)).await;
    assert_eq!(place.count("creates"), 1);
}

/// The key may be taken away between a lost answer and the look after it.
#[tokio::test(start_paused = true)]
async fn a_look_that_is_turned_away_leaves_a_lost_creation_lost() {
    let mut place = azav();
    let plan = place.plan(Options::new().create(true), &newcomers(1)).await;
    let run = place.begin(&plan).await;
    let entries = place.journal.entries(run.id, State::ALL, None, 1).unwrap();
    place.journal.record(run.id, &[StepUpdate::new(&entries[0], State::Sending, crate::common::now())]).unwrap();
    place.fault(json!([{"match": {"method": "GET"}, "fault": {"status": 401, "body": "{}"}}]));
    let (ended, entries) = place.carry_on(&run).await;
    assert!(matches!(ended, Ended::Broken(_)), "{ended:?}");
    assert_eq!(states(&entries), [State::Unknown]);
    place.fault(json!([]));
    let (_, entries) = place.carry_on(&run).await;
    assert_eq!((states(&entries), place.count("creates")), (vec![State::Done], 1));
}

#[tokio::test(start_paused = true)]
async fn a_creation_that_was_not_carried_out_is_sent_again_after_looking() {
    let mut place = azav();
    let plan = place.plan(Options::new().create(true), &newcomers(3)).await;
    place.fault(striking("azav", "POST", 2, json!({"status": 502, "body": "bad gateway"})));
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries), [State::Done; 3]);
    assert_eq!(entries.iter().map(|entry| entry.attempts).sum::<u32>(), 5, "{entries:#?}");
    assert_eq!(place.count("creates"), 3);
}

#[tokio::test(start_paused = true)]
async fn an_update_whose_answer_is_lost_is_settled_by_reading() {
    let mut place = azav();
    let people = place.directory.list_all().await.unwrap().people;
    let rows: Vec<_> = (2..)
        .zip(people.iter().take(5))
        .map(|(line, person)| row(line, &[(Field::Email, person.email.as_deref().unwrap()), (Field::City, "Łódź")]))
        .collect();
    let plan = place.plan(Options::new(), &rows).await;
    let fault = json!([
        {"match": {"method": "PUT"}, "every": 2, "fault": "lose_answer"},
        {"match": {"method": "PUT"}, "every": 3, "fault": {"status": 500, "body": ""}},
    ]);
    place.fault(fault);
    let (_, entries) = place.apply(&plan).await;
    assert_eq!(states(&entries), vec![State::Done; plan.summary.counts.update as usize], "{entries:#?}");
    place.fault(json!([]));
    assert!(place.plan(Options::new(), &rows).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_was_under_way_when_the_program_died_is_settled_first() {
    let mut place = azav();
    let plan = place.plan(Options::new().create(true), &newcomers(6)).await;
    let run = place.begin(&plan).await;
    // As after a kill: two were under way; the provider carried out the first of them.
    let entries = place.journal.entries(run.id, State::ALL, None, 2).unwrap();
    let intents: Vec<_> =
        entries.iter().map(|entry| StepUpdate::new(entry, State::Sending, crate::common::now())).collect();
    place.journal.record(run.id, &intents).unwrap();
    if let participants_roster::plan::Action::Create(new) = entries[0].step.action().unwrap() {
        place.directory.prepare_create(&new, ExistenceCheck::Skipped).await.unwrap().send().await.unwrap();
    }
    let (ended, entries) = place.carry_on(&run).await;
    assert!(matches!(ended, Ended::Finished));
    assert_eq!(states(&entries), [State::Done; 6]);
    assert_eq!(place.count("creates"), 6);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_answers_nothing_is_left_alone() {
    let mut place = azav();
    let plan = place.plan(Options::new().create(true), &newcomers(100)).await;
    place.fault(json!([{"match": {"method": "POST"}, "fault": "drop"}]));
    let (ended, entries) = place.apply(&plan).await;
    assert!(matches!(ended, Ended::Unreachable(_)), "{ended:?}");
    let sent = entries.iter().filter(|entry| entry.attempts > 0).count();
    assert!((12..40).contains(&sent), "{sent} of 100 were tried");
    place.fault(json!([]));
    let run = place.journal.unfinished().unwrap().unwrap();
    let (ended, entries) = place.carry_on(&run).await;
    assert!(matches!(ended, Ended::Finished));
    assert_eq!(states(&entries), vec![State::Done; 100]);
    assert_eq!(place.count("creates"), 100);
}

/// A look is no try to send: a program that is killed while it looks has sent nothing.
#[tokio::test(start_paused = true)]
async fn a_program_that_ends_while_it_looks_has_recorded_no_intent_and_counts_no_attempt() {
    for rows in [newcomers(3), Vec::new()] {
        let mut place = azav();
        let people = place.directory.list_all().await.unwrap().people;
        let known = (50..).zip(&people[..3]);
        let known = known.map(|(line, person)| {
            row(line, &[(Field::Email, person.email.as_deref().unwrap()), (Field::Title, "Dr.")])
        });
        let rows: Vec<_> = if rows.is_empty() { known.collect() } else { rows };
        let plan = place.plan(Options::new().create(true), &rows).await;
        let run = place.begin(&plan).await;
        place.fault(json!([{"match": {"method": "GET"}, "fault": "stall"}]));
        for _ in 0..6 {
            // Dropped after a second: everything that is under way ends with it.
            drop(tokio::time::timeout(Duration::from_secs(1), place.carry_on(&run)).await);
            let entries = place.journal.entries(run.id, State::ALL, None, 9).unwrap();
            assert_eq!(states(&entries), [State::Planned; 3]);
            assert!(entries.iter().all(|entry| entry.attempts == 0 && entry.sent_at.is_none()), "{entries:#?}");
        }
        place.fault(json!([]));
        let (_, entries) = place.carry_on(&run).await;
        assert!(entries.iter().all(|entry| entry.state == State::Done && entry.attempts == 1), "{entries:#?}");
    }
}

/// However often a program was killed while it was sending, the next one tries as often as the first.
#[tokio::test(start_paused = true)]
async fn attempts_count_from_when_a_run_is_gone_on_with() {
    let mut place = azav();
    place.options = place.options.settle_after(Duration::ZERO);
    let plan = place.plan(Options::new().create(true), &newcomers(1)).await;
    let run = place.begin(&plan).await;
    for killed in 1..=6 {
        let entry = place.journal.entries(run.id, State::ALL, None, 1).unwrap().remove(0);
        let mut mark = StepUpdate::new(&entry, State::Sending, crate::common::now());
        mark.attempts = killed;
        place.journal.record(run.id, &[mark]).unwrap();
    }
    let (_, entries) = place.carry_on(&run).await;
    assert_eq!((states(&entries), entries[0].attempts), (vec![State::Done], 7), "{entries:#?}");
}
