//! What a fresh account holds: people, their companies and contacts, and the first enrolments.

mod training;

use super::clock::{is_day, minutes_before_start};
use super::record::{Fields, Row, fields};
use super::resource::Kind;
use super::store::Store;
use crate::people::{Person, people};
use std::collections::BTreeMap;

/// The id of the contact of the first private individual there could be.
const FIRST_INDIVIDUAL: u64 = 30_000;

/// The contacts of the companies.
const CONTACTS: [(&str, &str, &str); 5] = [
    ("Mme", "Maëlys", "d'Échantillon"),
    ("M.", "Ø", "Ågesen-Prøve"),
    ("Mme", "Ngọc Ánh", "Nguyễn-Mẫu"),
    ("M.", "Zsolt", "Példaváry"),
    ("Mme", "Σοφία", "Δειγματάκη"),
];

/// The account of `seed` with so many participants.
pub(super) fn account(seed: u64, count: usize) -> Store {
    let mut store = Store::default();
    training::add(&mut store);
    let mut rng = fastrand::Rng::with_seed(seed ^ 0xdead_0dea);
    let mut companies: BTreeMap<String, u64> = BTreeMap::new();
    for (index, person) in people(seed, count).into_iter().enumerate() {
        let individual = index >= 12 && index % 10 == 7;
        let company = if individual {
            Some(add_company(&mut store, [("nom", person.last.clone()), ("prenom", person.first.clone())]))
        } else if index % 9 == 4 {
            None
        } else {
            let name = person.company.clone();
            let known = companies.entry(name.clone());
            Some(*known.or_insert_with(|| add_company(&mut store, [("raison_sociale", name)])))
        };
        let added = minutes_before_start(((count - index) as u64) * 11);
        let edited = if index % 4 == 2 { minutes_before_start(((count - index) as u64) * 7) } else { String::new() };
        let mut fields = participant(index, person, company, individual);
        let contact = FIRST_INDIVIDUAL + index as u64;
        if individual {
            fields.insert("id_contact".into(), contact.to_string());
        }
        let id = store.add(Kind::Participant, Row { fields, added: added.clone(), edited });
        if individual {
            add_individual(&mut store, id, contact, added);
        }
        if index.is_multiple_of(3) {
            training::enrol(&mut store, id, index / 3, rng.u32(..1_000_000_000));
        }
    }
    for (at, company) in companies.into_values().enumerate() {
        add_contact(&mut store, company, CONTACTS[at % CONTACTS.len()]);
    }
    training::add_past(&mut store);
    training::add_papers(&mut store);
    store.recount();
    store
}

fn add_company<const N: usize>(store: &mut Store, values: [(&'static str, String); N]) -> u64 {
    store.add(Kind::Company, Row { fields: fields(values), added: minutes_before_start(90_000), edited: String::new() })
}

fn add_contact(store: &mut Store, company: u64, (title, first, last): (&str, &str, &str)) {
    let fields = fields([
        ("civilite", title.into()),
        ("prenom", first.into()),
        ("nom", last.into()),
        ("email", format!("contact.{company}@example.org")),
        ("telephone_direct", "01 99 00 12 34".into()),
        ("id_entreprise", company.to_string()),
    ]);
    store.add(Kind::Contact, Row { fields, added: minutes_before_start(80_000), edited: String::new() });
}

/// The contact that is the same person as this participant.
fn add_individual(store: &mut Store, participant: u64, contact: u64, added: String) {
    let Some(row) = store.get(Kind::Participant, participant) else { return };
    let shared = Kind::Contact.resource().fields.iter().map(|name| (*name, row.text(name)));
    let shared = shared.filter(|(_, text)| !text.is_empty());
    let mut fields: Fields = shared.map(|(name, text)| (name.into(), text.to_owned())).collect();
    fields.insert("id_participant".into(), participant.to_string());
    store.add_as(Kind::Contact, contact, Row { fields, added, edited: String::new() });
}

fn participant(index: usize, person: Person, company: Option<u64>, individual: bool) -> Fields {
    // Last names are often stored in capitals; the hard ones keep their letters.
    let last = if index >= 12 && index % 4 == 1 { person.last.to_uppercase() } else { person.last };
    let street = format!("{} {}", person.house_number, person.street);
    let mobile = if person.mobile.is_empty() { person.phone } else { person.mobile };
    fields([
        ("nom", last),
        ("prenom", person.first),
        ("email", person.email),
        ("portable", mobile),
        ("date_de_naissance", person.birth.filter(|day| is_day(day)).unwrap_or_default()),
        ("id_entreprise", company.map(|id| id.to_string()).unwrap_or_default()),
        ("particulier", if individual { "1".into() } else { String::new() }),
        ("civilite", if person.female { "Mme" } else { "M." }.into()),
        ("fonction", person.job_title),
        ("id_externe", if index.is_multiple_of(2) { format!("crm-{}", index + 1) } else { String::new() }),
        ("adresse", street),
        ("code_postal", person.postal_code),
        ("ville", person.city),
        ("pays_alpha2", person.country_alpha2.to_ascii_lowercase()),
        ("langue_principale", person.language),
        (
            "commentaires",
            if index % 6 == 5 {
                "Régime sans gluten ; préfère le matin & l'après-midi".into()
            } else {
                String::new()
            },
        ),
        ("c_badge", if index.is_multiple_of(5) { format!("B{index:05}") } else { String::new() }),
    ])
}
