//! Admin users and their roles.

use super::{Caller, FORM, JSON, fields, read};
use crate::emulator::Effect;
use http::Method;
use serde_json::{Value, json};

fn new() -> Value {
    json!({"email": "ny.admin@example.org", "role_ids": [12], "firstname": "Åsne", "lastname": "Ø", "phone": "900 00 200"})
}

#[test]
fn admins_are_listed_with_roles_and_moments_without_offset() {
    let mut caller = Caller::new(1);
    let admins = caller.get("/admin-users");
    assert_eq!(admins.as_array().unwrap().len(), 3);
    assert_eq!((&admins[0]["role_ids"], &admins[0]["created_at"]), (&json!([11, 12]), &json!("2025-06-16 10:00:00")));
    for member in ["id", "firstname", "lastname", "email", "position", "phone_prefix", "phone", "booking_email"] {
        assert!(admins[0].get(member).is_some(), "{member}");
    }
    let roles = caller.get("/admin-roles");
    assert_eq!(roles.as_array().unwrap().len(), 3);
    assert_eq!(roles[0].as_object().unwrap().keys().collect::<Vec<_>>(), ["description", "id", "title"]);
}

#[test]
fn a_new_admin_needs_a_name_and_roles_that_exist() {
    let mut caller = Caller::new(1);
    let added = caller.post("/admin-users", &new());
    let admin = caller.get("/admin-users")[3].clone();
    assert_eq!((&added, &added["id"]), (&admin, &json!(150_004)), "the whole record");
    assert_eq!((&admin["firstname"], &admin["role_ids"]), (&json!("Åsne"), &json!([12])));
    assert_eq!((&admin["updated_at"], &admin["position"]), (&json!("2026-01-05 09:00:02"), &json!("")));
    let mut with = |name: &str, value: Value| {
        let mut body = new();
        body["email"] = json!("another@example.org");
        body[name] = value;
        caller.post("/admin-users", &body)
    };
    assert_eq!(with("firstname", Value::Null), fields("firstname"));
    assert_eq!(with("email", json!("")), fields("email"));
    assert_eq!(with("send_invite", json!("maybe")), fields("send_invite"));
    for wrong in [json!([]), json!(""), json!("11,x"), json!([11, 99]), Value::Null] {
        assert_eq!(with("role_ids", wrong.clone()), fields("role_ids"), "{wrong}");
    }
    assert_eq!(with("role_ids", json!("11, 13"))["id"], 150_005);
    assert_eq!(caller.get("/admin-users")[4]["role_ids"], json!([11, 13]));
    assert_eq!(caller.post("/admin-users", &json!({})), fields("email, role_ids"));
}

#[test]
fn an_existing_address_gets_other_roles_and_nothing_else() {
    let mut caller = Caller::new(1);
    let before = caller.get("/admin-users")[0].clone();
    let body = r#"{"email":"KURSADMIN1@example.org","role_ids":"13","firstname":"Andre"}"#;
    let reply = caller.send(Method::POST, "/admin-users", Some(JSON), body);
    assert_eq!((read(&reply), reply.effect), (caller.get("/admin-users")[0].clone(), Effect::Changed));
    let mut expected = before;
    expected["role_ids"] = json!([13]);
    expected["updated_at"] = json!("2026-01-05 09:00:02");
    assert_eq!(caller.get("/admin-users")[0], expected);
    assert_eq!(caller.get("/admin-users").as_array().unwrap().len(), 3);
}

#[test]
fn the_encoding_does_not_matter_to_what_is_stored() {
    let mut caller = Caller::new(1).set("created_status", "201");
    let form = "email=skjema%40example.org&role_ids[]=11&role_ids[]=12&firstname=S&lastname=K&send_invite=0";
    let reply = caller.send(Method::POST, "/admin-users", Some(FORM), form);
    assert_eq!((reply.status, reply.effect), (201, Effect::Created));
    assert_eq!(read(&reply), caller.get("/admin-users")[3]);
    assert_eq!(read(&reply)["role_ids"], json!([11, 12]));
}

#[test]
fn the_pages_about_administration_word_a_wrong_key_differently() {
    let mut caller = Caller::new(1).set("wrong_key_text", "by_page");
    caller.headers.clear();
    assert_eq!(caller.get("/admin-users")["error"], "Invalid API key");
    assert_eq!(caller.get("/admin-roles")["error"], "Invalid API key");
    assert_eq!(caller.get("/participants")["error"], "Wrong API Key");
}
