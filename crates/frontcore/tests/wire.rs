//! What comes back over the wire and what the common view makes of it: each call against a server that plays one
//! answer. Readings and settings are here; what the client makes of them is in the folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "wire/booking.rs"]
mod booking;
#[path = "wire/failing.rs"]
mod failing;
#[path = "wire/finding.rs"]
mod finding;
#[path = "wire/updating.rs"]
mod updating;
#[path = "wire/withdrawing.rs"]
mod withdrawing;

use mockito::{Matcher, Server, ServerGuard};
use participants_core::{
    BaseUrl, Client, Configure, Created, Directory, Error, ExistenceCheck, Filter, Limit, Listing, NewParticipant,
    Provider, RetryPolicy, Scope, Unified, Vars,
    serde_json::{Value, json},
};
use participants_frontcore::{CustomProperties, Frontcore, GetParticipant, StatusCode};
use participants_sandbox::conformance::send_at_once;
use std::time::Duration;

const KEY: &str = "k3y-0f-the-account";

fn account(base: &str) -> Frontcore {
    Frontcore::at(BaseUrl::new(&format!("{base}/v2")).unwrap(), KEY)
}

fn real() -> Frontcore {
    Frontcore::new(KEY).unwrap()
}

async fn served() -> (ServerGuard, Client<Frontcore>) {
    let server = Server::new_async().await;
    let client = client(account(&server.url()));
    (server, client)
}

fn client(account: Frontcore) -> Client<Frontcore> {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder(account).retry(retry).timeout(Duration::from_secs(5)).build().unwrap()
}

/// All participants, read to the end.
async fn all(client: &Client<Frontcore>) -> Result<Listing, Error> {
    client.list(&Filter::all()).await?.collect().await
}

/// A participant created without a look-up before; an unknown outcome is its error.
async fn made(client: &Client<Frontcore>, new: &NewParticipant) -> Result<Created, Error> {
    send_at_once(client.prepare_create(new, ExistenceCheck::Skipped)).await
}

/// A full participant with every awkward thing in it: numbers as text, empty texts, nulls, an unknown member, a status
/// that no page lists, two members with one name and two meanings.
fn liv() -> Value {
    let mut participant = json!({
        "id": 910_001, "idBooking": 820_002, "idOrder": "73003", "idPaid": 1, "paid": {"id": 1, "title": "Ja"},
        "status": {"id": 5, "title": "Ukjent", "status_code": "status_five"},
        "completed": false, "passed": "0", "no_show": true, "archived_at": null, "certificate_issued_at": "2026-03-04",
        "status_updated_at": "2026-02-01T09:15:00+01:00", "created_at": "2026-01-31T13:45:00+01:00",
        "updated_at": "2026-02-01T09:15:00+01:00", "entry_source": "User", "booker_name": null, "booker_email": "",
        "booker_language_id": null, "user_comment": null, "something_new": {"a": [1]},
        "custom_properties": {"diet": "vegan", "shoe_size": null, "badge": ""},
        "course": {"id": 44, "title": "Sveising", "reference": null},
        "coursedate": {
            "id": 5_550_001, "idCourse": 44, "idStatus": 2, "week": 9, "start_at": "2026-03-02", "end_at": "2026-03-04",
            "time_start": "09:00", "timezone": null, "place": "Tromsø", "is_virtual": false, "idLocation": "31",
            "location": {"id": 31, "title": "Kai 3", "lat": 69.65, "lng": 18.96}
        }
    });
    participant["user"] = json!({
        "id": 640_004, "firstname": "Åse-Marie", "lastname": "D'Été Ødegård", "email": "ase@example.org",
        "username": "ase@example.org", "phone": "+47 900 00 001", "company": "Fjord & Sønner", "orgnr": "",
        "position": "Sveiser", "department": null, "date_of_birth": "1990-04-12", "external_id": "hr-77",
        "invoice_address": {"address": null, "invoice_phone": null}, "custom_properties": [],
        "home_address": {"address": "Storgata 4 B", "address_2": null, "zipcode": "0001", "city": "Oslo"},
        "work_address": {"address": null, "zipcode": "9008", "city": "Tromsø"}
    });
    participant
}

#[tokio::test]
async fn a_record_is_read_whole() {
    let (mut server, client) = served().await;
    let mock = server
        .mock("GET", "/v2/participants/910001")
        .match_header("x-api-key", KEY)
        .match_header("accept", "application/json")
        .match_query(Matcher::Missing)
        .with_body(liv().to_string())
        .create_async()
        .await;
    let person = client.get("910001").await.unwrap();
    mock.assert_async().await;
    let reading =
        json!({"unified": person, "extra": person.extra(), "invalid": format!("{:?}", person.invalid_fields())});
    insta::assert_json_snapshot!("reading_full", reading);

    let record = client.send(&GetParticipant::by_id("910001")).await.unwrap();
    assert_eq!(record.status.id.as_deref().map(StatusCode::from), Some(StatusCode::Other("5".into())));
    assert_eq!((record.coursedate.id_status.as_deref(), record.id_order.as_deref()), (Some("2"), Some("73003")));
    assert_eq!((record.completed, record.passed, record.no_show), (Some(false), Some(false), Some(true)));
    assert_eq!(record.custom_properties.len(), 1);
    assert_eq!(record.user.work_address.zipcode.as_deref(), Some("9008"));
    insta::assert_json_snapshot!("reading_native_extra", record.extra());
}

#[test]
fn a_saved_answer_is_explained_in_every_form() {
    let people = |body: Value| {
        let answer = participants_core::Response::new(Default::default(), Default::default(), body.to_string());
        Frontcore::people_in(&answer).map(|people| people.into_iter().map(|p| p.map(|p| p.id).ok()).collect::<Vec<_>>())
    };
    let one = || Some("910001".to_owned());
    assert_eq!(people(liv()).unwrap(), [one()]);
    assert_eq!(people(json!([liv(), 7, {"id": null, "user": {}}])).unwrap(), [one(), None, None]);
    assert_eq!(people(json!({"items": [liv()], "pagination": {}})).unwrap(), [one()]);
    assert_eq!(people(liv()["user"].clone()).unwrap(), [None], "a person is no participant");
    assert_eq!(people(json!({"error": "Wrong API Key"})).unwrap(), [None]);
    assert!(people(json!("text")).is_err());
}

#[test]
fn settings_come_from_variables() {
    let set = |vars: &[(&str, &str)]| {
        let get = |name: &str| vars.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Frontcore::from_vars(&Vars::new(&get))
    };
    let shown = format!("{:?}", set(&[("FRONTCORE_API_KEY", KEY)]).unwrap());
    insta::assert_snapshot!("settings_default", shown);
    let all = [
        ("FRONTCORE_API_KEY", KEY),
        ("FRONTCORE_BASE_URL", "http://127.0.0.1:1/v2/"),
        ("FRONTCORE_ACCOUNT", "oslo"),
        ("FRONTCORE_ENCODING", "form"),
        ("FRONTCORE_CUSTOM_PROPERTIES", "named"),
        ("FRONTCORE_PAYMENT_METHOD", "card_swedbank"),
        ("FRONTCORE_BOOKING_EMAILS", "false"),
        ("FRONTCORE_BOOKING_CHECKS", "true"),
    ];
    assert_eq!(all.map(|(name, _)| name), *Frontcore::VARIABLES.iter().map(|known| known.name).collect::<Vec<_>>());
    insta::assert_snapshot!("settings_all", format!("{:?}", set(&all).unwrap()));
    assert!(set(&[]).unwrap_err().to_string().contains("FRONTCORE_API_KEY"));
    for (name, word) in [("FRONTCORE_ENCODING", "xml"), ("FRONTCORE_BOOKING_EMAILS", "perhaps")] {
        assert!(set(&[("FRONTCORE_API_KEY", KEY), (name, word)]).unwrap_err().to_string().contains(name));
    }
    assert_eq!(CustomProperties::default(), CustomProperties::Whole);
    let limit = Limit { scope: Scope::Account, calls: 5, per: Duration::from_secs(1) };
    assert_eq!(real().limits(), [limit]);
}
