//! The client: the one place that sends, for every endpoint of every provider.

mod account;
pub(crate) mod account_name;
mod attempt;
pub(crate) mod builder;
pub(crate) mod config;
pub(crate) mod endpoint;
pub(crate) mod failure;
pub(crate) mod limit;
pub(crate) mod list;
mod listing;
mod mark;
pub(crate) mod page;
pub(crate) mod paging;
pub(crate) mod records;
#[cfg(feature = "reqwest")]
pub mod reqwest;
pub(crate) mod retry;
mod retry_after;
mod sessions;
mod trace;
pub mod transport;

use listing::Answer;

use crate::{
    client::{
        account_name::AccountName,
        endpoint::{AnswerSize, Call, Effect, Endpoint, Provider},
        limit::Limiter,
        retry::Budget,
        transport::Transport,
    },
    error::{
        Error,
        kind::{ErrorKind, Outcome},
    },
    wire::{request::Request, response::Response},
};
use builder::{ClientBuilder, Settings};
use secrecy::SecretString;
use sessions::Sessions;
use std::{fmt, sync::Arc, time::Duration};
use tokio::time::Instant;

/// A client of one provider's account.
///
/// Cheap to clone; clones share connections, limits, retry budget and sessions.
pub struct Client<P: Provider>(Arc<Inner<P>>);

struct Inner<P: Provider> {
    provider: P,
    transport: Arc<dyn Transport>,
    limiter: Limiter,
    budget: Budget,
    sessions: Sessions,
    settings: Settings,
    /// What distinguishes the account from others, in place of what the provider says.
    account: Option<AccountName>,
}

/// What the client must know of an endpoint to send it.
#[derive(Clone, Copy)]
struct CallInfo {
    name: &'static str,
    effect: Effect,
    answer: AnswerSize,
    /// For a list that is read while it arrives: whether the member of this name holds it.
    is_list: Option<fn(&str) -> bool>,
}

impl<P: Provider> Client<P> {
    /// A builder of a client for `provider`.
    pub fn builder(provider: P) -> ClientBuilder<P> {
        ClientBuilder::new(provider)
    }

    /// A client over the reqwest transport, with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] where the TLS library cannot be set up.
    #[cfg(feature = "reqwest")]
    pub fn new(provider: P) -> Result<Self, Error> {
        ClientBuilder::new(provider).build()
    }

    /// The provider with its settings.
    #[must_use]
    pub fn provider(&self) -> &P {
        &self.0.provider
    }

    /// The limiter, to be shared with other clients of the same account.
    #[must_use]
    pub fn limiter(&self) -> &Limiter {
        &self.0.limiter
    }

    /// Sends one call: limit, authorise, transport, failure?, retry?, read.
    ///
    /// # Errors
    /// Whatever went wrong, with provider, endpoint, attempts and what may have been carried out.
    pub async fn send<E: Endpoint<Api = P>>(&self, endpoint: &E) -> Result<E::Output, Error> {
        let call_info = CallInfo { name: E::NAME, effect: E::EFFECT, answer: E::ANSWER, is_list: None };
        let request = endpoint.request(self.provider()).map_err(|error| error.with_context(P::NAME, E::NAME))?;
        let response = self.exchange(call_info, &request).await?.response;
        let decode_failed = |error| call_info.decode_failed::<P>(error, &response, &request.values());
        endpoint.response(self.provider(), &response).map_err(decode_failed)
    }

    /// Sends one call whose type is forgotten; see [`send`](Self::send).
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn call<T: 'static>(&self, call: &Call<P, T>) -> Result<T, Error> {
        self.call_built(call, &call.request(self.provider())?).await
    }

    /// The same with the call's request, which was built before.
    pub(crate) async fn call_built<T: 'static>(&self, call: &Call<P, T>, request: &Request) -> Result<T, Error> {
        let call_info = CallInfo { name: call.name(), effect: call.effect(), answer: call.answer(), is_list: None };
        let response = self.exchange(call_info, request).await?.response;
        let decode_failed = |error| call_info.decode_failed::<P>(error, &response, &request.values());
        call.response(self.provider(), &response).map_err(decode_failed)
    }

    /// Signs out of every session, as far as the API has a way to. Best effort: a session ends by itself, too.
    pub async fn close(&self) {
        for (realm, token) in self.0.sessions.take_all() {
            let Some(call) = self.provider().sign_out(realm) else { continue };
            let Ok(request) = call.request(self.provider()) else { continue };
            let call_info =
                CallInfo { name: call.name(), effect: Effect::Read, answer: AnswerSize::Record, is_list: None };
            // Nothing depends on the answer, and there is no caller to report a failure to.
            drop(self.attempt(call_info, &request, Some(token)).await);
        }
    }

    /// Tries until there is an answer without a failure, or no reason left to try again. A sign-in that a try needs is
    /// part of the try: it counts within the call's tries and its time.
    async fn exchange(&self, call_info: CallInfo, request: &Request) -> Result<Answer, Error> {
        let settings = &self.0.settings;
        let mut spent = Spent::default();
        let mut renewed = false;
        let mut may_be_done = false;
        loop {
            spent.attempts = spent.attempts.saturating_add(1);
            let Failed { error, effect, token } = match self.try_once(call_info, request, &mut spent).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            // What an earlier try may have done, a later refusal does not undo.
            let error = if may_be_done { error.with_outcome(Outcome::Unknown) } else { error };
            may_be_done = error.may_have_been_applied();
            let is_refused = matches!(error.kind(), ErrorKind::SessionExpired | ErrorKind::Authentication);
            if let (true, false, Some((realm, token))) = (is_refused, renewed, token) {
                // Refused before any work, so that even a create may be repeated. A plain 401 to a call with a token is
                // about the token: what signs in was right a moment ago.
                renewed = true;
                self.0.sessions.forget(realm, &token).await;
                continue;
            }
            let wait = error.retry_after().unwrap_or_else(|| settings.retry.wait(spent.attempts.saturating_add(1)));
            let is_in_time = spent.left().is_none_or(|left| wait < left);
            // What our own limiter refuses, it has found to be too far away already.
            let is_our_limit = error.kind() == ErrorKind::RateLimited && error.status().is_none();
            if spent.attempts >= settings.retry.attempts
                || !retry::may_repeat(effect, &error)
                || is_our_limit
                || !is_in_time
                || !self.0.budget.spend()
            {
                return Err(error);
            }
            if error.kind() == ErrorKind::RateLimited {
                // The gate does the waiting, for all calls of the account.
                self.0.limiter.pause(wait);
            } else {
                tokio::time::sleep(wait).await;
            }
        }
    }
}

/// What a call has spent so far.
#[derive(Default)]
struct Spent {
    attempts: u32,
    /// Until when all its tries have to end; not known before the first leaves.
    deadline: Option<Instant>,
}

impl Spent {
    /// What is left of the call's time, once it runs.
    fn left(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }
}

/// A try that failed.
struct Failed {
    error: Error,
    /// What the call does that failed: signing in for a creation creates nothing.
    effect: Effect,
    /// The token it was sent with.
    token: Option<(&'static str, SecretString)>,
}

impl<P: Provider> Client<P> {
    /// One try: signed in where that is needed.
    async fn try_once(&self, call_info: CallInfo, request: &Request, spent: &mut Spent) -> Result<Answer, Failed> {
        let token = match request.needs() {
            None => None,
            Some(realm) => match self.token(realm, spent).await {
                Ok(token) => Some((realm, token)),
                Err(error) => return Err(Failed { error, effect: Effect::Read, token: None }),
            },
        };
        let sent_with = token.as_ref().map(|(_, token)| token.clone());
        let result = self.try_traced(call_info, request, sent_with, spent).await;
        result.map_err(|error| Failed { error, effect: call_info.effect, token })
    }

    /// Sends once, traced, and notes the outcome for all calls of the account.
    async fn try_traced(
        &self,
        call_info: CallInfo,
        request: &Request,
        token: Option<SecretString>,
        spent: &mut Spent,
    ) -> Result<Answer, Error> {
        let number = spent.attempts;
        let span = trace::Span::new(P::NAME, call_info.name, number);
        let result = span.record(self.attempt_within(call_info, request, token, &mut spent.deadline)).await;
        match result {
            Ok(answer) => {
                self.0.budget.earn();
                Ok(answer)
            }
            Err(error) => {
                let was_asked = error.kind() == ErrorKind::RateLimited && error.status().is_some();
                if let Some(wait) = error.retry_after().filter(|_| was_asked) {
                    // The whole account has to wait, not this call alone, and whether or not this call goes on.
                    self.0.limiter.pause(wait);
                }
                Err(error.with_context(P::NAME, call_info.name).with_attempts(number))
            }
        }
    }
}

impl CallInfo {
    /// An answer that could not be read: of a write, something was most likely done.
    fn decode_failed<P: Provider>(self, error: Error, response: &Response, sent: &[String]) -> Error {
        let error = response.added_to(error.with_context(P::NAME, self.name), sent);
        self.with_effect(error)
    }

    /// What a failure means depends on what the call does: a read changes nothing, whatever became of it.
    fn with_effect(self, error: Error) -> Error {
        match self.effect {
            Effect::Read if error.outcome() != Outcome::NotSent => error.with_outcome(Outcome::NotApplied),
            _ => error,
        }
    }
}

impl<P: Provider> Clone for Client<P> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<P: Provider> fmt::Debug for Client<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", P::NAME)
    }
}
