//! What goes over the wire, and how what comes back is read: each call against a server that plays one answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "wire/failing.rs"]
mod failing;
#[path = "wire/fixtures.rs"]
mod fixtures;
#[path = "wire/making.rs"]
mod making;
#[path = "wire/reading.rs"]
mod reading;
#[path = "wire/updating.rs"]
mod updating;

use mockito::{Matcher, Server, ServerGuard};
use participants_azav::{
    Azav, Basis, CreateParticipant, DeleteParticipant, GetParticipant, ListParticipants, OnMismatch,
    ParticipantChanges, Profile, UpdateMode, UpdateParticipant,
};
use participants_core::{
    BaseUrl, Change, Client, Configure, Directory, Document, Endpoint, ErrorKind, Field, Gender, Lifecycle,
    RetryPolicy, Vars,
    jiff::civil::date,
    serde_json::{Value, json},
};
use std::time::Duration;

const TOKEN: &str = "t0ken-0f-the-account";
const ID: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

fn account(base: &str) -> Azav {
    Azav::at(BaseUrl::new(base).unwrap(), TOKEN)
}

async fn served() -> (ServerGuard, Client<Azav>) {
    let server = Server::new_async().await;
    let client = client(account(&server.url()));
    (server, client)
}

fn client(account: Azav) -> Client<Azav> {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder(account).retry(retry).timeout(Duration::from_secs(5)).build().unwrap()
}

/// The path of one participant.
fn one() -> String {
    format!("/v1/participants/{ID}")
}

/// A full record with every awkward thing in it: numbers as text, text as number, empty and null values, an unknown
/// channel, unknown members at every depth.
fn lena() -> Value {
    json!({
        "id": ID, "firstName": "Lena", "lastName": "Özdemir-O'Neill", "preferredName": "", "email": "lena@example.org",
        "dateOfBirth": "1991-04-07", "gender": "female", "status": "lead", "salutation": "Frau",
        "address": {"street": "Lindenweg", "houseNumber": "4b", "zipCode": 4109, "city": "Leipzig", "country": null,
            "careOf": "c/o Ng"},
        "contactInformation": [
            {"type": "pager", "value": "7"}, {"type": "mobile", "value": "+49 170 0000001", "verified": true},
            {"type": "landline", "value": "0341 000001"}, {"type": "mobile", "value": "+49 170 0000002"}
        ],
        "birthCity": "Łódź", "birthCountry": "PL", "customerNumber": 17, "internalCustomerNumber": null,
        "marketingChannel": "Empfehlung", "insertedAt": "2026-01-05T08:00:01", "updatedAt": "2026-01-06T08:00:01.5Z",
        "fundingCase": {"vouchers": ["BG-1"]}
    })
}

fn data(record: &Value) -> String {
    json!({ "data": record }).to_string()
}

fn preview<E: Endpoint<Api = Azav>>(account: &Azav, call: &E) -> String {
    use participants_core::Provider;
    let mut request = call.request(account).unwrap();
    account.authorize(&mut request, None).unwrap();
    request.preview()
}

fn everything() -> ParticipantChanges {
    ParticipantChanges::new()
        .first_name("Þór")
        .last_name("李")
        .preferred_name("Y")
        .email("thor@example.org")
        .date_of_birth(date(1991, 4, 7))
        .gender(Gender::Diverse)
        .status(Lifecycle::Other("paused".into()))
        .salutation("Herr")
        .birth_city("Łódź")
        .birth_country("PL")
        .customer_number("0017")
        .internal_customer_number("K-1")
        .marketing_channel("Messe")
        .other("newMember", json!({"a_b": 1}))
}

fn placed() -> ParticipantChanges {
    everything()
        .street("Ufer")
        .house_number("4b")
        .zip_code("04109")
        .city("Leipzig")
        .country("Deutschland")
        .phone("0341 1")
        .mobile("0170 2")
        .fax("3")
        .landline("4")
        .contact_email("private@example.org")
        .team_email("team@example.org")
        .skype("thor.x")
        .other("contactInformation.pager", json!("9"))
}

#[test]
fn requests() {
    let account = account("https://api.azav-pilot.de");
    insta::assert_snapshot!("request_list", preview(&account, &ListParticipants::new()));
    insta::assert_snapshot!("request_get", preview(&account, &GetParticipant::by_id("7 ö?x=1&y#z%2e")));
    insta::assert_snapshot!("request_create", preview(&account, &CreateParticipant { fields: placed() }));
    let snake = account.clone().profile(Profile::Snake);
    insta::assert_snapshot!("request_create_snake", preview(&snake, &CreateParticipant { fields: placed() }));
    let development = account.clone().profile(Profile::Development);
    let create = CreateParticipant { fields: everything() };
    insta::assert_snapshot!("request_create_development", preview(&development, &create));
    let changes = ParticipantChanges::new().last_name("Ö").salutation(Change::Clear).zip_code("04103").phone("0341 9");
    let whole = UpdateParticipant {
        id: ID.into(),
        changes: changes.clone(),
        basis: Basis::Whole(Document::new(lena().to_string())),
    };
    insta::assert_snapshot!("request_update", preview(&account, &whole));
    let named = UpdateParticipant { basis: Basis::Named(Document::new(lena().to_string())), changes, id: ID.into() };
    insta::assert_snapshot!("request_update_named", preview(&account, &named));
    let changes = ParticipantChanges::new().last_name("Ö").salutation(Change::Clear);
    let unread = UpdateParticipant { basis: Basis::Unread, changes, id: ID.into() };
    insta::assert_snapshot!("request_update_unread", preview(&account, &unread));
    insta::assert_snapshot!("request_delete", preview(&account, &DeleteParticipant { id: ID.into() }));
}

#[test]
fn arguments_that_would_hit_somebody_else_are_refused() {
    let account = account("https://api.azav-pilot.de");
    for id in ["", ".", "..", "a/b", "a\\b", "a\nb"] {
        assert!(GetParticipant::by_id(id).request(&account).is_err(), "{id:?}");
        let changes = ParticipantChanges::new().last_name("X");
        let update = UpdateParticipant { id: id.into(), changes, basis: Basis::Unread };
        assert!(update.request(&account).is_err(), "{id:?}");
        assert!(DeleteParticipant { id: id.into() }.request(&account).is_err(), "{id:?}");
    }
    let changes = ParticipantChanges::new().last_name("X");
    let somebody_elses = Basis::Whole(Document::new(r#"{"id":"another","lastName":"Y"}"#));
    let update = UpdateParticipant { id: ID.into(), changes, basis: somebody_elses };
    assert_eq!(update.request(&account).unwrap_err().kind(), ErrorKind::Invalid);
}

#[test]
fn settings_come_from_variables() {
    let read = |pairs: &[(&str, &str)]| {
        let get = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Azav::from_vars(&Vars::new(&get)).map(|account| format!("{account:?}"))
    };
    let shown = read(&[("AZAV_TOKEN", TOKEN)]).unwrap();
    insta::assert_snapshot!("settings_by_default", shown);
    let all = [
        ("AZAV_TOKEN", TOKEN),
        ("AZAV_BASE_URL", "http://127.0.0.1:9/"),
        ("AZAV_PROFILE", "snake"),
        ("AZAV_ON_MISMATCH", "error"),
        ("AZAV_UPDATE", "partial"),
    ];
    insta::assert_snapshot!("settings_all", read(&all).unwrap());
    let built = account("http://127.0.0.1:9")
        .profile(Profile::Snake)
        .on_mismatch(OnMismatch::Error)
        .update_mode(UpdateMode::Partial);
    assert_eq!(read(&all).unwrap(), format!("{built:?}"));
    for bad in [
        vec![],
        vec![("AZAV_TOKEN", "")],
        vec![("AZAV_TOKEN", TOKEN), ("AZAV_PROFILE", "camel")],
        vec![("AZAV_TOKEN", TOKEN), ("AZAV_BASE_URL", "http://api.example.org")],
    ] {
        let error = read(&bad).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("AZAV_") && !error.to_string().contains(TOKEN), "{error}");
    }
}

#[tokio::test]
async fn what_a_profile_has_no_place_for_is_refused_before_sending() {
    let (mut server, _) = served().await;
    let mock = server.mock("GET", Matcher::Any).expect(0).create_async().await;
    let client = client(account(&server.url()).profile(Profile::Development));
    let update = participants_core::ParticipantUpdate::new().phone("1").city("Y").first_name("A");
    let error = client.update(ID, &update).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let shown = error.to_string();
    assert!(shown.contains("phone") && shown.contains("city") && !shown.contains("first_name"), "{shown}");
    for changes in [ParticipantChanges::new().street("X"), ParticipantChanges::new().fax(Change::Clear)] {
        let basis = Basis::Whole(Document::new(lena().to_string()));
        let error = client.send(&UpdateParticipant { id: ID.into(), changes, basis }).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }
    mock.assert_async().await;
    assert!(client.capabilities().field(&Field::Phone).is_some_and(|known| !known.read));
}
