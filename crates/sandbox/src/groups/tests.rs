//! The emulator held against the contract, call by call, without sockets.

mod access;
mod change;
mod create;
mod item;
mod report;
mod settings;

use super::Groups;
use crate::contract;
use crate::emulator::{Call, Emulator, Reply};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Value, json};
use std::time::Duration;

const NEWCOMERS: &str = "66aa00000000000000000001";
const FINANCE: &str = "66aa00000000000000000002";
const NEXT_TERM: &str = "66aa00000000000000000005";

/// Calls an emulator as a client would.
struct Caller {
    remote: Groups,
    authorization: Option<&'static str>,
}

impl Caller {
    fn new(people: usize) -> Self {
        Self { remote: Groups::new(7, people), authorization: Some("Bearer sandbox-groups-token") }
    }

    fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.remote.set(name, &value.into()).unwrap();
        self
    }

    fn call(&self, method: Method, target: &str, body: &str) -> Call {
        let mut headers = HeaderMap::new();
        if !body.is_empty() {
            headers.insert("content-type", HeaderValue::from_static("application/json"));
        }
        if let Some(value) = self.authorization {
            headers.insert("authorization", HeaderValue::from_static(value));
        }
        let (path, query) = (format!("/openapi/v1/{target}"), Vec::new());
        Call { method, path, query, headers, body: Bytes::from(body.to_owned()) }
    }

    /// An exchange is checked against the OpenAPI document, where the server takes nothing that no page describes.
    fn send(&mut self, method: Method, target: &str, body: &str) -> Reply {
        let call = self.call(method, target, body);
        let reply = self.remote.handle(&call, Duration::ZERO);
        let settings = self.remote.settings();
        let lenient = settings["capitals_refused"] != "everywhere"
            || settings["create_needs"] != "everything"
            || settings["patch_nulls"] != "refused";
        if !lenient {
            contract::check("groups", &call, &reply);
        }
        reply
    }

    /// Status and body.
    fn post(&mut self, target: &str, body: &Value) -> (u16, Value) {
        let reply = self.send(Method::POST, target, &body.to_string());
        (reply.status, serde_json::from_slice(&reply.body).unwrap())
    }

    fn patch(&mut self, place: usize, body: &Value) -> (u16, Value) {
        let reply = self.send(Method::PATCH, &format!("user/{}", user(place)), &body.to_string());
        (reply.status, serde_json::from_slice(&reply.body).unwrap())
    }

    fn groups(&mut self) -> (u16, Value) {
        let reply = self.send(Method::GET, "groups", "");
        (reply.status, serde_json::from_slice(&reply.body).unwrap())
    }

    fn stored(&self, place: usize) -> Value {
        self.remote.state()["users"][place].clone()
    }

    /// The place of the first user in this state.
    fn first(&self, state: &str) -> usize {
        let users = self.remote.state();
        users["users"].as_array().unwrap().iter().position(|user| user["state"] == state).unwrap()
    }
}

fn user(place: usize) -> String {
    format!("66bb{:020x}", place + 1)
}

fn label(status: u16, label: &str) -> (u16, Value) {
    (status, json!({"code": label}))
}
