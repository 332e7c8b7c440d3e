//! The AZAV PILOT REST API (`/v1/participants`, `/v1/programs`): routing, sign-in, envelope and store.
//!
//! Written from the provider's public pages (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-create>
//! and those beside it, and the same under `/development`). What they leave open is a setting; nothing here was seen at
//! the real service.
//!
//! * Key: `Authorization: Bearer sandbox-azav-token`. There is no other.
//! * Participants can be listed, shown, created, changed and deleted; programs only listed. Nothing ties the two together.
//! * Ids are `00000000-0000-4000-8000-000000000001` and so on, the number alone with `ids` set to `integer`. A new
//!   participant has the next number; the number of a deleted one does not come back.
//! * Every seeded participant has three members that no page lists, and its address and contacts one each. A program
//!   has one, `certificate_number`: the sample shows that there is a member beginning so, not its name.
//!
//! # Settings
//!
//! The default first; its reason stands in `settings.rs`.
//!
//! | about | settings |
//! | --- | --- |
//! | names and ids | `spelling` (`camel`, `development`, `snake`), `ids` (`uuid`, `integer`) |
//! | answers | `echo` and `reads` (`full`, `thin`), `unset` (`absent`, `null`), `timestamps` (`zulu`, `naive`, `fraction`), `list_order` (`oldest_first`, `newest_first`, `shuffled`), `beside_data` (`nothing`, `meta`), `location` and `request_id` (`false`, `true`), `programs` (`three`, `every_value`, `none`) |
//! | writing | `writes` (`merge`, `replace`), `address_writes` (`replace`, `merge`), `contact_writes` (`replace`, `append`), `replace_unlisted` (`true`, `false`), `nulls` (`clears`, `refused`, `newer_pages`), `empty_text` (`stored`, `clears`), `update_envelope` (`required`, `optional`), `new_status` (`none`, `lead`, `active`), `customer_number` (`client`, `server`), `patch` (`false`, `true`) |
//! | checking | `validation` (`schema`, `types`), `name_pattern` (`false`, `true`), `email_required` (`true`, `false`), `duplicate_email` and `duplicate_customer_number` (`accepted`, `refused`) |
//! | deleting | `delete` (`200_body`, `200_empty`, `204`), `delete_effect` (`erases`, `archives`), `deleted_id` (`404`, `410`) |
//! | failures | `failure_shape` (`A`, `B`, `C`), `failure_text` (`detail`, `message`), `missing_envelope` (`400`, `422`), `unknown_id` (`404`, `400`), `malformed_id` (`400`, `404`), `unauthorized` (`401`, `403`), `unauthorized_body` (`C`, `text`, `empty`), `largest_body` (`0`) |

mod dates;
mod failures;
mod ids;
mod participants;
mod programs;
mod seed;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod wire;
mod write;

use crate::emulator::{Call, Emulator, Reply, Window};
use crate::settings::Settings;
use failures::plain;
use http::Method;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::time::Duration;
use store::{Participant, Store};

/// The one token this emulator accepts. How real ones are issued is on no page.
const TOKEN: &str = "sandbox-azav-token";

/// AZAV PILOT, emulated.
///
/// ```
/// use participants_sandbox::azav::Azav;
/// use participants_sandbox::emulator::Emulator;
///
/// let mut azav = Azav::new(1, 20);
/// azav.set("writes", &"replace".into())?;
/// assert_eq!(azav.people(), 20);
/// assert_eq!(azav.state()["participants"][0]["id"], "00000000-0000-4000-8000-000000000001");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
pub struct Azav {
    settings: Settings,
    store: Store,
    /// Seconds on the server's own clock: one for each accepted write, so that equal runs give equal timestamps.
    clock: u64,
    /// Lists answered so far, for the order `shuffled`.
    lists: u64,
    /// Calls so far, for the ids that answers may carry.
    calls: u64,
}

enum Route {
    List,
    Create,
    Show(String),
    Update(String),
    Delete(String),
    Programs,
}

impl Azav {
    /// A server with this many people and three programs; the same seed gives the same records.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        let store = Store::new(seed, people);
        Self { settings: Settings::new(settings::TABLE), clock: store.next() - 1, store, lists: seed, calls: 0 }
    }

    fn route(&self, call: &Call) -> Option<Route> {
        let segments = call.segments();
        let path: Vec<&str> = segments.iter().map(String::as_str).collect();
        match (&call.method, path.as_slice()) {
            (&Method::GET, ["v1", "participants"]) => Some(Route::List),
            (&Method::POST, ["v1", "participants"]) => Some(Route::Create),
            (&Method::GET, ["v1", "participants", id]) => Some(Route::Show((*id).into())),
            (&Method::PUT, ["v1", "participants", id]) => Some(Route::Update((*id).into())),
            (&Method::PATCH, ["v1", "participants", id]) if self.settings.flag("patch") => {
                Some(Route::Update((*id).into()))
            }
            (&Method::DELETE, ["v1", "participants", id]) => Some(Route::Delete((*id).into())),
            (&Method::GET, ["v1", "programs"]) => Some(Route::Programs),
            _ => None,
        }
    }

    fn reply(&mut self, call: &Call) -> Result<Reply, Reply> {
        let largest = self.settings.number("largest_body");
        if largest > 0 && call.body.len() as u64 > largest {
            return Err(plain(413));
        }
        let route = self.route(call).ok_or_else(|| plain(404))?;
        if !allows_json(call) {
            return Err(plain(406));
        }
        if call.header("authorization").and_then(|value| value.strip_prefix("Bearer ")) != Some(TOKEN) {
            return Err(self.unauthorized());
        }
        Ok(match route {
            Route::List => self.list(),
            Route::Programs => self.data(200, programs::list(&self.settings)),
            Route::Show(id) => {
                let (number, participant) = self.find(&id)?;
                self.data(200, self.read(number, &participant))
            }
            Route::Create => self.create(call)?,
            Route::Update(id) => self.update(&id, call)?,
            Route::Delete(id) => self.delete(&id)?,
        })
    }

    /// A success: what is asked for under `data`.
    fn data(&self, status: u16, data: Value) -> Reply {
        let mut answer = json!({"data": data});
        if self.settings.is("beside_data", "meta") {
            answer["meta"] = json!({"unlisted": true});
        }
        Reply::json(status, &answer)
    }
}

impl Emulator for Azav {
    fn name(&self) -> &'static str {
        "azav"
    }

    fn handle(&mut self, call: &Call, _now: Duration) -> Reply {
        self.calls += 1;
        let mut reply = self.reply(call).unwrap_or_else(|refusal| refusal);
        if self.settings.flag("request_id") {
            reply.headers.push(("x-request-id".into(), format!("sandbox-{:08}", self.calls)));
        }
        reply
    }

    fn limits(&self, _call: &Call) -> Vec<Window> {
        Vec::new()
    }

    fn over_limit(&self) -> Reply {
        plain(429)
    }

    fn unauthorized(&self) -> Reply {
        failures::unauthorized(&self.settings)
    }

    fn error_inside_success(&self) -> Reply {
        Reply::json(200, &json!({"errors": {"detail": "Internal Server Error"}}))
    }

    fn records_in<'a>(&self, answer: &'a mut Value) -> Vec<&'a mut Value> {
        match answer.get_mut("data") {
            Some(Value::Array(records)) => records.iter_mut().filter(|record| record.is_object()).collect(),
            Some(record) if record.is_object() => vec![record],
            _ => Vec::new(),
        }
    }

    fn state(&self) -> Value {
        let full = |(number, participant): (u64, Cow<'_, Participant>)| {
            wire::full(&self.settings, ids::id(&self.settings, number), &participant)
        };
        json!({"participants": self.store.all().map(full).collect::<Value>(), "programs": programs::list(&self.settings)})
    }

    fn people(&self) -> usize {
        self.store.count()
    }

    fn settings(&self) -> Value {
        self.settings.to_json()
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        self.settings.set(name, value)
    }

    fn environment(&self, base_url: &str) -> Vec<(&'static str, String)> {
        vec![("AZAV_BASE_URL", self.documented_base(base_url)), ("AZAV_TOKEN", TOKEN.into())]
    }

    /// The version is part of each path, not of the documented base.
    fn documented_base(&self, base_url: &str) -> String {
        base_url.to_owned()
    }
}

/// Whether the `Accept` header, if there is one, lets JSON through.
fn allows_json(call: &Call) -> bool {
    let accepts = |range: &str| {
        let range = range.split(';').next().unwrap_or_default().trim();
        ["application/json", "application/*", "*/*"].iter().any(|allowed| range.eq_ignore_ascii_case(allowed))
    };
    call.header("accept").is_none_or(|accept| accept.split(',').any(accepts))
}
