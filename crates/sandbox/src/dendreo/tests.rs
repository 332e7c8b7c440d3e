//! The contract's rules, one test each, at the emulator without sockets.

mod access;
mod actions;
mod catalogue;
mod common;
mod companies;
mod contacts;
mod enrolments;
mod files;
mod forms;
mod individuals;
mod multipart;
mod people;
mod places;
mod planned;
mod reads;
mod slots;
mod writes;

use super::{Dendreo, KEY};
use crate::contract;
use crate::emulator::{Call, Effect, Emulator, Reply};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Value, json};
use std::time::Duration;

/// A call as most clients make it: key in the header, form body if any.
fn call(method: Method, target: &str, body: &str) -> Call {
    let mut headers = HeaderMap::new();
    headers.insert("authorization", HeaderValue::from_str(&format!("Token token=\"{KEY}\"")).unwrap());
    if !body.is_empty() {
        let json = body.starts_with(['{', '[']);
        let kind = if json { "application/json" } else { "application/x-www-form-urlencoded" };
        headers.insert("content-type", HeaderValue::from_static(kind));
    }
    Call::new(method, &format!("/demo/api/{target}").parse().unwrap(), headers, Bytes::from(body.to_owned()))
}

/// What the document describes: call and answer are held against it.
fn send(dendreo: &mut Dendreo, method: Method, target: &str, body: &str) -> Reply {
    let call = call(method, target, body);
    let reply = dendreo.handle(&call, Duration::ZERO);
    contract::check("dendreo", &call, &reply);
    reply
}

/// What the document does not describe: names no source has, fields where no source puts them.
fn send_undocumented(dendreo: &mut Dendreo, method: Method, target: &str, body: &str) -> Reply {
    dendreo.handle(&call(method, target, body), Duration::ZERO)
}

fn get(dendreo: &mut Dendreo, target: &str) -> Value {
    let reply = send(dendreo, Method::GET, target, "");
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    assert_eq!(reply.effect, Effect::None);
    read(&reply)
}

fn post(dendreo: &mut Dendreo, target: &str, body: &str) -> Reply {
    send(dendreo, Method::POST, target, body)
}

fn delete(dendreo: &mut Dendreo, target: &str) -> Reply {
    send(dendreo, Method::DELETE, target, "")
}

/// The ids of a list, by their name; a lone object counts as a list of one.
fn ids(answer: &Value, name: &str) -> Vec<String> {
    let records = answer.as_array().cloned().unwrap_or_else(|| vec![answer.clone()]);
    records.iter().map(|record| record[name].as_str().unwrap().to_owned()).collect()
}

/// The records of one resource in the emulator's state.
fn state(dendreo: &Dendreo, resource: &str) -> Vec<Value> {
    dendreo.state()[resource].as_array().unwrap().clone()
}

fn read(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap()
}

/// The texts of a refusal in the documented shape, without what is said of a member after its name.
fn errors(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.effect, Effect::None);
    let body = read(reply);
    assert_eq!(body["status"], "failure");
    let texts: Vec<String> = serde_json::from_value(body["errors"].clone()).unwrap();
    texts.into_iter().map(|text| text.replace(" est vide ou incorrect)", ")")).collect()
}

fn set(dendreo: &mut Dendreo, name: &str, value: &str) {
    dendreo.set(name, &json!(value)).unwrap();
}

fn account() -> Dendreo {
    Dendreo::new(1, 40)
}
