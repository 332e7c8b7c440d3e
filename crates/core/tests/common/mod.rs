//! A made-up API for testing the client: one provider, a call of each kind, and a transport that plays a script.

#![allow(clippy::unwrap_used)] // Tests may be blunt.
#![allow(dead_code, unreachable_pub)] // Each test binary uses its own part.

use bytes::Bytes;
use http::{Method, Response as HttpResponse};
use participants_core::{
    AccountName, BaseUrl, Body, Call, Effect, Endpoint, Error, ErrorKind, Failure, Limit, Provider, Request, Response,
    Transport, TransportError,
    secrecy::SecretString,
    transport::{BoxFuture, ResponseBody},
};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

pub const KEY: &str = "k3y-that-must-not-show";
pub const TOKEN: &str = "t0ken-that-must-stay-hidden";

/// An API with a key, a sign-in for the realm "s", and limits as the test wants them.
pub struct Api {
    pub base: BaseUrl,
    pub limits: Vec<Limit>,
}

impl Api {
    pub fn new() -> Self {
        Self::at("http://localhost:1")
    }

    pub fn at(base: &str) -> Self {
        Self { base: BaseUrl::new(base).unwrap(), limits: Vec::new() }
    }
}

impl Provider for Api {
    const NAME: &'static str = "made-up";

    const SECRETS: &'static [&'static str] = &["sign_in_link"];

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    fn account_name(&self) -> AccountName {
        AccountName::at(&self.base).known_by_key(&KEY.into())
    }

    fn authorize(&self, request: &mut Request, token: Option<&SecretString>) -> Result<(), Error> {
        if let Some(token) = token {
            request.add_secret_query("token", token);
        }
        request.add_secret_header("x-api-key", "", &SecretString::from(KEY), "")
    }

    fn failure(&self, response: &Response) -> Option<Failure> {
        let said = || String::from_utf8(response.body.to_vec()).ok();
        match response.status.as_u16() {
            403 => Some(Failure::new(ErrorKind::SessionExpired)),
            200 if serde_json::from_slice::<Value>(&response.body).is_ok_and(|body| body.get("error").is_some()) => {
                Some(Failure::new(ErrorKind::Refused))
            }
            _ => Failure::from_status(response.status).map(|failure| failure.with_message(said())),
        }
    }

    fn limits(&self) -> Vec<Limit> {
        self.limits.clone()
    }

    fn sign_in(&self, _: &'static str) -> Option<Call<Self, SecretString>> {
        Some(Call::new(SignIn, |token| Ok(SecretString::from(token))))
    }

    fn sign_out(&self, _: &'static str) -> Option<Call<Self, ()>> {
        Some(Call::new(SignOut, |_| Ok(())))
    }
}

macro_rules! endpoint {
    ($name:ident, $text:literal, $effect:ident, |$api:ident| $request:expr) => {
        pub struct $name;

        impl Endpoint for $name {
            type Api = Api;
            type Output = String;

            const NAME: &'static str = $text;
            const EFFECT: Effect = Effect::$effect;

            fn request(&self, $api: &Api) -> Result<Request, Error> {
                $request
            }

            fn response(&self, _: &Api, response: &Response) -> Result<String, Error> {
                if response.body.starts_with(b"<") {
                    return Err(Error::new(ErrorKind::Decode, "the answer is a page"));
                }
                Ok(String::from_utf8(response.body.to_vec()).unwrap())
            }
        }
    };
}

fn person() -> Body {
    Body::json(&json!({"name": "Éléonore", "email": "eleonore@example.org"}))
}

endpoint!(Read, "people.get", Read, |api| Request::get(&api.base, &["people", "7"]));
endpoint!(Update, "people.update", Idempotent, |api| {
    Request::new(Method::PUT, &api.base, &["people", "7"]).map(|request| request.body(person()))
});
endpoint!(Create, "people.create", Create, |api| {
    Request::new(Method::POST, &api.base, &["people"]).map(|request| request.body(person()))
});
endpoint!(InSession, "people.secret", Create, |api| {
    Request::new(Method::POST, &api.base, &["secret"]).map(|request| request.realm("s"))
});
endpoint!(SignIn, "session.open", Read, |api| Request::get(&api.base, &["connect"]));
endpoint!(SignOut, "session.close", Read, |api| Request::get(&api.base, &["disconnect"]));

/// What a played remote side does with a call.
pub type Step = Result<(u16, &'static str, &'static [(&'static str, &'static str)]), TransportError>;

/// What decides about each call, by its number from 1.
type Play = dyn Fn(usize, &http::Request<Bytes>) -> Step + Send + Sync;

/// A transport that answers with what `play` says and notes every call: method, path with query, and when.
#[derive(Clone)]
pub struct Stage {
    play: Arc<Play>,
    pub calls: Arc<Mutex<Vec<(String, tokio::time::Instant)>>>,
    latency: Duration,
}

impl Stage {
    pub fn new(play: impl Fn(usize, &http::Request<Bytes>) -> Step + Send + Sync + 'static) -> Self {
        Self { play: Arc::new(play), calls: Arc::default(), latency: Duration::ZERO }
    }

    /// The same stage, each answer this much later.
    pub fn slow(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// The calls so far, as "METHOD path".
    pub fn seen(&self) -> Vec<String> {
        self.calls.lock().unwrap().iter().map(|(call, _)| call.clone()).collect()
    }

    /// When each call left.
    pub fn times(&self) -> Vec<tokio::time::Instant> {
        self.calls.lock().unwrap().iter().map(|(_, at)| *at).collect()
    }
}

impl Transport for Stage {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let number = {
                let mut calls = self.calls.lock().unwrap();
                calls.push((format!("{} {}", request.method(), request.uri()), tokio::time::Instant::now()));
                calls.len()
            };
            tokio::time::sleep(self.latency).await;
            (self.play)(number, &request).map(|(status, body, headers)| {
                let mut answer = HttpResponse::builder().status(status);
                for (name, value) in headers {
                    answer = answer.header(*name, *value);
                }
                answer.body(body.into()).unwrap()
            })
        })
    }
}
