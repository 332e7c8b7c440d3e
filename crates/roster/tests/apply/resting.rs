//! A provider that asks to wait, a provider that refuses access, and a run that is stopped.

use crate::common::{azav, newcomer, states, striking};
use participants_roster::Options;
use participants_roster::apply::{Ended, Stage, apply};
use participants_roster::core::serde_json::json;
use participants_roster::journal::State;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn a_run_waits_as_long_as_the_provider_says_and_counts_no_attempt() {
    let mut place = azav();
    let rows: Vec<_> = (2..12).map(newcomer).collect();
    let plan = place.plan(Options::new().create(true), &rows).await;
    // Longer than a single call would wait.
    place.fault(striking("azav", "POST", 1, json!({"rate_limited": {"retry_after": "300"}})));
    let began = Instant::now();
    let (ended, entries) = place.apply(&plan).await;
    assert!(matches!(ended, Ended::Finished));
    assert!(began.elapsed() >= Duration::from_secs(300));
    assert!(entries.iter().all(|entry| entry.state == State::Done && entry.attempts == 1), "{entries:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_run_does_not_hold_its_lock_for_longer_than_an_hour() {
    for longer in ["3601", "86400", "18446744073709551615"] {
        let mut place = azav();
        let rows: Vec<_> = (2..12).map(newcomer).collect();
        let plan = place.plan(Options::new().create(true), &rows).await;
        place.fault(json!([{"match": {"method": "POST"}, "fault": {"rate_limited": {"retry_after": longer}}}]));
        let began = Instant::now();
        let (ended, entries) = place.apply(&plan).await;
        let Ended::AskedToWait(wait) = ended else { panic!("{longer}: {ended:?}") };
        assert!(wait > Duration::from_secs(3590), "{wait:?}");
        assert!(began.elapsed() < Duration::from_secs(600), "{longer}: {:?}", began.elapsed());
        assert!(entries.iter().all(|entry| entry.state == State::Planned), "{entries:#?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_not_accepted_ends_the_run_and_costs_no_row() {
    let mut place = azav();
    let rows: Vec<_> = (2..40).map(newcomer).collect();
    let plan = place.plan(Options::new().create(true), &rows).await;
    place.fault(json!([{"fault": {"status": 401, "body": "{}"}}]));
    let (ended, entries) = place.apply(&plan).await;
    assert!(matches!(ended, Ended::Broken(_)), "{ended:?}");
    assert!(entries.iter().all(|entry| entry.state == State::Planned && entry.attempts == 0), "{entries:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_stopped_run_finishes_what_is_under_way_and_leaves_the_rest_planned() {
    let mut place = azav();
    let rows: Vec<_> = (2..60).map(newcomer).collect();
    let plan = place.plan(Options::new().create(true), &rows).await;
    place.fault(json!([{"match": {"method": "POST"}, "fault": {"delay_ms": 400}}]));
    let run = place.begin(&plan).await;
    let stop = place.stop.clone();
    let mut stages = Vec::new();
    let mut watch = |progress: &participants_roster::apply::Progress| {
        stages.push(progress.stage);
        if progress.tally.done >= 10 {
            stop.cancel();
        }
    };
    let directory = Arc::clone(&place.directory);
    let ended = apply(directory, &mut place.journal, &run, &place.options, &place.stop, &mut watch).await.unwrap();
    assert!(matches!(ended, Ended::Stopped));
    assert!(stages.contains(&Stage::Sending) && stages.contains(&Stage::Finishing));
    let tally = place.journal.tally(run.id).unwrap();
    assert_eq!((tally.sending, tally.unknown, tally.done + tally.planned), (0, 0, 58), "{tally}");
    assert_eq!(place.count("creates"), tally.done);
    place.stop = Default::default();
    let (_, entries) = place.carry_on(&run).await;
    assert_eq!(states(&entries), vec![State::Done; 58]);
}

#[tokio::test(start_paused = true)]
async fn a_stopped_run_does_not_wait_for_ever() {
    let mut place = azav();
    place.options = place.options.patience(Duration::from_secs(2));
    let rows: Vec<_> = (2..6).map(newcomer).collect();
    let plan = place.plan(Options::new().create(true), &rows).await;
    place.fault(json!([{"match": {"method": "POST"}, "fault": "stall"}]));
    let run = place.begin(&plan).await;
    let stop = place.stop.clone();
    let mut watch = |progress: &participants_roster::apply::Progress| {
        if progress.tally.sending > 0 {
            stop.cancel();
        }
    };
    let directory = Arc::clone(&place.directory);
    let began = Instant::now();
    let ended = apply(directory, &mut place.journal, &run, &place.options, &place.stop, &mut watch).await.unwrap();
    assert!(matches!(ended, Ended::Stopped) && began.elapsed() < Duration::from_secs(4));
    let tally = place.journal.tally(run.id).unwrap();
    assert!(tally.sending > 0, "{tally}");
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_only_says_too_many_calls_is_asked_ever_more_rarely_and_then_left_alone() {
    let mut place = azav();
    let rows: Vec<_> = (2..40).map(newcomer).collect();
    let plan = place.plan(Options::new().create(true), &rows).await;
    place.fault(json!([{"match": {"method": "POST"}, "fault": "rate_limited"}]));
    let (began, before) = (Instant::now(), place.count("requests"));
    let (ended, entries) = place.apply(&plan).await;
    assert!(matches!(ended, Ended::Unreachable(_)), "{ended:?}");
    assert!(states(&entries).iter().all(|state| *state == State::Planned), "nothing is lost");
    assert!(began.elapsed() < Duration::from_secs(20 * 60), "{:?}", began.elapsed());
    let asked = place.count("requests") - before;
    assert!(asked < 600, "{asked} calls");
}
