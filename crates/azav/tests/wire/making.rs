//! Making and removing: what the answer proves, and what it leaves open.

use super::{ID, account, client, data, lena, one, served};
use mockito::{Matcher, Server};
use participants_azav::{DeleteParticipant, OnMismatch};
use participants_core::{
    Directory, ErrorKind, ExistenceCheck, NewParticipant, Outcome,
    serde_json::{Value, json},
};
use participants_sandbox::conformance::send_at_once;

#[tokio::test]
async fn melanie_muster_is_made() {
    let new = NewParticipant::new().first_name("Melanie").last_name("Muster").email("melanie@example.org").mobile("1");
    let body = json!({"firstName": "Melanie", "lastName": "Muster", "email": "melanie@example.org",
        "contactInformation": [{"type": "mobile", "value": "1"}]});
    let mut full = body.clone();
    full["id"] = json!(ID);
    full["contactInformation"][0]["id"] = json!(9);
    let mut changed = full.clone();
    changed["email"] = json!("MELANIE@example.org");
    let in_snake = json!({"id": ID, "first_name": "Melanie", "last_name": "Muster", "email": "melanie@example.org",
        "contact_information": [{"type": "mobile", "value": 1}], "status": "lead"});
    let thin = json!({"id": ID, "first_name": "Melanie", "last_name": "Muster"});
    let lost = json!({"id": ID, "firstName": null, "lastName": null, "email": "melanie@example.org",
        "contactInformation": []});
    let read_back = |answer: &Value| json!({"data": answer}).to_string();
    for (name, answer, differs) in [
        ("full", &full, false),
        ("in_snake_case", &in_snake, false),
        ("thin", &thin, true),
        ("changed", &changed, true),
        ("lost", &lost, true),
    ] {
        for on_mismatch in [OnMismatch::Warn, OnMismatch::Error] {
            let mut server = Server::new_async().await;
            let post = server
                .mock("POST", "/v1/participants")
                .match_body(Matcher::Json(json!({ "participant": body })))
                .with_status(201)
                .with_body(read_back(answer))
                .expect(1)
                .create_async()
                .await;
            server.mock("GET", one().as_str()).with_body(read_back(&full)).create_async().await;
            let made = send_at_once(
                client(account(&server.url()).on_mismatch(on_mismatch)).prepare_create(&new, ExistenceCheck::Skipped),
            )
            .await;
            post.assert_async().await;
            match on_mismatch {
                OnMismatch::Error if differs => {
                    let error = made.unwrap_err();
                    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied), "{name}");
                    insta::assert_snapshot!(format!("mismatch_{name}"), error);
                }
                _ => {
                    let made = made.unwrap();
                    assert_eq!(made.id.as_deref(), Some(ID), "{name}");
                    assert!(made.participant.is_some(), "{name}");
                    insta::assert_snapshot!(format!("warnings_{name}"), made.warnings.join("\n"));
                }
            }
        }
    }
}

#[tokio::test]
async fn a_removal_is_understood_with_and_without_a_body() {
    for (status, body, shows) in [(200, data(&lena()), true), (200, String::new(), false), (204, String::new(), false)]
    {
        let (mut server, client) = served().await;
        let mock = server.mock("DELETE", one().as_str()).with_status(status).with_body(body).create_async().await;
        let removed = client.send(&DeleteParticipant::new(ID)).await.unwrap();
        assert_eq!(removed.is_some(), shows);
        server.mock("GET", one().as_str()).with_body(data(&lena())).create_async().await;
        client.delete(ID).await.unwrap();
        mock.expect(2).assert_async().await;
    }
}
