//! The token, the limit, failures, the settings, and what the sandbox asks of every emulator.

use super::{Caller, NEWCOMERS, label, user};
use crate::emulator::{Effect, Emulator, Window};
use crate::groups::Groups;
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

#[test]
fn without_the_bearer_token_nothing_is_read_or_written() {
    let mut caller = Caller::new(3);
    let before = caller.remote.state();
    for authorization in
        [None, Some("sandbox-groups-token"), Some("Bearer sandbox-groups-toke"), Some("Basic sandbox-groups-token")]
    {
        caller.authorization = authorization;
        assert_eq!(caller.groups(), label(401, "common-unauthorized"), "{authorization:?}");
        assert_eq!(caller.patch(0, &json!({"shortName": "X"})).0, 401);
    }
    assert_eq!(caller.remote.state(), before);
    caller.authorization = Some("bearer sandbox-groups-token");
    assert_eq!(caller.groups().0, 200, "the scheme has no case");
}

#[test]
fn a_token_may_lack_the_right_to_one_method() {
    let report = json!({"lng": "en"});
    for (right, refused) in [
        ("none", None),
        ("groups", Some(0)),
        ("report", Some(1)),
        ("users_info", Some(2)),
        ("users", Some(3)),
        ("user", Some(4)),
    ] {
        let mut caller = Caller::new(2).set("forbidden", right);
        let answers = [
            caller.groups(),
            caller.post("report", &report),
            caller.post("users/info", &json!({})),
            caller.post("users", &json!({})),
            caller.patch(0, &json!({})),
        ];
        for (place, answer) in answers.into_iter().enumerate() {
            assert_eq!(answer == label(403, "forbidden"), refused == Some(place), "{right}: {answer:?}");
        }
    }
}

#[test]
fn the_body_of_a_failure_is_a_setting() {
    let text = "group-does-not-exists";
    for (setting, expected) in [
        ("code", json!({"code": text})),
        ("message", json!({"statusCode": 404, "message": text})),
        ("error", json!({"error": text})),
        ("nested", json!({"error": {"code": text, "message": "The request could not be carried out."}})),
    ] {
        let mut caller = Caller::new(1).set("error_body", setting);
        let body = json!({
            "user": {"fullName": "A B", "shortName": "A", "email": "a@example.org"},
            "group": {"id": "66aa0000000000000000ffff"}
        });
        let mut answer = caller.post("users", &body);
        assert_eq!(answer, (404, expected));
        assert!(caller.remote.records_in(&mut answer.1).is_empty());
    }
    let mut caller = Caller::new(1).set("error_body", "text");
    let reply = caller.send(Method::PATCH, "user/66bb0000000000000000ffff", r#"{"shortName":"X"}"#);
    assert_eq!((reply.status, &reply.body[..]), (404, &b"User not found"[..]));
    let mut caller = caller.set("error_body", "empty");
    let reply = caller.send(Method::PATCH, "user/66bb0000000000000000ffff", r#"{"shortName":"X"}"#);
    assert_eq!((reply.status, reply.body.len()), (404, 0));
}

#[test]
fn patch_labels_may_be_words_with_hyphens() {
    let mut caller = Caller::new(20).set("patch_labels", "slugs").set("licence_active", false);
    assert_eq!(caller.patch(0, &json!({})), label(400, "bad-request"));
    assert_eq!(caller.patch(0, &json!({"shortName": "X"})), label(402, "payment-required"));
    let mut caller = caller.set("licence_active", true).set("busy_after_move", 1);
    assert_eq!(caller.patch(0, &json!({"groupId": super::FINANCE})).0, 200);
    assert_eq!(caller.patch(0, &json!({"shortName": "X"})), label(409, "user-s-education-plan-is-being-calculated"));
}

#[test]
fn ten_calls_a_second_are_allowed_per_method() {
    let caller = Caller::new(1);
    let windows: Vec<Vec<Window>> = [
        (Method::POST, "users/info"),
        (Method::GET, "groups"),
        (Method::POST, "users"),
        (Method::POST, "report"),
        (Method::PATCH, "user/66bb00000000000000000001"),
    ]
    .into_iter()
    .map(|(method, target)| caller.remote.limits(&caller.call(method, target, "")))
    .collect();
    let mut keys = Vec::new();
    for window in &windows {
        assert_eq!((window.len(), window[0].count, window[0].per), (1, 10, Duration::from_secs(1)));
        assert!(!keys.contains(&&window[0].key), "{keys:?}");
        keys.push(&window[0].key);
    }
    let other = caller.remote.limits(&caller.call(Method::PATCH, "user/66bb00000000000000000002", ""));
    assert_eq!(other, windows[4], "one window for all users");
    let over = caller.remote.over_limit();
    assert_eq!((over.status, &over.body[..]), (429, &br#"{"code":"too-many-requests"}"#[..]));
    assert!(over.headers.iter().all(|(name, _)| name != "retry-after"));
    let stranger = Caller { authorization: None, ..caller };
    assert_eq!(stranger.remote.limits(&stranger.call(Method::GET, "groups", "")), vec![]);
}

#[test]
fn only_the_five_documented_paths_exist() {
    let mut caller = Caller::new(1);
    for (method, target) in [
        (Method::GET, "users"),
        (Method::POST, "user"),
        (Method::PATCH, "users/66bb00000000000000000001"),
        (Method::PUT, "user/66bb00000000000000000001"),
        (Method::GET, "user/66bb00000000000000000001"),
        (Method::DELETE, "user/66bb00000000000000000001"),
        (Method::GET, "/groups"),
        (Method::GET, "report"),
    ] {
        assert_eq!(caller.send(method.clone(), target, "{}").status, 404, "{method} {target}");
    }
    let mut call = caller.call(Method::GET, "groups", "");
    call.path = "/openapi/v2/groups".into();
    assert_eq!(caller.remote.handle(&call, Duration::ZERO).status, 404);
}

#[test]
fn groups_come_with_their_number_and_two_share_a_name() {
    let mut caller = Caller::new(3);
    let (status, answer) = caller.groups();
    let groups = answer["result"].as_array().unwrap();
    assert_eq!((status, &answer["total"]), (200, &json!(groups.len())));
    assert_eq!(groups[0], json!({"id": NEWCOMERS, "name": "Newcomers", "isStarted": true}));
    assert!(groups.iter().any(|group| group["isStarted"] == false));
    let warehouses: Vec<&Value> = groups.iter().filter(|group| group["name"] == "Warehouse").collect();
    assert_eq!(warehouses.len(), 2);
    assert_ne!(warehouses[0]["id"], warehouses[1]["id"]);
    for group in groups {
        let id = group["id"].as_str().unwrap();
        assert!(id.len() == 24 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    }
}

#[test]
fn a_company_without_groups_answers_404() {
    let mut caller = Caller::new(3).set("groups", "none");
    assert_eq!(caller.groups(), label(404, "groups-not-found"));
    let body = json!({
        "user": {"fullName": "A B", "shortName": "A", "email": "a@example.org"}, "group": {"id": NEWCOMERS}
    });
    assert_eq!(caller.post("users", &body), label(404, "group-does-not-exists"));
    assert_eq!(caller.patch(0, &json!({"groupId": NEWCOMERS})), label(404, "Group not found"));
}

#[test]
fn records_are_found_in_every_answer() {
    let mut caller = Caller::new(3);
    let created = json!({
        "user": {"fullName": "A B", "shortName": "A", "email": "a@example.org"}, "group": {"id": NEWCOMERS}
    });
    for ((_, mut answer), count, member) in [
        (caller.groups(), 7, "isStarted"),
        (caller.post("report", &json!({"lng": "en"})), 3, "fullName"),
        (caller.post("users", &created), 1, "id"),
        (caller.patch(0, &json!({"shortName": "X"})), 1, "userId"),
    ] {
        let records = caller.remote.records_in(&mut answer);
        assert_eq!(records.len(), count, "{member}");
        assert!(records.iter().all(|record| record.get(member).is_some()), "{member}");
    }
    let mut caller = caller.set("report_answer", "wrapped");
    let (_, mut answer) = caller.post("report", &json!({"lng": "en"}));
    assert_eq!(caller.remote.records_in(&mut answer).len(), 4);
    assert_eq!(caller.remote.error_inside_success().status, 200);
}

#[test]
fn equal_seeds_and_calls_give_equal_records_and_other_seeds_equal_ids() {
    let run = || {
        let mut caller = Caller::new(60);
        caller.patch(2, &json!({"shortName": "X"}));
        (caller.remote.state(), caller.post("report", &json!({"lng": "de"})))
    };
    assert_eq!(run(), run());
    let (seven, eight) = (Groups::new(7, 60).state(), Groups::new(8, 60).state());
    assert_ne!(seven["users"][59], eight["users"][59]);
    for place in [0, 59] {
        assert_eq!(seven["users"][place]["id"], user(place));
        assert_eq!(eight["users"][place]["id"], user(place));
    }
}

#[test]
fn every_state_occurs_and_follows_the_group() {
    let state = Groups::new(7, 200).state();
    let started = |id: &Value| {
        let group = state["groups"].as_array().unwrap().iter().find(|group| group["id"] == *id);
        group.unwrap()["isStarted"].as_bool().unwrap()
    };
    let mut seen = std::collections::BTreeSet::new();
    for user in state["users"].as_array().unwrap() {
        seen.insert(user["state"].as_str().unwrap());
        let waiting = user["state"] == "training not assigned";
        assert_eq!(waiting, !started(&user["group"]["id"]), "{user}");
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}

#[test]
fn a_hundred_thousand_users_can_be_paged_to_the_end() {
    let mut caller = Caller::new(100_000);
    assert_eq!(caller.remote.people(), 100_000);
    let (_, last) = caller.post("report", &json!({"lng": "en", "page": 1_000}));
    assert_eq!(last.as_array().unwrap().len(), 100);
    assert_eq!(last[99]["id"], user(99_999));
    assert_eq!(caller.post("report", &json!({"lng": "en", "page": 1_001})).1, json!([]));
}

#[test]
fn a_client_is_given_the_address() {
    let environment = Groups::new(1, 1).environment("http://127.0.0.1:4000/");
    assert_eq!(
        environment,
        [("GROUPS_BASE_URL", "http://127.0.0.1:4000".to_owned()), ("GROUPS_TOKEN", "sandbox-groups-token".to_owned())]
    );
}

#[test]
fn effects_distinguish_reads_changes_and_creations() {
    let mut caller = Caller::new(2);
    let created = format!(
        r#"{{"user":{{"fullName":"A B","shortName":"A","email":"a@example.org"}},"group":{{"id":"{NEWCOMERS}"}}}}"#
    );
    for (method, target, body, effect) in [
        (Method::POST, "report", r#"{"lng":"en"}"#, Effect::None),
        (Method::POST, "users", created.as_str(), Effect::Created),
        (Method::POST, "users", created.as_str(), Effect::None),
        (Method::PATCH, "user/66bb00000000000000000001", r#"{"shortName":"X"}"#, Effect::Changed),
        (Method::PATCH, "user/66bb00000000000000000001", "{}", Effect::None),
    ] {
        assert_eq!(caller.send(method, target, body).effect, effect, "{target} {body}");
    }
}
