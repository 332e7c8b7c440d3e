//! A receiver of Dendreo's webhooks: it checks the signature, answers at once, and hands the event on.
//!
//! `cargo run -p participants --example webhook --features dendreo,webhooks`
//! needs `DENDREO_WEBHOOK_SECRET`, and listens on port 8080 of this machine.

use http_body_util::{BodyExt, Empty, Limited};
use hyper::{Request, Response, StatusCode, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use participants::{
    bytes::Bytes,
    dendreo::webhooks::{AccountEvent, AccountWebhooks, SIGNATURE_HEADER, Subject},
};
use std::{env, error::Error, io, sync::Arc};
use tokio::{net::TcpListener, sync::mpsc};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let webhooks = AccountWebhooks::new(env::var("DENDREO_WEBHOOK_SECRET")?);
    let (sender, mut events) = mpsc::channel(100);
    tokio::spawn(run(TcpListener::bind("127.0.0.1:8080").await?, webhooks, sender));
    // A delivery that failed is repeated, so one event may come several times.
    while let Some(event) = events.recv().await {
        show(&event, &mut io::stdout())?;
    }
    Ok(())
}

/// Accepts deliveries until no receiver of the events is left.
pub(crate) async fn run(listener: TcpListener, webhooks: AccountWebhooks, events: mpsc::Sender<AccountEvent>) {
    let webhooks = Arc::new(webhooks);
    while let (false, Ok((stream, _))) = (events.is_closed(), listener.accept().await) {
        let (webhooks, events) = (Arc::clone(&webhooks), events.clone());
        let service = service_fn(move |request| receive(Arc::clone(&webhooks), events.clone(), request));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

/// One delivery. The signature is of the raw body: nothing may parse and write it anew before.
async fn receive(
    webhooks: Arc<AccountWebhooks>,
    events: mpsc::Sender<AccountEvent>,
    request: Request<Incoming>,
) -> Result<Response<Empty<Bytes>>, Box<dyn Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let signature = head.headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let body = Limited::new(body, 1024 * 1024).collect().await?.to_bytes();
    let status = match webhooks.read(&body, signature) {
        Err(_) => StatusCode::FORBIDDEN,
        Ok(event) => events.send(event).await.map_or(StatusCode::SERVICE_UNAVAILABLE, |()| StatusCode::NO_CONTENT),
    };
    Ok(Response::builder().status(status).body(Empty::new())?)
}

/// What there is to do about an event.
pub(crate) fn show(event: &AccountEvent, out: &mut impl io::Write) -> io::Result<()> {
    match &event.subject {
        Subject::Participant(person) => writeln!(out, "{}: {:?}", event.name, person.id_participant),
        _ => writeln!(out, "{}: nothing to do", event.name),
    }
}
