//! One try of one call: wait for leave, authorise, send, and see whether the API said no.

use super::{Client, Plan};
use crate::{
    AnswerSize, Error, ErrorKind, Provider, Request, Response, TransportError,
    retry_after::retry_after,
    span::later,
    transport::{Bounds, Reason},
};
use jiff::Timestamp;
use secrecy::SecretString;
use tokio::time::Instant;

impl<P: Provider> Client<P> {
    /// One try, its time bounded by what is left of the whole call's. The call's time starts when it may first leave:
    /// waiting in the queue of a limit is not the provider's slowness.
    pub(super) async fn attempt_within(
        &self,
        plan: Plan,
        request: &Request,
        token: Option<SecretString>,
        deadline: &mut Option<Instant>,
    ) -> Result<Response, Error> {
        let settings = &self.0.settings;
        let limits = self.provider().limits();
        let permit = self.0.limiter.acquire(&limits, plan.name, request.needs(), settings.longest_wait).await?;
        let now = Instant::now();
        let left = deadline.get_or_insert(later(now, settings.deadline)).saturating_duration_since(now);
        let bounds = Bounds {
            timeout: settings.timeout.min(left),
            max_answer: match plan.answer {
                AnswerSize::Record => settings.largest_record,
                AnswerSize::List => settings.largest_list,
            },
        };
        let mut authorized = request.clone();
        self.provider().authorize(&mut authorized, token.as_ref())?;
        let result = self.0.transport.send(authorized.to_http()?, bounds).await;
        let response = match result {
            Ok(response) => {
                permit.answered();
                let (parts, body) = response.into_parts();
                Response::new(parts.status, parts.headers, body)
            }
            Err(error) => {
                permit.ended();
                return Err(plan.settled(unanswered(error)));
            }
        };
        match self.provider().failure(&response) {
            None => Ok(response),
            Some(failure) => {
                let wait = retry_after(&response.headers, Timestamp::now()).or(failure.retry_after);
                let error = failure.into_error().with_answer(&response, &authorized.values()).with_retry_after(wait);
                Err(plan.settled(error))
            }
        }
    }

    /// One try without a deadline beyond its own.
    pub(super) async fn attempt(
        &self,
        plan: Plan,
        request: &Request,
        token: Option<SecretString>,
    ) -> Result<Response, Error> {
        self.attempt_within(plan, request, token, &mut None).await
    }
}

fn unanswered(error: TransportError) -> Error {
    let kind = match error.reason {
        Reason::Connect => ErrorKind::Connect,
        Reason::Unsendable => ErrorKind::Configuration,
        Reason::Timeout => ErrorKind::Timeout,
        Reason::Interrupted => ErrorKind::Interrupted,
        Reason::AnswerTooLarge => ErrorKind::AnswerTooLarge,
    };
    let explanation = match error.reason {
        Reason::Connect => "no connection could be made",
        Reason::Unsendable => "the request could not be sent",
        Reason::Timeout => "no complete answer came in time",
        Reason::Interrupted => "the connection broke before the answer",
        Reason::AnswerTooLarge => "the answer is larger than allowed",
    };
    Error::new(kind, explanation).with_source(error)
}
