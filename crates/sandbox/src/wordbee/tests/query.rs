//! The filter language of both APIs.

use crate::wordbee::query::{Dialect, Filter, parse};
use serde_json::json;

fn columns(name: &str) -> Option<&'static str> {
    ["LastName", "Email", "PersonId", "IsActive", "CompanyId"]
        .into_iter()
        .find(|column| column.eq_ignore_ascii_case(name))
}

fn v2(text: &str) -> Result<Filter, String> {
    parse(text, Dialect::V2, &columns)
}

fn finds(text: &str, exact: bool) -> bool {
    let record = json!({"LastName": "O'Brien Őry", "Email": "a@example.org", "PersonId": 12, "IsActive": true});
    v2(text).unwrap().matches(record.as_object().unwrap(), exact)
}

#[test]
fn finds_what_it_says() {
    assert!(finds(r#"{lastname}.Contains("brien ő")"#, false));
    assert!(!finds(r#"{lastname}.Contains("brien ő")"#, true));
    assert!(finds(r#"{LastName}.StartsWith("O'B")"#, true));
    assert!(!finds(r#"{lastname}.StartsWith("Brien")"#, false));
    assert!(finds(r#"{email}="a@example.org""#, true));
    assert!(!finds(r#"{email}="example.org""#, true));
    assert!(finds("{personid} >= 12", true) && finds("{personid}<=12", true) && !finds("{personid}>12", true));
    assert!(finds("{personid} > 2", true), "numbers are not compared as text");
    assert!(finds(r#"{personid}.Contains("2")"#, true) && !finds(r#"{personid}.StartsWith("2")"#, true));
    assert!(finds("{isactive}=true", true) && !finds("{isactive}=false", true));
    assert!(!finds("{companyid}>0", true) && finds("{companyid}=\"\"", true), "what is unset has no size");
}

#[test]
fn and_binds_closer_than_or() {
    assert!(finds(r#"{personid}=12 OR {personid}=1 AND {email}="x""#, true));
    assert!(!finds(r#"({personid}=12 OR {personid}=1) AND {email}="x""#, true));
}

#[test]
fn refuses_what_it_does_not_know() {
    for bad in [
        "",
        "{lastname}",
        "lastname=\"a\"",
        "{lastname}.EndsWith(\"a\")",
        "{lastname}.Contains(12)",
        "{lastname}=\"a\" \"b\"",
        "{lastname}=\"a",
        "{unknown}=1",
        "{lastname}=\"a\" AND",
        "{lastname}=\"a\" and {lastname}=\"b\"",
        "({lastname}=\"a\"",
        "{personid}=DateTime(2026, 11, 22)",
    ] {
        assert!(v2(bad).is_err(), "{bad}");
    }
}

#[test]
fn columns_of_v1_are_bare() {
    assert!(parse("IsActive=true AND PersonId=12", Dialect::V1, &columns).is_ok());
    assert!(parse("{IsActive}=true", Dialect::V1, &columns).is_err());
}

#[test]
fn v1_shows_less_of_the_language() {
    for text in [r#"LastName.Contains("a")"#, r#"LastName="a" OR LastName="b""#, r#"(LastName="a" AND PersonId>=12)"#] {
        assert!(parse(text, Dialect::V1, &columns).is_err(), "{text}");
        assert!(parse(text, Dialect::V1Wide, &columns).is_ok(), "{text}");
    }
    let both = r#"LastName.StartsWith("O'") AND PersonId<13"#;
    assert!(parse(both, Dialect::V1, &columns).is_ok());
}
