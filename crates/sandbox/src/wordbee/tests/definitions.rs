//! What an administrator has set up: profiles in both APIs, and custom labels with what persons can do with them.

use super::{Side, read};
use crate::emulator::Emulator;
use http::Method;
use serde_json::json;

#[test]
fn custom_labels_have_a_kind_and_options() {
    let mut side = Side::with(&[]);
    let labels = read(&side.v1(Method::GET, "/settings/customlabels", &[]));
    assert!(labels.as_array().unwrap().iter().any(|label| label["LabelCategory"] == "Person"));
    assert!(labels.as_array().unwrap().iter().any(|label| label["LabelCategory"] != "Person"));
    assert!(labels[0]["Options"][0]["Value"].is_i64());
}

#[test]
fn profiles_in_v1_have_one_of_two_pairs_of_names() {
    let mut side = Side::with(&[]);
    let profiles = |side: &mut Side| read(&side.v1(Method::GET, "/master/persons/profiles", &[]));
    assert_eq!(profiles(&mut side)[0], json!({"UserProfileId": 1, "Name": "Administrator"}));
    side.wordbee.set("profile_record", &json!("short")).unwrap();
    assert_eq!(profiles(&mut side)[0], json!({"Id": 1, "Title": "Administrator"}));
    assert_eq!(side.v1(Method::POST, "/master/persons/profiles", &[]).status, 405);
}

#[test]
fn profiles_in_v2_are_a_list_in_one_of_two_forms() {
    let mut side = Side::with(&[]);
    let profiles = |side: &mut Side| read(&side.v2(Method::GET, "/api/settings/userprofiles/list", &[], &json!(null)));
    assert_eq!(profiles(&mut side)[0], json!({"id": 1, "name": "Administrator"}));
    side.wordbee.set("v2_profile_record", &json!("long")).unwrap();
    side.wordbee.set("v2_profile_list", &json!("rows")).unwrap();
    let list = profiles(&mut side);
    assert_eq!((&list["total"], &list["rows"][0]["title"]), (&json!(4), &json!("Administrator")));
}

#[test]
fn both_apis_know_the_same_profiles() {
    let mut side = Side::with(&[]);
    let v1 = read(&side.v1(Method::GET, "/master/persons/profiles", &[]));
    let v2 = read(&side.v2(Method::GET, "/api/settings/userprofiles/list", &[], &json!(null)));
    for (one, other) in v1.as_array().unwrap().iter().zip(v2.as_array().unwrap()) {
        assert_eq!((&one["UserProfileId"], &one["Name"]), (&other["id"], &other["name"]));
    }
    assert_eq!(side.wordbee.state()["userprofiles"], v1);
}

#[test]
fn labels_are_set_and_cleared_one_by_one_in_either_spelling() {
    let mut side = Side::with(&[]);
    let labels = |side: &Side| side.person(4001).unwrap()["Labels"].clone();
    assert_eq!(labels(&side), json!([{"id": 501, "value": 0}, {"id": 502, "value": 10}]));
    for (key, item) in [("labels", json!({"id": 501, "value": 2})), ("Labels", json!({"id": 502, "value": null}))] {
        assert_eq!(side.update(&json!({"PersonId": 4001, key: [item]})).status, 200);
    }
    assert_eq!(labels(&side), json!([{"id": 501, "value": 2}]));
}

#[test]
fn labels_that_cannot_be_are_refused() {
    for items in [
        json!([{"id": 0, "value": 1}]),
        json!([{"id": 501}]),
        json!([{"id": 501, "value": "1"}]),
        json!([{"id": 501, "value": 9}]),
        json!([{"id": 601, "value": 1}]),
        json!([{"id": 501, "value": 1}, {"id": 501, "value": 2}]),
        json!({"id": 501, "value": 1}),
    ] {
        assert_eq!(Side::with(&[]).update(&json!({"PersonId": 4001, "labels": items})).status, 400, "{items}");
    }
    let both = json!({"PersonId": 4001, "labels": [], "Labels": []});
    assert_eq!(Side::with(&[]).update(&both).status, 400);
}

#[test]
fn an_empty_label_list_does_what_is_set() {
    for (setting, status, left) in [("keeps", 200, 2), ("clears", 200, 0), ("refused", 400, 2)] {
        for empty in [json!([]), json!(null)] {
            let mut side = Side::with(&[("empty_labels", json!(setting))]);
            assert_eq!(side.update(&json!({"PersonId": 4001, "labels": empty})).status, status, "{setting}");
            assert_eq!(side.person(4001).unwrap()["Labels"].as_array().unwrap().len(), left, "{setting}");
        }
    }
}
