//! A server that plays Wordbee's answers one at a time, and a client of it.

#![allow(dead_code)] // Each test binary uses its own part of this.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Tests may be blunt.

use mockito::{Matcher, Mock, Server, ServerGuard};
use participants_core::{
    BaseUrl, Client, Response, RetryPolicy,
    http::{HeaderMap, StatusCode},
    serde_json::{self, Value, json},
};
use participants_wordbee::Wordbee;
use std::time::Duration;

pub(crate) const PASSWORD: &str = "ap1-passw0rd";
pub(crate) const KEY: &str = "v2-k3y-of-a-user";
pub(crate) const TOKEN: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
pub(crate) const V2_TOKEN: &str = "99aabbccddeeff001122334455667788";

/// An account with v1 alone, in company 77.
pub(crate) fn v1(base: &str) -> Wordbee {
    Wordbee::at(BaseUrl::new(base).unwrap(), "nordwind", PASSWORD).company(77).v2_wait(Duration::from_millis(1))
}

/// An account with both APIs.
pub(crate) fn both(base: &str) -> Wordbee {
    v1(base).v2(BaseUrl::new(&format!("{base}/api")).unwrap(), KEY)
}

pub(crate) fn client(account: Wordbee) -> Client<Wordbee> {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder(account).retry(retry).timeout(Duration::from_secs(5)).build().unwrap()
}

/// A server that signs in to both APIs, and a client with both.
pub(crate) async fn served() -> (ServerGuard, Client<Wordbee>) {
    let mut server = Server::new_async().await;
    connect(&mut server).create_async().await;
    connect_v2(&mut server).create_async().await;
    let client = client(both(&server.url()));
    (server, client)
}

pub(crate) fn connect(server: &mut ServerGuard) -> Mock {
    let asked = [("account", "nordwind"), ("pwd", PASSWORD), ("json", "true")];
    let asked = asked.map(|(name, value)| Matcher::UrlEncoded(name.into(), value.into()));
    server.mock("GET", "/api/connect").match_query(Matcher::AllOf(asked.into())).with_body(format!("\"{TOKEN}\""))
}

pub(crate) fn connect_v2(server: &mut ServerGuard) -> Mock {
    server
        .mock("POST", "/api/auth/token")
        .match_body(Matcher::Json(json!({"accountid": "nordwind", "key": KEY})))
        .with_body(format!("\"{V2_TOKEN}\""))
}

/// A v1 call that carries the token and this `data`.
pub(crate) fn write(server: &mut ServerGuard, method: &str, path: &str, data: &Value) -> Mock {
    server.mock(method, path).match_query(Matcher::AllOf(vec![
        Matcher::UrlEncoded("token".into(), TOKEN.into()),
        Matcher::UrlEncoded("data".into(), data.to_string()),
    ]))
}

/// A page of v2's list.
pub(crate) fn page(server: &mut ServerGuard, skip: usize, body: &Value) -> Mock {
    let asked = match skip {
        0 => json!({"take": 500}),
        skip => json!({"take": 500, "skip": skip}),
    };
    server
        .mock("POST", "/api/persons/list/full")
        .match_header("x-auth-token", V2_TOKEN)
        .match_header("x-auth-accountid", "nordwind")
        .match_body(Matcher::Json(asked))
        .with_body(body.to_string())
}

/// A row with every awkward thing in it: a number as text, empty values, a hard name, an unknown member.
pub(crate) fn eleonore() -> Value {
    json!({
        "personId": "4001", "companyId": 77, "firstName": "Éléonore", "lastName": "D'Hôtel",
        "email": "Eleonore.dHotel@example.org", "title": "Ms", "role": "Bürokauffrau", "phone": "", "phoneMobile": null,
        "comments": "says \"<ö>\" & more", "login": "eleonore.dhotel", "userProfileId": 8, "isActive": false,
        "personCode": "ÉD", "labels": [{"id": 501, "value": 0}], "timezone": null
    })
}

pub(crate) fn y() -> Value {
    json!({"personId": 4002, "firstName": "Y", "lastName": "大江", "email": "y@example.org"})
}

/// The answer written down in a fixture.
pub(crate) fn fixture(name: &str) -> Response {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let fixture: Value = serde_json::from_slice(&std::fs::read(&path).expect(&path)).unwrap();
    let answer = &fixture["answer"];
    let body = match (answer.get("body"), answer.get("text")) {
        (Some(json), _) => json.to_string(),
        (None, text) => text.and_then(Value::as_str).unwrap_or_default().to_owned(),
    };
    let status = u16::try_from(answer["status"].as_u64().unwrap()).unwrap();
    Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body)
}

/// A good answer with this body.
pub(crate) fn good(body: impl ToString) -> Response {
    Response::new(StatusCode::OK, HeaderMap::new(), body.to_string())
}
