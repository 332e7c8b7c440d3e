//! Calls as a client would make them, against a small server.

mod failing;
mod members;
mod programs;
mod reading;
mod settings;
mod writing;

use super::{Azav, TOKEN};
use crate::contract;
use crate::emulator::{Call, Emulator, Reply};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::{Value, json};
use std::time::Duration;

const FIRST: &str = "/v1/participants/00000000-0000-4000-8000-000000000001";
const ALL: &str = "/v1/participants";

/// A server with twelve people and these settings.
fn with(settings: &[(&str, Value)]) -> Azav {
    let mut azav = Azav::new(7, 12);
    for (name, value) in settings {
        azav.set(name, value).unwrap();
    }
    azav
}

fn call(method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Call {
    let header =
        |(name, value): &(&str, &str)| (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
    let headers: HeaderMap = headers.iter().map(header).collect();
    Call { method, path: path.into(), query: Vec::new(), headers, body: body.to_owned().into() }
}

/// Sends with the right token, and JSON if there is any. The exchange is checked against the OpenAPI document, where
/// the server takes nothing that no page describes.
fn send(azav: &mut Azav, method: Method, path: &str, body: Option<&Value>) -> Reply {
    let token = format!("Bearer {TOKEN}");
    let headers =
        [("authorization", token.as_str()), ("content-type", "application/json"), ("accept", "application/json")];
    let call = call(method, path, &headers, &body.map(Value::to_string).unwrap_or_default());
    let reply = azav.handle(&call, Duration::ZERO);
    let settings = azav.settings();
    let lenient = settings["validation"] == "types"
        || settings["email_required"] == false
        || settings["update_envelope"] == "optional"
        || settings["patch"] == true;
    if !lenient {
        contract::check("azav", &call, &reply);
    }
    reply
}

/// Sends a participant in its envelope; answers the status and the JSON.
fn write(azav: &mut Azav, method: Method, path: &str, participant: Value) -> (u16, Value) {
    let reply = send(azav, method, path, Some(&json!({"participant": participant})));
    (reply.status, read(&reply))
}

fn get(azav: &mut Azav, path: &str) -> Value {
    let reply = send(azav, Method::GET, path, None);
    assert_eq!(reply.status, 200);
    read(&reply)["data"].take()
}

fn read(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap_or_default()
}
