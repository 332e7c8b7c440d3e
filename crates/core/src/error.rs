//! The one error of all crates: what happened, what may have been done, where to look. Never a value of a person.

pub(crate) mod fields;
pub(crate) mod kind;
mod path;
pub(crate) mod redact;
mod show;

use fields::FieldError;
use kind::{ErrorKind, Outcome};

use crate::model::field::{Field, InvalidValue};
use crate::model::span;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::{borrow::Cow, time::Duration};

/// What went wrong with one call, or with an operation made of several.
///
/// `Display` is one line without a value of a person and without a secret; [`message`](Self::message) has what the
/// API itself said, with addresses, numbers and everything that was sent taken out; [`body`](Self::body) has the raw
/// answer for those who must see it.
pub struct Error(Box<Inner>);

#[derive(Default)]
struct Inner {
    kind: ErrorKind,
    outcome: Outcome,
    explanation: Cow<'static, str>,
    provider: &'static str,
    endpoint: &'static str,
    attempts: u32,
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: Bytes,
    code: Option<String>,
    message: Option<String>,
    fields: Vec<FieldError>,
    retry_after: Option<Duration>,
    done: Vec<&'static str>,
    applied: Vec<Field>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with our own words for it. They must hold no value of a person and no secret.
    #[must_use]
    pub fn new(kind: ErrorKind, explanation: impl Into<Cow<'static, str>>) -> Self {
        let outcome = kind.usual_outcome();
        Self(Box::new(Inner { kind, outcome, explanation: explanation.into(), ..Inner::default() }))
    }

    /// Input that was refused before anything was sent.
    #[must_use]
    pub fn invalid(explanation: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Invalid, explanation)
    }

    /// Something the provider cannot do; nothing was sent.
    #[must_use]
    pub fn unsupported(explanation: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Unsupported, explanation)
    }

    /// A setting that is missing or wrong; nothing was sent.
    #[must_use]
    pub fn configuration(explanation: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration, explanation)
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What became of the request, as far as it can be known.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// The provider's name; empty where no provider was involved yet.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.0.provider
    }

    /// The endpoint's name, such as `participants.update`; empty where no call was made.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.0.endpoint
    }

    /// How often the call was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The headers of the answer; empty without one.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The raw answer. It may hold personal data: do not log it.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// The API's own code for the failure, where it has codes.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What the API said, without addresses, long numbers and whatever the request had sent.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// What the API said about single fields.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// How long the API asks to wait; a year at the most.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The writes of the same operation that were carried out before this failure, by endpoint name.
    #[must_use]
    pub fn done(&self) -> &[&'static str] {
        &self.0.done
    }

    /// The fields of the participant that those writes changed, where they are known to.
    #[must_use]
    pub fn applied_fields(&self) -> &[Field] {
        &self.0.applied
    }

    /// Whether the same call may do better later. Ask [`may_have_been_applied`](Self::may_have_been_applied) first.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.kind.is_retryable()
    }

    /// Whether something may have been changed on the remote side: the call may have been carried out, or an earlier
    /// write of the same operation was.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        !self.0.done.is_empty() || matches!(self.0.outcome, Outcome::Unknown | Outcome::Applied)
    }

    /// The same error with the API's own message. It is cleaned when the client adds the request to it.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// The same error with the API's own code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// The same error with what the API said about single fields.
    #[must_use]
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.0.fields = fields;
        self
    }

    /// The same error with another outcome than its kind usually has.
    #[must_use]
    pub fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.0.outcome = outcome;
        self
    }

    /// The same error with the underlying one, which must not hold a URL, a secret or a value of a person.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same error said to come from this provider, unless it already names one.
    #[must_use]
    pub fn with_context(mut self, provider: &'static str, endpoint: &'static str) -> Self {
        if self.0.provider.is_empty() {
            self.0.provider = provider;
        }
        if self.0.endpoint.is_empty() {
            self.0.endpoint = endpoint;
        }
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait.map(|wait| wait.min(span::LONGEST));
        self
    }

    pub(crate) fn with_done(mut self, done: Vec<&'static str>, fields: Vec<Field>) -> Self {
        self.0.done = done;
        self.0.applied = fields;
        self
    }

    /// Adds the answer, and cleans what the API said of everything in `sent`.
    pub(crate) fn with_answer(mut self, status: StatusCode, headers: HeaderMap, body: Bytes, sent: &[String]) -> Self {
        let inner = &mut self.0;
        inner.status = Some(status);
        inner.headers = headers;
        inner.body = body;
        let clean = |text: &mut String| *text = redact::message(text, sent);
        inner.message.as_mut().map(clean).unwrap_or_default();
        inner.code.as_mut().map(clean).unwrap_or_default();
        inner.fields.iter_mut().for_each(|field| field.clean(sent));
        self
    }

    pub(crate) fn decode(json: &serde_json::Error, text: &[u8]) -> Self {
        let what = match json.classify() {
            serde_json::error::Category::Eof => "the answer ends too early",
            serde_json::error::Category::Data => "the answer has another shape than expected",
            _ => "the answer is not JSON",
        };
        let at = format!("line {}, column {}", json.line(), json.column());
        let path = path::at(text, json.line(), json.column());
        let place = if path.is_empty() { format!("at {at}") } else { format!("at {path}, {at}") };
        Self::new(ErrorKind::Decode, format!("{what} ({place})"))
    }
}

/// [`ErrorKind::Invalid`]: nothing was sent.
impl From<InvalidValue> for Error {
    fn from(invalid: InvalidValue) -> Self {
        Self::invalid(invalid.to_string())
    }
}
