//! What the rows of a bulk write do, and what is reported of each.

use super::Side;
use super::writing::{ada, done, item, run};
use crate::emulator::{Effect, Emulator};
use serde_json::{Value, json};

#[test]
fn people_are_found_by_id_then_login_then_email() {
    let mut side = Side::with(&[]);
    let email = side.person(4005).unwrap()["Email"].clone();
    let items = json!([
        item("Change", json!({"pid": 4001, "role": "a"})),
        item("Change", json!({"login": "user.4003", "role": "b"})),
        item("Change", json!({"email": email, "role": "c", "phone": null})),
        item("Change", json!({"pid": 9999, "role": "d"})),
        item("Change", json!({"cid": 78, "pid": 4001, "role": "e"})),
    ]);
    let phone = side.person(4005).unwrap()["Phone"].clone();
    let (results, effect) = run(&mut side, &items);
    assert_eq!((done(&results), effect), (vec![true, true, true, false, false], Effect::Changed));
    let role = |id: i64| side.person(id).unwrap()["Role"].clone();
    assert_eq!((role(4001), role(4003), role(4005)), (json!("a"), json!("b"), json!("c")));
    assert_eq!(side.person(4005).unwrap()["Phone"], phone, "null is nothing said");
}

#[test]
fn a_shared_address_identifies_no_person() {
    let mut side = Side::with(&[]);
    let items =
        json!([item("Create", ada()), item("Create", ada()), item("Delete", json!({"email": "ada@example.org"}))]);
    let (results, _) = run(&mut side, &items);
    assert_eq!((&results[2]["status"], side.wordbee.people()), (&json!("Failed"), 22));
}

#[test]
fn change_or_create_does_either_and_delete_removes() {
    let mut side = Side::with(&[]);
    let mut changed = ada();
    changed["lname"] = json!("Okafor-Lind");
    let items = json!([item("ChangeOrCreate", ada()), item("ChangeOrCreate", changed)]);
    let (results, effect) = run(&mut side, &items);
    assert_eq!((&results[0]["pid"], &results[1]["pid"], effect), (&json!(4021), &json!(4021), Effect::Created));
    let person = side.person(4021).unwrap();
    assert_eq!((&person["LastName"], &person["PersonCode"]), (&json!("Okafor-Lind"), &json!("AO")));
    assert_eq!(person["IsActive"], false);
    let deleted = json!([item("Delete", json!({"pid": 4021})), item("Delete", json!({"pid": 4007}))]);
    let (results, effect) = run(&mut side, &deleted);
    assert_eq!(effect, Effect::Changed);
    assert_eq!(
        (&results[0]["status"], &results[1]["status"]),
        (&json!("Done"), &json!("Failed")),
        "4007 is the Administrator"
    );
    assert_eq!(side.wordbee.people(), 20);
}

#[test]
fn items_that_cannot_be_are_refused_one_by_one() {
    for bad in [
        item("Update", json!({"pid": 4001})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor"})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor", "email": "invalid"})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor", "email": "ada@example.org", "cid": 99})),
        item("Create", json!({"fname": "Ada", "lname": "Okafor", "email": "ada@example.org", "profile": 1})),
        item("Change", json!({"pid": 4001, "phone": 12})),
        item("Change", json!({"pid": 4001, "fname": " "})),
        item("Change", json!({"pid": 4001, "login": "short"})),
        item("Change", json!({"pid": 4001, "login": "user.4003"})),
        item("Change", json!({"pid": 4001, "profile": 99})),
        item("Change", json!({"pid": 4002, "active": true})),
        item("Change", json!({"pid": 4001, "active": "true"})),
        item("Change", json!({"pid": 4001, "cfs": [{"id": 1, "value": "x"}]})),
        json!("text"),
    ] {
        let mut side = Side::with(&[]);
        let before = side.wordbee.state()["persons"].clone();
        let (results, effect) = run(&mut side, &json!([bad]));
        assert_eq!(
            (&results[0]["status"], effect, &side.wordbee.state()["persons"]),
            (&json!("Failed"), Effect::None, &before),
            "{bad}"
        );
    }
}

#[test]
fn a_login_without_a_profile_gets_the_first_by_name() {
    let mut side = Side::with(&[]);
    let (_, _) = run(
        &mut side,
        &json!([
            item("Change", json!({"pid": 4002, "login": "8letters", "active": true, "title": ""})),
            item("Change", json!({"pid": 4003, "profile": 5, "profileKeepExisting": true})),
            item("Change", json!({"pid": 4001, "profile": 5})),
            item("Change", json!({"pid": 4006, "active": false})),
            item("Create", json!({"fname": "A", "lname": "B", "email": "a@b", "login": "ab.login", "profile": 5})),
        ]),
    );
    let person = side.person(4002).unwrap();
    assert_eq!((&person["UserProfileId"], &person["IsActive"]), (&json!(9), &json!(true)));
    assert!(person.get("Password").is_none(), "no password is assigned");
    assert_eq!(side.person(4003).unwrap()["UserProfileId"], 8);
    assert_eq!(side.person(4001).unwrap()["UserProfileId"], 5);
    assert_eq!(side.person(4006).unwrap()["IsActive"], false);
    assert_eq!(side.person(4021).unwrap()["UserProfileId"], 5);
}

#[test]
fn licences_run_out_in_the_middle() {
    let mut side = Side::with(&[("spare_licences", json!(1))]);
    let enable = |id: i64| item("Change", json!({"pid": id, "active": true}));
    let mut newcomer = item("Create", ada());
    newcomer["login"] = json!("a.okafor");
    newcomer["active"] = json!(true);
    let (results, _) = run(&mut side, &json!([enable(4001), enable(4004), newcomer, enable(4001)]));
    assert_eq!(done(&results), [true, false, false, true]);
}

#[test]
fn null_and_empty_text_do_what_is_set() {
    let after = |setting: &str, word: &str, value: Value| {
        let mut side = Side::with(&[(setting, json!(word))]);
        let (results, _) = run(&mut side, &json!([item("Change", json!({"pid": 4001, "comments": value}))]));
        (done(&results)[0], side.person(4001).unwrap()["Comments"].is_string())
    };
    assert_eq!(after("v2_null", "keeps", json!(null)), (true, true));
    assert_eq!(after("v2_null", "clears", json!(null)), (true, false));
    assert_eq!(after("empty_text", "clears", json!("")), (true, false));
    assert_eq!(after("empty_text", "keeps", json!("")), (true, true));
    assert_eq!(after("empty_text", "refused", json!("")), (false, true));
    let mut side = Side::with(&[("v2_null", json!("clears"))]);
    let (results, _) = run(&mut side, &json!([item("Change", json!({"pid": 4001, "lname": null}))]));
    assert_eq!(done(&results), [false], "a name stays required");
}

#[test]
fn a_time_zone_is_inherited_until_it_is_set() {
    let mut side = Side::with(&[]);
    assert_eq!(side.person(4001).unwrap()["TimeZone"], "W. Europe Standard Time");
    run(&mut side, &json!([item("Change", json!({"pid": 4001, "timezone": "GMT Standard Time"}))]));
    assert_eq!(side.person(4001).unwrap()["TimeZone"], "GMT Standard Time");
}

#[test]
fn people_of_another_company_are_refused_or_not_seen() {
    let row = |action: &str, more: Value| {
        let mut row = item(action, more);
        row["cid"] = json!(78);
        row
    };
    let mut newcomer = row("ChangeOrCreate", ada());
    newcomer["pid"] = json!(4001);
    let items = json!([row("Change", json!({"pid": 4001, "role": "x"})), newcomer]);
    for (setting, expected, people) in [("failed", [false, false], 20), ("not_found", [false, true], 21)] {
        let mut side = Side::with(&[("other_company", json!(setting))]);
        let (results, _) = run(&mut side, &items);
        assert_eq!((done(&results), side.wordbee.people()), (expected.to_vec(), people), "{setting}");
    }
}

#[test]
fn what_the_pages_leave_open_about_a_row_is_a_setting() {
    let first = |setting: &str, word: &str, items: &Value| {
        let mut side = Side::with(&[(setting, json!(word))]);
        side.beyond_the_document = setting == "unknown_members";
        let (results, _) = run(&mut side, items);
        (done(&results), side.wordbee.people())
    };
    let skip = json!([item("Skip", json!({}))]);
    assert_eq!(first("skip_action", "accepted", &skip).0, [true]);
    assert_eq!(first("skip_action", "refused", &skip).0, [false]);
    let shared =
        json!([item("Create", ada()), item("Create", ada()), item("Delete", json!({"email": "ADA@example.org"}))]);
    assert_eq!(first("ambiguous_person", "first", &shared), (vec![true; 3], 21));
    let busy = json!([item("Delete", json!({"pid": 4004}))]);
    assert_eq!(first("bulk_delete_assigned", "done", &busy), (vec![true], 19));
    assert_eq!(first("bulk_delete_assigned", "failed", &busy), (vec![false], 20));
    let misspelt = json!([item("Change", json!({"pid": 4001, "phonemobile": "1"}))]);
    assert_eq!(first("unknown_members", "ignored", &misspelt).0, [true]);
    assert_eq!(first("unknown_members", "refused", &misspelt).0, [false]);
}

#[test]
fn a_row_of_the_outcome_has_more_or_less() {
    let row = |setting: &str| {
        let mut side = Side::with(&[("bulk_row", json!(setting))]);
        run(&mut side, &json!([item("Change", json!({"pid": 4001, "data": "line 7"}))])).0[0].clone()
    };
    assert_eq!(row("data_only"), json!({"data": "line 7"}));
    assert_eq!(row("id_and_data"), json!({"pid": 4001, "data": "line 7"}));
    let full = json!({"action": "Change", "status": "Done", "pid": 4001, "data": "line 7", "message": ""});
    assert_eq!(row("full"), full);
}
