//! One account in four clients that share a file, as processes do: on a clock that costs no time.

use crate::{
    account::{LIMITS, Road},
    figures::{make, used},
    processes::Place,
};
use participants_core::{Client, Limiter, RetryPolicy};
use std::time::Duration;

#[tokio::test(start_paused = true)]
async fn four_clients_of_one_account_are_refused_no_call_and_each_gets_its_share() {
    for ((provider, limit), calls) in LIMITS.into_iter().zip([500, 300]) {
        let place = Place::new();
        let road = Road::new(provider, Duration::from_millis(40), [Duration::from_millis(10); 2], 5);
        let runs: Vec<_> = (0..4)
            .map(|_| {
                let limiter = Limiter::shared(place.file()).unwrap();
                let client = Client::builder(road.caller(limit)).transport(road.clone()).limiter(limiter);
                let client = client.retry(RetryPolicy::never()).build().unwrap();
                tokio::spawn(async move { make(&client, calls).await })
            })
            .collect();
        let mut ends = Vec::new();
        for run in runs {
            run.await.unwrap();
            ends.push(tokio::time::Instant::now());
        }
        let arrivals = road.arrivals();
        let (in_all, learned) = used(&arrivals, limit);
        let possible = limit.per.as_secs_f64() / (limit.per + Duration::from_millis(20)).as_secs_f64();
        println!(
            "{provider}, 4 clients: {} refused, {in_all:.4} used, learned {learned:.4} of {possible:.4}",
            road.refused()
        );
        assert_eq!((road.refused(), arrivals.len()), (0, 4 * calls), "{provider}");
        assert!(learned > 0.97 * possible, "{provider}: {learned}");
        // All have the same to do: a client that got no turn would end long after the others.
        let whole = ends[3] - arrivals[0];
        assert!(ends[0] - arrivals[0] > whole.mul_f64(0.8), "{provider}");
    }
}
