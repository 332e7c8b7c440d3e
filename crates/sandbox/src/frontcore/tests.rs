//! The emulator held against the contract, call by call, without sockets.

mod access;
mod admin;
mod booking;
mod coursedates;
mod courses;
mod date_writes;
mod extras;
mod instructors;
mod lists;
mod orders;
mod participants;
mod reference;
mod unsure;
mod users;

use super::Frontcore;
use crate::contract;
use crate::emulator::{Call, Emulator, Reply};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::{Value, json};
use std::time::Duration;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Calls an emulator as a client would, and holds calls and answers against the OpenAPI document.
struct Caller {
    remote: Frontcore,
    headers: Vec<(&'static str, String)>,
    /// Whether calls may say what no page describes.
    bold: bool,
}

impl Caller {
    fn new(people: usize) -> Self {
        let headers = vec![("x-api-key", "sandbox-frontcore-key".into())];
        Self { remote: Frontcore::new(7, people), headers, bold: false }
    }

    /// The same, for calls that say what no page describes.
    fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.remote.set(name, &value.into()).unwrap();
        self
    }

    fn call(&self, method: Method, target: &str, media_type: Option<&str>, body: &str) -> Call {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut headers = HeaderMap::new();
        let label = media_type.map(|media_type| ("content-type", media_type.to_owned()));
        for (name, value) in self.headers.iter().cloned().chain(label) {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_str(&value).unwrap());
        }
        Call {
            method,
            path: format!("/v2{path}"),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers,
            body: Bytes::from(body.to_owned()),
        }
    }

    fn send(&mut self, method: Method, target: &str, media_type: Option<&str>, body: &str) -> Reply {
        let call = self.call(method, target, media_type, body);
        let reply = self.remote.handle(&call, Duration::ZERO);
        let mut shown = reply.clone();
        // A failure may come as a 200; the document cannot show that such a call was not carried out.
        let answer = serde_json::from_slice(&reply.body).unwrap_or(Value::Null);
        if answer.get("error").is_some() || answer.get("errors").is_some() {
            shown.status = 400;
        }
        if !self.bold {
            contract::check("frontcore", &call, &shown);
        }
        reply
    }

    fn get(&mut self, target: &str) -> Value {
        let reply = self.send(Method::GET, target, None, "");
        read(&reply)
    }

    fn put(&mut self, target: &str, body: &Value) -> Value {
        let reply = self.send(Method::PUT, target, Some(JSON), &body.to_string());
        read(&reply)
    }

    fn put_form(&mut self, target: &str, body: &str) -> Value {
        let reply = self.send(Method::PUT, target, Some(FORM), body);
        read(&reply)
    }

    fn post(&mut self, target: &str, body: &Value) -> Value {
        let reply = self.send(Method::POST, target, Some(JSON), &body.to_string());
        read(&reply)
    }

    /// How many users there are.
    fn users(&self) -> usize {
        self.remote.state()["users"].as_array().unwrap().len()
    }

    /// The ids of a list.
    fn ids(&mut self, target: &str) -> Vec<u64> {
        let list = self.get(target);
        let list = list.as_array().unwrap_or_else(|| panic!("{target} answered {list}"));
        list.iter().map(|record| record["id"].as_u64().unwrap()).collect()
    }
}

fn read(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap()
}

fn fields(names: &str) -> Value {
    json!({"error": format!("Field(s) not valid: {names}")})
}
