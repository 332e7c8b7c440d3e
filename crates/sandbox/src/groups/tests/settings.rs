//! The settings: that the front page lists them, and those that concern more than one method.

use super::{Caller, FINANCE, NEWCOMERS, NEXT_TERM, label};
use crate::emulator::Emulator;
use crate::groups::Groups;
use http::Method;
use serde_json::{Value, json};

/// The module's front page.
const PAGE: &str = include_str!("../../groups.rs");

#[test]
fn the_front_page_lists_every_setting_with_its_values_default_first() {
    let mut remote = Groups::new(1, 1);
    let (_, page) = PAGE.split_once("# Settings").unwrap();
    for (name, default) in remote.settings().as_object().unwrap() {
        let refusal = remote.set(name, &json!([])).unwrap_err();
        let values = refusal.rsplit(": ").next().unwrap();
        let default = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        let rest: Vec<&str> = values.split(", ").filter(|value| *value != default).collect();
        let listed = std::iter::once(default.as_str()).chain(rest).map(|value| format!("`{value}`"));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let listed = if values.starts_with("a whole number") { format!("`{default}`") } else { listed };
        // Two settings may share a list.
        let (_, after) = page.split_once(&format!("`{name}` ")).unwrap_or_else(|| panic!("{name} is not listed"));
        let (_, after) = after.split_once('(').unwrap();
        assert!(after.starts_with(&format!("{listed})")), "{name} has {listed}");
    }
}

#[test]
fn settings_are_shown_and_only_allowed_values_taken() {
    let mut remote = Groups::new(1, 1);
    let settings = remote.settings();
    assert_eq!((&settings["error_body"], &settings["licence_active"]), (&json!("code"), &json!(true)));
    assert!(remote.set("error_body", &json!("xml")).unwrap_err().contains("code, message, error"));
    assert!(remote.set("body", &json!("code")).unwrap_err().contains("error_body"));
    assert_eq!(remote.settings(), settings);
}

#[test]
fn a_method_may_fail_with_a_500() {
    for (right, failing) in [
        ("none", None),
        ("groups", Some(0)),
        ("report", Some(1)),
        ("users_info", Some(2)),
        ("users", Some(3)),
        ("user", Some(4)),
    ] {
        let mut caller = Caller::new(2).set("server_error", right);
        let before = caller.remote.state();
        let answers = [
            caller.groups(),
            caller.post("report", &json!({"lng": "en"})),
            caller.post("users/info", &json!({})),
            caller.post("users", &json!({})),
            caller.patch(0, &json!({})),
        ];
        for (place, answer) in answers.into_iter().enumerate() {
            assert_eq!(answer == label(500, "internal-server-error"), failing == Some(place), "{right}: {answer:?}");
        }
        assert_eq!(caller.remote.state(), before);
    }
}

#[test]
fn the_older_edition_has_no_figure_for_the_limit() {
    let caller = Caller::new(1).set("rate_limit", "none");
    assert_eq!(caller.remote.limits(&caller.call(Method::GET, "groups", "")), vec![]);
    assert_eq!(caller.remote.over_limit().status, 429, "but it knows the label");
}

#[test]
fn reads_by_post_may_answer_201() {
    let mut caller = Caller::new(1).set("read_status", "201");
    let email = caller.stored(0)["email"].clone();
    assert_eq!(caller.post("users/info", &json!({"email": email})).0, 201);
    let reply = caller.send(Method::POST, "report", r#"{"lng":"en"}"#);
    assert_eq!((reply.status, reply.effect), (201, crate::emulator::Effect::None));
    assert_eq!(caller.groups().0, 200);
    assert_eq!(caller.patch(0, &json!({"shortName": "X"})).0, 200, "stated");
}

#[test]
fn the_settings_of_the_older_edition_are_those_of_the_front_page() {
    let (_, after) = PAGE.split_once("pages: `").unwrap();
    let text = after.split('`').next().unwrap().replace("//!", "");
    let settings: Value = serde_json::from_str(&text).unwrap();
    let mut caller = Caller::new(7).set("report_page_size", 3);
    for (name, value) in settings.as_object().unwrap() {
        caller.remote.set(name, value).unwrap();
    }
    let (_, report) = caller.post("report", &json!({"lng": "de", "page": 2}));
    assert_eq!(report.as_array().unwrap().len(), 7, "no pages");
    assert!(report[0]["educationTime"].is_string());
    assert_eq!(report[0]["realMainEducationEnd"], "0001-01-01");
}

#[test]
fn null_is_refused_ignored_or_clears_a_name() {
    let refused = label(400, "Bad Request");
    let mut caller = Caller::new(1);
    let before = caller.stored(0);
    let all = json!({"groupId": null, "fullName": null, "shortName": null, "email": null});
    for name in ["groupId", "fullName", "shortName", "email"] {
        assert_eq!(caller.patch(0, &json!({name: null, "fullName": null})), refused, "{name}");
    }
    let mut caller = caller.set("patch_nulls", "ignored");
    assert_eq!(caller.patch(0, &all), refused, "nothing is named");
    let (_, answer) = caller.patch(0, &json!({"groupId": FINANCE, "shortName": null}));
    assert!(answer.get("currentShortName").is_none() && answer["currentGroup"]["id"] == FINANCE);
    assert_eq!(caller.stored(0)["shortName"], before["shortName"]);
    let mut caller = caller.set("patch_nulls", "clears");
    let (_, answer) = caller.patch(0, &json!({"shortName": null}));
    assert_eq!((&answer["currentShortName"], &answer["previousShortName"]), (&json!(""), &before["shortName"]));
    assert_eq!(caller.patch(0, &json!({"email": null})), refused);
    assert_eq!(caller.patch(0, &json!({"groupId": null})), refused);
}

#[test]
fn a_short_name_may_be_left_out_only_if_set() {
    let body = |short: Option<Value>| {
        let mut body = json!({"user": {"fullName": "Y Ö", "email": "y.oe@example.org"}, "group": {"id": NEWCOMERS}});
        if let Some(short) = short {
            body["user"]["shortName"] = short;
        }
        body
    };
    let mut caller = Caller::new(0);
    assert_eq!(caller.post("users", &body(None)), label(400, "common-validation"));
    let mut caller = caller.set("create_needs", "no_short_name");
    for wrong in [Value::Null, json!(""), json!(7)] {
        assert_eq!(caller.post("users", &body(Some(wrong))).0, 400, "what is there must be right");
    }
    assert_eq!(caller.post("users", &body(None)).0, 201);
    assert_eq!(caller.stored(0)["shortName"], "");
}

#[test]
fn the_archived_and_deleted_may_have_a_link() {
    let mut caller = Caller::new(60).set("link_of_gone", "link");
    for state in ["archived", "deleted"] {
        let email = caller.stored(caller.first(state))["email"].clone();
        assert_eq!(caller.post("users/info", &json!({"email": email})).0, 200, "{state}");
    }
    let waiting = caller.stored(caller.first("training not assigned"))["email"].clone();
    assert_eq!(caller.post("users/info", &json!({"email": waiting})), label(422, "education-not-started"));
    assert_ne!(caller.patch(caller.first("completed"), &json!({"groupId": NEXT_TERM})).0, 409);
}
