//! The sandbox over sockets: one port per provider, one for control. What a call does is not decided here.

use crate::emulator::{Call, Reply};
use crate::origin;
use crate::sandbox::{Reaction, Sandbox};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::{Map, Value, json};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// The largest request body read. No documented call needs a hundredth of it.
const LARGEST_BODY: usize = 64 << 20;

/// How long a stopping server waits for calls under way.
const GRACE: Duration = Duration::from_secs(1);

/// Starts a sandbox on sockets.
#[derive(Clone, Copy, Debug)]
pub struct Server;

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listen {
    /// The address. Anything but loopback lets others in; nothing here is encrypted and the keys are no secret.
    pub ip: IpAddr,
    /// The port of the control address; the providers have the ports after it, in the order of
    /// [`PROVIDERS`](crate::PROVIDERS). Without one, the system gives free ports.
    pub first_port: Option<u16>,
}

/// A sandbox on sockets. It ends with [`Running::stop`], or at once when dropped.
#[derive(Debug)]
pub struct Running {
    sandbox: Sandbox,
    control: SocketAddr,
    providers: Vec<(&'static str, SocketAddr)>,
    stop: watch::Sender<bool>,
    accepting: JoinSet<()>,
}

/// Who is behind a port.
#[derive(Clone, Copy, Debug)]
enum Door {
    Control,
    Provider(&'static str),
}

/// The connection is closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("closed on purpose")]
struct Closed;

impl Server {
    /// Listens for the sandbox's providers and for control; ready when it returns. Needs a tokio runtime.
    ///
    /// # Errors
    /// An address cannot be listened on.
    pub async fn start(sandbox: Sandbox, listen: impl Into<Listen>) -> io::Result<Running> {
        let listen = listen.into();
        let mut port = listen.first_port;
        let (stop, stopped) = watch::channel(false);
        let mut accepting = JoinSet::new();
        let mut addresses = Vec::new();
        let providers = sandbox.providers();
        for door in [Door::Control].into_iter().chain(providers.iter().copied().map(Door::Provider)) {
            let listener = TcpListener::bind((listen.ip, port.unwrap_or(0))).await.map_err(|error| {
                io::Error::new(error.kind(), format!("{} port {}: {error}", listen.ip, port.unwrap_or(0)))
            })?;
            port = port.map(|port| port.wrapping_add(1));
            addresses.push(reachable(listener.local_addr()?));
            accepting.spawn(accept(listener, door, sandbox.clone(), stopped.clone()));
        }
        let control = addresses.remove(0);
        Ok(Running { sandbox, control, providers: providers.into_iter().zip(addresses).collect(), stop, accepting })
    }
}

impl Running {
    /// The sandbox being served.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The control address, `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn control_url(&self) -> String {
        format!("http://{}", self.control)
    }

    /// The address of a provider, `http://127.0.0.1:PORT`, without a path; `None` if it is not played.
    #[must_use]
    pub fn base_url(&self, provider: &str) -> Option<String> {
        self.providers.iter().find(|(name, _)| *name == provider).map(|(_, address)| format!("http://{address}"))
    }

    /// The environment variables with which a client enters this provider; none if it is not played.
    #[must_use]
    pub fn environment(&self, provider: &str) -> Vec<(&'static str, String)> {
        let environment = self.base_url(provider).and_then(|base| self.sandbox.environment(provider, &base).ok());
        environment.unwrap_or_default()
    }

    /// What a program prints when it is ready:
    /// `{"ready":true,"control":"http://…","providers":{"dendreo":{"base_url":"…","env":{…}},…}}`.
    #[must_use]
    pub fn ready_line(&self) -> Value {
        let provider = |(name, address): &(&'static str, SocketAddr)| {
            let base_url = self.sandbox.documented_base(name, &format!("http://{address}")).ok();
            let env = self.environment(name).into_iter().map(|(variable, value)| (variable.to_owned(), value.into()));
            ((*name).to_owned(), json!({"base_url": base_url, "env": env.collect::<Map<_, _>>()}))
        };
        let providers: Map<_, _> = self.providers.iter().map(provider).collect();
        json!({"ready": true, "control": self.control_url(), "providers": providers})
    }

    /// Takes no more connections, lets calls under way end for up to a second, then closes what is left.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.accepting.join_next().await.is_some() {}
    }
}

impl From<IpAddr> for Listen {
    fn from(ip: IpAddr) -> Self {
        Self { ip, first_port: None }
    }
}

impl From<SocketAddr> for Listen {
    /// Port 0 means any.
    fn from(address: SocketAddr) -> Self {
        Self { ip: address.ip(), first_port: Some(address.port()).filter(|port| *port != 0) }
    }
}

/// The address under which a listener is reached from this machine.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    address
}

async fn accept(listener: TcpListener, door: Door, sandbox: Sandbox, stopped: watch::Receiver<bool>) {
    let mut stopping = stopped.clone();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stop(&mut stopping) => break,
            // Ended connections are forgotten as they end.
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(connections.spawn(serve(stream, door, sandbox.clone(), stopped.clone()))),
                // Out of file handles, most likely: wait for some to come back instead of spinning.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
        }
    }
    let all_ended = async { while connections.join_next().await.is_some() {} };
    // What is left after that is aborted with the set.
    let _ = tokio::time::timeout(GRACE, all_ended).await;
}

/// Waits for the signal to stop. It counts as a signal, too, when the sender is dropped.
async fn stop(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// A connection that breaks, or that a fault closes, is no failure of the server: there is nothing to report.
async fn serve(stream: TcpStream, door: Door, sandbox: Sandbox, mut stopped: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let Ok(local) = stream.local_addr() else { return };
    let sandbox = Arc::new(sandbox);
    let service = service_fn(move |request| answer(Arc::clone(&sandbox), door, local, request));
    let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = stop(&mut stopped) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn answer(
    sandbox: Arc<Sandbox>,
    door: Door,
    local: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Closed> {
    let (parts, body) = request.into_parts();
    let body = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => return Ok(response(Reply::empty(413))),
        // The caller went away in the middle of its request: it was never made.
        Err(_) => return Err(Closed),
    };
    let call = Call::new(parts.method, &parts.uri, parts.headers, body);
    match door {
        Door::Control => Ok(response(match origin::refusal(&call, local) {
            Some(why) => Reply::json(403, &json!({"error": why})),
            None => sandbox.control(&call),
        })),
        Door::Provider(name) => match sandbox.handle(name, call) {
            Ok(Reaction::Answer { reply, after }) => {
                if !after.is_zero() {
                    tokio::time::sleep(after).await;
                }
                Ok(response(reply))
            }
            Ok(Reaction::Stall) => std::future::pending().await,
            Ok(Reaction::Close) => Err(Closed),
            Err(unknown) => Ok(response(Reply::text(500, "text/plain", unknown.to_string()))),
        },
    }
}

fn response(reply: Reply) -> Response<Full<Bytes>> {
    match Response::<Bytes>::try_from(reply) {
        Ok(response) => response.map(Full::new),
        Err(error) => {
            let mut response = Response::new(Full::new(Bytes::from(format!("an answer that cannot be sent: {error}"))));
            *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    }
}
