//! Reading course dates: which, in which order, and in which of their two shapes.

use super::{Caller, fields};
use serde_json::{Value, json};

fn ids(caller: &mut Caller, target: &str) -> Vec<u64> {
    let answer = caller.get(target);
    let dates = answer.as_array().or_else(|| answer["items"].as_array());
    let dates = dates.unwrap_or_else(|| panic!("{target} answered {answer}"));
    dates.iter().map(|date| date["coursedate_id"].as_u64().unwrap()).collect()
}

#[test]
fn several_courses_are_asked_at_once_in_smaller_pages() {
    let mut caller = Caller::new(1);
    let both = "course_ids[]=410001&course_ids[]=410004";
    assert_eq!(
        ids(&mut caller, &format!("/batch/coursedates?{both}")),
        [5_550_001, 5_550_004, 5_550_005, 5_550_008, 5_550_009, 5_550_012]
    );
    assert_eq!(ids(&mut caller, "/batch/coursedates?course_ids[]=410009"), Vec::<u64>::new());
    assert_eq!(caller.get("/batch/coursedates"), fields("course_ids"));
    assert_eq!(caller.get("/batch/coursedates?course_ids[]=x"), fields("course_ids"));
    assert_eq!(caller.get("/batch/coursedates?course_ids=410001"), fields("course_ids"), "an array is asked for");
    for _ in 0..26 {
        caller.post("/courses/410002/coursedates", &json!({"start_at": "2027-01-01", "end_at": "2027-01-01"}));
    }
    assert_eq!(ids(&mut caller, "/batch/coursedates?course_ids[]=410002").len(), 25);
    assert_eq!(ids(&mut caller, "/batch/coursedates?course_ids[]=410002&page=2").len(), 4);
    assert_eq!(ids(&mut caller, "/courses/410002/coursedates").len(), 29, "75 for one course");
}

#[test]
fn dates_are_filtered_by_day_and_status() {
    let mut caller = Caller::new(1);
    assert_eq!(ids(&mut caller, "/coursedates?status_id=3"), [5_550_011]);
    assert_eq!(ids(&mut caller, "/coursedates?start_date_at_max=2026-02-16"), [5_550_001, 5_550_002]);
    assert_eq!(ids(&mut caller, "/coursedates?start_date_at_min=2026-06-22"), [5_550_011, 5_550_012]);
    assert_eq!(ids(&mut caller, "/coursedates?end_date_at_max=2026-02-03+00:00:00"), [5_550_001], "a moment is a day");
    assert_eq!(ids(&mut caller, "/coursedates?end_date_at_min=now&end_date_at_max=2026-02-16"), [5_550_001]);
    assert_eq!(ids(&mut caller, "/coursedates?start_date_at_max=now"), Vec::<u64>::new());
    assert_eq!(caller.get("/coursedates?start_date_at_max=today"), fields("start_date_at_max"));
    let mut caller = caller.set("filter_bounds", "exclusive");
    assert_eq!(ids(&mut caller, "/coursedates?start_date_at_max=2026-02-16"), [5_550_001]);
    let mut caller = caller.set("days_later", 42).set("filter_bounds", "inclusive");
    assert_eq!(ids(&mut caller, "/coursedates?start_date_at_max=now"), [5_550_001, 5_550_002], "it is 2026-02-16");
}

#[test]
fn dates_are_sorted_by_id_or_by_start() {
    let mut caller = Caller::new(1);
    caller.post("/courses/410001/coursedates", &json!({"start_at": "2026-02-10", "end_at": "2026-02-10"}));
    let list = "/courses/410001/coursedates";
    assert_eq!(ids(&mut caller, list), [5_550_001, 5_550_005, 5_550_009, 5_550_013]);
    assert_eq!(ids(&mut caller, &format!("{list}?order_direction=desc&limit=2")), [5_550_013, 5_550_009]);
    let by_start = format!("{list}?order_by=startdate");
    assert_eq!(ids(&mut caller, &by_start), [5_550_001, 5_550_013, 5_550_005, 5_550_009]);
    assert_eq!(ids(&mut caller, &format!("{by_start}&order_direction=desc&page=2&limit=3")), [5_550_001]);
    assert_eq!(caller.get(&format!("{list}?order_by=title")), fields("order_by"));
    assert_eq!(caller.get(&format!("{list}?order_direction=up")), fields("order_direction"));
    let mut caller = caller.set("list_order", "descending");
    assert_eq!(ids(&mut caller, list)[0], 5_550_013);
    assert_eq!(ids(&mut caller, &format!("{list}?order_direction=asc"))[0], 5_550_001);
}

#[test]
fn the_next_dates_begin_today_and_the_nearest_comes_first() {
    let mut caller = Caller::new(1);
    caller.post("/courses/410001/coursedates", &json!({"start_at": "2026-01-04", "end_at": "2026-01-09"}));
    caller.post("/courses/410001/coursedates", &json!({"start_at": "2026-01-05", "end_at": "2026-01-05"}));
    let next = ids(&mut caller, "/nextcoursedates");
    assert_eq!((next.len(), &next[..2]), (13, &[5_550_014, 5_550_001][..]));
    let mut caller = caller.set("days_later", 10_000);
    assert_eq!(caller.get("/nextcoursedates"), json!([]));
}

#[test]
fn a_date_shows_its_parts_always_or_when_asked() {
    let mut caller = Caller::new(1);
    let one = "/courses/410001/coursedates/5550001";
    let date = caller.get(one);
    assert!(date.get("instructors").is_none() && date["course"].get("products").is_none());
    let date = caller.get(&format!("{one}?include[]=course.products&include[]=instructors"));
    assert_eq!(
        (&date["course"]["products"][0]["id"], &date["instructors"]),
        (&json!(620_001), &date["gatherings"][0]["instructors"])
    );

    let mut caller = caller.set("date_parts", "on_request");
    let date = caller.get(one);
    assert!(date.get("course").is_none() && date.get("place").is_none() && date["location"].is_null());
    let date = &caller.get("/coursedates?include[]=course&include[]=place&include[]=location")["items"][2];
    assert_eq!((&date["course"]["id"], &date["place"]["title"]), (&json!(410_003), &json!("Nettkurs")));
    assert_eq!(date["location"]["id"], 21_002);
    let date = caller.get(&format!("{one}?include[]=course.products"));
    assert_eq!(date["course"]["products"][0]["id_relation"], 410_001);
    let mut caller = caller.set("date_parts", "always").set("date_location", "null");
    assert_eq!(caller.get(one)["location"], Value::Null);
}

#[test]
fn the_two_shapes_of_a_date_differ_as_in_the_samples() {
    let mut caller = Caller::new(2);
    let inside = caller.get("/participants/910001")["coursedate"].clone();
    let own = caller.get("/courses/410001/coursedates/5550001");
    assert_eq!((&inside["id"], &own["coursedate_id"]), (&json!(5_550_001), &json!(5_550_001)));
    assert_eq!((&inside["time_start"], &own["start_time_at"]), (&json!("09:00"), &json!("09:00:00")));
    assert_eq!((&inside["place"], &own["place"]["title"]), (&json!("Oslo"), &json!("Oslo")));
    assert_eq!((&inside["idLocation"], &own["location"]["id"]), (&json!("21001"), &json!(21_001)));
    assert_eq!((&inside["teaching_language"], &own["teaching_language"]["id"]), (&json!("Norsk"), &json!("no")));
    assert_eq!((&inside["idStatus"], &own["status"]["id"]), (&json!(2), &json!(2)));
    assert!(own["location"].get("capacity_max").is_some() && inside["location"].get("capacity_max").is_none());
    let online = caller.get("/courses/410003/coursedates/5550003");
    assert!(online["location"].get("idCountry").is_none(), "may be missing here");
    for member in ["kursguiden_url", "trigger_value", "seats", "contacts", "deleted_at", "parent_id", "gatherings"] {
        assert!(own.get(member).is_some(), "{member}");
    }
}

#[test]
fn a_gathering_has_every_member_of_the_sample() {
    let mut caller = Caller::new(1);
    let date = caller.get("/courses/410002/coursedates/5550002");
    let members = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let [first, second] = date["gatherings"].as_array().unwrap().as_slice() else { panic!("two gatherings") };
    assert_eq!(
        members(first),
        "created_at description event_url gathering_at gathering_end_at id idInstance idLocation instructors is_future \
         location theme updated_at"
    );
    assert_ne!(first["id"], second["id"]);
    let instructor = &first["instructors"][0];
    assert_eq!(members(instructor), "company email fullname id is_archived name phone position title");
    assert_eq!((&instructor["name"], &first["location"]["id"]), (&json!("Øyvind Påfunn"), &json!(21_001)));
    assert_eq!((&date["course"]["price"]["value"], &date["course"]["level"]["id"]), (&json!(4_900), &json!(6)));
    assert_eq!((&first["is_future"], &first["event_url"]), (&json!(true), &json!("")));
    let mut caller = caller.set("days_later", 300);
    assert_eq!(caller.get("/courses/410002/coursedates/5550002")["gatherings"][0]["is_future"], false);
}

#[test]
fn an_online_date_has_an_address_everywhere() {
    let mut caller = Caller::new(3);
    let date = caller.get("/courses/410003/coursedates/5550003");
    let inside = caller.get("/participants/910003")["coursedate"].clone();
    for link in [&date["event_url"], &date["gatherings"][0]["event_url"], &inside["event_url"]] {
        assert!(link.as_str().unwrap().starts_with("https://nettmote.example.org/"), "{link}");
    }
    assert_eq!(caller.get("/participants/910001")["coursedate"]["event_url"], Value::Null);
}

#[test]
fn seats_come_from_the_venue_and_are_zero_without_a_capacity() {
    let mut caller = Caller::new(1);
    let seats = |caller: &mut Caller, path: &str| {
        let date = caller.get(path);
        (
            date["seats"]["allocated_capacity"]["num"].clone(),
            date["seats"]["free"]["num"].clone(),
            date["seats_status"].clone(),
        )
    };
    let open = seats(&mut caller, "/courses/410001/coursedates/5550001");
    assert_eq!(open, (json!(0), json!(0), json!("available")));
    let two = seats(&mut caller, "/courses/410004/coursedates/5550012");
    assert_eq!(two, (json!("2"), json!(2), json!("available")));
    let new = json!({"start_at": "2026-09-01", "end_at": "2026-09-01", "location_id": 21_003});
    caller.post("/courses/410001/coursedates", &new);
    let twelve = seats(&mut caller, "/courses/410001/coursedates/5550013");
    assert_eq!((twelve.0, twelve.1), (json!("12"), json!(12)));
}

#[test]
fn whether_an_unknown_language_is_refused_is_a_setting() {
    let new = |code: &str| json!({"start_at": "2026-09-01", "end_at": "2026-09-01", "teaching_language": code});
    let dates = "/courses/410001/coursedates";
    let mut caller = Caller::new(1);
    assert_eq!(caller.post(dates, &new("se"))["coursedate_id"], 5_550_013);
    let read = caller.get(&format!("{dates}/5550013"))["teaching_language"].clone();
    assert_eq!(read, json!({"id": "se", "title": "se"}));
    assert_eq!(caller.get("/courses/410001?description_language=se")["id"], 410_001);
    let mut caller = caller.set("unknown_languages", "refused");
    assert_eq!(caller.post(dates, &new("se")), fields("teaching_language"));
    assert_eq!(caller.put("/courses/410001", &json!({"teaching_language": "se"})), fields("teaching_language"));
    assert_eq!(caller.get("/courses/410001?description_language=se"), fields("description_language"));
    assert_eq!(caller.post(dates, &new("sv"))["coursedate_id"], 5_550_014);
}

#[test]
fn the_seats_are_counted_from_the_participants() {
    let mut caller = Caller::new(40);
    let counts =
        |caller: &mut Caller| caller.get("/courses/410001/coursedates/5550001")["seats"]["booking_status"].clone();
    assert_eq!(counts(&mut caller), json!({"num": 4, "num_confirmed": "4", "num_unconfirmed": 0, "num_waiting": "0"}));
    for (id, code) in [(910_001, 3), (910_011, 7), (910_021, 4)] {
        caller.put(&format!("/participants/{id}"), &json!({"idStatus": code}));
    }
    assert_eq!(counts(&mut caller), json!({"num": 3, "num_confirmed": "1", "num_unconfirmed": 1, "num_waiting": "1"}));
}
