//! What goes wrong: reported as what it is, without a token or a person in it, and nothing done twice.

use super::{ID, TOKEN, account, client, data, lena, one, served};
use mockito::Matcher;
use participants_core::{
    Directory, Error, ErrorKind, ExistenceCheck, NewParticipant, Outcome, ParticipantUpdate, serde_json::json,
};
use participants_sandbox::conformance::send_at_once;
use std::{
    io::Read,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

fn melanie() -> NewParticipant {
    NewParticipant::new().first_name("Melanie").last_name("Muster").email("melanie@example.org").postal_code("04109")
}

/// Everything an error says of itself, which must hold no token and nothing of Melanie.
fn describe(error: &Error) -> String {
    let text = format!("{error}\n{:?}\n{error:?}", error.message());
    for value in ["elanie", "Muster", "04109", TOKEN] {
        assert!(!text.contains(value), "{value} is in {text}");
    }
    format!("{error}\n{:?}\n{:#?}", error.message(), error.fields())
}

#[tokio::test]
async fn every_shape_of_a_refusal_is_read() {
    let a = json!({"errors": [
        {"title": "Invalid value", "source": {"pointer": "/participant/dateOfBirth"}, "detail": "not a date: 04109"},
        {"title": "Invalid value", "source": {"pointer": "/participant/address/zipCode"}, "message": "Muster is no code"},
    ]});
    let b = json!({"errors": {"last_name": ["Muster is invalid"], "address": {"zip_code": ["is too long"]}}});
    let c = json!({"errors": {"detail": "Unprocessable melanie@example.org"}});
    let lone = json!({"error": "no such thing"});
    for (name, status, body, kind) in [
        ("a", 422, &a, ErrorKind::Validation),
        ("b", 422, &b, ErrorKind::Validation),
        ("b_inside_200", 200, &b, ErrorKind::Validation),
        ("c", 409, &c, ErrorKind::Conflict),
        ("c_inside_200", 200, &c, ErrorKind::Refused),
        ("lone", 400, &lone, ErrorKind::Validation),
        ("lone_inside_200", 200, &lone, ErrorKind::Refused),
    ] {
        let (mut server, client) = served().await;
        let mock =
            server.mock("POST", Matcher::Any).with_status(status).with_body(body.to_string()).expect(1).create_async();
        let mock = mock.await;
        let error = send_at_once(client.prepare_create(&melanie(), ExistenceCheck::Skipped)).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (kind, Outcome::NotApplied), "{name}");
        insta::assert_snapshot!(format!("refusal_{name}"), describe(&error));
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn a_member_called_error_beside_the_data_is_no_failure() {
    let (mut server, client) = served().await;
    let body = json!({"data": lena(), "errors": [], "error": "none"});
    server.mock("GET", Matcher::Any).with_body(body.to_string()).create_async().await;
    assert_eq!(client.get(ID).await.unwrap().id, ID);
}

#[tokio::test]
async fn a_wrong_token_is_said_once_and_never_shown() {
    for (status, kind) in [(401, ErrorKind::Authentication), (403, ErrorKind::Permission)] {
        for body in [format!("bad token {TOKEN}"), json!({"errors": {"detail": TOKEN}}).to_string(), String::new()] {
            let (mut server, client) = served().await;
            let mock = server.mock("GET", Matcher::Any).with_status(status).with_body(body).expect(1);
            let mock = mock.create_async().await;
            let error = client.get(ID).await.unwrap_err();
            assert_eq!(error.kind(), kind);
            describe(&error);
            mock.assert_async().await;
        }
    }
    let broken = participants_azav::Azav::new("line\nbreak").unwrap();
    assert_eq!(client(broken).get(ID).await.unwrap_err().kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn what_is_not_json_is_a_decode_error_and_a_write_may_have_happened() {
    for body in ["<html>melanie@example.org</html>", r#"{"data":{"id":"7","lastName":"Mus"#, r#"{"ok":true}"#] {
        let (mut server, client) = served().await;
        server.mock("GET", Matcher::Any).with_body(data(&lena())).create_async().await;
        let post = server.mock("POST", Matcher::Any).with_status(201).with_body(body).expect(1).create_async().await;
        let put = server.mock("PUT", Matcher::Any).with_body(body).expect(1).create_async().await;
        let made = send_at_once(client.prepare_create(&melanie(), ExistenceCheck::Skipped)).await.unwrap_err();
        let changed = client.update(ID, &ParticipantUpdate::new().last_name("Muster")).await.unwrap_err();
        for error in [made, changed] {
            assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
            assert!(error.may_have_been_applied(), "{body}");
            describe(&error);
        }
        post.assert_async().await;
        put.assert_async().await;
    }
}

#[tokio::test]
async fn an_empty_answer_to_a_creation_proves_nothing() {
    let (mut server, client) = served().await;
    server.mock("POST", Matcher::Any).with_status(201).create_async().await;
    let error =
        send_at_once(client.prepare_create(&melanie(), ExistenceCheck::Skipped)).await.expect_err("nothing was proved");
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    insta::assert_snapshot!("warnings_nothing", describe(&error));
}

/// A server that takes every request and hangs up without an answer.
fn hanging_up() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut taken = Vec::new();
            let mut part = [0; 4096];
            // Until the body is there: it ends in the closing braces of the envelope, a bodiless call in a blank line.
            while !taken.ends_with(b"}}") && !taken.ends_with(b"\r\n\r\n") {
                let read = stream.read(&mut part).unwrap();
                if read == 0 {
                    break;
                }
                taken.extend_from_slice(&part[..read]);
            }
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (address, calls)
}

#[tokio::test]
async fn a_lost_answer_to_a_creation_is_not_asked_for_again() {
    let (address, calls) = hanging_up();
    let error =
        send_at_once(client(account(&address)).prepare_create(&melanie(), ExistenceCheck::Skipped)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    assert!(error.may_have_been_applied());
    assert_eq!((error.attempts(), calls.load(Ordering::SeqCst)), (1, 1));
    describe(&error);
}

#[tokio::test]
async fn a_lost_answer_to_a_reading_is_asked_for_again() {
    let (address, calls) = hanging_up();
    let error = client(account(&address)).get(ID).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::NotApplied));
    assert_eq!(calls.load(Ordering::SeqCst), usize::try_from(error.attempts()).unwrap());
    assert!(error.attempts() > 1);
}

#[tokio::test]
async fn too_many_calls_wait_as_long_as_the_answer_says() {
    for wait in [Some("1"), None] {
        let (mut server, client) = served().await;
        let busy = server.mock("GET", one().as_str()).with_status(429).expect(1);
        let busy = match wait {
            Some(seconds) => busy.with_header("retry-after", seconds),
            None => busy,
        };
        let busy = busy.create_async().await;
        // Mocks are taken in order until each has had its calls.
        let good = server.mock("GET", one().as_str()).with_body(data(&lena())).expect(1).create_async().await;
        let began = Instant::now();
        assert_eq!(client.get(ID).await.unwrap().id, ID);
        assert!(wait.is_none() || began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
        busy.assert_async().await;
        good.assert_async().await;
    }
}

#[tokio::test]
async fn a_failing_server_is_asked_again_to_read_and_never_to_create() {
    let (mut server, client) = served().await;
    let get = server.mock("GET", Matcher::Any).with_status(503).with_body("<html>").expect_at_least(2);
    let get = get.create_async().await;
    let post = server.mock("POST", Matcher::Any).with_status(503).expect(1).create_async().await;
    let read = client.get(ID).await.unwrap_err();
    let made = send_at_once(client.prepare_create(&melanie(), ExistenceCheck::Skipped)).await.unwrap_err();
    assert_eq!((read.kind(), read.may_have_been_applied()), (ErrorKind::Server, false));
    assert_eq!((made.kind(), made.may_have_been_applied()), (ErrorKind::Server, true));
    get.assert_async().await;
    post.assert_async().await;
}
