//! Custom fields in bulk writes: setting them, and naming people by one.

use super::Side;
use super::writing::{ada, done, item, run, run_with};
use crate::emulator::Emulator;
use serde_json::{Value, json};

fn fields(side: &Side, id: i64) -> Value {
    side.person(id).unwrap()["CustomFields"].clone()
}

fn with(id: i64, fields: Value) -> Value {
    item("Change", json!({"pid": id, "cfs": fields}))
}

#[test]
fn fields_are_set_and_removed_one_by_one_by_id_or_title() {
    let mut side = Side::with(&[]);
    assert_eq!(fields(&side, 4001), json!([{"id": 301, "title": "Employee number", "value": "E-4001"}]));
    let items = json!([
        with(4001, json!([{"id": 302, "value": "Spring"}])),
        with(4002, json!([{"t": "Cohort", "value": 7}])),
        with(4003, json!([{"id": 301, "value": null}])),
        with(4004, json!([])),
    ]);
    assert_eq!(done(&run(&mut side, &items).0), [true; 4]);
    assert_eq!(fields(&side, 4001)[0]["value"], "E-4001", "what is not named stays");
    assert_eq!((&fields(&side, 4001)[1]["value"], &fields(&side, 4002)[1]["value"]), (&json!("Spring"), &json!(7)));
    assert_eq!((fields(&side, 4003), fields(&side, 4004)[0]["value"].clone()), (json!([]), json!("E-4004")));
    run(&mut side, &json!([item("Create", ada())]));
    assert_eq!(fields(&side, 4021), json!([]));
}

#[test]
fn fields_that_cannot_be_fail() {
    for bad in [
        json!([{"id": 999, "value": "x"}]),
        json!([{"t": "Nothing", "value": "x"}]),
        json!([{"title": "Cohort", "value": "x"}]),
        json!([{"value": "x"}]),
        json!([{"id": 302}]),
        json!([{"id": 302, "value": ["x"]}]),
        json!([{"id": 302, "value": "x"}, {"t": "Cohort", "value": "y"}]),
        json!({"id": 302, "value": "x"}),
    ] {
        let mut side = Side::with(&[]);
        assert_eq!(done(&run(&mut side, &json!([with(4001, bad.clone())])).0), [false], "{bad}");
        assert_eq!(fields(&side, 4001), fields(&Side::with(&[]), 4001));
    }
    let mut side = Side::with(&[("custom_field_title", json!("either"))]);
    assert_eq!(done(&run(&mut side, &json!([with(4001, json!([{"title": "Cohort", "value": "x"}]))])).0), [true]);
}

#[test]
fn a_field_can_name_people() {
    let by = |number: &str, more: Value| {
        let mut row = item("ChangeOrCreate", ada());
        row["cfs"] = json!([{"id": 301, "value": number}]);
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        row
    };
    let run = |setting: &str, row: Value| {
        let mut side = Side::with(&[("cfid_match", json!(setting))]);
        let (results, _) = run_with(&mut side, &json!([row]), &json!({"cfid": 301}));
        results[0]["pid"].clone()
    };
    for setting in ["first", "alone"] {
        assert_eq!(run(setting, by("E-4009", json!({"pid": 4003}))), 4009, "before the id");
        assert_eq!(run(setting, by("E-1", json!({}))), 4021, "no person has it: a new person is created");
    }
    assert_eq!(run("first", by("E-1", json!({"pid": 4003}))), 4003);
    assert_eq!(run("alone", by("E-1", json!({"pid": 4003}))), 4021);
}

#[test]
fn a_field_that_two_people_share_identifies_no_person() {
    let mut side = Side::with(&[]);
    run(&mut side, &json!([with(4002, json!([{"id": 301, "value": "E-4001"}]))]));
    let row = item("Delete", json!({"cfs": [{"id": 301, "value": "E-4001"}]}));
    let (results, _) = run_with(&mut side, &json!([row]), &json!({"cfid": 301}));
    assert_eq!((done(&results), side.wordbee.people()), (vec![false], 20));
}
