//! The common reads: which calls they make, and what they make of the answers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{FINANCE, NEWCOMERS, ODA, ZOE, answer, client, company, moved, oda, served, two_groups, zoe};
use mockito::{Matcher, Mock, ServerGuard};
use participants_core::{
    Client, Completeness, Directory, ErrorKind, Field, Key, Outcome, Unified,
    serde_json::{Value, json},
};
use participants_groups::{Groups, Report};

async fn page(server: &mut ServerGuard, number: u32, body: Value) -> Mock {
    let asked = Matcher::Json(json!({"lng": "en", "page": number}));
    server.mock("POST", "/openapi/v1/report").match_body(asked).with_body(body.to_string()).create_async().await
}

async fn groups(server: &mut ServerGuard, body: Value) -> Mock {
    server.mock("GET", "/openapi/v1/groups").with_body(body.to_string()).create_async().await
}

async fn two_pages() -> (ServerGuard, Client<Groups>) {
    let (mut server, client) = served().await;
    page(&mut server, 1, json!([zoe()])).await;
    page(&mut server, 2, json!([oda()])).await;
    page(&mut server, 3, json!([])).await;
    groups(&mut server, two_groups()).await;
    (server, client)
}

#[tokio::test]
async fn a_user_is_read_page_by_page_until_found() {
    let (mut server, client) = two_pages().await;
    let beyond = page(&mut server, 3, json!([])).await.expect(0);
    let person = client.get(ODA).await.unwrap();
    beyond.assert_async().await;
    let readable = client.capabilities().fields.iter().filter(|known| known.read);
    assert!(readable.clone().all(|known| person.get(&known.field).is_some()), "the table promises what is read");
    assert_eq!(readable.count(), person.present().count());
    let reading =
        json!({"unified": person, "extra": person.extra(), "invalid": format!("{:?}", person.invalid_fields())});
    insta::assert_json_snapshot!("reading_full", reading);
}

#[tokio::test]
async fn a_user_outside_the_report_is_not_found_and_an_invalid_id_is_not_looked_up() {
    let (_server, client) = two_pages().await;
    let error = client.get("66bb20f3d5f6c8e9102b3c40").await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::NotFound, Outcome::NotApplied));
    for invalid in ["", "..", "66BB20F3D5F6C8E9102B3C4D", "1 2"] {
        assert_eq!(client.get(invalid).await.unwrap_err().kind(), ErrorKind::Invalid, "{invalid}");
    }
}

#[tokio::test]
async fn a_list_ends_at_an_empty_page_or_one_that_brings_no_new_user() {
    let third = |body: Value| async move {
        let (mut server, client) = served().await;
        page(&mut server, 1, json!([zoe()])).await;
        page(&mut server, 2, json!([oda()])).await;
        page(&mut server, 3, body).await;
        groups(&mut server, two_groups()).await;
        client.list_all().await.unwrap()
    };
    for (end, is_assumed) in [
        (json!([]), true),
        (json!([oda()]), true),
        (json!({"total": 2, "result": []}), true),
        (oda(), true),
        // All users again, cut in another way: no page of a list that stays as it is.
        (json!([zoe(), oda()]), false),
    ] {
        let listing = third(end).await;
        let ids: Vec<_> = listing.people.iter().map(|person| person.id.as_str()).collect();
        assert_eq!((ids, listing.invalid.len()), (vec![ZOE, ODA], 0));
        assert_eq!(matches!(listing.completeness, Completeness::Assumed(_)), is_assumed);
        assert!(is_assumed || listing.completeness == Completeness::Unknown);
        assert_eq!(listing.people[1].group.id.as_deref(), Some(FINANCE));
    }
}

#[tokio::test]
async fn a_platform_that_knows_no_pages_is_asked_twice() {
    let (mut server, client) = served().await;
    let all = json!([zoe(), 7, oda()]).to_string();
    let report = server.mock("POST", "/openapi/v1/report").with_body(all).expect(2).create_async().await;
    groups(&mut server, two_groups()).await;
    let listing = client.list_all().await.unwrap();
    assert_eq!((listing.people.len(), listing.invalid.len()), (2, 1));
    assert_eq!(listing.invalid[0].position, 1);
    assert!(matches!(listing.completeness, Completeness::Partial(_)));
    report.assert_async().await;
}

#[tokio::test]
async fn a_user_who_moved_between_pages_leaves_doubt() {
    let (mut server, client) = served().await;
    page(&mut server, 1, json!([zoe()])).await;
    page(&mut server, 2, json!([zoe(), oda()])).await;
    page(&mut server, 3, json!([])).await;
    groups(&mut server, two_groups()).await;
    let listing = client.list_all().await.unwrap();
    assert_eq!((listing.people.len(), listing.completeness), (2, Completeness::Unknown));
}

#[tokio::test]
async fn pages_can_be_read_one_by_one() {
    let (_server, client) = two_pages().await;
    let mut pages = Report::new().page(2).pages(&client);
    assert!(matches!(pages.completeness(), Completeness::Partial(_)));
    assert_eq!(pages.next().await.unwrap().unwrap().len(), 1);
    assert!(pages.next().await.unwrap().is_none());
    assert!(matches!(pages.completeness(), Completeness::Assumed(_)));
}

#[tokio::test]
async fn a_walk_that_begins_without_a_number_goes_on_after_the_first_page() {
    let (mut server, client) = two_pages().await;
    let first = Matcher::Json(json!({"lng": "en"}));
    let first = server.mock("POST", "/openapi/v1/report").match_body(first).with_body(json!([zoe()]).to_string());
    let first = first.expect(1).create_async().await;
    let mut pages = client.pages(Report::new());
    let ids: Vec<_> = pages.rest().await.unwrap().into_iter().map(|item| item.unwrap().id.clone().unwrap()).collect();
    assert_eq!(ids, [ZOE, ODA]);
    assert!(matches!(pages.completeness(), Completeness::Assumed(_)));
    first.assert_async().await;
}

#[tokio::test]
async fn a_user_is_found_by_address_in_any_letter_case() {
    let (mut server, client) = served().await;
    let asked = Matcher::Json(json!({"lng": "en", "email": ["zoe@firm.example"]}));
    let report = server.mock("POST", "/openapi/v1/report").match_body(asked).expect(1);
    // A platform that ignored the filter would answer with all users.
    let report = report.with_body(json!([oda(), zoe()]).to_string()).create_async().await;
    groups(&mut server, two_groups()).await;
    let found = client.find(&Key::Email("Zoe@FIRM.example".into())).await.unwrap();
    assert_eq!(found.people().iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), [ZOE]);
    assert_eq!(found.people()[0].group.id.as_deref(), Some(NEWCOMERS));
    report.assert_async().await;
}

#[tokio::test]
async fn a_missing_user_is_reported_without_asking_for_groups() {
    let (mut server, client) = served().await;
    server.mock("POST", "/openapi/v1/report").with_body("[]").create_async().await;
    let asked = groups(&mut server, two_groups()).await.expect(0);
    assert!(client.find(&Key::Email("missing@firm.example".into())).await.unwrap().people().is_empty());
    asked.assert_async().await;
}

#[tokio::test]
async fn a_groups_id_is_given_only_where_the_name_is_proof_of_it() {
    let finance = |id: &str| json!({"id": id, "name": "Finance", "isStarted": true});
    for (status, body, id) in [
        (200, json!({"total": 1, "result": [finance(FINANCE)]}), Some(FINANCE)),
        (200, json!({"total": 2, "result": [finance(FINANCE), finance(NEWCOMERS)]}), None),
        (200, json!({"total": 9, "result": [finance(FINANCE)]}), None),
        (200, json!({"total": 2, "result": [finance(FINANCE), 7]}), None),
        (200, json!({"total": 0, "result": []}), None),
        (403, json!({"code": "forbidden"}), None),
        (404, json!({"code": "groups-not-found"}), None),
    ] {
        let (mut server, client) = served().await;
        page(&mut server, 1, json!([oda()])).await;
        let listed = server.mock("GET", "/openapi/v1/groups").with_status(status).with_body(body.to_string());
        listed.create_async().await;
        let person = client.get(ODA).await.unwrap();
        assert_eq!((person.group.id.as_deref(), person.group.name.as_deref()), (id, Some("Finance")), "{body}");
    }
    let (mut server, client) = served().await;
    page(&mut server, 1, json!([oda()])).await;
    server.mock("GET", "/openapi/v1/groups").with_status(401).create_async().await;
    assert_eq!(client.get(ODA).await.unwrap_err().kind(), ErrorKind::Authentication);
}

#[tokio::test]
async fn the_first_page_is_a_setting() {
    let (mut server, _) = served().await;
    let client = client(company(&server.url()).first_page(0));
    page(&mut server, 0, json!([zoe()])).await;
    page(&mut server, 1, json!([oda()])).await;
    page(&mut server, 2, json!([])).await;
    groups(&mut server, two_groups()).await;
    assert_eq!(client.list_all().await.unwrap().people.len(), 2);
}

#[test]
fn a_saved_answer_is_explained_whatever_it_is() {
    let people = |body: Value| Groups::people_in(&answer(200, body));
    for (body, ids) in [
        (json!([oda(), zoe()]), vec![ODA, ZOE]),
        (oda(), vec![ODA]),
        (json!({"total": 1, "result": [zoe()]}), vec![ZOE]),
        (moved(), vec![ODA]),
        (json!([moved()]), vec![ODA]),
        (json!({"user": {"id": ZOE, "state": "new"}}), vec![ZOE]),
    ] {
        let found: Vec<_> = people(body).unwrap().into_iter().map(|person| person.unwrap().id).collect();
        assert_eq!(found, ids);
    }
    let after = people(moved()).unwrap().remove(0).unwrap();
    assert_eq!((after.get(&Field::Group).as_deref(), after.invalid_fields().len()), (Some(NEWCOMERS), 0));
    assert_eq!(after.extra().len(), 4, "what was before");
    let made = people(json!({"user": {"id": ZOE, "state": "new"}})).unwrap().remove(0).unwrap();
    assert_eq!(made.extra().into_keys().collect::<Vec<_>>(), ["user.state"]);
    assert!(people(two_groups()).unwrap().iter().all(Result::is_err), "groups are no people");
    assert!(people(json!({"link": "https://portal.example.org"})).unwrap().iter().all(Result::is_err));
    assert!(people(json!("later")).is_err());
}
