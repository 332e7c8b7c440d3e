//! How FrontCore refuses a call, and what happens to a call without an answer.

use super::{KEY, Matcher, Server, account, all, client, json, liv, made, served};
use participants_core::{
    AlreadyRead, Client, Directory, Error, ErrorKind, Key, NewParticipant, Outcome, ParticipantUpdate, RetryPolicy,
};
use participants_frontcore::Frontcore;
use participants_sandbox::conformance::send_at_once;
use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

fn newcomer() -> NewParticipant {
    NewParticipant::new().session("5550001").first_name("Åsemarie").last_name("Ø").email("ase@example.org")
}

/// Everything an error says, in one text.
fn describe(error: &Error) -> String {
    format!("{error} {error:?} {:?} {:?} {:?}", error.code(), error.message(), error.fields())
}

#[tokio::test]
async fn a_wrong_key_is_known_by_its_words_and_never_shown() {
    for (status, body) in [
        (200, r#"{"error":"Wrong API Key"}"#.to_owned()),
        (400, r#"{"error":"Invalid API key"}"#.to_owned()),
        (500, r#"{"error":"wrong api key"}"#.to_owned()),
        (401, format!("<html>bad key {KEY}</html>")),
        (403, String::new()),
        (200, format!(r#"{{"error":"Wrong API Key {KEY}"}}"#)),
    ] {
        let (mut server, client) = served().await;
        let mock = server.mock("GET", Matcher::Any).with_status(status).with_body(&body).expect(1).create_async().await;
        let error = client.get("1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Authentication, "{status} {body}");
        assert!(!error.is_retryable());
        let shown = format!("{} {:?}", describe(&error), account(&server.url()));
        assert!(!shown.contains(KEY), "{shown}");
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn an_error_inside_a_success_is_an_error_in_every_call() {
    let (mut server, client) = served().await;
    server.mock("GET", Matcher::Any).with_body(r#"{"error":"Something else"}"#).create_async().await;
    server.mock("PUT", Matcher::Any).with_body(r#"{"error":{"unusual":["shape"]}}"#).create_async().await;
    for error in [
        client.get("1").await.unwrap_err(),
        all(&client).await.unwrap_err(),
        client.find(&Key::Email("ase@example.org".into())).await.unwrap_err(),
        send_at_once(client.prepare_update("1", AlreadyRead::Listed, &ParticipantUpdate::new().completed(true)))
            .await
            .unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Refused, Outcome::NotApplied), "{error:?}");
        assert_eq!(error.attempts(), 1);
    }
    let error = client.get("1").await.unwrap_err();
    assert_eq!(error.message(), Some("Something else"));
}

#[tokio::test]
async fn what_the_words_leave_open_the_status_says() {
    for (status, text, kind, outcome) in [
        (403, "Not for you", ErrorKind::Permission, Outcome::NotApplied),
        (404, "Participant not found", ErrorKind::NotFound, Outcome::NotApplied),
        (400, "Something else", ErrorKind::Validation, Outcome::NotApplied),
        (500, "Something else", ErrorKind::Server, Outcome::Unknown),
        (500, "Field(s) not valid: completed", ErrorKind::Validation, Outcome::NotApplied),
    ] {
        let (mut server, client) = served().await;
        let body = json!({"error": text}).to_string();
        server.mock("PUT", Matcher::Any).with_status(status).with_body(body).create_async().await;
        let error =
            send_at_once(client.prepare_update("1", AlreadyRead::Listed, &ParticipantUpdate::new().completed(true)))
                .await
                .unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{status} {text}");
        assert_eq!(error.message(), Some(text));
    }
}

#[tokio::test]
async fn the_documented_codes_are_what_they_say_in_either_form() {
    for (code, kind) in [("resource_not_found", ErrorKind::NotFound), ("unauthorized", ErrorKind::Permission)] {
        let failures = json!({"successful": false, "errors": [{"code": code, "message": "said"}]});
        for body in [json!({"error": code}), failures] {
            for status in [200, 400, 500] {
                let (mut server, client) = served().await;
                let played = server.mock("PUT", Matcher::Any).with_status(status).with_body(body.to_string());
                played.create_async().await;
                let update = ParticipantUpdate::new().completed(true);
                let error = send_at_once(client.prepare_update("1", AlreadyRead::Listed, &update)).await.unwrap_err();
                assert_eq!((error.kind(), error.code()), (kind, Some(code)), "{status} {body}");
                assert!(!error.may_have_been_applied(), "{status} {body}");
            }
        }
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_not_the_last() {
    for pagination in [json!({"next_page": "soon"}), json!({"next_page": 99_999_999_999_u64}), json!("none")] {
        let (mut server, client) = served().await;
        let body = json!({"items": [liv()], "pagination": pagination}).to_string();
        server.mock("GET", Matcher::Any).with_body(body).create_async().await;
        assert_eq!(all(&client).await.unwrap_err().kind(), ErrorKind::Decode, "{pagination}");
    }
    for pagination in [json!(null), json!([]), json!({"next_page": null}), json!({"next_page": "0"})] {
        let (mut server, client) = served().await;
        let body = json!({"items": [liv()], "pagination": pagination}).to_string();
        server.mock("GET", Matcher::Any).with_body(body).create_async().await;
        assert_eq!(all(&client).await.unwrap().people.len(), 1, "{pagination}");
    }
}

#[tokio::test]
async fn a_member_called_error_that_says_nothing_is_no_error() {
    for empty in [json!(null), json!(""), json!(false)] {
        let (mut server, client) = served().await;
        let mut participant = liv();
        participant["error"] = empty;
        participant["custom_properties"] = json!({"error": "in a property"});
        server.mock("GET", Matcher::Any).with_body(participant.to_string()).create_async().await;
        assert_eq!(client.get("910001").await.unwrap().custom()["error"], "in a property");
    }
}

#[tokio::test]
async fn fields_that_are_not_valid_are_named_whatever_stands_between_them() {
    for (text, fields) in [
        ("Field(s) not valid: idStatus, custom_properties[shoe_size]", "enrolment_status custom_properties[shoe_size]"),
        ("Field(s) not valid: firstname;date_of_birth", "first_name date_of_birth"),
        ("field(s) not valid:email  coursedate_id", "email session"),
        ("Field(s) not valid: ", ""),
        ("Missing field(s): firstname,email", "first_name email"),
        ("Missing field(s): username,password", "username password"),
        ("İ Missing field(s): email", "email"),
    ] {
        let (mut server, client) = served().await;
        server.mock("PUT", Matcher::Any).with_body(json!({"error": text}).to_string()).create_async().await;
        let error =
            send_at_once(client.prepare_update("1", AlreadyRead::Listed, &ParticipantUpdate::new().completed(true)))
                .await
                .unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Validation, Outcome::NotApplied), "{text}");
        let named: Vec<_> = error.fields().iter().map(ToString::to_string).collect();
        assert_eq!(named.join(" "), fields, "{text}");
    }
}

#[tokio::test]
async fn too_many_calls_wait_as_long_as_the_answer_says() {
    for (header, at_least) in [(Some("1"), Duration::from_secs(1)), (None, Duration::ZERO)] {
        let (mut server, client) = served().await;
        let mut busy = server.mock("GET", Matcher::Any).with_status(429).with_body(r#"{"error":"API key over limit"}"#);
        if let Some(seconds) = header {
            busy = busy.with_header("retry-after", seconds);
        }
        // mockito serves the mock made last first, and each only as often as expected.
        let busy = busy.expect(1).create_async().await;
        let began = Instant::now();
        let read = tokio::spawn({
            let client = client.clone();
            async move { client.get("910001").await }
        });
        while !busy.matched_async().await {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.reset();
        let good = server.mock("GET", Matcher::Any).with_body(liv().to_string()).expect(1).create_async().await;
        assert_eq!(read.await.unwrap().unwrap().id, "910001");
        assert!(began.elapsed() >= at_least);
        good.assert_async().await;
    }
}

#[tokio::test]
async fn a_limit_that_lasts_is_reported_and_nothing_was_done() {
    let (mut server, client) = served().await;
    let mock = server.mock("PUT", Matcher::Any).with_status(429).expect(4).create_async().await;
    let error =
        send_at_once(client.prepare_update("1", AlreadyRead::Listed, &ParticipantUpdate::new().completed(true)))
            .await
            .unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::RateLimited, Outcome::NotApplied));
    mock.assert_async().await;
}

#[tokio::test]
async fn what_is_not_json_is_reported_without_its_content() {
    for body in ["<html>ase@example.org Åsemarie</html>", r#"{"id":910001,"user":{"firstname":"Åsemarie"#, "Åsemarie"]
    {
        let (mut server, client) = served().await;
        server.mock("GET", Matcher::Any).with_body(body).create_async().await;
        server.mock("PUT", Matcher::Any).with_body(body).create_async().await;
        let read = client.get("910001").await.unwrap_err();
        assert_eq!((read.kind(), read.outcome()), (ErrorKind::Decode, Outcome::NotApplied), "{body}");
        let write = send_at_once(client.prepare_update(
            "910001",
            AlreadyRead::Listed,
            &ParticipantUpdate::new().completed(true),
        ))
        .await
        .unwrap_err();
        assert_eq!((write.kind(), write.outcome()), (ErrorKind::Decode, Outcome::Unknown), "{body}");
        assert!(!describe(&read).contains("emarie") && !describe(&write).contains("emarie"), "{read:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let mut other = Server::new_async().await;
    let unseen = other.mock("GET", Matcher::Any).expect(0).create_async().await;
    let (mut server, client) = served().await;
    let redirect = server.mock("GET", Matcher::Any).with_status(302).with_header("location", &other.url());
    redirect.with_body(r#"{"error":"Wrong API Key"}"#).create_async().await;
    assert_eq!(client.get("1").await.unwrap_err().kind(), ErrorKind::Redirect);
    unseen.assert_async().await;
}

/// A server that reads each request to its end and closes the connection without a word.
fn silent() -> (Client<Frontcore>, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let heard = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&heard);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut buffer = [0; 4096];
            let mut text = String::new();
            while !is_whole(&text) {
                match stream.read(&mut buffer) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
                }
            }
            counter.fetch_add(usize::from(is_whole(&text)), Ordering::SeqCst);
            let _ = stream.flush();
        }
    });
    (client(account(&url)), heard)
}

/// Whether a request has all the bytes its length speaks of.
fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    body.len() >= length.unwrap_or(0)
}

#[tokio::test]
async fn a_lost_answer_leaves_a_write_open_and_a_booking_is_sent_once() {
    let (client, heard) = silent();
    let error = made(&client, &newcomer()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome(), error.attempts()), (ErrorKind::Interrupted, Outcome::Unknown, 1));
    assert!(error.may_have_been_applied());
    assert!(!describe(&error).contains("emarie") && !describe(&error).contains(KEY), "{error:?}");
    assert_eq!(heard.load(Ordering::SeqCst), 1);

    let error =
        send_at_once(client.prepare_update("1", AlreadyRead::Listed, &ParticipantUpdate::new().completed(true)))
            .await
            .unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(heard.load(Ordering::SeqCst), 1 + RetryPolicy::default().attempts as usize);

    let error = client.get("1").await.unwrap_err();
    assert!(!error.may_have_been_applied());
}

#[tokio::test]
async fn a_server_that_fails_leaves_a_booking_open() {
    let (mut server, client) = served().await;
    let mock = server.mock("POST", Matcher::Any).with_status(503).expect(1).create_async().await;
    let error = made(&client, &newcomer()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Server, Outcome::Unknown));
    mock.assert_async().await;
}
