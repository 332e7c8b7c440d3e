//! The programs: every member, every documented value, and none at all.

use super::{get, send, with};
use crate::emulator::Emulator;
use http::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PROGRAMS: &str = "/v1/programs";

#[test]
fn they_are_snake_case_with_camel_timestamps_and_one_unlisted_member() {
    for spelling in ["camel", "development", "snake"] {
        let programs = get(&mut with(&[("spelling", json!(spelling))]), PROGRAMS);
        let first = programs[0].as_object().unwrap();
        let listed = [
            "id",
            "title",
            "slug",
            "program_type",
            "audience",
            "degree",
            "teaching_style",
            "industry_branch",
            "subject_area",
            "lessons",
            "practical_lessons",
            "admission_criteria",
            "insertedAt",
            "updatedAt",
        ];
        let unlisted: Vec<&String> = first.keys().filter(|name| !listed.contains(&name.as_str())).collect();
        assert!(listed.iter().all(|name| first.contains_key(*name)), "{spelling}");
        assert!(unlisted.len() == 1 && unlisted[0].starts_with("certi"), "{spelling}: {unlisted:?}");
        assert_eq!(programs.as_array().unwrap().len(), 3);
    }
}

#[test]
fn members_have_the_types_of_the_schema() {
    let programs = get(&mut with(&[("programs", json!("every_value"))]), PROGRAMS);
    for program in programs.as_array().unwrap() {
        assert!(program["title"].is_string(), "the one required member");
        for (name, value) in program.as_object().unwrap() {
            let fits = match name.as_str() {
                "subject_area" => value.is_number(),
                "lessons" | "practical_lessons" => value.is_u64(),
                "admission_criteria" => value
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|criterion| criterion["criterion"].is_string() && criterion["type"].is_string()),
                name if name.starts_with("certi") => true,
                _ => value.is_string(),
            };
            assert!(fits, "{name}: {value}");
        }
    }
}

#[test]
fn every_documented_value_occurs_if_set() {
    let mut azav = with(&[("programs", json!("every_value"))]);
    let programs = get(&mut azav, PROGRAMS);
    let values = |name: &str| -> BTreeSet<String> {
        programs.as_array().unwrap().iter().filter_map(|one| one[name].as_str().map(str::to_owned)).collect()
    };
    for (name, documented) in [
        ("audience", &["group", "single"][..]),
        ("degree", &["federal", "internal", "none", "other", "trade"]),
        ("industry_branch", &["gtb", "kmb", "psd", "ubd"]),
        ("program_type", &["module_program", "program"]),
        ("teaching_style", &["full_time", "next_to_work", "part_time"]),
    ] {
        assert_eq!(values(name), documented.iter().map(|value| (*value).to_owned()).collect(), "{name}");
    }
    let least = programs.as_array().unwrap().iter().map(|one| one.as_object().unwrap().len()).min();
    assert_eq!(least, Some(4), "id, title and two timestamps");
    assert_eq!(azav.state()["programs"], programs);
    assert_eq!(values("title").len(), values("id").len());
}

#[test]
fn a_provider_may_have_none() {
    let mut azav = with(&[("programs", json!("none"))]);
    assert_eq!(get(&mut azav, PROGRAMS), json!([]));
    assert_eq!(send(&mut azav, Method::GET, PROGRAMS, None).body, r#"{"data":[]}"#);
}

#[test]
fn the_first_three_are_the_same_whatever_is_set() {
    let list = |setting: &str| get(&mut with(&[("programs", json!(setting))]), PROGRAMS);
    let (three, all): (Value, Value) = (list("three"), list("every_value"));
    assert_eq!(three.as_array().unwrap()[..], all.as_array().unwrap()[..3]);
}
