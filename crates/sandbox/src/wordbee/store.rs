//! What is stored: persons and companies as untyped records under the names of v1, with the counts that rules need.
//! No rule stands here.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// A record under its v1 names; what is unset is not in it.
///
/// Persons have members beyond the documented record: `Login` and `Password`, which the real side never shows, `Labels`
/// (an object from label id to option), `CustomFields` (one from field id to value), `TimeZone` and `Assignments` (how
/// much work is assigned to them).
pub(super) type Record = Map<String, Value>;

/// The platform's own company, to which in-house staff belong.
pub(super) const MASTER: i64 = 77;

#[derive(Clone, Debug)]
pub(super) struct Store {
    persons: BTreeMap<i64, Record>,
    companies: BTreeMap<i64, Record>,
    /// How many people have each login, in lower case.
    logins: HashMap<String, usize>,
    enabled: u64,
    /// How many licences were in use at the start.
    licensed: u64,
    next_person: i64,
    next_company: i64,
}

impl Store {
    /// An empty store that numbers persons from 4001 and companies from 77.
    pub(super) fn new() -> Self {
        Self {
            persons: BTreeMap::new(),
            companies: BTreeMap::new(),
            logins: HashMap::new(),
            enabled: 0,
            licensed: 0,
            next_person: 4001,
            next_company: MASTER,
        }
    }

    pub(super) fn persons(&self) -> &BTreeMap<i64, Record> {
        &self.persons
    }

    pub(super) fn person(&self, id: i64) -> Option<&Record> {
        self.persons.get(&id)
    }

    pub(super) fn companies(&self) -> &BTreeMap<i64, Record> {
        &self.companies
    }

    pub(super) fn company(&self, id: i64) -> Option<&Record> {
        self.companies.get(&id)
    }

    /// Adds a person under a new id.
    pub(super) fn add_person(&mut self, mut person: Record) -> i64 {
        let id = self.next_person;
        self.next_person += 1;
        person.insert("PersonId".into(), id.into());
        self.put_person(id, person);
        id
    }

    /// Stores a person, and keeps the counts of logins and licences true.
    pub(super) fn put_person(&mut self, id: i64, person: Record) {
        self.remove_person(id);
        if let Some(login) = login(&person) {
            *self.logins.entry(login).or_default() += 1;
        }
        self.enabled += u64::from(is_enabled(&person));
        self.persons.insert(id, person);
    }

    pub(super) fn remove_person(&mut self, id: i64) -> Option<Record> {
        let person = self.persons.remove(&id)?;
        if let Some(count) = login(&person).and_then(|login| self.logins.get_mut(&login)) {
            *count -= 1;
        }
        self.enabled -= u64::from(is_enabled(&person));
        Some(person)
    }

    /// Adds a company under a new id.
    pub(super) fn add_company(&mut self, mut company: Record) -> i64 {
        let id = self.next_company;
        self.next_company += 1;
        company.insert("CompanyId".into(), id.into());
        self.companies.insert(id, company);
        id
    }

    pub(super) fn put_company(&mut self, id: i64, company: Record) {
        self.companies.insert(id, company);
    }

    /// How many people have an enabled login, which is how many licences are in use.
    pub(super) fn enabled(&self) -> u64 {
        self.enabled
    }

    /// How many licences were in use at the start.
    pub(super) fn licensed(&self) -> u64 {
        self.licensed
    }

    /// Makes the present use the start.
    pub(super) fn start(&mut self) {
        self.licensed = self.enabled;
    }

    /// Whether a person other than this one has the login, letter case aside.
    pub(super) fn login_taken(&self, text: &str, own: Option<&Record>) -> bool {
        let text = text.to_lowercase();
        let mine = usize::from(own.and_then(login).is_some_and(|login| login == text));
        self.logins.get(&text).copied().unwrap_or_default() > mine
    }
}

/// Whether the person can sign in.
pub(super) fn is_enabled(person: &Record) -> bool {
    person.get("IsActive") == Some(&Value::Bool(true))
}

/// The number under a name, if there is one.
pub(super) fn number(record: &Record, name: &str) -> Option<i64> {
    record.get(name).and_then(Value::as_i64)
}

/// The text under a name; empty where there is none.
pub(super) fn text<'a>(record: &'a Record, name: &str) -> &'a str {
    record.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn login(person: &Record) -> Option<String> {
    person.get("Login").and_then(Value::as_str).map(str::to_lowercase)
}
