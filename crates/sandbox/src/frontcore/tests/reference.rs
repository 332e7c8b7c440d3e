//! The lists that hardly ever change.

use super::{Caller, fields};
use crate::emulator::Emulator;
use serde_json::{Value, json};

#[test]
fn durations_have_their_documented_codes_as_text_in_either_language() {
    let mut caller = Caller::new(1);
    let durations = caller.get("/durations");
    let codes: Vec<&str> = durations.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(codes, ["7", "6", "1", "2", "3", "4", "5"]);
    assert_eq!(durations[2], json!({"id": "1", "code": "day", "title": "day", "title_plural": "days"}));
    let mut caller = caller.set("titles", "norwegian");
    assert_eq!(caller.get("/durations")[2], json!({"id": "1", "code": "day", "title": "dag", "title_plural": "dager"}));
    assert_eq!(caller.get("/courses/410001")["duration"]["unit"]["title"], "dager");
}

#[test]
fn locations_are_those_of_the_dates() {
    let mut caller = Caller::new(1);
    let locations = caller.get("/locations");
    let names: Vec<&String> = locations[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["capacity_max", "custom_title", "id", "title"]);
    assert_eq!(caller.ids("/locations?limit=2&page=2"), [21_003, 21_004]);
    let date = caller.get("/courses/410001/coursedates/5550001");
    assert_eq!((&date["location"]["id"], &date["location"]["title"]), (&locations[0]["id"], &locations[0]["title"]));
    assert_eq!(caller.get("/locations?limit=x"), fields("limit"));
}

#[test]
fn what_countries_answer_is_a_setting() {
    let mut caller = Caller::new(8);
    let countries = caller.get("/countries");
    assert_eq!(countries[0], json!({"id": 159, "title": "Norway", "code": "NO"}));
    let customers = caller.remote.state()["customers"].clone();
    for customer in customers.as_array().unwrap() {
        assert!(countries.as_array().unwrap().contains(&customer["country"]), "{customer}");
    }
    let id = caller.post("/customers", &json!({"title": "X", "country": "xx"}))["customer_id"].clone();
    assert_eq!(caller.get(&format!("/customers/{id}"))["country"], json!({"id": null, "title": "XX", "code": "XX"}));
    assert_eq!(caller.get("/countries?limit=2&page=2")[0]["code"], "FR");
    let mut caller = caller.set("titles", "norwegian");
    assert_eq!(caller.get("/countries")[0]["title"], "Norge");
    let mut caller = caller.set("countries", "not_found");
    assert_eq!(caller.get("/countries")["error"], "Method not found");
}

#[test]
fn lists_without_pages_can_have_an_envelope_too() {
    let mut caller = Caller::new(1).set("list_envelope", "items");
    for path in ["/durations", "/admin-roles", "/countries"] {
        let answer = caller.get(path);
        assert!(!answer["items"].as_array().unwrap().is_empty(), "{path}");
        assert_eq!(answer["pagination"]["next_page"], Value::Null);
    }
}
