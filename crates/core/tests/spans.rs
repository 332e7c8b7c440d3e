//! The spans of a call: what they say, and that they say nothing of a person and no secret, at any level.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![cfg(feature = "tracing")]

mod common;

use common::{Api, Create, InSession, KEY, Read, Stage, TOKEN};
use participants_core::{Client, RetryPolicy};
use std::{
    io::Write,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::format::FmtSpan;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_span_names_the_call_and_no_value() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let stage = Stage::new(|_, request| match request.uri().path() {
        "/connect" => Ok((200, TOKEN, &[])),
        "/people" => Ok((422, "Éléonore eleonore@example.org", &[])),
        _ => Ok((200, "done", &[])),
    });
    let client = Client::builder(Api::new()).transport(stage).retry(RetryPolicy::never()).build().unwrap();
    client.send(&InSession).await.unwrap();
    client.send(&Read).await.unwrap();
    client.send(&Create).await.unwrap_err();
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in [
        "provider=\"made-up\"",
        "endpoint=\"people.get\"",
        "attempt=1",
        "status=422",
        "failure=Validation",
        "duration_ms=",
    ] {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
    for hidden in [KEY, TOKEN, "léonore", "eleonore", "localhost"] {
        assert!(!text.contains(hidden), "{hidden} is in:\n{text}");
    }
}
