//! Uploads in v2.

use super::writing::{KIND, multipart, upload, upload_with};
use super::{Side, read};
use crate::emulator::Emulator;
use serde_json::json;

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
fn every_upload_has_a_token_of_its_own() {
    let mut side = Side::with(&[]);
    let mut token = || read(&upload(&mut side, "people.json", KIND, &multipart("[]")))["result"]["token"].clone();
    assert_ne!(token(), token());
    let files = &side.wordbee.state()["files"];
    assert_eq!(
        *files,
        json!([
            {"token": "file-0001", "name": "people.json"},
            {"token": "file-0002", "name": "people.json"},
        ])
    );
}

#[test]
fn an_upload_may_leave_its_name_to_the_part() {
    let mut side = Side::with(&[]);
    let reply = upload_with(&mut side, &[], KIND, &multipart("[]"));
    assert_eq!((reply.status, &read(&reply)["result"]["name"]), (200, &json!("x.json")));
    let unnamed = multipart("[]").replace("; filename=\"x.json\"", "");
    let reply = upload_with(&mut side, &[("maxsize", "1000")], KIND, &unnamed);
    assert_eq!((reply.status, &read(&reply)["result"]["name"]), (200, &json!(null)));
    assert_eq!(upload_with(&mut side, &[("maxsize", "much")], KIND, &unnamed).status, 400);
}
