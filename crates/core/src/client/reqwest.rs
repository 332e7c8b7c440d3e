//! The transport over reqwest, with every default that is unsafe for these APIs turned off.
//!
//! The only file that names the library; the files below it name what the library wraps. No redirects (the key and the
//! body would travel along), no `Referer`, no cookies, no decompression, no proxy of the environment, HTTP/1.1, no
//! retries of its own, connecting bounded in time. Bodies are handed on as they arrive.

mod cause;
#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
mod tls;

use crate::{
    client::transport::{BoxFuture, Chunks, Reason, ResponseBody, Transport, TransportError},
    error::Error,
};
use bytes::Bytes;
use std::{error::Error as _, time::Duration};

/// From the first try to reach the server until the connection stands.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Idle connections are dropped before the servers drop them (the shortest common keep-alive is 5 s): a request
/// written to a connection that is just being closed has an unknown fate.
const IDLE_TIMEOUT: Duration = Duration::from_secs(4);
const USER_AGENT: &str = concat!("participants/", env!("CARGO_PKG_VERSION"));

/// Sends through reqwest. Cheap to clone; clones share connections.
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: reqwest::Client,
}

impl Reqwest {
    /// A transport with the settings this crate stands for.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where the TLS library cannot be set up.
    pub fn new() -> Result<Self, Error> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_proxy()
            .http1_only()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .user_agent(USER_AGENT);
        let client = with_tls(builder)?.build();
        let client = client.map_err(|error| {
            Error::configuration("the HTTP client cannot be set up").with_source(error.without_url())
        })?;
        Ok(Self { client })
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<ResponseBody>, TransportError> {
        let request: reqwest::Request = request.try_into().map_err(classify)?;
        let mut answer = self.client.execute(request).await.map_err(classify)?;
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut response = http::Response::new(ResponseBody::chunks(answer));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl Chunks for reqwest::Response {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { self.chunk().await.map_err(classify) })
    }
}

/// Whether a failure came before anything was sent. "Closed before the message completed" comes after: the server
/// may have read the whole request, and the library cannot know.
fn classify(error: reqwest::Error) -> TransportError {
    let reason = if error.is_connect() {
        Reason::Connect
    } else if error.is_builder() {
        Reason::Unsendable
    } else if error.is_timeout() {
        Reason::Timeout
    } else {
        Reason::Interrupted
    };
    let source = match reason {
        Reason::Connect => cause::of(&error).map(Into::into),
        // The library's own text holds the URL with its secrets; what it wraps does not.
        _ => error.source().map(|source| source.to_string().into()),
    };
    TransportError { reason, source }
}

#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
    Ok(builder.tls_backend_preconfigured(tls::config()?))
}

/// The system's own library where it was chosen; without any, https fails with a clear error and loopback works.
#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
#[allow(clippy::unnecessary_wraps)] // The other variant can fail.
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
    Ok(builder)
}
