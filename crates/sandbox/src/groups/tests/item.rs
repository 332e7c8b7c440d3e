//! What a user's item in the report holds.

use super::Caller;
use crate::emulator::Emulator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Every item of a company of sixty.
fn items(caller: &mut Caller) -> Vec<Value> {
    caller.post("report", &json!({"lng": "en"})).1.as_array().unwrap().clone()
}

#[test]
fn an_item_has_the_members_of_the_sample_in_their_types() {
    let mut caller = Caller::new(2);
    let (_, answer) = caller.post("report", &json!({"lng": "en"}));
    let (first, stored) = (&answer[0], caller.stored(0));
    for name in ["id", "email", "fullName", "shortName"] {
        assert_eq!(first[name], stored[name]);
    }
    assert_eq!(first["group"], stored["group"]["name"], "the name, not the id");
    assert_eq!(first["mainEducationProgressPercent"], "37.50");
    assert_eq!(first["expressEducationProgressPercent"], "0.00");
    assert_eq!(first["educationTime"], 95);
    assert_eq!(first["phishingAttacks"], json!([]));
    assert_eq!(first["educationMainCourses"][1]["startedAt"], "");
    assert_eq!(answer[1]["educationMainCourses"][0]["finishedAt"], Value::Null);
    assert_eq!(answer[1]["educationExpressCourses"][0]["level"], Value::Null);
    assert_eq!(answer[1]["phishingAttacks"][0]["phishingAttackResult"], "0");
    assert_eq!(first.as_object().unwrap().len(), 20);
    let mut caller = caller.set("report_percent", "number").set("report_education_time", "text");
    let (_, answer) = caller.post("report", &json!({"lng": "en"}));
    assert_eq!((&answer[0]["mainEducationProgressPercent"], &answer[0]["educationTime"]), (&json!(37.5), &json!("95")));
}

#[test]
fn words_and_dates_follow_the_language() {
    let mut caller = Caller::new(1);
    let mut item = |lng: &str| caller.post("report", &json!({"lng": lng})).1[0].clone();
    let (english, german, french) = (item("en"), item("de"), item("fr"));
    assert_eq!(
        (&english["mainEducationEndPlan"], &english["realMainEducationEnd"]),
        (&json!("2027-03-01"), &json!("0001-01-01"))
    );
    assert_eq!(
        (&german["mainEducationEndPlan"], &german["realMainEducationEnd"]),
        (&json!("01.03.2027"), &json!("01.01.0001"))
    );
    assert_eq!(french["mainEducationEndPlan"], "01/03/2027");
    assert_ne!(english["educationStatus"], german["educationStatus"]);
    assert_ne!(english["educationMainCourses"][0]["code"], german["educationMainCourses"][0]["code"]);
    for same in ["id", "email", "fullName", "group", "mainEducationProgressPercent"] {
        assert_eq!(english[same], german[same]);
    }
    let mut caller = caller.set("report_dates", "iso");
    assert_eq!(caller.post("report", &json!({"lng": "de"})).1[0]["mainEducationEndPlan"], "2027-03-01");
}

#[test]
fn members_keep_their_types_in_every_state() {
    let mut caller = Caller::new(60);
    for item in items(&mut caller) {
        for (name, value) in item.as_object().unwrap() {
            let fits = match name.as_str() {
                "educationTime" | "certificatesReceived" => value.is_u64(),
                "educationMainCourses" | "educationExpressCourses" | "phishingAttacks" => value.is_array(),
                name if name.ends_with("Percent") => value
                    .as_str()
                    .and_then(|text| text.split_once('.'))
                    .is_some_and(|(_, decimals)| decimals.len() == 2),
                _ => value.as_str().is_some_and(|text| !text.is_empty()),
            };
            assert!(fits, "{name}: {value}");
        }
    }
}

#[test]
fn certificates_are_those_of_the_courses() {
    let mut caller = Caller::new(60);
    let mut counts = BTreeSet::new();
    for item in items(&mut caller) {
        let courses = ["educationMainCourses", "educationExpressCourses"].map(|name| item[name].as_array().unwrap());
        let certified = courses.into_iter().flatten().filter(|course| course["status"] == 1).count();
        assert_eq!(item["certificatesReceived"], certified);
        counts.insert(certified);
    }
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn every_status_of_a_course_occurs_with_and_without_dates() {
    let mut caller = Caller::new(60).set("report_express_status", "three_states");
    let mut seen = BTreeSet::new();
    for item in items(&mut caller) {
        for list in ["educationMainCourses", "educationExpressCourses"] {
            for course in item[list].as_array().unwrap() {
                assert_eq!(course.as_object().unwrap().len(), 5);
                assert!(course["level"].is_null() || course["level"].is_u64());
                assert_eq!(course["status"] == 0, course["startedAt"] == "", "{course}");
                let end = match &course["finishedAt"] {
                    Value::Null => "null",
                    Value::String(text) if text.is_empty() => "empty",
                    _ => "date",
                };
                seen.insert((list, course["status"].as_u64().unwrap(), end));
            }
        }
    }
    let expected = [
        ("educationExpressCourses", 0, "empty"),
        ("educationExpressCourses", 1, "date"),
        ("educationExpressCourses", 2, "date"),
        ("educationExpressCourses", 2, "null"),
        ("educationMainCourses", 0, "empty"),
        ("educationMainCourses", 1, "date"),
        ("educationMainCourses", 2, "null"),
    ];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn an_express_course_is_passed_or_not() {
    let mut caller = Caller::new(60);
    let items = items(&mut caller);
    let courses = items.iter().flat_map(|item| item["educationExpressCourses"].as_array().unwrap());
    let seen: BTreeSet<_> = courses.map(|course| (course["status"].as_u64(), course["startedAt"] != "")).collect();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [(Some(0), false), (Some(0), true), (Some(1), true)]);
}

#[test]
fn nothing_has_begun_before_training_is_assigned_and_all_is_done_at_the_end() {
    let mut caller = Caller::new(60);
    let items = items(&mut caller);
    let (waiting, completed) = (&items[caller.first("training not assigned")], &items[caller.first("completed")]);
    assert_eq!(waiting["mainEducationProgressPercent"], "0.00");
    assert_eq!(
        (&waiting["dateLastActive"], &waiting["mainEducationEndPlan"]),
        (&json!("0001-01-01"), &json!("0001-01-01"))
    );
    assert_eq!((&waiting["educationMainCourses"], &waiting["educationTime"]), (&json!([]), &json!(0)));
    assert_eq!(completed["mainEducationProgressPercent"], "100.00");
    assert_ne!(completed["realMainEducationEnd"], "0001-01-01");
    assert!(completed["educationMainCourses"].as_array().unwrap().iter().all(|course| course["status"] == 1));
}

#[test]
fn a_letter_of_a_campaign_has_an_empty_member() {
    let mut caller = Caller::new(60);
    let mut attacks = |campaign: &str| {
        caller.remote.set("report_campaign", &json!(campaign)).unwrap();
        let all = items(&mut caller);
        all.iter().flat_map(|item| item["phishingAttacks"].as_array().unwrap().clone()).collect::<Vec<_>>()
    };
    let empty = |attacks: &[Value], name: &str| {
        attacks.iter().filter(|attack| attack[name] == "" || name == "level" && attack[name].is_null()).count()
    };
    let likely = attacks("course_and_level");
    assert!(likely.iter().all(|attack| attack.as_object().unwrap().len() == 6));
    assert!(likely.iter().any(|attack| attack["followPhishingLinkAt"].is_string()), "a user followed a link");
    let campaign = empty(&likely, "code");
    assert!(campaign > 0 && campaign < likely.len());
    assert_eq!((empty(&likely, "level"), empty(&likely, "phishingAttackLetter")), (campaign, 0));
    let letters = attacks("letter");
    assert_eq!((empty(&letters, "code"), empty(&letters, "phishingAttackLetter")), (0, campaign));
    let none = attacks("none");
    assert_eq!((empty(&none, "code"), empty(&none, "level"), empty(&none, "phishingAttackLetter")), (0, 0, 0));
}

#[test]
fn the_level_of_an_attack_is_a_number_or_text() {
    let mut caller = Caller::new(2);
    assert_eq!(items(&mut caller)[1]["phishingAttacks"][0]["level"], 2);
    let mut caller = caller.set("report_attack_level", "text");
    assert_eq!(items(&mut caller)[1]["phishingAttacks"][0]["level"], "2");
}
