//! Updates: the enrolment goes to the participant, the person to the employee, and nothing else is sent.

use super::{Matcher, ServerGuard, Value, account, client, json, liv, served};
use mockito::Mock;
use participants_core::{AlreadyRead, Change, Directory, ErrorKind, Outcome, ParticipantUpdate, jiff::civil::date};
use participants_frontcore::{CustomProperties, Encoding};
use participants_sandbox::conformance::send_at_once;

const ONE: &str = "/v2/participants/910001";

async fn read(server: &mut ServerGuard, participant: &Value) -> Mock {
    server.mock("GET", ONE).with_body(participant.to_string()).create_async().await
}

/// Expects one `PUT` with exactly this JSON body.
async fn put(server: &mut ServerGuard, path: &str, body: Value, answer: &str) -> Mock {
    let mock = server.mock("PUT", path).match_header("content-type", "application/json");
    mock.match_body(Matcher::Json(body)).with_body(answer).expect(1).create_async().await
}

fn of_customer(id: Value) -> Value {
    let mut participant = liv();
    participant["user"]["customer"] = json!({"id": id, "title": "Fjord & Sønner"});
    participant
}

#[tokio::test]
async fn an_enrolment_is_changed_by_one_call_that_names_nothing_else() {
    let (mut server, client) = served().await;
    let unread = server.mock("GET", Matcher::Any).expect(0).create_async().await;
    let body = json!({"idStatus": 1, "idPaid": 2, "completed": true, "passed": false});
    let write = put(&mut server, ONE, body, &liv().to_string()).await;
    let update =
        ParticipantUpdate::new().enrolment_status("confirmed").payment_status("2").completed(true).passed(false);
    let updated = send_at_once(client.prepare_update("910001", AlreadyRead::Listed, &update)).await.unwrap();
    assert_eq!(updated.after.unwrap().id, "910001");
    assert!(updated.warnings.is_empty());
    write.assert_async().await;
    unread.assert_async().await;
}

#[tokio::test]
async fn every_status_is_written_by_its_code_and_a_code_stays_itself() {
    for (word, code) in [
        ("confirmed", 1),
        ("overbooked", 2),
        ("waitlisted", 3),
        ("cancelled", 4),
        ("pending", 7),
        ("cancelled_with_fee", 8),
        ("5", 5),
        ("4", 4),
    ] {
        let (mut server, client) = served().await;
        let write = put(&mut server, ONE, json!({"idStatus": code}), "").await;
        let mut after = liv();
        after["status"]["id"] = json!(code);
        read(&mut server, &after).await;
        let update = ParticipantUpdate::new().enrolment_status(word);
        let updated = client.update("910001", &update).await.unwrap();
        let expected = if word == "4" { "cancelled" } else { word };
        assert_eq!(updated.after.unwrap().enrolment.status.unwrap().as_str(), expected);
        write.assert_async().await;
    }
    let (mut server, client) = served().await;
    let nothing = server.mock("PUT", Matcher::Any).expect(0).create_async().await;
    for update in
        [ParticipantUpdate::new().enrolment_status("no_word"), ParticipantUpdate::new().payment_status("paid")]
    {
        let refused = send_at_once(client.prepare_update("910001", AlreadyRead::Listed, &update)).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Invalid);
    }
    nothing.assert_async().await;
}

#[tokio::test]
async fn custom_properties_are_laid_over_those_stored() {
    let update = ParticipantUpdate::new().custom("shoe_size", "41").custom("diet", Change::Clear);
    let whole = json!({"badge": "", "diet": "", "shoe_size": "41"});
    let (mut server, client_of_whole) = served().await;
    read(&mut server, &liv()).await;
    let mut stored = liv();
    stored["custom_properties"] = whole.clone();
    let write = put(&mut server, ONE, json!({"custom_properties": whole}), &stored.to_string()).await;
    let updated = client_of_whole.update("910001", &update).await.unwrap();
    assert_eq!(updated.before.unwrap().custom()["diet"], "vegan");
    write.assert_async().await;

    let (mut server, _) = served().await;
    let unread = server.mock("GET", Matcher::Any).expect(0).create_async().await;
    let named = json!({"custom_properties": {"diet": "", "shoe_size": "41"}});
    let write = put(&mut server, ONE, named, &stored.to_string()).await;
    let named = client(account(&server.url()).custom_properties(CustomProperties::Named));
    send_at_once(named.prepare_update("910001", AlreadyRead::Listed, &update)).await.unwrap();
    write.assert_async().await;
    unread.assert_async().await;

    let (mut server, _) = served().await;
    server.mock("GET", ONE).with_body(liv().to_string()).expect(1).create_async().await;
    read(&mut server, &stored).await;
    let form = server.mock("PUT", ONE).match_header("content-type", "application/x-www-form-urlencoded");
    let body = "custom_properties%5Bbadge%5D=&custom_properties%5Bdiet%5D=&custom_properties%5Bshoe_size%5D=41";
    let form = form.match_body(body).expect(1).create_async().await;
    client(account(&server.url()).encoding(Encoding::Form)).update("910001", &update).await.unwrap();
    form.assert_async().await;
}

#[tokio::test]
async fn a_person_is_read_merged_and_written_below_the_customer_it_names() {
    let (mut server, client) = served().await;
    read(&mut server, &of_customer(json!(7001))).await;
    let body = json!({
        "firstname": "Åse-Marie", "lastname": "D'Été Ødegård", "email": "ny@example.org", "phone": "",
        "date_of_birth": "1990-04-12", "gender": "Female"
    });
    let person = put(&mut server, "/v2/customers/7001/employees/640004", body, "").await;
    let mut stored = liv();
    stored["status"]["id"] = json!(4);
    stored["user"]["email"] = json!("ny@example.org");
    stored["user"]["phone"] = json!("");
    let enrolment = put(&mut server, ONE, json!({"idStatus": 4}), &stored.to_string()).await;
    let update = ParticipantUpdate::new()
        .email("ny@example.org")
        .phone(Change::Clear)
        .gender("female")
        .enrolment_status("cancelled");
    let updated = client.update("910001", &update).await.unwrap();
    assert_eq!(updated.before.unwrap().email.as_deref(), Some("ase@example.org"));
    assert_eq!(updated.after.unwrap().id, "910001");
    assert_eq!(updated.warnings.len(), 1, "gender and nationality cannot be read: {:?}", updated.warnings);
    person.assert_async().await;
    enrolment.assert_async().await;
}

#[tokio::test]
async fn a_customer_that_was_not_named_is_looked_up_and_must_show_the_very_person() {
    let employee = |id: u32, email: &str| json!({"id": id, "email": email});
    let customer = |id: u32, employees: Value| json!({"id": id, "title": "X", "employees": employees});
    let mut full: Vec<_> = (1..=100).map(|id| customer(id, json!([employee(640_004, "other@example.org")]))).collect();
    full[7] = customer(8, json!({"other": 1}));
    let second = json!([
        customer(7000, json!([employee(640_005, "ase@example.org"), employee(640_004, "other@example.org")])),
        customer(7001, json!([employee(1, "x@example.org"), employee(640_004, "ASE@example.org")])),
    ]);
    let (mut server, client) = served().await;
    let before = of_customer(Value::Null);
    server.mock("GET", ONE).with_body(before.to_string()).expect(1).create_async().await;
    let mut stored = before;
    stored["user"]["firstname"] = json!("Zoë");
    stored["user"]["date_of_birth"] = json!("2001-02-03");
    read(&mut server, &stored).await;
    let mut pages = Vec::new();
    for (number, body) in [("1", json!(full)), ("2", second)] {
        let query = [("limit", "100"), ("page", number), ("include[]", "employees")];
        let query = query.map(|(name, value)| Matcher::UrlEncoded(name.into(), value.into())).to_vec();
        let mock = server.mock("GET", "/v2/customers").match_query(Matcher::AllOf(query));
        pages.push(mock.with_body(body.to_string()).expect(1).create_async().await);
    }
    let body = json!({
        "firstname": "Zoë", "lastname": "D'Été Ødegård", "email": "ase@example.org", "phone": "+47 900 00 001",
        "date_of_birth": "2001-02-03"
    });
    let person = put(&mut server, "/v2/customers/7001/employees/640004", body, r#"{"id":1}"#).await;
    let update = ParticipantUpdate::new().first_name("Zoë").date_of_birth(date(2001, 2, 3));
    let updated = client.update("910001", &update).await.unwrap();
    assert!(updated.after.is_some(), "read back, since the answer shows nothing");
    person.assert_async().await;
    for page in pages {
        page.assert_async().await;
    }
}

#[tokio::test]
async fn a_person_no_customer_lists_is_left_alone_with_words_on_what_to_do() {
    for customers in ["[]", r#"[{"id":1,"employees":[{"id":640004}]},{"id":2}]"#] {
        let (mut server, client) = served().await;
        read(&mut server, &liv()).await;
        server.mock("GET", "/v2/customers").match_query(Matcher::Any).with_body(customers).create_async().await;
        let nothing = server.mock("PUT", Matcher::Any).expect(0).create_async().await;
        let update = ParticipantUpdate::new().email("ny@example.org").enrolment_status("confirmed");
        let error = client.update("910001", &update).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Unsupported, Outcome::NotSent));
        assert!(error.to_string().contains("customer") && !error.to_string().contains("example.org"), "{error}");
        nothing.assert_async().await;
    }
}

#[tokio::test]
async fn an_invalid_customer_is_reported_where_the_person_may_be_in_it() {
    let (mut server, client) = served().await;
    read(&mut server, &liv()).await;
    server.mock("GET", "/v2/customers").match_query(Matcher::Any).with_body("[7]").create_async().await;
    let error = client.update("910001", &ParticipantUpdate::new().phone("1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn the_first_of_two_writes_is_reported_where_the_second_fails() {
    let (mut server, client) = served().await;
    read(&mut server, &of_customer(json!("7001"))).await;
    server.mock("PUT", Matcher::Regex("employees".into())).with_body("{}").expect(1).create_async().await;
    server.mock("PUT", ONE).with_body(r#"{"error":"Field(s) not valid: idStatus"}"#).create_async().await;
    let update = ParticipantUpdate::new().last_name("Ø").enrolment_status("5");
    let error = client.update("910001", &update).await.unwrap_err();
    assert_eq!((error.kind(), error.done()), (ErrorKind::Validation, &["employees.update"][..]));
    assert!(error.may_have_been_applied());
}

#[tokio::test]
async fn an_answer_about_another_participant_is_an_error() {
    let (mut server, client) = served().await;
    read(&mut server, &of_customer(json!(7001))).await;
    server.mock("PUT", ONE).with_body(r#"{"id":910002}"#).create_async().await;
    server
        .mock("PUT", Matcher::Regex("employees".into()))
        .with_body(r#"{"id":1,"email":"x@example.org"}"#)
        .create_async()
        .await;
    for update in [ParticipantUpdate::new().completed(true), ParticipantUpdate::new().phone("1")] {
        let error = client.update("910001", &update).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied));
    }
}

#[tokio::test]
async fn what_frontcore_cannot_do_is_refused_before_sending() {
    let (mut server, client) = served().await;
    let nothing = server.mock("PUT", Matcher::Any).expect(0).create_async().await;
    let update = ParticipantUpdate::new().no_show(true).job_title("x").email(Change::Clear).completed(Change::Clear);
    let error = client.update("910001", &update).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    for field in ["no_show", "job_title", "email", "completed", "frontcore"] {
        assert!(error.to_string().contains(field), "{field}: {error}");
    }
    assert_eq!(client.delete("910001").await.unwrap_err().kind(), ErrorKind::Unsupported);
    let diverse = ParticipantUpdate::new().gender("diverse");
    let refused = send_at_once(client.prepare_update("910001", AlreadyRead::Listed, &diverse)).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid);
    let form = self::client(account(&server.url()).encoding(Encoding::Form));
    let cleared = ParticipantUpdate::new().date_of_birth(Change::Clear);
    assert_eq!(form.update("910001", &cleared).await.unwrap_err().kind(), ErrorKind::Unsupported);
    nothing.assert_async().await;
}

#[tokio::test]
async fn withdrawing_is_status_four() {
    let (mut server, client) = served().await;
    read(&mut server, &liv()).await;
    let mut stored = liv();
    stored["status"]["id"] = json!(4);
    let write = put(&mut server, ONE, json!({"idStatus": 4}), &stored.to_string()).await;
    client.deactivate("910001").await.unwrap();
    write.assert_async().await;
}
