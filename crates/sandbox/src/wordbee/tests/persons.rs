//! Create, update, remove and labels of persons in v1.

use super::{Side, call, text};
use crate::emulator::{Effect, Emulator};
use crate::wordbee::Wordbee;
use http::Method;
use serde_json::{Value, json};

const REMOVE: &str = "/companies/77/persons";

fn okafor() -> Value {
    json!({"FirstName": "Ada", "LastName": "Okafor", "Email": "ada@example.org"})
}

fn also(mut value: Value, more: Value) -> Value {
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

#[test]
fn create_is_the_put_and_gives_defaults() {
    let mut side = Side::with(&[]);
    let reply = side.create(&okafor());
    assert_eq!((reply.status, reply.body.len(), reply.effect), (200, 0, Effect::Created));
    let person = side.person(4021).unwrap();
    assert_eq!(
        (&person["CompanyId"], &person["IsActive"], &person["PersonCode"]),
        (&json!(77), &json!(false), &json!("AO"))
    );
    assert_eq!((&person["LastName"], &person["Phone"]), (&json!("Okafor"), &json!(null)));
    assert_eq!(side.wordbee.people(), 21);
}

#[test]
fn create_may_answer_the_id_in_several_ways() {
    for (form, body) in [("number", "4021"), ("quoted", "\"4021\""), ("object", r#"{"PersonId":4021}"#), ("empty", "")]
    {
        let mut side = Side::with(&[("create_result", json!(form))]);
        assert_eq!(text(&side.create(&okafor())), body);
    }
}

#[test]
fn create_refuses_what_is_missing_or_wrong() {
    for data in [
        json!({"LastName": "Okafor", "Email": "ada@example.org"}),
        json!({"FirstName": "Ada", "Email": "ada@example.org"}),
        json!({"FirstName": "Ada", "LastName": "Okafor"}),
        also(okafor(), json!({"FirstName": " "})),
        also(okafor(), json!({"LastName": null})),
        also(okafor(), json!({"Email": "invalid"})),
        also(okafor(), json!({"Email": "@example.org"})),
        also(okafor(), json!({"Email": "ada @example.org"})),
        also(okafor(), json!({"PersonId": 4001})),
        also(okafor(), json!({"Phone": 12})),
        also(okafor(), json!({"Phone": null})),
        also(okafor(), json!({"IsActive": "true"})),
        json!([]),
        json!("text"),
    ] {
        let mut side = Side::with(&[]);
        let reply = side.create(&data);
        assert_eq!((reply.status, reply.effect, side.wordbee.people()), (400, Effect::None, 20), "{data}");
    }
}

#[test]
fn a_required_null_is_refused_on_create_even_where_null_keeps() {
    let mut side = Side::with(&[("null_text", json!("keeps"))]);
    assert_eq!(side.create(&also(okafor(), json!({"LastName": null}))).status, 400);
}

#[test]
fn update_changes_what_it_names_and_nothing_else() {
    let mut side = Side::with(&[]);
    let mut before = side.person(4003).unwrap();
    let reply = side.update(&json!({"PersonId": 4003, "LastName": "Ökafor", "Phone": "+352 555 0100"}));
    assert_eq!((reply.status, reply.body.len(), reply.effect), (200, 0, Effect::Changed));
    before["LastName"] = json!("Ökafor");
    before["Phone"] = json!("+352 555 0100");
    assert_eq!(side.person(4003).unwrap(), before);
}

#[test]
fn update_needs_the_person_and_its_own_company() {
    let mut side = Side::with(&[]);
    assert_eq!(side.update(&json!({"LastName": "X"})).status, 400);
    assert_eq!(side.update(&json!({"PersonId": 0, "LastName": "X"})).status, 400);
    assert_eq!(side.update(&json!({"PersonId": "4001", "LastName": "X"})).status, 400);
    assert_eq!(side.update(&json!({"PersonId": 9999, "LastName": "X"})).status, 404);
    let data = json!({"PersonId": 4001, "LastName": "X"}).to_string();
    for company in ["78", "99"] {
        let path = format!("/companies/{company}/persons");
        assert_eq!(side.v1(Method::POST, &path, &[("data", &data)]).status, 404, "{company}");
    }
    assert_eq!(side.v1(Method::POST, "/companies/x/persons", &[("data", &data)]).status, 400);
    side.wordbee.set("unknown_object", &json!("400")).unwrap();
    assert_eq!(side.update(&json!({"PersonId": 9999, "LastName": "X"})).status, 400);
    assert_eq!(side.person(4001), Side::with(&[]).person(4001));
}

#[test]
fn a_refused_update_leaves_no_trace() {
    let mut side = Side::with(&[]);
    let before = side.wordbee.state();
    assert_eq!(side.update(&json!({"PersonId": 4001, "LastName": "X", "Email": "invalid"})).status, 400);
    assert_eq!(side.update(&json!({"PersonId": 4002, "LastName": "X", "IsActive": true})).status, 400);
    assert_eq!(side.wordbee.state(), before);
}

#[test]
fn null_and_empty_text_do_what_is_set() {
    let after = |settings: &[(&str, Value)], value: Value| {
        let mut side = Side::with(settings);
        let before = side.person(4001).unwrap()["Comments"].clone();
        let status = side.update(&json!({"PersonId": 4001, "Comments": value})).status;
        let after = side.person(4001).unwrap()["Comments"].clone();
        (
            status,
            if after == before {
                "kept"
            } else if after.is_null() {
                "cleared"
            } else {
                "changed"
            },
        )
    };
    assert_eq!(after(&[], json!(null)), (400, "kept"));
    assert_eq!(after(&[("null_text", json!("keeps"))], json!(null)), (200, "kept"));
    assert_eq!(after(&[("null_text", json!("clears"))], json!(null)), (200, "cleared"));
    assert_eq!(after(&[], json!("")), (200, "cleared"));
    assert_eq!(after(&[("empty_text", json!("keeps"))], json!("")), (200, "kept"));
    assert_eq!(after(&[("empty_text", json!("refused"))], json!("")), (400, "kept"));
    assert_eq!(after(&[], json!("new")), (200, "changed"));
    assert_eq!(Side::with(&[]).update(&json!({"PersonId": 4001, "PersonCode": ""})).status, 200, "a code is optional");
    let mut side = Side::with(&[("null_text", json!("clears"))]);
    assert_eq!(side.update(&json!({"PersonId": 4001, "LastName": ""})).status, 400, "a name stays required");
    assert_eq!(side.update(&json!({"PersonId": 4001, "Email": null})).status, 400);
}

#[test]
fn unknown_members_are_ignored_or_refused() {
    let mut side = Side::with(&[]);
    side.beyond_the_document = true;
    let data = json!({"PersonId": 4001, "Mobile": "1"});
    let before = side.wordbee.state();
    assert_eq!((side.update(&data).status, side.wordbee.state()), (200, before));
    side.wordbee.set("unknown_members", &json!("refused")).unwrap();
    assert_eq!(side.update(&data).status, 400);
    assert_eq!(side.update(&json!({"PersonId": 4001, "PhoneMobile": "1"})).status, 200);
}

#[test]
fn data_comes_in_the_query_or_as_a_form() {
    let data = json!({"PersonId": 4001, "Title": "Dr & Prof. +"}).to_string();
    let query = |side: &mut Side| side.v1(Method::POST, REMOVE, &[("data", &data)]).status;
    let body = |side: &mut Side, kind: &str, body: &str| {
        let token = side.v1.clone();
        side.send(call(Method::POST, REMOVE, &[("token", &token)], &[("content-type", kind)], body)).status
    };
    let form = form_urlencoded::Serializer::new(String::new()).append_pair("data", &data).finish();
    for (setting, in_query, in_form) in [("query_or_form", 200, 200), ("query", 200, 400), ("form", 400, 200)] {
        let mut side = Side::with(&[("data_in", json!(setting))]);
        assert_eq!(query(&mut side), in_query, "{setting}");
        assert_eq!(body(&mut side, "application/x-www-form-urlencoded", &form), in_form, "{setting}");
        assert_eq!(side.person(4001).unwrap()["Title"], "Dr & Prof. +");
        assert_eq!(body(&mut side, "application/json", &data), 400, "a JSON body is not a parameter");
    }
    assert_eq!(Side::with(&[]).v1(Method::POST, REMOVE, &[("data", "{\"PersonId\": 4001 \"Title\": 1}")]).status, 400);
}

#[test]
fn removal_must_say_what_becomes_of_assigned_work() {
    let mut side = Side::with(&[]);
    let remove = |side: &mut Side, query: &[(&str, &str)]| {
        let reply = side.v1(Method::DELETE, REMOVE, query);
        (reply.status, reply.effect)
    };
    assert_eq!(remove(&mut side, &[("personid", "4001")]).0, 400);
    assert_eq!(remove(&mut side, &[("removeassignment", "true")]).0, 400);
    assert_eq!(remove(&mut side, &[("personid", "4001"), ("removeassignment", "1")]).0, 400);
    assert_eq!(remove(&mut side, &[("personid", "4004"), ("removeassignment", "false")]).0, 400, "4004 has work");
    assert_eq!(side.wordbee.people(), 20);
    assert_eq!(remove(&mut side, &[("personid", "4004"), ("removeassignment", "true")]), (200, Effect::Changed));
    assert_eq!(remove(&mut side, &[("personid", "4001"), ("removeassignment", "false")]), (200, Effect::Changed));
    assert_eq!(remove(&mut side, &[("personid", "4001"), ("removeassignment", "false")]).0, 404);
    assert_eq!(side.wordbee.people(), 18);
    side.wordbee.set("refusal", &json!("409")).unwrap();
    assert_eq!(remove(&mut side, &[("personid", "4007"), ("removeassignment", "true")]).0, 409, "the Administrator");
}

#[test]
fn v1_has_no_way_to_read_persons() {
    let mut side = Side::with(&[]);
    assert_eq!(side.v1(Method::GET, "/companies/77/persons", &[]).status, 405);
    for path in ["/persons", "/api/companies", "/companies/77", "/Companies", "/master/persons"] {
        assert!(matches!(side.v1(Method::GET, path, &[]).status, 400 | 404), "{path}");
    }
}

#[test]
fn people_are_the_same_for_the_same_seed_and_the_first_ids_never_change() {
    let state = |seed| Wordbee::new(seed, 40).state();
    assert_eq!(state(3), state(3));
    assert_ne!(state(3), state(4));
    let first = &state(4)["persons"][0];
    assert_eq!(
        (&first["PersonId"], &first["FirstName"], &first["CompanyId"]),
        (&json!(4001), &json!("Éléonore"), &json!(77))
    );
    assert_eq!((first["Login"].is_string(), &first["IsActive"]), (true, &json!(false)));
    let state = Wordbee::new(1, 5_000).state();
    let ids = state["persons"].as_array().unwrap().iter().map(|person| person["PersonId"].as_i64().unwrap());
    assert!(ids.eq(4001..9001));
}
