//! What goes over the wire, and how what comes back is read: each call against a server that plays one answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{both, client, connect, eleonore, page, served, v1, write, y};
use mockito::{Matcher, Server};
use participants_core::{
    Change, Client, Configure, Directory, Endpoint, ErrorKind, ExistenceCheck, NewParticipant, ParticipantUpdate, Vars,
    serde_json::{Value, json},
};
use participants_sandbox::conformance::send_at_once;
use participants_wordbee::{
    CreatePerson, DataPlace, Filter, ListPersons, PersonChanges, Query, RemovePerson, UpdatePerson, Wordbee,
};

#[test]
fn arguments_that_would_hit_another_person_are_refused() {
    let account = both("https://nordwind.example.org");
    for (company, id) in [(0, 1), (1, 0), (-77, 1), (77, -1), (1 << 31, 1), (1, 1 << 31)] {
        let changes = PersonChanges::new().phone("1");
        assert!(UpdatePerson::new(company, id, changes).request(&account).is_err(), "{company}/{id}");
        assert!(RemovePerson::new(company, id, true).request(&account).is_err(), "{company}/{id}");
    }
    let fields = PersonChanges::new().first_name("Y").last_name("Ö").email("y@example.org");
    assert!(CreatePerson::new(0, fields.clone()).request(&account).is_err());
    for name in ["PersonId", "personid", "CompanyId", "PASSWORD", "Labels", "login"] {
        let fields = fields.clone().other(name, json!(1));
        assert!(CreatePerson::new(77, fields.clone()).request(&account).is_err(), "{name}");
        assert!(UpdatePerson::new(77, 1, fields).request(&account).is_err(), "{name}");
    }
    for rows in [0, 501] {
        assert!(ListPersons::new().take(rows).request(&account).is_err());
    }
    for text in ["a\"b", "a\\", "a\n", "{lastname}"] {
        assert!(Query::contains("lastname", text).is_err(), "{text}");
    }
    assert!(Filter::equal("Name=\"x\" OR Name", "y").is_err() && Filter::starts_with("Name", "\"").is_err());
    assert_eq!(Filter::at_least("CompanyId", 77).unwrap().as_str(), "CompanyId>=77");
    let day = participants_core::jiff::civil::date(2026, 11, 22);
    assert_eq!(Filter::below("Date", day).unwrap().as_str(), "Date<DateTime(2026, 11, 22)");
    let v2_missing = ListPersons::new().request(&v1("https://nordwind.example.org")).unwrap_err();
    assert_eq!(v2_missing.kind(), ErrorKind::Configuration);
}

#[test]
fn null_is_sent_only_where_it_is_documented() {
    let account = both("https://nordwind.example.org");
    for changes in [
        PersonChanges::new().first_name(Change::Clear),
        PersonChanges::new().email(Change::Clear),
        PersonChanges::new().is_active(Change::Clear),
        PersonChanges::new().comments(Change::Clear),
        PersonChanges::new().labels(Change::Clear),
        PersonChanges::new().other("Nickname", Change::Clear),
    ] {
        let error = UpdatePerson::new(77, 1, changes.clone()).request(&account).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{changes:?}");
    }
}

#[test]
fn a_member_this_crate_does_not_list_is_sent_as_it_is() {
    let changes = PersonChanges::new().phone("1").other("Nickname", json!("Yo"));
    let request = UpdatePerson::new(77, 1, changes).request(&both("https://nordwind.example.org")).unwrap();
    assert!(request.preview().contains(r#""Nickname": "Yo""#), "{}", request.preview());
}

#[tokio::test]
async fn an_update_sends_what_is_named_and_nothing_else() {
    for (id, path) in [("4001", "/companies/77/persons"), ("78/4001", "/companies/78/persons")] {
        for (update, data) in [
            (ParticipantUpdate::new().active(true), json!({"IsActive": true, "PersonId": 4001})),
            (ParticipantUpdate::new().login(Change::Clear), json!({"Login": null, "PersonId": 4001})),
            (
                ParticipantUpdate::new().login("eleonore.d").password("Correct-Horse-7").profile("8"),
                json!({"Login": "eleonore.d", "Password": "Correct-Horse-7", "PersonId": 4001, "UserProfileId": 8}),
            ),
            (
                ParticipantUpdate::new().last_name("Ö & Ü").mobile("").custom("501", "2").custom("502", Change::Clear),
                json!({
                    "LastName": "Ö & Ü", "PersonId": 4001, "PhoneMobile": "",
                    "labels": [{"id": 501, "value": 2}, {"id": 502, "value": null}]
                }),
            ),
        ] {
            let mut server = Server::new_async().await;
            connect(&mut server).expect(1).create_async().await;
            let mock = write(&mut server, "POST", path, &data).expect(1).create_async().await;
            let updated = client(v1(&server.url())).update(id, &update).await.unwrap();
            mock.assert_async().await;
            assert!(updated.after.is_none() && updated.warnings.is_empty(), "v1 alone cannot read");
        }
    }
}

#[tokio::test]
async fn an_update_is_read_back_through_v2_and_carries_its_warnings() {
    let (mut server, client) = served().await;
    let data = json!({"Login": "eleonore.dhotel", "PersonId": 4001});
    write(&mut server, "POST", "/companies/77/persons", &data).create_async().await;
    page(&mut server, 0, &json!({"total": 1, "rows": [eleonore()]})).expect(2).create_async().await;
    let updated = client.update("4001", &ParticipantUpdate::new().login("eleonore.dhotel")).await.unwrap();
    assert_eq!(updated.after.unwrap().login.as_deref(), Some("eleonore.dhotel"));
    assert_eq!(updated.warnings.len(), 1);
    let native = UpdatePerson::new(77, 4001, PersonChanges::new().login("eleonore.dhotel"));
    assert_eq!(native.warnings(), updated.warnings);
}

#[tokio::test]
async fn data_can_travel_in_a_form() {
    let mut server = Server::new_async().await;
    connect(&mut server).create_async().await;
    let mock = server
        .mock("POST", "/companies/77/persons")
        .match_query(Matcher::UrlEncoded("token".into(), common::TOKEN.into()))
        .match_header("content-type", "application/x-www-form-urlencoded")
        .match_body(Matcher::UrlEncoded("data".into(), json!({"PersonId": 4001, "Phone": "1 & 2"}).to_string()))
        .create_async()
        .await;
    let client = client(v1(&server.url()).data_place(DataPlace::Form));
    client.update("4001", &ParticipantUpdate::new().phone("1 & 2")).await.unwrap();
    mock.assert_async().await;
}

#[tokio::test]
async fn what_wordbee_cannot_do_is_refused_before_sending() {
    let mut server = Server::new_async().await;
    let mock = server.mock("GET", Matcher::Any).expect(0).create_async().await;
    let client = client(v1(&server.url()));
    let update = ParticipantUpdate::new().company("78").phone(Change::Clear).gender("female");
    let shown = client.update("4001", &update).await.unwrap_err().to_string();
    assert!(shown.contains("company") && shown.contains("phone") && shown.contains("gender"), "{shown}");
    for (id, update) in [
        ("4001", ParticipantUpdate::new().profile("trainee")),
        ("4001", ParticipantUpdate::new().custom("status", "1")),
        ("4001", ParticipantUpdate::new().custom("501", "in training")),
        ("4001", ParticipantUpdate::new().login("short")),
        ("4001", ParticipantUpdate::new().login(Change::Clear).password("Correct-Horse-7")),
        ("77/", ParticipantUpdate::new().phone("1")),
    ] {
        assert_eq!(client.update(id, &update).await.unwrap_err().kind(), ErrorKind::Invalid, "{update:?}");
    }
    let all = participants_core::Filter::all();
    for error in [client.get("4001").await.unwrap_err(), client.list(&all).await.unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().contains("WORDBEE_V2_KEY"), "{error}");
    }
    mock.assert_async().await;
}

fn newcomer() -> NewParticipant {
    NewParticipant::new().first_name("Y").last_name("大江").email("Y@example.org")
}

const NEWCOMER: &str = r#"{"Email":"Y@example.org","FirstName":"Y","LastName":"大江"}"#;

async fn created(body: &str, rows: Value) -> (Option<String>, Vec<String>) {
    let (mut server, client) = served().await;
    let data = participants_core::serde_json::from_str(NEWCOMER).unwrap();
    let mock = write(&mut server, "PUT", "/companies/77/persons", &data).with_body(body).expect(1).create_async().await;
    page(&mut server, 0, &json!({"rows": rows, "total": rows.as_array().unwrap().len()})).create_async().await;
    let made = send_at_once(client.prepare_create(&newcomer(), ExistenceCheck::Skipped)).await;
    mock.assert_async().await;
    match made {
        Err(error) => (None, vec![error.to_string()]),
        Ok(created) => {
            assert_eq!(created.participant.is_some(), created.id.is_some());
            (created.id, created.warnings)
        }
    }
}

#[tokio::test]
async fn a_new_id_is_read_from_any_answer_or_found_by_address() {
    let found = (Some("4002".to_owned()), vec![]);
    for body in [
        "4002",
        "\"4002\"",
        r#"{"PersonId":4002}"#,
        r#"{"PersonId":"4002"}"#,
        "<int>4002</int>",
        "<ApiPerson xmlns=\"x\"><FirstName>1</FirstName><PersonId>4002</PersonId></ApiPerson>",
        "",
        "OK",
        "{}",
    ] {
        assert_eq!(created(body, json!([eleonore(), y()])).await, found, "{body}");
    }
    let elsewhere = json!({"personId": 9, "companyId": 78, "email": "y@example.org"});
    assert_eq!(created("", json!([y(), elsewhere])).await, found);
    for rows in [json!([eleonore()]), json!([y(), {"personId": 9, "email": "y@example.org"}]), json!([elsewhere])] {
        let (id, warnings) = created("", rows).await;
        assert_eq!((id, warnings.len()), (None, 1));
    }
}

#[tokio::test]
async fn a_new_person_needs_a_company() {
    let mut server = Server::new_async().await;
    connect(&mut server).create_async().await;
    let data = participants_core::serde_json::from_str(NEWCOMER).unwrap();
    let mock = write(&mut server, "PUT", "/companies/78/persons", &data).with_body("9").create_async().await;
    let client: Client<Wordbee> = client(v1(&server.url()));
    assert_eq!(
        send_at_once(client.prepare_create(&newcomer().company("78"), ExistenceCheck::Skipped))
            .await
            .unwrap()
            .id
            .as_deref(),
        Some("78/9")
    );
    mock.assert_async().await;
    assert_eq!(
        send_at_once(client.prepare_create(&newcomer().company("Nordwind"), ExistenceCheck::Skipped))
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Invalid
    );
    assert_eq!(
        send_at_once(client.prepare_create(&newcomer().active(true), ExistenceCheck::Skipped))
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Invalid
    );
    let homeless = Wordbee::new(&server.url(), "nordwind", "x").unwrap();
    assert_eq!(
        send_at_once(common::client(homeless).prepare_create(&newcomer(), ExistenceCheck::Skipped))
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Invalid
    );
}

#[tokio::test]
async fn ending_and_removing() {
    let mut server = Server::new_async().await;
    connect(&mut server).create_async().await;
    let data = json!({"IsActive": false, "PersonId": 4001});
    let ended = write(&mut server, "POST", "/companies/77/persons", &data).create_async().await;
    let asked = [("token", common::TOKEN), ("personid", "4001"), ("removeassignment", "false")];
    let asked = asked.map(|(name, value)| Matcher::UrlEncoded(name.into(), value.into()));
    let removed =
        server.mock("DELETE", "/companies/77/persons").match_query(Matcher::AllOf(asked.into())).create_async().await;
    let client = client(v1(&server.url()));
    client.deactivate("4001").await.unwrap();
    client.delete("4001").await.unwrap();
    ended.assert_async().await;
    removed.assert_async().await;
}

#[test]
fn settings_come_from_named_variables() {
    let set = |vars: &'static [(&str, &str)]| {
        let get = |name: &str| vars.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Wordbee::from_vars(&Vars::new(&get))
    };
    const BASE: (&str, &str) = ("WORDBEE_BASE_URL", "https://nordwind.example.org:32570");
    const ENTRY: [(&str, &str); 2] = [("WORDBEE_ACCOUNT", "nordwind"), ("WORDBEE_PASSWORD", "s3cr+t")];
    let plain = set(&[BASE, ENTRY[0], ENTRY[1], ("WORDBEE_COMPANY_ID", "77"), ("WORDBEE_DATA_IN", "form")]).unwrap();
    let shown = format!("{plain:?}");
    assert!(shown.contains("77") && shown.contains("Form") && !shown.contains("s3cr"), "{shown}");
    assert!(set(&[BASE, ENTRY[0], ENTRY[1], ("WORDBEE_COMPANY_ID", "0")]).is_err());
    assert!(set(&[BASE, ENTRY[0], ENTRY[1], ("WORDBEE_V2_KEY", "half")]).is_err());
    assert!(set(&[BASE, ENTRY[0]]).is_err() && set(&[ENTRY[0], ENTRY[1]]).is_err());
    assert!(set(&[BASE, ENTRY[0], ENTRY[1], ("WORDBEE_V2_FIND", "guess")]).is_err());
    assert!(Wordbee::new("http://nordwind.example.org", "a", "b").is_err(), "plain http carries the password");
}
