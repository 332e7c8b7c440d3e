//! How Wordbee refuses a call, what happens to a session, and what an error may say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{KEY, PASSWORD, TOKEN, V2_TOKEN, both, client, connect, connect_v2, eleonore, page, served, v1, write};
use mockito::{Matcher, Server};
use participants_core::{
    AlreadyRead, Change, Client, Directory, Error, ErrorKind, ExistenceCheck, NewParticipant, Outcome,
    ParticipantUpdate,
    serde_json::{Value, json},
};
use participants_sandbox::conformance::send_at_once;
use participants_wordbee::{Connect, ListPersons, UpdatePerson, Wordbee};
use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

const NEWCOMER: &str = r#"{"Email":"camille@example.org","FirstName":"Camille","LastName":"D'Hôtel-Özil"}"#;

fn camille() -> NewParticipant {
    NewParticipant::new().first_name("Camille").last_name("D'Hôtel-Özil").email("camille@example.org")
}

fn newcomer() -> Value {
    participants_core::serde_json::from_str(NEWCOMER).unwrap()
}

fn new_login() -> ParticipantUpdate {
    ParticipantUpdate::new().login("camille.dhotel").password("Correct-Horse-7").profile("8").active(true)
}

/// Nothing an error shows may hold a secret or a value of a person.
fn assert_leaks_nothing(error: &Error) {
    let mut text = format!("{error} {error:?} {:?} {:?}", error.message(), error.code());
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text += &format!("{cause} {cause:?}");
        source = cause.source();
    }
    for secret in [PASSWORD, KEY, TOKEN, V2_TOKEN, "amille", "Özil", "Correct-Horse", "pwd=", "data=", "token="] {
        assert!(!text.contains(secret), "{secret} is in: {text}");
    }
}

#[tokio::test]
async fn many_calls_at_once_sign_in_once() {
    for token in [format!("\"{TOKEN}\""), TOKEN.to_owned(), format!(" \"{TOKEN}\"\n")] {
        let mut server = Server::new_async().await;
        let signed_in = connect(&mut server).with_body(token).expect(1).create_async().await;
        let data = json!({"IsActive": true, "PersonId": 4001});
        let writes = write(&mut server, "POST", "/companies/77/persons", &data).expect(20).create_async().await;
        let client = client(v1(&server.url()));
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(
                    async move { client.update("4001", &ParticipantUpdate::new().active(true)).await.map(drop) },
                )
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        signed_in.assert_async().await;
        writes.assert_async().await;
    }
}

#[tokio::test]
async fn an_expired_token_is_renewed_once_even_for_a_create() {
    let mut server = Server::new_async().await;
    // The server plays them in this order: each once.
    let first = connect(&mut server).with_body("\"aaaa\"").expect(1).create_async().await;
    let second = connect(&mut server).with_body("\"bbbb\"").expect(1).create_async().await;
    let query = |token: &str| {
        let data = Matcher::UrlEncoded("data".into(), newcomer().to_string());
        Matcher::AllOf(vec![Matcher::UrlEncoded("token".into(), token.into()), data])
    };
    let path = "/companies/77/persons";
    let refused = server.mock("PUT", path).match_query(query("aaaa")).with_status(403).with_body("Token has expired");
    let refused = refused.expect(1).create_async().await;
    let made = server.mock("PUT", path).match_query(query("bbbb")).with_body("9").expect(1).create_async().await;
    let created =
        send_at_once(client(v1(&server.url())).prepare_create(&camille(), ExistenceCheck::Skipped)).await.unwrap();
    assert_eq!(created.id.as_deref(), Some("9"));
    for mock in [first, refused, second, made] {
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn a_second_refusal_of_the_token_is_final() {
    let mut server = Server::new_async().await;
    let sign_ins = connect(&mut server).expect(2).create_async().await;
    let writes = write(&mut server, "PUT", "/companies/77/persons", &newcomer());
    let writes = writes.with_status(403).with_body(format!("{TOKEN} is invalid")).expect(2).create_async().await;
    let error =
        send_at_once(client(v1(&server.url())).prepare_create(&camille(), ExistenceCheck::Skipped)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::SessionExpired, Outcome::NotApplied));
    assert_leaks_nothing(&error);
    sign_ins.assert_async().await;
    writes.assert_async().await;
}

#[tokio::test]
async fn a_refused_sign_in_is_said_once() {
    for (said, kind) in [
        (format!("Wrong password {PASSWORD}"), ErrorKind::Authentication),
        ("\"IP address not authorised\"".to_owned(), ErrorKind::Permission),
        (String::new(), ErrorKind::Authentication),
    ] {
        let mut server = Server::new_async().await;
        let mock = connect(&mut server).with_status(401).with_body(&said).expect(1).create_async().await;
        let error = client(v1(&server.url())).update("4001", &new_login()).await.unwrap_err();
        assert_eq!((error.kind(), error.endpoint()), (kind, "sessions.connect"));
        assert!(!error.may_have_been_applied());
        assert_leaks_nothing(&error);
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn what_is_no_token_is_not_used_as_one() {
    for body in ["", "<html>sign in</html>", "<string>0f1e</string>", "\"0f1e", "{}", "null", "two words", "\"\""] {
        let mut server = Server::new_async().await;
        connect(&mut server).with_body(body).create_async().await;
        assert_eq!(client(v1(&server.url())).send(&Connect).await.unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn signing_out_ends_both_sessions() {
    let (mut server, client) = served().await;
    let token = Matcher::UrlEncoded("token".into(), TOKEN.into());
    let out = server.mock("GET", "/api/disconnect").match_query(token).expect(1).create_async().await;
    let out_v2 = server
        .mock("DELETE", "/api/auth/token")
        .match_header("x-auth-token", V2_TOKEN)
        .match_header("x-auth-accountid", "nordwind")
        .expect(1)
        .create_async()
        .await;
    let data = json!({"IsActive": true, "PersonId": 4001});
    write(&mut server, "POST", "/companies/77/persons", &data).create_async().await;
    page(&mut server, 0, &json!({"total": 1, "rows": [eleonore()]})).create_async().await;
    // Whether it was stored does not matter here.
    drop(client.update("4001", &ParticipantUpdate::new().active(true)).await);
    Directory::close(&client).await;
    Directory::close(&client).await;
    out.assert_async().await;
    out_v2.assert_async().await;
}

fn v2_error(title: &str, operation: &str) -> String {
    let error = json!({
        "operation": operation, "date": "2026-11-22T10:00:00", "title": title, "details": "for camille@example.org",
        "errorurl": null, "messages": [{"title": "Look at the query", "details": null}]
    });
    json!({"error": error, "reason": title}).to_string()
}

#[tokio::test]
async fn a_dead_v2_token_is_known_by_its_title() {
    for (status, title) in [
        (400, "Token invalid or expired."),
        (200, "Token invalid or expired."),
        (401, "Sign in first"),
        (403, "token invalid or expired"),
    ] {
        let mut server = Server::new_async().await;
        let sign_ins = connect_v2(&mut server).expect(2).create_async().await;
        let refused = server.mock("POST", "/api/persons/list/full").with_status(status);
        let refused = refused.with_body(v2_error(title, "persons/list")).expect(2).create_async().await;
        let error = client(both(&server.url())).get("4001").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SessionExpired, "{status}");
        sign_ins.assert_async().await;
        refused.assert_async().await;
    }
}

/// A 401 that stays is about the key, not about one token.
#[tokio::test]
async fn a_401_without_words_leads_to_one_more_sign_in() {
    let mut server = Server::new_async().await;
    let sign_ins = connect_v2(&mut server).expect(2).create_async().await;
    let refused = server.mock("POST", "/api/persons/list/full").with_status(401).expect(2).create_async().await;
    let error = client(both(&server.url())).get("4001").await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Authentication, Outcome::NotApplied));
    sign_ins.assert_async().await;
    refused.assert_async().await;
}

#[tokio::test]
async fn other_v2_failures_are_reported_as_what_they_are() {
    let mut server = Server::new_async().await;
    let wrong_key = connect_v2(&mut server).with_status(400).with_body(v2_error("Wrong key", "/auth/token"));
    let wrong_key = wrong_key.expect(1).create_async().await;
    let error = client(both(&server.url())).get("4001").await.unwrap_err();
    assert_eq!((error.kind(), error.endpoint()), (ErrorKind::Authentication, "sessions.connect_v2"));
    wrong_key.assert_async().await;
    assert_leaks_nothing(&error);

    for (status, kind) in [(400, ErrorKind::Validation), (404, ErrorKind::NotFound), (200, ErrorKind::Refused)] {
        let (mut server, client) = served().await;
        let list = server.mock("POST", "/api/persons/list").with_status(status);
        let list = list.with_body(v2_error("No such column", "persons/list")).expect(1).create_async().await;
        let error = client.send(&ListPersons::new()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (kind, Outcome::NotApplied), "{status}");
        insta::assert_snapshot!(format!("v2_failure_{status}"), format!("{error}\n{:?}", error.message()));
        list.assert_async().await;
    }
}

#[tokio::test]
async fn too_many_calls_wait_as_long_as_the_answer_says_or_as_long_as_the_vendor_asks() {
    let limit = json!({"error": {"type": "TooManyRequests", "message": "1000 calls"}, "reason": "1000 calls"});
    for (header, wait) in [(Some("1"), Duration::from_secs(1)), (None, Duration::from_millis(300))] {
        let mut server = Server::new_async().await;
        connect_v2(&mut server).create_async().await;
        let mut busy = server.mock("POST", "/api/persons/list/full").with_status(429).with_body(limit.to_string());
        if let Some(seconds) = header {
            busy = busy.with_header("retry-after", seconds);
        }
        // The server plays them in this order: each once.
        let busy = busy.expect(1).create_async().await;
        let rows = json!({"total": 1, "rows": [eleonore()]});
        let good = page(&mut server, 0, &rows).expect(1).create_async().await;
        let client = client(both(&server.url()).v2_wait(Duration::from_millis(300)));
        let began = Instant::now();
        assert_eq!(client.get("4001").await.unwrap().id, "4001");
        assert!(began.elapsed() >= wait, "{:?}", began.elapsed());
        busy.assert_async().await;
        good.assert_async().await;
    }
    let (mut server, client) = served().await;
    let busy = server.mock("POST", "/api/persons/list").with_status(429).with_body(limit.to_string());
    let busy = busy.expect(4).create_async().await;
    let error = client.send(&ListPersons::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::RateLimited, Some("TooManyRequests")));
    busy.assert_async().await;
}

#[tokio::test]
async fn a_refusal_is_text_in_any_form_and_is_cleaned() {
    let said = "Email camille@example.org of Camille D'Hôtel-Özil is taken";
    for body in [said.to_owned(), format!("\"{said}\""), format!("<string xmlns=\"http://x\">{said}</string>")] {
        for (status, kind, outcome) in [
            (400, ErrorKind::Validation, Outcome::NotApplied),
            (404, ErrorKind::NotFound, Outcome::NotApplied),
            (500, ErrorKind::Server, Outcome::Unknown),
        ] {
            let (mut server, client) = served().await;
            let mock = write(&mut server, "PUT", "/companies/77/persons", &newcomer());
            let mock = mock.with_status(status).with_body(&body).expect(1).create_async().await;
            let error = send_at_once(client.prepare_create(&camille(), ExistenceCheck::Skipped)).await.unwrap_err();
            assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{body}");
            assert_eq!(error.message(), Some("Email [hidden] of [hidden] [hidden] is taken"));
            assert_leaks_nothing(&error);
            mock.assert_async().await;
        }
    }
}

#[tokio::test]
async fn what_only_looks_like_success_is_none() {
    for body in ["<!DOCTYPE html><p>camille@example.org</p>", " \n<html>camille", r#"{"PersonId":40"#, "\"400"] {
        let (mut server, client) = served().await;
        let create = write(&mut server, "PUT", "/companies/77/persons", &newcomer());
        let create = create.with_body(body).expect(1).create_async().await;
        let error = send_at_once(client.prepare_create(&camille(), ExistenceCheck::Skipped)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(error.may_have_been_applied());
        assert_leaks_nothing(&error);
        create.assert_async().await;

        let data = json!({"Login": null, "PersonId": 4001});
        let update = write(&mut server, "POST", "/companies/77/persons", &data).with_body(body).create_async().await;
        let clear = ParticipantUpdate::new().login(Change::Clear);
        let error = send_at_once(client.prepare_update("4001", AlreadyRead::Listed, &clear)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(error.may_have_been_applied());
        update.assert_async().await;
    }
    for body in
        ["<html>no</html>", r#"{"total":1,"rows":[{"personId":4001,"lastName":"D'Hô"#, "{\"total\":0}", "[]", ""]
    {
        let (mut server, client) = served().await;
        server.mock("POST", "/api/persons/list/full").with_body(body).create_async().await;
        let error = client.get("4001").await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::NotApplied), "{body}");
        assert!(!format!("{error}{error:?}").contains("D'H"));
    }
}

/// A server that signs in and then closes every connection after reading the request; it counts those.
fn closing() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let lost = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&lost);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            let mut part = [0; 4096];
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                match stream.read(&mut part).unwrap() {
                    0 => break,
                    read => request.extend_from_slice(&part[..read]),
                }
            }
            if request.starts_with(b"GET /api/connect") {
                let answer = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 34\r\n\r\n\"{TOKEN}\"");
                stream.write_all(answer.as_bytes()).unwrap();
            } else {
                count.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    (base, lost)
}

#[tokio::test]
async fn a_lost_answer_leaves_open_what_was_done() {
    let (base, lost) = closing();
    let client: Client<Wordbee> = client(v1(&base));
    let error = send_at_once(client.prepare_create(&camille(), ExistenceCheck::Skipped)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome(), error.attempts()), (ErrorKind::Interrupted, Outcome::Unknown, 1));
    assert_eq!(lost.swap(0, Ordering::SeqCst), 1, "a create is sent once");
    assert_leaks_nothing(&error);

    let error = client.update("4001", &new_login()).await.unwrap_err();
    assert!(error.may_have_been_applied());
    assert_eq!((error.attempts(), lost.load(Ordering::SeqCst)), (4, 4), "an update may be repeated");
    assert_leaks_nothing(&error);
}

#[tokio::test]
async fn a_dry_run_and_debug_hide_what_is_secret() {
    // Without the second API nothing is read before.
    let shown =
        client(v1("http://127.0.0.1:9")).prepare_update("4001", AlreadyRead::Nothing, &new_login()).await.unwrap();
    let shown = shown.preview().unwrap().join("\n");
    assert!(shown.contains("camille.dhotel") && shown.contains("[hidden]"), "{shown}");
    assert!(!shown.contains("Correct-Horse"), "{shown}");
    let client = client(both("http://127.0.0.1:9"));
    let changes = participants_wordbee::PersonChanges::new().password("Correct-Horse-7").last_name("Özil");
    let update = UpdatePerson::new(77, 4001, changes);
    let query = participants_wordbee::Query::contains("lastname", "Özil").unwrap();
    let shown = format!("{update:?} {:?} {:?} {client:?}", client.provider(), ListPersons::new().query(query));
    for secret in ["Correct-Horse", "Özil", PASSWORD, KEY] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
