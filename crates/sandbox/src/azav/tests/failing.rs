//! What is refused, and in which words.

use super::{ALL, FIRST, call, get, read, send, with, write};
use crate::azav::{Azav, TOKEN};
use crate::emulator::{Emulator, Reply};
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

fn plain(reply: &Reply) -> (u16, Value) {
    (reply.status, read(reply)["errors"]["detail"].take())
}

fn raw(azav: &mut Azav, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let token = format!("Bearer {TOKEN}");
    let headers: Vec<(&str, &str)> = headers.iter().copied().chain([("authorization", token.as_str())]).collect();
    azav.handle(&call(method, path, &headers, body), Duration::ZERO)
}

#[test]
fn every_operation_needs_the_bearer_token() {
    let mut azav = with(&[]);
    let operations = [
        (Method::GET, ALL),
        (Method::POST, ALL),
        (Method::GET, FIRST),
        (Method::PUT, FIRST),
        (Method::DELETE, FIRST),
        (Method::GET, "/v1/programs"),
    ];
    for (method, path) in operations {
        for headers in [&[][..], &[("authorization", "Bearer wrong")], &[("authorization", TOKEN)]] {
            let reply = azav.handle(&call(method.clone(), path, headers, ""), Duration::ZERO);
            assert_eq!(plain(&reply), (401, json!("Unauthorized")), "{method} {path}");
        }
    }
    assert_eq!(azav.people(), 12);
}

#[test]
fn the_body_of_a_401_is_a_setting() {
    let mut azav = with(&[("unauthorized", json!(403)), ("unauthorized_body", json!("text"))]);
    let reply = azav.handle(&call(Method::GET, ALL, &[], ""), Duration::ZERO);
    assert_eq!((reply.status, reply.body.as_ref()), (403, b"Forbidden".as_slice()));
    azav.set("unauthorized_body", &json!("empty")).unwrap();
    assert!(azav.unauthorized().body.is_empty());
}

#[test]
fn only_callers_that_accept_json_are_answered() {
    let mut azav = with(&[]);
    for (accept, status) in [
        ("text/html", 406),
        ("application/xml, text/*", 406),
        ("application/json", 200),
        ("*/*", 200),
        ("text/html, application/json;q=0.9", 200),
        ("application/*", 200),
    ] {
        assert_eq!(raw(&mut azav, Method::GET, ALL, &[("accept", accept)], "").status, status, "{accept}");
    }
    assert_eq!(raw(&mut azav, Method::GET, ALL, &[], "").status, 200, "no Accept means anything");
    assert_eq!(plain(&raw(&mut azav, Method::GET, ALL, &[("accept", "x/y")], "")).1, "Not Acceptable");
}

#[test]
fn other_routes_do_not_exist() {
    let mut azav = with(&[]);
    for (method, path) in [
        (Method::GET, "/participants"),
        (Method::GET, "/v1"),
        (Method::PUT, ALL),
        (Method::DELETE, ALL),
        (Method::POST, FIRST),
        (Method::PATCH, FIRST),
        (Method::POST, "/v1/programs"),
        (Method::GET, "/v1/programs/1"),
    ] {
        let reply = send(&mut azav, method.clone(), path, None);
        assert_eq!(plain(&reply), (404, json!("Not Found")), "{method} {path}");
    }
    azav.set("patch", &json!(true)).unwrap();
    assert_eq!(write(&mut azav, Method::PATCH, FIRST, json!({"birthCity": "Jena"})).0, 200);
    assert_eq!(get(&mut azav, FIRST)["birthCity"], "Jena");
}

#[test]
fn unknown_ids_are_refused() {
    let mut azav = with(&[]);
    let unknown = "/v1/participants/00000000-0000-4000-8000-000000000099";
    let foreign = "/v1/participants/3F2504E0-4F89-41D3-9A0C-0305E82C3301";
    let malformed = [
        "/v1/participants/1",
        "/v1/participants/uuidv4",
        "/v1/participants/00000000-0000-4000-8000-00000000000g",
        "/v1/participants/0000000000000-4000-8000-000000000001",
        "/v1/participants/00000000-0000-4000-8000-00000000000",
    ];
    let mut status = |method: &Method, path: &str| send(&mut azav, method.clone(), path, None).status;
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        assert_eq!((status(&method, unknown), status(&method, foreign)), (404, 404), "{method}");
        assert_eq!(malformed.map(|path| status(&method, path)), [400; 5], "{method}");
    }
    azav.set("unknown_id", &json!("400")).unwrap();
    azav.set("malformed_id", &json!("404")).unwrap();
    assert_eq!(send(&mut azav, Method::GET, unknown, None).status, 400);
    assert_eq!(send(&mut azav, Method::GET, malformed[0], None).status, 404);
    azav.set("ids", &json!("integer")).unwrap();
    azav.set("malformed_id", &json!("400")).unwrap();
    for id in ["+1", "1x", "01 "] {
        assert_eq!(send(&mut azav, Method::GET, &format!("{ALL}/{id}"), None).status, 400, "{id}");
    }
}

#[test]
fn the_envelope_is_required() {
    let mut azav = with(&[]);
    let json = [("content-type", "application/json; charset=utf-8")];
    for (body, status) in [("", 400), ("{}", 400), ("[]", 400), ("{", 400), (r#"{"participant":[]}"#, 422)] {
        assert_eq!(raw(&mut azav, Method::POST, ALL, &json, body).status, status, "{body}");
        assert_eq!(raw(&mut azav, Method::PUT, FIRST, &json, body).status, status, "{body}");
    }
    assert_eq!(plain(&raw(&mut azav, Method::POST, ALL, &json, "{}")), (400, json!("Bad Request")));
    let bare = r#"{"email":"a@example.org"}"#;
    assert_eq!(raw(&mut azav, Method::POST, ALL, &json, bare).status, 400);
    azav.set("missing_envelope", &json!("422")).unwrap();
    let reply = raw(&mut azav, Method::POST, ALL, &json, bare);
    assert_eq!((reply.status, &read(&reply)["errors"][0]["source"]["pointer"]), (422, &json!("/participant")));
    assert_eq!(azav.people(), 12);
}

#[test]
fn a_body_that_is_not_labelled_json_is_refused() {
    let mut azav = with(&[]);
    let body = r#"{"participant":{"email":"a@example.org"}}"#;
    for headers in
        [&[][..], &[("content-type", "application/x-www-form-urlencoded")], &[("content-type", "text/plain")]]
    {
        assert_eq!(raw(&mut azav, Method::POST, ALL, headers, body).status, 415);
    }
}

#[test]
fn invalid_members_are_refused_and_named() {
    for (body, pointer) in [
        (json!({"firstName": 7}), "/participant/firstName"),
        (json!({"email": "invalid"}), "/participant/email"),
        (json!({"email": null}), "/participant/email"),
        (json!({"dateOfBirth": "07.04.1991"}), "/participant/dateOfBirth"),
        (json!({"dateOfBirth": "2023-02-29"}), "/participant/dateOfBirth"),
        (json!({"gender": "Female"}), "/participant/gender"),
        (json!({"status": "current"}), "/participant/status"),
        (json!({"address": "Lindenweg 4b"}), "/participant/address"),
        (json!({"address": {"houseNumber": 4}}), "/participant/address/houseNumber"),
        (json!({"contactInformation": {"type": "phone"}}), "/participant/contactInformation"),
        (json!({"contactInformation": ["1"]}), "/participant/contactInformation/0"),
        (json!({"contactInformation": [{}, {"type": "pager"}]}), "/participant/contactInformation/1/type"),
    ] {
        let mut azav = with(&[]);
        let before = azav.state();
        let (status, answer) = write(&mut azav, Method::PUT, FIRST, body.clone());
        assert_eq!(status, 422, "{body}");
        assert_eq!(answer["errors"][0]["source"]["pointer"], pointer, "{body}");
        assert!(answer["errors"][0]["detail"].is_string());
        assert_eq!(answer["errors"].as_array().unwrap().len(), 1, "{body}");
        assert_eq!(azav.state(), before, "{body}");
    }
}

#[test]
fn a_record_needs_an_email_address_unless_set_otherwise() {
    let mut azav = with(&[]);
    let (status, answer) = write(&mut azav, Method::POST, ALL, json!({"firstName": "Bo"}));
    assert_eq!((status, &answer["errors"][0]["source"]["pointer"]), (422, &json!("/participant/email")));
    assert_eq!(write(&mut azav, Method::PUT, FIRST, json!({"firstName": "Bo"})).0, 200, "the record has one");
    azav.set("writes", &json!("replace")).unwrap();
    assert_eq!(write(&mut azav, Method::PUT, FIRST, json!({"firstName": "Bo"})).0, 422, "it would lose it");
    azav.set("email_required", &json!(false)).unwrap();
    assert_eq!(write(&mut azav, Method::PUT, FIRST, json!({"firstName": "Bo"})).0, 200);
    assert_eq!(write(&mut azav, Method::POST, ALL, json!({})).0, 201);
}

#[test]
fn the_shapes_of_a_422() {
    let body = || json!({"email": "x", "address": {"zipCode": 1}, "contactInformation": [{}, {"type": "pager"}]});
    let shape = |settings: &[(&str, Value)]| {
        let (status, answer) = write(&mut with(settings), Method::PUT, FIRST, body());
        assert_eq!(status, 422);
        answer["errors"].clone()
    };
    let a = shape(&[]);
    assert_eq!(a.as_array().unwrap().len(), 3);
    assert!(a[0]["title"].is_string() && a[0]["detail"].is_string() && a[0].get("message").is_none());
    let older = shape(&[("failure_text", json!("message"))]);
    assert!(older[0]["message"].is_string() && older[0].get("detail").is_none());
    let b = json!({
        "email": ["is not an e-mail address"],
        "address": {"zip_code": ["must be text"]},
        "contact_information": [{}, {"type": ["is not one of the values"]}],
    });
    assert_eq!(shape(&[("failure_shape", json!("B"))]), b);
    assert_eq!(shape(&[("failure_shape", json!("C"))]), json!({"detail": "Unprocessable Entity"}));
}

#[test]
fn the_name_pattern_is_enforced_only_if_set() {
    let body = |name: &str| json!({"email": "a@example.org", "firstName": "Jörg", "lastName": name});
    let mut azav = with(&[]);
    assert_eq!(write(&mut azav, Method::POST, ALL, body("Иван")).0, 201);
    azav.set("name_pattern", &json!(true)).unwrap();
    assert_eq!(write(&mut azav, Method::POST, ALL, body("O'Brien")).0, 201, "it has no anchors");
    let (status, answer) = write(&mut azav, Method::POST, ALL, body("Иван"));
    assert_eq!((status, &answer["errors"][0]["source"]["pointer"]), (422, &json!("/participant/lastName")));
}

#[test]
fn a_shared_address_is_refused_only_if_set() {
    let mut azav = with(&[]);
    let taken = get(&mut azav, FIRST)["email"].as_str().unwrap().to_uppercase();
    assert_eq!(write(&mut azav, Method::POST, ALL, json!({"email": taken})).0, 201);
    azav.set("duplicate_email", &json!("refused")).unwrap();
    let (status, answer) = write(&mut azav, Method::POST, ALL, json!({"email": taken}));
    assert_eq!((status, answer), (422, json!({"errors": {"email": ["is taken"]}})));
    let second = "/v1/participants/00000000-0000-4000-8000-000000000002";
    assert_eq!(write(&mut azav, Method::PUT, second, json!({"email": taken})).0, 422);
    let own = get(&mut azav, second)["email"].clone();
    assert_eq!(write(&mut azav, Method::PUT, second, json!({"email": own})).0, 200, "one's own is no duplicate");
}

#[test]
fn a_shared_customer_number_is_refused_only_if_set() {
    let mut azav = with(&[]);
    let body = |email: &str| json!({"email": email, "customerNumber": "000001", "internalCustomerNumber": "K-2"});
    assert_eq!(write(&mut azav, Method::POST, ALL, body("a@example.org")).0, 201);
    azav.set("duplicate_customer_number", &json!("refused")).unwrap();
    let taken = json!({"errors": {"customer_number": ["is taken"], "internal_customer_number": ["is taken"]}});
    assert_eq!(write(&mut azav, Method::POST, ALL, body("b@example.org")), (422, taken));
    assert_eq!(write(&mut azav, Method::PUT, FIRST, json!({"customerNumber": "000001"})).0, 422, "two have it now");
    assert_eq!(write(&mut azav, Method::POST, ALL, json!({"email": "b@example.org"})).0, 201, "none is not the same");
}

#[test]
fn a_server_may_check_types_only() {
    let unusual = json!({
        "email": "invalid", "dateOfBirth": "7. April", "gender": "Female", "status": "current", "firstName": "李",
        "contactInformation": [{"type": "pigeon"}]
    });
    let mut azav = with(&[("validation", json!("types")), ("name_pattern", json!(true))]);
    let (status, answer) = write(&mut azav, Method::POST, ALL, unusual.clone());
    assert_eq!(status, 201);
    for (name, value) in unusual.as_object().unwrap() {
        assert_eq!(&answer["data"][name], value, "{name}");
    }
    for wrong in [json!({"email": 7}), json!({"email": "a", "address": "x"}), json!({"email": "a", "status": []})] {
        assert_eq!(write(&mut azav, Method::POST, ALL, wrong.clone()).0, 422, "{wrong}");
    }
}

#[test]
fn a_client_can_sign_in_with_the_environment() {
    let azav = with(&[]);
    let environment = azav.environment("http://127.0.0.1:1");
    assert_eq!(environment, [("AZAV_BASE_URL", "http://127.0.0.1:1".into()), ("AZAV_TOKEN", TOKEN.into())]);
    assert!(azav.limits(&call(Method::GET, ALL, &[], "")).is_empty(), "no limit is documented");
}
