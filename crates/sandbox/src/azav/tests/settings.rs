//! The settings that concern no single operation, and that the module's front page lists them all.

use super::{ALL, FIRST, call, get, read, send, with, write};
use crate::azav::{Azav, TOKEN};
use crate::emulator::Emulator;
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// The module's front page.
const PAGE: &str = include_str!("../../azav.rs");

#[test]
fn the_front_page_lists_every_setting_with_its_values_default_first() {
    let mut azav = with(&[]);
    let (_, page) = PAGE.split_once("# Settings").unwrap();
    for (name, default) in azav.settings().as_object().unwrap() {
        let refusal = azav.set(name, &json!([])).unwrap_err();
        let values = refusal.rsplit(": ").next().unwrap();
        let default = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        let rest: Vec<&str> = values.split(", ").filter(|value| *value != default).collect();
        let listed = std::iter::once(default.as_str()).chain(rest).map(|value| format!("`{value}`"));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let listed = if values.starts_with("a whole number") { format!("`{default}`") } else { listed };
        // Two settings may share a list.
        let (_, after) = page.split_once(&format!("`{name}` ")).unwrap_or_else(|| panic!("{name} is not listed"));
        let (_, after) = after.split_once('(').unwrap();
        assert!(after.starts_with(&format!("{listed})")), "{name} has {listed}");
    }
}

#[test]
fn reads_may_be_as_thin_as_the_samples() {
    let mut azav = with(&[("reads", json!("thin")), ("spelling", json!("snake"))]);
    let thin = json!({"id": "00000000-0000-4000-8000-000000000001", "first_name": "Éléonore", "last_name": "D'Hôtel"});
    assert_eq!(get(&mut azav, FIRST), thin);
    assert_eq!(get(&mut azav, ALL)[0], thin);
    assert!(azav.state()["participants"][0]["email"].is_string(), "the record itself is whole");
    let (_, answer) = write(&mut azav, Method::PUT, FIRST, json!({"birth_city": "Jena"}));
    assert_eq!(answer["data"]["birth_city"], "Jena", "an answer to a write is another matter");
}

#[test]
fn something_may_stand_beside_data() {
    let mut azav = with(&[("beside_data", json!("meta"))]);
    for path in [ALL, FIRST, "/v1/programs"] {
        let answer = read(&send(&mut azav, Method::GET, path, None));
        assert!(answer["meta"].is_object() && answer["data"] != json!(null), "{path}");
        assert_eq!(answer.as_object().unwrap().len(), 2, "{path}");
    }
    assert!(write(&mut azav, Method::POST, ALL, json!({"email": "a@example.org"})).1["meta"].is_object());
    assert!(read(&send(&mut azav, Method::GET, "/v1/participants/1", None)).get("meta").is_none());
}

#[test]
fn headers_that_no_page_mentions_come_only_if_set() {
    let created = |settings: &[(&str, Value)]| {
        let body = json!({"participant": {"email": "a@example.org"}});
        let reply = send(&mut with(settings), Method::POST, ALL, Some(&body));
        let header = |name: &str| reply.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        (header("location"), header("x-request-id"))
    };
    assert_eq!(created(&[]), (None, None));
    let (location, request) = created(&[("location", json!(true)), ("request_id", json!(true))]);
    assert_eq!(location.as_deref(), Some("/v1/participants/00000000-0000-4000-8000-000000000013"));
    assert_eq!(request.as_deref(), Some("sandbox-00000001"));
    let (location, _) = created(&[("location", json!(true)), ("ids", json!("integer"))]);
    assert_eq!(location.as_deref(), Some("/v1/participants/13"));
    let refused = send(&mut with(&[("request_id", json!(true))]), Method::GET, "/v1", None);
    assert_eq!(refused.headers.last().unwrap().0, "x-request-id", "a refusal has one too");
}

#[test]
fn a_body_may_be_too_large() {
    let mut azav = with(&[]);
    let body = json!({"email": "a@example.org", "birthCity": "x".repeat(5_000)});
    assert_eq!(write(&mut azav, Method::POST, ALL, body.clone()).0, 201, "no limit is documented");
    azav.set("largest_body", &json!(1_000)).unwrap();
    let (status, answer) = write(&mut azav, Method::POST, ALL, body);
    assert_eq!((status, &answer["errors"]["detail"]), (413, &json!("Request Entity Too Large")));
    assert_eq!(write(&mut azav, Method::POST, ALL, json!({"email": "b@example.org"})).0, 201);
}

#[test]
fn an_update_may_come_without_its_envelope_only_if_set() {
    let bare = json!({"birthCity": "Jena"});
    let mut azav = with(&[]);
    assert_eq!(send(&mut azav, Method::PUT, FIRST, Some(&bare)).status, 400);
    azav.set("update_envelope", &json!("optional")).unwrap();
    assert_eq!(send(&mut azav, Method::PUT, FIRST, Some(&bare)).status, 200);
    assert_eq!(get(&mut azav, FIRST)["birthCity"], "Jena");
    assert_eq!(write(&mut azav, Method::PUT, FIRST, json!({"birthCity": "Gera"})).0, 200, "the envelope is fine still");
    assert_eq!(get(&mut azav, FIRST)["birthCity"], "Gera");
    assert_eq!(send(&mut azav, Method::PUT, FIRST, Some(&json!({}))).status, 400, "nothing is no record");
    assert_eq!(send(&mut azav, Method::POST, ALL, Some(&bare)).status, 400, "a create has its envelope documented");
}

#[test]
fn equal_seeds_and_calls_give_equal_records() {
    let run = || {
        let mut azav = Azav::new(3, 12);
        write(&mut azav, Method::POST, ALL, json!({"email": "a@example.org"}));
        let headers = [("authorization", &*format!("Bearer {TOKEN}"))];
        azav.handle(&call(Method::DELETE, FIRST, &headers, ""), Duration::ZERO);
        azav.state()
    };
    assert_eq!(run(), run());
}
