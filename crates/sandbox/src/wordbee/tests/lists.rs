//! The lists of v2.

use super::{Side, read};
use crate::emulator::{Effect, Emulator};
use crate::wordbee::Wordbee;
use http::Method;
use serde_json::{Value, json};

fn ids(list: &Value) -> Vec<i64> {
    list["rows"].as_array().unwrap().iter().map(|row| row["personId"].as_i64().unwrap()).collect()
}

/// The columns of the first row, sorted.
fn columns(list: &Value) -> Vec<String> {
    let mut columns: Vec<String> = list["rows"][0].as_object().unwrap().keys().cloned().collect();
    columns.sort();
    columns
}

fn refused(side: &mut Side, body: Value) -> bool {
    let reply = side.v2(Method::POST, "/api/persons/list", &[], &body);
    reply.status == 400 && read(&reply)["error"]["title"].is_string()
}

#[test]
fn a_list_has_a_total_and_twenty_rows_of_four_columns() {
    let mut side = Side::of(Wordbee::new(7, 45), &[]);
    let reply = side.v2(Method::POST, "/api/persons/list", &[], &json!(null));
    assert_eq!((reply.status, reply.effect), (200, Effect::None));
    let list = read(&reply);
    assert_eq!((&list["total"], list["rows"].as_array().unwrap().len()), (&json!(45), 20));
    assert_eq!(list["rows"][0]["firstName"], "Éléonore");
    assert_eq!(columns(&list), ["email", "firstName", "lastName", "personId"]);
    assert_eq!(ids(&list)[..2], [4001, 4002]);
    assert_eq!(side.v2(Method::GET, "/api/persons/list", &[], &json!(null)).status, 404);
}

#[test]
fn pages_follow_each_other_without_gap_or_repeat() {
    let mut side = Side::of(Wordbee::new(7, 1050), &[]);
    let mut all = Vec::new();
    for skip in [0, 500, 1000, 1500] {
        let page = side.list(&json!({"take": 500, "skip": skip}));
        assert_eq!(page["total"], 1050);
        all.extend(ids(&page));
    }
    assert_eq!(all, (4001..5051).collect::<Vec<_>>());
}

#[test]
fn a_page_has_at_most_five_hundred() {
    let mut side = Side::of(Wordbee::new(7, 600), &[]);
    for take in [json!(501), json!(0), json!(-1), json!("20")] {
        assert!(refused(&mut side, json!({"take": take})), "{take}");
    }
    side.wordbee.set("take_over_maximum", &json!("clamped")).unwrap();
    side.beyond_the_document = true;
    assert_eq!(ids(&side.list(&json!({"take": 501}))).len(), 500);
}

#[test]
fn a_query_finds_by_text() {
    let mut side = Side::with(&[]);
    let email = side.person(4002).unwrap()["Email"].as_str().unwrap().to_owned();
    let found = side.list(&json!({"query": format!("{{email}} = \"{email}\"")}));
    assert_eq!((ids(&found), &found["total"]), (vec![4002], &json!(1)));
    let shouted = json!({"query": format!("{{EMAIL}}.Contains(\"{}\")", email.to_uppercase())});
    assert_eq!(ids(&side.list(&shouted)), [4002]);
    side.wordbee.set("text_match", &json!("exact")).unwrap();
    assert!(ids(&side.list(&shouted)).is_empty());
    let either = json!({"query": r#"{lastname}.Contains("Brien") OR {firstname}.StartsWith("Y")"#});
    assert_eq!(ids(&side.list(&either)), [4002, 4003]);
    assert_eq!(ids(&side.list(&json!({"query": ""}))).len(), 20);
}

#[test]
fn a_query_that_cannot_be_read_is_refused() {
    let mut side = Side::with(&[]);
    for query in [json!("lastname=1"), json!("{unknown}=1"), json!(r#"{email}="a"b""#), json!(7)] {
        assert!(refused(&mut side, json!({"query": query})), "{query}");
    }
    assert!(refused(&mut side, json!([])));
}

#[test]
fn rows_can_be_sorted_and_their_columns_chosen() {
    let mut side = Side::with(&[]);
    let list =
        side.list(&json!({"sort": [{"id": "personid", "asc": false}], "take": 2, "fields": ["personId", "phone"]}));
    assert_eq!(ids(&list), [4020, 4019]);
    assert_eq!(columns(&list), ["personId", "phone"]);
    let by_role = side.list(&json!({"sort": [{"id": "role"}], "fields": ["role"]}));
    let set: Vec<bool> = by_role["rows"].as_array().unwrap().iter().map(|row| row["role"].is_string()).collect();
    assert!(set.is_sorted() && !set[0] && set[19], "what is unset comes first: {set:?}");
    let by_name = side.list(&json!({"sort": [{"id": "lastName", "asc": true}, {"id": "personId", "asc": true}]}));
    let names: Vec<String> = by_name["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["lastName"].as_str().unwrap().to_lowercase())
        .collect();
    assert!(names.is_sorted(), "{names:?}");
    assert!(refused(&mut side, json!({"sort": [{"id": "unknown"}]})));
    assert!(refused(&mut side, json!({"fields": ["unknown"]})));
}

#[test]
fn the_full_list_shows_what_v1_stores_and_no_password() {
    let mut side = Side::with(&[]);
    let full = |side: &mut Side| read(&side.v2(Method::POST, "/api/persons/list/full", &[], &json!({"take": 3})));
    let list = full(&mut side);
    let third = &list["rows"][2];
    assert_eq!(
        (&third["isActive"], &third["companyId"], &third["login"]),
        (&json!(true), &json!(77), &json!("user.4003"))
    );
    assert_eq!(list["rows"][1]["login"], json!(null));
    assert_eq!(list["rows"][0]["labels"], json!([{"id": 501, "value": 0}, {"id": 502, "value": 10}]));
    assert!(!list.to_string().contains("Example-4003") && third.get("assignments").is_none());
    assert_eq!(side.list(&json!({"allfields": true}))["rows"][2], *third);
    side.wordbee.set("columns", &json!("four_only")).unwrap();
    assert_eq!(full(&mut side)["rows"][2].as_object().unwrap().len(), 4);
    assert!(refused(&mut side, json!({"query": "{isActive}=true"})), "then there is no such column");
    side.wordbee.set("columns", &json!("full")).unwrap();
    assert_eq!(side.list(&json!({}))["rows"][2], *third);
}

#[test]
fn the_fields_of_a_list_can_be_asked_with_either_verb() {
    let mut side = Side::with(&[]);
    side.beyond_the_document = true; // It describes one of the two.
    for method in [Method::GET, Method::POST] {
        let fields = read(&side.v2(method, "/api/persons/list/fields", &[], &json!(null)));
        assert_eq!(fields[0]["id"], "personId");
        assert_eq!(fields.as_array().unwrap().len(), 16);
    }
    side.beyond_the_document = false;
    side.wordbee.set("fields_record", &json!("name")).unwrap();
    assert_eq!(read(&side.v2(Method::POST, "/api/persons/list/fields", &[], &json!(null)))[1], "firstName");
    side.wordbee.set("columns", &json!("four_only")).unwrap();
    let fields = read(&side.v2(Method::POST, "/api/persons/list/fields", &[], &json!(null)));
    assert_eq!(fields.as_array().unwrap().len(), 4);
}

#[test]
fn the_member_with_the_rows_and_the_case_of_columns_are_settings() {
    let mut side = Side::with(&[("list_member", json!("items")), ("column_case", json!("pascal"))]);
    assert_eq!(side.list(&json!(null))["items"][0]["PersonId"], 4001);
    side.wordbee.set("column_case", &json!("lower")).unwrap();
    let mut list = side.list(&json!(null));
    assert_eq!(list["items"][0]["personid"], 4001);
    assert_eq!(side.wordbee.records_in(&mut list).len(), 20);
}

#[test]
fn the_order_without_sort_is_a_setting() {
    let mut side = Side::with(&[("list_order", json!("newest_first"))]);
    assert_eq!(ids(&side.list(&json!({"take": 2}))), [4020, 4019]);
    side.wordbee.set("list_order", &json!("by_name")).unwrap();
    let list = side.list(&json!({"take": 20}));
    let names: Vec<String> =
        list["rows"].as_array().unwrap().iter().map(|row| row["lastName"].as_str().unwrap().to_lowercase()).collect();
    assert!(names.is_sorted() && ids(&list) != (4001..4021).collect::<Vec<_>>());
}

#[test]
fn what_v1_writes_v2_reads() {
    let mut side = Side::with(&[]);
    side.create(&json!({"FirstName": "Zoë", "LastName": "Çelik", "Email": "zoe@example.org"}));
    let found = side.list(&json!({"query": r#"{email}="zoe@example.org""#}));
    assert_eq!(
        found["rows"][0],
        json!({"personId": 4021, "firstName": "Zoë", "lastName": "Çelik", "email": "zoe@example.org"})
    );
}

#[test]
fn what_is_not_emulated_or_not_known_is_not_passed_over() {
    let mut side = Side::with(&[]);
    for body in [json!({"agg": [{"id": "companyid"}]}), json!({"makeDefault": "yes"}), json!({"allfields": 1})] {
        assert!(refused(&mut side, body.clone()), "{body}");
    }
    assert_eq!(ids(&side.list(&json!({"agg": [], "makeDefault": false, "fields": []}))).len(), 20);
    side.beyond_the_document = true;
    assert_eq!(ids(&side.list(&json!({"Take": 2}))).len(), 20, "a wrong name is ignored by default");
    side.wordbee.set("unknown_members", &json!("refused")).unwrap();
    assert!(refused(&mut side, json!({"Take": 2})));
}

#[test]
fn a_choice_of_columns_is_kept_where_a_call_says_so() {
    let mut side = Side::with(&[]);
    let columns = |list: Value| list["rows"][0].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(columns(side.list(&json!({"fields": ["personid"], "makeDefault": true}))), ["personId"]);
    assert_eq!(columns(side.list(&json!({}))), ["personId"]);
    assert_eq!(columns(side.list(&json!({"fields": ["email"]}))), ["email"]);
    assert_eq!(columns(side.list(&json!({}))), ["personId"]);
}
