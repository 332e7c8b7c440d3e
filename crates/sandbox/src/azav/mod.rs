//! The AZAV PILOT REST API (`/v1/participants`, `/v1/programs`): routing, sign-in, envelope and store.
//!
//! Written from the provider's public pages (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-create>
//! and those beside it, and the same under `/development`). What they leave open is a setting, listed with its reason
//! in `settings.rs`; nothing here was seen at the real service.

mod dates;
mod failures;
mod participants;
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
use serde_json::{Map, Value, json};
use std::time::Duration;
use store::{Participant, Store};

/// The one token this emulator accepts. How real ones are issued is on no page.
const TOKEN: &str = "sandbox-azav-token";

/// The part of an id before its number: `00000000-0000-4000-8000-000000000001` is the first participant.
const UUID_START: &str = "00000000-0000-4000-8000-";

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
    programs: Vec<Map<String, Value>>,
    /// Seconds on the server's own clock: one for each accepted write, so that equal runs give equal timestamps.
    clock: u64,
    /// Lists answered so far, for the order `shuffled`.
    lists: u64,
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
        Self {
            settings: Settings::new(settings::TABLE),
            clock: store.next() - 1,
            store,
            programs: seed::programs(),
            lists: seed,
        }
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

    fn answer(&mut self, route: Route, call: &Call) -> Result<Reply, Reply> {
        Ok(match route {
            Route::List => self.list(),
            Route::Programs => data(200, self.programs.iter().map(|program| self.program(program)).collect()),
            Route::Show(id) => {
                let (number, participant) = self.find(&id)?;
                data(200, self.shown(number, &participant))
            }
            Route::Create => self.create(&self.envelope(call)?)?,
            Route::Update(id) => self.update(&id, call)?,
            Route::Delete(id) => self.delete(&id)?,
        })
    }

    fn shown(&self, number: u64, participant: &Participant) -> Value {
        wire::full(&self.settings, self.id(number), participant)
    }

    /// Programs are spelt as their own schema has it, whatever the participants' spelling.
    fn program(&self, program: &Map<String, Value>) -> Value {
        let mut answer = program.clone();
        let number = program.get("id").and_then(Value::as_u64).unwrap_or_default();
        answer.insert("id".into(), self.id(number));
        for name in ["insertedAt", "updatedAt"] {
            answer.insert(name.into(), wire::timestamp(&self.settings, 0));
        }
        answer.into()
    }

    fn id(&self, number: u64) -> Value {
        if self.settings.is("ids", "integer") { number.into() } else { format!("{UUID_START}{number:012}").into() }
    }

    /// The number in an id; `None` if it is not of the form set. A well-formed UUID of another kind is number 0,
    /// which nobody has.
    fn number(&self, id: &str) -> Option<u64> {
        if self.settings.is("ids", "integer") {
            return id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok()).flatten();
        }
        let fits = |(index, byte): (usize, u8)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        let uuid = id.len() == 36 && id.bytes().enumerate().all(fits);
        uuid.then(|| id.strip_prefix(UUID_START).and_then(|number| number.parse().ok()).unwrap_or(0))
    }
}

impl Emulator for Azav {
    fn name(&self) -> &'static str {
        "azav"
    }

    fn handle(&mut self, call: &Call, _now: Duration) -> Reply {
        let Some(route) = self.route(call) else { return plain(404) };
        if !allows_json(call) {
            return plain(406);
        }
        if call.header("authorization").and_then(|value| value.strip_prefix("Bearer ")) != Some(TOKEN) {
            return self.unauthorized();
        }
        self.answer(route, call).unwrap_or_else(|refusal| refusal)
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
        let participants: Vec<Value> =
            self.store.all().map(|(number, participant)| self.shown(number, &participant)).collect();
        let programs: Vec<Value> = self.programs.iter().map(|program| self.program(program)).collect();
        json!({"participants": participants, "programs": programs})
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

fn data(status: u16, data: Value) -> Reply {
    Reply::json(status, &json!({"data": data}))
}

/// Whether the `Accept` header, if there is one, lets JSON through.
fn allows_json(call: &Call) -> bool {
    let accepts = |range: &str| {
        let range = range.split(';').next().unwrap_or_default().trim();
        ["application/json", "application/*", "*/*"].iter().any(|allowed| range.eq_ignore_ascii_case(allowed))
    };
    call.header("accept").is_none_or(|accept| accept.split(',').any(accepts))
}
