//! The transport without sockets, on a paused clock: what a client sees of each reaction.
#![cfg(feature = "transport")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use bytes::Bytes;
use http::{Request, Response};
use participants_core::transport::{Bounds, Reason, TransportError, exchange};
use participants_sandbox::{PROVIDERS, Sandbox, transport::InProcess};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

const BOUNDS: Bounds = Bounds::new(Duration::from_secs(60), 1 << 20);

fn transport() -> InProcess {
    InProcess::new(Sandbox::new(1, 5))
}

fn with(fault: Value) -> InProcess {
    let transport = transport();
    transport.sandbox().set_faults(&json!([{"fault": fault}])).unwrap();
    transport
}

async fn create(transport: &InProcess, bounds: Bounds) -> Result<Response<Bytes>, TransportError> {
    let url = format!("{}participants.php", transport.documented_base("dendreo").unwrap());
    let request = Request::post(url)
        .header("authorization", "Token token=\"sandbox-dendreo-key\"")
        .header("content-type", "application/json")
        .body(Bytes::from_static(br#"{"nom":"Exemple"}"#));
    exchange(transport, request.unwrap(), bounds).await
}

fn creates(transport: &InProcess) -> u64 {
    transport.sandbox().stats()["dendreo"]["creates"].as_u64().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_call_is_answered() {
    let transport = transport();
    let answer = create(&transport, BOUNDS).await.unwrap();
    assert_eq!((answer.status().as_u16(), creates(&transport)), (201, 1));
    assert_eq!(answer.headers()["content-type"], "application/json");
}

#[tokio::test(start_paused = true)]
async fn every_provider_has_an_address_of_its_own() {
    let transport = transport();
    let mut addresses: Vec<String> = PROVIDERS.iter().map(|name| transport.base_url(name).unwrap()).collect();
    assert!(addresses.iter().all(|address| address.starts_with("http://localhost:")));
    for name in PROVIDERS {
        let request =
            Request::get(format!("{}/nowhere", transport.base_url(name).unwrap())).body(Bytes::new()).unwrap();
        assert!(exchange(&transport, request, BOUNDS).await.unwrap().status().is_client_error(), "{name}");
        assert_eq!(transport.sandbox().stats()[name]["requests"], 1);
        assert!(!transport.environment(name).unwrap().is_empty());
    }
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), PROVIDERS.len());
}

#[tokio::test(start_paused = true)]
async fn no_server_listens_at_another_address() {
    let transport = InProcess::new(Sandbox::only(&["dendreo"], 1, 5).unwrap());
    assert!(transport.base_url("azav").is_err() && transport.environment("azav").is_err());
    for url in ["http://localhost:9000/", "http://localhost:9004/", "https://localhost:9001/", "http://x.example:9001/"]
    {
        let request = Request::get(url).body(Bytes::new()).unwrap();
        let error = exchange(&transport, request, BOUNDS).await.unwrap_err();
        assert!(error.was_not_sent(), "{url}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_closed_connection_says_nothing_about_the_effect() {
    for (fault, done) in [("lose_answer", 1), ("drop", 0)] {
        let transport = with(json!(fault));
        let error = create(&transport, BOUNDS).await.unwrap_err();
        assert_eq!((error.reason, creates(&transport)), (Reason::Interrupted, done));
    }
}

#[tokio::test(start_paused = true)]
async fn a_late_call_is_carried_out_when_its_time_has_come() {
    let transport = with(json!({"late_ms": 400}));
    assert_eq!(create(&transport, BOUNDS).await.unwrap_err().reason, Reason::Interrupted);
    tokio::time::advance(Duration::from_millis(399)).await;
    assert_eq!(creates(&transport), 0);
    tokio::time::advance(Duration::from_millis(1)).await;
    assert_eq!(creates(&transport), 1);
}

#[tokio::test(start_paused = true)]
async fn a_stall_lasts_until_the_time_is_up() {
    let transport = with(json!("stall"));
    let start = Instant::now();
    let error = create(&transport, BOUNDS).await.unwrap_err();
    assert_eq!((error.reason, start.elapsed(), creates(&transport)), (Reason::Timeout, BOUNDS.timeout, 1));
}

#[tokio::test(start_paused = true)]
async fn a_delay_is_waited_for_or_too_long() {
    let transport = with(json!({"delay_ms": 5_000}));
    let start = Instant::now();
    assert!(create(&transport, BOUNDS).await.is_ok());
    assert_eq!(start.elapsed(), Duration::from_secs(5));
    let hasty = Bounds { timeout: Duration::from_secs(4), ..BOUNDS };
    assert_eq!(create(&transport, hasty).await.unwrap_err().reason, Reason::Timeout);
    assert_eq!(creates(&transport), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_be_too_large() {
    let transport = with(json!({"huge_bytes": BOUNDS.max_answer + 1}));
    assert_eq!(create(&transport, BOUNDS).await.unwrap_err().reason, Reason::AnswerTooLarge);
    let roomy = Bounds { max_answer: BOUNDS.max_answer + 1, ..BOUNDS };
    assert!(create(&transport, roomy).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn limits_follow_the_paused_clock() {
    let transport = transport();
    for _ in 0..100 {
        assert_eq!(create(&transport, BOUNDS).await.unwrap().status(), 201);
    }
    assert_eq!(create(&transport, BOUNDS).await.unwrap().status(), 429);
    tokio::time::advance(Duration::from_millis(9_999)).await;
    assert_eq!(create(&transport, BOUNDS).await.unwrap().status(), 429);
    tokio::time::advance(Duration::from_millis(1)).await;
    assert_eq!(create(&transport, BOUNDS).await.unwrap().status(), 201);
    assert_eq!(transport.sandbox().stats()["dendreo"]["refused"], 2);
}

#[tokio::test(start_paused = true)]
async fn the_same_calls_at_the_same_seed_leave_the_same_state() {
    let mut states = Vec::new();
    for seed in [4, 4, 5] {
        let transport = InProcess::new(Sandbox::new(seed, 30));
        create(&transport, BOUNDS).await.unwrap();
        states.push(transport.sandbox().state());
    }
    assert_eq!(states[0], states[1]);
    for name in PROVIDERS {
        assert_ne!(states[0][name], states[2][name], "{name} does not heed its seed");
    }
}

#[tokio::test(start_paused = true)]
async fn neither_keys_nor_people_show_in_debug() {
    let transport = transport();
    let text = format!("{transport:?}");
    assert!(!text.contains("sandbox-dendreo-key") && !text.contains("Siobh"), "{text}");
}
