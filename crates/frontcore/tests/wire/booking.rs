//! Creating a participant: one booking, and a look-up of the participant it created.

use super::{Matcher, ServerGuard, Value, account, client, json, liv, made, served};
use participants_core::{EnrolmentStatus, ErrorKind, NewParticipant, Outcome, serde_json};
use participants_frontcore::{BookingConfig, BookingErrorCode, PaymentMethod};

fn newcomer() -> NewParticipant {
    NewParticipant::new().session("5550001").first_name("Åse").last_name("D'Été Ødegård").email("ase@example.org")
}

fn answer() -> Value {
    json!({"successful": true, "summary": {
        "order_id": 73_003, "booking_id": "820002", "coursedate_id": "5550001", "currency": "nok",
        "total_excl_vat": 1000, "total_incl_vat": 1250.5, "total_vat": 250.5, "number_of_participants": 1
    }})
}

async fn list(server: &mut ServerGuard, participants: Value) -> mockito::Mock {
    let mock = server.mock("GET", "/v2/participants");
    let mock = mock.match_query(Matcher::UrlEncoded("coursedate_id".into(), "5550001".into()));
    mock.with_body(participants.to_string()).create_async().await
}

#[tokio::test]
async fn a_booking_makes_the_participant_of_its_order() {
    let (mut server, _) = served().await;
    let body = json!({
        "coursedate_id": 5_550_001, "payment_method": "card_swedbank", "config": {"seats_availability_check": true},
        "participants": [
            {"firstname": "Åse", "lastname": "D'Été Ødegård", "email": "ase@example.org", "status_id": 3}
        ]
    });
    let booking = server.mock("POST", "/v2/booking").match_body(Matcher::Json(body)).with_status(201);
    let booking = booking.with_body(answer().to_string()).expect(1).create_async().await;
    let (mut earlier, mut half) = (liv(), liv());
    (earlier["id"], earlier["idOrder"], earlier["idBooking"]) = (json!(1), json!(1), json!(1));
    (half["id"], half["idBooking"]) = (json!(2), json!(1));
    list(&mut server, json!([earlier, half, liv()])).await;
    let account = account(&server.url())
        .payment_method(PaymentMethod::CardSwedbank)
        .booking_config(BookingConfig::new().seats_availability_check(true));
    let new = newcomer().enrolment_status(EnrolmentStatus::Waitlisted);
    let created = made(&client(account), &new).await.unwrap();
    assert_eq!(created.id.as_deref(), Some("910001"));
    assert_eq!(created.participant.unwrap().email.as_deref(), Some("ase@example.org"));
    assert!(created.warnings.is_empty());
    booking.assert_async().await;
}

#[tokio::test]
async fn what_cannot_be_found_out_is_a_warning_and_no_failure() {
    let nameless = json!({"successful": true, "summary": {}});
    let invalid = json!([7]);
    let mut twin = liv();
    twin["id"] = json!(2);
    for (answer, listed, word) in [
        (answer(), json!([]), "no participant"),
        (answer(), json!([liv(), twin]), "several"),
        (answer(), invalid, "could not be looked up"),
        (answer(), json!({"error": "Busy"}), "could not be looked up"),
    ] {
        let (mut server, client) = served().await;
        let booking = server.mock("POST", "/v2/booking").with_body(answer.to_string()).expect(1).create_async().await;
        list(&mut server, listed).await;
        let created = made(&client, &newcomer()).await.unwrap();
        assert!(created.id.is_none() && created.participant.is_none(), "{word}");
        assert!(matches!(created.warnings.as_slice(), [warning] if warning.contains(word)), "{:?}", created.warnings);
        booking.assert_async().await;
    }
    // Without any number the answer proves nothing.
    let (mut server, client) = served().await;
    server.mock("POST", "/v2/booking").with_body(nameless.to_string()).expect(1).create_async().await;
    list(&mut server, json!([liv()])).await;
    let error = made(&client, &newcomer()).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_applied()), (ErrorKind::Decode, true));
    assert!(error.to_string().contains("neither order nor booking"), "{error}");
}

#[tokio::test]
async fn what_a_booking_needs_is_asked_for_before_sending() {
    let (mut server, client) = served().await;
    let nothing = server.mock("POST", Matcher::Any).expect(0).create_async().await;
    let error = made(&client, &NewParticipant::new().first_name("A")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("session (a participant is a booking"), "{error}");
    assert!(error.to_string().contains("last_name, email (a booking names"), "{error}");
    for new in [newcomer().email(""), newcomer().session("first")] {
        assert_eq!(made(&client, &new).await.unwrap_err().kind(), ErrorKind::Invalid);
    }
    let error = made(&client, &newcomer().phone("1").completed(true)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("phone") && error.to_string().contains("completed"), "{error}");
    nothing.assert_async().await;
}

#[tokio::test]
async fn a_refused_booking_carries_every_code_and_no_value() {
    let (mut server, client) = served().await;
    let errors = json!([
        {"code": "participant_email_invalid_empty", "message": "Participant 1: ase@example.org is not valid"},
        {"code": "course_date_cancelled", "message": "The date is cancelled"}
    ]);
    for status in [200, 400, 500] {
        server.reset();
        let body = json!({"successful": false, "errors": errors}).to_string();
        server.mock("POST", "/v2/booking").with_status(status).with_body(body).expect(1).create_async().await;
        let error = made(&client, &newcomer()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Validation, Outcome::NotApplied), "{status}");
        assert_eq!(error.code().map(BookingErrorCode::from), Some(BookingErrorCode::ParticipantEmailInvalidEmpty));
        let fields: Vec<_> = error.fields().iter().map(ToString::to_string).collect();
        assert_eq!(fields, ["email", "session"]);
        let said = error.message().unwrap();
        assert!(
            said.contains("course_date_cancelled: The date is cancelled") && !said.contains("example.org"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn a_booking_that_may_be_half_made_is_reported_as_such() {
    let refusal = |codes: &[&str]| {
        let errors: Vec<_> = codes.iter().map(|code| json!({"code": code, "message": "x"})).collect();
        json!({"successful": false, "errors": errors}).to_string()
    };
    for (body, kind, outcome) in [
        (refusal(&["order_could_not_be_created"]), ErrorKind::Server, Outcome::Unknown),
        (refusal(&["currency_missing", "internal_course_order_not_resolvable"]), ErrorKind::Server, Outcome::Unknown),
        (refusal(&["no_code_we_know"]), ErrorKind::Refused, Outcome::NotApplied),
        (refusal(&[]), ErrorKind::Refused, Outcome::NotApplied),
        (r#"{"successful":false,"errors":"x"}"#.to_owned(), ErrorKind::Refused, Outcome::NotApplied),
        (r#"{"error":"No free seats"}"#.to_owned(), ErrorKind::Refused, Outcome::NotApplied),
        ("{}".to_owned(), ErrorKind::Decode, Outcome::Unknown),
        ("[]".to_owned(), ErrorKind::Decode, Outcome::Unknown),
        (String::new(), ErrorKind::Decode, Outcome::Unknown),
        ("<html>ase@example.org</html>".to_owned(), ErrorKind::Decode, Outcome::Unknown),
        (r#"{"successful":true,"summary":{"order_id":1"#.to_owned(), ErrorKind::Decode, Outcome::Unknown),
    ] {
        let (mut server, client) = served().await;
        let booking = server.mock("POST", "/v2/booking").with_body(&body).expect(1).create_async().await;
        let error = made(&client, &newcomer()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{body}");
        assert!(!format!("{error}{error:?}{:?}", error.message()).contains("example.org"), "{error:?}");
        booking.assert_async().await;
    }
}

#[tokio::test]
async fn another_booking_than_the_one_asked_for_is_an_error() {
    for (member, value) in [("coursedate_id", json!(5_550_002)), ("number_of_participants", json!("2"))] {
        let (mut server, client) = served().await;
        let mut answer = answer();
        answer["summary"][member] = value;
        server.mock("POST", "/v2/booking").with_body(answer.to_string()).create_async().await;
        let error = made(&client, &newcomer()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied), "{member}");
    }
}

#[test]
fn every_code_is_read_and_four_leave_the_outcome_open() {
    let known = BookingErrorCode::KNOWN.iter().map(|code| BookingErrorCode::from(*code));
    let unsure: Vec<_> = known.filter(BookingErrorCode::is_outcome_unsure).map(|code| code.to_string()).collect();
    assert_eq!(unsure.len(), 4, "{}", serde_json::to_string(&unsure).unwrap());
    assert!(!BookingErrorCode::from("new").is_outcome_unsure());
}
