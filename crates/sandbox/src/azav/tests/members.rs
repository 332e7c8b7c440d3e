//! Single members: their values, the nested ones, nulls, empty texts, and what the server fills in.

use super::{ALL, FIRST, get, with, write};
use crate::emulator::Emulator;
use http::Method;
use serde_json::{Value, json};

#[test]
fn contact_entries_are_replaced_as_a_whole() {
    let mut azav = with(&[("writes", json!("merge"))]);
    let entries = json!([{"type": "mobile", "value": "1", "verifiedBy": "X", "invented": 1}, {"type": "fax"}]);
    write(&mut azav, Method::PUT, FIRST, json!({"contactInformation": entries}));
    let stored = json!([{"type": "mobile", "value": "1", "verifiedBy": "X"}, {"type": "fax"}]);
    assert_eq!(get(&mut azav, FIRST)["contactInformation"], stored);
}

#[test]
fn contact_entries_may_be_added_to_those_there() {
    let mut azav = with(&[("contact_writes", json!("append"))]);
    let before = get(&mut azav, FIRST)["contactInformation"].as_array().unwrap().clone();
    let fax = json!({"type": "fax", "value": "1"});
    let mut sent = before.clone();
    sent.push(fax.clone());
    write(&mut azav, Method::PUT, FIRST, json!({"contactInformation": sent}));
    let after = get(&mut azav, FIRST)["contactInformation"].take();
    assert_eq!(after, json!(sent), "what was there already is not there twice");
    write(&mut azav, Method::PUT, FIRST, json!({"contactInformation": []}));
    assert_eq!(get(&mut azav, FIRST)["contactInformation"], after);
    azav.set("writes", &json!("replace")).unwrap();
    let email = get(&mut azav, FIRST)["email"].take();
    write(&mut azav, Method::PUT, FIRST, json!({"email": email}));
    assert!(get(&mut azav, FIRST).get("contactInformation").is_none(), "not sent is another matter");
}

#[test]
fn every_documented_value_is_taken() {
    let mut azav = with(&[]);
    for (name, values) in [
        ("gender", &["diverse", "female", "male"][..]),
        ("status", &["lead", "future", "active", "past", "dropout", "archived"]),
    ] {
        for value in values {
            let (status, answer) = write(&mut azav, Method::PUT, FIRST, json!({name: value}));
            assert_eq!((status, &answer["data"][name]), (200, &json!(value)));
        }
    }
    let channels = ["phone", "mobile", "fax", "landline", "email", "team_email", "skype"];
    let entries: Value = channels.iter().map(|channel| json!({"type": channel, "value": "x"})).collect();
    let (_, answer) = write(&mut azav, Method::PUT, FIRST, json!({"contactInformation": entries}));
    assert_eq!(answer["data"]["contactInformation"], entries);
    for name in [
        "firstName",
        "lastName",
        "preferredName",
        "salutation",
        "birthCity",
        "birthCountry",
        "customerNumber",
        "internalCustomerNumber",
        "marketingChannel",
    ] {
        let (_, answer) = write(&mut azav, Method::PUT, FIRST, json!({name: "Đỗ / 李"}));
        assert_eq!(answer["data"][name], "Đỗ / 李", "{name}");
    }
}

#[test]
fn a_server_may_number_its_customers() {
    let mut azav = with(&[]);
    let mut number = |email: &str, given: Value| {
        let mut body = json!({"email": email});
        if !given.is_null() {
            body["customerNumber"] = given;
        }
        write(&mut azav, Method::POST, ALL, body).1["data"]["customerNumber"].take()
    };
    assert_eq!(number("a@example.org", json!(null)), json!(null));
    assert_eq!(number("b@example.org", json!("X-1")), "X-1");
    azav.set("customer_number", &json!("server")).unwrap();
    let mut number = |email: &str| write(&mut azav, Method::POST, ALL, json!({"email": email})).1["data"].take();
    assert_eq!(number("c@example.org")["customerNumber"], "000015");
}

#[test]
fn a_sent_address_is_the_whole_address_unless_set_otherwise() {
    let mut azav = with(&[]);
    write(&mut azav, Method::PUT, FIRST, json!({"address": {"city": "Jena"}}));
    assert_eq!(get(&mut azav, FIRST)["address"], json!({"city": "Jena"}));
    azav.set("address_writes", &json!("merge")).unwrap();
    write(&mut azav, Method::PUT, FIRST, json!({"address": {"zipCode": "07743"}}));
    assert_eq!(get(&mut azav, FIRST)["address"], json!({"city": "Jena", "zipCode": "07743"}));
}

#[test]
fn null_clears_or_is_refused() {
    let body = || json!({"salutation": null, "status": null, "address": {"city": null}});
    let mut azav = with(&[]);
    assert_eq!(write(&mut azav, Method::PUT, FIRST, body()).0, 200);
    let after = get(&mut azav, FIRST);
    assert!(after.get("salutation").is_none() && after.get("status").is_none() && after["address"] == json!({}));

    let pointers = |nulls: &str| -> Vec<String> {
        let mut azav = with(&[("nulls", json!(nulls))]);
        let before = azav.state();
        let (status, answer) = write(&mut azav, Method::PUT, FIRST, body());
        assert_eq!((status, azav.state()), (422, before), "a refused write must leave no trace");
        let errors = answer["errors"].as_array().unwrap();
        errors.iter().map(|error| error["source"]["pointer"].as_str().unwrap().to_owned()).collect()
    };
    let all = ["/participant/salutation", "/participant/address/city", "/participant/status"];
    let mut refused = pointers("refused");
    refused.sort();
    assert_eq!(refused, {
        let mut all = all.map(str::to_owned).to_vec();
        all.sort();
        all
    });
    assert_eq!(pointers("newer_pages"), ["/participant/status"]);
    let mut azav = with(&[("nulls", json!("newer_pages"))]);
    assert_eq!(write(&mut azav, Method::PUT, FIRST, json!({"salutation": null})).0, 200);
    assert!(get(&mut azav, FIRST).get("salutation").is_none());
}

#[test]
fn an_empty_text_is_stored_or_clears() {
    let mut azav = with(&[]);
    write(&mut azav, Method::PUT, FIRST, json!({"birthCity": ""}));
    assert_eq!(get(&mut azav, FIRST)["birthCity"], "");
    azav.set("empty_text", &json!("clears")).unwrap();
    write(&mut azav, Method::PUT, FIRST, json!({"birthCity": ""}));
    assert!(get(&mut azav, FIRST).get("birthCity").is_none());
}

#[test]
fn a_new_status_is_given_only_if_set() {
    for (setting, status) in [("none", json!(null)), ("lead", json!("lead")), ("active", json!("active"))] {
        let mut azav = with(&[("new_status", json!(setting))]);
        let (_, answer) = write(&mut azav, Method::POST, ALL, json!({"email": "a@example.org"}));
        assert_eq!(answer["data"]["status"], status);
        let (_, answer) = write(&mut azav, Method::POST, ALL, json!({"email": "b@example.org", "status": "past"}));
        assert_eq!(answer["data"]["status"], "past");
    }
}
