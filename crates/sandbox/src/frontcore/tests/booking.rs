//! Bookings: what they need, what they make, and how they are refused.

use super::{Caller, FORM, JSON, fields, read};
use crate::emulator::Emulator;
use http::Method;
use serde_json::{Value, json};

fn booking(people: &[(&str, &str, &str)]) -> Value {
    let people =
        people.iter().map(|(first, last, email)| json!({"firstname": first, "lastname": last, "email": email}));
    json!({"coursedate_id": 5_550_001, "payment_method": "invoice", "participants": people.collect::<Value>()})
}

fn codes(answer: &Value) -> Vec<&str> {
    assert_eq!(answer["successful"], false, "{answer}");
    answer["errors"].as_array().unwrap().iter().map(|error| error["code"].as_str().unwrap()).collect()
}

#[test]
fn a_booking_makes_order_participants_and_users() {
    let mut caller = Caller::new(3);
    let mut body = booking(&[("Nils", "Eksempel", "nils@example.org"), ("Ås", "Ø", "as@example.org")]);
    body["booker_name"] = json!("Liv Eksempel");
    body["participants"][1]["status_id"] = json!(3);
    let answer = caller.post("/booking", &body);
    let expected = json!({"successful": true, "summary": {
        "order_id": 73_004, "booking_id": 820_004, "coursedate_id": "5550001", "currency": "nok",
        "total_excl_vat": 2_980, "total_incl_vat": 3_725.0, "total_vat": 745.0, "number_of_participants": 2
    }});
    assert_eq!(answer, expected);
    let found = caller.get("/participants?coursedate_id=5550001&since_id=910003");
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 2);
    for (place, participant) in found.iter().enumerate() {
        assert_eq!((&participant["idOrder"], &participant["idBooking"]), (&json!(73_004), &json!(820_004)));
        assert_eq!(participant["booker_name"], "Liv Eksempel");
        assert_eq!(participant["status"]["id"], [1, 3][place]);
        assert_eq!(participant["user"]["email"], ["nils@example.org", "as@example.org"][place]);
    }
    assert_eq!(caller.remote.people(), 5);
    let order = caller.get("/orders/73004?include[]=lines.database_relations.participants");
    assert_eq!(order[0]["lines"][0]["database_relations"]["participants"], json!([{"id": 910_004}, {"id": 910_005}]));
    let plain = caller.get("/orders/73004");
    assert!(plain[0]["lines"][0]["database_relations"].get("participants").is_none());
    let mut caller = caller.set("order_answer", "object");
    assert_eq!(caller.get("/orders/73004")["id"], 73_004);
    assert_eq!(caller.get("/orders/73005")["error"], "Order not found");
}

#[test]
fn the_form_encoding_books_as_well() {
    let mut caller = Caller::new(1);
    let form = "coursedate_id=5550001&payment_method=invoice&participants[0][firstname]=Nils&participants[0][lastname]=E\
                &participants[0][email]=nils%40example.org&participants[1][firstname]=Y&participants[1][lastname]=Z\
                &participants[1][email]=y%40example.org&config[seats_availability_check]=1";
    let answer = read(&caller.send(Method::POST, "/booking", Some(FORM), form));
    assert_eq!(answer["summary"]["number_of_participants"], 2);
    assert_eq!(caller.get("/participants/910003")["user"]["firstname"], "Y");
}

#[test]
fn a_person_is_matched_by_address_and_name_together() {
    let mut caller = Caller::new(1);
    let summary = caller.post(
        "/booking",
        &booking(&[
            ("Nils", "Eksempel", "family@example.org"),
            ("nils", "EKSEMPEL", "Family@example.org"),
            ("Oda", "Eksempel", "family@example.org"),
            ("Nils", "Annen", "family@example.org"),
        ]),
    );
    assert_eq!(summary["successful"], true);
    let users = [2, 3, 4, 5].map(|n| caller.get(&format!("/participants/91000{n}"))["user"].clone());
    assert_eq!(users[0]["id"], users[1]["id"], "the same name and address");
    let names = users.each_ref().map(|user| user["username"].as_str().unwrap());
    assert_eq!(names[2..], ["family@example.org-2", "family@example.org-3"], "other names, derived user names");
    assert_eq!((names[0], &users[3]["email"]), ("family@example.org", &json!("family@example.org")));
    assert_eq!((caller.users(), caller.remote.people()), (4, 5));
}

#[test]
fn a_changed_address_is_not_matched_by_the_old_one() {
    let mut caller = Caller::new(4);
    let old = caller.get("/participants/910004")["user"].clone();
    let customer =
        caller.get("/customers").as_array().unwrap().iter().find(|one| one["type"] == "Private").unwrap()["id"].clone();
    let moved = json!({"firstname": old["firstname"], "lastname": old["lastname"], "email": "moved@example.org"});
    assert_eq!(caller.put(&format!("/customers/{customer}/employees/640004"), &moved)["email"], "moved@example.org");
    let person = |email: &Value| {
        let text = |name: &str| old[name].as_str().unwrap().to_owned();
        booking(&[(&text("firstname"), &text("lastname"), email.as_str().unwrap())])
    };
    caller.post("/booking", &person(&moved["email"]));
    assert_eq!(caller.users(), 4, "found by the new address");
    caller.post("/booking", &person(&old["email"]));
    assert_eq!(caller.users(), 5);
}

#[test]
fn every_documented_fault_of_a_booking_has_its_code_and_nothing_is_made() {
    let mut caller = Caller::new(2);
    let before = caller.remote.state();
    let good = booking(&[("Nils", "Eksempel", "nils@example.org")]);
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    for (body, expected) in [
        (with("coursedate_id", json!(1)), vec!["course_date_identifier_invalid"]),
        (with("coursedate_id", Value::Null), vec!["course_date_identifier_invalid"]),
        (with("participants", json!([])), vec!["participant_count_invalid"]),
        (with("participants", Value::Null), vec!["participant_count_invalid"]),
        (booking(&[("Nils", "", "n@example.org")]), vec!["participant_name_invalid_empty"]),
        (booking(&[("Nils", "E", " ")]), vec!["participant_email_invalid_empty"]),
        (booking(&[("", "", "")]), vec!["participant_name_invalid_empty", "participant_email_invalid_empty"]),
        (with("currency", json!("usd")), vec!["exchange_rate_does_not_exist"]),
        (with("campaign_code", json!("NOPE")), vec!["campaign_code_invalid"]),
        (with("voucher_code", json!("EXPIRED")), vec!["voucher_code_expired"]),
    ] {
        assert_eq!(codes(&caller.post("/booking", &body)), expected, "{body}");
    }
    let message = caller.post("/booking", &booking(&[("A", "B", "a@example.org"), ("C", "D", "")]));
    assert!(message["errors"][0]["message"].as_str().unwrap().contains("Participant 2"), "positions count from 1");
    assert_eq!(caller.post("/booking", &with("payment_method", Value::Null)), fields("payment_method"));
    assert!(caller.post("/booking", &with("payment_method", json!("card_swedbank")))["error"].is_string());
    assert_eq!(caller.remote.state(), before);
    assert_eq!(caller.post("/booking", &with("campaign_code", json!("WELCOME")))["successful"], true);
    assert_eq!(caller.post("/booking", &with("currency", json!("eur")))["summary"]["currency"], "eur");
}

#[test]
fn the_switches_decide_about_cancelled_and_full_dates() {
    let mut caller = Caller::new(1);
    let people = [("A", "A", "a@example.org"), ("B", "B", "b@example.org"), ("C", "C", "c@example.org")];
    let mut body = booking(&people);
    body["coursedate_id"] = json!(5_550_011);
    body["config"] = json!({"reject_cancelled_course_date": true});
    assert_eq!(codes(&caller.post("/booking", &body)), ["course_date_cancelled"]);
    body["config"] = json!({"reject_cancelled_course_date": false});
    assert_eq!(caller.post("/booking", &body)["successful"], true);

    body["coursedate_id"] = json!(5_550_012);
    body["config"] = json!({"seats_availability_check": true});
    assert_eq!(codes(&caller.post("/booking", &body)), ["no_free_seats"], "three people, two seats");
    caller = caller.set("no_seats_code", "course_date_full");
    assert_eq!(codes(&caller.post("/booking", &body)), ["course_date_full"]);
    let mut two = booking(&people[..2]);
    two["coursedate_id"] = json!("5550012");
    two["config"] = body["config"].clone();
    assert_eq!(caller.post("/booking", &two)["successful"], true);
    assert_eq!(caller.get("/courses/410004/coursedates/5550012")["seats_status"], "fully_booked");
    assert_eq!(codes(&caller.post("/booking", &two)), ["course_date_full"]);
    // Who withdraws frees a seat.
    let last = caller.ids("/participants?coursedate_id=5550012")[0];
    caller.put(&format!("/participants/{last}"), &json!({"idStatus": 4}));
    let mut one = two.clone();
    one["participants"] = json!([two["participants"][1]]);
    assert_eq!(caller.post("/booking", &one)["successful"], true);
    body["config"] = json!({});
    assert_eq!(caller.post("/booking", &body)["successful"], true, "not asked to check");
    body["config"] = json!({"seats_availability_check": "perhaps"});
    assert_eq!(caller.post("/booking", &body), fields("seats_availability_check"));
}

#[test]
fn nothing_stops_a_second_booking_of_the_same_people() {
    let mut caller = Caller::new(1);
    let body = booking(&[("Nils", "Eksempel", "nils@example.org")]);
    assert_eq!(caller.post("/booking", &body)["summary"]["order_id"], 73_002);
    assert_eq!(caller.post("/booking", &body)["summary"]["order_id"], 73_003);
    assert_eq!(caller.ids("/participants?user_id=640002").len(), 2, "there is no idempotency key");
}

#[test]
fn a_company_gets_the_new_people_and_others_stand_for_themselves() {
    let mut caller = Caller::new(1);
    let mut body = booking(&[("Nils", "Eksempel", "nils@example.org")]);
    body["company"] = json!("Helt Ny AS");
    body["company_number"] = json!("999000111");
    caller.post("/booking", &body);
    body["participants"][0]["email"] = json!("other@example.org");
    caller.post("/booking", &body);
    let users = [2, 3].map(|n| caller.get(&format!("/participants/91000{n}"))["user"].clone());
    assert_eq!((&users[0]["company"], &users[0]["orgnr"]), (&json!("Helt Ny AS"), &json!("999000111")));
    let customers = caller.get("/customers?include[]=employees");
    let new: Vec<&Value> =
        customers.as_array().unwrap().iter().filter(|customer| customer["title"] == "Helt Ny AS").collect();
    assert_eq!((new.len(), new[0]["employees"].as_array().unwrap().len()), (1, 2));
    assert_eq!(caller.get("/orders/73002")[0]["customer"]["id"], new[0]["id"], "the company pays");
    caller.post("/booking", &booking(&[("Solo", "Person", "solo@example.org"), ("Duo", "Person", "duo@example.org")]));
    let customers = caller.get("/customers");
    let solo = customers.as_array().unwrap().iter().find(|customer| customer["title"] == "Solo Person").unwrap();
    assert_eq!((&solo["type"], &solo["employees"][0]["email"]), (&json!("Private"), &json!("solo@example.org")));
    assert_eq!(caller.get("/orders/73004")[0]["customer"]["id"], solo["id"], "the first of several pays");
}

#[test]
fn the_status_of_a_booking_is_a_setting() {
    let body = booking(&[("A", "B", "a@example.org")]).to_string();
    let mut caller = Caller::new(1);
    assert_eq!(caller.send(Method::POST, "/booking", Some(JSON), &body).status, 200);
    let mut caller = caller.set("booking_status", "201");
    assert_eq!(caller.send(Method::POST, "/booking", Some(JSON), &body).status, 201);
}
