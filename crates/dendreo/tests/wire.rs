//! How what comes back is read, and what the client does then: against a server that plays one answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use mockito::{Matcher, Server, ServerGuard};
use participants_core::{
    AlreadyRead, BaseUrl, Change, Client, Directory, ErrorKind, ExistenceCheck, NewParticipant, Outcome,
    ParticipantUpdate, RetryPolicy,
    serde_json::{self, json},
};
use participants_dendreo::{Dendreo, Get, KeyPlace, Participant};
use participants_sandbox::conformance::send_at_once;
use std::time::Duration;

const KEY: &str = "k3y-0f-the-account";

fn account(base: &str) -> Dendreo {
    Dendreo::at(BaseUrl::new(&format!("{base}/demo/api")).unwrap(), KEY)
}

async fn served() -> (ServerGuard, Client<Dendreo>) {
    let server = Server::new_async().await;
    let client = client(account(&server.url()));
    (server, client)
}

fn client(account: Dendreo) -> Client<Dendreo> {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder(account).retry(retry).timeout(Duration::from_secs(5)).build().unwrap()
}

/// A full record with every awkward thing in it: numbers as text, text as number, empty values, a custom field, an
/// unknown member, secrets.
fn alix() -> serde_json::Value {
    json!({
        "id_participant": "2001", "civilite": "Mme", "nom": "D'HÔTEL", "prenom": "Éléonore",
        "email": "eleonore@example.org", "portable": "+33 6 00 00 00 01", "date_de_naissance": "1990-04-12",
        "id_entreprise": 77, "particulier": "0", "id_externe": "crm-9", "fonction": "", "adresse": "4 bis, rue d'Ys",
        "code_postal": "01000", "ville": "Bourg-en-Bresse", "pays_alpha2": "fr", "commentaires": "",
        "langue_principale": "fr", "extranet_code": "123-456-789",
        "extranet_autologin_url": "https://portal.example.org/123-456-789", "date_add": "2026-01-31 10:00:00",
        "date_edit": "", "id_add": "0", "c_badge": "B-17", "c_empty": "", "statut_nouveau": {"code": [1]}
    })
}

#[tokio::test]
async fn a_record_is_read_whole() {
    let (mut server, client) = served().await;
    let mock = server
        .mock("GET", "/demo/api/participants.php")
        .match_query(Matcher::UrlEncoded("id".into(), "2001".into()))
        .match_header("authorization", format!("Token token=\"{KEY}\"").as_str())
        .with_body(alix().to_string())
        .create_async()
        .await;
    let person = client.get("2001").await.unwrap();
    mock.assert_async().await;
    let reading =
        json!({"unified": person, "extra": person.extra(), "invalid": format!("{:?}", person.invalid_fields())});
    insta::assert_json_snapshot!("reading_full", reading);

    let record = client.send(&Get::<Participant>::by_id("2001")).await.unwrap();
    assert!(record.extranet_code.is_some() && record.id_add.is_none());
    assert_eq!(record.id_entreprise.as_deref(), Some("77"));
    insta::assert_json_snapshot!("reading_native_extra", record.extra());
}

#[tokio::test]
async fn a_list_takes_every_form_and_survives_an_invalid_record() {
    for (body, people, invalid) in [
        (json!([alix(), alix()]).to_string(), 2, 0),
        (alix().to_string(), 1, 0),
        (String::new(), 0, 0),
        ("[]".to_owned(), 0, 0),
        (json!([alix(), 7, alix()]).to_string(), 2, 1),
    ] {
        let (mut server, client) = served().await;
        server.mock("GET", "/demo/api/participants.php").with_body(&body).create_async().await;
        let listing = client.list_all().await.unwrap();
        assert_eq!((listing.people.len(), listing.invalid.len()), (people, invalid), "{body}");
        assert!(!listing.is_complete());
    }
}

#[tokio::test]
async fn a_missing_participant_is_not_found() {
    for body in ["", "[]"] {
        let (mut server, client) = served().await;
        server.mock("GET", Matcher::Any).with_body(body).create_async().await;
        assert_eq!(client.get("9").await.unwrap_err().kind(), ErrorKind::NotFound);
    }
    let (mut server, client) = served().await;
    server.mock("GET", Matcher::Any).with_body(alix().to_string()).create_async().await;
    assert_eq!(client.get("9").await.unwrap_err().kind(), ErrorKind::Mismatch);
}

#[tokio::test]
async fn an_update_sends_what_is_named_and_nothing_else() {
    let (mut server, client) = served().await;
    let mock = server
        .mock("POST", "/demo/api/participants.php")
        .match_query(Matcher::UrlEncoded("id".into(), "2001".into()))
        .match_header("content-type", "application/json")
        .match_body(Matcher::Json(json!({"id_participant": "2001", "nom": "Ö", "portable": "", "id_entreprise": "78"})))
        .with_body(alix().to_string())
        .create_async()
        .await;
    let update = ParticipantUpdate::new().last_name("Ö").phone(Change::Clear).company("78");
    let updated = send_at_once(client.prepare_update("2001", AlreadyRead::Listed, &update)).await.unwrap();
    mock.assert_async().await;
    assert_eq!(updated.after.unwrap().id, "2001");
}

#[tokio::test]
async fn an_update_that_made_a_second_person_is_an_error() {
    let (mut server, client) = served().await;
    let mut other = alix();
    other["id_participant"] = json!("2999");
    server.mock("POST", Matcher::Any).with_body(other.to_string()).create_async().await;
    let update = ParticipantUpdate::new().last_name("Ö");
    let error = send_at_once(client.prepare_update("2001", AlreadyRead::Listed, &update)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied));
    assert!(error.may_have_been_applied());
}

#[tokio::test]
async fn what_dendreo_cannot_do_is_refused_before_sending() {
    let (mut server, client) = served().await;
    let mock = server.mock("POST", Matcher::Any).expect(0).create_async().await;
    let update = ParticipantUpdate::new().gender("female").last_name(Change::Clear).first_name("A");
    let error = client.update("2001", &update).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let shown = error.to_string();
    assert!(shown.contains("gender") && shown.contains("last_name") && shown.contains("dendreo"), "{shown}");
    assert_eq!(client.deactivate("2001").await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(client.update("2001", &ParticipantUpdate::new()).await.unwrap_err().kind(), ErrorKind::Invalid);
    mock.assert_async().await;
}

#[tokio::test]
async fn a_refusal_carries_every_complaint_and_no_value() {
    let (mut server, client) = served().await;
    let refusal =
        json!({"status": "failure", "errors": ["Champ obligatoire (nom)", "Format incorrect x@example.org (email)"]});
    for status in [422, 200] {
        server.reset();
        server.mock("POST", Matcher::Any).with_status(status).with_body(refusal.to_string()).create_async().await;
        let new = NewParticipant::new().last_name("Camille").email("camille@example.org");
        let error = send_at_once(client.prepare_create(&new, ExistenceCheck::Skipped)).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Validation, Outcome::NotApplied));
        insta::assert_snapshot!(format!("refusal_{status}"), format!("{error}\n{:?}", error.message()));
        insta::assert_debug_snapshot!("refusal_fields", error.fields());
    }
}

#[tokio::test]
async fn a_wrong_key_is_said_once_and_never_shown() {
    for place in [KeyPlace::Header, KeyPlace::Query] {
        let mut server = Server::new_async().await;
        let body = format!("<html>bad key {KEY}</html>");
        let mock = server.mock("GET", Matcher::Any).with_status(401).with_body(body).expect(1).create_async().await;
        let error = client(account(&server.url()).key_place(place)).get("1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Authentication);
        let shown = format!("{error} {error:?} {:?} {:?}", error.message(), account(&server.url()));
        assert!(!shown.contains(KEY), "{shown}");
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn what_is_not_json_is_a_decode_error_and_a_create_may_have_happened() {
    for body in ["<html>camille@example.org</html>", r#"{"id_participant":"2001","nom":"Camil"#] {
        let (mut server, client) = served().await;
        let mock = server.mock("POST", Matcher::Any).with_body(body).expect(1).create_async().await;
        let error =
            send_at_once(client.prepare_create(&NewParticipant::new().last_name("Camille"), ExistenceCheck::Skipped))
                .await
                .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.may_have_been_applied());
        assert!(!format!("{error}{error:?}").contains("amil"), "{error:?}");
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn too_many_calls_wait_as_long_as_the_answer_says() {
    let (mut server, client) = served().await;
    let busy = server.mock("GET", Matcher::Any).with_status(429).with_header("retry-after", "1").create_async().await;
    let began = std::time::Instant::now();
    let read = tokio::spawn({
        let client = client.clone();
        async move { client.get("2001").await }
    });
    while !busy.matched_async().await {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    busy.remove_async().await;
    let good = server.mock("GET", Matcher::Any).with_body(alix().to_string()).expect(1).create_async().await;
    assert_eq!(read.await.unwrap().unwrap().id, "2001");
    assert!(began.elapsed() >= Duration::from_secs(1));
    good.assert_async().await;
}
