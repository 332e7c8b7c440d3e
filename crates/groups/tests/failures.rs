//! How the API refuses a call, and what happens with an answer that is lost, cut, or not of this API.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{FINANCE, ODA, TOKEN, answer, client, company, hanging_up, oda, served, two_groups, zoe};
use mockito::Matcher;
use participants_core::{
    AlreadyRead, Directory, ErrorKind, ExistenceCheck, Field, Key, NewParticipant, Outcome, ParticipantUpdate,
    Provider,
    serde_json::{Value, json},
};
use participants_groups::{ListGroups, PortalLink};
use participants_sandbox::conformance::send_at_once;
use std::time::{Duration, Instant};

fn new_oda() -> NewParticipant {
    NewParticipant::new().full_name("Oda Lindqvist").short_name("Öde").email("oda@firm.example").group(FINANCE)
}

#[test]
fn every_documented_label_is_known_in_whatever_form_it_comes() {
    let company = company("https://asap.example.org");
    for (status, label, kind, code) in [
        (400, "common-validation", ErrorKind::Validation, "common-validation"),
        (400, "Bad Request", ErrorKind::Validation, "bad-request"),
        (400, "user-email-already-exists-in-company", ErrorKind::Conflict, "user-email-already-exists-in-company"),
        (409, "user-email-already-exists-in-company", ErrorKind::Conflict, "user-email-already-exists-in-company"),
        (401, "common-unauthorized", ErrorKind::Authentication, "common-unauthorized"),
        (402, "no-available-license", ErrorKind::Licence, "no-available-license"),
        (402, "PAYMENT_REQUIRED", ErrorKind::Licence, "payment-required"),
        (403, "forbidden", ErrorKind::Permission, "forbidden"),
        (404, "user-not-found", ErrorKind::NotFound, "user-not-found"),
        (404, "User not found", ErrorKind::NotFound, "user-not-found"),
        (404, "groups-not-found", ErrorKind::NotFound, "groups-not-found"),
        (404, "group-does-not-exists", ErrorKind::NotFound, "group-does-not-exists"),
        (404, "Group not found", ErrorKind::NotFound, "group-not-found"),
        (
            409,
            "User status not supported for this operation",
            ErrorKind::Conflict,
            "user-status-not-supported-for-this-operation",
        ),
        (
            409,
            "User's education plan is being calculated",
            ErrorKind::Busy,
            "user-s-education-plan-is-being-calculated",
        ),
        (
            409,
            "User’s education plan is being calculated",
            ErrorKind::Busy,
            "user-s-education-plan-is-being-calculated",
        ),
        (409, "cannot-join-group", ErrorKind::Conflict, "cannot-join-group"),
        (422, "education-not-started", ErrorKind::Conflict, "education-not-started"),
        (422, "processing-education", ErrorKind::Busy, "processing-education"),
        (429, "too-many-requests", ErrorKind::RateLimited, "too-many-requests"),
        (500, "internal-server-error", ErrorKind::Server, "internal-server-error"),
    ] {
        for body in [
            json!({"code": label}).to_string(),
            json!({"error": {"details": [{"text": label.to_uppercase()}]}, "trace": "abc"}).to_string(),
            json!({"message": format!("{label}."), "path": "/openapi/v1/users"}).to_string(),
            json!([label]).to_string(),
            json!(label).to_string(),
            label.to_owned(),
        ] {
            let failure = company.failure(&answer(status, &body)).unwrap();
            assert_eq!((failure.kind, failure.code.as_deref()), (kind, Some(code)), "{body}");
            let fields: Vec<_> = failure.fields.into_iter().filter_map(|field| field.field).collect();
            let expected: &[_] = if code.contains("email") { &[Field::Email] } else { &[] };
            assert_eq!(fields, expected, "{body}");
        }
    }
}

#[test]
fn the_label_counts_before_the_status_and_the_special_before_the_general() {
    let company = company("https://asap.example.org");
    let kind = |status, body: Value| company.failure(&answer(status, body)).unwrap().kind;
    let framework =
        json!({"statusCode": 400, "error": "Bad Request", "message": "user-email-already-exists-in-company"});
    assert_eq!(kind(400, framework), ErrorKind::Conflict);
    assert_eq!(kind(500, json!({"message": "processing-education"})), ErrorKind::Busy);
    assert_eq!(kind(400, json!({"message": "User's education plan is being calculated"})), ErrorKind::Busy);
}

#[test]
fn without_a_known_label_the_status_speaks() {
    let company = company("https://asap.example.org");
    for (status, kind) in [
        (302, ErrorKind::Redirect),
        (400, ErrorKind::Validation),
        (401, ErrorKind::Authentication),
        (402, ErrorKind::Licence),
        (403, ErrorKind::Permission),
        (404, ErrorKind::NotFound),
        (409, ErrorKind::Conflict),
        (422, ErrorKind::Validation),
        (429, ErrorKind::RateLimited),
        (500, ErrorKind::Server),
        (503, ErrorKind::Server),
    ] {
        // A gateway's page may well say "forbidden"; it is not the API that says it.
        for body in ["", "{}", r#"{"message":"unforbidden fruit"}"#, "<html><h1>Forbidden</h1></html>", "{\"forbidden"]
        {
            let failure = company.failure(&answer(status, body)).unwrap();
            assert_eq!((failure.kind, failure.code), (kind, None), "{status} {body}");
        }
    }
}

#[test]
fn a_label_inside_a_good_status_is_a_failure_and_a_person_of_that_name_is_not() {
    let company = company("https://asap.example.org");
    for body in
        [r#"{"error":"common-unauthorized"}"#, "common-unauthorized", r#"{"id":"trace","e":["common-unauthorized"]}"#]
    {
        assert_eq!(company.failure(&answer(200, body)).unwrap().kind, ErrorKind::Authentication, "{body}");
    }
    let mut person = zoe();
    person["fullName"] = json!("Forbidden");
    let group = json!({"total": 1, "result": [{"id": FINANCE, "name": "User not found", "isStarted": true}]});
    let changed = json!({"userId": ODA, "currentShortName": "Bad Request", "previousShortName": "Forbidden"});
    for body in [person.clone(), json!([person]), group, changed, json!({"link": "forbidden"}), json!([])] {
        assert!(company.failure(&answer(200, &body)).is_none(), "{body}");
    }
}

#[tokio::test]
async fn a_taken_address_names_the_field_and_no_value() {
    for status in [400, 409] {
        let (mut server, client) = served().await;
        let body =
            json!({"message": "user-email-already-exists-in-company", "value": "oda@firm.example of Oda Lindqvist"});
        server.mock("POST", "/openapi/v1/users").with_status(status).with_body(body.to_string()).create_async().await;
        let error = send_at_once(client.prepare_create(&new_oda(), ExistenceCheck::Skipped)).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Conflict, Outcome::NotApplied));
        assert_eq!(error.fields()[0].field, Some(Field::Email));
        insta::assert_snapshot!(format!("taken_{status}"), format!("{error}\n{:?}", error.message()));
    }
}

#[tokio::test]
async fn no_group_at_all_is_an_error_of_its_own() {
    let (mut server, client) = served().await;
    let body = json!({"code": "groups-not-found"}).to_string();
    server.mock("GET", Matcher::Any).with_status(404).with_body(body).create_async().await;
    let error = client.send(&ListGroups).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::NotFound, Some("groups-not-found")));
}

#[tokio::test]
async fn a_wrong_token_is_said_once_and_never_shown() {
    let (mut server, client) = served().await;
    let body = format!("common-unauthorized {TOKEN}");
    let mock = server.mock("POST", Matcher::Any).with_status(401).with_body(body).expect(1).create_async().await;
    let error = client.find(&Key::Email("oda@firm.example".into())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    let shown = format!("{error} {error:?} {:?} {:?} {client:?}", error.message(), client.provider());
    assert!(!shown.contains(TOKEN) && !shown.contains("oda"), "{shown}");
    mock.assert_async().await;
}

#[tokio::test]
async fn busy_is_not_repeated_by_itself() {
    let (mut server, client) = served().await;
    for (method, status, label) in
        [("PATCH", 409, "User's education plan is being calculated"), ("POST", 422, "processing-education")]
    {
        let mock =
            server.mock(method, Matcher::Any).with_status(status).with_body(label).expect(1).create_async().await;
        let error = match method {
            "PATCH" => {
                send_at_once(client.prepare_update(ODA, AlreadyRead::Listed, &ParticipantUpdate::new().group(FINANCE)))
                    .await
                    .unwrap_err()
            }
            _ => client.send(&PortalLink::of("oda@firm.example")).await.map(drop).unwrap_err(),
        };
        assert_eq!(error.kind(), ErrorKind::Busy);
        assert!(error.is_retryable() && !error.may_have_been_applied());
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn a_lost_answer_repeats_a_read_and_a_change_but_never_a_creation() {
    let (address, seen) = hanging_up();
    let client = client(company(&address));
    let error = send_at_once(client.prepare_create(&new_oda(), ExistenceCheck::Skipped)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    assert!(error.may_have_been_applied());
    assert_eq!(*seen.lock().unwrap(), ["POST /openapi/v1/users HTTP/1.1"]);

    let error =
        send_at_once(client.prepare_update(ODA, AlreadyRead::Listed, &ParticipantUpdate::new().full_name("Oda Berg")))
            .await
            .unwrap_err();
    assert_eq!((error.attempts(), error.may_have_been_applied()), (4, true));
    let error = client.find(&Key::Email("oda@firm.example".into())).await.unwrap_err();
    assert_eq!((error.attempts(), error.may_have_been_applied()), (4, false));
    assert_eq!(seen.lock().unwrap().len(), 1 + 4 + 4);
    assert!(!format!("{error}{error:?}").contains("oda"), "{error:?}");
}

#[tokio::test]
async fn what_is_not_json_is_a_decode_error_and_a_write_may_have_happened() {
    for body in ["<html>Oda Lindqvist oda@firm.example</html>", r#"{"user":{"id":"66bb20f3d5"#, r#"{"user":{"id":["#] {
        let (mut server, client) = served().await;
        let writes = server.mock("POST", "/openapi/v1/users").with_status(201).with_body(body).expect(1);
        let writes = writes.create_async().await;
        let error = send_at_once(client.prepare_create(&new_oda(), ExistenceCheck::Skipped)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(error.may_have_been_applied());
        assert!(!format!("{error}{error:?}").contains("da"), "{error:?}");
        writes.assert_async().await;

        server.mock("GET", "/openapi/v1/groups").with_body(two_groups().to_string()).create_async().await;
        server.mock("POST", "/openapi/v1/report").with_body(body).create_async().await;
        let error = client.list_all().await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Decode) && !error.may_have_been_applied(), "{error}");
    }
}

#[tokio::test]
async fn too_many_calls_wait_as_long_as_the_answer_says() {
    for asked in [Some(1), None] {
        let (mut server, client) = served().await;
        let mut busy = server.mock("GET", Matcher::Any).with_status(429).with_body("too-many-requests");
        if let Some(seconds) = asked {
            busy = busy.with_header("retry-after", &seconds.to_string());
        }
        let busy = busy.expect(1).create_async().await;
        // Mocks answer in the order they were made while they still expect a call, so this one is second.
        let good = server.mock("GET", Matcher::Any).with_body(two_groups().to_string()).expect(1).create_async().await;
        let began = Instant::now();
        assert_eq!(client.send(&ListGroups).await.unwrap().groups.len(), 2);
        assert!(began.elapsed() >= Duration::from_secs(asked.unwrap_or_default()));
        busy.assert_async().await;
        good.assert_async().await;
    }
}

#[tokio::test]
async fn a_creation_over_the_limit_is_sent_again_because_it_was_not_carried_out() {
    let (mut server, client) = served().await;
    let busy = server.mock("POST", "/openapi/v1/users").with_status(429).expect(1).create_async().await;
    let body = json!({"user": {"id": ODA}}).to_string();
    let made = server.mock("POST", "/openapi/v1/users").with_status(201).with_body(body).expect(1).create_async().await;
    server.mock("POST", "/openapi/v1/report").with_body(json!([oda()]).to_string()).create_async().await;
    server.mock("GET", Matcher::Any).with_body(two_groups().to_string()).create_async().await;
    assert_eq!(
        send_at_once(client.prepare_create(&new_oda(), ExistenceCheck::Skipped)).await.unwrap().id.as_deref(),
        Some(ODA)
    );
    busy.assert_async().await;
    made.assert_async().await;
}
