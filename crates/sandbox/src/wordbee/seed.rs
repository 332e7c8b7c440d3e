//! The records a new platform starts with.
//!
//! For every seed, as far as there are so many people: persons are numbered from 4001 and the first twelve are staff
//! of company 77; 4001 has a disabled login, 4002 none, 4003 an enabled one, and so on in turn; 4004 and every
//! fifth after it has work assigned; 4007 is the Administrator. The custom field 301 of person 4001 is `E-4001`, and so on.

use super::definitions::{ADMINISTRATOR, CUSTOM_FIELDS};
use super::persons::initials;
use super::store::{MASTER, Record, Store};
use crate::people::{Person, people};
use serde_json::{Value, json};

/// How many of the first people are staff of the platform's own company.
const STAFF: usize = 12;

/// The index of the Administrator among the people.
const ADMINISTRATOR_INDEX: usize = 6;

pub(super) fn store(seed: u64, count: usize) -> Store {
    let mut store = Store::new();
    for company in companies() {
        store.add_company(company.as_object().cloned().unwrap_or_default());
    }
    for (index, person) in people(seed, count).into_iter().enumerate() {
        store.add_person(record(index, person));
    }
    store.start();
    store
}

/// 77 is the platform's own company, 78 a client and 79 a supplier.
fn companies() -> [Value; 3] {
    let company = |name: &str, country: &str, city: &str, client: bool, supplier: bool| {
        json!({"Name": name, "IsClient": client, "IsSupplier": supplier, "IsActive": true, "Profile_": 0,
            "CountryCode": country, "City": city, "TimeZone": "W. Europe Standard Time",
            "ContactEmail": "contact@example.org", "VAT": 19.5})
    };
    [
        company("Nordwind Akademie", "DEU", "Leipzig", false, false),
        company("L'Échantillon d'Or", "FRA", "Liège", true, false),
        company("Przykład & Söhne", "POL", "Łódź", false, true),
    ]
}

fn record(index: usize, person: Person) -> Record {
    let mut record = Record::new();
    let mut add = |name: &str, value: Value| drop(record.insert(name.into(), value));
    let number = 4001 + index;
    let company = match index {
        0..STAFF => MASTER,
        _ if index % 10 == 8 => MASTER + 1,
        _ if index % 10 == 9 => MASTER + 2,
        _ => MASTER,
    };
    add("CompanyId", company.into());
    let administrator = index == ADMINISTRATOR_INDEX;
    if administrator || index % 3 != 1 {
        let profile = if administrator { ADMINISTRATOR } else { 8 };
        add("Login", format!("user.{number}").into());
        add("Password", format!("Example-{number}").into());
        add("UserProfileId", profile.into());
    }
    add("IsActive", (administrator || index % 3 == 2).into());
    add("Assignments", u64::from(index % 5 == 3).into());
    add("CustomFields", json!({CUSTOM_FIELDS[0].0.to_string(): format!("E-{number}")}));
    if index.is_multiple_of(2) {
        add("Labels", json!({"501": index % 3, "502": 10 + index % 3}));
        add("Title", if person.female { "Ms" } else { "Mr" }.into());
    }
    if index.is_multiple_of(4) {
        add("Comments", "Prefers e-mail.\n\"After 5 p.m.\", says <he>; 100 % + more & déjà vu".into());
    }
    for (name, text) in [("Role", person.job_title), ("Phone", person.phone), ("PhoneMobile", person.mobile)] {
        if !text.is_empty() {
            add(name, text.into());
        }
    }
    add("FirstName", person.first.into());
    add("LastName", person.last.into());
    add("Email", person.email.into());
    record.insert("PersonCode".into(), initials(&record).into());
    record
}
