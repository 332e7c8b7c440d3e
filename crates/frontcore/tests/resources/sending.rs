//! What the client does with the native calls: what is repeated, what never is, and walks through pages.

use mockito::{Matcher, Mock, Server, ServerGuard};
use participants_core::{
    BaseUrl, Client, Completeness, Endpoint, ErrorKind, Outcome, RetryPolicy,
    jiff::civil::date,
    serde_json::{Value, json},
};
use participants_frontcore::{
    AddAdminUser, AdminProfile, BookedParticipant, CourseChanges, CourseDateChanges, CreateBooking, CreateCourse,
    CreateCourseDate, CreateCustomer, Frontcore, GetOrder, ListCourseDates, ListOrders, NewCustomer, PaymentMethod,
    UpdateCourse, UpdateCourseDate,
};
use std::time::Duration;

async fn served() -> (ServerGuard, Client<Frontcore>) {
    let server = Server::new_async().await;
    let account = Frontcore::at(BaseUrl::new(&format!("{}/v2", server.url())).unwrap(), "key");
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), attempts: 2, ..RetryPolicy::default() };
    let client = Client::builder(account).retry(retry).build().unwrap();
    (server, client)
}

/// The result of a call whose answer is always a 503, and how often it is sent.
async fn fails<E: Endpoint<Api = Frontcore>>(call: &E, method: &str, times: usize) {
    let (mut server, client) = served().await;
    let mock = server.mock(method, Matcher::Any).with_status(503).expect(times).create_async().await;
    let error = client.send(call).await.err().unwrap();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Server, Outcome::Unknown), "{}", E::NAME);
    assert_eq!(error.endpoint(), E::NAME);
    mock.assert_async().await;
}

#[tokio::test]
async fn what_makes_something_is_sent_once_and_a_change_again() {
    let day = date(2026, 3, 2);
    fails(&CreateCustomer::new(NewCustomer::new().title("A")), "POST", 1).await;
    fails(&CreateCourse::new(CourseChanges::new().title("A")), "POST", 1).await;
    fails(&CreateCourseDate::of("1", day, day), "POST", 1).await;
    let add = AddAdminUser::new("a@example.org", vec!["1".into()], AdminProfile::new());
    fails(&add, "POST", 1).await;
    fails(&UpdateCourse::new("1", CourseChanges::new().active(true)), "PUT", 2).await;
    let changes = CourseDateChanges::new().start_at(day).end_at(day);
    fails(&UpdateCourseDate::new("1", "1", changes), "PUT", 2).await;
}

#[tokio::test]
async fn a_course_made_without_a_word_may_be_there() {
    let (mut server, client) = served().await;
    let create = CreateCourse::new(CourseChanges::new().title("Førstehjelp"));
    for (body, kind, outcome) in [
        ("{}", ErrorKind::Decode, Outcome::Unknown),
        ("", ErrorKind::Decode, Outcome::Unknown),
        (r#"{"error":"An active course with the title Førstehjelp exists"}"#, ErrorKind::Refused, Outcome::NotApplied),
        (r#"{"error":"Field(s) not valid: level, title"}"#, ErrorKind::Validation, Outcome::NotApplied),
    ] {
        server.reset();
        let mock = server.mock("POST", "/v2/courses").with_body(body).expect(1).create_async().await;
        let error = client.send(&create).await.err().unwrap();
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{body}");
        assert!(!error.message().unwrap_or_default().contains("Førstehjelp"), "what was sent is not repeated");
        mock.assert_async().await;
    }
}

#[tokio::test]
async fn an_unsure_booking_says_so_natively() {
    let (mut server, client) = served().await;
    let person = BookedParticipant::new().firstname("Åse").lastname("Ø").email("ase@example.org");
    let booking = CreateBooking::on("5550001", PaymentMethod::Invoice).participant(person);
    let errors = json!([{"code": "order_could_not_be_created", "message": "Try again"}]);
    let body = json!({"successful": false, "errors": errors}).to_string();
    let mock = server.mock("POST", "/v2/booking").with_body(body).expect(1).create_async().await;
    let error = client.send(&booking).await.err().unwrap();
    assert!(error.may_have_been_applied());
    assert_eq!((error.attempts(), error.code()), (1, Some("order_could_not_be_created")));
    mock.assert_async().await;
}

async fn page(server: &mut ServerGuard, path: &str, number: &str, body: &Value) -> Mock {
    let query = Matcher::UrlEncoded("page".into(), number.into());
    server.mock("GET", path).match_query(query).with_body(body.to_string()).expect(1).create_async().await
}

#[tokio::test]
async fn orders_are_walked_through_and_what_was_seen_is_not_seen_twice() {
    let (mut server, client) = served().await;
    let pages = [
        page(&mut server, "/v2/orders", "1", &json!([{"id": 1}, {"id": "2"}])).await,
        page(&mut server, "/v2/orders", "2", &json!([{"id": 2}, {"id": 3}])).await,
        page(&mut server, "/v2/orders", "3", &json!([{"id": 4}])).await,
    ];
    let mut walk = client.pages(ListOrders::new().limit(2).with_participants());
    let orders = walk.rest().await.unwrap();
    let ids: Vec<_> = orders.iter().map(|order| order.as_ref().unwrap().id.clone().unwrap()).collect();
    assert_eq!(ids, ["1", "2", "3", "4"]);
    assert_eq!(walk.completeness(), Completeness::Unknown, "an order has moved while they were read");
    for page in pages {
        page.assert_async().await;
    }
}

#[tokio::test]
async fn an_envelope_leads_from_page_to_page() {
    let (mut server, client) = served().await;
    let body = |id: u32, next: Value| json!({"items": [{"coursedate_id": id}], "pagination": {"current_page": id, "next_page": next}});
    page(&mut server, "/v2/coursedates", "1", &body(1, json!(2))).await;
    page(&mut server, "/v2/coursedates", "2", &body(2, Value::Null)).await;
    let mut walk = client.pages(ListCourseDates::new());
    assert_eq!(walk.rest().await.unwrap().len(), 2);
    assert!(matches!(walk.completeness(), Completeness::Assumed(why) if why.contains("ends")));
}

#[tokio::test]
async fn the_participants_of_an_order_are_asked_for_by_their_path() {
    let (mut server, client) = served().await;
    let query = Matcher::UrlEncoded("include[]".into(), "lines.database_relations.participants".into());
    let body = json!([{"id": 73_003, "lines": [{"database_relations": {"participants": [{"id": 910_003}]}}]}]);
    server.mock("GET", "/v2/orders/73003").match_query(query).with_body(body.to_string()).create_async().await;
    let order = client.send(&GetOrder::by_id("73003").with_participants()).await.unwrap();
    assert_eq!(order.lines[0].database_relations.participants[0].id.as_deref(), Some("910003"));
}
