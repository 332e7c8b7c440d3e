//! Each default of the HTTP library that is unsafe for these APIs, shown to be off: against raw sockets on loopback.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![cfg(feature = "reqwest")]

mod common;

use bytes::Bytes;
use common::{Api, Create, KEY, Read, Update};
use http::{Method, Request};
use participants_core::{
    Client, ErrorKind, Outcome, RetryPolicy, TransportError,
    reqwest::Reqwest,
    transport::{Bounds, ConnectCause, Reason, exchange},
};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const BOUNDS: Bounds = Bounds::new(Duration::from_millis(500), 1000);

/// What a played server does with each request it has read whole.
#[derive(Clone)]
enum Play {
    Answer(String),
    /// Part of an answer, then nothing more.
    Stall(String),
    /// Close without an answer.
    Close,
    /// One answer, then the connection is closed although it was to be kept.
    AnswerAndClose(String),
}

/// A server on loopback that notes every request's text.
struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
}

impl Server {
    async fn playing(play: Play) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (requests, connections) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(0)));
        let (seen, counted) = (Arc::clone(&requests), Arc::clone(&connections));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                *counted.lock().unwrap() += 1;
                tokio::spawn(serve(socket, play.clone(), Arc::clone(&seen)));
            }
        });
        Self { address, requests, connections }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(mut socket: TcpStream, play: Play, seen: Arc<Mutex<Vec<String>>>) {
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let Ok(count @ 1..) = socket.read(&mut chunk).await else { return };
        text.extend_from_slice(&chunk[..count]);
        let whole = String::from_utf8_lossy(&text).into_owned();
        let Some((head, body)) = whole.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        if body.len() < length.unwrap_or(0_usize) {
            continue;
        }
        seen.lock().unwrap().push(whole);
        text.clear();
        match &play {
            Play::Answer(answer) => socket.write_all(answer.as_bytes()).await.unwrap(),
            Play::Stall(part) => socket.write_all(part.as_bytes()).await.unwrap(),
            Play::Close => return,
            Play::AnswerAndClose(answer) => return socket.write_all(answer.as_bytes()).await.unwrap(),
        }
    }
}

fn answer(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn good() -> Play {
    Play::Answer(answer("200 OK", "done"))
}

fn put(address: &str) -> Request<Bytes> {
    Request::builder()
        .method(Method::PUT)
        .uri(format!("{address}/people/7?token=s3cret"))
        .header("x-api-key", KEY)
        .body(Bytes::from_static(b"{\"name\":\"Eleonore\"}"))
        .unwrap()
}

async fn failing(play: Play) -> (TransportError, Server, Duration) {
    let server = Server::playing(play).await;
    let began = Instant::now();
    let error = exchange(&Reqwest::new().unwrap(), put(&server.address), BOUNDS).await.unwrap_err();
    (error, server, began.elapsed())
}

#[tokio::test]
async fn no_redirect_is_followed_and_nothing_leaves_for_the_other_host() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::playing(good()).await;
        let head = format!("{status} Moved\r\nlocation: {}/elsewhere?token=s3cret", other.address);
        let server = Server::playing(Play::Answer(answer(&head, ""))).await;
        let response = exchange(&Reqwest::new().unwrap(), put(&server.address), BOUNDS).await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(server.requests().len(), 1);
        assert_eq!(*other.connections.lock().unwrap(), 0);
    }
}

#[tokio::test]
async fn a_request_carries_what_it_was_given_and_nothing_else() {
    let server = Server::playing(Play::Answer(answer("200 OK\r\nset-cookie: who=eleonore; Path=/", "done"))).await;
    let transport = Reqwest::new().unwrap();
    exchange(&transport, put(&server.address), BOUNDS).await.unwrap();
    exchange(&transport, put(&server.address), BOUNDS).await.unwrap();
    for request in server.requests() {
        let head = request.split("\r\n\r\n").next().unwrap().to_lowercase();
        let mut names: Vec<_> = head.lines().skip(1).map(|line| line.split(':').next().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "content-length", "host", "user-agent", "x-api-key"], "{head}");
        assert!(head.starts_with("put /people/7?token=s3cret http/1.1"), "{head}");
        assert!(head.contains("user-agent: participants/"), "{head}");
    }
    assert_eq!(*server.connections.lock().unwrap(), 1, "the connection is kept");
}

#[tokio::test]
async fn an_encoded_body_is_not_decoded() {
    let server = Server::playing(Play::Answer(answer("200 OK\r\ncontent-encoding: gzip", "not gzip"))).await;
    let response = exchange(&Reqwest::new().unwrap(), put(&server.address), BOUNDS).await.unwrap();
    assert_eq!(response.body(), "not gzip");
}

#[tokio::test]
async fn a_silent_server_and_a_slow_one_are_left_in_time() {
    let part = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".to_owned();
    for play in [Play::Stall(String::new()), Play::Stall(part)] {
        let (error, server, took) = failing(play).await;
        assert_eq!(error.reason, Reason::Timeout);
        assert!(!error.was_not_sent());
        assert!((BOUNDS.timeout..BOUNDS.timeout * 3).contains(&took), "{took:?}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_answer_too_large_is_not_read_whether_announced_or_not() {
    let announced = Play::Answer(answer("200 OK", &"x".repeat(1001)));
    let chunk = format!("3e8\r\n{}\r\n", "x".repeat(1000));
    let endless = Play::Stall(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunk}{chunk}"));
    for play in [announced, endless] {
        let (error, ..) = failing(play).await;
        assert_eq!(error.reason, Reason::AnswerTooLarge);
    }
    let just_fits = Server::playing(Play::Answer(answer("200 OK", &"x".repeat(1000)))).await;
    assert!(exchange(&Reqwest::new().unwrap(), put(&just_fits.address), BOUNDS).await.is_ok());
}

#[tokio::test]
async fn a_connection_closed_after_the_request_is_unknown_and_not_sent_again() {
    let (error, server, _) = failing(Play::Close).await;
    assert_eq!(error.reason, Reason::Interrupted);
    assert!(!error.was_not_sent());
    assert_eq!(server.requests().len(), 1, "the server has read it once");
    let cut = Play::AnswerAndClose("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".to_owned());
    let (error, server, _) = failing(cut).await;
    assert_eq!((error.reason, server.requests().len()), (Reason::Interrupted, 1));
}

#[tokio::test]
async fn a_kept_connection_that_was_closed_meanwhile_costs_nothing() {
    let server = Server::playing(Play::AnswerAndClose(answer("200 OK", "done"))).await;
    let transport = Reqwest::new().unwrap();
    for expected in 1..=3 {
        exchange(&transport, put(&server.address), BOUNDS).await.unwrap();
        // The close must have arrived, or the next request is the one with the unknown fate.
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(server.requests().len(), expected);
    }
}

#[tokio::test]
async fn a_port_without_a_listener_is_certainly_not_sent_to() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = exchange(&Reqwest::new().unwrap(), put(&address), BOUNDS).await.unwrap_err();
    assert_eq!(error.reason, Reason::Connect);
    assert!(error.was_not_sent());
    assert_eq!(error.connect_cause(), Some(ConnectCause::Refused));
    assert_eq!(said(&address).await, "no connection to 127.0.0.1 could be made: the connection was refused");
}

/// What a client says of an address where no connection can be made, after provider and endpoint.
async fn said(address: &str) -> String {
    let client = Client::builder(Api::at(address)).retry(RetryPolicy::never()).build().unwrap();
    let error = client.send(&Read).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert!(!format!("{error:?}").contains("/people"), "{error:?}");
    error.to_string().split_once("people.get: ").unwrap().1.to_owned()
}

#[tokio::test]
async fn a_name_without_an_address_is_said_to_be_one() {
    let said = said("https://no-such-host.invalid").await;
    assert_eq!(said, "no connection to no-such-host.invalid could be made: the name of the host could not be resolved");
}

#[cfg(feature = "tls-ring")]
#[tokio::test]
async fn a_certificate_from_an_unknown_issuer_is_reported_as_one() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config = rustls::ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        let config = Arc::new(config);
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let mut server = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            // It ends with the alert that the client sends.
            while server.is_handshaking() && server.complete_io(&mut socket).is_ok() {}
        }
    });
    let said = said(&address).await;
    assert_eq!(
        said,
        "no connection to localhost could be made: the certificate of the server is from an unknown issuer"
    );
}

#[tokio::test]
async fn no_error_shows_address_token_or_key() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let refused = exchange(&Reqwest::new().unwrap(), put(&address), BOUNDS).await.unwrap_err();
    let mut shown = vec![refused];
    for play in [Play::Close, Play::Stall(String::new()), Play::Answer("HTTP/9 what?\r\n\r\n".into())] {
        shown.push(failing(play).await.0);
    }
    for error in shown {
        let mut chain = format!("{error} {error:?}");
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            chain.push_str(&format!(" {cause} {cause:?}"));
            source = cause.source();
        }
        assert!(!chain.contains("s3cret") && !chain.contains(KEY) && !chain.contains("people"), "{chain}");
    }
}

#[tokio::test]
async fn https_to_a_plain_server_fails_before_anything_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut hello = [0; 1];
        socket.read_exact(&mut hello).await.unwrap();
        socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let error = exchange(&Reqwest::new().unwrap(), put(&address), BOUNDS).await.unwrap_err();
    assert!(error.was_not_sent(), "{error:?}");
}

#[tokio::test]
async fn the_client_distinguishes_a_lost_answer_from_a_call_that_never_left() {
    let server = Server::playing(Play::Close).await;
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    let client = Client::builder(Api::at(&server.address)).retry(retry).build().unwrap();
    let error = client.send(&Create).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    assert_eq!(server.requests().len(), 1);
    client.send(&Update).await.unwrap_err();
    assert_eq!(server.requests().len(), 1 + 4);
    assert!(!client.send(&Read).await.unwrap_err().may_have_been_applied());
}

/// The proxy settings of the environment could route calls through another machine. A child process has them set.
#[tokio::test]
async fn a_proxy_of_the_environment_is_not_used() {
    let proxy = Server::playing(good()).await;
    let server = Server::playing(good()).await;
    let status = tokio::task::spawn_blocking({
        let (proxy, server) = (proxy.address.clone(), server.address.clone());
        move || {
            std::process::Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "child_of_the_proxy_test", "--ignored"])
                .env("HTTP_PROXY", &proxy)
                .env("http_proxy", &proxy)
                .env("ALL_PROXY", &proxy)
                .env("SERVER_OF_THE_TEST", server)
                .output()
                .unwrap()
        }
    })
    .await
    .unwrap();
    assert!(status.status.success(), "{status:?}");
    assert_eq!((proxy.requests().len(), server.requests().len()), (0, 1));
}

#[tokio::test]
#[ignore = "run by a_proxy_of_the_environment_is_not_used, with a proxy in its environment"]
async fn child_of_the_proxy_test() {
    let server = std::env::var("SERVER_OF_THE_TEST").unwrap();
    exchange(&Reqwest::new().unwrap(), put(&server), BOUNDS).await.unwrap();
}

/// Common servers keep an idle connection for 5 s. One that is dropped earlier here can never be the one they are just
/// closing.
#[tokio::test]
async fn an_idle_connection_is_dropped_before_servers_drop_it() {
    let server = Server::playing(good()).await;
    let transport = Reqwest::new().unwrap();
    exchange(&transport, put(&server.address), BOUNDS).await.unwrap();
    tokio::time::sleep(Duration::from_millis(4500)).await;
    exchange(&transport, put(&server.address), BOUNDS).await.unwrap();
    assert_eq!(*server.connections.lock().unwrap(), 2);
}
