//! Signing in and out, for both APIs. The client calls these by itself: one sign-in for many calls, one more after
//! a token has died.

use crate::{Wordbee, text::Said};
use participants_core::{
    Body, Effect, Endpoint, Error, ErrorKind, Request, Response,
    http::Method,
    secrecy::{ExposeSecret, SecretString},
    serde_json::{Value, json},
};

/// The sign-in v1 calls need.
pub(crate) const V1: &str = "v1";
/// The sign-in v2 calls need.
pub(crate) const V2: &str = "v2";

/// Signs in to v1: `GET /api/connect`. The answer is the token. `json=true` is always sent, because it decides the
/// format of the whole session (<https://help.wordbee.com/api1/xml-vs-json>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connect;

/// Signs out of v1: `GET /api/disconnect`, a verb and answer known from a client only
/// (<https://github.com/HelloGLOBO/wordbee>). [`Client::close`](participants_core::Client::close) sends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disconnect;

/// Signs in to v2: `POST auth/token`. The answer is the token, good until 30 minutes without a call
/// (<https://help.wordbee.com/api2/authentication>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConnectV2;

/// Signs out of v2: `DELETE auth/token` (<https://help.wordbee.com/api2/authentication>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisconnectV2;

impl Endpoint for Connect {
    type Api = Wordbee;
    type Output = SecretString;

    const NAME: &'static str = "sessions.connect";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let mut request = Request::get(&api.base, &["api", "connect"])?.query("account", &api.account);
        request.add_secret_query("pwd", &api.password);
        Ok(request.query("json", "true"))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<SecretString, Error> {
        token(response)
    }
}

impl Endpoint for Disconnect {
    type Api = Wordbee;
    type Output = ();

    const NAME: &'static str = "sessions.disconnect";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        Ok(Request::get(&api.base, &["api", "disconnect"])?.realm(V1))
    }

    fn response(&self, _: &Wordbee, _: &Response) -> Result<(), Error> {
        Ok(())
    }
}

impl Endpoint for ConnectV2 {
    type Api = Wordbee;
    type Output = SecretString;

    const NAME: &'static str = "sessions.connect_v2";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let v2 = api.needs_v2()?;
        let body = json!({"accountid": api.account, "key": v2.key.expose_secret()});
        Ok(Request::new(Method::POST, &v2.base, &["auth", "token"])?.masked(&["key"]).body(Body::json(&body)))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<SecretString, Error> {
        token(response)
    }
}

impl Endpoint for DisconnectV2 {
    type Api = Wordbee;
    type Output = ();

    const NAME: &'static str = "sessions.disconnect_v2";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        Ok(Request::new(Method::DELETE, &api.needs_v2()?.base, &["auth", "token"])?.realm(V2))
    }

    fn response(&self, _: &Wordbee, _: &Response) -> Result<(), Error> {
        Ok(())
    }
}

/// The token an answer is: a JSON string, or the bare text the vendor's sample shows. A token of digits alone would
/// read as a number, so numbers are taken as they are written.
fn token(response: &Response) -> Result<SecretString, Error> {
    let token = match Said::read(response)? {
        Said::Json(Value::String(token)) | Said::Text(token) => Some(token),
        Said::Json(Value::Number(_)) => String::from_utf8(response.body.trim_ascii().to_vec()).ok(),
        _ => None,
    };
    let is_token = |token: &String| !token.is_empty() && token.bytes().all(|c| c.is_ascii_graphic());
    match token.filter(is_token) {
        Some(token) => Ok(SecretString::from(token)),
        None => Err(Error::new(ErrorKind::Decode, "the answer to the sign-in is no token")),
    }
}
