//! The records a new server starts with. Each carries members that no page lists, because real answers do.

use super::store::Participant;
use crate::people::Person;
use serde_json::{Map, Value, json};

/// A participant as it was before the first write; one was created each second.
pub(super) fn participant(number: u64, person: &Person) -> Participant {
    Participant { members: members(number, person), inserted: number, updated: number }
}

const STATUSES: [&str; 6] = ["active", "lead", "future", "past", "dropout", "archived"];

fn members(number: u64, person: &Person) -> Map<String, Value> {
    let mut members = Map::new();
    let mut add = |name: &str, value: Value| drop(members.insert(name.into(), value));
    let every = |count: u64| number.is_multiple_of(count);
    add("salutation", if person.female { "Frau" } else { "Herr" }.into());
    match (every(5), every(7)) {
        (true, _) => add("gender", "diverse".into()),
        (_, true) => {}
        _ => add("gender", if person.female { "female" } else { "male" }.into()),
    }
    if every(3) {
        add("preferredName", person.first.chars().take(3).collect::<String>().into());
    }
    if let Some(birth) = &person.birth {
        add("dateOfBirth", birth.as_str().into());
        add("birthCity", person.city.as_str().into());
        add("birthCountry", person.country_alpha2.as_str().into());
    }
    add("status", STATUSES[(number as usize - 1) % STATUSES.len()].into());
    add("customerNumber", format!("{number:06}").into());
    if every(2) {
        add("internalCustomerNumber", format!("K-{number}").into());
        add("marketingChannel", "Empfehlung".into());
    }
    let contacts = [("mobile", &*person.mobile), ("phone", &*person.phone), ("team_email", "team@example.org")];
    let contacts = contacts.into_iter().filter(|(_, value)| !value.is_empty());
    let contacts = contacts.map(|(kind, value)| json!({"type": kind, "value": value, "verifiedBy": "SB"}));
    add("contactInformation", contacts.collect());
    add(
        "address",
        json!({
            "street": person.street, "houseNumber": person.house_number, "zipCode": person.postal_code,
            "city": person.city, "country": person.country_alpha2, "careOf": "c/o Müller",
        }),
    );
    add("firstName", person.first.as_str().into());
    add("lastName", person.last.as_str().into());
    add("email", person.email.as_str().into());
    // On no page: a date, a number too large for a floating-point one, and an object.
    add("certifiedSince", "2024-09-01".into());
    add("ledgerNumber", (9_007_199_254_740_993 + number).into());
    add("fundingCase", json!({"agency": "Musterstadt", "voucherNumbers": [format!("BG-{number:04}")]}));
    members
}
