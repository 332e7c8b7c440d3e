//! Every fault over real sockets: what the caller sees, and what was done all the same.

use super::served::Served;
use participants_sandbox::Sandbox;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A create is the call that shows whether something was done.
const CREATE: &str = "nom=Exemple&prenom=Y";

fn served() -> Served {
    Served::new(Sandbox::only(&["dendreo"], 1, 5).unwrap())
}

/// A server with this fault, for every call.
fn with(fault: Value) -> Served {
    let served = served();
    served.faults(json!([{"provider": "dendreo", "fault": fault}]));
    served
}

fn creates(served: &Served) -> u64 {
    served.sandbox.stats()["dendreo"]["creates"].as_u64().unwrap()
}

#[test]
fn without_a_fault_a_call_is_answered_and_carried_out() {
    let served = served();
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, creates(&served)), (201, 1));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.json()["nom"], "Exemple");
}

#[test]
fn a_lost_answer_is_a_closed_connection_after_the_effect() {
    let served = with(json!("lose_answer"));
    assert!(served.dendreo("POST", "participants.php", CREATE).is_none());
    assert_eq!(creates(&served), 1);
}

#[test]
fn a_drop_is_a_closed_connection_before_the_effect() {
    let served = with(json!("drop"));
    assert!(served.dendreo("POST", "participants.php", CREATE).is_none());
    assert_eq!(creates(&served), 0);
}

#[test]
fn a_delayed_answer_comes_late() {
    let served = with(json!({"delay_ms": 150}));
    let start = Instant::now();
    assert_eq!(served.dendreo("POST", "participants.php", CREATE).unwrap().status, 201);
    assert!(start.elapsed() >= Duration::from_millis(150));
    assert_eq!(creates(&served), 1);
}

#[test]
fn a_stall_never_answers_before_or_after_the_effect() {
    for (when, done) in [("before", 0), ("after", 1)] {
        let served = with(json!({"stall": when}));
        let target = "participants.php?key=sandbox-dendreo-key";
        assert!(served.is_silent(target, CREATE, Duration::from_millis(300)));
        assert_eq!(creates(&served), done, "{when}");
    }
}

#[test]
fn a_chosen_answer_comes_instead_with_or_without_the_effect() {
    let served = with(json!({"status": 503, "headers": {"X-Cause": "test", "retry-after": 2}, "body": "busy"}));
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, answer.body.as_slice(), creates(&served)), (503, b"busy".as_slice(), 0));
    assert_eq!((answer.header("x-cause"), answer.header("retry-after")), (Some("test"), Some("2")));
    served.faults(json!([{"fault": {"status": 504, "body": {"why": "é"}, "carried_out": true}}]));
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, answer.json(), creates(&served)), (504, json!({"why": "é"}), 1));
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[test]
fn too_many_requests_come_in_the_providers_manner() {
    let served = with(json!("rate_limited"));
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, answer.header("retry-after"), creates(&served)), (429, None, 0));
    let date = "Wed, 21 Oct 2026 07:28:00 GMT";
    for (given, sent) in [(json!("2"), "2"), (json!(3), "3"), (json!(date), date)] {
        served.faults(json!([{"fault": {"rate_limited": {"retry_after": given}}}]));
        let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
        assert_eq!((answer.status, answer.header("retry-after")), (429, Some(sent)));
    }
    // Only what a documented limit refuses counts as refused by limit.
    assert_eq!(served.sandbox.stats()["dendreo"]["refused"], 0);
}

#[test]
fn a_page_of_html_comes_with_success() {
    let served = with(json!("html"));
    let answer = served.dendreo("GET", "participants.php", "").unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").unwrap().starts_with("text/html"));
    assert!(answer.body.starts_with(b"<!DOCTYPE html>"));
}

#[test]
fn cut_json_ends_in_the_middle_after_the_effect() {
    let served = with(json!("cut_json"));
    // The helper checks that the stated length is the length of the body.
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, creates(&served)), (201, 1));
    assert!(answer.body.starts_with(b"{") && serde_json::from_slice::<Value>(&answer.body).is_err());
}

#[test]
fn an_error_inside_a_success_did_nothing() {
    let served = with(json!("error_in_success"));
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, creates(&served)), (200, 0));
    assert_eq!(answer.json()["status"], "failure");
}

#[test]
fn an_expired_token_is_answered_as_no_token() {
    let served = with(json!("expired_token"));
    assert_eq!(served.dendreo("POST", "participants.php", CREATE).unwrap().status, 401);
    assert_eq!(creates(&served), 0);
}

#[test]
fn an_expired_token_ends_all_sessions() {
    let served = Served::new(Sandbox::only(&["wordbee"], 1, 5).unwrap());
    let env = |name: &str| served.ready["providers"]["wordbee"]["env"][name].as_str().unwrap();
    let connect = format!(
        "/api/connect?account={}&pwd={}&json=true",
        env("WORDBEE_ACCOUNT"),
        form_urlencoded::byte_serialize(env("WORDBEE_PASSWORD").as_bytes()).collect::<String>()
    );
    let connect = || served.call("wordbee", "GET", &connect, "", "").unwrap().json().as_str().unwrap().to_owned();
    let companies =
        |token: &str| served.call("wordbee", "GET", &format!("/companies?token={token}&json=true"), "", "").unwrap();
    let token = connect();
    assert_eq!(companies(&token).status, 200);
    served.faults(json!([{"times": 1, "fault": "expired_token"}]));
    let refused = companies(&token);
    // The fault is over, the session as well.
    assert_eq!((refused.status, companies(&token).status), (403, 403));
    assert_eq!(companies(&connect()).status, 200);
}

#[test]
fn an_unknown_member_is_in_every_record() {
    let served = with(json!("unknown_member"));
    let list = served.dendreo("GET", "participants.php", "").unwrap().json();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 5);
    assert!(list.iter().all(|record| record["sandbox_unknown_member"].is_object()));
}

#[test]
fn an_invalid_record_is_one_among_valid_ones() {
    let served = with(json!("invalid_record"));
    let list = served.dendreo("GET", "participants.php", "").unwrap().json();
    let invalid: Vec<&Value> = list.as_array().unwrap().iter().filter(|record| !record.is_object()).collect();
    assert_eq!((list.as_array().unwrap().len(), invalid), (5, vec![&json!(17)]));
    served.faults(json!([{"fault": {"invalid_record": "member"}}]));
    let list = served.dendreo("GET", "participants.php", "").unwrap().json();
    let is_invalid = |record: &&Value| record.as_object().unwrap().values().any(Value::is_array);
    assert_eq!(list.as_array().unwrap().iter().filter(is_invalid).count(), 1);
}

#[test]
fn a_redirect_points_away() {
    let served = with(json!({"redirect": "https://elsewhere.example/login"}));
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, creates(&served)), (307, 0));
    assert_eq!(answer.header("location"), Some("https://elsewhere.example/login"));
    served.faults(json!([{"fault": {"redirect": "https://elsewhere.example/", "status": 302}}]));
    assert_eq!(served.dendreo("GET", "participants.php", "").unwrap().status, 302);
}

#[test]
fn a_huge_answer_is_as_large_as_asked_and_still_json() {
    let served = with(json!({"huge_bytes": 3_000_000}));
    let answer = served.dendreo("POST", "participants.php", CREATE).unwrap();
    assert_eq!((answer.status, answer.body.len(), creates(&served)), (201, 3_000_000, 1));
    assert_eq!(answer.json()["nom"], "Exemple");
}

#[test]
fn a_rule_applies_only_to_its_calls_and_only_so_often() {
    let served = served();
    served.faults(json!([
        {"provider": "dendreo", "match": {"method": "POST", "path": "/participants.php"}, "times": 1, "fault": "drop"},
        {"provider": "dendreo", "match": {"path": "entreprises.php"}, "every": 2, "fault": {"status": 500}},
    ]));
    assert_eq!(served.dendreo("GET", "participants.php", "").unwrap().status, 200);
    assert!(served.dendreo("POST", "participants.php", CREATE).is_none());
    assert_eq!(served.dendreo("POST", "participants.php", CREATE).unwrap().status, 201);
    let statuses: Vec<u16> = (0..4).map(|_| served.dendreo("GET", "entreprises.php", "").unwrap().status).collect();
    assert_eq!(statuses, [200, 500, 200, 500]);
    let (_, plan) = served.control("GET", "/faults", "");
    assert_eq!((&plan[0]["fired"], &plan[1]["fired"], &plan[1]["matched"]), (&json!(1), &json!(2), &json!(4)));
}

#[test]
fn a_connection_serves_many_calls_until_one_is_lost() {
    use std::io::{Read, Write};
    let served = served();
    served.faults(json!([{"every": 3, "fault": "lose_answer"}]));
    let mut stream = std::net::TcpStream::connect(served.address("dendreo")).unwrap();
    let request =
        "GET /demo/api/participants.php?id=2001&key=sandbox-dendreo-key&fields=nom HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut bytes = Vec::new();
    for answered in 1..=2 {
        stream.write_all(request.as_bytes()).unwrap();
        while bytes.iter().filter(|byte| **byte == b'}').count() < answered {
            let mut some = [0; 1024];
            let read = stream.read(&mut some).unwrap();
            assert_ne!(read, 0, "closed too early");
            bytes.extend_from_slice(&some[..read]);
        }
    }
    stream.write_all(request.as_bytes()).unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.is_empty());
    assert_eq!(String::from_utf8(bytes).unwrap().matches("HTTP/1.1 200").count(), 2);
}
