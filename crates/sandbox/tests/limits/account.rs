//! An account that only calls, and the road to a sandbox of its own: what all these tests are made of.

use participants_core::{
    AccountName, BaseUrl, Effect, Endpoint, Error, ErrorKind, Failure, Limit, Provider, Request, Response, Scope,
    Transport, TransportError,
    bytes::Bytes,
    http,
    secrecy::SecretString,
    transport::{BoxFuture, ResponseBody},
};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::time::{Instant, sleep};

/// An API known by its limit alone. `NAME` is no provider's: the sandbox shares nothing with their clients.
pub(crate) struct Caller {
    pub(crate) base: BaseUrl,
    pub(crate) key: SecretString,
    pub(crate) limit: Limit,
}

/// A call that the limit counts, whatever it is answered.
pub(crate) struct Knock;

impl Caller {
    /// The client's side of a provider whose limit is this one.
    pub(crate) fn new(base: &str, key: &str, limit: Limit) -> Self {
        Self { base: BaseUrl::new(base).unwrap(), key: SecretString::from(key), limit }
    }
}

impl Provider for Caller {
    const NAME: &'static str = "caller";

    const SECRETS: &'static [&'static str] = &[];

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    fn account_name(&self) -> AccountName {
        AccountName::at(&self.base).known_by_key(&self.key)
    }

    fn authorize(&self, request: &mut Request, _: Option<&SecretString>) -> Result<(), Error> {
        request.add_secret_header("x-api-key", "", &self.key, "")
    }

    fn failure(&self, response: &Response) -> Option<Failure> {
        (response.status == 429).then(|| Failure::new(ErrorKind::RateLimited))
    }

    fn limits(&self) -> Vec<Limit> {
        vec![self.limit]
    }
}

impl Endpoint for Knock {
    type Api = Caller;
    type Output = ();

    const NAME: &'static str = "knock";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Caller) -> Result<Request, Error> {
        Request::get(&api.base, &["limits", "count", "this"])
    }

    fn response(&self, _: &Caller, _: &Response) -> Result<(), Error> {
        Ok(())
    }
}

/// FrontCore's limit, 5 calls per second, and Dendreo's, 100 calls per 10 s: as they stand in their documents, and as
/// the sandbox enforces them.
pub(crate) const LIMITS: [(&str, Limit); 2] = [
    ("frontcore", Limit { scope: Scope::Account, calls: 5, per: Duration::from_secs(1) }),
    ("dendreo", Limit { scope: Scope::Account, calls: 100, per: Duration::from_secs(10) }),
];

/// A way to a sandbox in this process that takes `delay` plus or minus a jitter, which is another one there than back.
#[derive(Clone)]
pub(crate) struct Road {
    transport: InProcess,
    provider: &'static str,
    delay: Duration,
    there: Duration,
    back: Duration,
    state: Arc<Mutex<(fastrand::Rng, Vec<Instant>)>>,
}

impl Road {
    pub(crate) fn new(provider: &'static str, delay: Duration, [there, back]: [Duration; 2], seed: u64) -> Self {
        let transport = InProcess::new(Sandbox::only(&[provider], 1, 1).unwrap());
        let state = Arc::new(Mutex::new((fastrand::Rng::with_seed(seed), Vec::new())));
        Self { transport, provider, delay, there, back, state }
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        self.transport.sandbox()
    }

    /// The client's side of this provider's account.
    pub(crate) fn caller(&self, limit: Limit) -> Caller {
        let environment = self.transport.environment(self.provider).unwrap();
        let key = environment.iter().find(|(name, _)| name.ends_with("KEY")).map(|(_, value)| value.as_str());
        Caller::new(&self.transport.base_url(self.provider).unwrap(), key.unwrap(), limit)
    }

    /// How many calls the sandbox refused by its limit.
    pub(crate) fn refused(&self) -> u64 {
        refused(self.sandbox(), self.provider)
    }

    /// When each call arrived.
    pub(crate) fn arrivals(&self) -> Vec<Instant> {
        self.state.lock().unwrap().1.clone()
    }

    async fn journey(&self, jitter: Duration) {
        let share = self.state.lock().unwrap().0.f64();
        sleep((self.delay + (2 * jitter).mul_f64(share)).saturating_sub(jitter)).await;
    }
}

impl Transport for Road {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            self.journey(self.there).await;
            self.state.lock().unwrap().1.push(Instant::now());
            let answer = self.transport.send(request).await;
            self.journey(self.back).await;
            answer
        })
    }
}

/// How many calls to a provider this sandbox refused by its limit.
pub(crate) fn refused(sandbox: &Sandbox, provider: &str) -> u64 {
    sandbox.stats()[provider]["refused"].as_u64().unwrap()
}
