//! Calls as a client would make them, against a small platform.

mod bulk;
mod companies;
mod custom_fields;
mod definitions;
mod lists;
mod logins;
mod operations;
mod persons;
mod query;
mod sessions;
mod uploads;
mod writing;

use super::{ACCOUNT, KEY, PASSWORD, Wordbee};
use crate::contract;
use crate::emulator::{Call, Emulator, Reply};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::{Value, json};
use std::time::Duration;

/// A platform, a clock and a session of each API. What is carried out must be as the OpenAPI document says.
struct Side {
    wordbee: Wordbee,
    now: Duration,
    v1: String,
    v2: String,
    /// Calls that the document does not allow may be carried out, as some settings want it.
    beyond_the_document: bool,
}

impl Side {
    /// Twenty people, these settings, signed in to both APIs.
    fn with(settings: &[(&str, Value)]) -> Self {
        Self::of(Wordbee::new(7, 20), settings)
    }

    fn of(wordbee: Wordbee, settings: &[(&str, Value)]) -> Self {
        let (v1, v2) = (String::new(), String::new());
        let mut side = Self { wordbee, now: Duration::ZERO, v1, v2, beyond_the_document: false };
        side.v1 = read(&side.connect()).as_str().unwrap().to_owned();
        side.v2 = read(&side.sign_in()).as_str().unwrap().to_owned();
        for (name, value) in settings {
            side.wordbee.set(name, value).unwrap();
        }
        side
    }

    fn connect(&mut self) -> Reply {
        let query = [("account", ACCOUNT), ("pwd", PASSWORD), ("json", "true")];
        self.send(call(Method::GET, "/api/connect", &query, &[], ""))
    }

    fn sign_in(&mut self) -> Reply {
        let body = json!({"accountid": ACCOUNT, "key": KEY}).to_string();
        self.send(call(Method::POST, "/api/auth/token", &[], &[("content-type", "application/json")], &body))
    }

    fn send(&mut self, call: Call) -> Reply {
        let reply = self.wordbee.handle(&call, self.now);
        if !self.beyond_the_document {
            contract::check("wordbee", &call, &reply);
        }
        reply
    }

    /// A call of v1 with the token and this query.
    fn v1(&mut self, method: Method, path: &str, query: &[(&str, &str)]) -> Reply {
        let token = self.v1.clone();
        let query: Vec<(&str, &str)> = [("token", token.as_str())].into_iter().chain(query.iter().copied()).collect();
        self.send(call(method, path, &query, &[], ""))
    }

    /// A write to the persons of company 77.
    fn write(&mut self, method: Method, data: &Value) -> Reply {
        self.v1(method, "/companies/77/persons", &[("data", &data.to_string())])
    }

    fn create(&mut self, data: &Value) -> Reply {
        self.write(Method::PUT, data)
    }

    fn update(&mut self, data: &Value) -> Reply {
        self.write(Method::POST, data)
    }

    /// A call of v2 with both headers and, if it is not `null`, this body.
    fn v2(&mut self, method: Method, path: &str, query: &[(&str, &str)], body: &Value) -> Reply {
        let token = self.v2.clone();
        let headers =
            [("x-auth-token", token.as_str()), ("x-auth-accountid", ACCOUNT), ("content-type", "application/json")];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(call(method, path, query, &headers, &body))
    }

    fn list(&mut self, body: &Value) -> Value {
        let reply = self.v2(Method::POST, "/api/persons/list", &[], body);
        assert_eq!(reply.status, 200, "{}", text(&reply));
        read(&reply)
    }

    /// A person as stored.
    fn person(&self, id: i64) -> Option<Value> {
        let state = self.wordbee.state();
        state["persons"].as_array().unwrap().iter().find(|person| person["PersonId"] == id).cloned()
    }
}

fn call(method: Method, path: &str, query: &[(&str, &str)], headers: &[(&str, &str)], body: &str) -> Call {
    let header =
        |(name, value): &(&str, &str)| (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
    Call {
        method,
        path: path.into(),
        query: query.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        headers: headers.iter().map(header).collect::<HeaderMap>(),
        body: body.to_owned().into(),
    }
}

fn read(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap_or_default()
}

fn text(reply: &Reply) -> String {
    String::from_utf8_lossy(&reply.body).into_owned()
}
