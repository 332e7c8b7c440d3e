//! How much of an allowance is used, and whether a call is ever refused: for two limits, nine sorts of road, and two
//! distances, on a clock that costs no time.

use crate::account::{Caller, Knock, LIMITS, Road};
use participants_core::{Client, Limit, RetryPolicy};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::time::Instant;

/// How many calls each account makes.
const CALLS: usize = 3_000;
/// The calls that are made while the client still learns how long the way is. They may not be refused either, but what
/// they use of the allowance does not count. A multiple of all limits, so that measuring ends where it began.
const LEARNING: usize = 500;

/// Makes `calls` calls, as many at once as there is ever use for.
pub(crate) async fn make(client: &Client<Caller>, calls: usize) {
    let made = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..160)
        .map(|_| {
            let (client, made) = (client.clone(), Arc::clone(&made));
            tokio::spawn(async move {
                while made.fetch_add(1, Ordering::Relaxed) < calls {
                    // What is refused is counted by who refuses it.
                    drop(client.send(&Knock).await);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

/// The share of what a limit allows that these arrivals use, from the first on and after learning.
pub(crate) fn used(arrivals: &[Instant], limit: Limit) -> (f64, f64) {
    let calls = limit.calls as usize;
    let share = |from: usize| {
        let (first, last) = (arrivals[from - 1], arrivals[arrivals.len() - 1]);
        let allowed = f64::from(limit.calls) * (last - first).as_secs_f64() / limit.per.as_secs_f64();
        (arrivals.len() - from) as f64 / allowed
    };
    (share(calls), share(LEARNING))
}

/// Where the jitter of an answer lies: how many milliseconds of it on the way there, and on the way back.
const JITTER: [[u64; 2]; 9] = [[0, 0], [10, 0], [0, 10], [5, 5], [10, 10], [50, 0], [0, 50], [25, 25], [50, 50]];

async fn judged((provider, limit): (&'static str, Limit)) {
    println!(
        "{:<28} {:>5} {:>7} {:>8} {:>8} {:>8} {:>8}",
        "limit", "way", "jitter", "refused", "in all", "learned", "possible"
    );
    for (delay, [there, back]) in [75, 1_000].into_iter().flat_map(|delay| JITTER.map(|jitter| (delay, jitter))) {
        let jitter = [there, back].map(Duration::from_millis);
        let road = Road::new(provider, Duration::from_millis(delay), jitter, delay + there + 2 * back);
        let client = Client::builder(road.caller(limit)).transport(road.clone()).retry(RetryPolicy::never()).build();
        make(&client.unwrap(), CALLS).await;
        let (in_all, learned) = used(&road.arrivals(), limit);
        let possible = |spread: Duration| limit.per.as_secs_f64() / (limit.per + 2 * spread).as_secs_f64();
        let by_answer = possible(jitter[0] + jitter[1]);
        let (name, way) = (format!("{provider}: {limit}"), format!("{there}+{back}"));
        println!("{name:<28} {delay:>5} {way:>7} {:>8} {in_all:>8.4} {learned:>8.4} {by_answer:>8.4}", road.refused());
        assert_eq!(road.refused(), 0, "{name}, {delay} ms, jitter {way} ms");
        assert!(learned >= 0.99 * by_answer, "{name}, {delay} ms, jitter {way} ms: {learned}");
        if 2 * Duration::from_millis(delay) < limit.per {
            // The answer is there before its call's window ends, and says by when the call had arrived: the jitter of
            // the two ways does not add up.
            let by_way = possible(jitter[0].max(jitter[1]));
            assert!(learned >= 0.985 * by_way, "{name}, {delay} ms, jitter {way} ms: {learned}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn in_a_second_no_call_is_refused_and_a_hundredth_of_what_is_possible_lost_at_most() {
    judged(LIMITS[0]).await;
}

#[tokio::test(start_paused = true)]
async fn in_ten_seconds_no_call_is_refused_and_a_hundredth_of_what_is_possible_lost_at_most() {
    judged(LIMITS[1]).await;
}
