//! How much of an allowance is used, and whether a call is ever refused: for two limits, three sorts of road, and two
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

async fn judged((provider, limit): (&'static str, Limit)) {
    println!("{:<28} {:>7} {:>8} {:>8} {:>8} {:>8}", "limit", "way", "refused", "in all", "learned", "possible");
    for (delay, jitter) in [(75, 0), (75, 10), (75, 50), (1_000, 0), (1_000, 10), (1_000, 50)] {
        let way = (Duration::from_millis(delay), Duration::from_millis(jitter));
        let road = Road::new(provider, way.0, way.1, delay + jitter);
        let client = Client::builder(road.caller(limit)).transport(road.clone()).retry(RetryPolicy::never()).build();
        make(&client.unwrap(), CALLS).await;
        let (in_all, learned) = used(&road.arrivals(), limit);
        // Where the answer to a call is not there before its window ends, nobody can tell how much of the spread of
        // the round trips lies on the way there: all of it has to be kept clear of, on both ways together.
        let ways = if 2 * way.0 < limit.per { 2 } else { 4 };
        let possible = limit.per.as_secs_f64() / (limit.per + ways * way.1).as_secs_f64();
        let told = format!("{provider}: {limit}");
        println!(
            "{told:<28} {delay:>4}±{jitter:<2} {:>8} {in_all:>8.4} {learned:>8.4} {possible:>8.4}",
            road.refused()
        );
        assert_eq!(road.refused(), 0, "{told}, {delay} ms ± {jitter} ms");
        assert!(learned >= 0.99 * possible, "{told}, {delay} ms ± {jitter} ms: {learned}");
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
