//! Wordbee Translator: the System API (v1) at the root and API v2 below `/api`, on one address and over one store.
//!
//! Written from the vendor's public pages (<https://help.wordbee.com/api1/updateperson>,
//! <https://help.wordbee.com/api2/list> and those beside them). What they leave open is a setting, listed with its
//! reason in `settings.rs`; nothing here was seen at the real service.
//!
//! | resource | calls | ids |
//! | --- | --- | --- |
//! | sessions of v1 | `GET /api/connect`, `GET /api/disconnect` | account `nordwind`; the password in `WORDBEE_PASSWORD` |
//! | companies | `GET`, `PUT`, `POST /companies` | from 77: own, client, supplier |
//! | persons | `PUT`, `POST`, `DELETE /companies/{companyid}/persons` | from 4001, the first twelve of company 77 |
//! | profiles of v1 | `GET /master/persons/profiles` | 1 (Administrator), 5, 8, 9 |
//! | custom labels | `GET /settings/customlabels` | 501 and 502 of persons, 601 of projects |
//! | sessions of v2 | `POST`, `DELETE /api/auth/token` | account `nordwind`; the key in `WORDBEE_V2_KEY` |
//! | lists of persons | `POST /api/persons/list`, `…/list/full`; `GET` or `POST …/list/fields` | as above |
//! | profiles of v2 | `GET /api/settings/userprofiles/list` | as above |
//! | files | `POST /api/media/upload` | `file-0001` |
//! | bulk writes | `POST /api/persons/io/updates` | from 1 |
//! | their end | `GET /api/trm/status` | as above |
//! | custom fields | `cfs` and `cfid` of a bulk write | 301 (`E-4001` and so on), 302 (empty) |
//!
//! What both APIs write is one store: a person created by either is found by both. The state of the sandbox shows also what
//! no known call reads back, such as logins, passwords and custom fields.
//!
//! Not emulated: XML sessions (`json=false` at connect answers 400); callbacks, since a sandbox makes no calls (their
//! addresses are taken and forgotten); aggregates of a list (refused); custom fields as columns
//! and `DateTime(…)` in filters, since no such column is known; and reading persons through v1, for which no path is known.

mod bulk;
mod bulk_fill;
mod bulk_rows;
mod companies;
mod custom_fields;
mod definitions;
mod labels;
mod list;
mod logins;
mod persons;
mod query;
mod seed;
mod sessions;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod texts;
mod trm;
mod uploads;
mod v1;
mod v2;

use crate::emulator::{Call, Emulator, Reply, Window};
use crate::settings::Settings;
use serde_json::{Value, json};
use sessions::Sessions;
use std::time::Duration;
use store::{MASTER, Record, Store, number};

/// The platform code, at both APIs.
const ACCOUNT: &str = "nordwind";
/// The password of v1, with characters that only a correctly encoded query carries.
const PASSWORD: &str = "open+sesame&7%";
/// The key of v2.
const KEY: &str = "sandbox-wordbee-key";

/// Wordbee, emulated.
///
/// ```
/// use participants_sandbox::emulator::Emulator;
/// use participants_sandbox::wordbee::Wordbee;
///
/// let mut wordbee = Wordbee::new(1, 20);
/// wordbee.set("spare_licences", &0.into())?;
/// let first = &wordbee.state()["persons"][0];
/// assert_eq!((&first["PersonId"], &first["CompanyId"]), (&4001.into(), &77.into()));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
pub struct Wordbee {
    settings: Settings,
    store: Store,
    v1: Sessions,
    v2: Sessions,
    uploads: uploads::Uploads,
    trm: trm::Operations,
    /// The columns that a list shows unless it names some, where a call said `makeDefault`.
    default_columns: Option<Vec<&'static str>>,
}

/// A call that is refused, with a text for people.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    status: u16,
    text: String,
}

impl Wordbee {
    /// A platform with this many people and three companies; the same seed gives the same records and tokens.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        Self {
            settings: Settings::new(settings::TABLE),
            store: seed::store(seed, people),
            v1: Sessions::new(seed),
            v2: Sessions::new(seed.wrapping_add(1)),
            uploads: uploads::Uploads::default(),
            trm: trm::Operations::default(),
            default_columns: None,
        }
    }

    /// A person with all that is stored, for tests that check what calls did.
    fn stored(&self, person: &Record) -> Value {
        let mut answer = person.clone();
        for name in ["Title", "Role", "Phone", "PhoneMobile", "Comments", "UserProfileId", "Labels", "OnlineUrl"] {
            answer.insert(name.into(), list::shown(&self.settings, person, name));
        }
        answer.insert("CustomFields".into(), custom_fields::shown(person));
        let company = number(person, "CompanyId").and_then(|id| self.store.company(id));
        let inherited = || company.and_then(|company| company.get("TimeZone")).cloned().unwrap_or_default();
        answer.entry("TimeZone").or_insert_with(inherited);
        answer.into()
    }
}

impl Emulator for Wordbee {
    fn name(&self) -> &'static str {
        "wordbee"
    }

    fn handle(&mut self, call: &Call, now: Duration) -> Reply {
        let segments = call.segments();
        let path: Vec<&str> = segments.iter().map(String::as_str).collect();
        match v2_path(&path) {
            Some(path) => self.v2(call, path, now).unwrap_or_else(|refusal| self.v2_error(path, &refusal)),
            None => self.v1(call, &path, now).unwrap_or_else(|refusal| self.v1_error(&refusal)),
        }
    }

    fn limits(&self, call: &Call) -> Vec<Window> {
        let segments = call.segments();
        let path: Vec<&str> = segments.iter().map(String::as_str).collect();
        match v2_path(&path) {
            None | Some(["auth", ..]) => Vec::new(),
            Some(_) => {
                let count = usize::try_from(self.settings.number("v2_calls_per_hour")).unwrap_or(usize::MAX);
                vec![Window { key: "v2".into(), count, per: Duration::from_secs(3600) }]
            }
        }
    }

    fn over_limit(&self) -> Reply {
        v2::over_limit(self.settings.number("v2_calls_per_hour"))
    }

    /// The answer of v1. In v2, [`Emulator::expire_sessions`] and the next call show an expired token.
    fn unauthorized(&self) -> Reply {
        self.v1_error(&v1::expired())
    }

    fn error_inside_success(&self) -> Reply {
        v2::error("", &Refusal { status: 200, text: "An unexpected error occurred".into() })
    }

    fn expire_sessions(&mut self) -> bool {
        self.v1.expire_all();
        self.v2.expire_all();
        true
    }

    /// In v2 a list has them in `rows` or `items`, and the outcome of a bulk write in one of three places.
    fn records_in<'a>(&self, answer: &'a mut Value) -> Vec<&'a mut Value> {
        const PLACES: [&str; 5] = ["/rows", "/items", "/results", "/custom", "/result/items"];
        let place = PLACES.into_iter().find(|place| answer.pointer(place).is_some_and(Value::is_array));
        let records = match (answer.is_array(), place) {
            (true, _) => Some(answer),
            (false, Some(place)) => answer.pointer_mut(place),
            (false, None) => None,
        };
        let records = records.and_then(Value::as_array_mut);
        records.into_iter().flatten().filter(|record| record.is_object()).collect()
    }

    /// Persons come with `Login`, `Password`, `Labels`, `CustomFields`, `TimeZone` and `Assignments`, which the read record
    /// has not.
    fn state(&self) -> Value {
        let persons: Vec<Value> = self.store.persons().values().map(|person| self.stored(person)).collect();
        let companies: Vec<Value> =
            self.store.companies().values().map(|company| companies::stored(company).into()).collect();
        json!({
            "persons": persons,
            "companies": companies,
            "customlabels": definitions::labels(),
            "customfields": definitions::custom_fields(),
            "userprofiles": definitions::profiles("UserProfileId", "Name"),
            "files": self.uploads.shown(),
            "operations": self.trm.shown(),
        })
    }

    fn people(&self) -> usize {
        self.store.persons().len()
    }

    fn settings(&self) -> Value {
        self.settings.to_json()
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        self.settings.set(name, value)
    }

    fn environment(&self, base_url: &str) -> Vec<(&'static str, String)> {
        vec![
            ("WORDBEE_BASE_URL", self.documented_base(base_url)),
            ("WORDBEE_ACCOUNT", ACCOUNT.into()),
            ("WORDBEE_PASSWORD", PASSWORD.into()),
            ("WORDBEE_COMPANY_ID", MASTER.to_string()),
            ("WORDBEE_V2_BASE_URL", format!("{base_url}/api")),
            ("WORDBEE_V2_KEY", KEY.into()),
        ]
    }

    /// The documented base of v1 is a bare host: `/api` belongs to two of its paths only.
    fn documented_base(&self, base_url: &str) -> String {
        base_url.to_owned()
    }
}

impl Refusal {
    /// A wrong or missing parameter.
    fn bad(text: impl Into<String>) -> Self {
        Self { status: 400, text: text.into() }
    }

    /// Something that does not exist.
    fn unknown(settings: &Settings, text: &str) -> Self {
        Self { status: settings.status("unknown_object"), text: text.into() }
    }

    /// A rule that only the platform can check.
    fn rule(settings: &Settings, text: &str) -> Self {
        Self { status: settings.status("refusal"), text: text.into() }
    }
}

/// What follows `/api`, unless it is one of the two session calls of v1.
fn v2_path<'a>(path: &'a [&'a str]) -> Option<&'a [&'a str]> {
    match path {
        ["api", "connect" | "disconnect"] => None,
        ["api", rest @ ..] => Some(rest),
        _ => None,
    }
}
