//! What the tests share: an account, a participant with every awkward thing in it, a client that does not wait long,
//! and the fixtures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![allow(dead_code, unreachable_pub)] // Each test binary uses its own part.

use mockito::{Server, ServerGuard};
use participants_azav::{Azav, ParticipantChanges};
use participants_core::{
    BaseUrl, Client, Endpoint, Gender, Lifecycle, Provider, Response, RetryPolicy,
    http::{HeaderMap, StatusCode},
    jiff::civil::date,
    serde_json::{self, Value, json},
};
use std::{fs, path::Path, time::Duration};

pub const TOKEN: &str = "t0ken-0f-the-account";
pub const ID: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

pub fn account(base: &str) -> Azav {
    Azav::at(BaseUrl::new(base).unwrap(), TOKEN)
}

pub async fn served() -> (ServerGuard, Client<Azav>) {
    let server = Server::new_async().await;
    let client = client(account(&server.url()));
    (server, client)
}

pub fn client(account: Azav) -> Client<Azav> {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder(account).retry(retry).timeout(Duration::from_secs(5)).build().unwrap()
}

/// The path of one participant.
pub fn one() -> String {
    format!("/v1/participants/{ID}")
}

/// A full record with every awkward thing in it: numbers as text, text as number, empty and null values, an unknown
/// channel, unknown members at every depth.
pub fn lena() -> Value {
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

pub fn data(record: &Value) -> String {
    json!({ "data": record }).to_string()
}

/// Everything documented that can be written in every profile, the names such as people have.
pub fn everything() -> ParticipantChanges {
    ParticipantChanges::new()
        .first_name("Þór")
        .last_name("李")
        .preferred_name("Y")
        .email("thor@example.org")
        .date_of_birth(date(1991, 4, 7))
        .gender(Gender::Diverse)
        .status(Lifecycle::Future)
        .salutation("Herr")
        .birth_city("Łódź")
        .birth_country("PL")
        .customer_number("0017")
        .internal_customer_number("K-1")
        .marketing_channel("Messe")
}

/// The same, with address and contacts.
pub fn placed() -> ParticipantChanges {
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
}

/// The call as it would be sent, its token hidden.
pub fn preview<E: Endpoint<Api = Azav>>(account: &Azav, call: &E) -> String {
    let mut request = call.request(account).unwrap();
    account.authorize(&mut request, None).unwrap();
    request.preview()
}

pub fn answer(status: u16, body: impl ToString) -> Response {
    Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body.to_string())
}

pub fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(format!("{name}.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The answer a fixture holds.
pub fn answered(fixture: &Value) -> Response {
    let held = &fixture["answer"];
    let body = match (&held["body"], &held["text"]) {
        (Value::Null, Value::String(text)) => text.clone(),
        (Value::Null, _) => String::new(),
        (body, _) => body.to_string(),
    };
    answer(u16::try_from(held["status"].as_u64().unwrap()).unwrap(), body)
}
