//! Bookings that are refused although they are right, and those after which it is not known what was made.

use super::{Caller, JSON, read};
use crate::emulator::{Effect, Emulator};
use http::Method;
use serde_json::{Value, json};

const UNSURE: [&str; 4] = [
    "internal_course_order_not_resolvable",
    "internal_course_orderline_not_resolvable",
    "booking_could_not_be_created",
    "order_could_not_be_created",
];

fn booking(reference: &str) -> Value {
    json!({
        "coursedate_id": 5_550_001, "payment_method": "invoice", "invoice_reference": reference,
        "participants": [{"firstname": "Nils", "lastname": "Eksempel", "email": "nils@example.org"}]
    })
}

fn code(answer: &Value) -> &str {
    assert_eq!(answer["successful"], false, "{answer}");
    assert!(answer["errors"][0]["message"].is_string());
    answer["errors"][0]["code"].as_str().unwrap()
}

#[test]
fn every_code_of_the_contract_can_be_had() {
    let mut caller = Caller::new(1);
    for wanted in [
        "course_identifier_invalid",
        "default_course_product_missing",
        "participant_products_empty",
        "participant_products_invalid",
        "participant_does_not_have_a_course_product",
        "participant_have_multiple_course_products",
        "participant_product_price_invalid",
        "currency_missing",
        "school_account_invalid",
    ] {
        let before = caller.remote.state();
        assert_eq!(code(&caller.post("/booking", &booking(&format!("sandbox:{wanted}")))), wanted);
        assert_eq!(caller.remote.state(), before, "{wanted} is sure");
        caller = caller.set("booking_error", wanted);
        assert_eq!(code(&caller.post("/booking", &booking(""))), wanted);
    }
    let mut caller = caller.set("booking_error", "none");
    assert_eq!(caller.post("/booking", &booking("sandbox:nonsense"))["successful"], true);
    let wrong = json!({"payment_method": "invoice", "invoice_reference": "sandbox:currency_missing"});
    assert_eq!(code(&caller.post("/booking", &wrong)), "course_date_identifier_invalid", "real reasons come first");
}

#[test]
fn an_unsure_booking_made_everything_the_order_or_nothing() {
    for (setting, orders, people, effect) in
        [("everything", 2, 2, Effect::Created), ("order", 2, 1, Effect::Created), ("nothing", 1, 1, Effect::None)]
    {
        for wanted in UNSURE {
            let mut caller = Caller::new(1).set("unsure_booking", setting);
            let body = booking(&format!("sandbox:{wanted}")).to_string();
            let reply = caller.send(Method::POST, "/booking", Some(JSON), &body);
            assert_eq!((code(&read(&reply)), reply.effect), (wanted, effect), "{setting}");
            assert_eq!((caller.ids("/orders").len(), caller.remote.people()), (orders, people), "{setting} {wanted}");
        }
    }
}

#[test]
fn an_unsure_booking_has_the_status_of_a_failure() {
    let mut caller = Caller::new(1).set("booking_error", UNSURE[2]).set("error_status", "400");
    let reply = caller.send(Method::POST, "/booking", Some(JSON), &booking("").to_string());
    assert_eq!((reply.status, code(&read(&reply))), (400, UNSURE[2]));
    assert_eq!(caller.get("/participants?coursedate_id=5550001&since_id=910001")[0]["user"]["firstname"], "Nils");
}

#[test]
fn a_course_without_product_cannot_be_booked() {
    let mut caller = Caller::new(1).set("course_makes_product", false);
    caller.post("/courses", &json!({"title": "Uten pris"}));
    caller.post("/courses/410005/coursedates", &json!({"start_at": "2026-05-01", "end_at": "2026-05-01"}));
    let mut body = booking("");
    body["coursedate_id"] = json!(5_550_013);
    assert_eq!(code(&caller.post("/booking", &body)), "default_course_product_missing");
}

#[test]
fn card_payment_is_refused_or_answered_as_an_invoice() {
    let mut caller = Caller::new(1);
    let mut body = booking("");
    body["payment_method"] = json!("card_swedbank");
    body["payment_complete_url"] = json!("https://kurs.example.org/takk");
    assert_eq!(caller.post("/booking", &body)["error"], "Card payment is not available");
    let mut caller = caller.set("card_booking", "as_invoice");
    assert_eq!(caller.post("/booking", &body)["successful"], true);
    assert_eq!(caller.get("/orders/73002")[0]["payment_method"], "card_swedbank");
}
