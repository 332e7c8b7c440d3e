//! Changes to an answer: to its bytes, to the values in it, to its headers and status.

use bytes::Bytes;
use fastrand::Rng;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use participants::serde_json::{self, Value, json};
use std::{fs, path::Path};

/// An answer as a fixture has it.
pub(crate) struct Recorded {
    status: u16,
    body: Vec<u8>,
}

/// Every fixture of a provider.
pub(crate) fn recorded(provider: &str) -> Vec<Recorded> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../{provider}/tests/fixtures"));
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    assert!(paths.len() >= 5, "there are fixtures");
    let answers = paths.iter().map(|path| {
        let fixture: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let body = match &fixture["answer"]["body"] {
            Value::Null => Vec::new(),
            Value::String(text) => text.clone().into_bytes(),
            body => body.to_string().into_bytes(),
        };
        Recorded { status: fixture["answer"]["status"].as_u64().unwrap().try_into().unwrap(), body }
    });
    answers.collect()
}

/// Texts that readers have had trouble with.
const TOKENS: [&str; 26] = [
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "0",
    "-1",
    "1e999",
    "-0.0",
    "18446744073709551616",
    "9223372036854775808",
    "1.5e308",
    "\"\\ud800\"",
    "\"0000-00-00\"",
    "\"9999-99-99\"",
    "\"-9999-01-01T00:00:00Z\"",
    "\"31.12.9999\"",
    "\u{feff}",
    "\n<br />\n<b>Notice</b>",
    "<html>",
    ",",
    "}",
    "\\",
    "\"é\u{301}ß🙂\"",
    "\"99999999999999999999\"",
    "\"a@b\"",
];

const STATUSES: [u16; 21] =
    [200, 200, 200, 201, 204, 304, 307, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 503, 599, 600, 999];

const WAITS: [&str; 10] = [
    "0",
    "1",
    "3600",
    "86400",
    "31536001",
    "18446744073709551615",
    "99999999999999999999999",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "soon",
];

/// The answer as it came, changed, or another one changed.
pub(crate) fn mutated(answer: http::Response<Bytes>, recorded: &[Recorded], rng: &mut Rng) -> http::Response<Bytes> {
    let (mut parts, body) = answer.into_parts();
    let mut body = body.to_vec();
    if body.is_empty() && rng.bool() || rng.u8(..) < 40 {
        let other = &recorded[rng.usize(..recorded.len())];
        parts.status = StatusCode::from_u16(other.status).unwrap();
        body.clone_from(&other.body);
    }
    if rng.u8(..) < 40 {
        parts.status = StatusCode::from_u16(STATUSES[rng.usize(..STATUSES.len())]).unwrap();
    }
    if rng.u8(..) < 120 {
        body = in_values(body, rng);
    }
    for _ in 0..rng.usize(..3) {
        body = in_bytes(body, rng);
    }
    headers(&mut parts.headers, rng);
    http::Response::from_parts(parts, body.into())
}

fn headers(headers: &mut HeaderMap, rng: &mut Rng) {
    if rng.u8(..) < 60 {
        headers.insert("retry-after", HeaderValue::from_static(WAITS[rng.usize(..WAITS.len())]));
    }
    if rng.u8(..) < 30 {
        let bytes: Vec<u8> = (0..rng.usize(..40)).map(|_| rng.u8(32..=255)).filter(|byte| *byte != 127).collect();
        let names = ["retry-after", "content-type", "date", "x-ratelimit-reset", "content-range"];
        let name = HeaderName::from_static(names[rng.usize(..names.len())]);
        headers.insert(name, HeaderValue::from_bytes(&bytes).unwrap());
    }
}

/// One or a few values of the JSON replaced, removed or put in another place.
fn in_values(body: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let Ok(mut json) = serde_json::from_slice::<Value>(&body) else { return body };
    for _ in 0..=rng.usize(..3) {
        let count = nodes(&json);
        let mut place = rng.usize(..count);
        change(&mut json, &mut place, rng);
    }
    json.to_string().into_bytes()
}

fn nodes(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(nodes).sum(),
        Value::Object(members) => members.values().map(nodes).sum(),
        _ => 0,
    }
}

fn change(value: &mut Value, place: &mut usize, rng: &mut Rng) -> bool {
    if *place == 0 {
        *value = match rng.u8(..8) {
            0 => json!(null),
            1 => json!([]),
            2 => json!({}),
            3 => json!([value.clone(), value.clone()]),
            4 => json!({"data": value.clone(), "items": value.clone()}),
            5 => json!(rng.i64(..)),
            6 => json!(rng.f64() * 1e300),
            _ => serde_json::from_str(TOKENS[rng.usize(..TOKENS.len())]).unwrap_or(json!("\u{0}é")),
        };
        return true;
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| change(item, place, rng)),
        Value::Object(members) => members.values_mut().any(|member| change(member, place, rng)),
        _ => false,
    }
}

/// Bytes turned over, left out, doubled or put in.
fn in_bytes(mut body: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let at = rng.usize(..=body.len());
    match rng.u8(..7) {
        0 => body.truncate(at),
        1 if at < body.len() => body[at] = rng.u8(..),
        2 => {
            let end = (at + rng.usize(..20)).min(body.len());
            body.drain(at..end);
        }
        3 => {
            let end = (at + rng.usize(..60)).min(body.len());
            let part = body[at..end].to_vec();
            body.splice(at..at, part);
        }
        4 => {
            let deep = rng.usize(..3_000);
            body.splice(at..at, "[".repeat(deep).into_bytes());
        }
        _ => {
            let token = TOKENS[rng.usize(..TOKENS.len())];
            body.splice(at..at, token.bytes());
        }
    }
    body
}
