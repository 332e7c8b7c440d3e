//! How what comes back is read: persons one by one and in pages, and the lists beside them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{V2_TOKEN, both, client, eleonore, page, served, y};
use mockito::{Matcher, Server};
use participants_core::{
    Completeness, Directory, ErrorKind, Filter, Found, Key, Response, Unified,
    http::{HeaderMap, StatusCode},
    serde_json::{Value, json},
};
use participants_wordbee::{CompanyType, EmailSearch, ListCompanies, ListLabels, ListPersons, ListProfiles, Wordbee};

#[tokio::test]
async fn a_row_is_read_whole() {
    let (mut server, client) = served().await;
    let rows = json!({"total": 2, "rows": [y(), eleonore()]});
    let mock = page(&mut server, 0, &rows).expect(2).create_async().await;
    let person = client.get("4001").await.unwrap();
    let reading =
        json!({"unified": person, "extra": person.extra(), "invalid": format!("{:?}", person.invalid_fields())});
    insta::assert_json_snapshot!("reading_full", reading);
    let few = client.get("4002").await.unwrap();
    let reading = json!({"unified": few, "extra": few.extra(), "invalid": format!("{:?}", few.invalid_fields())});
    insta::assert_json_snapshot!("reading_few_columns", reading);
    mock.assert_async().await;

    let list = ListPersons::new().full().take(500);
    let record = client.send(&list).await.unwrap().items.remove(1).unwrap();
    assert_eq!((record.person_id, record.person_code.as_deref()), (Some(4001), Some("ÉD")));
    assert_eq!(record.extra().into_keys().collect::<Vec<_>>(), ["labels", "timezone"]);
}

#[test]
fn names_come_in_any_letter_case_and_rows_in_any_wrapping() {
    let recased = |change: fn(&str) -> String| -> Value {
        eleonore().as_object().unwrap().iter().map(|(name, value)| (change(name), value.clone())).collect()
    };
    let pascal = recased(|name| name[..1].to_uppercase() + &name[1..]);
    for row in [eleonore(), pascal.clone(), recased(str::to_lowercase), recased(str::to_uppercase)] {
        for body in
            [json!({"total": 1, "rows": [row]}), json!({"Total": "1", "Items": [row]}), json!([row]), row.clone()]
        {
            let answer = Response::new(StatusCode::OK, HeaderMap::new(), body.to_string());
            let person = Wordbee::people_in(&answer).unwrap().remove(0).unwrap();
            assert_eq!((person.id.as_str(), person.company.id.as_deref()), ("77/4001", Some("77")), "{body}");
            assert_eq!(person.last_name.as_deref(), Some("D'Hôtel"), "{body}");
            assert_eq!((person.active, person.profile.as_deref()), (Some(false), Some("8")), "{body}");
        }
    }
}

#[tokio::test]
async fn a_list_is_read_to_its_end_and_says_how_sure_it_is() {
    let third = json!({"personId": 4003, "companyId": 78, "email": "Y@example.org"});
    let full = |rows: &[&Value]| json!({"total": 3, "rows": rows});
    let all = ["4001", "4002", "78/4003"];
    for (pages, ids, invalid, completeness) in [
        (vec![full(&[&eleonore(), &y()]), full(&[&third])], &all[..], 0, "Assumed"),
        (vec![json!({"items": [eleonore(), y(), third]}), json!({"items": []})], &all[..], 0, "Assumed"),
        // A repeated row is one person, and another person may have been missed.
        (vec![full(&[&eleonore(), &y()]), full(&[&y(), &third])], &all[..], 0, "Unknown"),
        (vec![full(&[&eleonore(), &y()]), full(&[&y()])], &all[..2], 0, "Partial"),
        (vec![full(&[&eleonore(), &json!(7), &json!({"email": "x@example.org"})])], &all[..1], 2, "Partial"),
        // A server that forgets to page, a list that changes, a list that ends too early.
        (vec![json!({"rows": [eleonore()]}), json!({"rows": [eleonore()]})], &all[..1], 0, "Unknown"),
        (vec![full(&[&eleonore(), &y()]), json!({"total": 4, "rows": [third, y()]})], &all[..], 0, "Partial"),
        (vec![full(&[&eleonore()]), full(&[])], &all[..1], 0, "Partial"),
    ] {
        let (mut server, client) = served().await;
        let mut skip = 0;
        for body in &pages {
            page(&mut server, skip, body).expect(1).create_async().await;
            let rows = body.get("rows").or_else(|| body.get("items")).and_then(Value::as_array).unwrap();
            skip += rows.len();
        }
        let listing = client.list(&Filter::all()).await.unwrap().collect().await.unwrap();
        assert_eq!(listing.people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ids, "{pages:?}");
        assert_eq!(listing.invalid.len(), invalid, "{pages:?}");
        let said = format!("{:?}", listing.completeness);
        assert!(said.starts_with(completeness), "{said}: {pages:?}");
        assert!(!listing.is_complete(), "the key shows what its user may see");
    }
}

#[tokio::test]
async fn a_missing_person_is_not_found_and_one_of_another_company_is_a_mismatch() {
    let (mut server, client) = served().await;
    page(&mut server, 0, &json!({"total": 1, "rows": [eleonore()]})).create_async().await;
    assert_eq!(client.get("9").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(client.get("78/4001").await.unwrap_err().kind(), ErrorKind::Mismatch);
    assert_eq!(client.get("77/4001").await.unwrap().id, "4001");
    for id in ["", "x", "4001/", "-1", "77/4001/1", "4001 OR 1"] {
        assert_eq!(client.get(id).await.unwrap_err().kind(), ErrorKind::Invalid, "{id}");
    }
    server.reset();
    page(&mut server, 0, &json!({"total": 5, "rows": [eleonore()]})).create_async().await;
    page(&mut server, 1, &json!({"total": 5, "rows": []})).create_async().await;
    // The list was not read in full: it is not proved that the person does not exist.
    let error = client.get("9").await.unwrap_err();
    assert!(error.kind() == ErrorKind::Decode && !error.may_have_been_applied(), "{error}");
    let found = client.find(&Key::Email("missing@example.org".into())).await.unwrap();
    assert!(matches!(found, Found::None(Completeness::Partial(_))), "{found:?}");
    let found = client.find(&Key::Email("eleonore.dhotel@EXAMPLE.org".into())).await.unwrap();
    assert!(matches!(found, Found::One(person) if person.id == "4001"));
}

#[tokio::test]
async fn an_address_can_be_asked_for_instead_of_compared() {
    let mut server = Server::new_async().await;
    common::connect_v2(&mut server).create_async().await;
    let asked = json!({"query": "{email}.Contains(\"y@example.org\")", "take": 500});
    let mock = server
        .mock("POST", "/api/persons/list/full")
        .match_header("x-auth-token", V2_TOKEN)
        .match_body(Matcher::Json(asked))
        .with_body(json!({"total": 2, "rows": [y(), {"personId": 5, "email": "lady@example.org"}]}).to_string())
        .create_async()
        .await;
    let client = client(both(&server.url()).email_search(EmailSearch::Query));
    let found = client.find(&Key::Email("y@example.org".into())).await.unwrap();
    assert!(matches!(found, Found::One(person) if person.id == "4002"));
    mock.assert_async().await;
    assert_eq!(client.find(&Key::Email("y\"@example.org".into())).await.unwrap_err().kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn profiles_labels_and_companies_are_read() {
    let (mut server, client) = served().await;
    let profiles =
        json!([{"UserProfileId": 8, "Name": "Trainee"}, {"id": "9", "title": "Trainer", "x": 1}, {"invalid": 1}]);
    server
        .mock("GET", "/master/persons/profiles")
        .match_query(Matcher::Any)
        .with_body(profiles.to_string())
        .create_async()
        .await;
    let labels = json!([{
        "LabelId": 501, "LabelCategory": "Person", "TLabelName": "010", "Title": "Status", "AlwaysVisible": true,
        "Options": [{"DBCode": "V0", "Name": "Registered", "Color": "#336699", "Value": 0}], "New": 1
    }]);
    server
        .mock("GET", "/settings/customlabels")
        .match_query(Matcher::Any)
        .with_body(labels.to_string())
        .create_async()
        .await;
    let companies = json!([
        {"CompanyId": 77, "Name": "Nordwind & Söhne", "IsClient": true, "Profile_": 2, "VAT": 19.5, "InvCity": "Liège"},
        "text"
    ]);
    server.mock("GET", "/companies").match_query(Matcher::Any).with_body(companies.to_string()).create_async().await;

    let read: Vec<_> = client.send(&ListProfiles).await.unwrap();
    let read: Vec<_> = read.iter().map(|profile| (profile.id(), profile.name())).collect();
    assert_eq!(read, [(Some(8), Some("Trainee".into())), (Some(9), Some("Trainer".into())), (None, None)]);
    let label = client.send(&ListLabels).await.unwrap().remove(0).unwrap();
    assert_eq!((label.label_id, label.sort_key.as_deref()), (Some(501), Some("010")));
    assert_eq!((label.options[0].value, label.options[0].db_code.as_deref()), (Some(0), Some("V0")));
    assert_eq!(label.extra().into_keys().collect::<Vec<_>>(), ["New"]);
    let read = client.send(&ListCompanies::new()).await.unwrap();
    let company = read[0].as_ref().unwrap();
    assert_eq!(
        (company.company_id, company.profile.clone(), company.vat.as_deref()),
        (Some(77), Some(CompanyType::TranslationAgency), Some("19.5"))
    );
    assert_eq!(company.inv_city.as_deref(), Some("Liège"));
    assert!(read[1].is_err());
}
