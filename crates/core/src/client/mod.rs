//! The client: the one place that sends, for every endpoint of every provider.

mod account;
mod attempt;
mod builder;
mod sessions;
mod trace;

pub use builder::ClientBuilder;

use crate::{
    AnswerSize, Call, Effect, Endpoint, Error, ErrorKind, Outcome, Provider, Request, Response, limit::Limiter, retry,
    retry::Budget, transport::Transport,
};
use builder::Settings;
use secrecy::SecretString;
use sessions::Sessions;
use std::{fmt, sync::Arc};
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
}

/// What the client must know of an endpoint to send it.
#[derive(Clone, Copy)]
struct Plan {
    name: &'static str,
    effect: Effect,
    answer: AnswerSize,
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
        let plan = Plan { name: E::NAME, effect: E::EFFECT, answer: E::ANSWER };
        let request = endpoint.request(self.provider()).map_err(|error| error.at(P::NAME, E::NAME))?;
        let response = self.exchange(plan, &request).await?;
        endpoint.response(self.provider(), &response).map_err(|error| plan.unread::<P>(error, &response, &request))
    }

    /// Sends one call whose type is forgotten; see [`send`](Self::send).
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn call<T: 'static>(&self, call: &Call<P, T>) -> Result<T, Error> {
        let plan = Plan { name: call.name(), effect: call.effect(), answer: call.answer() };
        let request = call.request(self.provider())?;
        let response = self.exchange(plan, &request).await?;
        call.response(self.provider(), &response).map_err(|error| plan.unread::<P>(error, &response, &request))
    }

    /// Signs out of every session, as far as the API has a way to. Best effort: a session ends by itself, too.
    pub async fn close(&self) {
        for (realm, token) in self.0.sessions.take_all() {
            let Some(call) = self.provider().sign_out(realm) else { continue };
            let Ok(request) = call.request(self.provider()) else { continue };
            let plan = Plan { name: call.name(), effect: Effect::Read, answer: AnswerSize::Record };
            // Nothing depends on the answer, and there is nobody to tell of a failure.
            drop(self.attempt(plan, &request, Some(token)).await);
        }
    }

    /// Tries until there is an answer without a failure, or no reason left to try again.
    async fn exchange(&self, plan: Plan, request: &Request) -> Result<Response, Error> {
        let settings = &self.0.settings;
        let mut deadline = None;
        let mut renewed = false;
        let mut may_be_done = false;
        let mut attempts = 0;
        loop {
            attempts += 1;
            let mut token = None;
            let error = match self.tried(plan, request, attempts, &mut token, &mut deadline).await {
                Ok(response) => return Ok(response),
                // What an earlier try may have done, a later refusal does not undo.
                Err(error) if may_be_done => error.with_outcome(Outcome::Unknown),
                Err(error) => error,
            };
            may_be_done = error.may_have_been_applied();
            if let (ErrorKind::SessionExpired, false, Some((realm, token))) = (error.kind(), renewed, token) {
                // Refused before any work, so that even a create may be repeated.
                renewed = true;
                self.0.sessions.forget(realm, &token).await;
                continue;
            }
            let wait = error.retry_after().unwrap_or_else(|| settings.retry.wait(attempts + 1));
            let in_time = deadline.is_none_or(|deadline| Instant::now() + wait < deadline);
            if attempts >= settings.retry.attempts
                || !retry::may_repeat(plan.effect, &error)
                || !in_time
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

impl<P: Provider> Client<P> {
    /// One try: signed in where that is needed, traced, and its outcome noted for all calls of the account. The token
    /// it used is left in `used`.
    async fn tried(
        &self,
        plan: Plan,
        request: &Request,
        number: u32,
        used: &mut Option<(&'static str, SecretString)>,
        deadline: &mut Option<Instant>,
    ) -> Result<Response, Error> {
        if let Some(realm) = request.needs() {
            *used = Some((realm, self.token(realm).await?));
        }
        let token = used.as_ref().map(|(_, token)| token.clone());
        let span = trace::Span::new(P::NAME, plan.name, number);
        let result = span.record(self.attempt_within(plan, request, token, deadline)).await;
        match result {
            Ok(response) => {
                self.0.budget.earn();
                Ok(response)
            }
            Err(error) => {
                let was_told = error.kind() == ErrorKind::RateLimited && error.status().is_some();
                if let Some(wait) = error.retry_after().filter(|_| was_told) {
                    // The whole account was told to wait, not this call alone, and whether or not this call goes on.
                    self.0.limiter.pause(wait);
                }
                Err(error.at(P::NAME, plan.name).with_attempts(number))
            }
        }
    }
}

impl Plan {
    /// An answer that could not be read: of a write, something was most likely done.
    fn unread<P: Provider>(self, error: Error, response: &Response, request: &Request) -> Error {
        let error = error.at(P::NAME, self.name).with_answer(response, &request.values());
        self.settled(error)
    }

    /// What a failure means depends on what the call does: a read changes nothing, whatever became of it.
    fn settled(self, error: Error) -> Error {
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
