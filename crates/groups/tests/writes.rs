//! The common writes: what they send, what they refuse to send, and what they make of the answers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{FINANCE, NEWCOMERS, ODA, ZOE, moved, served, two_groups, zoe};
use mockito::{Matcher, Mock, ServerGuard};
use participants_core::{
    AlreadyRead, Change, Directory, ErrorKind, ExistenceCheck, Field, NewParticipant, ParticipantUpdate,
    serde_json::{Value, json},
};
use participants_sandbox::conformance::send_at_once;

async fn groups(server: &mut ServerGuard, body: Value) -> Mock {
    server.mock("GET", "/openapi/v1/groups").with_body(body.to_string()).create_async().await
}

fn new_zoe() -> NewParticipant {
    NewParticipant::new().full_name("Зоя Ὀδυσσέως").short_name("Зоя").email("zoe@firm.example")
}

#[tokio::test]
async fn a_new_person_is_read_back_by_address() {
    for new in [new_zoe().group(NEWCOMERS), new_zoe().group_name("Newcomers")] {
        let (mut server, client) = served().await;
        let sent = json!({
            "user": {"fullName": "Зоя Ὀδυσσέως", "shortName": "Зоя", "email": "zoe@firm.example"},
            "group": {"id": NEWCOMERS}
        });
        let create = server.mock("POST", "/openapi/v1/users").match_body(Matcher::Json(sent)).with_status(201);
        let create = create.with_body(json!({"user": {"id": ZOE}}).to_string()).expect(1).create_async().await;
        let asked = Matcher::Json(json!({"lng": "en", "email": ["zoe@firm.example"]}));
        let report = server.mock("POST", "/openapi/v1/report").match_body(asked).with_body(json!([zoe()]).to_string());
        let report = report.expect(1).create_async().await;
        groups(&mut server, two_groups()).await;
        let created = send_at_once(client.prepare_create(&new, ExistenceCheck::Skipped)).await.unwrap();
        assert_eq!((created.id.as_deref(), created.warnings.len()), (Some(ZOE), 0));
        assert_eq!(created.participant.unwrap().group.id.as_deref(), Some(NEWCOMERS));
        create.assert_async().await;
        report.assert_async().await;
    }
}

#[tokio::test]
async fn a_person_made_but_not_read_back_is_made_with_a_warning() {
    let (mut server, client) = served().await;
    let body = json!({"user": {"id": ZOE}}).to_string();
    server.mock("POST", "/openapi/v1/users").with_status(201).with_body(body).create_async().await;
    server.mock("POST", "/openapi/v1/report").with_status(403).with_body("forbidden").create_async().await;
    let created =
        send_at_once(client.prepare_create(&new_zoe().group(NEWCOMERS), ExistenceCheck::Skipped)).await.unwrap();
    assert_eq!((created.id.as_deref(), created.participant.is_none()), (Some(ZOE), true));
    let [warning] = created.warnings.as_slice() else { panic!("one warning") };
    assert!(warning.contains("read back") && !warning.contains("zoe"), "{warning}");
}

#[tokio::test]
async fn what_a_new_person_lacks_is_named() {
    let (mut server, client) = served().await;
    let nothing = server.mock("POST", Matcher::Any).expect(0).create_async().await;
    for (new, named) in [
        (NewParticipant::new(), ["needs full_name, short_name, email (", "; group or group_name ("].as_slice()),
        (NewParticipant::new().full_name("Зоя").group(FINANCE), &["needs short_name, email ("]),
        (new_zoe(), &["needs group or group_name ("]),
    ] {
        let error = send_at_once(client.prepare_create(&new, ExistenceCheck::Skipped)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(named.iter().all(|named| error.to_string().contains(named)), "{error}");
    }
    let capital = new_zoe().email("Zoe@firm.example").group(FINANCE);
    assert_eq!(
        send_at_once(client.prepare_create(&capital, ExistenceCheck::Skipped)).await.unwrap_err().kind(),
        ErrorKind::Invalid
    );
    let first_name = new_zoe().group(FINANCE).first_name("Зоя");
    assert_eq!(
        send_at_once(client.prepare_create(&first_name, ExistenceCheck::Skipped)).await.unwrap_err().kind(),
        ErrorKind::Unsupported
    );
    nothing.assert_async().await;
}

fn move_and_rename() -> ParticipantUpdate {
    let update = ParticipantUpdate::new().full_name("Oda Berg").short_name("Oda").email("oda.berg@firm.example");
    update.group(NEWCOMERS)
}

#[tokio::test]
async fn a_change_shows_before_and_after() {
    let (mut server, client) = served().await;
    let change = server
        .mock("PATCH", format!("/openapi/v1/user/{ODA}").as_str())
        .match_body(Matcher::Json(json!({
            "groupId": NEWCOMERS, "fullName": "Oda Berg", "shortName": "Oda", "email": "oda.berg@firm.example"
        })))
        .with_body(json!([moved()]).to_string())
        .expect(1)
        .create_async()
        .await;
    let read = server.mock("POST", Matcher::Any).expect(0).create_async().await;
    let updated = send_at_once(client.prepare_update(ODA, AlreadyRead::Listed, &move_and_rename())).await.unwrap();
    assert!(updated.warnings.is_empty());
    let fields = [Field::FullName, Field::ShortName, Field::Email, Field::Group, Field::GroupName];
    let seen: Vec<_> = fields.iter().map(|field| (field.name(), updated.field(field))).collect();
    insta::assert_json_snapshot!("reading_before_after", seen);
    change.assert_async().await;
    read.assert_async().await;
}

#[tokio::test]
async fn an_answer_that_does_not_show_what_was_sent_warns() {
    let (mut server, client) = served().await;
    let body = json!({"userId": ODA, "currentFullName": "ODA BERG", "previousFullName": "Oda"}).to_string();
    server.mock("PATCH", Matcher::Any).with_body(body).create_async().await;
    let updated = send_at_once(client.prepare_update(ODA, AlreadyRead::Listed, &move_and_rename())).await.unwrap();
    // The fifth says that it could not be read back either.
    assert_eq!(updated.warnings.len(), 5);
    assert!(updated.warnings.iter().all(|warning| !warning.contains("Oda")));
    assert_eq!(updated.field(&Field::FullName), (Some("Oda".into()), Some("ODA BERG".into())));
    assert_eq!(updated.field(&Field::Group), (None, None));
}

#[tokio::test]
async fn a_group_can_be_named_where_only_one_has_the_name() {
    let finance = |id: &str, name: &str| json!({"id": id, "name": name});
    for (body, kind) in [
        (json!({"total": 2, "result": [finance(FINANCE, "Finance"), finance(NEWCOMERS, "finance")]}), None),
        (json!({"result": [finance(FINANCE, "Finance"), finance(NEWCOMERS, "Finance")]}), Some(ErrorKind::Ambiguous)),
        (json!({"total": 5, "result": [finance(FINANCE, "Finance")]}), Some(ErrorKind::Ambiguous)),
        (json!({"total": 1, "result": [finance(NEWCOMERS, "Newcomers")]}), Some(ErrorKind::NotFound)),
    ] {
        let (mut server, client) = served().await;
        groups(&mut server, body).await;
        let sent = Matcher::Json(json!({"groupId": FINANCE}));
        let answer = json!({"userId": ODA, "currentGroup": {"id": FINANCE, "name": "Finance"}}).to_string();
        let change = server.mock("PATCH", Matcher::Any).match_body(sent).with_body(answer);
        let change = change.expect(usize::from(kind.is_none())).create_async().await;
        let result = send_at_once(client.prepare_update(
            ODA,
            AlreadyRead::Listed,
            &ParticipantUpdate::new().group_name("Finance"),
        ))
        .await;
        match kind {
            None => assert_eq!(result.unwrap().field(&Field::Group).1.as_deref(), Some(FINANCE)),
            Some(kind) => {
                let error = result.unwrap_err();
                assert_eq!((error.kind(), error.may_have_been_applied()), (kind, false));
                assert!(!error.to_string().contains("Finance"), "{error}");
            }
        }
        change.assert_async().await;
    }
}

#[tokio::test]
async fn a_group_can_be_given_both_ways_where_they_agree() {
    let (mut server, client) = served().await;
    groups(&mut server, two_groups()).await;
    let sent = Matcher::Json(json!({"groupId": FINANCE}));
    let answer = json!({"userId": ODA, "currentGroup": {"id": FINANCE, "name": "Finance"}}).to_string();
    let change = server.mock("PATCH", Matcher::Any).match_body(sent).with_body(answer).expect(1).create_async().await;
    send_at_once(client.prepare_update(
        ODA,
        AlreadyRead::Listed,
        &ParticipantUpdate::new().group(FINANCE).group_name("Finance"),
    ))
    .await
    .unwrap();
    let error = send_at_once(client.prepare_update(
        ODA,
        AlreadyRead::Listed,
        &ParticipantUpdate::new().group(NEWCOMERS).group_name("Finance"),
    ))
    .await
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    change.assert_async().await;
}

#[tokio::test]
async fn a_change_can_be_looked_at_before() {
    let (mut server, client) = served().await;
    let nothing = server.mock("PATCH", Matcher::Any).expect(0).create_async().await;
    groups(&mut server, two_groups()).await;
    let report = json!([{"id": ODA, "group": "Newcomers"}]).to_string();
    server.mock("POST", "/openapi/v1/report").with_body(report).create_async().await;
    let shown =
        client.prepare_update(ODA, AlreadyRead::Listed, &ParticipantUpdate::new().group_name("Finance")).await.unwrap();
    let shown = shown.preview().unwrap();
    assert!(shown.len() == 1 && shown[0].contains(FINANCE) && !shown[0].contains(common::TOKEN), "{shown:?}");
    nothing.assert_async().await;
}

#[tokio::test]
async fn what_the_platform_cannot_do_is_refused_before_sending() {
    let (mut server, client) = served().await;
    let mock = server.mock("PATCH", Matcher::Any).expect(0).create_async().await;
    groups(&mut server, two_groups()).await;
    let update = ParticipantUpdate::new().last_name("Berg").phone("1").group(Change::Clear).email(Change::Clear);
    let error = send_at_once(client.prepare_update(ODA, AlreadyRead::Listed, &update)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let shown = error.to_string();
    for named in ["groups", "last_name", "phone", "group cannot be cleared", "email cannot be cleared"] {
        assert!(shown.contains(named), "{shown}");
    }
    assert_eq!(client.deactivate(ODA).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(client.delete(ODA).await.unwrap_err().kind(), ErrorKind::Unsupported);
    for invalid in [
        ParticipantUpdate::new(),
        ParticipantUpdate::new().full_name(""),
        ParticipantUpdate::new().email("Oda@firm.example"),
        ParticipantUpdate::new().group("Finance"),
        ParticipantUpdate::new().group(FINANCE).group_name("Newcomers"),
    ] {
        assert_eq!(
            send_at_once(client.prepare_update(ODA, AlreadyRead::Listed, &invalid)).await.unwrap_err().kind(),
            ErrorKind::Invalid,
            "{invalid:?}"
        );
    }
    assert_eq!(
        send_at_once(client.prepare_update("7", AlreadyRead::Listed, &move_and_rename())).await.unwrap_err().kind(),
        ErrorKind::Invalid
    );
    mock.assert_async().await;
}
