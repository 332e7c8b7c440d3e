//! The rules between `Login`, `Password`, `UserProfileId` and `IsActive`, by the numbers of the contract's table.

use super::Side;
use crate::emulator::Emulator;
use serde_json::{Value, json};

/// Seeded: a disabled login, none, an enabled one.
const DISABLED: i64 = 4001;
const NONE: i64 = 4002;
const ENABLED: i64 = 4003;

const THREE: [(&str, &str); 3] = [("Login", "a.okafor"), ("Password", "Correct-Horse-7"), ("UserProfileId", "8")];

fn of(id: i64, members: Value) -> Value {
    let mut data = members;
    data["PersonId"] = json!(id);
    data
}

fn new(members: Value) -> Value {
    let mut data = members;
    for (name, value) in [("FirstName", "Ada"), ("LastName", "Okafor"), ("Email", "ada@example.org")] {
        data[name] = json!(value);
    }
    data
}

fn three() -> Value {
    json!({"Login": "a.okafor", "Password": "Correct-Horse-7", "UserProfileId": 8})
}

fn with(mut value: Value, name: &str, member: Value) -> Value {
    value[name] = member;
    value
}

/// The status of an update, and the person afterwards.
fn update(settings: &[(&str, Value)], id: i64, members: Value) -> (u16, Value) {
    let mut side = Side::with(settings);
    let status = side.update(&of(id, members)).status;
    (status, side.person(id).unwrap())
}

fn create(members: Value) -> u16 {
    Side::with(&[]).create(&new(members)).status
}

#[test]
fn rule_4_a_login_has_eight_characters() {
    assert_eq!(update(&[], NONE, with(three(), "Login", json!("okafor7"))).0, 400);
    assert_eq!(update(&[], NONE, with(three(), "Login", json!("øøøøøøø"))).0, 400, "characters, not bytes");
    assert_eq!(update(&[], NONE, with(three(), "Login", json!("okafor78"))).0, 200);
    assert_eq!(update(&[], NONE, with(three(), "Login", json!(12_345_678))).0, 400);
}

#[test]
fn rule_5_a_first_login_needs_all_three() {
    let (status, person) = update(&[], NONE, with(three(), "IsActive", json!(true)));
    assert_eq!((status, &person["Login"], &person["IsActive"]), (200, &json!("a.okafor"), &json!(true)));
    assert_eq!((&person["Password"], &person["UserProfileId"]), (&json!("Correct-Horse-7"), &json!(8)));
    assert_eq!(update(&[], NONE, three()).1["IsActive"], false, "a login is not enabled by itself");
    assert_eq!((create(three()), create(json!({}))), (200, 200));
    for (name, _) in THREE {
        let mut two = three();
        two.as_object_mut().unwrap().remove(name);
        assert_eq!((update(&[], NONE, two.clone()).0, create(two)), (400, 400), "without {name}");
        assert_eq!(update(&[], NONE, json!({name: three()[name]})).0, 400, "{name} alone");
    }
}

#[test]
fn rule_6_parts_of_a_login_can_be_changed_where_there_is_one() {
    for (name, value) in
        [("Login", json!("new.login")), ("Password", json!("New-Secret-9")), ("UserProfileId", json!(9))]
    {
        let (status, person) = update(&[], ENABLED, json!({name: value}));
        assert_eq!((status, &person[name], &person["IsActive"]), (200, &value, &json!(true)), "{name}");
    }
    let refused = [("login_alone", json!("refused"))];
    assert_eq!(update(&refused, ENABLED, json!({"Login": "new.login"})).0, 400);
    assert_eq!(update(&refused, ENABLED, json!({"Login": "new.login", "Password": "New-Secret-9"})).0, 200);
}

#[test]
fn rule_7_null_in_any_of_the_three_removes_the_login() {
    for (name, _) in THREE {
        let (status, person) = update(&[], ENABLED, json!({name: null}));
        assert_eq!(
            (status, &person["IsActive"], &person["UserProfileId"]),
            (200, &json!(false), &json!(null)),
            "{name}"
        );
        assert!(person.get("Login").is_none() && person.get("Password").is_none(), "{name}");
    }
    let all = json!({"Login": null, "Password": null, "UserProfileId": null});
    assert_eq!(update(&[], ENABLED, all).0, 200);
    let (status, person) = update(&[], ENABLED, json!({"Login": null, "UserProfileId": 8}));
    assert_eq!((status, person["Login"].is_string()), (400, true), "removed and set at once");
    assert_eq!(update(&[("no_profile", json!("zero"))], ENABLED, json!({"Login": null})).1["UserProfileId"], 0);
}

#[test]
fn rule_8_a_login_cannot_be_removed_and_enabled() {
    assert_eq!(update(&[], ENABLED, json!({"Login": null, "IsActive": true})).0, 400);
    assert_eq!(update(&[], ENABLED, json!({"Login": null, "IsActive": false})).0, 200);
}

#[test]
fn rules_9_and_10_only_a_login_can_be_enabled() {
    assert_eq!(create(json!({"IsActive": true})), 400);
    assert_eq!(create(with(three(), "IsActive", json!(true))), 200);
    assert_eq!(update(&[], NONE, json!({"IsActive": true})).0, 400);
    let (status, person) = update(&[], DISABLED, json!({"IsActive": true}));
    assert_eq!((status, &person["IsActive"]), (200, &json!(true)));
}

#[test]
fn rule_11_disabling_keeps_the_login() {
    let (status, person) = update(&[], ENABLED, json!({"IsActive": false}));
    assert_eq!((status, &person["IsActive"], &person["Login"]), (200, &json!(false), &json!("user.4003")));
}

#[test]
fn rule_12_enabling_takes_a_free_licence() {
    let mut side = Side::with(&[("spare_licences", json!(1))]);
    let enable = |side: &mut Side, id: i64, active: bool| side.update(&of(id, json!({"IsActive": active}))).status;
    assert_eq!(enable(&mut side, DISABLED, true), 200);
    assert_eq!(enable(&mut side, 4004, true), 400, "the last licence is gone");
    assert_eq!(side.person(4004).unwrap()["IsActive"], false);
    assert_eq!(enable(&mut side, DISABLED, true), 200, "who has one needs no other");
    assert_eq!(enable(&mut side, ENABLED, false), 200);
    assert_eq!(enable(&mut side, 4004, true), 200, "a freed one can be taken");
    assert_eq!(side.update(&of(4004, json!({"Login": null}))).status, 200);
    assert_eq!(side.create(&new(with(three(), "IsActive", json!(true)))).status, 200, "so can a removed one");
    assert_eq!(side.create(&new(with(with(three(), "Login", json!("b.okafor")), "IsActive", json!(true)))).status, 400);
    side.wordbee.set("refusal", &json!("500")).unwrap();
    assert_eq!(enable(&mut side, ENABLED, true), 500);
}

#[test]
fn rule_13_a_password_follows_the_policy() {
    for weak in ["Short-7", "lower-case-7", "UPPER-CASE-7", "No-Digit-Here"] {
        assert_eq!(update(&[], ENABLED, json!({"Password": weak})).0, 400, "{weak}");
        assert_eq!(update(&[("password_policy", json!("none"))], ENABLED, json!({"Password": weak})).0, 200, "{weak}");
    }
    assert_eq!(update(&[], ENABLED, json!({"Password": "Short-77"})).0, 200);
    assert_eq!(update(&[], ENABLED, json!({"Password": "Ünï+c&de 7%"})).1["Password"], "Ünï+c&de 7%");
}

#[test]
fn rule_14_no_new_person_becomes_administrator() {
    let administrator = || with(three(), "UserProfileId", json!(1));
    assert_eq!(create(administrator()), 400);
    assert_eq!(create(with(three(), "UserProfileId", json!(77))), 400, "no such profile");
    assert_eq!(update(&[], ENABLED, json!({"UserProfileId": 1})).0, 400);
    assert_eq!(update(&[("administrator_on_update", json!("accepted"))], ENABLED, json!({"UserProfileId": 1})).0, 200);
    assert_eq!(update(&[], 4007, json!({"UserProfileId": 1})).0, 200, "4007 is the Administrator");
}

#[test]
fn a_login_is_taken_once() {
    let taken = json!({"Login": "USER.4001"});
    assert_eq!(update(&[], ENABLED, taken.clone()).0, 400);
    assert_eq!(update(&[], NONE, with(three(), "Login", json!("user.4001"))).0, 400);
    assert_eq!(update(&[], DISABLED, taken.clone()).0, 200, "one's own is no duplicate");
    assert_eq!(update(&[("duplicate_login", json!("accepted"))], ENABLED, taken).0, 200);
    let mut side = Side::with(&[]);
    assert_eq!(side.update(&of(DISABLED, json!({"Login": null}))).status, 200);
    assert_eq!(side.update(&of(ENABLED, json!({"Login": "user.4001"}))).status, 200, "a removed one is free");
}

#[test]
fn active_left_out_keeps_or_clears() {
    assert_eq!(update(&[], ENABLED, json!({"Phone": "1"})).1["IsActive"], true);
    let clears = [("active_absent", json!("clears"))];
    assert_eq!(update(&clears, ENABLED, json!({"Phone": "1"})).1["IsActive"], false);
    assert_eq!(update(&clears, ENABLED, json!({"Phone": "1", "IsActive": true})).1["IsActive"], true);
    assert_eq!(update(&[], ENABLED, json!({"IsActive": null})).0, 400);
    let (status, person) = update(&[("null_text", json!("keeps"))], ENABLED, json!({"IsActive": null}));
    assert_eq!((status, &person["IsActive"]), (200, &json!(true)));
    assert_eq!(update(&[("null_text", json!("clears"))], ENABLED, json!({"IsActive": null})).1["IsActive"], false);
}
