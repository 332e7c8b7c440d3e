//! One try of one call: wait for leave, authorise, send, and see whether the API said no.

use super::{Answer, CallInfo, Client, listing};
use crate::client::transport::unanswered;
use crate::{
    client::{
        endpoint::{AnswerSize, Provider},
        retry_after::retry_after,
        transport::{Bounds, exchange},
    },
    error::Error,
    model::span::later,
    wire::request::Request,
};
use jiff::Timestamp;
use secrecy::SecretString;
use std::time::Duration;
use tokio::time::Instant;

impl<P: Provider> Client<P> {
    /// One try, its time bounded by what is left of the whole call's. The call's time starts when it may first leave:
    /// waiting in the queue of a limit is not the provider's slowness.
    pub(super) async fn attempt_within(
        &self,
        call_info: CallInfo,
        request: &Request,
        token: Option<SecretString>,
        deadline: &mut Option<Instant>,
    ) -> Result<Answer, Error> {
        let settings = &self.0.settings;
        let limits = self.provider().limits();
        let permit = self.0.limiter.acquire(&limits, call_info.name, request.needs(), settings.longest_wait).await?;
        let now = Instant::now();
        let left = deadline.get_or_insert(later(now, settings.deadline)).saturating_duration_since(now);
        let bounds = self.bounds(call_info, left);
        let (transport, sent) = (&*self.0.transport, self.authorized(request, token.as_ref())?.into_http()?);
        let host = sent.uri().host().unwrap_or_default().to_owned();
        let result = match call_info.is_list {
            None => exchange(transport, sent, bounds).await.map(Answer::from),
            Some(is_list) => listing::open(transport, sent, bounds, is_list).await,
        };
        let mut answer = match result {
            Ok(mut answer) => {
                permit.answered();
                answer.hide(P::SECRETS);
                answer
            }
            Err(error) => {
                permit.ended();
                return Err(call_info.with_effect(unanswered(error, &host)));
            }
        };
        let response = &answer.response;
        match self.provider().failure(response) {
            None => {
                if let Some(list) = &mut answer.list {
                    list.sent = self.authorized(request, token.as_ref())?.values();
                }
                Ok(answer)
            }
            Some(failure) => {
                let wait = retry_after(&response.headers, Timestamp::now()).or(failure.retry_after);
                let sent = self.authorized(request, token.as_ref())?.values();
                let error = response.added_to(failure.into_error(), &sent).with_retry_after(wait);
                Err(call_info.with_effect(error))
            }
        }
    }

    /// The request with the credentials in it.
    fn authorized(&self, request: &Request, token: Option<&SecretString>) -> Result<Request, Error> {
        let mut authorized = request.clone();
        self.provider().authorize(&mut authorized, token)?;
        Ok(authorized)
    }

    /// One try without a deadline beyond its own.
    pub(super) async fn attempt(
        &self,
        call_info: CallInfo,
        request: &Request,
        token: Option<SecretString>,
    ) -> Result<Answer, Error> {
        self.attempt_within(call_info, request, token, &mut None).await
    }

    /// What one try may cost where `left` is left of the call's time. A list takes as long as it is: its answer must
    /// begin in the time of a try, and its first record come in the time of the call where it is read while it arrives.
    fn bounds(&self, call_info: CallInfo, left: Duration) -> Bounds {
        let settings = &self.0.settings;
        let max_answer = match call_info.answer {
            AnswerSize::Record => settings.largest_record,
            AnswerSize::List => settings.largest_list,
        };
        let whole = Bounds::new(settings.timeout.min(left), max_answer);
        match (call_info.answer, call_info.is_list) {
            (_, Some(_)) => Bounds { timeout: left, stall: settings.stall, ..whole },
            (AnswerSize::List, None) => Bounds { timeout: Duration::MAX, stall: settings.stall, ..whole },
            (AnswerSize::Record, None) => whole,
        }
    }
}
