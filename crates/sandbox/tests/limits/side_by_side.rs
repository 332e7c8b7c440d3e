//! Twenty accounts at once, of which some come to a stop: the others do not notice.

use crate::{
    account::{LIMITS, Road},
    figures::{make, used},
};
use participants_core::{Client, RetryPolicy};
use serde_json::{Value, json};
use std::time::Duration;

/// How many calls each of the accounts makes.
const CALLS: usize = 1_200;

/// The share each of 20 accounts has used, half of them with either limit, where these faults apply to the first two.
/// Nothing, for one that made no headway.
async fn shares(faults: [&Value; 2]) -> Vec<f64> {
    let accounts: Vec<_> = (0..20)
        .map(|number| {
            let (provider, limit) = LIMITS[number % 2];
            let way = (Duration::from_millis(20 + 10 * number as u64), Duration::from_millis(number as u64));
            (number, limit, Road::new(provider, way.0, [way.1; 2], number as u64))
        })
        .collect();
    for ((.., road), faults) in accounts.iter().zip(faults) {
        road.sandbox().set_faults(faults).unwrap();
    }
    let runs: Vec<_> = accounts
        .iter()
        .map(|(_, limit, road)| {
            let client = Client::builder(road.caller(*limit)).transport(road.clone()).retry(RetryPolicy::never());
            let client = client.build().unwrap();
            tokio::spawn(async move { make(&client, CALLS).await })
        })
        .collect();
    for run in runs {
        run.await.unwrap();
    }
    let share = |(number, limit, road): (usize, _, Road)| {
        assert_eq!(road.refused(), 0, "account {number}");
        let arrivals = road.arrivals();
        if arrivals.len() < CALLS { 0.0 } else { used(&arrivals, limit).1 }
    };
    accounts.into_iter().map(share).collect()
}

#[tokio::test(start_paused = true)]
async fn an_account_that_stops_does_not_slow_the_others() {
    let nothing = json!([]);
    let delayed_by_the_server = json!([{"every": 400, "fault": {"rate_limited": {"retry_after": 300}}}]);
    let never_answered = json!([{"fault": "stall"}]);
    let undisturbed = shares([&nothing, &nothing]).await;
    let disturbed = shares([&delayed_by_the_server, &never_answered]).await;
    let lost = |number: usize| 1.0 - disturbed[number] / undisturbed[number];
    assert!(lost(0) > 0.3 && lost(1) > 0.3, "these two were to stop: {} {}", lost(0), lost(1));
    let most = (2..20).map(lost).fold(f64::MIN, f64::max);
    println!("18 accounts beside one that had to wait and one never answered lost {:.3} % at most", 100.0 * most);
    assert!(most < 0.01, "{most}");
}
