//! The written-down answers: each is read, and each request is the one this crate would send.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{answered, company, fixture};
use participants_core::{
    Endpoint, Error, ErrorKind, Provider, Request, Unified,
    serde_json::{self, Value},
};
use participants_groups::{CreateUser, Groups, ListGroups, PortalLink, Report, UpdateUser, UserChanges};
use std::fs;

/// The fixtures by name, each with its request and its answer.
fn all() -> Vec<(String, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let mut fixtures: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let fixture = fixture(&name);
            (name, fixture)
        })
        .collect();
    fixtures.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert!(fixtures.len() > 20);
    fixtures
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn changes(body: &Value) -> UserChanges {
    body.as_object().unwrap().iter().fold(UserChanges::new(), |changes, (name, value)| match name.as_str() {
        "groupId" => changes.group_id(text(value)),
        "fullName" => changes.full_name(text(value)),
        "shortName" => changes.short_name(text(value)),
        "email" => changes.email(text(value)),
        other => panic!("{other} is no member of a user"),
    })
}

/// Gives the endpoint of a fixture to `$use`, as `$call`.
macro_rules! with_call {
    ($fixture:expr, |$call:ident| $use:expr) => {{
        let request = &$fixture["request"];
        let (path, body) = (request["path"].as_str().unwrap(), &request["body"]);
        match (request["method"].as_str().unwrap(), path.strip_prefix("/openapi/v1/").unwrap()) {
            ("GET", "groups") => {
                let $call = ListGroups;
                $use
            }
            ("POST", "users/info") => {
                let $call = PortalLink::of(body["email"].as_str().unwrap());
                $use
            }
            ("POST", "users") => {
                let $call = CreateUser::new(changes(&body["user"]).group_id(text(&body["group"]["id"])));
                $use
            }
            ("POST", "report") => {
                let mut $call = Report::new().language(body["lng"].as_str().unwrap());
                for email in body["email"].as_array().into_iter().flatten() {
                    $call = $call.email(email.as_str().unwrap());
                }
                if let Some(page) = body["page"].as_u64() {
                    $call = $call.page(u32::try_from(page).unwrap());
                }
                $use
            }
            ("PATCH", user) => {
                let id = user.strip_prefix("user/").unwrap().to_owned();
                let $call = UpdateUser::new(id, changes(body));
                $use
            }
            (method, path) => panic!("{method} {path} is no call of this API"),
        }
    }};
}

#[test]
fn every_request_is_what_this_crate_would_send() {
    let company = company("https://asap.example.org");
    for (name, fixture) in all() {
        let request: Result<Request, Error> = with_call!(fixture, |call| call.request(&company));
        let asked = &fixture["request"];
        let Ok(request) = request else {
            assert!(asked["body"].to_string().contains("Zoe@"), "{name}: only capitals are refused here");
            continue;
        };
        let sent = request.to_http().unwrap();
        assert_eq!(sent.method(), asked["method"].as_str().unwrap(), "{name}");
        assert_eq!(sent.uri().path(), asked["path"].as_str().unwrap(), "{name}");
        let body = serde_json::from_slice::<Value>(sent.body()).unwrap_or_default();
        assert_eq!(body, asked["body"], "{name}");
    }
}

#[test]
fn every_answer_is_read_or_reported_as_the_failure_it_is() {
    let company = company("https://asap.example.org");
    for (name, fixture) in all() {
        let answer = answered(&fixture);
        if let Some(failure) = company.failure(&answer) {
            assert!(!answer.status.is_success() || name == "error_inside_success", "{name}");
            assert_ne!(failure.kind, ErrorKind::Refused, "{name}");
            assert_eq!(failure.code.is_none(), answer.is_empty(), "{name}: an unknown label");
            continue;
        }
        assert!(answer.status.is_success(), "{name}");
        with_call!(fixture, |call| {
            let read = call.response(&company, &answer);
            assert!(read.is_ok(), "{name}: {:?}", read.err());
        });
        if name.starts_with("report") || name.starts_with("update") {
            for person in Groups::people_in(&answer).unwrap() {
                let person = person.unwrap();
                assert!(person.invalid_fields().is_empty() && !person.id.is_empty(), "{name}");
                let unknown: Vec<_> = person.extra().into_keys().filter(|path| !is_documented(path)).collect();
                assert!(unknown.is_empty(), "{name}: {unknown:?}");
            }
        }
    }
}

/// Members of the report without a field, and the half of a change that says how it was.
fn is_documented(path: &str) -> bool {
    let parts = ["education", "Education", "previous", "certificatesReceived", "dateLastActive", "phishingAttacks"];
    parts.iter().any(|part| path.contains(part))
}
