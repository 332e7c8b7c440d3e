//! Bulk writes as a client would make them: upload, start, poll.

use super::{ACCOUNT, Side, call, read};
use crate::emulator::{Effect, Emulator, Reply};
use http::Method;
use serde_json::{Value, json};
use std::sync::LazyLock;
use std::time::Duration;

/// Its boundary has a space, so it stands in quotes.
pub(super) const KIND: &str = "multipart/form-data; boundary=\"b 1\"";

pub(super) fn upload(side: &mut Side, name: &str, kind: &str, body: &str) -> Reply {
    upload_with(side, &[("filename", name)], kind, body)
}

pub(super) fn upload_with(side: &mut Side, query: &[(&str, &str)], kind: &str, body: &str) -> Reply {
    let token = side.v2.clone();
    let headers = [("x-auth-token", token.as_str()), ("x-auth-accountid", ACCOUNT), ("content-type", kind)];
    side.send(call(Method::POST, "/api/media/upload", query, &headers, body))
}

pub(super) fn multipart(content: &str) -> String {
    format!(
        "--b 1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.json\"\r\n\r\n{content}\r\n--b 1--\r\n"
    )
}

/// Uploads the text, starts a write with it, and answers what came of it.
pub(super) fn start(side: &mut Side, content: &str, more: &Value) -> Reply {
    let file = read(&upload(side, "people.json", KIND, &multipart(content)))["result"]["token"].clone();
    let mut body = json!({"fileToken": file});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    side.v2(Method::POST, "/api/persons/io/updates", &[], &body)
}

/// Waits as long as the page asks for, and polls.
pub(super) fn poll(side: &mut Side, id: &Value) -> Reply {
    side.now += Duration::from_secs(5);
    side.v2(Method::GET, "/api/trm/status", &[("requestid", &id.to_string())], &json!(null))
}

/// The outcome of a write that is finished at once.
pub(super) fn run(side: &mut Side, items: &Value) -> (Value, Effect) {
    run_with(side, items, &json!({}))
}

pub(super) fn run_with(side: &mut Side, items: &Value, more: &Value) -> (Value, Effect) {
    side.wordbee.set("bulk_polls", &json!(0)).unwrap();
    let reply = start(side, &items.to_string(), more);
    assert_eq!(read(&reply)["trm"]["status"], "Finished");
    let results = read(&reply)["results"].take();
    for (item, result) in items.as_array().unwrap().iter().zip(results.as_array().unwrap()) {
        assert!(result["status"] != "Done" || side.beyond_the_document || is_documented(item), "{item}");
    }
    (results, reply.effect)
}

/// Whether the OpenAPI document, in which a file is opaque, has such an item.
fn is_documented(item: &Value) -> bool {
    static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        let document: Value = serde_json::from_str(include_str!("../../../openapi/wordbee.json")).unwrap();
        let item = json!({"$ref": "#/components/schemas/PersonUpdateRequest", "components": document["components"]});
        jsonschema::draft202012::new(&item).unwrap()
    });
    SCHEMA.is_valid(item)
}

/// Which rows were done.
pub(super) fn done(results: &Value) -> Vec<bool> {
    results.as_array().unwrap().iter().map(|result| result["status"] == "Done").collect()
}

pub(super) fn item(action: &str, more: Value) -> Value {
    let mut item = json!({"action": action, "cid": 77});
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    item
}

pub(super) fn ada() -> Value {
    json!({"fname": "Ada", "lname": "Okafor", "email": "ada@example.org"})
}
