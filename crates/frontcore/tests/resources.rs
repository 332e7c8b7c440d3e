//! How each resource is read: the recorded answers through the calls' own eyes, what their types do not list included,
//! and what happens with answers that are not as they should be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "resources/administration.rs"]
mod administration;
#[path = "resources/bookings.rs"]
mod bookings;
#[path = "resources/coursedates.rs"]
mod coursedates;
#[path = "resources/courses.rs"]
mod courses;
#[path = "resources/customers.rs"]
mod customers;
#[path = "resources/extras.rs"]
mod extras;
#[path = "resources/invalid.rs"]
mod invalid;
#[path = "resources/sending.rs"]
mod sending;

use participants_core::{
    Endpoint, Error, Failure, Provider, Record, Response,
    http::{HeaderMap, StatusCode},
    serde_json::{self, Value},
};
use participants_frontcore::Frontcore;

fn account() -> Frontcore {
    Frontcore::new("k3y-0f-the-account").unwrap()
}

/// An answer as the client hands it on.
fn answer(status: u16, body: &str) -> Response {
    Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body.to_owned()).hiding(Frontcore::SECRETS)
}

/// A recorded answer.
fn recorded(name: &str) -> Response {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let fixture: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let body = fixture["answer"].get("body").map(ToString::to_string).unwrap_or_default();
    answer(u16::try_from(fixture["answer"]["status"].as_u64().unwrap()).unwrap(), &body)
}

/// The failure in a recorded answer.
fn failure(name: &str) -> Failure {
    account().failure(&recorded(name)).unwrap()
}

/// A recorded answer, as the call reads it.
fn read<E: Endpoint<Api = Frontcore>>(call: &E, name: &str) -> E::Output {
    let answer = recorded(name);
    assert!(account().failure(&answer).is_none(), "{name}");
    call.response(&account(), &answer).unwrap()
}

/// An answer with this body, as the call reads it.
fn read_answer<E: Endpoint<Api = Frontcore>>(call: &E, body: &Value) -> Result<E::Output, Error> {
    call.response(&account(), &answer(200, &body.to_string()))
}

/// The one record of a list.
fn first<T>(records: Vec<Result<Record<T>, Error>>) -> Record<T> {
    records.into_iter().next().unwrap().unwrap()
}

/// The names of what a record has beside what its type lists.
fn extra<T: serde::de::DeserializeOwned>(record: &Record<T>) -> Vec<String> {
    record.extra().into_keys().collect()
}
