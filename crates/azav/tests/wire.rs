//! What goes over the wire, and how what comes back is read: each call against a server that plays one answer.

#[path = "wire/failing.rs"]
mod failing;
#[path = "wire/updating.rs"]
mod updating;

use mockito::{Matcher, Server, ServerGuard};
use participants_azav::{
    Azav, Basis, CreateParticipant, DeleteParticipant, GetParticipant, ListParticipants, OnMismatch,
    ParticipantChanges, Profile, UpdateMode, UpdateParticipant,
};
use participants_core::{
    BaseUrl, Change, Client, Configure, Directory, Document, Endpoint, ErrorKind, Field, Gender, Lifecycle, Response,
    RetryPolicy, Unified, Vars,
    http::{HeaderMap, StatusCode},
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

#[tokio::test]
async fn a_record_is_read_whole() {
    let (mut server, client) = served().await;
    let mock = server
        .mock("GET", one().as_str())
        .match_header("authorization", format!("Bearer {TOKEN}").as_str())
        .match_header("accept", "application/json")
        .match_query(Matcher::Missing)
        .with_body(data(&lena()))
        .create_async()
        .await;
    let person = client.get(ID).await.unwrap();
    mock.assert_async().await;
    let reading = json!({"unified": person, "extra": person.extra(), "odd": format!("{:?}", person.odd())});
    insta::assert_json_snapshot!("reading_full", reading);

    let record = client.send(&GetParticipant::by_id(ID)).await.unwrap();
    assert_eq!(record.customer_number.as_deref(), Some("17"));
    assert_eq!(record.contact_information.len(), 4);
    insta::assert_json_snapshot!("reading_native_extra", record.extra());
}

#[test]
fn either_spelling_is_read_and_where_they_disagree_both_show() {
    let read = |record: &Value| {
        let answer = Response::new(StatusCode::OK, HeaderMap::new(), record.to_string());
        let person = Azav::people_in(&answer).unwrap().remove(0).unwrap();
        json!({"unified": person, "extra": person.extra(), "odd": format!("{:?}", person.odd())})
    };
    let snake = json!({
        "id": 7, "first_name": "Lena", "last_name": "Øre", "preferred_name": "Le", "date_of_birth": "1991-04-07",
        "email": "lena@example.org", "address": {"house_number": "4b", "zip_code": "04109"},
        "contact_information": [{"type": "phone", "value": "1"}], "inserted_at": "x", "updated_at": "y"
    });
    insta::assert_json_snapshot!("reading_snake", read(&snake));
    let both = json!({
        "id": 7, "first_name": "Snake", "firstName": "Camel", "lastName": "Same", "last_name": "Same",
        "dateOfBirth": "07.04.1991"
    });
    insta::assert_json_snapshot!("reading_both", read(&both));
}

#[test]
fn a_phone_is_looked_for_in_three_channels() {
    let read = |contacts: Value| {
        let record = json!({"data": {"id": 7, "contactInformation": contacts}}).to_string();
        let person = Azav::people_in(&Response::new(StatusCode::OK, HeaderMap::new(), record)).unwrap().remove(0);
        let person = person.unwrap();
        (person.phone, person.mobile)
    };
    let entry = |kind: &str, value: &str| json!({"type": kind, "value": value});
    let (p, m, l) = (Some("p".to_owned()), Some("m".to_owned()), Some("l".to_owned()));
    let all = json!([entry("landline", "l"), entry("mobile", "m"), entry("phone", "p"), entry("phone", "p2")]);
    assert_eq!(read(all), (p, m.clone()));
    assert_eq!(read(json!([entry("landline", "l"), entry("mobile", "m")])), (m.clone(), m));
    assert_eq!(read(json!([entry("landline", "l"), entry("fax", "f")])), (l, None));
    assert_eq!(read(json!([entry("fax", "f"), 7])), (None, None));
    assert_eq!(read(json!({"phone": "p"})), (None, None));
}

#[test]
fn people_are_found_in_every_form_of_an_answer() {
    for (body, people) in [
        (json!({"data": [lena(), lena()]}), 2),
        (json!({"data": lena()}), 1),
        (json!({"participant": lena()}), 1),
        (lena(), 1),
        (json!([lena(), lena()]), 2),
        (json!({"data": []}), 0),
    ] {
        let answer = Response::new(StatusCode::OK, HeaderMap::new(), body.to_string());
        let read = Azav::people_in(&answer).unwrap();
        assert_eq!(read.len(), people, "{body}");
        assert!(read.iter().all(|person| person.as_ref().is_ok_and(|person| person.id == ID)));
    }
    assert!(Azav::people_in(&Response::new(StatusCode::OK, HeaderMap::new(), "<html>")).is_err());
}

#[tokio::test]
async fn a_list_survives_an_odd_record_and_is_never_proven_whole() {
    for (body, people, odd) in
        [(json!([lena(), lena()]), 2, 0), (json!([]), 0, 0), (json!([lena(), 7, "x", lena()]), 2, 2)]
    {
        let (mut server, client) = served().await;
        server.mock("GET", "/v1/participants").with_body(data(&body)).create_async().await;
        let listing = client.list().await.unwrap();
        assert_eq!((listing.people.len(), listing.odd.len()), (people, odd), "{body}");
        assert!(!listing.is_complete());
        let found = client.find("LENA@example.org").await;
        assert_eq!(found.unwrap().len(), people, "{body}");
        // Nobody is only said to be nobody where everybody could be read.
        assert_eq!(client.find("nobody@example.org").await.is_err(), odd > 0, "{body}");
    }
}

#[tokio::test]
async fn who_is_not_there_is_not_found_and_who_is_another_is_a_mismatch() {
    let answers = [
        (404, json!({"errors": {"detail": "Not Found"}}), ErrorKind::NotFound),
        (410, json!({}), ErrorKind::NotFound),
        (200, json!({"data": null}), ErrorKind::NotFound),
        (200, json!({"data": {"id": "another"}}), ErrorKind::Mismatch),
        (200, json!({"data": [lena(), lena()]}), ErrorKind::Decode),
        (200, json!({"participant": lena()}), ErrorKind::Decode),
    ];
    for (status, body, kind) in answers {
        let (mut server, client) = served().await;
        server.mock("GET", Matcher::Any).with_status(status).with_body(body.to_string()).create_async().await;
        let error = client.get(ID).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{body}");
        assert!(!error.may_have_been_applied(), "{body}");
    }
    let (mut server, client) = served().await;
    server.mock("GET", Matcher::Any).with_body(data(&lena())).create_async().await;
    assert_eq!(client.get(&ID.to_uppercase()).await.unwrap().id, ID);
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
