//! How a client is put together, and its defaults.

use super::{Client, Inner};
use crate::client::{
    account_name::AccountName,
    endpoint::Provider,
    limit::Limiter,
    retry::{Budget, RetryPolicy},
    transport::Transport,
};
use std::{sync::Arc, time::Duration};

/// What a client is made of. Every setting has a default:
///
/// | setting | default |
/// | --- | --- |
/// | `timeout` of one try | 30 s |
/// | `deadline` of the whole call, retries and waits between them included | 60 s |
/// | `longest_wait` for a free slot of the provider's limits | 60 s |
/// | `stall`: how long a list may be without a further byte | 30 s |
/// | `largest_record`, of a list, too | 1 MiB |
/// | `largest_list`, where it is read whole | 16 MiB |
/// | `retry` | [`RetryPolicy::default`] |
/// | `limiter` | one of its own |
/// | `account` | what the provider says |
/// | `transport` | reqwest, with the feature of that name |
pub struct ClientBuilder<P> {
    provider: P,
    transport: Option<Arc<dyn Transport>>,
    limiter: Limiter,
    settings: Settings,
    account: Option<AccountName>,
}

#[derive(Clone, Copy)]
pub(super) struct Settings {
    pub(super) timeout: Duration,
    pub(super) deadline: Duration,
    pub(super) longest_wait: Duration,
    pub(super) stall: Duration,
    pub(super) largest_record: usize,
    pub(super) largest_list: usize,
    pub(super) retry: RetryPolicy,
}

impl<P: Provider> ClientBuilder<P> {
    pub(super) fn new(provider: P) -> Self {
        let settings = Settings {
            timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(60),
            longest_wait: Duration::from_secs(60),
            stall: Duration::from_secs(30),
            largest_record: 1024 * 1024,
            largest_list: 16 * 1024 * 1024,
            retry: RetryPolicy::default(),
        };
        Self { provider, transport: None, limiter: Limiter::new(), settings, account: None }
    }

    /// How long one try may take, from connecting to the last byte. A list takes as long as it is long: it must begin
    /// in that time and may not [`stall`](Self::stall).
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// How long the whole call may take from when it may first leave, retries and the waits between them included.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// How long the next call in the queue may wait for a free slot of the provider's limits.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.settings.longest_wait = wait;
        self
    }

    /// How long a list may be without a further byte, once it has begun.
    #[must_use]
    pub fn stall(mut self, time: Duration) -> Self {
        self.settings.stall = time;
        self
    }

    /// The largest answer accepted where one record is expected, in bytes; of a list that is read while it arrives,
    /// the largest record and the most that may stand around the records.
    #[must_use]
    pub fn largest_record(mut self, bytes: usize) -> Self {
        self.settings.largest_record = bytes;
        self
    }

    /// The largest answer accepted where many records are expected and read whole, by [`Client::send`], in bytes.
    /// [`Client::records`], [`Client::pages`] and all that reads people have no such limit.
    #[must_use]
    pub fn largest_list(mut self, bytes: usize) -> Self {
        self.settings.largest_list = bytes;
        self
    }

    /// How failed calls are tried again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Shares the limits of another client of the same account.
    #[must_use]
    pub fn limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = limiter;
        self
    }

    /// Names the account, in place of what the provider says ([`Provider::account_name`]): it is the same one wherever
    /// its address is and whichever key opens it.
    #[must_use]
    pub fn account(mut self, name: &str) -> Self {
        self.account = Some(AccountName::anywhere(name));
        self
    }

    /// Sends through this transport.
    #[must_use]
    pub fn transport(self, transport: impl Transport) -> Self {
        self.shared_transport(Arc::new(transport))
    }

    /// Sends through a transport that others use, too.
    #[must_use]
    pub fn shared_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where there is no transport, or it cannot be
    /// set up.
    pub fn build(self) -> Result<Client<P>, crate::error::Error> {
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        Ok(Client(Arc::new(Inner {
            provider: self.provider,
            transport,
            limiter: self.limiter,
            budget: Budget::default(),
            sessions: super::Sessions::default(),
            settings: self.settings,
            account: self.account,
        })))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, crate::error::Error> {
    Ok(Arc::new(crate::client::reqwest::Reqwest::new()?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, crate::error::Error> {
    Err(crate::error::Error::configuration("there is no transport: give one, or turn on the feature reqwest"))
}
