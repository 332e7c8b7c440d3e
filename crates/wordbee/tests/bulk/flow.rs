//! The steps of a write against a server that plays each answer, and what a failure on the way means.

use super::{
    common,
    common::{V2_TOKEN, served},
    rename,
};
use mockito::{Matcher, ServerGuard};
use participants_core::{
    Client, Error, ErrorKind, Outcome,
    serde_json::{Value, json},
};
use participants_wordbee::{Bulk, BulkAnswer, BulkStep, UploadFile, Wordbee};
use std::{sync::Mutex, time::Duration};

/// The three calls of a write, each answered once.
async fn upload(server: &mut ServerGuard) -> mockito::Mock {
    server
        .mock("POST", "/api/media/upload")
        .match_query(Matcher::UrlEncoded("filename".into(), "persons.json".into()))
        .match_header("x-auth-token", V2_TOKEN)
        .match_header("content-type", Matcher::Regex("^multipart/form-data; boundary=".into()))
        .match_body(Matcher::Regex("D'Hôtel-Özil".into()))
        .with_body(r#"{"result":{"token":"f1le","name":"persons.json"}}"#)
        .expect(1)
        .create_async()
        .await
}

fn start(server: &mut ServerGuard, body: Value, answer: &Value) -> mockito::Mock {
    let mock = server.mock("POST", "/api/persons/io/updates").match_body(Matcher::Json(body));
    mock.with_body(answer.to_string())
}

fn question(server: &mut ServerGuard, id: &str, answer: &Value) -> mockito::Mock {
    let asked = Matcher::UrlEncoded("requestid".into(), id.into());
    server.mock("GET", "/api/trm/status").match_query(asked).with_body(answer.to_string())
}

fn trm(id: u32, status: &str) -> Value {
    json!({"trm": {"requestid": id, "isbatch": false, "status": status, "statusText": status}})
}

/// Goes all the way and notes the waits, which take no time.
async fn run(bulk: &mut Bulk, client: &Client<Wordbee>) -> (Result<usize, Error>, Vec<u64>) {
    let waits = Mutex::new(Vec::new());
    let sleep = |time: Duration| {
        waits.lock().unwrap().push(time.as_secs());
        std::future::ready(())
    };
    let ended = bulk.run(client, sleep).await.map(|outcome| outcome.results.len());
    (ended, waits.into_inner().unwrap())
}

#[tokio::test]
async fn a_write_is_uploaded_started_and_asked_about() {
    let (mut server, client) = served().await;
    let mut mocks = vec![upload(&mut server).await];
    let body = json!({"fileToken": "f1le", "readonly": true, "cfid": 12});
    mocks.push(start(&mut server, body, &trm(559, "Waiting")).expect(1).create_async().await);
    mocks.push(question(&mut server, "559", &trm(0, "Executing")).expect(1).create_async().await);
    let mut ended = trm(0, "Finished");
    ended["results"] = json!([{"data": "0", "pid": 4711, "ok": true}, 7]);
    mocks.push(question(&mut server, "559", &ended).expect(1).create_async().await);

    let bulk = Bulk::new([rename()]).unwrap().validate_only().key_field(12).poll_every(Duration::from_secs(7));
    let mut bulk = bulk.deadline(Duration::from_secs(60));
    let outcome = bulk.run(&client, |_| std::future::ready(())).await.unwrap();
    assert_eq!(bulk.request_id(), Some(559));
    let row = outcome.of("0").unwrap();
    assert_eq!(
        (row.person_id, row.extra()["ok"].clone(), outcome.results[1].is_err()),
        (Some(4711), json!(true), true)
    );
    assert!(outcome.of("1").is_none() && !outcome.operation.document().as_bytes().is_empty());
    for mock in mocks {
        mock.assert_async().await;
    }
    let (again, _) = run(&mut bulk, &client).await;
    assert_eq!(again.unwrap_err().kind(), ErrorKind::Invalid, "what has ended does not begin again");
}

#[tokio::test]
async fn what_ends_at_once_is_not_asked_about() {
    let (mut server, client) = served().await;
    upload(&mut server).await;
    start(&mut server, json!({"fileToken": "f1le"}), &trm(0, "Finished")).create_async().await;
    let (ended, waits) = run(&mut Bulk::new([rename()]).unwrap(), &client).await;
    assert_eq!((ended.unwrap(), waits), (0, vec![]));
}

#[tokio::test]
async fn waiting_ends_and_the_write_can_be_asked_about_later() {
    let (mut server, client) = served().await;
    upload(&mut server).await;
    start(&mut server, json!({"fileToken": "f1le"}), &trm(559, "Waiting")).create_async().await;
    let running = question(&mut server, "559", &trm(559, "Executing")).expect(2).create_async().await;
    // Less than the vendor allows is not waited.
    let bulk = Bulk::new([rename()]).unwrap().poll_every(Duration::from_secs(1));
    let mut bulk = bulk.deadline(Duration::from_secs(14));
    let (ended, waits) = run(&mut bulk, &client).await;
    let error = ended.unwrap_err();
    assert_eq!((error.kind(), error.outcome(), waits), (ErrorKind::Timeout, Outcome::Unknown, vec![5, 5]));
    assert_eq!((error.provider(), error.endpoint()), ("wordbee", "persons.bulk"));
    running.assert_async().await;

    server.reset();
    common::connect_v2(&mut server).create_async().await;
    question(&mut server, "559", &trm(0, "Finished")).create_async().await;
    let (ended, waits) = run(&mut Bulk::resume(bulk.request_id().unwrap()), &client).await;
    assert_eq!((ended.unwrap(), waits), (0, vec![5]));
}

#[tokio::test]
async fn a_failed_write_says_why_without_saying_who() {
    let said = "Row 0: the name D'Hôtel-Özil of a@example.org is too long";
    let failed = json!({"trm": {"requestid": 559, "status": "Failed", "statusInfo": said}});
    for at_once in [true, false] {
        let (mut server, client) = served().await;
        upload(&mut server).await;
        let answer = if at_once { failed.clone() } else { trm(559, "Waiting") };
        start(&mut server, json!({"fileToken": "f1le"}), &answer).expect(1).create_async().await;
        question(&mut server, "559", &failed).create_async().await;
        let mut bulk = Bulk::new([rename()]).unwrap();
        let error = run(&mut bulk, &client).await.0.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Refused, Outcome::Unknown));
        assert_eq!(error.message(), Some("Row 0: the name [hidden] of [hidden] is too long"));
        assert_eq!(run(&mut bulk, &client).await.0.unwrap_err().kind(), ErrorKind::Invalid, "it has ended");
    }
}

#[tokio::test]
async fn before_the_start_no_person_was_changed_and_a_refused_start_may_be_repeated() {
    let (mut server, client) = served().await;
    let lost = server.mock("POST", "/api/media/upload").match_query(Matcher::Any).with_status(502).expect(1);
    let lost = lost.create_async().await;
    let mut bulk = Bulk::new([rename()]).unwrap();
    let error = run(&mut bulk, &client).await.0.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome(), error.endpoint()),
        (ErrorKind::Server, Outcome::NotApplied, "media.upload")
    );
    lost.assert_async().await;

    server.reset();
    common::connect_v2(&mut server).create_async().await;
    let uploads = server.mock("POST", "/api/media/upload").match_query(Matcher::Any);
    let uploads = uploads.with_body(r#"{"result":{"token":"f1le"}}"#).expect(2).create_async().await;
    let body = json!({"fileToken": "f1le"});
    let refused = start(&mut server, body.clone(), &json!({"error": {"title": "No such file"}, "reason": "x"}));
    refused.with_status(400).expect(1).create_async().await;
    start(&mut server, body, &trm(0, "Finished")).expect(1).create_async().await;
    let error = run(&mut bulk, &client).await.0.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Validation, Outcome::NotApplied));
    assert!(run(&mut bulk, &client).await.0.is_ok());
    uploads.assert_async().await;
}

#[tokio::test]
async fn a_start_whose_answer_is_lost_is_not_repeated() {
    for (status, body) in [(500, ""), (200, "<html>camille</html>"), (200, r#"{"trm":{"status":"Cancelled"}}"#)] {
        let (mut server, client) = served().await;
        upload(&mut server).await;
        let lost = server.mock("POST", "/api/persons/io/updates").with_status(status).with_body(body).expect(1);
        let lost = lost.create_async().await;
        let mut bulk = Bulk::new([rename()]).unwrap();
        let error = run(&mut bulk, &client).await.0.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{body}");
        assert_eq!(run(&mut bulk, &client).await.0.unwrap_err().kind(), ErrorKind::Invalid, "{body}");
        lost.assert_async().await;
    }
}

#[tokio::test]
async fn a_question_that_fails_is_asked_again() {
    let (mut server, client) = served().await;
    upload(&mut server).await;
    start(&mut server, json!({"fileToken": "f1le"}), &trm(559, "Waiting")).expect(1).create_async().await;
    question(&mut server, "559", &json!({})).with_status(404).expect(1).create_async().await;
    question(&mut server, "559", &trm(0, "Finished")).expect(1).create_async().await;
    let mut bulk = Bulk::new([rename()]).unwrap();
    let (ended, waits) = run(&mut bulk, &client).await;
    let error = ended.unwrap_err();
    assert_eq!((error.kind(), error.outcome(), waits), (ErrorKind::NotFound, Outcome::Unknown, vec![5]));
    let (ended, waits) = run(&mut bulk, &client).await;
    assert_eq!((ended.unwrap(), waits), (0, vec![5]));
}

#[tokio::test]
async fn an_answer_out_of_turn_is_refused() {
    let (mut server, client) = served().await;
    upload(&mut server).await;
    let uploaded = client.send(&UploadFile::new("persons.json", "application/json", "D'Hôtel-Özil")).await.unwrap();
    let mut bulk = Bulk::resume(559);
    let refused = bulk.next(Some(BulkAnswer::Uploaded(uploaded))).map(drop).unwrap_err();
    assert_eq!((refused.kind(), refused.provider()), (ErrorKind::Invalid, "wordbee"));
    assert!(matches!(bulk.next(None), Ok(BulkStep::WaitAtLeast(Bulk::LEAST_WAIT))));
    let Ok(BulkStep::Send(call)) = bulk.next(None) else { panic!("it is asked about") };
    assert_eq!(call.name(), "operations.get");
}
