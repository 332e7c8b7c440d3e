//! The seam to the network: one request in, one answer or a classified failure out. Nothing here knows a provider.
//!
//! The types are those of the `http` crate, so that any HTTP library can stand behind it; [`crate::reqwest`] is the
//! one that ships.

mod body;

pub use body::{Chunks, ResponseBody};

use crate::error::{Error, kind::ErrorKind};
use bytes::Bytes;
use std::{borrow::Cow, fmt, future::Future, pin::Pin, time::Duration};

/// A future without a name, as the object-safe traits return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Something that can carry a request to the remote side.
///
/// An implementation must not follow redirects, must add neither cookies nor a `Referer`, and must not retry once
/// bytes have left: whether to repeat is decided by the client, which knows what the call does. It bounds the time it
/// takes to connect and nothing else: the client bounds time and size, the same for all transports, and drops the
/// future or the body where it waits no longer.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`. The answer is there with its head; its body comes whole or piece by piece, as the transport has
    /// it.
    ///
    /// # Errors
    /// A [`TransportError`] that says whether the request may have reached the remote side.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>>;
}

/// What one exchange may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// From the first byte of the connection attempt to the last byte of the answer.
    pub timeout: Duration,
    /// From the first byte of the connection attempt to the answer's head.
    pub head: Duration,
    /// From one piece of the body to the next.
    pub stall: Duration,
    /// The largest answer body accepted, in bytes.
    pub max_answer: usize,
}

impl Bounds {
    /// Bounds of the whole exchange alone: it may stall for as long as it may take.
    #[must_use]
    pub const fn new(timeout: Duration, max_answer: usize) -> Self {
        Self { timeout, head: timeout, stall: timeout, max_answer }
    }
}

impl Bounds {
    /// What a part of the exchange gives, if it does so in time. A part that may take as long as the whole needs no
    /// timer of its own.
    async fn within_part<T>(
        self,
        time: Duration,
        work: impl Future<Output = Result<T, TransportError>>,
    ) -> Result<T, TransportError> {
        if time >= self.timeout { work.await } else { within(time, work).await }
    }
}

/// Sends `request` and reads the whole answer, within `bounds`: what the client does with every answer that is no list.
///
/// # Errors
/// As [`Transport::send`]; [`Reason::Timeout`] and [`Reason::AnswerTooLarge`] beyond the bounds.
pub async fn exchange(
    transport: &dyn Transport,
    request: http::Request<Bytes>,
    bounds: Bounds,
) -> Result<http::Response<Bytes>, TransportError> {
    let whole = async {
        let (parts, mut body) = bounds.within_part(bounds.head, transport.send(request)).await?.into_parts();
        let announced = parts.headers.get(http::header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        if announced
            .and_then(|length| length.parse::<u64>().ok())
            .is_some_and(|length| length > bounds.max_answer as u64)
        {
            return Err(TransportError::new(Reason::AnswerTooLarge));
        }
        let body = body.rest(bounds).await?;
        Ok(http::Response::from_parts(parts, body))
    };
    within(bounds.timeout, whole).await
}

/// What `work` gives, if it does so in time.
pub(crate) async fn within<T>(
    time: Duration,
    work: impl Future<Output = Result<T, TransportError>>,
) -> Result<T, TransportError> {
    tokio::time::timeout(time, work).await.unwrap_or_else(|_| Err(TransportError::new(Reason::Timeout)))
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

/// The ways an exchange fails, distinguished by what the remote side may have seen.
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
    /// The answer was larger than allowed: it is not known whether the request was carried out or refused.
    AnswerTooLarge,
}

/// Why no connection could be made, as a [`TransportError`]'s source, so that an error can state it. Any other source is
/// kept and not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectCause {
    /// Nothing listens there, or a firewall says so.
    #[error("the connection was refused")]
    Refused,
    /// The host's name has no address, or the name server does not answer.
    #[error("the name of the host could not be resolved")]
    NameResolution,
    /// No network leads there.
    #[error("there is no way to that network")]
    Unreachable,
    /// Nothing answered.
    #[error("nothing answered in time")]
    TimedOut,
    /// The other side closed the connection while it was made.
    #[error("the connection was closed while it was being made")]
    Closed,
    /// The certificate's time is over.
    #[error("the certificate of the server has expired")]
    CertificateExpired,
    /// The certificate's time has not begun: often the own clock is wrong.
    #[error("the certificate of the server is not valid yet")]
    CertificateNotYetValid,
    /// The certificate was not issued by an authority this machine trusts.
    #[error("the certificate of the server is from an unknown issuer")]
    UnknownIssuer,
    /// The certificate is for another host.
    #[error("the certificate of the server is for another host name")]
    WrongHostName,
    /// The issuer has taken the certificate back.
    #[error("the certificate of the server was revoked")]
    CertificateRevoked,
    /// The certificate is not accepted for another reason.
    #[error("the certificate of the server is not accepted")]
    Certificate,
    /// No common version or cipher, or what answered does not speak TLS.
    #[error("no secure connection (TLS) could be agreed on")]
    Tls,
}

impl TransportError {
    /// Why no connection could be made, where that is known.
    #[must_use]
    pub fn connect_cause(&self) -> Option<ConnectCause> {
        self.source.as_ref()?.downcast_ref().copied()
    }

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

/// The error for a call without an answer. It names the host, and nothing else of the address: the rest may be secret.
pub(crate) fn unanswered(error: TransportError, host: &str) -> Error {
    let kind = match error.reason {
        Reason::Connect => ErrorKind::Connect,
        Reason::Unsendable => ErrorKind::Configuration,
        Reason::Timeout => ErrorKind::Timeout,
        Reason::Interrupted => ErrorKind::Interrupted,
        Reason::AnswerTooLarge => ErrorKind::AnswerTooLarge,
    };
    let explanation = match (error.reason, error.connect_cause()) {
        (Reason::Connect, Some(cause)) => format!("no connection to {host} could be made: {cause}").into(),
        (Reason::Connect, None) => format!("no connection to {host} could be made").into(),
        (Reason::Unsendable, _) => Cow::from("the request could not be sent"),
        (Reason::Timeout, _) => "no complete answer came in time".into(),
        (Reason::Interrupted, _) => "the connection broke before the answer".into(),
        (Reason::AnswerTooLarge, _) => "the answer is larger than allowed".into(),
    };
    Error::new(kind, explanation).with_source(error)
}
