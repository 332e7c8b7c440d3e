//! A sandbox, a client of it, and a record of all log output: the checks that hold for every call.

use super::{Suite, Variant, Wire};
use crate::{Sandbox, transport::InProcess};
use participants_core::{Client, Configure, Directory, Error, Filter, Operation, Participant, Unified, Vars};
use serde_json::{Value, json};
use std::{
    fmt::Write as _,
    io,
    sync::{Arc, Mutex},
};
use tracing::subscriber::DefaultGuard;

/// How many people each world has.
const PEOPLE: usize = 16;

/// One sandbox and one client of it, under one variant.
pub struct World<P: Unified> {
    /// The remote side.
    pub sandbox: Sandbox,
    /// The client under test.
    pub client: Client<P>,
    secrets: Vec<String>,
    /// The personal data in the records as they were seeded.
    personal: Vec<String>,
    log: Log,
    _subscriber: DefaultGuard,
}

impl<P: Unified + Configure> World<P> {
    /// A world under this variant.
    pub fn new(variant: &Variant) -> Self {
        let sandbox = Sandbox::only(&[P::NAME], 7, PEOPLE).unwrap();
        sandbox.set(&json!({ P::NAME: variant.settings() })).unwrap();
        let transport = InProcess::new(sandbox.clone());
        let known = transport.environment(P::NAME).unwrap();
        let get = |name: &str| {
            let own = variant.variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
            own.or_else(|| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()))
        };
        let provider = P::from_vars(&Vars::new(&get)).unwrap();
        let client = Client::builder(provider).transport(transport).build().unwrap();
        let is_secret = |name: &str| ["KEY", "TOKEN", "PASSWORD"].iter().any(|end| name.ends_with(end));
        let secrets = known.iter().filter(|(name, _)| is_secret(name)).map(|(_, value)| value.clone()).collect();
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        let personal = super::state::personal(&sandbox.state()[P::NAME]);
        let _subscriber = tracing::subscriber::set_default(subscriber);
        Self { sandbox, client, secrets, personal, log, _subscriber }
    }

    /// Every world of a suite, by the names of their variants.
    pub fn all(suite: &Suite) -> impl Iterator<Item = (&'static str, Self)> {
        assert!(suite.variants.len() >= 2, "what is not documented is tested under at least two settings");
        suite.variants.iter().map(|variant| (variant.name, Self::new(variant)))
    }

    /// Whether the provider can do this with these settings.
    pub fn can(&self, operation: Operation) -> bool {
        self.client.capabilities().operation(operation).is_supported()
    }

    /// The people, as the client lists them.
    pub async fn people(&self) -> Vec<Participant> {
        let listing = self.client.list(&Filter::all()).await.unwrap().collect().await.unwrap();
        assert!(listing.invalid.is_empty(), "{:?}", listing.invalid);
        listing.people
    }

    /// Lets this fault apply to the calls to `wire`, `when` it says (`{"times": 1}`, or `{}` for always).
    pub fn fault(&self, wire: Wire, when: &Value, fault: &Value) {
        let mut rule = json!({
            "provider": P::NAME, "match": {"method": wire.method, "path": wire.path}, "fault": fault
        });
        rule.as_object_mut().unwrap().extend(when.as_object().unwrap().clone());
        self.sandbox.set_faults(&json!([rule])).unwrap();
    }

    /// A count of the sandbox: `requests`, `writes`, `creates`, `refused`, `people`.
    pub fn count(&self, what: &str) -> u64 {
        self.sandbox.stats()[P::NAME][what].as_u64().unwrap()
    }

    /// The texts of an error must name the provider and hold no secret and no personal data.
    pub fn check(&self, error: &Error) {
        let mut text = format!("{error}\n{error:?}\n{:?}\n{:?}\n", error.kind(), error.fields());
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            writeln!(text, "{cause} {cause:?}").unwrap();
            source = cause.source();
        }
        assert_eq!(error.provider(), P::NAME, "{error:?}");
        assert!(!error.to_string().contains('\n'), "one line: {error}");
        self.check_text(&text);
        for secret in &self.secrets {
            assert!(!error.message().unwrap_or_default().contains(secret), "{:?}", error.message());
        }
    }

    /// What must hold at the end: the log holds no secret and no personal data.
    pub fn end(mut self) {
        // The data of people created or changed meanwhile count, too.
        self.personal.extend(super::state::personal(&self.sandbox.state()[P::NAME]));
        let text = String::from_utf8(self.log.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("provider="), "nothing was logged");
        self.check_text(&text);
        self.check_text(&format!("{:?} {:?}", self.client, self.client.limiter()));
    }

    fn check_text(&self, text: &str) {
        for secret in &self.secrets {
            assert!(!text.contains(secret), "a key or token is in:\n{text}");
        }
        for value in &self.personal {
            assert!(!text.contains(value), "{value:?} is in:\n{text}");
        }
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
