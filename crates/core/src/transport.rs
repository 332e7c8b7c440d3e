//! The seam to the network: one request in, one answer or a classified failure out. Nothing here knows a provider.
//!
//! The types are those of the `http` crate, so that any HTTP library can stand behind it; [`crate::reqwest`] is the
//! one that ships.

use bytes::Bytes;
use std::{fmt, future::Future, pin::Pin, time::Duration};

/// A future without a name, as the object-safe traits return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Something that can carry a request to the remote side.
///
/// An implementation must not follow redirects, must add neither cookies nor a `Referer`, and must not retry once
/// bytes have left: whether to repeat is decided by the client, which knows what the call does.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and reads the whole answer, within `bounds`.
    ///
    /// # Errors
    /// A [`TransportError`] that says whether the request may have reached the remote side.
    fn send(
        &self,
        request: http::Request<Bytes>,
        bounds: Bounds,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// What one exchange may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// From the first byte of the connection attempt to the last byte of the answer.
    pub timeout: Duration,
    /// The largest answer body accepted, in bytes.
    pub max_answer: usize,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.reason)]
pub struct TransportError {
    /// What went wrong.
    pub reason: Reason,
    /// What the HTTP library said, already free of the URL.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The ways an exchange fails, told apart by what the remote side may have seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// No connection could be made: the request was certainly not sent.
    Connect,
    /// The request could not be built or was refused locally: certainly not sent.
    Unsendable,
    /// The time was up after the request may have left: it may have been carried out.
    Timeout,
    /// The connection broke or was closed after the request may have left: it may have been carried out.
    Interrupted,
    /// The answer was larger than allowed: the request was carried out or refused, nobody knows which.
    AnswerTooLarge,
}

impl TransportError {
    /// An error without a cause from the HTTP library.
    #[must_use]
    pub fn new(reason: Reason) -> Self {
        Self { reason, source: None }
    }

    /// Whether the request certainly never reached the remote side.
    #[must_use]
    pub fn was_not_sent(&self) -> bool {
        matches!(self.reason, Reason::Connect | Reason::Unsendable)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "no connection could be made; nothing was sent",
            Self::Unsendable => "the request could not be built; nothing was sent",
            Self::Timeout => "no complete answer in time; the request may have been carried out",
            Self::Interrupted => "the connection broke before the answer; the request may have been carried out",
            Self::AnswerTooLarge => "the answer is larger than allowed; the request may have been carried out",
        })
    }
}
