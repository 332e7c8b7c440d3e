//! The sandbox as a transport of `participants-core`, without sockets: for tests, with a paused clock if wanted.

use crate::emulator::{Call, Reply};
use crate::sandbox::{PROVIDERS, Reaction, Sandbox, UnknownProvider};
use bytes::Bytes;
use http::{Request, Response, Uri};
use participants_core::transport::{BoxFuture, Reason, ResponseBody, Transport, TransportError};

/// The first of the ports that stand for the providers. Nothing listens there.
const FIRST_PORT: u16 = 9001;

/// Carries requests to a [`Sandbox`] in the same process.
///
/// Each provider has a pretended address on `localhost`; see [`InProcess::base_url`]. Time is tokio's, so with a paused
/// clock delays, stalls and rate limits cost no real time.
#[derive(Clone, Debug)]
pub struct InProcess {
    sandbox: Sandbox,
}

impl InProcess {
    /// A transport to this sandbox.
    #[must_use]
    pub fn new(sandbox: Sandbox) -> Self {
        Self { sandbox }
    }

    /// The sandbox behind it.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The pretended address of a provider, `http://localhost:PORT`.
    ///
    /// # Errors
    /// The sandbox does not play it.
    pub fn base_url(&self, provider: &str) -> Result<String, UnknownProvider> {
        self.sandbox.side(provider)?;
        let port =
            (FIRST_PORT..).zip(PROVIDERS).find(|(_, name)| *name == provider).map_or(FIRST_PORT, |(port, _)| port);
        Ok(format!("http://localhost:{port}"))
    }

    /// The base URL of a provider as its documents would write it, path included, at the pretended address.
    ///
    /// # Errors
    /// The sandbox does not play it.
    pub fn documented_base(&self, provider: &str) -> Result<String, UnknownProvider> {
        self.sandbox.documented_base(provider, &self.base_url(provider)?)
    }

    /// The environment variables with which a client enters a provider through this transport.
    ///
    /// # Errors
    /// The sandbox does not play it.
    pub fn environment(&self, provider: &str) -> Result<Vec<(&'static str, String)>, UnknownProvider> {
        self.sandbox.environment(provider, &self.base_url(provider)?)
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<ResponseBody>, TransportError> {
        let provider = provider_at(request.uri()).ok_or_else(|| TransportError::new(Reason::Connect))?;
        let reaction = self.sandbox.handle(provider, Call::from(request));
        match reaction.map_err(|unknown| TransportError { reason: Reason::Connect, source: Some(unknown.into()) })? {
            Reaction::Close => Err(TransportError::new(Reason::Interrupted)),
            Reaction::Stall => std::future::pending().await,
            Reaction::Answer { reply, after } => {
                if !after.is_zero() {
                    tokio::time::sleep(after).await;
                }
                response(reply)
            }
        }
    }
}

impl Transport for InProcess {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<ResponseBody>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

fn provider_at(uri: &Uri) -> Option<&'static str> {
    if uri.scheme_str() != Some("http") || uri.host() != Some("localhost") {
        return None;
    }
    (FIRST_PORT..).zip(PROVIDERS).find(|(port, _)| uri.port_u16() == Some(*port)).map(|(_, name)| name)
}

fn response(reply: Reply) -> Result<Response<ResponseBody>, TransportError> {
    let unreadable = |error: http::Error| TransportError { reason: Reason::Interrupted, source: Some(error.into()) };
    Response::<Bytes>::try_from(reply).map(|response| response.map(Into::into)).map_err(unreadable)
}
