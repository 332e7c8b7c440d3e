//! Looking into the sandbox and steering it, as JSON: what the control address serves, also as methods for tests
//! without sockets.

use crate::emulator::{Call, Reply};
use crate::fault::{Plan, PlanError};
use crate::openapi;
use crate::sandbox::Sandbox;
use crate::side::{General, Inner, Side, lock, new_emulator};
use http::Method;
use serde_json::{Map, Value, json};
use std::fmt::Display;

/// What the control address answers to.
const PATHS: [&str; 9] = [
    "GET /state",
    "GET /stats",
    "GET /log",
    "POST /reset",
    "GET /faults",
    "POST /faults",
    "GET /settings",
    "POST /settings",
    "GET /openapi/PROVIDER.json",
];

/// The member of the settings that is about the sandbox itself.
const GENERAL: &str = "sandbox";

impl Sandbox {
    /// Answers a call to the control address.
    ///
    /// `GET /state`, `/stats` and `/log` take `?provider=NAME` to show one provider only.
    #[must_use]
    pub fn control(&self, call: &Call) -> Reply {
        let only = call.parameter("provider");
        if let Some(Err(unknown)) = only.map(|name| self.side(name)) {
            return refusal(400, &unknown);
        }
        match (&call.method, call.path.as_str()) {
            (&Method::GET, "/state") => Reply::json(200, &self.each(only, |inner| inner.emulator.state())),
            (&Method::GET, "/stats") => Reply::json(200, &self.each(only, stats)),
            (&Method::GET, "/log") => Reply::json(200, &lock(&self.shared().log).to_json(only)),
            (&Method::GET, "/faults") => Reply::json(200, &self.faults()),
            (&Method::GET, "/settings") => Reply::json(200, &self.settings()),
            (&Method::POST, "/reset") => with_body(call, true, |body| self.reset_as(body)),
            (&Method::POST, "/faults") => {
                with_body(call, false, |plan| self.set_faults(plan).map_err(|error| error.to_string()))
            }
            (&Method::POST, "/settings") => with_body(call, false, |settings| self.set(settings)),
            (&Method::GET, path) if path.starts_with("/openapi") => document(path),
            (_, path) if is_known(path) => {
                refusal(405, &format!("{path} is not for {}; there are: {}", call.method, PATHS.join(", ")))
            }
            (_, path) => Reply::json(404, &json!({"error": format!("there is no {path}"), "paths": PATHS})),
        }
    }

    /// All records in wire form, by provider and resource.
    #[must_use]
    pub fn state(&self) -> Value {
        self.each(None, |inner| inner.emulator.state())
    }

    /// By provider: `requests` that arrived, `writes` carried out (creates among them), `creates`, calls `refused` by a
    /// documented limit (not by a fault), and `people` stored.
    #[must_use]
    pub fn stats(&self) -> Value {
        self.each(None, stats)
    }

    /// The latest calls, oldest first, without secrets and bodies.
    #[must_use]
    pub fn log(&self) -> Value {
        lock(&self.shared().log).to_json(None)
    }

    /// The OpenAPI document of a provider, written from its public documents: what is known of its API, and how well.
    /// `None` where there is none.
    #[must_use]
    pub fn openapi(provider: &str) -> Option<&'static str> {
        openapi::document(provider)
    }

    /// The fault plan in force, each rule with how many calls it `matched` and how often it `fired`.
    #[must_use]
    pub fn faults(&self) -> Value {
        lock(&self.shared().plan).to_json()
    }

    /// Replaces the fault plan; `[]` ends all faults. The crate's front page says how a plan is written.
    ///
    /// # Errors
    /// The plan cannot be followed; the old one stays.
    pub fn set_faults(&self, plan: &Value) -> Result<(), PlanError> {
        let plan = Plan::parse(plan)?;
        *lock(&self.shared().plan) = plan;
        Ok(())
    }

    /// All settings with their present values, by provider; those of the sandbox itself under `sandbox`.
    #[must_use]
    pub fn settings(&self) -> Value {
        let mut all = self.each(None, |inner| inner.emulator.settings());
        all[GENERAL] = self.general().settings.to_json();
        all
    }

    /// Changes settings: `{"azav": {"failure_shape": "B"}, "sandbox": {"limits": false}}`. All or none.
    ///
    /// # Errors
    /// An unknown provider, setting or value; the text says which there are.
    pub fn set(&self, settings: &Value) -> Result<(), String> {
        let before = self.settings();
        let result = self.set_each(settings);
        if result.is_err() {
            // What was valid a moment ago is valid still.
            self.set_each(&before)?;
        }
        result
    }

    /// Everything as freshly started: records, sessions, limits, counts, log, faults and settings; with another seed
    /// or number of people where given.
    pub fn reset(&self, seed: Option<u64>, people: Option<usize>) {
        let (seed, people) = {
            let mut general = self.general();
            *general = General::new(seed.unwrap_or(general.seed), people.unwrap_or(general.people));
            (general.seed, general.people)
        };
        *lock(&self.shared().plan) = Plan::default();
        for side in &self.shared().sides {
            if let Some(emulator) = new_emulator(side.name, seed, people) {
                *lock(&side.inner) = Inner::new(emulator);
            }
        }
        *lock(&self.shared().log) = Default::default();
    }

    fn reset_as(&self, body: &Value) -> Result<(), String> {
        let object = body.as_object().ok_or("the body is an object or empty")?;
        if let Some(name) = object.keys().find(|name| !["seed", "people"].contains(&name.as_str())) {
            return Err(format!("there is no {name:?}; there are seed, people"));
        }
        let number = |name: &str| {
            let value = object.get(name).filter(|value| !value.is_null());
            value.map(|value| value.as_u64().ok_or_else(|| format!("{name} is a whole number"))).transpose()
        };
        let people = number("people")?.map(usize::try_from).transpose().map_err(|_| "too many people")?;
        self.reset(number("seed")?, people);
        Ok(())
    }

    fn set_each(&self, settings: &Value) -> Result<(), String> {
        for (name, values) in settings.as_object().ok_or("settings are an object by provider")? {
            if name != GENERAL {
                self.side(name).map_err(|unknown| unknown.to_string())?;
            }
            let values = values.as_object().ok_or_else(|| format!("the settings of {name} are an object"))?;
            for (setting, value) in values {
                let result = if name == GENERAL {
                    self.general().settings.set(setting, value)
                } else {
                    lock(&self.side(name).map_err(|unknown| unknown.to_string())?.inner).emulator.set(setting, value)
                };
                result.map_err(|text| format!("{name}: {text}"))?;
            }
        }
        Ok(())
    }

    fn each(&self, only: Option<&str>, show: impl Fn(&Inner) -> Value) -> Value {
        let wanted = |side: &&Side| only.is_none_or(|name| name == side.name);
        let shown = |side: &Side| {
            let mut inner = lock(&side.inner);
            inner.catch_up(self.now());
            (side.name.to_owned(), show(&inner))
        };
        self.shared().sides.iter().filter(wanted).map(shown).collect::<Map<_, _>>().into()
    }
}

fn stats(inner: &Inner) -> Value {
    let counts = inner.counts;
    json!({
        "requests": counts.requests,
        "writes": counts.writes,
        "creates": counts.creates,
        "refused": counts.refused,
        "bytes": counts.bytes,
        "people": inner.emulator.people(),
    })
}

/// Does what the body says; an empty one counts as `{}` where that makes sense.
fn with_body(call: &Call, may_be_empty: bool, act: impl FnOnce(&Value) -> Result<(), String>) -> Reply {
    let empty = call.body.iter().all(u8::is_ascii_whitespace);
    let body = if empty && may_be_empty { Ok(json!({})) } else { call.json() };
    let done = body.map_err(|error| format!("the body is not JSON: {error}")).and_then(|body| act(&body));
    match done {
        Ok(()) => Reply::json(200, &json!({"ok": true})),
        Err(text) => refusal(400, &text),
    }
}

/// Whether the path is there, for some method.
fn is_known(path: &str) -> bool {
    let listed = PATHS.iter().filter_map(|known| known.split_once(' '));
    listed.map(|(_, known)| known).any(|known| known == path) || openapi::paths().iter().any(|known| known == path)
}

/// The OpenAPI document that a path names.
fn document(path: &str) -> Reply {
    let name = path.strip_prefix("/openapi/").and_then(|file| file.strip_suffix(".json"));
    match name.and_then(Sandbox::openapi) {
        Some(text) => Reply::text(200, "application/json", text),
        None => Reply::json(404, &json!({"error": format!("there is no {path}"), "documents": openapi::paths()})),
    }
}

fn refusal(status: u16, text: &dyn Display) -> Reply {
    Reply::json(status, &json!({"error": text.to_string()}))
}
