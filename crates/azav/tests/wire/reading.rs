//! Reading: either spelling, every form of an answer, and missing participants.

use super::{ID, TOKEN, data, lena, one, served};
use mockito::Matcher;
use participants_azav::{Azav, GetParticipant};
use participants_core::{
    Directory, ErrorKind, Key, Response, Unified,
    http::{HeaderMap, StatusCode},
    serde_json::{Value, json},
};

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
    let reading =
        json!({"unified": person, "extra": person.extra(), "invalid": format!("{:?}", person.invalid_fields())});
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
        json!({"unified": person, "extra": person.extra(), "invalid": format!("{:?}", person.invalid_fields())})
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
fn a_phone_is_the_first_entry_of_its_own_channel() {
    let read = |contacts: Value| {
        let record = json!({"data": {"id": 7, "contactInformation": contacts}}).to_string();
        let person = Azav::people_in(&Response::new(StatusCode::OK, HeaderMap::new(), record)).unwrap().remove(0);
        let person = person.unwrap();
        (person.phone, person.mobile)
    };
    let entry = |kind: &str, value: &str| json!({"type": kind, "value": value});
    let (p, m) = (Some("p".to_owned()), Some("m".to_owned()));
    let all = json!([entry("landline", "l"), entry("mobile", "m"), entry("phone", "p"), entry("phone", "p2")]);
    assert_eq!(read(all), (p, m.clone()));
    assert_eq!(read(json!([entry("landline", "l"), entry("mobile", "m")])), (None, m));
    assert_eq!(read(json!([entry("landline", "l"), entry("fax", "f")])), (None, None));
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
async fn a_list_survives_an_invalid_record_and_is_never_proven_whole() {
    for (body, people, invalid) in
        [(json!([lena(), lena()]), 2, 0), (json!([]), 0, 0), (json!([lena(), 7, "x", lena()]), 2, 2)]
    {
        let (mut server, client) = served().await;
        server.mock("GET", "/v1/participants").with_body(data(&body)).create_async().await;
        let listing = client.list_all().await.unwrap();
        assert_eq!((listing.people.len(), listing.invalid.len()), (people, invalid), "{body}");
        assert!(!listing.is_complete());
        let found = client.find(&Key::Email("LENA@example.org".into())).await.unwrap();
        assert_eq!(found.people().len(), people.min(1), "one record that comes twice is one person: {body}");
        // A participant is only reported as missing where all records could be read.
        let missing = client.find(&Key::Email("missing@example.org".into())).await.unwrap();
        assert_eq!(missing.one().is_err(), invalid > 0, "{body}");
    }
}

#[tokio::test]
async fn a_missing_participant_is_not_found_and_another_one_is_a_mismatch() {
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
