//! The FrontCore API v2 as far as its public pages show it: what the account holds, its key and the call limit. What
//! those pages leave open is a setting (see `settings.rs`); nothing here was seen at the real service.
//!
//! | resource | first id | made by | changed by |
//! | --- | --- | --- | --- |
//! | participants | 910001 | `POST /booking` | `PUT /participants/:id`, `PUT /booking/:id/deregister` |
//! | users, also called employees | 640001 | `POST /booking` | `PUT /customers/:id/employees/:id` |
//! | customers | 310001 | `POST /customers`, `POST /booking` | – |
//! | contacts | 510001 | – | – |
//! | courses | 410001 | `POST /courses` | `PUT /courses/:id` |
//! | course dates | 5550001 | `POST /courses/:id/coursedates` | `PUT /courses/:id/coursedates/:id` |
//! | products | 620001 | with their course | – |
//! | orders, and their bookings | 73001, 820001 | `POST /booking` | – |
//! | admin users | 150001 | `POST /admin-users` | the same call: replaces the roles |
//! | instructors | 170001 | `POST /instructors` | `PUT /instructors/:id` |
//! | diplomas | 440001 | with the participant's certificate | – |
//! | admin roles, locations, places, gatherings | 11, 21001, 301, 7700001 | – | – |
//!
//! Nothing can be removed: no page shows a call for it. The key is `sandbox-frontcore-key`, in `X-API-Key`. Paths begin
//! with `/v2`.
//!
//! The four courses have twelve dates, the first on 2026-02-02. No participant is enrolled on the last two: 5550011 is
//! cancelled, 5550012 is in a room with two seats, all others take any number. The campaign and voucher code `WELCOME`
//! works, `EXPIRED` has expired. There are exchange rates for `nok`, `eur` and `sek`. The clock stands at 2026-01-05 09:00 Norwegian time
//! and moves on by a second with each accepted write; `days_later` moves what `now` means in filters.
//!
//! The password of every user is `sandbox-frontcore-password`.
//!
//! A booking that is right in every way is refused with any code of the contract by the setting `booking_error`, or by
//! an `invoice_reference` such as `sandbox:order_could_not_be_created`. After the four codes that leave open what was
//! made, `unsure_booking` says what was.
//!
//! Page of what holds for all calls: <https://app.frontcore.com/api/docs/v2/customers/> (it shows the overview).

mod admin;
mod answers;
mod body;
mod booking;
mod contacts;
mod coursedates;
mod courses;
mod credentials;
mod customers;
mod dates;
mod diplomas;
mod discounts;
mod fields;
mod instructors;
mod lists;
mod orders;
mod participants;
mod products;
mod properties;
mod records;
mod reference;
mod routes;
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
use serde_json::{Value, json};
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
        Refusal::Key { admin: false }.reply(&self.settings)
    }

    fn error_inside_success(&self) -> Reply {
        answers::json(200, &json!({"error": "Something went wrong"}))
    }

    fn records_in<'a>(&self, answer: &'a mut Value) -> Vec<&'a mut Value> {
        // A booking's answer holds one record; a refused booking none.
        let within =
            ["items", "summary", "participants", "voucher"].into_iter().find(|name| answer.get(name).is_some());
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
            "contacts": self.all_contacts(),
            "courses": self.all_courses(),
            "coursedates": self.all_dates(),
            "products": self.all_products(),
            "orders": self.all_orders(),
            "admin_users": self.all_admins(),
            "instructors": self.all_instructors(),
            "campaigns": discounts::all_campaigns(),
            "admin_roles": admin::all_roles(),
            "durations": self.all_durations(),
            "locations": self.all_locations(),
            "countries": self.all_countries(),
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
