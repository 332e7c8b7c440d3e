//! The key, the limit, failures, the settings, and what the sandbox asks of every emulator.

use super::{Caller, FORM, JSON, read};
use crate::emulator::{Effect, Emulator, Window};
use crate::frontcore::Frontcore;
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

#[test]
fn without_the_right_key_nothing_is_read_or_written() {
    let mut caller = Caller::new(3);
    let before = caller.remote.state();
    for key in [None, Some("sandbox-frontcore-ke"), Some("")] {
        caller.headers = key.map(|key| ("x-api-key", key.to_owned())).into_iter().collect();
        assert_eq!(caller.get("/participants/910001"), json!({"error": "Wrong API Key"}));
        assert_eq!(caller.put("/participants/910001", &json!({"idStatus": 4}))["error"], "Wrong API Key");
    }
    assert_eq!(caller.remote.state(), before);
}

#[test]
fn the_status_of_failures_and_the_wording_are_settings() {
    for (setting, key, unknown, invalid) in [("200", 200, 200, 200), ("400", 400, 400, 400), ("by_kind", 401, 404, 400)]
    {
        let mut caller = Caller::new(1).set("error_status", setting).set("wrong_key_text", "Invalid API key");
        assert_eq!(caller.send(Method::GET, "/participants/1", None, "").status, unknown);
        assert_eq!(caller.send(Method::GET, "/nothing", None, "").status, unknown);
        assert_eq!(caller.send(Method::GET, "/participants?limit=x", None, "").status, invalid);
        assert_eq!(
            caller.send(Method::POST, "/booking", Some(JSON), r#"{"payment_method":"invoice"}"#).status,
            invalid
        );
        caller.headers.clear();
        let refused = caller.send(Method::GET, "/participants", None, "");
        assert_eq!((refused.status, read(&refused)), (key, json!({"error": "Invalid API key"})));
        assert_eq!(caller.remote.unauthorized().status, key);
    }
}

#[test]
fn the_version_is_part_of_every_path_and_slashes_are_not_doubled() {
    let mut caller = Caller::new(1);
    for path in
        ["/participants/910001", "/v1/participants/910001", "/v2//participants/910001", "/v2participants/910001"]
    {
        let mut call = caller.call(Method::GET, "", None, "");
        call.path = path.into();
        assert_eq!(caller.remote.handle(&call, Duration::ZERO).status, 404, "{path}");
    }
    assert_eq!(caller.get("/participants/910001/")["id"], 910_001);
}

#[test]
fn what_no_page_shows_does_not_exist() {
    let mut caller = Caller::new(1).set("error_status", "by_kind");
    for (method, path) in [
        (Method::POST, "/participants"),
        (Method::DELETE, "/participants/910001"),
        (Method::PATCH, "/participants/910001"),
        (Method::GET, "/users/640001"),
        (Method::PUT, "/booking"),
    ] {
        assert_eq!(caller.send(method, path, Some(JSON), "{}").status, 404, "{path}");
    }
}

#[test]
fn five_calls_a_second_are_shared_by_the_account() {
    let caller = Caller::new(1);
    let window = vec![Window { key: "account".into(), count: 5, per: Duration::from_secs(1) }];
    let get = caller.call(Method::GET, "/participants", None, "");
    let put = caller.call(Method::PUT, "/participants/910001", Some(JSON), "{}");
    assert_eq!((caller.remote.limits(&get), caller.remote.limits(&put)), (window.clone(), window.clone()));
    let caller = caller.set("limit_counts", "get");
    assert_eq!((caller.remote.limits(&get), caller.remote.limits(&put)), (window, vec![]));
    assert_eq!(caller.remote.over_limit().status, 429);
    let stranger = Caller { headers: vec![], ..caller };
    assert_eq!(stranger.remote.limits(&stranger.call(Method::GET, "/participants", None, "")), vec![]);
    assert_eq!(stranger.set("over_limit_status", "503").remote.over_limit().status, 503);
}

#[test]
fn a_body_must_say_what_it_is() {
    let mut caller = Caller::new(1);
    let mut put = |label, body| read(&caller.send(Method::PUT, "/participants/910001", label, body));
    assert_eq!(put(None, r#"{"idStatus":4}"#)["error"], "Content-Type not supported");
    assert_eq!(put(Some(JSON), "idStatus=4")["error"], "Invalid JSON");
    assert_eq!(put(Some(JSON), "[4]")["error"], "Invalid JSON");
    assert_eq!(put(Some("application/json; charset=utf-8"), r#"{"idStatus":4}"#)["status"]["id"], 4);
    assert_eq!(put(Some(FORM), "idStatus=3")["status"]["id"], 3);
}

#[test]
fn answers_are_written_as_php_does() {
    let mut caller = Caller::new(3);
    let body = caller.send(Method::GET, "/participants/910001", None, "").body;
    assert!(body.is_ascii(), "everything else is escaped");
    let text = String::from_utf8(body.to_vec()).unwrap();
    assert!(text.contains(r"\u00c9l\u00e9onore") && text.contains(r"1 \/ 2. etg."), "{text}");
}

#[test]
fn records_are_found_in_every_answer_but_no_failure() {
    let mut caller = Caller::new(3);
    let booking = json!({
        "coursedate_id": 5_550_001, "payment_method": "invoice",
        "participants": [{"firstname": "Nils", "lastname": "Eksempel", "email": "nils@example.org"}]
    });
    let cases = [
        (caller.get("/participants"), 3, "id"),
        (caller.get("/participants/910002"), 1, "id"),
        (caller.get("/coursedates"), 12, "coursedate_id"),
        (caller.get("/orders/73001"), 1, "id"),
        (caller.post("/booking", &booking), 1, "order_id"),
        (caller.post("/booking", &json!({"payment_method": "invoice"})), 0, ""),
        (caller.get("/participants/1"), 0, ""),
        (read(&caller.remote.error_inside_success()), 0, ""),
    ];
    for (mut answer, count, member) in cases {
        let records = caller.remote.records_in(&mut answer);
        assert_eq!(records.len(), count);
        assert!(records.iter().all(|record| record.get(member).is_some()), "{member}");
    }
}

#[test]
fn settings_are_shown_and_only_allowed_values_taken() {
    let mut caller = Caller::new(1);
    let settings = caller.remote.settings();
    assert_eq!(settings["error_status"], "200");
    assert_eq!(settings["no_show_writable"], false);
    assert!(caller.remote.set("error_status", &json!("500")).unwrap_err().contains("200, 400, by_kind"));
    assert!(caller.remote.set("error", &json!("200")).unwrap_err().contains("error_status"));
    assert_eq!(caller.remote.settings(), settings);
}

#[test]
fn equal_seeds_and_calls_give_equal_records_and_other_seeds_equal_ids() {
    let run = || {
        let mut caller = Caller::new(30);
        caller.put("/participants/910004", &json!({"completed": true}));
        caller.remote.state()
    };
    assert_eq!(run(), run());
    let ids = |state: &Value| -> Vec<Value> {
        state["participants"].as_array().unwrap().iter().map(|record| record["id"].clone()).collect()
    };
    let (seven, eight) = (Frontcore::new(7, 30).state(), Frontcore::new(8, 30).state());
    assert_eq!(ids(&seven), ids(&eight));
    assert_ne!(seven["users"], eight["users"]);
}

#[test]
fn every_reference_leads_to_a_record() {
    let state = Frontcore::new(7, 120).state();
    let ids = |kind: &str, member: &str| -> Vec<u64> {
        state[kind].as_array().unwrap().iter().map(|record| record[member].as_u64().unwrap()).collect()
    };
    let (users, orders) = (ids("users", "id"), ids("orders", "id"));
    let (courses, dates) = (ids("courses", "id"), ids("coursedates", "coursedate_id"));
    let participants = state["participants"].as_array().unwrap();
    for participant in participants {
        assert!(users.contains(&participant["user"]["id"].as_u64().unwrap()));
        assert!(courses.contains(&participant["course"]["id"].as_u64().unwrap()));
        assert!(dates.contains(&participant["coursedate"]["id"].as_u64().unwrap()));
        assert!(orders.contains(&participant["idOrder"].as_u64().unwrap()));
        assert_eq!(participant["course"]["id"], participant["coursedate"]["idCourse"]);
        assert_eq!(
            participant["coursedate"]["idLocation"].as_str().unwrap(),
            participant["coursedate"]["location"]["id"].to_string()
        );
    }
    assert_eq!((users.len(), participants.len()), (108, 120));
    let employees: usize = state["customers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|customer| customer["employees"].as_array().unwrap().len())
        .sum();
    assert_eq!(employees, 108, "everyone is the employee of one customer");
}

#[test]
fn a_hundred_thousand_people_can_be_paged_to_the_end() {
    let mut caller = Caller::new(100_000);
    assert_eq!(caller.remote.people(), 100_000);
    assert_eq!(caller.ids("/participants?limit=250&page=400").last(), Some(&1_010_000));
    assert_eq!(caller.ids("/participants?limit=250&page=401"), Vec::<u64>::new());
    assert_eq!(caller.ids("/participants?since_id=1009999"), [1_010_000]);
}

#[test]
fn a_client_is_given_the_address() {
    let environment = Frontcore::new(1, 1).environment("http://127.0.0.1:4000");
    assert_eq!(
        environment,
        [
            ("FRONTCORE_BASE_URL", "http://127.0.0.1:4000/v2".to_owned()),
            ("FRONTCORE_API_KEY", "sandbox-frontcore-key".to_owned())
        ]
    );
}

#[test]
fn effects_distinguish_reads_changes_and_creations() {
    let mut caller = Caller::new(2);
    let booking = r#"{"coursedate_id":5550001,"payment_method":"invoice","participants":[{"firstname":"A","lastname":"B","email":"a@example.org"}]}"#;
    for (method, target, body, effect) in [
        (Method::GET, "/participants", "", Effect::None),
        (Method::PUT, "/participants/910001", r#"{"passed":true}"#, Effect::Changed),
        (Method::PUT, "/participants/910001", r#"{"passed":"x"}"#, Effect::None),
        (Method::PUT, "/participants/910001", "{}", Effect::None),
        (Method::POST, "/booking", booking, Effect::Created),
        (Method::POST, "/booking", "{}", Effect::None),
        (Method::POST, "/customers", r#"{"title":"Ny"}"#, Effect::Created),
    ] {
        assert_eq!(caller.send(method, target, Some(JSON), body).effect, effect, "{target} {body}");
    }
}
