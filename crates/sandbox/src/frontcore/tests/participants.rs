//! Reading and updating participants.

use super::{Caller, FORM, fields, read};
use http::Method;
use serde_json::{Value, json};

/// Members of the contract's table, all of which the official sample has.
const MEMBERS: [&str; 25] = [
    "id",
    "user",
    "course",
    "coursedate",
    "status",
    "idPaid",
    "paid",
    "completed",
    "passed",
    "no_show",
    "custom_properties",
    "certificate_issued_at",
    "archived_at",
    "status_updated_at",
    "created_at",
    "updated_at",
    "idBooking",
    "idOrder",
    "entry_source",
    "booker_name",
    "booker_email",
    "booker_phone",
    "booker_language_id",
    "booker_admin_user",
    "user_comment",
];

#[test]
fn a_participant_has_every_member_of_the_sample_and_no_id_status() {
    let mut caller = Caller::new(3);
    let participant = caller.get("/participants/910001");
    let members: Vec<&String> = participant.as_object().unwrap().keys().collect();
    assert_eq!(members.len(), MEMBERS.len(), "{members:?}");
    assert!(MEMBERS.iter().all(|name| participant.get(name).is_some()));
    assert_eq!(participant["idBooking"], 820_001);
    assert_eq!(participant["idOrder"], 73_001);
    assert_eq!(participant["status"]["id"], 1);
    assert_eq!(participant["custom_properties"], json!({"diet": "vegan", "shoe_size": null}));
    assert_eq!(participant["coursedate"]["idLocation"], "21001");
    assert_eq!(participant["coursedate"]["location"]["id"], 21_001);
    assert_eq!(participant["coursedate"]["week"], 6);
    assert_eq!(participant["coursedate"]["start_at"], "2026-02-02");
    assert_eq!(participant["user"]["created_at"], "2025-06-16T10:00:00+02:00");
    assert!(participant["user"]["home_address"].get("address_2").is_some());
    assert!(participant["coursedate"]["location"].get("address2").is_some());
    assert!(participant["user"]["invoice_address"].get("invoice_phone").is_some());
    assert!(participant.get("attendance").is_none());
    for (setting, shape) in [("list", json!([])), ("object", json!({})), ("null", Value::Null)] {
        caller = caller.set("attendance", setting);
        let participant = caller.get("/participants/910001?include[]=attendance");
        assert_eq!(participant.get("attendance"), Some(&shape));
    }
}

#[test]
fn an_unknown_id_is_an_error() {
    let mut caller = Caller::new(3);
    for id in ["910004", "1", "0", "abc", "-1", "910001x", "99999999999999999999999"] {
        assert_eq!(caller.get(&format!("/participants/{id}")), json!({"error": "Participant not found"}), "{id}");
    }
}

#[test]
fn both_encodings_have_the_same_effect_and_touch_nothing_else() {
    let body = json!({"idStatus": 4, "completed": false, "passed": true, "custom_properties": {"shoe_size": "41"}});
    let form = "idStatus=4&completed=0&passed=1&custom_properties%5Bshoe_size%5D=41";
    let (mut by_json, mut by_form) = (Caller::new(3), Caller::new(3));
    let mut expected = by_json.get("/participants/910001");
    let other = by_json.get("/participants/910002");
    let answer = by_json.put("/participants/910001", &body);
    assert_eq!(answer, by_form.put_form("/participants/910001", form));
    assert_eq!(answer, by_json.get("/participants/910001"), "the answer is the stored record");
    assert_eq!(other, by_json.get("/participants/910002"));

    expected["status"] = json!({"id": 4, "title": "Deregistered", "status_code": "status_deregistered"});
    expected["passed"] = json!(true);
    expected["custom_properties"] = json!({"diet": "vegan", "shoe_size": "41"});
    expected["status_updated_at"] = json!("2026-01-05T09:00:04+01:00");
    expected["updated_at"] = json!("2026-01-05T09:00:04+01:00");
    assert_eq!(answer, expected);
}

#[test]
fn the_status_moment_moves_with_the_status_only() {
    let mut caller = Caller::new(1);
    let before = caller.get("/participants/910001");
    let after = caller.put("/participants/910001", &json!({"completed": true}));
    assert_eq!(before["status_updated_at"], after["status_updated_at"]);
    assert_ne!(before["updated_at"], after["updated_at"]);
    let after = caller.put("/participants/910001", &json!({"idStatus": "7"}));
    assert_eq!(after["status_updated_at"], after["updated_at"]);
}

#[test]
fn booleans_are_taken_in_every_documented_spelling() {
    let mut caller = Caller::new(1);
    for (sent, stored) in [("1", true), ("0", false), ("true", true), ("", false)] {
        let answer = caller.put_form("/participants/910001", &format!("completed={sent}"));
        assert_eq!(answer["completed"], stored, "{sent:?}");
    }
    for (sent, stored) in [(json!(1), true), (json!(0), false), (json!(true), true), (json!(false), false)] {
        assert_eq!(caller.put("/participants/910001", &json!({"passed": sent}))["passed"], stored);
    }
    assert_eq!(caller.put_form("/participants/910001", "completed=false")["completed"], true, "cast by PHP");
    let mut caller = caller.set("form_false", "false");
    assert_eq!(caller.put_form("/participants/910001", "completed=false")["completed"], false);
    for wrong in [json!("no"), json!(2), json!(null), json!([])] {
        assert_eq!(caller.put("/participants/910001", &json!({"completed": wrong})), fields("completed"));
    }
}

#[test]
fn one_wrong_member_stops_the_whole_update_and_all_wrong_ones_are_named() {
    let mut caller = Caller::new(1);
    let before = caller.get("/participants/910001");
    let body = json!({"completed": true, "idStatus": "x", "idPaid": null});
    assert_eq!(caller.put("/participants/910001", &body), fields("idPaid, idStatus"));
    assert_eq!(caller.get("/participants/910001"), before);
    let mut caller = caller.set("field_separator", "; ");
    assert_eq!(caller.put("/participants/910001", &body), fields("idPaid; idStatus"));
}

#[test]
fn only_listed_codes_are_taken_unless_set_otherwise() {
    let mut caller = Caller::new(1);
    for code in [1, 2, 3, 4, 7, 8] {
        assert_eq!(caller.put("/participants/910001", &json!({"idStatus": code}))["status"]["id"], code);
    }
    for code in [0, 5, 6, 9] {
        assert_eq!(caller.put("/participants/910001", &json!({"idStatus": code})), fields("idStatus"));
    }
    assert_eq!(caller.put("/participants/910001", &json!({"idPaid": 9})), fields("idPaid"));
    let mut caller = caller.set("undocumented_codes", "accepted");
    let answer = caller.put("/participants/910001", &json!({"idStatus": 5, "idPaid": 9}));
    assert_eq!((&answer["status"]["id"], &answer["paid"]["id"]), (&json!(5), &json!(9)));
}

#[test]
fn the_code_of_not_paid_is_a_setting() {
    let mut caller = Caller::new(2);
    assert_eq!(caller.get("/participants/910001")["paid"], json!({"id": 1, "title": "Yes"}));
    let unpaid = caller.get("/participants/910002");
    assert_eq!((&unpaid["idPaid"], &unpaid["paid"]), (&json!(2), &json!({"id": 2, "title": "No"})));
    let mut caller = caller.set("unpaid_code", "0");
    assert_eq!(caller.get("/participants/910002")["idPaid"], 0);
    assert_eq!(caller.put("/participants/910001", &json!({"idPaid": 0}))["paid"]["title"], "No");
    assert_eq!(caller.put("/participants/910001", &json!({"idPaid": 1}))["paid"]["title"], "Yes");
}

#[test]
fn custom_properties_merge_or_replace_and_empty_clears() {
    let sent = json!({"custom_properties": {"size": 41, "diet": ""}});
    let mut merge = Caller::new(3).bold();
    let answer = merge.put("/participants/910001", &sent);
    assert_eq!(answer["custom_properties"], json!({"diet": null, "shoe_size": null, "size": "41"}));
    let answer = merge.put("/participants/910001", &json!({"custom_properties": {"size": null}}));
    assert_eq!(answer["custom_properties"]["size"], Value::Null);
    for nothing in [json!(null), json!([]), json!({}), json!("")] {
        let same = merge.put("/participants/910001", &json!({"custom_properties": nothing}));
        assert_eq!(same["custom_properties"], answer["custom_properties"]);
    }

    let mut replace = Caller::new(3).set("custom_properties", "replace").bold();
    let answer = replace.put("/participants/910001", &sent);
    assert_eq!(answer["custom_properties"], json!({"diet": null, "size": "41"}));
    let answer = replace.put("/participants/910001", &json!({"custom_properties": []}));
    assert_eq!(answer["custom_properties"], Value::Null);
}

#[test]
fn custom_properties_keep_to_the_documented_lengths_in_characters() {
    let mut caller = Caller::new(1);
    let good = json!({"custom_properties": {"ø".repeat(40): "å".repeat(255)}});
    assert_eq!(caller.put("/participants/910001", &good)["custom_properties"]["ø".repeat(40)], "å".repeat(255));
    for wrong in
        [json!({"k".repeat(41): "v"}), json!({"k": "v".repeat(256)}), json!({"k": {}}), json!("text"), json!([1])]
    {
        assert_eq!(
            caller.put("/participants/910001", &json!({"custom_properties": wrong})),
            fields("custom_properties")
        );
    }
}

#[test]
fn no_custom_properties_are_written_in_three_ways() {
    for (setting, written) in [("null", Value::Null), ("array", json!([])), ("object", json!({}))] {
        let mut caller = Caller::new(3).set("empty_properties", setting);
        let participant = caller.get("/participants/910003");
        assert_eq!(participant["custom_properties"], written);
        assert_eq!(participant["user"]["custom_properties"], written);
    }
}

#[test]
fn members_that_no_page_lists_are_ignored_or_refused() {
    let mut caller = Caller::new(1).bold();
    let before = caller.get("/participants/910001");
    let body = json!({"no_show": true, "archived_at": "2026-01-01", "email": "x@example.org"});
    assert_eq!(caller.put("/participants/910001", &body), before);
    let mut caller = caller.set("no_show_writable", true);
    assert_eq!(caller.put("/participants/910001", &body)["no_show"], true);
    let mut caller = caller.set("unknown_fields", "refused");
    assert_eq!(caller.put("/participants/910001", &body), fields("archived_at, email"));
}

#[test]
fn the_answer_of_an_update_may_be_empty() {
    let mut caller = Caller::new(1).set("put_answer", "empty");
    let reply = caller.send(Method::PUT, "/participants/910001", Some(FORM), "passed=1");
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    assert_eq!(caller.get("/participants/910001")["passed"], true);
    assert_eq!(read(&caller.send(Method::PUT, "/participants/910001", Some(FORM), "passed=x")), fields("passed"));
}
