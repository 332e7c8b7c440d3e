//! The training report: filter, pages, and the forms of its members.

use super::{Caller, label, user};
use serde_json::{Value, json};

fn ids(answer: &Value) -> Vec<&str> {
    answer.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

#[test]
fn the_language_is_required_and_one_of_the_table() {
    let mut caller = Caller::new(2).set("report_other_language", "refused");
    for wrong in [json!({}), json!({"lng": "EN"}), json!({"lng": "no"}), json!({"lng": null}), json!("en")] {
        assert_eq!(caller.post("report", &wrong), label(400, "common-validation"), "{wrong}");
    }
    for code in ["en", "mx", "br", "zh"] {
        assert_eq!(caller.post("report", &json!({"lng": code})).0, 200, "{code}");
    }
}

#[test]
fn a_later_language_may_be_answered_in_english() {
    let mut caller = Caller::new(1);
    let english = caller.post("report", &json!({"lng": "en"}));
    assert_eq!(caller.post("report", &json!({"lng": "fi"})), english);
    for wrong in [json!({}), json!({"lng": null}), json!({"lng": 7}), json!({"lng": "FI"}), json!({"lng": ""})] {
        assert_eq!(caller.post("report", &wrong), label(400, "common-validation"), "{wrong}");
    }
}

#[test]
fn what_the_filter_means_at_its_edges_is_a_setting() {
    let mut caller = Caller::new(5);
    let (first, second) = (caller.stored(0)["email"].clone(), caller.stored(1)["email"].clone());
    let mut report = |settings: &[(&str, Value)], email: Value| {
        for (name, value) in settings {
            crate::emulator::Emulator::set(&mut caller.remote, name, value).unwrap();
        }
        caller.post("report", &json!({"lng": "en", "email": email}))
    };
    assert_eq!(report(&[("report_no_address", json!("none"))], json!([])), (200, json!([])));
    assert_eq!(report(&[("report_no_address", json!("refused"))], json!([])), label(400, "common-validation"));
    let some = json!([first, "unknown@example.org"]);
    assert_eq!(report(&[], some.clone()).1.as_array().unwrap().len(), 1);
    let unknown = [("report_unknown_address", json!("user_not_found"))];
    assert_eq!(report(&unknown, some), label(404, "user-not-found"));
    assert_eq!(report(&[("report_most_addresses", json!(1))], json!([first])).0, 200);
    assert_eq!(report(&[], json!([first, second])), label(400, "common-validation"));
}

#[test]
fn addresses_filter_and_unknown_ones_are_no_error() {
    let mut caller = Caller::new(5);
    let (second, fourth) = (caller.stored(1)["email"].clone(), caller.stored(3)["email"].clone());
    let mut report = |email: Value| caller.post("report", &json!({"lng": "en", "email": email}));
    assert_eq!(ids(&report(json!([fourth, second, fourth, "unknown@example.org"])).1), [user(1), user(3)]);
    assert_eq!(report(json!(["unknown@example.org"])), (200, json!([])));
    assert_eq!(ids(&report(json!([])).1).len(), 5);
    for wrong in
        [json!(second), json!(["no-at.example"]), json!(["a@b"]), json!(["A@example.org"]), json!([5]), Value::Null]
    {
        assert_eq!(report(wrong), label(400, "common-validation"));
    }
}

#[test]
fn pages_are_counted_from_one_and_end_empty() {
    let mut caller = Caller::new(7).set("report_page_size", 3);
    let mut report = |page: Value| caller.post("report", &json!({"lng": "en", "page": page}));
    assert_eq!(ids(&report(json!(1)).1), [user(0), user(1), user(2)]);
    assert_eq!(ids(&report(json!(3)).1), [user(6)]);
    assert_eq!(report(json!(4)).1, json!([]));
    assert_eq!(report(json!(u64::MAX)).1, json!([]));
    for wrong in [json!(0), json!("1"), json!(1.5), Value::Null] {
        assert_eq!(report(wrong), label(400, "common-validation"));
    }
    assert_eq!(ids(&caller.post("report", &json!({"lng": "en"})).1).len(), 7, "without a page: everything");
    let mut caller = caller.set("report_without_page", "first_page");
    assert_eq!(ids(&caller.post("report", &json!({"lng": "en"})).1).len(), 3);
    let email = caller.stored(6)["email"].clone();
    assert_eq!(ids(&caller.post("report", &json!({"lng": "en", "email": [email], "page": 1})).1), [user(6)]);
}

#[test]
fn a_server_may_repeat_the_last_page_or_know_no_pages() {
    let mut caller = Caller::new(7).set("report_page_size", 3).set("report_past_end", "repeats_last");
    let last = caller.post("report", &json!({"lng": "en", "page": 3}));
    assert_eq!(caller.post("report", &json!({"lng": "en", "page": 4})), last);
    assert_eq!(caller.post("report", &json!({"lng": "en", "page": 99})), last);
    let mut empty = Caller::new(0).set("report_past_end", "repeats_last");
    assert_eq!(empty.post("report", &json!({"lng": "en", "page": 2})).1, json!([]));
    let mut caller = caller.set("report_page", "ignored");
    for page in [1, 2, 99] {
        assert_eq!(ids(&caller.post("report", &json!({"lng": "en", "page": page})).1).len(), 7);
    }
    let mut caller = caller.set("report_page", "honoured").set("report_first_page", "0");
    assert_eq!(ids(&caller.post("report", &json!({"lng": "en", "page": 0})).1)[0], user(0));
    assert_eq!(ids(&caller.post("report", &json!({"lng": "en", "page": 1})).1)[0], user(3));
}

#[test]
fn the_outer_form_is_a_setting() {
    let mut caller = Caller::new(3).set("report_page_size", 2).set("report_answer", "lone_object");
    assert_eq!(ids(&caller.post("report", &json!({"lng": "en", "page": 1})).1).len(), 2);
    assert_eq!(caller.post("report", &json!({"lng": "en", "page": 2})).1["id"], user(2));
    let mut caller = caller.set("report_answer", "wrapped");
    let (_, answer) = caller.post("report", &json!({"lng": "en", "page": 2}));
    assert_eq!((&answer["total"], ids(&answer["result"])), (&json!(3), vec![user(2).as_str()]));
}

#[test]
fn the_archived_and_deleted_may_be_left_out() {
    let mut caller = Caller::new(60);
    let mut count = |hidden: &str| {
        crate::emulator::Emulator::set(&mut caller.remote, "report_hides", &hidden.into()).unwrap();
        ids(&caller.post("report", &json!({"lng": "en"})).1).len()
    };
    let (none, deleted, both) = (count("none"), count("deleted"), count("archived_and_deleted"));
    assert!(none == 60 && both < deleted && deleted < none, "{none} {deleted} {both}");
}

#[test]
fn the_report_shows_changes_at_once() {
    let mut caller = Caller::new(1);
    caller.patch(0, &json!({"groupId": super::FINANCE, "email": "new@example.org"}));
    let (_, answer) = caller.post("report", &json!({"lng": "en", "email": ["new@example.org"]}));
    assert_eq!((&answer[0]["id"], &answer[0]["group"]), (&json!(user(0)), &json!("Finance")));
}
