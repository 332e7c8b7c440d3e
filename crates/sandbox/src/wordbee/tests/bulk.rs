//! Bulk writes of v2: upload, start, poll, and what the items do.

use super::{ACCOUNT, Side, call, read};
use crate::emulator::{Effect, Emulator, Reply};
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

fn upload(side: &mut Side, name: &str, kind: &str, body: &str) -> Reply {
    let token = side.v2.clone();
    let headers = [("x-auth-token", token.as_str()), ("x-auth-accountid", ACCOUNT), ("content-type", kind)];
    side.send(call(Method::POST, "/api/media/upload", &[("filename", name)], &headers, body))
}

fn multipart(content: &str) -> String {
    format!(
        "--b 1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.json\"\r\n\r\n{content}\r\n--b 1--\r\n"
    )
}

const KIND: &str = "multipart/form-data; boundary=\"b 1\"";

/// Uploads the text, starts a write with it, and answers what came of it.
fn start(side: &mut Side, content: &str, more: &Value) -> Reply {
    let file = read(&upload(side, "people.json", KIND, &multipart(content)))["result"]["token"].clone();
    let mut body = json!({"fileToken": file});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    side.v2(Method::POST, "/api/persons/io/updates", &[], &body)
}

fn poll(side: &mut Side, id: &Value) -> Reply {
    side.now += Duration::from_secs(5);
    side.v2(Method::GET, "/api/trm/status", &[("requestid", &id.to_string())], &json!(null))
}

/// The results of a write that is finished at once.
fn run(side: &mut Side, items: &Value) -> (Value, Effect) {
    side.wordbee.set("bulk_polls", &json!(0)).unwrap();
    let reply = start(side, &items.to_string(), &json!({}));
    assert_eq!(read(&reply)["trm"]["status"], "Finished");
    (read(&reply)["results"].take(), reply.effect)
}

fn item(action: &str, more: Value) -> Value {
    let mut item = json!({"action": action, "cid": 77});
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    item
}

fn ada() -> Value {
    json!({"fname": "Ada", "lname": "Okafor", "email": "ada@example.org"})
}

#[test]
fn an_upload_is_multipart_and_needs_a_name_with_its_extension() {
    let mut side = Side::with(&[]);
    let reply = upload(&mut side, "people.json", KIND, &multipart("[]"));
    assert_eq!((reply.status, &read(&reply)["result"]["name"]), (200, &json!("people.json")));
    let other_way = "Multipart/Form-Data; charset=utf-8; Boundary=x";
    assert_eq!(upload(&mut side, "a.json", other_way, &multipart("[]").replace("b 1", "x")).status, 200);
    for (name, kind, body) in [
        ("people", KIND, multipart("[]")),
        ("", KIND, multipart("[]")),
        (".json", KIND, multipart("[]")),
        ("people.", KIND, multipart("[]")),
        ("people.json", "application/json", "[]".into()),
        ("people.json", "multipart/form-data", multipart("[]")),
        ("people.json", "multipart/form-data; boundary=", multipart("[]")),
        ("people.json", "multipart/form-data; boundary=other", multipart("[]")),
    ] {
        assert_eq!(upload(&mut side, name, kind, &body).status, 400, "{name} {kind}");
    }
}

#[test]
fn a_write_is_polled_until_it_is_finished() {
    let mut side = Side::with(&[]);
    let reply = start(&mut side, &json!([item("Create", ada())]).to_string(), &json!({}));
    let id = read(&reply)["trm"]["requestid"].clone();
    assert_eq!((&read(&reply)["trm"]["status"], reply.effect), (&json!("Waiting"), Effect::Created));
    assert_eq!(read(&poll(&mut side, &id))["trm"]["status"], "Executing");
    let end = read(&poll(&mut side, &id));
    assert_eq!((&end["trm"]["status"], &end["trm"]["requestid"]), (&json!("Finished"), &json!(0)));
    assert_eq!(end["results"][0]["pid"], 4021);
    assert_eq!(poll(&mut side, &json!(99)).status, 400);
}

#[test]
fn polling_too_often_is_refused() {
    let mut side = Side::with(&[]);
    let id = read(&start(&mut side, "[]", &json!({})))["trm"]["requestid"].clone();
    let at_once = side.v2(Method::GET, "/api/trm/status", &[("requestid", &id.to_string())], &json!(null));
    assert_eq!((at_once.status, poll(&mut side, &id).status), (429, 200));
}

#[test]
fn a_file_that_is_no_array_fails_with_a_reason() {
    let mut side = Side::with(&[("bulk_polls", json!(0))]);
    for content in ["{}", "not JSON"] {
        let answer = read(&start(&mut side, content, &json!({})));
        assert_eq!(answer["trm"]["status"], "Failed");
        assert!(!answer["trm"]["statusInfo"].as_str().unwrap().is_empty());
        assert_ne!(answer["trm"]["requestid"], 0);
    }
    let unknown = side.v2(Method::POST, "/api/persons/io/updates", &[], &json!({"fileToken": "none"}));
    assert_eq!((unknown.status, start(&mut side, "[]", &json!({"cfid": 3})).status), (400, 400));
    assert_eq!(start(&mut side, "[]", &json!({"readonly": "yes"})).status, 400);
}

#[test]
fn results_may_be_in_three_places() {
    let place = |setting: &str| {
        let mut side = Side::with(&[("bulk_polls", json!(0)), ("bulk_results", json!(setting))]);
        read(&start(&mut side, &json!([item("Skip", json!({"data": "x"}))]).to_string(), &json!({})))
    };
    assert_eq!(place("results")["results"][0]["data"], "x");
    assert_eq!(place("custom")["custom"][0]["data"], "x");
    assert_eq!(place("result_items")["result"]["items"][0]["data"], "x");
}

#[test]
fn read_only_validates_and_changes_nothing() {
    let mut side = Side::with(&[("bulk_polls", json!(0))]);
    let before = side.wordbee.state();
    let items = json!([item("Create", ada()), item("Create", json!({}))]).to_string();
    let reply = start(&mut side, &items, &json!({"readonly": true}));
    let results = read(&reply)["results"].clone();
    assert_eq!((&results[0]["status"], &results[1]["status"]), (&json!("Done"), &json!("Failed")));
    assert_eq!((reply.effect, side.wordbee.state()), (Effect::None, before));
}

#[test]
fn people_are_found_by_id_then_login_then_email() {
    let mut side = Side::with(&[]);
    let email = side.person(4005).unwrap()["Email"].clone();
    let items = json!([
        item("Change", json!({"pid": 4001, "role": "a"})),
        item("Change", json!({"login": "user.4003", "role": "b"})),
        item("Change", json!({"email": email, "role": "c", "phone": null})),
        item("Change", json!({"pid": 9999, "role": "d"})),
        item("Change", json!({"cid": 78, "pid": 4001, "role": "e"})),
    ]);
    let phone = side.person(4005).unwrap()["Phone"].clone();
    let (results, effect) = run(&mut side, &items);
    let done: Vec<bool> = results.as_array().unwrap().iter().map(|result| result["status"] == "Done").collect();
    assert_eq!((done, effect), (vec![true, true, true, false, false], Effect::Changed));
    let role = |id: i64| side.person(id).unwrap()["Role"].clone();
    assert_eq!((role(4001), role(4003), role(4005)), (json!("a"), json!("b"), json!("c")));
    assert_eq!(side.person(4005).unwrap()["Phone"], phone, "null is nothing said");
}

#[test]
fn a_shared_address_names_nobody() {
    let mut side = Side::with(&[]);
    let items =
        json!([item("Create", ada()), item("Create", ada()), item("Delete", json!({"email": "ada@example.org"}))]);
    let (results, _) = run(&mut side, &items);
    assert_eq!((&results[2]["status"], side.wordbee.people()), (&json!("Failed"), 22));
}

#[test]
fn change_or_create_does_either_and_delete_removes() {
    let mut side = Side::with(&[]);
    let mut changed = ada();
    changed["lname"] = json!("Okafor-Lind");
    let items = json!([item("ChangeOrCreate", ada()), item("ChangeOrCreate", changed)]);
    let (results, effect) = run(&mut side, &items);
    assert_eq!((&results[0]["pid"], &results[1]["pid"], effect), (&json!(4021), &json!(4021), Effect::Created));
    let person = side.person(4021).unwrap();
    assert_eq!((&person["LastName"], &person["PersonCode"]), (&json!("Okafor-Lind"), &json!("AO")));
    assert_eq!(person["IsActive"], false);
    let deleted = json!([item("Delete", json!({"pid": 4021})), item("Delete", json!({"pid": 4007}))]);
    let (results, effect) = run(&mut side, &deleted);
    assert_eq!(effect, Effect::Changed);
    assert_eq!(
        (&results[0]["status"], &results[1]["status"]),
        (&json!("Done"), &json!("Failed")),
        "4007 is the Administrator"
    );
    assert_eq!(side.wordbee.people(), 20);
}

#[test]
fn items_that_cannot_be_are_refused_one_by_one() {
    for bad in [
        item("Update", json!({"pid": 4001})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor"})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor", "email": "nobody"})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor", "email": "ada@example.org", "cid": 99})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor", "email": "ada@example.org", "profile": 1})),
        item("Change", json!({"pid": 4001, "phone": 12})),
        item("Change", json!({"pid": 4001, "fname": " "})),
        item("Change", json!({"pid": 4001, "login": "short"})),
        item("Change", json!({"pid": 4001, "login": "user.4003"})),
        item("Change", json!({"pid": 4001, "profile": 99})),
        item("Change", json!({"pid": 4002, "active": true})),
        item("Change", json!({"pid": 4001, "active": "true"})),
        item("Change", json!({"pid": 4001, "cfs": [{"id": 1, "value": "x"}]})),
        json!("text"),
    ] {
        let mut side = Side::with(&[]);
        let before = side.wordbee.state();
        let (results, effect) = run(&mut side, &json!([bad]));
        assert_eq!(
            (&results[0]["status"], effect, side.wordbee.state()),
            (&json!("Failed"), Effect::None, before),
            "{bad}"
        );
    }
}

#[test]
fn a_login_without_a_profile_gets_the_first_by_name() {
    let mut side = Side::with(&[]);
    let (_, _) = run(
        &mut side,
        &json!([
            item("Change", json!({"pid": 4002, "login": "8letters", "active": true, "title": ""})),
            item("Change", json!({"pid": 4003, "profile": 5, "profileKeepExisting": true})),
            item("Change", json!({"pid": 4001, "profile": 5})),
            item("Change", json!({"pid": 4006, "active": false})),
            item("Create", json!({"fname": "A", "lname": "B", "email": "a@b", "login": "ab.login", "profile": 5})),
        ]),
    );
    let person = side.person(4002).unwrap();
    assert_eq!((&person["UserProfileId"], &person["IsActive"]), (&json!(9), &json!(true)));
    assert!(person.get("Password").is_none(), "no password is assigned");
    assert_eq!(side.person(4003).unwrap()["UserProfileId"], 8);
    assert_eq!(side.person(4001).unwrap()["UserProfileId"], 5);
    assert_eq!(side.person(4006).unwrap()["IsActive"], false);
    assert_eq!(side.person(4021).unwrap()["UserProfileId"], 5);
}

#[test]
fn licences_run_out_in_the_middle() {
    let mut side = Side::with(&[("spare_licences", json!(1))]);
    let enable = |id: i64| item("Change", json!({"pid": id, "active": true}));
    let mut newcomer = item("Create", ada());
    newcomer["login"] = json!("a.okafor");
    newcomer["active"] = json!(true);
    let (results, _) = run(&mut side, &json!([enable(4001), enable(4004), newcomer, enable(4001)]));
    let done: Vec<bool> = results.as_array().unwrap().iter().map(|result| result["status"] == "Done").collect();
    assert_eq!(done, [true, false, false, true]);
}
