//! The FrontCore API v2 as far as its public pages show it: routing, the account key and the call limit. What those
//! pages leave open is a setting (see `settings.rs`); nothing here was seen at the real service.
//!
//! Page of what holds for all calls: <https://app.frontcore.com/api/docs/v2/customers/> (it shows the overview).

mod answers;
mod body;
mod booking;
mod courses;
mod customers;
mod dates;
mod lists;
mod orders;
mod participants;
mod seed;
mod settings;
#[cfg(test)]
mod tests;
mod users;
mod wire;
mod world;

use crate::emulator::{Call, Emulator, Reply, Window};
use crate::settings::Settings;
use answers::Refusal;
use http::Method;
use serde_json::{Map, Value, json};
use std::time::Duration;
use world::World;

/// The one account key this emulator accepts.
const KEY: &str = "sandbox-frontcore-key";

/// Documented: five requests per second and account.
const PER_SECOND: usize = 5;

/// FrontCore, emulated.
#[derive(Clone, Debug)]
pub struct Frontcore {
    settings: Settings,
    world: World,
}

impl Frontcore {
    /// An account with this many participants (910001, 910002 …), which are enrolments: a tenth of them are the second
    /// one of their person. With them come their customers, orders, courses and course dates; the same seed gives the
    /// same records.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        Self { settings: Settings::new(settings::TABLE), world: seed::world(seed, people) }
    }

    fn answer(&mut self, call: &Call) -> Result<Reply, Refusal> {
        if call.header("x-api-key") != Some(KEY) {
            return Err(Refusal::Key);
        }
        let segments = call.segments();
        let path: Vec<&str> = segments.iter().skip(1).map(String::as_str).collect();
        let get = call.method == Method::GET;
        let put = call.method == Method::PUT;
        let post = call.method == Method::POST;
        match path.as_slice() {
            ["participants"] if get => self.list_participants(call),
            ["participants", id] if get => self.get_participant(id, call),
            ["participants", id] if put => self.update_participant(id, call),
            ["booking"] if post => self.book(call),
            ["search-users"] if get => self.search_users(call),
            ["customers"] if get => self.list_customers(call),
            ["customers"] if post => self.create_customer(call),
            ["customers", "contacts"] if get => self.list_contacts(call),
            ["customers", id] if get => self.get_customer(id, call),
            ["customers", customer, "employees", user] if put => self.update_employee(customer, user, call),
            ["orders", id] if get => self.get_order(id, call),
            ["courses"] if get => self.list_courses(call),
            ["courses", id] if get => self.get_course(id),
            ["courses", id, "coursedates"] if get => self.list_dates_of(id, call),
            ["courses", course, "coursedates", date] if get => self.get_date(course, date),
            ["coursedates"] if get => self.list_dates(call),
            _ => Err(Refusal::Unknown("Method")),
        }
    }

    /// Refuses members that no page lists, where the setting says so.
    fn known_only(&self, members: &Map<String, Value>, known: &[&str]) -> Result<(), Refusal> {
        let others: Vec<String> = members.keys().filter(|name| !known.contains(&name.as_str())).cloned().collect();
        if others.is_empty() || self.settings.is("unknown_fields", "ignored") {
            return Ok(());
        }
        Err(Refusal::Fields(others))
    }
}

impl Emulator for Frontcore {
    fn name(&self) -> &'static str {
        "frontcore"
    }

    fn handle(&mut self, call: &Call, _now: Duration) -> Reply {
        // Another path is another site: no key is looked at, no JSON answered.
        if !call.path.starts_with("/v2/") || call.path.contains("//") {
            return Reply::text(404, "text/html", "<html><body>404 Not Found</body></html>");
        }
        self.answer(call).unwrap_or_else(|refusal| refusal.reply(&self.settings))
    }

    /// Per account, whatever is called; a call without the key belongs to no account.
    fn limits(&self, call: &Call) -> Vec<Window> {
        let counts = self.settings.is("limit_counts", "all") || call.method == Method::GET;
        if !counts || call.header("x-api-key") != Some(KEY) {
            return Vec::new();
        }
        vec![Window { key: "account".into(), count: PER_SECOND, per: Duration::from_secs(1) }]
    }

    fn over_limit(&self) -> Reply {
        answers::json(self.settings.status("over_limit_status"), &json!({"error": "Too many requests"}))
    }

    fn unauthorized(&self) -> Reply {
        Refusal::Key.reply(&self.settings)
    }

    fn error_inside_success(&self) -> Reply {
        answers::json(200, &json!({"error": "Something went wrong"}))
    }

    fn records_in<'a>(&self, answer: &'a mut Value) -> Vec<&'a mut Value> {
        // A booking's answer holds one record; a refused booking none.
        let within = ["items", "summary"].into_iter().find(|name| answer.get(name).is_some());
        if answer.get("error").is_some() || answer.get("errors").is_some() {
            return Vec::new();
        }
        let records = match within {
            Some(name) => answer.get_mut(name),
            None => Some(answer),
        };
        match records {
            Some(Value::Array(records)) => records.iter_mut().filter(|record| record.is_object()).collect(),
            Some(record) if record.is_object() => vec![record],
            _ => Vec::new(),
        }
    }

    fn state(&self) -> Value {
        json!({
            "participants": self.all_participants(),
            "users": self.all_users(),
            "customers": self.all_customers(),
            "courses": self.all_courses(),
            "coursedates": self.all_dates(),
            "orders": self.all_orders(),
        })
    }

    /// Participants: what the list shows and a booking makes. Users are fewer, as some are enrolled twice.
    fn people(&self) -> usize {
        self.world.enrolments.len()
    }

    fn settings(&self) -> Value {
        self.settings.to_json()
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        self.settings.set(name, value)
    }

    fn environment(&self, base_url: &str) -> Vec<(&'static str, String)> {
        vec![("FRONTCORE_BASE_URL", self.documented_base(base_url)), ("FRONTCORE_API_KEY", KEY.into())]
    }

    /// `https://api.frontcore.com/v2` at the real service: the version belongs to the base.
    fn documented_base(&self, base_url: &str) -> String {
        format!("{}/v2", base_url.trim_end_matches('/'))
    }
}

/// The place of the record that an id in a path names.
fn find(id: &str, first: u64, length: usize, thing: &'static str) -> Result<usize, Refusal> {
    body::number(&id.into()).and_then(|id| world::place(id, first, length)).ok_or(Refusal::Unknown(thing))
}
