//! Courses: reading, creating, changing, and what they cost.

use super::{Caller, FORM, fields, read};
use crate::emulator::Emulator;
use http::Method;
use serde_json::{Value, json};

/// Members of the contract that the official sample has.
const MEMBERS: [&str; 18] = [
    "id",
    "title",
    "reference",
    "is_active",
    "type",
    "kursguiden_url",
    "is_full_time",
    "is_part_time",
    "lessons_hours",
    "level",
    "form_of_teaching",
    "teaching_language",
    "time_of_day",
    "duration",
    "price",
    "categories",
    "tags",
    "custom_properties",
];

fn create(caller: &mut Caller, body: &Value) -> u64 {
    let answer = caller.post("/courses", body);
    answer["course_id"].as_u64().unwrap_or_else(|| panic!("{answer}"))
}

#[test]
fn a_course_has_all_members_of_the_sample() {
    let mut caller = Caller::new(1);
    let course = caller.get("/courses/410001");
    for member in MEMBERS {
        assert!(course.get(member).is_some(), "{member}");
    }
    assert_eq!(course["duration"], json!({"value": 2, "unit": {"id": "1", "title": "days"}}));
    assert_eq!(course["price"], json!({"value": 1_490, "currency": "NOK", "comment": ""}));
    assert!(course.get("products").is_none());
    let course = caller.get("/courses/410001?include[]=products&include[]=labels&include[]=provider&partner_id=1");
    assert_eq!(course["products"].as_array().unwrap().len(), 2, "its own and the one for members");
    assert_eq!((&course["labels"], &course["provider"]), (&json!([]), &Value::Null));
    assert_eq!(caller.get("/courses/410001?include_partners=1&description_language=en")["id"], 410_001);
    assert_eq!(caller.get("/courses/410001?include_partners=x"), fields("include_partners"));
    assert_eq!(caller.get("/courses/410001?partner_id=x"), fields("partner_id"));
    assert_eq!(caller.get("/courses/1")["error"], "Course not found");
}

#[test]
fn a_new_course_has_the_documented_defaults() {
    let mut caller = Caller::new(1);
    let id = create(&mut caller, &json!({"title": "Høyde / fallsikring"}));
    assert_eq!(id, 410_005);
    let course = caller.get("/courses/410005");
    assert_eq!((&course["title"], &course["is_active"]), (&json!("Høyde / fallsikring"), &json!(true)));
    assert_eq!((&course["level"]["id"], &course["form_of_teaching"]["id"]), (&json!(6), &json!(1)));
    assert_eq!((&course["teaching_language"]["id"], &course["price"]["currency"]), (&json!("no"), &json!("NOK")));
    assert_eq!((&course["duration"], &course["price"]["value"]), (&Value::Null, &Value::Null));
    assert_eq!(course["created_at"], "2026-01-05T09:00:02+01:00");
    assert_eq!(caller.ids("/courses").len(), 5);
    assert_eq!(caller.post("/courses", &json!({"level": 7, "title": " "})), fields("title, level"));
    let wrong = json!({
        "title": "X", "active": "perhaps", "duration_unit": 8, "duration_value": "two", "price_value": 1.5,
        "form_of_teaching": 2, "text_goal": {}
    });
    let named = "active, form_of_teaching, duration_value, duration_unit, price_value, text_goal";
    assert_eq!(caller.post("/courses", &wrong), fields(named));
    let mut caller = caller.set("undocumented_codes", "accepted");
    assert!(
        caller.post("/courses", &json!({"title": "X", "level": 7, "form_of_teaching": 2}))["course_id"].is_number()
    );
}

#[test]
fn both_encodings_write_a_course_and_what_no_answer_shows_is_in_the_state() {
    let mut caller = Caller::new(1);
    let form = "title=Sveising&active=0&reference=SV%2F1&level=15&teaching_language=en&duration_value=3&duration_unit=6\
                &price_value=700&price_currency=SEK&price_comment=pr.+person&text_lead=Kort&text_goal=%3Cb%3EMye%3C%2Fb%3E\
                &email_booking=post%40example.org&time_of_day=kveld";
    let answer = read(&caller.send(Method::POST, "/courses", Some(FORM), form));
    assert_eq!(answer, json!({"course_id": 410_005}));
    let course = caller.get("/courses/410005");
    assert_eq!((&course["is_active"], &course["reference"]), (&json!(false), &json!("SV/1")));
    assert_eq!(course["level"], json!({"id": 15, "title": "Corporate training"}));
    assert_eq!(course["teaching_language"], json!({"id": "en", "title": "Engelsk"}));
    assert_eq!(course["duration"], json!({"value": 3, "unit": {"id": "6", "title": "hours"}}));
    assert_eq!(course["price"], json!({"value": 700, "currency": "SEK", "comment": "pr. person"}));
    assert_eq!(course["time_of_day"], "kveld");
    let stored = &caller.remote.state()["courses"][4];
    assert_eq!((&stored["text_goal"], &stored["email_booking"]), (&json!("<b>Mye</b>"), &json!("post@example.org")));
    assert!(course.get("text_goal").is_none());
}

#[test]
fn an_update_keeps_what_it_leaves_out() {
    let mut caller = Caller::new(1);
    let mut expected = caller.get("/courses/410002");
    let body = json!({"price_value": "5100", "external_booking_url": "https://kurs.example.org/"});
    assert_eq!(caller.put("/courses/410002", &body), json!({"course_id": 410_002}));
    let course = caller.get("/courses/410002");
    expected["price"]["value"] = json!(5_100);
    expected["updated_at"] = json!("2026-01-05T09:00:02+01:00");
    assert_eq!(course, expected);
    assert_eq!(caller.remote.state()["courses"][1]["external_booking_url"], "https://kurs.example.org/");
    caller.put_form("/courses/410002", "reference=&active=0");
    let course = caller.get("/courses/410002");
    assert_eq!((&course["reference"], &course["is_active"]), (&json!(""), &json!(false)));
    assert_eq!(caller.put("/courses/410002", &json!({"title": ""})), fields("title"));
    assert_eq!(caller.put("/courses/410002", &json!({})), json!({"course_id": 410_002}));
    assert_eq!(caller.get("/courses/410002"), course);
    assert_eq!(caller.put("/courses/9", &body)["error"], "Course not found");
}

#[test]
fn two_active_courses_cannot_share_a_title() {
    let mut caller = Caller::new(1);
    let body = json!({"title": "Varme arbeider"});
    assert_eq!(caller.post("/courses", &body)["error"], "An active course with this title exists");
    assert_eq!(create(&mut caller, &json!({"title": "Varme arbeider", "active": 0})), 410_005);
    caller.put("/courses/410004", &json!({"active": false}));
    assert_eq!(create(&mut caller, &body), 410_006);
}

#[test]
fn inactive_courses_may_be_hidden_from_the_list_only() {
    let mut caller = Caller::new(1);
    caller.put("/courses/410003", &json!({"active": 0}));
    assert_eq!(caller.ids("/courses").len(), 4);
    let mut caller = caller.set("inactive_courses", "hidden");
    assert_eq!(caller.ids("/courses"), [410_001, 410_002, 410_004]);
    assert_eq!(caller.get("/courses/410003")["is_active"], false);
}

#[test]
fn whether_courses_take_custom_properties_is_a_setting() {
    let mut caller = Caller::new(1).set("unknown_fields", "refused");
    let body = json!({"custom_properties": {"sal": "B / 2"}});
    assert_eq!(caller.put("/courses/410001", &body), fields("custom_properties"));
    let mut caller = caller.set("course_properties_writable", true);
    caller.put("/courses/410001", &body);
    assert_eq!(caller.get("/courses/410001")["custom_properties"], json!({"sal": "B / 2"}));
    let long = json!({"custom_properties": {"k".repeat(41): "x"}});
    assert_eq!(caller.put("/courses/410001", &long), fields("custom_properties"));
    let urls = json!({"title": "Ny", "external_booking_url": "https://kurs.example.org/"});
    assert_eq!(caller.post("/courses", &urls), fields("external_booking_url"), "only the update lists it");
}

#[test]
fn products_belong_to_courses() {
    let mut caller = Caller::new(1);
    let products = caller.get("/orders/products");
    assert_eq!(caller.ids("/orders/products"), [620_001, 620_002, 620_003, 620_004, 620_005, 620_006]);
    assert_eq!((&products[0]["id_relation"], &products[0]["price"]), (&json!(410_001), &json!(1_490)));
    let member = &products[4];
    assert_eq!((&member["is_member_price"], &member["id_product_regular_price"]), (&json!(true), &json!(620_001)));
    assert_eq!(products[5]["is_archived"], true);
    assert_eq!(caller.ids("/orders/products?id_type=2").len(), 6);
    assert_eq!(caller.ids("/orders/products?id_type=1"), Vec::<u64>::new());
    assert_eq!(caller.ids("/orders/products?limit=2&page=2"), [620_003, 620_004]);
    assert_eq!(caller.get("/orders/products?id_type=x"), fields("id_type"));
    create(&mut caller, &json!({"title": "Nytt", "price_value": 250}));
    assert_eq!(caller.get("/orders/products?since_id=620006")[0]["price"], 250);
    let mut caller = caller.set("course_makes_product", false);
    create(&mut caller, &json!({"title": "Uten produkt"}));
    assert_eq!(caller.ids("/orders/products").len(), 7);
}
