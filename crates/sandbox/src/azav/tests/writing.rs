//! What is written as a whole: create, merge, replace, echo, delete.

use super::{ALL, FIRST, get, send, with, write};
use crate::emulator::{Effect, Emulator};
use http::Method;
use serde_json::{Value, json};

fn without(value: &Value, names: &[&str]) -> Value {
    let mut members = value.as_object().unwrap().clone();
    members.retain(|name, _| !names.contains(&name.as_str()));
    members.into()
}

#[test]
fn create_answers_201_with_a_server_made_id_and_timestamps() {
    let mut azav = with(&[]);
    let body = json!({"participant": {
        "id": "mine", "insertedAt": "1999-01-01T00:00:00Z", "email": "m.muster@example.org", "firstName": "Melanie",
        "lastName": "Muster", "gender": "female", "dateOfBirth": "1991-04-07",
        "contactInformation": [{"type": "mobile", "value": "+49 170 0000001"}]}});
    let reply = send(&mut azav, Method::POST, ALL, Some(&body));
    assert_eq!((reply.status, reply.effect), (201, Effect::Created));
    let created = super::read(&reply)["data"].take();
    assert_eq!(created["id"], "00000000-0000-4000-8000-000000000013");
    assert_eq!(created["insertedAt"], "2026-01-05T08:00:13Z");
    assert_eq!(created["lastName"], "Muster");
    assert_eq!(azav.people(), 13);
    assert_eq!(get(&mut azav, &format!("{ALL}/00000000-0000-4000-8000-000000000013")), created);
}

#[test]
fn names_of_another_spelling_are_ignored() {
    for (spelling, lost, kept) in [
        ("camel", json!({"first_name": "A"}), "firstName"),
        ("snake", json!({"firstName": "A"}), "first_name"),
        ("development", json!({"dateOfBirth": "1990-01-01"}), "date_of_birth"),
        ("development", json!({"address": {"city": "Leipzig"}}), "address"),
        ("camel", json!({"date_of_birth": "1990-01-01"}), "dateOfBirth"),
    ] {
        let mut azav = with(&[("spelling", json!(spelling))]);
        let mut body = lost.clone();
        body["email"] = json!("a@example.org");
        let (status, answer) = write(&mut azav, Method::POST, ALL, body);
        assert_eq!(status, 201, "{spelling} {lost}");
        assert!(answer["data"].get(kept).is_none(), "{spelling} {lost}");
        assert_eq!(without(&answer["data"], &["id", "email"]).as_object().unwrap().len(), 2, "{spelling} {lost}");
    }
}

#[test]
fn each_spelling_is_read_under_its_own_names() {
    for (spelling, body) in [
        ("camel", json!({"dateOfBirth": "1990-01-01", "address": {"zipCode": "04109"}})),
        ("development", json!({"date_of_birth": "1990-01-01", "firstName": "Bo"})),
        ("snake", json!({"date_of_birth": "1990-01-01", "address": {"zip_code": "04109"}, "customer_number": "7"})),
    ] {
        let mut azav = with(&[("spelling", json!(spelling)), ("writes", json!("merge"))]);
        let (status, answer) = write(&mut azav, Method::PUT, FIRST, body.clone());
        assert_eq!(status, 200, "{spelling}");
        for (name, value) in body.as_object().unwrap() {
            assert_eq!(&answer["data"][name], value, "{spelling} {name}");
        }
    }
}

#[test]
fn a_merging_put_keeps_the_members_it_was_not_sent() {
    let mut azav = with(&[("writes", json!("merge"))]);
    let before = get(&mut azav, FIRST);
    let (status, answer) = write(&mut azav, Method::PUT, FIRST, json!({"preferredName": "Nore"}));
    assert_eq!((status, &answer["data"]["preferredName"]), (200, &json!("Nore")));
    let but = ["preferredName", "updatedAt"];
    assert_eq!(without(&get(&mut azav, FIRST), &but), without(&before, &but));
    assert_ne!(answer["data"]["updatedAt"], before["updatedAt"]);
}

#[test]
fn a_replacing_put_clears_what_it_was_not_sent() {
    let mut azav = with(&[("writes", json!("replace"))]);
    let before = get(&mut azav, FIRST);
    let (status, _) = write(&mut azav, Method::PUT, FIRST, json!({"email": "new@example.org"}));
    let after = get(&mut azav, FIRST);
    assert_eq!(status, 200);
    assert_eq!(after["insertedAt"], before["insertedAt"]);
    assert_eq!(without(&after, &["updatedAt", "insertedAt"]), json!({"id": before["id"], "email": "new@example.org"}));
}

#[test]
fn a_replacing_put_of_the_whole_record_changes_nothing_else() {
    for spelling in ["camel", "development", "snake"] {
        let mut azav = with(&[("writes", json!("replace")), ("spelling", json!(spelling))]);
        let mut record = get(&mut azav, FIRST);
        let full = azav.state();
        record["email"] = json!("new@example.org");
        assert_eq!(write(&mut azav, Method::PUT, FIRST, record).0, 200);
        azav.set("spelling", &json!("camel")).unwrap();
        let mut after = azav.state()["participants"][0].take();
        assert_eq!(after["email"], "new@example.org");
        let changed = azav.set("spelling", &json!(spelling)).map(|()| azav.state());
        let but = ["email", "updatedAt", "updated_at"];
        assert_eq!(
            without(&changed.unwrap()["participants"][0], &but),
            without(&full["participants"][0], &but),
            "{spelling}"
        );
        assert!(after["address"]["careOf"].take().is_string(), "{spelling} has lost the address");
    }
}

#[test]
fn a_replace_keeps_unlisted_members_only_if_sent_back() {
    let whole = |azav: &mut super::Azav| without(&get(azav, FIRST), &["id", "insertedAt", "updatedAt"]);
    let unlisted = ["certifiedSince", "ledgerNumber", "fundingCase"];
    for (replace_unlisted, survives) in [(true, false), (false, true)] {
        let mut azav = with(&[("writes", json!("replace")), ("replace_unlisted", json!(replace_unlisted))]);
        let documented = without(&whole(&mut azav), &unlisted);
        write(&mut azav, Method::PUT, FIRST, documented);
        for name in unlisted {
            assert_eq!(get(&mut azav, FIRST).get(name).is_some(), survives, "{name}");
        }
    }
}

#[test]
fn an_unlisted_member_that_comes_back_mangled_is_stored_so_and_a_new_one_is_ignored() {
    let mut azav = with(&[]);
    let body = json!({"ledgerNumber": 9.007_199_254_740_992e15, "invented": true});
    write(&mut azav, Method::PUT, FIRST, body);
    let after = get(&mut azav, FIRST);
    assert_ne!(after["ledgerNumber"], 9_007_199_254_740_994_u64);
    assert!(after.get("invented").is_none());
}

#[test]
fn the_echo_may_be_as_thin_as_the_samples() {
    let mut azav = with(&[("echo", json!("thin"))]);
    let (_, answer) = write(&mut azav, Method::PUT, FIRST, json!({"birthCity": "Jena"}));
    let names = json!({"id": "00000000-0000-4000-8000-000000000001", "firstName": "Éléonore", "lastName": "D'Hôtel"});
    assert_eq!(answer["data"], names);
    assert_eq!(get(&mut azav, FIRST)["birthCity"], "Jena");
}

#[test]
fn an_update_that_changes_nothing_keeps_the_timestamp() {
    let mut azav = with(&[]);
    let before = get(&mut azav, FIRST);
    let body = json!({"participant": {"lastName": before["lastName"]}});
    assert_eq!(send(&mut azav, Method::PUT, FIRST, Some(&body)).effect, Effect::Changed);
    assert_eq!(get(&mut azav, FIRST), before);
}

#[test]
fn delete_answers_in_three_ways_and_the_id_is_gone() {
    for (setting, status, has_body) in [("200_body", 200, true), ("200_empty", 200, false), ("204", 204, false)] {
        let mut azav = with(&[("delete", json!(setting))]);
        let reply = send(&mut azav, Method::DELETE, FIRST, None);
        assert_eq!((reply.status, reply.effect), (status, Effect::Changed), "{setting}");
        assert_eq!(super::read(&reply)["data"]["firstName"] == "Éléonore", has_body, "{setting}");
        assert_eq!(reply.body.is_empty(), !has_body, "{setting}");
        assert_eq!(azav.people(), 11);
        assert_eq!(send(&mut azav, Method::GET, FIRST, None).status, 404);
        azav.set("deleted_id", &json!(410)).unwrap();
        assert_eq!(send(&mut azav, Method::DELETE, FIRST, None).status, 410);
    }
}

#[test]
fn delete_may_only_archive() {
    let mut azav = with(&[("delete_effect", json!("archives"))]);
    assert_eq!(send(&mut azav, Method::DELETE, FIRST, None).status, 200);
    assert_eq!(get(&mut azav, FIRST)["status"], "archived");
    assert_eq!(azav.people(), 12);
}
