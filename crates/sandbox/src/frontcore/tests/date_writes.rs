//! Adding and changing course dates, with gatherings and places.

use super::{Caller, FORM, fields, read};
use crate::emulator::Emulator;
use http::Method;
use serde_json::{Value, json};

const DATES: &str = "/courses/410001/coursedates";
const NEW: &str = "/courses/410001/coursedates/5550013";

fn new() -> Value {
    json!({"start_at": "2026-09-01", "end_at": "2026-09-02"})
}

fn with(members: Value) -> Value {
    let mut body = new();
    body.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    body
}

#[test]
fn a_date_needs_its_days_and_little_else() {
    let mut caller = Caller::new(1);
    assert_eq!(caller.post(DATES, &new()), json!({"coursedate_id": 5_550_013, "course_id": 410_001}));
    let date = caller.get(NEW);
    assert_eq!((&date["start_at"], &date["end_at"]), (&json!("2026-09-01"), &json!("2026-09-02")));
    assert_eq!(
        (&date["start_time_at"], &date["location"], &date["gatherings"]),
        (&Value::Null, &Value::Null, &json!([]))
    );
    assert_eq!(date["place"], json!({"title_additional_info": ""}), "no place, so nothing else is in it");
    assert_eq!((&date["status"]["id"], &date["deadline_at"]), (&json!(1), &json!("2026-09-01")));
    assert_eq!(caller.post(DATES, &json!({"start_at": "1.9.2026"})), fields("start_at, end_at"));
    assert_eq!(caller.post(DATES, &json!({"start_at": "", "end_at": null})), fields("start_at, end_at"));
    assert_eq!(caller.post("/courses/1/coursedates", &new())["error"], "Course not found");
    let mut caller = caller.set("new_date_status", "2").set("created_status", "201");
    let reply = caller.send(Method::POST, DATES, Some(super::JSON), &new().to_string());
    assert_eq!(reply.status, 201);
    assert_eq!(caller.get("/courses/410001/coursedates/5550014")["status"]["id"], 2);
}

#[test]
fn everything_a_new_date_can_have_reads_back() {
    let mut caller = Caller::new(1);
    let body = with(json!({
        "deadline_at": "2026-08-20", "start_time_at": "08:30", "end_time_at": "16:00", "timezone": "Europe/Oslo",
        "visible_when_passed_deadline": true, "teaching_language": "en", "place_id": 303, "location_id": "21003",
        "status_id": 4, "place_additional_info": "Inngang B / bak", "reference": "H-26", "instructors": [170_002, "170001", 7],
        "custom_properties": {"rom": "Å"},
        "gatherings": [
            {"gathering_at": "2026-09-01 08:30", "gathering_end_at": "2026-09-01 16:00", "idLocation": 21_001},
            {"gathering_at": "2026-09-02", "time_start": "09:00", "time_end": "12:00", "theme": "Prøve", "description": "Æ"}
        ]
    }));
    caller.post(DATES, &body);
    let date = caller.get(&format!("{NEW}?include[]=instructors"));
    assert_eq!((&date["start_time_at"], &date["end_time_at"]), (&json!("08:30:00"), &json!("16:00:00")));
    assert_eq!((&date["deadline_at"], &date["visible_when_passed_deadline"]), (&json!("2026-08-20"), &json!(true)));
    let place = json!({
        "id": 303, "title": "Ås", "parent_id": 310, "parent_title": "Akershus", "title_additional_info": "Inngang B / bak"
    });
    assert_eq!((&date["place"], &date["location"]["id"]), (&place, &json!(21_003)));
    assert_eq!((&date["status"]["title"], &date["reference"]), (&json!("Postponed"), &json!("H-26")));
    let instructors: Vec<&Value> = date["instructors"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(instructors, [170_002, 170_001], "an id that no instructor has is left out");
    assert_eq!(date["custom_properties"], json!({"rom": "Å"}));
    let gatherings = date["gatherings"].as_array().unwrap();
    let expected = [
        json!({"gathering_at": "2026-09-01 08:30", "gathering_end_at": "2026-09-01 16:00", "idLocation": 21_001,
         "description": "", "theme": ""}),
        json!({"gathering_at": "2026-09-02 09:00", "gathering_end_at": "2026-09-02 12:00", "idLocation": null,
         "description": "Æ", "theme": "Prøve"}),
    ];
    for (gathering, expected) in gatherings.iter().zip(&expected) {
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(gathering[name], *value, "{name}");
        }
        assert_eq!(gathering["instructors"], date["instructors"]);
    }
    assert_eq!((&gatherings[0]["location"]["id"], &gatherings[1]["location"]), (&json!(21_001), &Value::Null));
}

#[test]
fn a_form_writes_gatherings_with_brackets() {
    let mut caller = Caller::new(1);
    let form = "start_at=2026-09-01&end_at=2026-09-01&visible_when_passed_deadline=1&location_id=21001\
                &gatherings[0][gathering_at]=2026-09-01+10%3A00&gatherings[0][gathering_end_at]=2026-09-01+11%3A00\
                &gatherings[0][theme]=Bl%C3%A5&instructors[]=9&custom_properties[rom]=2";
    assert_eq!(read(&caller.send(Method::POST, DATES, Some(FORM), form))["coursedate_id"], 5_550_013);
    let date = caller.get(NEW);
    assert_eq!((&date["gatherings"][0]["theme"], &date["custom_properties"]), (&json!("Blå"), &json!({"rom": "2"})));
    assert_eq!((&date["location"]["id"], &date["visible_when_passed_deadline"]), (&json!(21_001), &json!(true)));
}

#[test]
fn what_is_not_valid_is_named_and_nothing_is_made() {
    let mut caller = Caller::new(1);
    let before = caller.remote.state();
    let gathering = |value: Value| with(json!({"gatherings": [value]}));
    for (body, named) in [
        (
            with(json!({"start_time_at": "9:00", "timezone": "Oslo", "status_id": 5})),
            "start_time_at, timezone, status_id",
        ),
        (with(json!({"place_id": 9, "location_id": 9})), "place_id, location_id"),
        (
            with(json!({"instructors": "7", "visible_when_passed_deadline": "x"})),
            "visible_when_passed_deadline, instructors",
        ),
        (
            with(json!({"custom_properties": {"k": "v".repeat(256)}, "gatherings": "x"})),
            "custom_properties, gatherings",
        ),
        (gathering(json!({"gathering_end_at": "2026-09-01 10:00"})), "gatherings"),
        (gathering(json!({"gathering_at": "2026-09-01"})), "gatherings"),
        (gathering(json!({"gathering_at": "2026-09-01", "time_start": "9", "time_end": "10:00"})), "gatherings"),
        (gathering(json!({"gathering_at": "2026-09-01 10:00", "idLocation": 1})), "gatherings"),
        (gathering(json!("2026-09-01 10:00")), "gatherings"),
    ] {
        assert_eq!(caller.post(DATES, &body), fields(named), "{body}");
    }
    assert_eq!(caller.remote.state(), before);
}

#[test]
fn a_place_is_found_by_id_or_by_search_and_the_id_wins() {
    let mut caller = Caller::new(1);
    let place = |caller: &mut Caller, members: Value| {
        let id = caller.post(DATES, &with(members))["coursedate_id"].clone();
        caller.get(&format!("{DATES}/{id}"))["place"].clone()
    };
    assert_eq!(place(&mut caller, json!({"place_by_search": "BOD"}))["id"], 304);
    assert_eq!(place(&mut caller, json!({"place_by_search": "Bodø", "place_id": 301}))["title"], "Oslo");
    let nowhere = json!({"place_by_search": "Paris", "place_additional_info": "Hos kunden"});
    assert_eq!(place(&mut caller, nowhere.clone()), json!({"title_additional_info": "Hos kunden"}));
    let mut caller = caller.set("place_search_miss", "refused");
    assert_eq!(caller.post(DATES, &with(nowhere)), fields("place_by_search"));
}

#[test]
fn a_change_needs_both_days_and_keeps_the_rest() {
    let mut caller = Caller::new(2);
    let one = "/courses/410002/coursedates/5550002";
    let mut expected = caller.get(one);
    assert_eq!(caller.put(one, &json!({"reference": "X"})), fields("start_at, end_at"));
    let body = json!({"start_at": "2026-02-17", "end_at": "2026-02-18", "reference": "X", "place_by_search": "ås"});
    assert_eq!(caller.put(one, &body), json!({"coursedate_id": 5_550_002, "course_id": 410_002}));
    for (member, value) in [
        ("start_at", json!("2026-02-17")),
        ("end_at", json!("2026-02-18")),
        ("reference", json!("X")),
        ("updated_at", json!("2026-01-05T09:00:03+01:00")),
    ] {
        expected[member] = value;
    }
    expected["place"] =
        json!({"id": 303, "title": "Ås", "parent_id": 310, "parent_title": "Akershus", "title_additional_info": ""});
    assert_eq!(caller.get(one), expected, "gatherings and deadline included");
    let inside = caller.get("/participants/910002")["coursedate"].clone();
    assert_eq!(
        (&inside["start_at"], &inside["week"], &inside["place"]),
        (&json!("2026-02-17"), &json!(8), &json!("Ås"))
    );
    assert_eq!(caller.put("/courses/410001/coursedates/5550002", &body)["error"], "Course date not found");
}

#[test]
fn a_change_may_replace_and_may_take_what_a_new_date_takes() {
    let one = "/courses/410002/coursedates/5550002";
    let body = json!({
        "start_at": "2026-02-16", "end_at": "2026-02-17", "status_id": 3,
        "gatherings": [{"gathering_at": "2026-02-16 10:00", "gathering_end_at": "2026-02-16 12:00"}]
    });
    let mut caller = Caller::new(1).bold();
    caller.put(one, &body);
    let date = caller.get(one);
    assert_eq!((&date["status"]["id"], date["gatherings"].as_array().unwrap().len()), (&json!(2), 2), "not listed");
    let mut caller = caller.set("date_update_members", "as_created");
    caller.put(one, &body);
    let date = caller.get(one);
    assert_eq!((&date["status"]["id"], date["gatherings"].as_array().unwrap().len()), (&json!(3), 1));
    assert_eq!((&date["deadline_at"], &date["place"]["id"]), (&json!("2026-02-09"), &json!(301)));
    let mut caller = caller.set("date_update", "replace").set("date_update_members", "listed");
    caller.put(one, &json!({"start_at": "2026-02-16", "end_at": "2026-02-17"}));
    let date = caller.get(one);
    assert_eq!((&date["deadline_at"], date["place"].get("id")), (&Value::Null, None));
    assert_eq!(
        (&date["status"]["id"], date["gatherings"].as_array().unwrap().len()),
        (&json!(3), 1),
        "cannot be named"
    );
}

#[test]
fn people_can_be_booked_on_a_new_date() {
    let mut caller = Caller::new(1);
    caller.post(DATES, &with(json!({"place_id": 304})));
    let booking = json!({
        "coursedate_id": 5_550_013, "payment_method": "invoice",
        "participants": [{"firstname": "Øystein", "lastname": "Eksempel", "email": "oystein@example.org"}]
    });
    assert_eq!(caller.post("/booking", &booking)["summary"]["total_excl_vat"], 1_490);
    let date = caller.get("/participants/910002")["coursedate"].clone();
    assert_eq!((&date["place"], &date["time_start"], &date["idLocation"]), (&json!("Bodø"), &Value::Null, &json!("0")));
}
