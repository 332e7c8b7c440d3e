//! How an API refuses a call.

use crate::error::{Error, fields::FieldError, kind::ErrorKind};
use http::StatusCode;
use std::time::Duration;

/// How an API refuses a call.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// The API's own code.
    pub code: Option<String>,
    /// What the API said.
    pub message: Option<String>,
    /// What it said about single fields.
    pub fields: Vec<FieldError>,
    /// How long the API's documents ask to wait before another try, for where the answer itself does not say.
    pub retry_after: Option<Duration>,
}

impl Failure {
    /// The failure a status alone speaks of; none for 2xx.
    ///
    /// A 5xx leaves open whether a write was carried out, and so does every status that is no answer to the call: a 3xx,
    /// which is never followed, a 1xx, what no standard defines (600 and above), and those by which a server or a gateway
    /// says that it stopped waiting (408, and 460 and 499 of common gateways).
    #[must_use]
    pub fn from_status(status: StatusCode) -> Option<Self> {
        let kind = match status.as_u16() {
            200..=299 => return None,
            300..=399 => ErrorKind::Redirect,
            400 | 413 | 415 | 422 => ErrorKind::Validation,
            401 => ErrorKind::Authentication,
            402 => ErrorKind::Licence,
            403 => ErrorKind::Permission,
            404 | 410 => ErrorKind::NotFound,
            408 | 460 | 499 => ErrorKind::Timeout,
            409 | 412 => ErrorKind::Conflict,
            429 => ErrorKind::RateLimited,
            400..=499 => ErrorKind::Refused,
            500..=599 => ErrorKind::Server,
            _ => ErrorKind::Decode,
        };
        Some(Self::new(kind))
    }

    /// Whether the status is no answer to the call, so that no word of the body may make a refusal of it: what became of
    /// a write is not known.
    #[must_use]
    pub fn leaves_open(&self) -> bool {
        matches!(self.kind, ErrorKind::Redirect | ErrorKind::Timeout | ErrorKind::Decode)
    }

    /// A failure of this kind.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The same failure with what the API said.
    #[must_use]
    pub fn with_message(mut self, message: Option<String>) -> Self {
        self.message = message.filter(|text| !text.trim().is_empty());
        self
    }

    /// The failure as an error, in our own words.
    pub(crate) fn into_error(self) -> Error {
        let mut error = Error::new(self.kind, explanation(self.kind)).with_fields(self.fields);
        if let Some(code) = self.code {
            error = error.with_code(code);
        }
        match self.message {
            Some(message) => error.with_message(message),
            None => error,
        }
    }
}

fn explanation(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Authentication => "the key or token was not accepted",
        ErrorKind::SessionExpired => "the session's token is no longer accepted",
        ErrorKind::Permission => "the key is not allowed to do this",
        ErrorKind::Licence => "the licence does not cover this",
        ErrorKind::NotFound => "there is no such record or endpoint",
        ErrorKind::Conflict => "the record's state does not allow this, or the value is taken",
        ErrorKind::Busy => "the provider is still busy with this record",
        ErrorKind::Validation => "the provider found fault with the input",
        ErrorKind::RateLimited => "too many calls",
        ErrorKind::Server => "the provider failed",
        ErrorKind::Redirect => "the provider answered with a redirect, which is not followed",
        ErrorKind::Timeout => "the provider, or a gateway before it, stopped waiting",
        ErrorKind::Decode => "the status of the answer does not say what became of the call",
        _ => "the provider refused",
    }
}
