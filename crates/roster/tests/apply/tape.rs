//! A transport that keeps every write that passes through it, in the words a preview of it has.

use participants_roster::core::{
    bytes::Bytes,
    http::{Method, Request, Response},
    serde_json::Value,
    transport::{BoxFuture, ResponseBody, Transport, TransportError},
};
use participants_roster::journal::StepUpdate;
use participants_sandbox::transport::InProcess;
use std::sync::{Arc, Mutex};

/// What happened, in its order; clones are the same tape.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape(Arc<Mutex<Vec<Event>>>);

#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// A write reached the transport.
    Sent(String),
    /// A journal took these down.
    Recorded(Vec<StepUpdate>),
    /// A journal did not.
    Failed,
}

/// The sandbox, with a tape on the way to it.
pub(crate) struct Taped {
    pub(crate) sandbox: InProcess,
    pub(crate) tape: Tape,
}

impl Tape {
    pub(crate) fn note(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.0.lock().unwrap().clone()
    }

    /// The writes, sorted, since many are under way at once.
    pub(crate) fn writes(&self) -> Vec<String> {
        let sent = self.events().into_iter().filter_map(|event| match event {
            Event::Sent(write) => Some(write),
            _ => None,
        });
        let mut writes: Vec<_> = sent.collect();
        writes.sort();
        writes
    }

    pub(crate) fn clear(&self) {
        self.0.lock().unwrap().clear();
    }
}

impl Transport for Taped {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<ResponseBody>, TransportError>> {
        if !is_read(&request) {
            self.tape.note(Event::Sent(shown(&request)));
        }
        self.sandbox.send(request)
    }
}

/// What is asked with POST all the same: lists, and to be let in.
const ASKED: [&str; 3] = ["/report", "/auth/token", "/list/full"];

fn is_read(request: &Request<Bytes>) -> bool {
    let path = request.uri().path();
    request.method() == Method::GET || ASKED.iter().any(|asked| path.ends_with(asked))
}

/// A request in the words of its preview, without headers and blanks.
fn shown(request: &Request<Bytes>) -> String {
    let (uri, body) = (request.uri(), std::str::from_utf8(request.body()).unwrap());
    let (scheme, authority) = (uri.scheme_str().unwrap(), uri.authority().unwrap());
    let mut text = format!("{} {scheme}://{authority}{}", request.method(), uri.path());
    let known = pairs(uri.query().unwrap_or_default()).into_iter();
    known
        .filter(|(name, _)| name != "token")
        .for_each(|(name, value)| text.push_str(&format!("?{name}={}", laid_out(&value))));
    let kind = request.headers().get("content-type").map(|kind| kind.to_str().unwrap()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        pairs(body).iter().for_each(|(name, value)| text.push_str(&format!("{name}={}", laid_out(value))));
    } else {
        text.push_str(&laid_out(body));
    }
    without_blanks(&text)
}

/// A preview in the same words.
pub(crate) fn previewed(preview: &str) -> String {
    let (head, body) = preview.split_once("\n\n").unwrap_or((preview, ""));
    let is_header = |line: &str| {
        let name = line.strip_prefix("  ").and_then(|line| line.split_once(": ")).map(|(name, _)| name);
        name.is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
    };
    let kept: Vec<_> = head.lines().filter(|line| !is_header(line) && !line.contains("?token = [hidden]")).collect();
    without_blanks(&(kept.concat() + body))
}

fn laid_out(text: &str) -> String {
    match participants_roster::core::serde_json::from_str::<Value>(text) {
        Ok(value @ (Value::Object(_) | Value::Array(_))) => format!("{value:#}"),
        _ => text.to_owned(),
    }
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (plain(name), plain(value)))
        .collect()
}

/// Undoes what a form does to a text.
fn plain(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}
