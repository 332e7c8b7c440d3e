//! Dendreo, from its reference and from what clients in production send and read. What those leave open is in
//! `settings`; nothing here was seen at the real service.
//!
//! Every resource is a script that follows one convention: `GET` with nothing, filters, `search`, or an id (`id`, the
//! resource's own name for it, or `id_externe`; a comma list for several); `POST` with an id to change, without one to
//! make; `PUT` to change (known of training actions alone); `DELETE` with an id or a comma list. The tables of
//! `resources` are the list of scripts. Read only are `lams`, `lmps`, `lcps`, `lafs`, `fichiers`, `taches`,
//! `administrateurs`, `reglements`, `financeurs`, `financements`, `evaluations`, and, empty here as no source shows a
//! member of theirs, `laes`, `reponses_questionnaire_satisfaction` and `souhaits`. `particuliers.php` takes `POST`
//! alone.
//!
//! A fresh account has participants from 2001, companies from 71, contacts from 4001 (private individuals from 30000),
//! enrolments from 9001 in the training actions 501 to 503; 504 has no participant yet, and 499 is older than the year
//! that lists show by default. Modules start at 301, trainers at 601 (`rh-0`), steps at 11, rooms at 21, slots at 13001.
//! The files are those of the enrolments and of 499, collection `signature`. [`webhook`] makes signed deliveries.
//!
//! Sources: <https://developers.dendreo.com>, <https://github.com/dimitriBouteille/dendreo-sdk-php>,
//! <https://github.com/Competences-et-Metiers/DendreoProgression>, <https://github.com/Lamouller/n8n-nodes-dendreo>.

mod answers;
mod check;
mod clock;
mod effects;
mod enrol;
mod files;
mod ignored;
mod individuals;
mod input;
mod multipart;
mod progression;
mod query;
mod read;
mod record;
mod remove;
mod resource;
mod resources;
mod save;
mod seed;
mod settings;
mod sha256;
mod shape;
mod store;
#[cfg(test)]
mod tests;
mod view;
pub mod webhook;
mod write;

use crate::emulator::{Call, Emulator, Reply, Window};
use crate::settings::Settings;
use answers::Failure;
use clock::Clock;
use http::Method;
use input::{Input, scalar};
use resource::{Kind, Resource};
use serde_json::{Map, Value};
use std::time::Duration;
use store::Store;
use view::View;

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
    /// How many calls were given links to files: each gets new ones.
    links: u64,
}

impl Dendreo {
    /// An account with this many participants (ids from 2001), their companies and some enrolments; the same seed gives
    /// the same records.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        let (settings, store) = (Settings::new(settings::TABLE), seed::account(seed, people));
        Self { settings, store, clock: Clock::default(), links: 0 }
    }

    fn answer(&mut self, script: &Script, call: &Call) -> Result<Reply, Failure> {
        let input = Input::of(&self.settings, call);
        // The key may stand in the body, so even one that cannot be read comes first.
        let known = input.as_ref().map_or_else(|_| Input::default(), Clone::clone);
        if !self.lets_in(call, &known) {
            return Ok(self.unauthorized());
        }
        let input = input?;
        match script {
            Script::Files => self.files(&call.method, &input),
            Script::Tasks => Ok(self.tasks(&call.method, &input)),
            Script::Individuals if call.method == Method::POST => self.update_individual(&input),
            Script::Individuals => Ok(Reply::empty(405)),
            Script::Of(resource) => self.common(resource, &call.method, &input),
        }
    }

    /// The verbs of a resource that follows the convention.
    fn common(&mut self, resource: &'static Resource, method: &Method, input: &Input) -> Result<Reply, Failure> {
        match *method {
            Method::GET => self.read(resource, input),
            Method::POST if resource.writable => self.post(resource, input),
            Method::PUT if resource.writable => match self.settings.word("put") {
                "refused" => Ok(Reply::empty(405)),
                "query" => self.put(resource, &input.in_query()),
                _ => self.put(resource, input),
            },
            Method::DELETE if resource.writable => self.delete(resource, input),
            _ => Ok(Reply::empty(405)),
        }
    }

    /// The script of that name, if the account has it.
    fn script(&self, name: &str) -> Option<Script> {
        match name {
            "fichiers.php" => Some(Script::Files),
            "taches.php" => self.settings.is("tasks", "present").then_some(Script::Tasks),
            "particuliers.php" => Some(Script::Individuals),
            _ => resources::ALL.iter().find(|resource| resource.script == name).map(Script::Of),
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

/// What answers a call.
enum Script {
    Of(&'static Resource),
    Files,
    Tasks,
    Individuals,
}

impl Emulator for Dendreo {
    fn name(&self) -> &'static str {
        "dendreo"
    }

    fn handle(&mut self, call: &Call, _now: Duration) -> Reply {
        let segments = call.segments();
        let script = match segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [INSTANCE, "api", name] => self.script(name),
            ["lms-progression"] => return self.progression(call),
            _ => None,
        };
        match script {
            Some(script) => match self.answer(&script, call) {
                Ok(reply) => reply,
                Err(failure) => answers::refusal(&self.settings, failure),
            },
            None => answers::unknown_entry(&self.settings),
        }
    }

    fn ignored(&self, call: &Call) -> Vec<String> {
        let script = call.segments().last().and_then(|name| self.script(name));
        script.map_or_else(Vec::new, |script| self.ignored_by(&script, call))
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
            Value::Object(members) if members.keys().any(|name| name == "id" || name.starts_with("id_")) => {
                vec![answer]
            }
            _ => Vec::new(),
        }
    }

    fn state(&self) -> Value {
        let shown = |resource: &Resource| -> Value {
            let ids = self.store.rows(resource.kind).keys();
            ids.filter_map(|id| self.show(resource.kind, *id, &View::STORED)).collect()
        };
        resources::ALL.iter().map(|resource| (resource.name.to_owned(), shown(resource))).collect::<Map<_, _>>().into()
    }

    fn people(&self) -> usize {
        self.store.rows(Kind::Participant).len()
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
