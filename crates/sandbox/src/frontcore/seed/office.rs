//! The people at the start who are no participants: those who run the courses, and those to talk to at a customer.

use crate::frontcore::dates;
use crate::frontcore::records::{AdminUser, Contact, Customer, Instructor};

/// Given name, family name, position of the contacts, in turn.
const CONTACTS: [(&str, &str, &str); 3] = [
    ("Þorgerður", "Øvelsbø-Kontaktsen", "Opplæringsansvarlig"),
    ("Mårten-Håkon", "d'Exempelström", ""),
    ("Ingvild Å.", "Påfunnsæther", "HR & økonomi"),
];

pub(super) fn admins() -> Vec<AdminUser> {
    let admin = |place: i64, first: &str, last: &str, position: &str, roles: &[u64]| AdminUser {
        written: [
            ("firstname", first.into()),
            ("lastname", last.into()),
            ("email", format!("kursadmin{}@example.org", place + 1).into()),
            ("position", position.into()),
            ("phone_prefix", "+47".into()),
            ("phone", format!("900 00 1{place:02}").into()),
            ("booking_email", if place == 0 { "bestilling@example.org" } else { "" }.into()),
        ]
        .into_iter()
        .collect(),
        roles: roles.to_vec(),
        created: dates::PEOPLE_BASE + place,
        updated: dates::PEOPLE_BASE + place,
    };
    vec![
        admin(0, "Sigrún Æ.", "Oppdiktsdóttir", "Daglig leder", &[11, 12]),
        admin(1, "Bjørn-Åge", "Eksempelsrud", "", &[12]),
        admin(2, "Łucja", "O'Fantasia", "Instruktør", &[13]),
    ]
}

/// The last of them no longer teaches.
pub(super) fn instructors() -> Vec<Instructor> {
    let instructor = |place: i64, first: &str, last: &str, archived: Option<i64>| Instructor {
        written: [
            ("firstname", first.into()),
            ("lastname", last.into()),
            ("phone_prefix", "+47".into()),
            ("phone", format!("900 00 3{place:02}").into()),
            ("email", format!("instruktor{}@example.org", place + 1).into()),
            ("position", if place == 0 { "Sveiser / fagleder" } else { "" }.into()),
            ("company", "Oppdiktet Opplæring AS".into()),
        ]
        .into_iter()
        .collect(),
        archived,
        created: dates::PEOPLE_BASE + place,
    };
    vec![
        instructor(0, "Siv Anne", "Fagerhaug-Eksempel", None),
        instructor(1, "Øyvind", "Påfunn", None),
        instructor(2, "Ragnhild", "O'Oppdikt", Some(dates::PEOPLE_BASE + 3600)),
    ]
}

/// One contact for each company that has employees, and a second one for the first company.
pub(super) fn contacts(customers: &[Customer]) -> Vec<Contact> {
    let companies = (0..customers.len()).filter(|place| customers.get(*place).is_some_and(|one| !one.private));
    let twice = companies.clone().take(1);
    let contact = |(place, customer): (usize, usize)| {
        let (first, last, position) = CONTACTS[place % CONTACTS.len()];
        let created = dates::PEOPLE_BASE + place as i64;
        Contact {
            customer,
            first,
            last,
            email: format!("kontakt.{}@example.org", place + 1),
            phone: format!("+47 900 10 {:03}", place % 1000),
            position,
            created,
            updated: (place % 2 == 1).then_some(created + 3600),
        }
    };
    companies.chain(twice).enumerate().map(contact).collect()
}
