//! The limits of an API against a server that keeps a strict log of arrivals, through a network with jitter, on a
//! paused clock: thousands of calls in no time, and not one refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use bytes::Bytes;
use common::{Api, Read, Stage};
use participants_core::{
    Client, ErrorKind, Limit, Limiter, RetryPolicy, Scope, Transport, TransportError, WaitsFor,
    transport::{BoxFuture, ResponseBody},
};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::time::{Instant, sleep};

/// A remote side that refuses the call with which more than `calls` arrived within `per`, behind a network that takes
/// `delay` plus or minus `jitter` each way, and two round trips more for each new connection.
#[derive(Clone)]
struct Strict {
    calls: usize,
    per: Duration,
    delay: f64,
    jitter: f64,
    work: f64,
    state: Arc<Mutex<State>>,
}

struct State {
    arrivals: VecDeque<Instant>,
    idle: Vec<Instant>,
    refused: usize,
    accepted: usize,
    random: fastrand::Rng,
}

impl Strict {
    fn new(calls: usize, per: Duration, delay_ms: f64, jitter_ms: f64, work_ms: f64) -> Self {
        let random = fastrand::Rng::with_seed(7);
        let state = State { arrivals: VecDeque::new(), idle: Vec::new(), refused: 0, accepted: 0, random };
        let state = Arc::new(Mutex::new(state));
        Self { calls, per, delay: delay_ms / 1e3, jitter: jitter_ms / 1e3, work: work_ms / 1e3, state }
    }

    fn journey(&self) -> Duration {
        let random = self.state.lock().unwrap().random.f64();
        Duration::from_secs_f64((self.delay + self.jitter * (2.0 * random - 1.0)).max(0.0))
    }

    fn arrive(&self) -> u16 {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        while state.arrivals.front().is_some_and(|first| now - *first >= self.per) {
            state.arrivals.pop_front();
        }
        if state.arrivals.len() >= self.calls {
            state.refused += 1;
            return 429;
        }
        state.arrivals.push_back(now);
        state.accepted += 1;
        200
    }
}

impl Transport for Strict {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let is_kept = {
                let mut state = self.state.lock().unwrap();
                let now = Instant::now();
                state.idle.retain(|since| now - *since < Duration::from_secs(4));
                state.idle.pop().is_some()
            };
            if !is_kept {
                // Two round trips for TCP and TLS before the request itself leaves.
                sleep(self.journey() * 4).await;
            }
            sleep(self.journey()).await;
            let status = self.arrive();
            sleep(Duration::from_secs_f64(self.work)).await;
            sleep(self.journey()).await;
            self.state.lock().unwrap().idle.push(Instant::now());
            Ok(http::Response::builder().status(status).body(Bytes::new().into()).unwrap())
        })
    }
}

/// Runs `total` calls through 128 tasks of one account and returns refusals and the share of the allowance used.
async fn run(server: &Strict, total: usize) -> (usize, f64) {
    let limit = Limit { scope: Scope::Account, calls: server.calls as u32, per: server.per };
    let api = Api { limits: vec![limit], ..Api::new() };
    let client = Client::builder(api).transport(server.clone()).retry(RetryPolicy::never()).build().unwrap();
    let began = Instant::now();
    let left = Arc::new(Mutex::new(total));
    let tasks: Vec<_> = (0..128)
        .map(|_| {
            let (client, left) = (client.clone(), Arc::clone(&left));
            tokio::spawn(async move {
                while {
                    let mut left = left.lock().unwrap();
                    *left = left.saturating_sub(1);
                    *left > 0
                } {
                    drop(client.send(&Read).await);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let state = server.state.lock().unwrap();
    let allowed = server.calls as f64 * began.elapsed().as_secs_f64() / server.per.as_secs_f64();
    (state.refused, state.accepted as f64 / allowed)
}

#[tokio::test(start_paused = true)]
async fn no_call_is_refused_and_little_of_the_allowance_is_wasted() {
    let second = Duration::from_secs(1);
    for (calls, per, delay, jitter, work, least) in [
        (5, second, 75.0, 0.0, 0.0, 0.99),
        (5, second, 75.0, 10.0, 0.0, 0.97),
        (5, second, 75.0, 50.0, 0.0, 0.89),
        (10, second, 20.0, 5.0, 30.0, 0.98),
        (50, second, 75.0, 10.0, 0.0, 0.96),
        (50, second, 75.0, 10.0, 1500.0, 0.90),
        (100, 10 * second, 75.0, 50.0, 20.0, 0.98),
    ] {
        let server = Strict::new(calls, per, delay, jitter, work);
        let (refused, used) = run(&server, 4000).await;
        println!("{calls}/{per:?}, {delay} ms ± {jitter} ms, {work} ms of work: {refused} refused, {used:.3} used");
        assert_eq!(refused, 0, "{calls} per {per:?}, jitter {jitter}");
        assert!(used >= least, "{calls} per {per:?}, jitter {jitter}: {used:.3} used");
    }
}

#[tokio::test(start_paused = true)]
async fn clients_that_share_a_limiter_share_the_allowance() {
    let server = Strict::new(5, Duration::from_secs(1), 20.0, 5.0, 0.0);
    let limiter = Limiter::new();
    let limit = Limit { scope: Scope::Account, calls: 5, per: Duration::from_secs(1) };
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let api = Api { limits: vec![limit], ..Api::new() };
            let client = Client::builder(api).transport(server.clone()).limiter(limiter.clone()).build().unwrap();
            tokio::spawn(async move {
                for _ in 0..50 {
                    client.send(&Read).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(server.state.lock().unwrap().refused, 0);
}

#[tokio::test(start_paused = true)]
async fn a_quota_that_is_used_up_is_an_error_that_was_not_sent() {
    let server = Strict::new(3, Duration::from_secs(86_400), 1.0, 0.0, 0.0);
    let limit = Limit { scope: Scope::Account, calls: 3, per: server.per };
    let api = Api { limits: vec![limit], ..Api::new() };
    let client = Client::builder(api).transport(server.clone()).build().unwrap();
    for _ in 0..3 {
        client.send(&Read).await.unwrap();
    }
    let error = client.send(&Read).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert!(!error.may_have_been_applied());
    assert!(error.retry_after().unwrap() > Duration::from_secs(86_000));
    assert_eq!(server.state.lock().unwrap().accepted, 3);
}

#[tokio::test(start_paused = true)]
async fn a_wait_is_reported_with_its_reason_while_it_lasts() {
    let server = Strict::new(2, Duration::from_secs(10), 1.0, 0.0, 0.0);
    let limit = Limit { scope: Scope::Account, calls: 2, per: server.per };
    let api = Api { limits: vec![limit], ..Api::new() };
    let client = Client::builder(api).transport(server).build().unwrap();
    for _ in 0..2 {
        client.send(&Read).await.unwrap();
        assert_eq!(client.limiter().waiting(), None);
    }
    let third = tokio::spawn({
        let client = client.clone();
        async move { client.send(&Read).await }
    });
    sleep(Duration::from_secs(3)).await;
    let waiting = client.limiter().waiting().unwrap();
    assert_eq!(waiting.waits_for, WaitsFor::Limit(limit));
    assert!((6.9..7.1).contains(&waiting.left.as_secs_f64()), "{waiting:?}");
    assert_eq!(waiting.to_string(), "waiting 7 s for 2 calls per 10 s");
    third.await.unwrap().unwrap();
    assert_eq!(client.limiter().waiting(), None);
    // A call that is given up waits no longer.
    let given_up = tokio::time::timeout(Duration::from_secs(1), async {
        client.send(&Read).await.unwrap();
        client.send(&Read).await
    });
    assert!(given_up.await.is_err());
    assert_eq!(client.limiter().waiting(), None);
}

#[tokio::test(start_paused = true)]
async fn a_pause_is_reported_as_the_providers_and_kept_to_the_end() {
    let stage = Stage::new(|number, _| match number {
        1 => Ok((429, "", &[("retry-after", "30")])),
        _ => Ok((200, "", &[])),
    });
    let client = Client::builder(Api::new()).transport(stage.clone()).retry(RetryPolicy::never()).build().unwrap();
    let calls: Vec<_> = (0..3)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                sleep(Duration::from_millis(1)).await;
                client.send(&Read).await
            })
        })
        .collect();
    client.send(&Read).await.unwrap_err();
    let paused = Instant::now();
    sleep(Duration::from_secs(5)).await;
    let waiting = client.limiter().waiting().unwrap();
    assert_eq!(waiting.waits_for, WaitsFor::Provider);
    assert_eq!(waiting.to_string(), "waiting 25 s because the provider asked for it");
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert!(stage.times()[1..].iter().all(|left| *left >= paused + Duration::from_secs(30)));
}
