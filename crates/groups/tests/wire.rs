//! What goes over the wire, and how what comes back is read: each call against a server that plays one answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{FINANCE, NEWCOMERS, ODA, TOKEN, answer, client, company, moved, oda, oda_new, served, two_groups, zoe};
use mockito::Matcher;
use participants_core::{
    Change, Endpoint, ErrorKind, Outcome,
    secrecy::ExposeSecret,
    serde_json::{self, Value, json},
};
use participants_groups::{CreateUser, ListGroups, PortalLink, Report, UpdateUser, UserChanges};

fn update(changes: UserChanges) -> UpdateUser {
    UpdateUser::new(ODA, changes)
}

#[test]
fn what_the_platform_would_not_take_is_refused_before_sending() {
    let company = company("https://asap.example.org");
    let name = || UserChanges::new().short_name("Ö");
    for id in ["", "..", "7", "66BB20F3D5F6C8E9102B3C4D", "66bb20f3d5f6c8e9102b3c4d2f", "66bb20f3d5f6c8e9102b3c/d"] {
        assert!(UpdateUser::new(id, name()).request(&company).is_err(), "{id:?}");
        assert!(update(name().group_id(id)).request(&company).is_err(), "{id:?}");
        assert!(CreateUser::new(oda_new().group_id(id)).request(&company).is_err(), "{id:?}");
    }
    let hidden = "Oda@Firm.example";
    for invalid in [
        UserChanges::new(),
        name().email(hidden),
        name().other("email", json!(hidden)),
        name().other("groupId", json!("Finance")),
        name().other("groupId", json!(7)),
        name().other("userId", json!(ODA)),
        name().other("id", json!(ODA)),
        name().full_name(Change::Clear),
        name().group_id(Change::Clear),
        name().email(""),
        name().full_name(" "),
        name().other("position", Value::Null),
        name().other("position", Change::Clear),
    ] {
        let error = update(invalid).request(&company).unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
        assert!(!format!("{error}{error:?}").contains("Oda"), "{error}");
    }
    let thin = CreateUser::new(UserChanges::new().full_name("Oda").email(Change::Keep));
    let error = thin.request(&company).unwrap_err().to_string();
    assert!(error.ends_with("shortName, email, groupId"), "{error}");
    for filter in ["", "oda", "oda@firm", "oda.firm.example"] {
        assert!(Report::new().email(filter).request(&company).is_err(), "{filter}");
    }
    assert!(Report::new().language("EN").request(&company).is_err());
    assert!(PortalLink::of(" ").request(&company).is_err());
}

#[test]
fn a_member_that_no_page_lists_is_written_as_it_is() {
    let request = update(UserChanges::new().short_name("Ö").other("position", json!({"title": "CFO"})));
    let request = request.request(&company("https://asap.example.org")).unwrap().to_http().unwrap();
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body, json!({"shortName": "Ö", "position": {"title": "CFO"}}));
}

#[test]
fn what_is_held_is_not_shown() {
    let calls = (PortalLink::of("oda@firm.example"), Report::new().email("oda@firm.example"), oda_new());
    let shown = format!("{calls:?} {:?} {:?}", CreateUser::new(oda_new()), update(oda_new()));
    assert!(!shown.to_lowercase().contains("oda") && shown.contains("full_name"), "{shown}");
}

#[tokio::test]
async fn the_address_may_hold_the_prefix_already() {
    for copied in ["", "/", "/openapi", "/openapi/", "/openapi/v1/"] {
        let (mut server, _) = served().await;
        let mock = server
            .mock("GET", "/openapi/v1/groups")
            .match_header("authorization", format!("Bearer {TOKEN}").as_str())
            .match_header("accept", "application/json")
            .with_body(two_groups().to_string())
            .create_async()
            .await;
        let list = client(company(&format!("{}{copied}", server.url()))).send(&ListGroups).await.unwrap();
        assert!(list.is_whole() && list.groups.len() == 2, "{copied}");
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn a_portal_link_is_a_secret() {
    let (mut server, client) = served().await;
    let link = "https://portal.example.org/s3cret-way-in";
    let mock = server
        .mock("POST", "/openapi/v1/users/info")
        .match_header("content-type", "application/json")
        .match_body(Matcher::Json(json!({"email": "oda@firm.example"})))
        .with_body(json!({"link": link}).to_string())
        .create_async()
        .await;
    let read = client.send(&PortalLink::of("ODA@firm.example")).await.unwrap();
    assert_eq!(read.expose_secret(), link);
    assert!(!format!("{read:?}").contains("s3cret"));
    mock.assert_async().await;
    for invalid in ["{}", "[]", "", r#"{"link":""}"#] {
        let error = PortalLink::of("o@f.example").response(client.provider(), &answer(200, invalid)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{invalid}");
    }
}

#[tokio::test]
async fn a_new_user_is_its_id() {
    let (mut server, client) = served().await;
    let mock = server
        .mock("POST", "/openapi/v1/users")
        .match_body(Matcher::Json(json!({
            "user": {"fullName": "Oda Lindqvist-D'Hôtel", "shortName": "Ö", "email": "oda.d'hôtel@firm.example"},
            "group": {"id": FINANCE}
        })))
        .with_status(201)
        .with_body(json!({"user": {"id": ODA}}).to_string())
        .create_async()
        .await;
    assert_eq!(client.send(&CreateUser::new(oda_new())).await.unwrap(), ODA);
    mock.assert_async().await;
    for invalid in ["{}", r#"{"user":{}}"#, r#"{"user":null}"#, "[]", ""] {
        let error = CreateUser::new(oda_new()).response(client.provider(), &answer(201, invalid)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{invalid}");
        assert!(error.may_have_been_applied());
    }
}

#[tokio::test]
async fn a_change_is_read_from_an_object_and_from_an_array_of_one() {
    for body in [moved(), json!([moved()])] {
        let (mut server, client) = served().await;
        let mock = server
            .mock("PATCH", format!("/openapi/v1/user/{ODA}").as_str())
            .match_body(Matcher::Json(json!({"groupId": NEWCOMERS, "shortName": "Oda"})))
            .with_body(body.to_string())
            .create_async()
            .await;
        let user = client.send(&update(UserChanges::new().group_id(NEWCOMERS).short_name("Oda"))).await.unwrap();
        let (now, before) = (user.current_group.as_ref().unwrap(), user.previous_group.as_ref().unwrap());
        assert_eq!((now.id.as_deref(), before.name.as_deref()), (Some(NEWCOMERS), Some("Finance")));
        assert_eq!(user.previous_short_name.as_deref(), Some("Ö"));
        assert_eq!(user.current_email.as_deref(), Some("oda.berg@firm.example"));
        mock.assert_async().await;
    }
}

#[test]
fn a_change_that_hit_another_user_is_an_error() {
    let company = company("https://asap.example.org");
    let read = |group: &str, body: Value| {
        update(UserChanges::new().group_id(group)).response(&company, &answer(200, body)).map(|_| ())
    };
    assert!(read(NEWCOMERS, moved()).is_ok());
    let mut other = moved();
    other["userId"] = json!("66bb20f3d5f6c8e9102b3c4f");
    for (group, body, kind) in [
        (NEWCOMERS, other.clone(), ErrorKind::Mismatch),
        (FINANCE, moved(), ErrorKind::Mismatch),
        (NEWCOMERS, json!([moved(), other]), ErrorKind::Decode),
        (NEWCOMERS, json!([]), ErrorKind::Decode),
        (NEWCOMERS, json!({}), ErrorKind::Decode),
        (NEWCOMERS, json!({"currentGroup": {"id": NEWCOMERS}}), ErrorKind::Decode),
    ] {
        let error = read(group, body).unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(error.may_have_been_applied() && !error.to_string().contains("66"));
    }
    // A group that is no object costs only itself.
    assert!(read(NEWCOMERS, json!({"userId": ODA, "currentGroup": ["Newcomers"]})).is_ok());
}

#[tokio::test]
async fn a_report_is_read_from_every_form() {
    for (body, people, invalid) in [
        (json!([oda(), zoe()]), 2, 0),
        (oda(), 1, 0),
        (json!({"total": 2, "result": [oda(), zoe()]}), 2, 0),
        (json!([]), 0, 0),
        (json!([oda(), 7, {"email": "missing@firm.example"}, zoe()]), 2, 2),
    ] {
        let (mut server, client) = served().await;
        let mock = server
            .mock("POST", "/openapi/v1/report")
            .match_body(Matcher::Json(json!({"lng": "en", "page": 1})))
            .with_body(body.to_string())
            .create_async()
            .await;
        let items = client.send(&Report::new().page(1)).await.unwrap().items;
        mock.assert_async().await;
        assert_eq!(
            (items.iter().flatten().count(), items.iter().filter(|item| item.is_err()).count()),
            (people, invalid)
        );
    }
    let company = company("https://asap.example.org");
    for invalid in ["", "null", "7", "{}", r#"{"message":"later"}"#, "<html>", r#"[{"id":"6"#] {
        let error = Report::new().response(&company, &answer(200, invalid)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{invalid}");
    }
}
