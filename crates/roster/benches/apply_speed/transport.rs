//! A transport that answers at once: no network, no waiting, and nothing is kept.

use crate::people;
use participants_roster::core::{
    Transport, TransportError,
    bytes::Bytes,
    http::{Request, Response},
    transport::{BoxFuture, ResponseBody},
};
use std::sync::atomic::{AtomicU64, Ordering};

/// Answers at once.
#[derive(Default)]
pub(crate) struct Instant(Answers);

/// The person that the path names. No person has the address that is looked for; a new one gets the next number.
#[derive(Default)]
pub(crate) struct Answers {
    made: AtomicU64,
}

/// What a record has besides: members that no field has. They are not read, and real records have them.
const REST: &str = r#""street":"Kirkegata 7","zip":"6004","country":"NO","language":"nb","costCentre":"4711",
"createdAt":"2026-01-12T08:30:00Z","updatedAt":"2026-05-02T10:00:00Z","remarks":"","tags":[],"groups":[{"id":17}]}"#;

impl Transport for Instant {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<ResponseBody>, TransportError>> {
        let body = self.0.to(request.method().as_str(), request.uri().path());
        Box::pin(std::future::ready(Ok(Response::new(body.into()))))
    }
}

impl Answers {
    pub(crate) fn to(&self, method: &str, path: &str) -> String {
        match (method, path.strip_prefix("/people/")) {
            ("GET", Some(id)) => record(id, people::OLD_CITY),
            ("GET", None) => "[]".to_owned(),
            (_, Some(id)) => record(id, people::NEW_CITY),
            (_, None) => record(&format!("n{}", self.made.fetch_add(1, Ordering::Relaxed)), people::OLD_CITY),
        }
    }
}

fn record(id: &str, city: &str) -> String {
    let mut text = String::with_capacity(600);
    for part in [
        r#"{"id":""#,
        id,
        r#"","firstName":"Øda","lastName":"O'Lindström","email":"oda."#,
        id,
        r#"@example.org","phone":"+47 555 0100","city":""#,
        city,
        "\",",
        REST,
    ] {
        text.push_str(part);
    }
    text
}
