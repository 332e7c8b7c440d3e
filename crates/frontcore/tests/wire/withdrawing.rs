//! Withdrawing: a whole booking by its own call, one of several by the status.

use super::{account, client, liv, served};
use mockito::{Matcher, ServerGuard};
use participants_core::{
    Client, Directory, ErrorKind,
    serde_json::{Value, json},
};
use participants_frontcore::{BookingConfig, Frontcore};

const DEREGISTER: &str = "/v2/booking/820002/deregister";

/// A confirmed participant of the booking 820002, on the session 5550001.
fn confirmed(id: u64) -> Value {
    let mut participant = liv();
    participant["id"] = json!(id);
    participant["status"]["id"] = json!(1);
    participant
}

/// The participant 910001, before and after, among those that the session's list shows.
async fn serve(server: &mut ServerGuard, session: &[Value], status: u64) {
    let one = confirmed(910_001);
    let mut after = one.clone();
    after["status"]["id"] = json!(status);
    server.mock("GET", "/v2/participants/910001").with_body(one.to_string()).create_async().await;
    let query = |name: &str, value: &str| Matcher::UrlEncoded(name.into(), value.into());
    let list = |server: &mut ServerGuard, query, body: Value| {
        server.mock("GET", "/v2/participants").match_query(query).with_body(body.to_string())
    };
    list(server, query("coursedate_id", "5550001"), session.to_vec().into()).create_async().await;
    list(server, query("user_id", "640004"), json!([one])).expect(1).create_async().await;
    list(server, query("user_id", "640004"), json!([after])).create_async().await;
}

async fn deregistered(server: &mut ServerGuard, config: Value, others: &[Value]) -> mockito::Mock {
    let mut after = confirmed(910_001);
    after["status"]["id"] = json!(4);
    let participants: Vec<Value> = std::iter::once(after).chain(others.iter().cloned()).collect();
    let answer = json!({"successful": true, "booking_id": "820002", "participants": participants});
    let call = server.mock("PUT", DEREGISTER).match_body(Matcher::Json(json!({ "config": config })));
    call.with_body(answer.to_string()).create_async().await
}

#[tokio::test]
async fn a_booking_of_one_is_deregistered() {
    let (mut server, client) = served().await;
    let mut elsewhere = confirmed(910_002);
    elsewhere["idBooking"] = json!(820_003);
    serve(&mut server, &[confirmed(910_001), elsewhere], 4).await;
    let call = deregistered(&mut server, json!({"with_fee": false}), &[]).await;
    let withdrawn = client.withdraw("910001", "5550001").await.unwrap();
    call.assert_async().await;
    assert!(withdrawn.warnings.is_empty(), "{withdrawn:?}");
    assert_eq!(withdrawn.enrolment.unwrap().takes_part(), Some(false));
}

#[tokio::test]
async fn whether_the_person_is_written_to_is_the_accounts_setting() {
    let mut server = mockito::Server::new_async().await;
    let quietly = BookingConfig::new().send_receipt_email_to_participant(false);
    let client: Client<Frontcore> = client(account(&server.url()).booking_config(quietly));
    serve(&mut server, &[confirmed(910_001)], 4).await;
    let config = json!({"with_fee": false, "send_receipt_email_to_participant": false});
    let call = deregistered(&mut server, config, &[]).await;
    client.withdraw("910001", "5550001").await.unwrap();
    call.assert_async().await;
}

#[tokio::test]
async fn one_of_several_is_withdrawn_by_the_status() {
    let mut without_booking = confirmed(910_002);
    without_booking["idBooking"] = json!(null);
    for other in [confirmed(910_002), without_booking, json!({"id": [], "user": 7})] {
        let (mut server, client) = served().await;
        serve(&mut server, &[confirmed(910_001), other.clone()], 4).await;
        let mut after = confirmed(910_001);
        after["status"]["id"] = json!(4);
        let put = server.mock("PUT", "/v2/participants/910001").match_body(Matcher::Json(json!({"idStatus": 4})));
        let put = put.with_body(after.to_string()).create_async().await;
        client.withdraw("910001", "5550001").await.unwrap_or_else(|error| panic!("{other}: {error:?}"));
        put.assert_async().await;
    }
}

#[tokio::test]
async fn who_was_withdrawn_besides_is_said_and_a_lost_answer_is_not_repeated() {
    let (mut server, client) = served().await;
    serve(&mut server, &[confirmed(910_001)], 4).await;
    deregistered(&mut server, json!({"with_fee": false}), &[confirmed(910_009)]).await;
    let withdrawn = client.withdraw("910001", "5550001").await.unwrap();
    assert!(withdrawn.warnings[0].contains("1 more participants"), "{withdrawn:?}");

    let (mut server, client) = served().await;
    serve(&mut server, &[confirmed(910_001)], 4).await;
    let lost = server.mock("PUT", DEREGISTER).with_status(502).expect(1).create_async().await;
    let error = client.withdraw("910001", "5550001").await.unwrap_err();
    lost.assert_async().await;
    assert!(error.may_have_been_applied() && error.kind() == ErrorKind::Server, "{error:?}");
}
