//! Signing in and out of both APIs, and the end of tokens.

use super::{ACCOUNT, KEY, PASSWORD, Side, call, read, text};
use crate::emulator::Emulator;
use http::Method;
use serde_json::json;
use std::time::Duration;

#[test]
fn connect_answers_the_token_as_a_json_string() {
    let mut side = Side::with(&[]);
    let token = text(&side.connect());
    assert_eq!(token.len(), 34);
    assert!(token.starts_with('"') && token.ends_with('"'));
    assert!(token.trim_matches('"').bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)));
    side.wordbee.set("v1_token_form", &json!("bare")).unwrap();
    assert_eq!(text(&side.connect()).len(), 32);
}

#[test]
fn connect_refuses_wrong_credentials_with_401() {
    let mut side = Side::with(&[]);
    for (account, password) in [("nordwind", "wrong"), ("other", PASSWORD), ("", ""), (ACCOUNT, "open sesame&7%")] {
        let query = [("account", account), ("pwd", password), ("json", "true")];
        assert_eq!(side.send(call(Method::GET, "/api/connect", &query, &[], "")).status, 401, "{account}");
    }
    assert_eq!(side.send(call(Method::POST, "/api/connect", &[], &[], "")).status, 405);
}

#[test]
fn connect_needs_the_json_flag_and_knows_no_xml() {
    let mut side = Side::with(&[]);
    let status = |side: &mut Side, json: Option<&str>| {
        let mut query = vec![("account", ACCOUNT), ("pwd", PASSWORD)];
        query.extend(json.map(|json| ("json", json)));
        let reply = side.send(call(Method::GET, "/api/connect", &query, &[], ""));
        (reply.status, text(&reply).contains("not emulated"))
    };
    assert_eq!(status(&mut side, None), (400, false));
    assert_eq!(status(&mut side, Some("false")), (400, true));
    assert_eq!(status(&mut side, Some("1")), (400, false));
    side.wordbee.set("v1_without_json", &json!("json")).unwrap();
    assert_eq!(status(&mut side, None), (200, false));
}

#[test]
fn connect_may_be_closed_to_the_address_or_switched_off() {
    for (gate, part) in [("ip_refused", "IP address not authorised"), ("not_activated", "not activated")] {
        let mut side = Side::with(&[("v1_gate", json!(gate))]);
        let reply = side.connect();
        assert_eq!((reply.status, text(&reply).contains(part)), (401, true), "{gate}");
    }
}

#[test]
fn every_method_of_v1_needs_the_token_in_the_query() {
    let mut side = Side::with(&[]);
    let methods = [
        (Method::GET, "/companies"),
        (Method::PUT, "/companies"),
        (Method::POST, "/companies"),
        (Method::PUT, "/companies/77/persons"),
        (Method::POST, "/companies/77/persons"),
        (Method::DELETE, "/companies/77/persons"),
        (Method::GET, "/master/persons/profiles"),
        (Method::GET, "/settings/customlabels"),
        (Method::GET, "/api/disconnect"),
    ];
    for (method, path) in methods {
        for query in [&[][..], &[("token", "wrong")], &[("token", side.v2.clone().as_str())]] {
            let reply = side.send(call(method.clone(), path, query, &[("x-auth-token", &side.v1.clone())], ""));
            assert_eq!((reply.status, text(&reply).contains("expired")), (403, false), "{method} {path}");
        }
    }
}

#[test]
fn an_expired_token_answers_403_and_says_so() {
    let mut side = Side::with(&[]);
    side.wordbee.expire_sessions();
    let reply = side.v1(Method::GET, "/companies", &[]);
    assert_eq!((reply.status, text(&reply).contains("expired")), (403, true));
    assert_eq!(side.wordbee.unauthorized().body, reply.body);
    side.v1 = read(&side.connect()).as_str().unwrap().to_owned();
    assert_eq!(side.v1(Method::GET, "/companies", &[]).status, 200);
}

#[test]
fn disconnect_ends_the_token_with_an_empty_answer() {
    let mut side = Side::with(&[]);
    let reply = side.v1(Method::GET, "/api/disconnect", &[]);
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    assert_eq!(side.v1(Method::GET, "/companies", &[]).status, 403);
}

#[test]
fn v1_tokens_live_as_long_as_set() {
    let alive_after = |from: &str, steps: &[u64]| {
        let mut side = Side::with(&[("v1_lifetime_seconds", json!(60)), ("v1_lifetime_from", json!(from))]);
        let mut status = 0;
        for step in steps {
            side.now += Duration::from_secs(*step);
            status = side.v1(Method::GET, "/companies", &[]).status;
        }
        status == 200
    };
    assert!(alive_after("last_use", &[59]) && !alive_after("last_use", &[60]));
    assert!(alive_after("last_use", &[40, 40]) && !alive_after("connect", &[40, 40]));
    let mut side = Side::with(&[]);
    side.now = Duration::from_secs(1_000_000);
    assert_eq!(side.v1(Method::GET, "/companies", &[]).status, 200, "no lifetime is published");
}

#[test]
fn only_so_many_v1_tokens_live_at_once() {
    let mut side = Side::with(&[("v1_sessions", json!(1))]);
    let second = read(&side.connect()).as_str().unwrap().to_owned();
    assert_eq!(side.v1(Method::GET, "/companies", &[]).status, 403);
    side.v1 = second;
    assert_eq!(side.v1(Method::GET, "/companies", &[]).status, 200);
}

#[test]
fn errors_of_v1_are_text() {
    let body = |form: &str| {
        let mut side = Side::with(&[("v1_error_text", json!(form))]);
        text(&side.v1(Method::GET, "/nowhere", &[]))
    };
    assert_eq!(body("plain"), "There is no such method");
    assert_eq!(body("quoted"), "\"There is no such method\"");
    assert_eq!(body("xml"), "<string>There is no such method</string>");
}

#[test]
fn v2_needs_both_headers() {
    let mut side = Side::with(&[]);
    let token = side.v2.clone();
    let list = |side: &mut Side, headers: &[(&str, &str)]| {
        let reply = side.send(call(Method::POST, "/api/persons/list", &[], headers, ""));
        (reply.status, read(&reply)["error"]["title"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(list(&mut side, &[("x-auth-token", &token), ("x-auth-accountid", ACCOUNT)]).0, 200);
    let expired = (400, "Token invalid or expired.".to_owned());
    assert_eq!(list(&mut side, &[("x-auth-accountid", ACCOUNT)]), expired);
    assert_eq!(list(&mut side, &[("x-auth-token", "wrong"), ("x-auth-accountid", ACCOUNT)]), expired);
    for headers in [&[("x-auth-token", token.as_str())][..], &[("x-auth-token", &token), ("x-auth-accountid", "other")]]
    {
        let (status, title) = list(&mut side, headers);
        assert_eq!((status, title == expired.1), (400, false), "a sign-in would not help");
    }
    side.wordbee.set("v2_dead_token", &json!("401")).unwrap();
    assert_eq!(list(&mut side, &[("x-auth-accountid", ACCOUNT)]), (401, expired.1.clone()));
    side.wordbee.set("v2_dead_token", &json!(403)).unwrap();
    assert_eq!(list(&mut side, &[("x-auth-accountid", ACCOUNT)]), (403, expired.1));
    side.wordbee.set("v2_dead_token_body", &json!("empty")).unwrap();
    let bare = side.send(call(Method::POST, "/api/persons/list", &[], &[("x-auth-accountid", ACCOUNT)], ""));
    assert!(bare.status == 403 && bare.body.is_empty());
    assert_eq!(side.v2(Method::GET, "/api/nowhere", &[], &json!(null)).status, 404);
}

#[test]
fn v2_sign_in_takes_account_and_key() {
    let mut side = Side::with(&[]);
    for body in
        [json!({"accountid": ACCOUNT, "key": "no"}), json!({"accountid": "no", "key": KEY}), json!({}), json!([])]
    {
        let reply = side.send(call(Method::POST, "/api/auth/token", &[], &[], &body.to_string()));
        assert_eq!(reply.status, 400);
        assert_ne!(read(&reply)["error"]["title"], "Token invalid or expired.");
        assert!(read(&reply)["reason"].is_string());
    }
}

#[test]
fn v2_tokens_end_after_half_an_hour_without_a_call_or_by_sign_out() {
    let mut side = Side::with(&[]);
    let after = |side: &mut Side, minutes: u64| {
        side.now += Duration::from_secs(minutes * 60);
        side.v2(Method::POST, "/api/persons/list", &[], &json!(null)).status
    };
    assert_eq!((after(&mut side, 29), after(&mut side, 29), after(&mut side, 30)), (200, 200, 400));
    side.v2 = read(&side.sign_in()).as_str().unwrap().to_owned();
    assert_eq!(side.v2(Method::DELETE, "/api/auth/token", &[], &json!(null)).status, 200);
    assert_eq!(after(&mut side, 0), 400);
}

#[test]
fn the_hourly_limit_is_v2s_and_sign_in_is_free() {
    let mut side = Side::with(&[]);
    let limits = |side: &Side, path: &str| side.wordbee.limits(&call(Method::POST, path, &[], &[], ""));
    for free in ["/api/auth/token", "/api/connect", "/api/disconnect", "/companies/77/persons"] {
        assert!(limits(&side, free).is_empty(), "{free}");
    }
    let window = &limits(&side, "/api/persons/list")[0];
    assert_eq!((window.count, window.per), (1000, Duration::from_secs(3600)));
    assert_eq!(window, &limits(&side, "/api/trm/status")[0], "all calls share one allowance");
    side.wordbee.set("v2_calls_per_hour", &json!(3)).unwrap();
    assert_eq!(limits(&side, "/api/persons/list")[0].count, 3);
    let answer = read(&side.wordbee.over_limit());
    assert!(
        answer["error"]["message"].is_string() && answer["error"]["type"].is_string() && answer["reason"].is_string()
    );
}

#[test]
fn the_same_seed_gives_the_same_tokens() {
    assert_eq!(Side::with(&[]).v1, Side::with(&[]).v1);
    let side = Side::with(&[]);
    assert_ne!(side.v1, side.v2);
}

#[test]
fn a_client_can_sign_in_with_the_environment() {
    let environment = Side::with(&[]).wordbee.environment("http://127.0.0.1:1");
    let value = |name: &str| environment.iter().find(|(key, _)| *key == name).unwrap().1.clone();
    assert_eq!(value("WORDBEE_BASE_URL"), "http://127.0.0.1:1");
    assert_eq!(value("WORDBEE_V2_BASE_URL"), "http://127.0.0.1:1/api");
    assert_eq!((value("WORDBEE_ACCOUNT"), value("WORDBEE_PASSWORD")), (ACCOUNT.into(), PASSWORD.into()));
    assert_eq!((value("WORDBEE_V2_KEY"), value("WORDBEE_COMPANY_ID")), (KEY.into(), "77".into()));
}
