//! What Dendreo sends by itself: only what is signed is read, and what is unknown is kept.

#![cfg(feature = "webhooks")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use hmac::{Hmac, KeyInit, Mac};
use participants_core::{
    BaseUrl, Change, Client, Endpoint, ErrorKind, Provider,
    secrecy::{ExposeSecret, SecretString},
    serde_json::{Value, json},
};
use participants_dendreo::webhooks::{
    AccountEvent, AccountWebhooks, ConnectorData, ConnectorEventName, ConnectorWebhooks, LearningPlatform, Progress,
    ReportProgress, Subject, verify,
};
use participants_sandbox::{
    Sandbox,
    dendreo::webhook::{self, ACCOUNT_SECRET, CONNECTOR_SECRET},
    transport::InProcess,
};
use sha2::Sha256;

const SECRET: &str = "s3cret of the account";

fn sign(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn account(body: &Value) -> AccountEvent {
    let body = body.to_string();
    AccountWebhooks::new(SECRET).read(body.as_bytes(), &sign(body.as_bytes())).unwrap()
}

#[test]
fn a_known_pair_fits_and_every_change_of_it_does_not() {
    // Made with another implementation: `openssl dgst -sha256 -hmac key`.
    let secret = SecretString::from("key");
    let body = b"The quick brown fox jumps over the lazy dog";
    let signature = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
    verify(&secret, body, signature).unwrap();
    verify(&secret, body, &signature.to_uppercase()).unwrap();
    let other_digit = signature.replacen('f', "e", 1);
    for wrong in ["", "f7", &signature[..62], &signature[1..], &other_digit, &format!("{signature}00"), "é", "+7bc"] {
        let error = verify(&secret, body, wrong).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Authentication, "{wrong}");
    }
    assert!(verify(&secret, &body[1..], signature).is_err());
    assert!(verify(&SecretString::from("kez"), body, signature).is_err());
}

#[test]
fn what_the_emulator_signs_is_read() {
    let state = Sandbox::only(&["dendreo"], 7, 5).unwrap().state();
    for (resource, records) in [("participant", "participants"), ("facture", "invoices"), ("module", "modules")] {
        let record = &state["dendreo"][records][0];
        let sample = webhook::account(&format!("{resource}.updated"), 1_767_600_000, json!({ resource: record }));
        let event = AccountWebhooks::new(ACCOUNT_SECRET).read(sample.body.as_bytes(), &sample.signature).unwrap();
        assert!(!matches!(event.subject, Subject::Other), "{resource}");
        assert_eq!(&event.document.value()[resource], record);
        assert!(AccountWebhooks::new(CONNECTOR_SECRET).read(sample.body.as_bytes(), &sample.signature).is_err());
    }
    let sample = webhook::connector("user.created", "2026-01-05T08:00:00Z", "demo", &json!({"user_id": 2001}));
    let event = ConnectorWebhooks::new(CONNECTOR_SECRET).read(sample.body.as_bytes(), &sample.signature).unwrap();
    assert_eq!(event.name, ConnectorEventName::UserCreated);
    assert_eq!(event.document.value()["data"], json!({"user_id": 2001}));
}

#[test]
fn an_unsigned_event_is_not_read() {
    let body = json!({"event": "participant.updated", "participant": {"nom": "Camille"}}).to_string();
    let error = AccountWebhooks::new("another").read(body.as_bytes(), &sign(body.as_bytes())).unwrap_err();
    assert_eq!((error.kind(), error.provider()), (ErrorKind::Authentication, "dendreo"));
    assert_eq!(error.endpoint(), "webhooks.account");
    assert!(ConnectorWebhooks::new("another").read(body.as_bytes(), &sign(body.as_bytes())).is_err());
}

#[test]
fn each_resource_is_read_as_its_record() {
    let person = account(&json!({
        "event": "participant.updated", "timestamp": 1_767_600_000,
        "participant": {"id_participant": "2001", "nom": "D'HÔTEL", "c_badge": "B-17", "extranet_code": "123-456-789"}
    }));
    assert_eq!((person.name.as_str(), person.timestamp.as_deref()), ("participant.updated", Some("1767600000")));
    let Subject::Participant(record) = &person.subject else { panic!("{person:?}") };
    assert_eq!((record.id_participant.as_deref(), record.nom.as_deref()), (Some("2001"), Some("D'HÔTEL")));
    assert_eq!(record.extra()["c_badge"], "B-17");
    assert!(!format!("{person:?} {:?} {record:?}", person.subject).contains("HÔTEL"));

    for (resource, shown) in [
        ("entreprise", "Company"),
        ("contact", "Contact"),
        ("formateur", "Trainer"),
        ("module", "Module"),
        ("facture", "Invoice"),
        ("action_de_formation", "TrainingAction"),
    ] {
        let event = account(&json!({"event": format!("{resource}.created"), resource: {"id": "1"}}));
        assert_eq!(format!("{:?}", event.subject), shown);
    }
}

#[test]
fn a_signed_document_comes_with_its_signatures() {
    let event = account(&json!({
        "event": "media.signed", "timestamp": "2026-01-05T08:00:00.000000Z", "created_by": {"id": 5},
        "media": {"id": 9, "cible": "lap", "id_cible": "5001", "name": "convention.pdf", "url": "https://x.example/9"},
        "signatures": [{"signed_at": "2026-01-05"}, {"signed_at": "2026-01-06"}]
    }));
    let Subject::SignedFile { file, signatures } = &event.subject else { panic!("{event:?}") };
    assert_eq!((file.id.as_deref(), file.cible.as_deref()), (Some("9"), Some("lap")));
    assert_eq!(file.url.as_ref().unwrap().expose_secret(), "https://x.example/9");
    assert_eq!((signatures.len(), &signatures[1].extra()["signed_at"]), (2, &json!("2026-01-06")));
    assert_eq!(event.document.value()["created_by"]["id"], 5);
}

#[test]
fn what_is_unknown_is_kept() {
    for body in [
        json!({"event": "salle.moved", "salle": {"id": "21"}}),
        json!({"event": "participant.deleted"}),
        json!({"event": "participant.deleted", "participant": "2001"}),
        json!({"event": "sans_point"}),
    ] {
        let event = account(&body);
        assert!(matches!(event.subject, Subject::Other), "{body}");
        assert_eq!(event.document.value(), body);
    }
}

#[test]
fn the_connector_keeps_its_integers_and_unknown_events() {
    let read = |body: &Value| {
        let body = body.to_string();
        ConnectorWebhooks::new(SECRET).read(body.as_bytes(), &sign(body.as_bytes())).unwrap()
    };
    let event = read(&json!({
        "event": "enrolment.created", "timestamp": "2026-01-05", "tenant_id": 12, "data": {"enrolment_id": 7, "user": {"id": 2001}}
    }));
    assert_eq!((event.name.clone(), event.tenant_id.as_deref()), (ConnectorEventName::EnrolmentCreated, Some("12")));
    let ConnectorData::Enrolment(enrolment) = &event.data else { panic!("{event:?}") };
    assert_eq!((enrolment.enrolment_id.as_deref(), &enrolment.extra()["user"]["id"]), (Some("7"), &json!(2001)));
    let later = read(&json!({"event": "enrolment.paused"}));
    assert_eq!(later.name, ConnectorEventName::Other("enrolment.paused".into()));
    assert!(matches!(later.data, ConnectorData::Other));
    for name in ConnectorEventName::KNOWN {
        assert_eq!(read(&json!({"event": name})).name.as_str(), *name);
    }
}

#[test]
fn a_signed_body_that_is_no_event_is_a_decode_error() {
    for body in ["", "[]", "{}", "Camille", r#"{"event":""}"#, r#"{"event":"#] {
        let error = AccountWebhooks::new(SECRET).read(body.as_bytes(), &sign(body.as_bytes())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(!format!("{error} {error:?}").contains("amille"));
        assert!(ConnectorWebhooks::new(SECRET).read(body.as_bytes(), &sign(body.as_bytes())).is_err());
    }
}

#[test]
fn the_connectors_data_is_typed_and_answered_with_a_number_of_ones_own() {
    let read = |body: &Value| {
        let body = body.to_string();
        ConnectorWebhooks::new(SECRET).read(body.as_bytes(), &sign(body.as_bytes())).unwrap()
    };
    let user = read(&json!({"event": "user.created", "data": {
        "firstname": "Zoë", "lastname": "Ö", "email": "z@example.org", "password": "s3cret", "send_credentials": true,
        "tms_origin": "dendreo", "external_id": 2001
    }}));
    let ConnectorData::User(record) = &user.data else { panic!("{user:?}") };
    assert_eq!((record.lastname.as_deref(), record.external_id.as_deref()), (Some("Ö"), Some("2001")));
    assert_eq!((record.send_credentials, record.password.as_ref().unwrap().expose_secret()), (Some(true), "s3cret"));
    assert!(record.extra().is_empty() && !format!("{user:?} {record:?}").contains("s3cret"));
    assert_eq!(user.answer(17), Some(json!({"user_id": 17})));
    let session = read(&json!({"event": "session.created", "data": {"training_id": 3, "name": "L'été"}}));
    let ConnectorData::Session(record) = &session.data else { panic!("{session:?}") };
    assert_eq!((record.training_id.as_deref(), record.name.as_deref()), (Some("3"), Some("L'été")));
    assert_eq!(session.answer("s-1"), Some(json!({"session_id": "s-1"})));
    assert_eq!(read(&json!({"event": "enrolment.created", "data": {}})).answer(9), Some(json!({"enrolment_id": 9})));
    assert_eq!(read(&json!({"event": "session.deleted", "data": {"session_id": 9}})).answer(9), None);
}

/// The report, and the platform of an emulator at this address with this secret.
fn report(base: &str, secret: &str) -> (LearningPlatform, ReportProgress) {
    let platform = LearningPlatform::at(BaseUrl::new(base).unwrap(), secret, "our-lms", "12");
    (platform, ReportProgress::new(12001, Progress::new().progression(json!(50))))
}

#[test]
fn progress_is_reported_in_a_signed_call() {
    let (platform, call) = report("https://hooks.dendreo.com", CONNECTOR_SECRET);
    let mut request = call.request(&platform).unwrap();
    platform.authorize(&mut request, None).unwrap();
    let sent = request.to_http().unwrap();
    verify(&CONNECTOR_SECRET.into(), sent.body(), sent.headers()["signature"].to_str().unwrap()).unwrap();
    assert!(!format!("{platform:?}").contains(CONNECTOR_SECRET));
    let nothing = ReportProgress::new(12001, Progress::new());
    assert_eq!(nothing.request(&platform).unwrap_err().kind(), ErrorKind::Invalid);
    let cleared = ReportProgress::new(12001, Progress::new().score(Change::Clear));
    assert_eq!(cleared.request(&platform).unwrap_err().kind(), ErrorKind::Invalid);
}

#[tokio::test(start_paused = true)]
async fn a_report_reaches_the_place_on_the_module() {
    let sandbox = Sandbox::only(&["dendreo"], 7, 5).unwrap();
    let transport = InProcess::new(sandbox.clone());
    let base = transport.base_url("dendreo").unwrap();
    let (platform, call) = report(&base, CONNECTOR_SECRET);
    Client::builder(platform).transport(transport.clone()).build().unwrap().send(&call).await.unwrap();
    assert_eq!(sandbox.state()["dendreo"]["module_enrolments"][0]["lms_progression"], "50");
    let (platform, call) = report(&base, "another");
    let refused = Client::builder(platform).transport(transport).build().unwrap().send(&call).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Authentication);
}
