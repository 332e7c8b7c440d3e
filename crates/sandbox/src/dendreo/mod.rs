//! Dendreo (`participants.php`, `entreprises.php`, `laps.php`), from its reference and from what clients in production
//! send and read. What those leave open is in `settings`; nothing here was seen at the real service.
//!
//! Sources: <https://developers.dendreo.com>, <https://github.com/dimitriBouteille/dendreo-sdk-php>,
//! <https://github.com/Competences-et-Metiers/DendreoProgression>, <https://github.com/Lamouller/n8n-nodes-dendreo>.

mod answers;
mod clock;
mod filter;
mod input;
mod neighbours;
mod participants;
mod record;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod write;

use crate::emulator::{Call, Emulator, Reply, Window};
use crate::settings::Settings;
use answers::Failure;
use clock::Clock;
use http::Method;
use input::{Input, scalar};
use participants::View;
use serde_json::{Value, json};
use std::time::Duration;
use store::Store;

/// The instance this emulator is: the first segment of each path, as in the reference.
const INSTANCE: &str = "demo";

/// The key with all rights.
const KEY: &str = "sandbox-dendreo-key";

/// A key that may only read. Both refusals are the same 401, as documented.
const READ_KEY: &str = "sandbox-dendreo-read-key";

/// One Dendreo account, emulated: instance `demo`, key `sandbox-dendreo-key`, and `sandbox-dendreo-read-key` which may
/// only read.
#[derive(Clone, Debug)]
pub struct Dendreo {
    settings: Settings,
    store: Store,
    clock: Clock,
}

impl Dendreo {
    /// An account with this many participants (ids from 2001), their companies and some enrolments; the same seed gives
    /// the same records.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        Self { settings: Settings::new(settings::TABLE), store: Store::new(seed, people), clock: Clock::default() }
    }

    fn answer(&mut self, script: &str, call: &Call) -> Result<Reply, Failure> {
        let input = Input::of(call);
        // The key may stand in the body, so even one that cannot be read comes first.
        let known = input.as_ref().map_or_else(|_| Input::default(), Clone::clone);
        if !self.lets_in(call, &known) {
            return Ok(self.unauthorized());
        }
        let input = input?;
        match script {
            "participants.php" => self.participants(&call.method, &input),
            "entreprises.php" => self.companies(&call.method, &input),
            _ => self.enrolments(&call.method, &input),
        }
    }

    /// A key in the header, in the query or in the body, with the right for the verb; any of them will do.
    fn lets_in(&self, call: &Call, input: &Input) -> bool {
        let header = call.header("authorization").and_then(|value| value.strip_prefix("Token token=\""));
        let header = header.and_then(|value| value.strip_suffix('"')).map(str::to_owned);
        let given = input.merged().filter(|(name, _)| *name == "key").filter_map(|(_, value)| scalar(value));
        given.chain(header).any(|key| key == KEY || (key == READ_KEY && call.method == Method::GET))
    }
}

impl Emulator for Dendreo {
    fn name(&self) -> &'static str {
        "dendreo"
    }

    fn handle(&mut self, call: &Call, _now: Duration) -> Reply {
        let segments = call.segments();
        match segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [INSTANCE, "api", script @ ("participants.php" | "entreprises.php" | "laps.php")] => {
                self.answer(script, call).unwrap_or_else(Into::into)
            }
            _ => answers::unknown_entry(&self.settings),
        }
    }

    /// 100 in 10 s and 100,000 a day, for the account as a whole. The monthly quota depends on the plan and is left out.
    fn limits(&self, _call: &Call) -> Vec<Window> {
        let window = |count, seconds| Window { key: "account".into(), count, per: Duration::from_secs(seconds) };
        vec![window(100, 10), window(100_000, 86_400)]
    }

    fn over_limit(&self) -> Reply {
        answers::over_limit(&self.settings)
    }

    fn unauthorized(&self) -> Reply {
        answers::unauthorized(&self.settings)
    }

    /// No source shows one; this is the documented failure with a wrong status.
    fn error_inside_success(&self) -> Reply {
        Reply { status: 200, ..Failure::of("Erreur interne").into() }
    }

    fn records_in<'a>(&self, answer: &'a mut Value) -> Vec<&'a mut Value> {
        match answer {
            Value::Array(records) => records.iter_mut().filter(|record| record.is_object()).collect(),
            Value::Object(members) if members.keys().any(|name| name.starts_with("id_")) => vec![answer],
            _ => Vec::new(),
        }
    }

    fn state(&self) -> Value {
        let view = View::default();
        let participants = self.store.participants.iter().map(|(id, one)| self.participant(*id, one, &view));
        let companies = self.store.companies.iter().map(|(id, company)| self.company(*id, company));
        let enrolments = self.store.enrolments.keys().map(|id| self.enrolment(*id, false));
        json!({
            "participants": participants.collect::<Value>(),
            "companies": companies.collect::<Value>(),
            "enrolments": enrolments.collect::<Value>(),
        })
    }

    fn people(&self) -> usize {
        self.store.participants.len()
    }

    fn settings(&self) -> Value {
        self.settings.to_json()
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        self.settings.set(name, value)
    }

    fn environment(&self, base_url: &str) -> Vec<(&'static str, String)> {
        vec![("DENDREO_BASE_URL", self.documented_base(base_url)), ("DENDREO_API_KEY", KEY.into())]
    }

    fn documented_base(&self, base_url: &str) -> String {
        format!("{base_url}/{INSTANCE}/api/")
    }
}
