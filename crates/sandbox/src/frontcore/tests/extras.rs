//! Whole bookings deregistered, diplomas, credentials, vouchers and campaigns.

use super::{Caller, FORM, JSON, read};
use crate::emulator::{Effect, Emulator};
use http::Method;
use serde_json::{Value, json};

const DEREGISTER: &str = "/booking/820001/deregister";

fn failure(code: &str, message: &str) -> Value {
    json!({"successful": false, "errors": [{"code": code, "message": message}]})
}

#[test]
fn a_booking_is_deregistered_as_a_whole() {
    let mut caller = Caller::new(3);
    let booking = json!({
        "coursedate_id": 5_550_001, "payment_method": "invoice",
        "participants": [
            {"firstname": "Nils", "lastname": "Eksempel", "email": "nils@example.org"},
            {"firstname": "Åse", "lastname": "Eksempel", "email": "ase@example.org"}
        ]
    });
    let number = caller.post("/booking", &booking)["summary"]["booking_id"].clone();
    let target = format!("/booking/{number}/deregister");
    caller.put("/participants/910005", &json!({"idStatus": 8}));
    let body = r#"{"config":{"with_fee":false,"send_receipt_email_to_participant":false}}"#;
    let reply = caller.send(Method::PUT, &target, Some(JSON), body);
    let answer = read(&reply);
    assert_eq!((reply.effect, &answer["successful"]), (Effect::Changed, &json!(true)));
    assert_eq!(answer["booking_id"], number.to_string(), "as text");
    let statuses: Vec<&Value> =
        answer["participants"].as_array().unwrap().iter().map(|one| &one["status"]["id"]).collect();
    assert_eq!(statuses, [4, 8], "who is deregistered already stays so");
    assert_eq!(answer["participants"][0], caller.get("/participants/910004"));
    assert_eq!(caller.get("/participants/910001")["status"]["id"], 1, "no other booking is touched");
}

#[test]
fn a_fee_is_the_other_code_and_a_form_will_do() {
    let mut caller = Caller::new(1);
    let reply = caller.send(Method::PUT, DEREGISTER, Some(FORM), "config[with_fee]=1");
    assert_eq!(read(&reply)["participants"][0]["status"]["id"], 8);
    let mut caller = Caller::new(1);
    let reply = caller.send(Method::PUT, DEREGISTER, None, "");
    assert_eq!(read(&reply)["participants"][0]["status"]["id"], 4);
}

#[test]
fn codes_say_what_is_not_there_and_what_is_not_allowed() {
    let mut caller = Caller::new(1).set("error_status", "by_kind");
    let unknown = caller.send(Method::PUT, "/booking/1/deregister", Some(JSON), "{}");
    assert_eq!((unknown.status, read(&unknown)), (404, failure("resource_not_found", "Booking not found")));
    let unknown = caller.send(Method::GET, "/vouchers/validate/NONE", None, "");
    assert_eq!((unknown.status, read(&unknown)), (404, failure("resource_not_found", "Voucher not found")));
    let mut caller = caller.set("code_access", "unauthorized");
    for (method, target) in [(Method::PUT, DEREGISTER), (Method::GET, "/vouchers/validate/WELCOME")] {
        let refused = caller.send(method, target, None, "");
        assert_eq!((refused.status, &read(&refused)["errors"][0]["code"]), (403, &json!("unauthorized")), "{target}");
    }
    assert_eq!(caller.get("/participants/910001")["status"]["id"], 1);
}

#[test]
fn diplomas_are_asked_for_by_person_or_participant() {
    let mut caller = Caller::new(12);
    let by_participant = caller.get("/diplomas?participant_id=910003");
    assert_eq!(by_participant["success"], "ok");
    let [diploma] = by_participant["items"].as_array().unwrap().as_slice() else { panic!("one diploma") };
    assert_eq!((&diploma["id"], &diploma["participant_id"]), (&json!(440_003), &json!(910_003)));
    let user = caller.remote.state()["users"][2].clone();
    for member in ["id", "email", "gender", "nationality"] {
        assert_eq!(diploma["user"][member], user[member], "{member}");
    }
    assert_eq!(diploma["user"]["national_identification_number"], Value::Null);
    assert_eq!(diploma["coursedate"]["start_at"], "2026-03-02 09:00:00", "without offset");
    assert!(diploma["download_links"]["pdf"].as_str().unwrap().ends_with("&ttl=900"));
    let by_user = caller.get(&format!("/diplomas?user_id={}&ttl=60", user["id"]));
    assert!(by_user["items"][0]["download_links"]["pdf"].as_str().unwrap().ends_with("&ttl=60"));
    assert_eq!(caller.get("/diplomas?participant_id=910001")["items"], json!([]), "none is issued");
    assert_eq!(caller.get("/diplomas")["error"], "Missing field(s): user_id,participant_id");
    let mut caller = caller.set("diploma_links", "url");
    let diploma = &caller.get("/diplomas?participant_id=910003")["items"][0];
    assert!(diploma["url"].is_string() && diploma.get("download_links").is_none());
    let mut caller = caller.set("diploma_links", "documents");
    assert!(caller.get("/diplomas?participant_id=910003")["items"][0]["documents"][0]["href"].is_string());
}

#[test]
fn credentials_are_right_wrong_or_missing() {
    let mut caller = Caller::new(1);
    let name = caller.remote.state()["users"][0]["username"].clone();
    let right = json!({"username": name, "password": "sandbox-frontcore-password"});
    let answer = caller.post("/check-user-credentials", &right);
    assert_eq!(answer, json!({"successful": true, "user": {"id": 640_001}}));
    let mut with_link = right.clone();
    with_link["create_login_url"] = json!(true);
    assert!(caller.post("/check-user-credentials", &with_link)["login_url"].is_string());
    let missing = |names: &str| json!({"error": format!("Missing field(s): {names}")});
    assert_eq!(caller.post("/check-user-credentials", &json!({})), missing("username,password"));
    assert_eq!(caller.post("/check-user-credentials", &json!({"username": name})), missing("password"));
    let mut wrong = right;
    wrong["password"] = json!("another");
    assert_eq!(caller.post("/check-user-credentials", &wrong)["error"], "Wrong username or password");
    let mut caller = caller.set("wrong_credentials", "unsuccessful");
    assert_eq!(caller.post("/check-user-credentials", &wrong), json!({"successful": false}));
}

#[test]
fn vouchers_and_campaigns_are_those_that_bookings_know() {
    let mut caller = Caller::new(1);
    let voucher = caller.get("/vouchers/validate/welcome")["voucher"].clone();
    assert_eq!((&voucher["id"], &voucher["balance"]), (&json!("53001"), &json!("500.00")), "both text");
    assert_eq!((&voucher["code"], &voucher["is_expired"]), (&json!("WELCOME"), &json!(false)));
    assert_eq!(caller.get("/vouchers/validate/EXPIRED")["voucher"]["is_expired"], true);
    let campaigns = caller.get("/campaigns");
    let codes: Vec<&Value> = campaigns.as_array().unwrap().iter().map(|one| &one["campaign_code"]).collect();
    assert_eq!(codes, ["WELCOME", "EXPIRED"]);
    assert_eq!((&campaigns[0]["running"], &campaigns[1]["running"]), (&json!(true), &json!(false)));
}
