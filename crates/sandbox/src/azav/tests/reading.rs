//! What is read: envelope, ids, spelling, order, and what no page lists.

use super::{ALL, FIRST, get, send, with};
use crate::azav::Azav;
use crate::emulator::{Effect, Emulator};
use http::Method;
use serde_json::json;
use std::collections::HashSet;

#[test]
fn a_list_is_an_array_under_data_and_nothing_else() {
    let mut azav = with(&[]);
    let reply = send(&mut azav, Method::GET, ALL, None);
    assert_eq!((reply.status, reply.effect), (200, Effect::None));
    let answer = super::read(&reply);
    assert_eq!(answer.as_object().unwrap().len(), 1);
    assert_eq!(answer["data"].as_array().unwrap().len(), 12);
    assert_eq!(answer["data"][0], get(&mut azav, FIRST));
}

#[test]
fn a_record_is_in_the_default_spelling_and_holds_more_than_the_schema() {
    let first = get(&mut with(&[]), FIRST);
    assert_eq!(first["firstName"], "Éléonore");
    assert_eq!(first["insertedAt"], "2026-01-05T08:00:01Z");
    assert_eq!(first["address"]["careOf"], "c/o Müller");
    assert!(first["address"]["zipCode"].is_string());
    assert_eq!(first["certifiedSince"], "2024-09-01");
    assert_eq!(first["ledgerNumber"], 9_007_199_254_740_994_u64);
    assert!(first["contactInformation"][0]["type"].is_string());
}

#[test]
fn the_same_seed_gives_the_same_state_and_the_first_ids_never_change() {
    let state = |seed| Azav::new(seed, 30).state();
    assert_eq!(state(3), state(3));
    assert_ne!(state(3), state(4));
    assert_eq!(state(3)["participants"][0]["id"], state(4)["participants"][0]["id"]);
}

#[test]
fn seeded_records_satisfy_the_schema() {
    let mut azav = with(&[("writes", json!("replace")), ("nulls", json!("refused"))]);
    for participant in get(&mut azav, ALL).as_array().unwrap() {
        let path = format!("{ALL}/{}", participant["id"].as_str().unwrap());
        let (status, answer) = super::write(&mut azav, Method::PUT, &path, participant.clone());
        assert_eq!((status, &answer["data"]), (200, participant));
    }
}

#[test]
fn the_development_spelling_has_no_address_and_another_birth_date() {
    let people = get(&mut with(&[("spelling", json!("development"))]), ALL);
    let has = |name: &str| people.as_array().unwrap().iter().any(|one| one.get(name).is_some());
    assert!(!has("address") && !has("contactInformation") && !has("dateOfBirth"));
    assert!(has("date_of_birth") && has("lastName") && has("insertedAt"));
}

#[test]
fn snake_reaches_into_the_address_and_the_unlisted() {
    let first = get(&mut with(&[("spelling", json!("snake"))]), FIRST);
    assert_eq!(first["last_name"], "D'Hôtel");
    assert!(first["address"]["zip_code"].is_string() && first["address"]["house_number"].is_string());
    assert!(first["contact_information"][0]["verified_by"].is_string());
    assert!(first["funding_case"]["voucher_numbers"].is_array() && first["inserted_at"].is_string());
    let camel = |name: &String| name.contains(|letter: char| letter.is_ascii_uppercase());
    assert!(!first.as_object().unwrap().keys().any(camel));
}

#[test]
fn ids_are_uuids_or_integers() {
    let mut azav = with(&[]);
    assert_eq!(get(&mut azav, FIRST)["id"], "00000000-0000-4000-8000-000000000001");
    azav.set("ids", &json!("integer")).unwrap();
    assert_eq!(get(&mut azav, "/v1/participants/12")["id"], 12);
    assert_eq!(get(&mut azav, "/v1/programs")[0]["id"], 1);
    assert_eq!(send(&mut azav, Method::GET, FIRST, None).status, 400);
}

#[test]
fn what_is_empty_is_absent_or_null() {
    let mut azav = with(&[("unset", json!("null"))]);
    let created = super::write(&mut azav, Method::POST, ALL, json!({"email": "a@example.org"})).1["data"].take();
    assert_eq!(created["salutation"], json!(null));
    assert_eq!(created["contactInformation"], json!([]));
    assert!(created.as_object().unwrap().contains_key("address"));
    super::write(&mut azav, Method::PUT, FIRST, json!({"address": {"city": "Jena"}}));
    let first = get(&mut azav, FIRST);
    let parts = json!({"city": "Jena", "street": null, "houseNumber": null, "zipCode": null, "country": null});
    assert_eq!(first["address"], parts);
    assert_eq!(first["fundingCase"].as_object().unwrap().len(), 2, "only documented members are filled up");
    azav.set("unset", &json!("absent")).unwrap();
    let path = format!("{ALL}/{}", created["id"].as_str().unwrap());
    assert_eq!(get(&mut azav, &path).as_object().unwrap().len(), 4, "id, email and two timestamps");
}

#[test]
fn the_order_of_the_list_is_a_setting() {
    let mut azav = with(&[]);
    let mut ids = |order: &str| -> Vec<String> {
        azav.set("list_order", &json!(order)).unwrap();
        let people = get(&mut azav, ALL);
        people.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let oldest = ids("oldest_first");
    let newest: Vec<String> = oldest.iter().rev().cloned().collect();
    assert_eq!(ids("newest_first"), newest);
    let (once, again) = (ids("shuffled"), ids("shuffled"));
    assert_ne!(once, again);
    assert_eq!(once.iter().collect::<HashSet<_>>(), oldest.iter().collect::<HashSet<_>>());
}

#[test]
fn timestamps_come_in_three_forms() {
    for (form, text) in [
        ("zulu", "2026-01-05T08:00:01Z"),
        ("naive", "2026-01-05T08:00:01"),
        ("fraction", "2026-01-05T08:00:01.000000Z"),
    ] {
        assert_eq!(get(&mut with(&[("timestamps", json!(form))]), FIRST)["updatedAt"], text);
    }
}

#[test]
fn records_are_found_in_lists_and_single_answers() {
    let mut azav = with(&[]);
    let mut list = super::read(&send(&mut azav, Method::GET, ALL, None));
    let mut one = super::read(&send(&mut azav, Method::GET, FIRST, None));
    assert_eq!(azav.records_in(&mut list).len(), 12);
    assert_eq!(azav.records_in(&mut one)[0]["firstName"], "Éléonore");
    assert!(azav.records_in(&mut json!({"errors": {"detail": "Not Found"}})).is_empty());
}

#[test]
fn a_hundred_thousand_people_have_their_places() {
    let mut azav = Azav::new(1, 100_000);
    assert_eq!(azav.people(), 100_000);
    assert_eq!(get(&mut azav, "/v1/participants/00000000-0000-4000-8000-000000100000")["customerNumber"], "100000");
}
