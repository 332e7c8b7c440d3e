//! The records of one Dendreo account and how they are seeded. Nothing here answers a call.

use super::clock::{is_day, minutes_before_start};
use super::record::Fields;
use crate::people::{Person, people};
use std::collections::BTreeMap;

/// The ids of the first records.
const FIRST_PARTICIPANT: u64 = 2001;
const FIRST_COMPANY: u64 = 71;
const FIRST_ENROLMENT: u64 = 9001;

/// The training actions there are: id, number, title, first and last day.
pub(super) const ACTIONS: [(u64, &str, &str, &str, &str); 3] = [
    (501, "ADF_20260001", "Gestes et postures", "2026-02-02", "2026-02-03"),
    (502, "ADF_20260002", "Anglais : niveau B1", "2026-02-09", "2026-04-10"),
    (503, "ADF_20260003", "Sécurité à l'atelier", "2026-03-02", "2026-03-02"),
];

/// Everything stored.
#[derive(Clone, Debug)]
pub(super) struct Store {
    pub(super) participants: BTreeMap<u64, Participant>,
    pub(super) companies: BTreeMap<u64, Fields>,
    /// By id: training action, participant.
    pub(super) enrolments: BTreeMap<u64, (u64, u64)>,
    next_participant: u64,
    next_company: u64,
}

/// A participant: what callers may write, and what only the server sets.
#[derive(Clone, Debug)]
pub(super) struct Participant {
    pub(super) fields: Fields,
    /// When it was made: `YYYY-MM-DD HH:MM:SS`.
    pub(super) added: String,
    /// When it was last changed, or empty.
    pub(super) edited: String,
    /// The portal code, `000-000-000`, or empty before the first enrolment.
    pub(super) code: String,
    /// The linked contact of a private individual.
    pub(super) contact: Option<u64>,
}

impl Store {
    /// The account of `seed` with so many participants.
    pub(super) fn new(seed: u64, count: usize) -> Self {
        let mut store = Self {
            participants: BTreeMap::new(),
            companies: BTreeMap::new(),
            enrolments: BTreeMap::new(),
            next_participant: FIRST_PARTICIPANT,
            next_company: FIRST_COMPANY,
        };
        let mut rng = fastrand::Rng::with_seed(seed ^ 0xdead_0dea);
        let mut companies: BTreeMap<String, u64> = BTreeMap::new();
        for (index, person) in people(seed, count).into_iter().enumerate() {
            let individual = index >= 12 && index % 10 == 7;
            let company = if individual {
                let names = [("nom", person.last.clone()), ("prenom", person.first.clone())];
                Some(store.add_company(fields(names)))
            } else if index % 9 == 4 {
                None
            } else {
                let name = person.company.clone();
                Some(
                    *companies
                        .entry(name.clone())
                        .or_insert_with(|| store.add_company(fields([("raison_sociale", name)]))),
                )
            };
            let added = minutes_before_start(((count - index) as u64) * 11);
            let participant = Participant {
                fields: participant(index, person, company, individual),
                edited: if index % 4 == 2 { minutes_before_start(((count - index) as u64) * 7) } else { String::new() },
                added,
                code: String::new(),
                contact: individual.then_some(30_000 + index as u64),
            };
            let id = store.add_participant(participant);
            if index.is_multiple_of(3) {
                store.enrol(id, ACTIONS[index / 3 % ACTIONS.len()].0, rng.u32(..1_000_000_000));
            }
        }
        store
    }

    /// Stores a participant under a new id.
    pub(super) fn add_participant(&mut self, participant: Participant) -> u64 {
        let id = self.next_participant;
        self.next_participant += 1;
        self.participants.insert(id, participant);
        id
    }

    /// Stores a company under a new id.
    pub(super) fn add_company(&mut self, company: Fields) -> u64 {
        let id = self.next_company;
        self.next_company += 1;
        self.companies.insert(id, company);
        id
    }

    /// Whether someone takes part in a training action.
    pub(super) fn is_enrolled(&self, participant: u64) -> bool {
        self.enrolments.values().any(|(_, enrolled)| *enrolled == participant)
    }

    /// The first enrolment gives a participant the code to the portal.
    fn enrol(&mut self, participant: u64, action: u64, code: u32) {
        let id = FIRST_ENROLMENT + self.enrolments.len() as u64;
        self.enrolments.insert(id, (action, participant));
        if let Some(participant) = self.participants.get_mut(&participant) {
            participant.code = format!("{:03}-{:03}-{:03}", code / 1_000_000, code / 1_000 % 1_000, code % 1_000);
        }
    }
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

fn fields<const N: usize>(values: [(&'static str, String); N]) -> Fields {
    values.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.into(), value)).collect()
}
