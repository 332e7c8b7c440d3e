//! Reading many: pages, both forms of a list, and a search by e-mail that looks at what comes back.

use super::{Matcher, Value, all, json, liv, served};
use participants_core::{Completeness, Directory, ErrorKind, Key};

fn numbered(id: u32) -> Value {
    let mut participant = liv();
    participant["id"] = json!(id);
    participant
}

fn page(ids: impl IntoIterator<Item = u32>) -> Value {
    ids.into_iter().map(numbered).collect()
}

fn query(pairs: &[(&str, &str)]) -> Matcher {
    Matcher::AllOf(pairs.iter().map(|(name, value)| Matcher::UrlEncoded((*name).into(), (*value).into())).collect())
}

#[tokio::test]
async fn a_list_is_read_to_its_end_and_repeats_are_dropped() {
    for (second, is_assumed) in [(251..=500, true), (250..=499, false)] {
        let (mut server, client) = served().await;
        let mut pages = Vec::new();
        // In the other run one row has moved from the first page to the second while we read.
        for (number, ids) in [("1", 1..=250), ("2", second), ("3", 501..=502)] {
            let mock = server.mock("GET", "/v2/participants").match_query(query(&[("limit", "250"), ("page", number)]));
            pages.push(mock.with_body(page(ids).to_string()).expect(1).create_async().await);
        }
        let listing = all(&client).await.unwrap();
        assert_eq!(listing.people.len(), if is_assumed { 502 } else { 501 });
        match listing.completeness {
            Completeness::Assumed(why) => assert!(is_assumed && why.contains("archived"), "{why}"),
            completeness => assert_eq!((completeness, is_assumed), (Completeness::Unknown, false)),
        }
        for page in pages {
            page.assert_async().await;
        }
    }
}

#[tokio::test]
async fn a_service_that_ignores_the_page_number_does_not_cause_an_endless_walk() {
    let (mut server, client) = served().await;
    let body = page(1..=250).to_string();
    let mock = server.mock("GET", "/v2/participants").match_query(Matcher::Any).with_body(body).expect(2);
    let mock = mock.create_async().await;
    let listing = all(&client).await.unwrap();
    assert_eq!((listing.people.len(), listing.completeness), (250, Completeness::Unknown));
    mock.assert_async().await;
}

#[tokio::test]
async fn an_envelope_says_itself_which_page_is_next() {
    let (mut server, client) = served().await;
    for (number, next, ids) in [("1", json!("2"), 1..=2), ("2", Value::Null, 3..=3)] {
        let body = json!({"items": page(ids), "pagination": {"current_page": number, "next_page": next}});
        let mock = server.mock("GET", "/v2/participants").match_query(query(&[("page", number)]));
        mock.with_body(body.to_string()).expect(1).create_async().await;
    }
    assert_eq!(all(&client).await.unwrap().people.len(), 3);
}

#[tokio::test]
async fn one_invalid_record_affects_no_other() {
    let (mut server, client) = served().await;
    let mut wrong_types = numbered(3);
    wrong_types["user"] = json!([]);
    wrong_types["status"] = json!("x");
    wrong_types["completed"] = json!({"a": 1});
    let body = json!([numbered(1), 7, {"user": {}}, wrong_types]);
    server.mock("GET", "/v2/participants").match_query(Matcher::Any).with_body(body.to_string()).create_async().await;
    let listing = all(&client).await.unwrap();
    assert_eq!(listing.people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ["1", "3"]);
    assert_eq!(listing.invalid.iter().map(|invalid| invalid.position).collect::<Vec<_>>(), [1, 2]);
    assert!(matches!(listing.completeness, Completeness::Partial(_)));
    assert!(listing.people[1].invalid_fields().iter().any(|(path, _)| *path == "completed"));
}

#[tokio::test]
async fn what_is_no_list_is_not_an_empty_one() {
    for body in ["", "null", "{}", "7", r#"{"id":910001}"#] {
        let (mut server, client) = served().await;
        server.mock("GET", Matcher::Any).with_body(body).create_async().await;
        assert_eq!(all(&client).await.unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn a_missing_participant_is_not_found() {
    let (mut server, client) = served().await;
    for (status, body, kind) in [
        (404, "", ErrorKind::NotFound),
        (200, "[]", ErrorKind::NotFound),
        (200, "", ErrorKind::Decode),
        (200, "{}", ErrorKind::Decode),
        (200, r#"{"id":910002}"#, ErrorKind::Mismatch),
        (200, r#"[{"id":910001},{"id":910001}]"#, ErrorKind::Ambiguous),
    ] {
        server.reset();
        server.mock("GET", Matcher::Any).with_status(status).with_body(body).create_async().await;
        let error = client.get("910001").await.unwrap_err();
        assert_eq!(error.kind(), kind, "{status} {body}");
        assert!(!error.may_have_been_applied());
    }
    server.reset();
    server.mock("GET", Matcher::Any).with_body(json!([liv()]).to_string()).create_async().await;
    assert_eq!(client.get("910001").await.unwrap().id, "910001");
}

/// The search answers more widely than asked, and the filter by person is not known to an older service.
#[tokio::test]
async fn a_search_by_address_takes_only_who_is_meant() {
    let (mut server, client) = served().await;
    let user = |id: u32, email: &str| json!({"id": id, "firstname": "A", "lastname": "B", "email": email});
    let users = json!([user(640_004, "ASE@example.org"), user(2, "base@example.org"), user(3, "ase@example.org")]);
    let search = server.mock("GET", "/v2/search-users").match_query(query(&[("email", "ase@example.org")]));
    let search = search.with_body(users.to_string()).expect(1).create_async().await;
    let mut other = numbered(5);
    other["user"]["id"] = json!(99);
    let body = json!([numbered(1), other, numbered(2)]).to_string();
    let mut lists = Vec::new();
    for (id, body) in [("640004", body), ("3", "[]".to_owned())] {
        let list = server.mock("GET", "/v2/participants").match_query(query(&[("user_id", id), ("limit", "250")]));
        lists.push(list.with_body(body).expect(1).create_async().await);
    }
    let found = client.find(&Key::Email("ase@example.org".into())).await.unwrap();
    assert_eq!(found.people().iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    search.assert_async().await;
    for list in lists {
        list.assert_async().await;
    }
}
