//! Changing: what is sent, what is left alone, and what the answer proves.

use super::{ID, account, client, data, lena, one, served};
use mockito::{Matcher, Server};
use participants_azav::{Azav, Basis, CreateParticipant, ParticipantChanges, Profile, UpdateMode, UpdateParticipant};
use participants_core::{
    AlreadyRead, Change, Client, Directory, Document, Endpoint, ErrorKind, Field, Lifecycle, Members, Outcome,
    ParticipantUpdate,
    serde_json::{self, Value, json},
};
use participants_sandbox::conformance::send_at_once;

/// The members that laying `changes` over `record` would send.
fn sent(account: &Azav, record: &str, changes: ParticipantChanges) -> Members {
    let basis = Basis::Whole(Document::new(record.to_owned()).unwrap());
    members(account, &UpdateParticipant::new("7", changes, basis))
}

fn members(account: &Azav, update: &UpdateParticipant) -> Members {
    let request = update.request(account).unwrap().to_http().unwrap();
    let mut envelope: std::collections::BTreeMap<String, Members> = serde_json::from_slice(request.body()).unwrap();
    let members = envelope.remove("participant").unwrap();
    assert!(envelope.is_empty());
    members
}

fn texts(members: &Members) -> Vec<(&str, &str)> {
    members.iter().map(|(name, value)| (name.as_str(), value.get())).collect()
}

/// A record with bytes that do not survive decoding and encoding.
const RECORD: &str = r#"{ "id":7, "firstName":"\u00d6", "last_name" : "Ng", "email":"a@example.org",
    "customerNumber": 1.10, "fundingCase": { "n":9007199254740993.0, "x":[ 1, 2 ]}, "insertedAt":"a", "updated_at":"b",
    "preferredName": null,
    "address":{"street":"\u0041","zip_code":"04109","careOf": 1.0, "country":null},
    "contactInformation":[{"value":"\u0031","type":"mobile","since":1.0}, {"type":"phone","value":"2"} , 7,
        {"type":"phone","value":"3"}] }"#;

fn base() -> Azav {
    account("https://api.azav-pilot.de")
}

#[test]
fn what_is_not_named_goes_back_byte_for_byte() {
    let members = sent(&base(), RECORD, ParticipantChanges::new().salutation("Frau"));
    assert_eq!(
        texts(&members),
        [
            // Only what is unset has gone from it.
            ("address", r#"{"careOf":1.0,"street":"\u0041","zip_code":"04109"}"#),
            (
                "contactInformation",
                "[{\"value\":\"\\u0031\",\"type\":\"mobile\",\"since\":1.0}, {\"type\":\"phone\",\"value\":\"2\"} , 7,\n        \
                 {\"type\":\"phone\",\"value\":\"3\"}]"
            ),
            ("customerNumber", "1.10"),
            ("email", r#""a@example.org""#),
            ("firstName", r#""\u00d6""#),
            ("fundingCase", r#"{ "n":9007199254740993.0, "x":[ 1, 2 ]}"#),
            ("last_name", r#""Ng""#),
            ("salutation", r#""Frau""#),
        ]
    );
}

#[test]
fn a_changed_member_has_one_spelling() {
    let changes = || ParticipantChanges::new().first_name("Y").last_name("Z").zip_code("01067").mobile("5");
    for (profile, first, last, zip, contacts) in [
        (Profile::Default, "firstName", "lastName", "zipCode", "contactInformation"),
        (Profile::Snake, "first_name", "last_name", "zip_code", "contact_information"),
    ] {
        let members = sent(&base().profile(profile), RECORD, changes());
        let spelled: Vec<_> = members.keys().filter(|name| name.to_lowercase().contains("name")).collect();
        assert_eq!(spelled, [first, last]);
        let address: Value = serde_json::from_str(members["address"].get()).unwrap();
        let mut expected = json!({"street": "A", "careOf": 1.0});
        expected[zip] = json!("01067");
        assert_eq!(address, expected);
        let lists: Vec<_> = members.keys().filter(|name| name.to_lowercase().starts_with("contact")).collect();
        assert_eq!(lists, [contacts]);
    }
    // A record that has both spellings of a member gets one back where it is changed.
    let both = r#"{"firstName":"A","first_name":"B","lastName":"C","last_name":"D"}"#;
    let members = sent(&base(), both, ParticipantChanges::new().first_name("E"));
    assert_eq!(texts(&members), [("firstName", r#""E""#), ("lastName", r#""C""#), ("last_name", r#""D""#)]);
}

#[test]
fn contacts_change_one_by_one() {
    let contacts = |changes| sent(&base(), RECORD, changes)["contactInformation"].get().to_owned();
    let mobile = r#"{"value":"\u0031","type":"mobile","since":1.0}"#;
    let (two, three) = (r#"{"type":"phone","value":"2"}"#, r#"{"type":"phone","value":"3"}"#);
    assert_eq!(
        contacts(ParticipantChanges::new().phone("9")),
        format!(r#"[{mobile},{{"type":"phone","value":"9"}},7,{three}]"#)
    );
    assert_eq!(contacts(ParticipantChanges::new().phone(Change::Clear)), format!("[{mobile},7,{three}]"));
    assert_eq!(
        contacts(ParticipantChanges::new().mobile("9")),
        format!(r#"[{{"since":1.0,"type":"mobile","value":"9"}},{two},7,{three}]"#)
    );
    assert_eq!(
        contacts(ParticipantChanges::new().fax("9").mobile(Change::Clear)),
        format!(r#"[{two},7,{three},{{"type":"fax","value":"9"}}]"#)
    );
    // Clearing what is not there changes nothing.
    assert_eq!(contacts(ParticipantChanges::new().skype(Change::Clear)), format!("[{mobile},{two},7,{three}]"));
    let none = sent(&base(), r#"{"contactInformation":null}"#, ParticipantChanges::new().phone("9").city("Y"));
    assert_eq!(
        texts(&none),
        [("address", r#"{"city":"Y"}"#), ("contactInformation", r#"[{"type":"phone","value":"9"}]"#)]
    );
}

#[test]
fn what_would_lose_something_is_refused() {
    let refused = |record: &str, changes: ParticipantChanges| {
        let basis = Basis::Whole(Document::new(record.to_owned()).unwrap());
        let error = UpdateParticipant::new("7", changes, basis).request(&base()).unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent), "{error}");
    };
    refused(RECORD, ParticipantChanges::new());
    refused(RECORD, ParticipantChanges::new().email(Change::Clear));
    for name in ["id", "insertedAt", "updated_at"] {
        refused(RECORD, ParticipantChanges::new().other(name, json!("9")));
    }
    refused(r#"{"address":"Ufer 1"}"#, ParticipantChanges::new().city("Y"));
    refused(r#"{"contactInformation":{"phone":"1"}}"#, ParticipantChanges::new().phone("2"));
    for changes in [ParticipantChanges::new().city("Y"), ParticipantChanges::new().phone("1")] {
        let update = UpdateParticipant::new("7", changes, Basis::Unread);
        assert_eq!(update.request(&base()).unwrap_err().kind(), ErrorKind::Invalid);
    }
    for nameless in [ParticipantChanges::new().first_name("Y"), ParticipantChanges::new().email("")] {
        assert_eq!(CreateParticipant::new(nameless).request(&base()).unwrap_err().kind(), ErrorKind::Invalid);
    }
}

/// A client of a server that shows `record` once asked, and answers a PUT of `body` with `answer`.
async fn puts(account: impl Fn(&str) -> Azav, body: Value, answer: &Value) -> (mockito::ServerGuard, Client<Azav>) {
    let mut server = Server::new_async().await;
    server.mock("GET", one().as_str()).with_body(data(&lena())).create_async().await;
    server
        .mock("PUT", one().as_str())
        .match_header("content-type", "application/json")
        .match_body(Matcher::Json(json!({ "participant": body })))
        .with_body(data(answer))
        .create_async()
        .await;
    let client = client(account(&server.url()));
    (server, client)
}

/// What an overlay that changes nothing sends of Lena's record.
fn untouched() -> Value {
    let mut record = lena();
    let members = record.as_object_mut().unwrap();
    for gone in ["id", "insertedAt", "updatedAt", "internalCustomerNumber"] {
        members.remove(gone);
    }
    members["address"].as_object_mut().unwrap().remove("country");
    record
}

#[tokio::test]
async fn an_update_reads_changes_and_puts_back() {
    let (mut body, mut answer) = (untouched(), lena());
    for record in [&mut body, &mut answer] {
        record["lastName"] = json!("Ö");
        record["address"]["zipCode"] = json!("04103");
        record["contactInformation"][1]["value"] = json!("0170 9");
    }
    body["salutation"] = json!(null);
    answer.as_object_mut().unwrap().remove("salutation");
    let (_server, client) = puts(account, body, &answer).await;
    let update = ParticipantUpdate::new().last_name("Ö").postal_code("04103").mobile("0170 9").title(Change::Clear);
    let updated = client.update(ID, &update).await.unwrap();
    assert_eq!(updated.warnings, [""; 0]);
    assert_eq!(updated.field(&Field::LastName), (Some("Özdemir-O'Neill".into()), Some("Ö".into())));
    assert_eq!(updated.field(&Field::PostalCode), (Some("4109".into()), Some("04103".into())));
    assert_eq!(updated.field(&Field::Mobile), (Some("+49 170 0000001".into()), Some("0170 9".into())));
    assert_eq!(updated.field(&Field::Title), (Some("Frau".into()), None));
}

#[tokio::test]
async fn a_partial_update_sends_what_is_named_and_whole_lists() {
    let partial = |base: &str| account(base).update_mode(UpdateMode::Partial);
    let mut answer = lena();
    answer["lastName"] = json!("Ö");
    let (mut server, client) = puts(partial, json!({"lastName": "Ö"}), &answer).await;
    let unread = server.mock("GET", Matcher::Any).expect(0).create_async().await;
    let update = ParticipantUpdate::new().last_name("Ö");
    let updated = send_at_once(client.prepare_update(ID, AlreadyRead::Listed, &update)).await.unwrap();
    unread.assert_async().await;
    assert!(updated.before.is_none() && updated.warnings.is_empty());

    let mut address = untouched()["address"].clone();
    address["city"] = json!("Ybbs");
    answer["address"] = address.clone();
    let (_server, client) = puts(partial, json!({"lastName": "Ö", "address": address}), &answer).await;
    let update = ParticipantUpdate::new().last_name("Ö").city("Ybbs");
    assert_eq!(client.update(ID, &update).await.unwrap().field(&Field::City).1, Some("Ybbs".into()));
}

#[tokio::test]
async fn another_entry_of_a_channel_is_shown_once_the_first_is_cleared() {
    let (mut body, mut answer) = (untouched(), lena());
    for record in [&mut body, &mut answer] {
        record["contactInformation"].as_array_mut().unwrap().remove(1);
    }
    let (_server, client) = puts(account, body, &answer).await;
    let cleared = client.update(ID, &ParticipantUpdate::new().mobile(Change::Clear)).await.unwrap();
    assert!(cleared.warnings.iter().any(|warning| warning.contains("mobile")), "{:?}", cleared.warnings);
    assert_eq!(cleared.field(&Field::Mobile).1.as_deref(), Some("+49 170 0000002"));
}

#[tokio::test]
async fn an_end_is_a_status() {
    let (mut body, mut answer) = (untouched(), lena());
    body["status"] = json!("archived");
    answer["status"] = json!("archived");
    let (_server, client) = puts(account, body, &answer).await;
    assert_eq!(client.deactivate(ID).await.unwrap().after.unwrap().status, Some(Lifecycle::Archived));
}

#[tokio::test]
async fn an_answer_about_another_participant_is_an_error() {
    let mut other = lena();
    other["id"] = json!("another");
    let (mut server, client) = served().await;
    server.mock("GET", one().as_str()).with_body(data(&lena())).create_async().await;
    server.mock("PUT", Matcher::Any).with_body(data(&other)).create_async().await;
    server.mock("DELETE", Matcher::Any).with_body(data(&other)).create_async().await;
    let update = client.update(ID, &ParticipantUpdate::new().last_name("Ö")).await.unwrap_err();
    let delete = client.delete(ID).await.unwrap_err();
    for error in [update, delete] {
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied), "{error:?}");
    }
}
