//! Asynchronous operations in v2: starting a bulk write, polling for its end, and what is reported then.

use super::writing::{ada, item, poll, start};
use super::{Side, read};
use crate::emulator::{Effect, Emulator};
use http::Method;
use serde_json::{Value, json};

#[test]
fn a_write_is_polled_until_it_is_finished() {
    let mut side = Side::with(&[]);
    let reply = start(&mut side, &json!([item("Create", ada())]).to_string(), &json!({}));
    let id = read(&reply)["trm"]["requestid"].clone();
    assert_eq!((&read(&reply)["trm"]["status"], reply.effect), (&json!("Waiting"), Effect::Created));
    assert_eq!(read(&poll(&mut side, &id))["trm"]["status"], "Executing");
    let end = read(&poll(&mut side, &id));
    assert_eq!((&end["trm"]["status"], &end["trm"]["requestid"]), (&json!("Finished"), &json!(0)));
    assert_eq!(end["results"][0]["pid"], 4021);
    assert_eq!(poll(&mut side, &json!(99)).status, 400);
}

#[test]
fn polling_too_often_is_refused() {
    let mut side = Side::with(&[]);
    let id = read(&start(&mut side, "[]", &json!({})))["trm"]["requestid"].clone();
    let at_once = side.v2(Method::GET, "/api/trm/status", &[("requestid", &id.to_string())], &json!(null));
    assert_eq!((at_once.status, poll(&mut side, &id).status), (429, 200));
    assert!(read(&at_once)["error"]["type"].is_string(), "the shape of every 429");
    side.wordbee.set("poll_seconds", &json!(0)).unwrap();
    let at_once = side.v2(Method::GET, "/api/trm/status", &[("requestid", &id.to_string())], &json!(null));
    assert_eq!(at_once.status, 200);
}

#[test]
fn a_file_that_is_no_array_fails_with_a_reason() {
    let mut side = Side::with(&[("bulk_polls", json!(0))]);
    for content in ["{}", "not JSON", ""] {
        let answer = read(&start(&mut side, content, &json!({})));
        assert_eq!(answer["trm"]["status"], "Failed");
        assert!(!answer["trm"]["statusInfo"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_start_that_cannot_be_is_refused() {
    let mut side = Side::with(&[]);
    let status = |side: &mut Side, more: Value| start(side, "[]", &more).status;
    for more in [
        json!({"fileToken": "none"}),
        json!({"fileToken": null}),
        json!({"readonly": "yes"}),
        json!({"cfid": 3}),
        json!({"cfid": "301"}),
        json!({"callbackurl": 7}),
    ] {
        assert_eq!(status(&mut side, more.clone()), 400, "{more}");
    }
    let callbacks = json!({"callbackurl": "https://example.org/done", "callback": "https://example.org/done"});
    assert_eq!(status(&mut side, callbacks), 200);
    side.beyond_the_document = true;
    assert_eq!(status(&mut side, json!({"readOnly": true})), 200, "a wrong name is ignored by default");
    side.wordbee.set("unknown_members", &json!("refused")).unwrap();
    assert_eq!(status(&mut side, json!({"readOnly": true})), 400);
}

#[test]
fn the_number_at_the_end_is_what_the_page_shows_or_as_set() {
    let end = |setting: &str, at_once: bool, content: &str| {
        let polls = json!(u64::from(!at_once));
        let mut side = Side::with(&[("bulk_requestid", json!(setting)), ("bulk_polls", polls)]);
        let mut answer = read(&start(&mut side, content, &json!({})));
        while answer["trm"]["status"] == "Waiting" || answer["trm"]["status"] == "Executing" {
            answer = read(&poll(&mut side, &json!(1)));
        }
        answer["trm"]["requestid"].clone()
    };
    for (setting, finished, failed) in [("as_shown", 0, 1), ("zero", 0, 0), ("kept", 1, 1)] {
        assert_eq!(
            (end(setting, false, "[]"), end(setting, false, "{}")),
            (json!(finished), json!(failed)),
            "{setting}"
        );
    }
    assert_eq!((end("as_shown", true, "[]"), end("as_shown", true, "{}")), (json!(0), json!(0)));
}

#[test]
fn one_bad_row_may_fail_the_whole_write() {
    let mut side = Side::with(&[("bulk_polls", json!(0)), ("bulk_failure", json!("write"))]);
    let persons = side.wordbee.state()["persons"].clone();
    let reply = start(&mut side, &json!([item("Create", ada()), item("Create", json!({}))]).to_string(), &json!({}));
    let trm = &read(&reply)["trm"];
    assert_eq!((&trm["status"], &trm["statusInfo"]), (&json!("Failed"), &json!("Item 2: fname is missing")));
    assert_eq!((reply.effect, &side.wordbee.state()["persons"]), (Effect::None, &persons));
    let reply = start(&mut side, &json!([item("Create", ada())]).to_string(), &json!({}));
    assert_eq!((reply.effect, side.wordbee.people()), (Effect::Created, 21));
}

#[test]
fn the_state_shows_the_progress_of_an_operation() {
    let mut side = Side::with(&[]);
    start(&mut side, "[]", &json!({}));
    start(&mut side, "{}", &json!({}));
    for id in [1, 2] {
        assert_eq!(side.wordbee.state()["operations"][id - 1], json!({"requestid": id, "status": "Executing"}));
        poll(&mut side, &json!(id));
    }
    let statuses = [&json!("Finished"), &json!("Failed")];
    let operations = side.wordbee.state()["operations"].clone();
    assert_eq!([&operations[0]["status"], &operations[1]["status"]], statuses);
}

#[test]
fn results_may_be_in_three_places() {
    let place = |setting: &str| {
        let mut side = Side::with(&[("bulk_polls", json!(0)), ("bulk_results", json!(setting))]);
        let mut answer = read(&start(&mut side, &json!([item("Skip", json!({"data": "x"}))]).to_string(), &json!({})));
        assert_eq!(side.wordbee.records_in(&mut answer)[0]["data"], "x", "faults find it there");
        answer
    };
    assert_eq!(place("results")["results"][0]["data"], "x");
    assert_eq!(place("custom")["custom"][0]["data"], "x");
    assert_eq!(place("result_items")["result"]["items"][0]["data"], "x");
    let both = place("both");
    assert_eq!((&both["results"], &both["custom"][0]["data"]), (&both["custom"], &json!("x")));
}

#[test]
fn read_only_validates_and_changes_nothing() {
    let mut side = Side::with(&[("bulk_polls", json!(0))]);
    let before = side.wordbee.state()["persons"].clone();
    let items = json!([item("Create", ada()), item("Create", json!({}))]).to_string();
    let reply = start(&mut side, &items, &json!({"readonly": true}));
    let results = read(&reply)["results"].clone();
    assert_eq!((&results[0]["status"], &results[1]["status"]), (&json!("Done"), &json!("Failed")));
    assert_eq!((reply.effect, &side.wordbee.state()["persons"]), (Effect::None, &before));
}
