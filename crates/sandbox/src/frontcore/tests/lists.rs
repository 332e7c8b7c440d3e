//! Pages, filters, order and envelope of the lists.

use super::{Caller, fields};
use serde_json::{Value, json};

#[test]
fn a_page_has_75_records_by_default_and_at_most_250() {
    let mut caller = Caller::new(300).bold();
    assert_eq!(caller.ids("/participants").len(), 75);
    assert_eq!(caller.ids("/participants?limit=250").len(), 250);
    assert_eq!(caller.ids("/participants?limit=1000").len(), 250, "clamped");
    assert_eq!(caller.ids("/participants?limit=0").len(), 75);
    let mut caller = caller.set("limit_excess", "refused");
    assert_eq!(caller.get("/participants?limit=251"), fields("limit"));
    assert_eq!(caller.ids("/participants?limit=250").len(), 250);
    assert_eq!(caller.get("/participants?page=two"), fields("page"));
}

#[test]
fn pages_follow_each_other_without_gap_in_both_orders() {
    for (order, first, last) in [("ascending", 910_001, 910_100), ("descending", 910_100, 910_001)] {
        let mut caller = Caller::new(100).set("list_order", order);
        let mut seen = Vec::new();
        for page in 1.. {
            let ids = caller.ids(&format!("/participants?limit=30&page={page}"));
            if ids.is_empty() {
                break;
            }
            seen.extend(ids);
        }
        assert_eq!((seen.first(), seen.last(), seen.len()), (Some(&first), Some(&last), 100));
        assert!(seen.is_sorted_by(|left, right| (left < right) == (order == "ascending")));
    }
}

#[test]
fn since_id_is_a_filter_and_starts_after_the_id() {
    let mut caller = Caller::new(20);
    assert_eq!(caller.ids("/participants?since_id=910018"), [910_019, 910_020]);
    let mut caller = caller.set("list_order", "descending");
    assert_eq!(caller.ids("/participants?since_id=910017&limit=2"), [910_020, 910_019]);
}

#[test]
fn the_documented_filters_combine() {
    let mut caller = Caller::new(60);
    let all = caller.get("/participants?limit=250");
    let count = |matches: &dyn Fn(&Value) -> bool| all.as_array().unwrap().iter().filter(|one| matches(one)).count();
    let mut found = |query: &str| caller.ids(&format!("/participants?limit=250&{query}")).len();

    let on_date = count(&|one| one["coursedate"]["id"] == 5_550_005);
    let on_course = count(&|one| one["course"]["id"] == 410_001);
    assert!(0 < on_date && on_date < on_course && on_course < 60);
    assert_eq!(found("coursedate_id=5550005"), on_date);
    assert_eq!(found("course_id=410001"), on_course);
    assert_eq!(found("course_id=410001&coursedate_id=5550005"), on_date, "the date is one of this course");
    assert_eq!(found("course_id=410002&coursedate_id=5550005"), 0);
    assert_eq!(found("user_id=640005"), 2, "every seventh person from the fifth on has two enrolments");
    assert_eq!(found("user_id=640004"), 1);
    assert_eq!(found("user_id=1"), 0);
    let customers = caller.get("/customers?limit=250&include[]=employees");
    for customer in customers.as_array().unwrap() {
        let employees: Vec<&Value> = customer["employees"].as_array().unwrap().iter().map(|user| &user["id"]).collect();
        let expected = count(&|one| employees.contains(&&one["user"]["id"]));
        assert_eq!(caller.ids(&format!("/participants?limit=250&customer_id={}", customer["id"])).len(), expected);
    }
    assert_eq!(caller.get("/participants?course_id=x"), fields("course_id"));
}

#[test]
fn time_filters_are_norwegian_and_their_ends_are_a_setting() {
    let mut caller = Caller::new(6);
    assert_eq!(caller.get("/participants/910002")["created_at"], "2026-01-05T09:00:02+01:00");
    assert_eq!(
        caller.ids("/participants?created_at_min=2026-01-05+09:00:02"),
        [910_002, 910_003, 910_004, 910_005, 910_006]
    );
    assert_eq!(caller.ids("/participants?created_at_max=2026-01-05%2009:00:02"), [910_001, 910_002]);
    assert_eq!(caller.ids("/participants?created_at_min=2026-01-06"), Vec::<u64>::new());
    assert_eq!(caller.ids("/participants?created_at_min=2026-01-05").len(), 6);
    assert_eq!(caller.get("/participants?updated_at_min=yesterday"), fields("updated_at_min"));

    caller.put("/participants/910003", &json!({"passed": true}));
    assert_eq!(caller.get("/participants/910003")["updated_at"], "2026-01-05T09:00:07+01:00");
    assert_eq!(caller.ids("/participants?updated_at_min=2026-01-05+09:00:07"), [910_003]);

    let mut caller = caller.set("filter_bounds", "exclusive");
    assert_eq!(caller.ids("/participants?created_at_max=2026-01-05+09:00:02"), [910_001]);
    assert_eq!(caller.ids("/participants?created_at_min=2026-01-05+09:00:05"), [910_006]);
    let mut caller = caller.set("filter_zone", "utc");
    assert_eq!(caller.ids("/participants?created_at_min=2026-01-05+08:00:05"), [910_006]);
}

#[test]
fn archived_and_deregistered_people_can_be_left_out() {
    let mut caller = Caller::new(40);
    let all = caller.get("/participants?limit=250");
    let all = all.as_array().unwrap();
    let live = all.iter().filter(|one| one["archived_at"].is_null()).count();
    let seated = |one: &&Value| one["archived_at"].is_null() && one["status"]["id"] != 4 && one["status"]["id"] != 8;
    let seated = all.iter().filter(seated).count();
    assert!(seated < live && live < all.len());
    let mut caller = caller.set("list_hides", "archived");
    assert_eq!(caller.ids("/participants?limit=250").len(), live);
    let mut caller = caller.set("list_hides", "archived_and_deregistered");
    assert_eq!(caller.ids("/participants?limit=250").len(), seated);
}

#[test]
fn lists_are_bare_and_course_dates_are_not() {
    let mut caller = Caller::new(10);
    let dates = caller.get("/coursedates?limit=5&page=3");
    assert_eq!(dates["pagination"], json!({"current_page": 3, "next_page": null}));
    assert_eq!(dates["items"].as_array().unwrap().len(), 2);
    assert_eq!(caller.get("/coursedates?limit=6&page=1")["pagination"]["next_page"], 2);
    assert_eq!(caller.get("/coursedates?limit=6&page=2")["pagination"]["next_page"], Value::Null, "full, and the last");
    assert_eq!(caller.get("/coursedates?coursedate_id=5550003")["items"][0]["coursedate_id"], 5_550_003);
    assert_eq!(caller.ids("/courses"), [410_001, 410_002, 410_003, 410_004]);
    assert!(caller.get("/courses/410002/coursedates").is_array());

    let mut caller = caller.set("list_envelope", "items");
    assert_eq!(caller.get("/participants?limit=4")["items"].as_array().unwrap().len(), 4);
    assert_eq!(caller.get("/participants?limit=4")["pagination"], json!({"current_page": 1, "next_page": 2}));
}

#[test]
fn a_course_date_belongs_to_its_course() {
    let mut caller = Caller::new(10);
    let date = caller.get("/courses/410003/coursedates/5550003");
    assert_eq!((&date["coursedate_id"], &date["course"]["id"]), (&json!(5_550_003), &json!(410_003)));
    assert_eq!((&date["start_at"], &date["start_time_at"]), (&json!("2026-03-02"), &json!("09:00:00")));
    assert_eq!(caller.get("/courses/410001/coursedates/5550003"), json!({"error": "Course date not found"}));
    let statuses = caller.get("/courses/410003/coursedates?status_id=3");
    assert_eq!(statuses.as_array().unwrap().len(), 1, "the cancelled one");
    assert_eq!(caller.get("/courses/410001")["id"], 410_001);
}
