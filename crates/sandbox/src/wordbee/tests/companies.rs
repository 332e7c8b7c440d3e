//! Companies in v1.

use super::{Side, read};
use crate::emulator::{Effect, Emulator};
use http::Method;
use serde_json::{Value, json};

fn list(side: &mut Side, query: &[(&str, &str)]) -> Vec<i64> {
    let reply = side.v1(Method::GET, "/companies", query);
    assert_eq!(reply.status, 200);
    read(&reply).as_array().unwrap().iter().map(|company| company["CompanyId"].as_i64().unwrap()).collect()
}

fn nordlicht() -> Value {
    json!({"CompanyName": "Nordlicht", "IsClient": true, "CountryCode": "NOR", "TimeZone": "UTC",
        "ContactEmail": "post@example.org"})
}

fn also(mut value: Value, more: Value) -> Value {
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

/// The status of an update.
fn change(side: &mut Side, id: i64, data: Value) -> u16 {
    let query = [("companyid", id.to_string()), ("data", data.to_string())];
    let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    side.v1(Method::POST, "/companies", &query).status
}

#[test]
fn companies_are_a_bare_array_that_can_be_filtered() {
    let mut side = Side::with(&[]);
    assert_eq!(list(&mut side, &[]), [77, 78, 79]);
    assert_eq!(list(&mut side, &[("isclient", "true")]), [78]);
    assert_eq!(list(&mut side, &[("issupplier", "true")]), [79]);
    assert_eq!(list(&mut side, &[("isclient", "false"), ("issupplier", "false")]), [77]);
    assert_eq!(list(&mut side, &[("filter", r#"Name="Nordwind Akademie" AND IsActive=true"#)]), [77]);
    assert_eq!(list(&mut side, &[("filter", r#"Name.StartsWith("L'É")"#)]), [78]);
    let shouted = [("filter", "Name=\"NORDWIND AKADEMIE\"")];
    assert_eq!(list(&mut side, &shouted), [77]);
    side.wordbee.set("text_match", &json!("exact")).unwrap();
    assert!(list(&mut side, &shouted).is_empty());
    for query in [("filter", r#"Name="a" OR City="b""#), ("filter", r#"Name.Contains("Akademie")"#)] {
        side.wordbee.set("v1_filter", &json!("documented")).unwrap();
        assert_eq!(side.v1(Method::GET, "/companies", &[query]).status, 400, "{query:?}");
        side.wordbee.set("v1_filter", &json!("wide")).unwrap();
        assert_eq!(side.v1(Method::GET, "/companies", &[query]).status, 200, "{query:?}");
    }
    for query in [("isclient", "yes"), ("filter", "Name="), ("filter", "{Name}=\"a\""), ("filter", "name=\"a\"")] {
        assert_eq!(side.v1(Method::GET, "/companies", &[query]).status, 400, "{query:?}");
    }
}

#[test]
fn a_company_is_created_under_write_names_and_read_under_others() {
    let mut side = Side::with(&[("create_result", json!("object"))]);
    let reply = side.v1(Method::PUT, "/companies", &[("data", &nordlicht().to_string())]);
    assert_eq!((reply.status, reply.effect, read(&reply)), (200, Effect::Created, json!({"CompanyId": 80})));
    let companies = read(&side.v1(Method::GET, "/companies", &[("filter", "CompanyId=80")]));
    assert_eq!((&companies[0]["Name"], &companies[0]["IsSupplier"]), (&json!("Nordlicht"), &json!(false)));
    assert_eq!(companies[0]["IsActive"], true);
    let person = json!({"FirstName": "Ada", "LastName": "Okafor", "Email": "ada@example.org"}).to_string();
    assert_eq!(side.v1(Method::PUT, "/companies/80/persons", &[("data", &person)]).status, 200);
    assert_eq!(side.person(4021).unwrap()["CompanyId"], 80);
}

#[test]
fn a_company_without_the_required_is_refused() {
    for name in ["CompanyName", "IsClient", "CountryCode", "TimeZone", "ContactEmail"] {
        let mut side = Side::with(&[]);
        let mut data = nordlicht();
        data.as_object_mut().unwrap().remove(name);
        assert_eq!(side.v1(Method::PUT, "/companies", &[("data", &data.to_string())]).status, 400, "{name}");
    }
    for (name, value) in [
        ("CountryCode", json!("NO")),
        ("CountryCode", json!("N1R")),
        ("CompanyName", json!(" ")),
        ("ContactEmail", json!("x")),
        ("IsClient", json!("true")),
    ] {
        let mut data = nordlicht();
        data[name] = value;
        assert_eq!(Side::with(&[]).v1(Method::PUT, "/companies", &[("data", &data.to_string())]).status, 400, "{name}");
    }
}

#[test]
fn an_update_changes_what_it_names() {
    let mut side = Side::with(&[]);
    let mut before = side.wordbee.state()["companies"][1].clone();
    let data = json!({"City": "Huy", "CompanyTypeId": 4}).to_string();
    let reply = side.v1(Method::POST, "/companies", &[("companyid", "78"), ("data", &data)]);
    assert_eq!((reply.status, reply.effect), (200, Effect::Changed));
    before["City"] = json!("Huy");
    before["Profile_"] = json!(4);
    assert_eq!(side.wordbee.state()["companies"][1], before);
    assert_eq!(side.v1(Method::POST, "/companies", &[("companyid", "99"), ("data", &data)]).status, 404);
    assert_eq!(side.v1(Method::POST, "/companies", &[("data", &data)]).status, 400);
}

#[test]
fn the_numbers_are_spelt_one_way_to_create_and_another_to_update() {
    let mut side = Side::with(&[("company_numbers", json!("number"))]);
    side.beyond_the_document = true;
    let data = also(nordlicht(), json!({"DebtorNo": "D-1", "DebtorNumber": "wrong", "CreditorNo": 7}));
    assert_eq!(side.v1(Method::PUT, "/companies", &[("data", &data.to_string())]).status, 200);
    let company = |side: &mut Side| read(&side.v1(Method::GET, "/companies", &[("filter", "CompanyId=80")]))[0].clone();
    assert_eq!(
        (&company(&mut side)["DebtorNumber"], &company(&mut side)["CreditorNumber"]),
        (&json!("D-1"), &json!(7))
    );
    assert_eq!(change(&mut side, 80, json!({"DebtorNumber": "D-2", "DebtorNo": "wrong"})), 200);
    side.wordbee.set("company_numbers", &json!("no")).unwrap();
    assert_eq!(company(&mut side)["DebtorNo"], "D-2");
    side.wordbee.set("company_numbers", &json!("absent")).unwrap();
    assert!(company(&mut side).get("DebtorNo").is_none());
    assert_eq!(side.wordbee.state()["companies"][3]["DebtorNo"], "D-2");
    side.wordbee.set("unknown_members", &json!("refused")).unwrap();
    assert_eq!(change(&mut side, 80, json!({"DebtorNo": "D-3"})), 400);
    assert_eq!(change(&mut side, 80, json!({"DebtorNumber": true})), 400);
}

#[test]
fn billing_copies_rates_and_price_lists_are_kept() {
    let mut side = Side::with(&[]);
    let data = json!({"InvCity": "Namur", "VAT": 21, "DefaultPriceListId": 5});
    assert_eq!(change(&mut side, 78, data), 200);
    let company = side.wordbee.state()["companies"][1].clone();
    assert_eq!(
        (&company["InvCity"], &company["VAT"], &company["DefaultPriceListId"]),
        (&json!("Namur"), &json!(21.0), &json!(5))
    );
    for bad in [json!({"InvCity": 1}), json!({"VAT": "21"}), json!({"DefaultPriceListId": "5"}), json!({"City": 1})] {
        assert_eq!(change(&mut side, 78, bad.clone()), 400, "{bad}");
    }
    assert_eq!(side.wordbee.state()["companies"][1], company);
}

#[test]
fn null_and_empty_text_do_what_is_set() {
    let after = |settings: &[(&str, Value)], value: Value| {
        let mut side = Side::with(settings);
        let status = change(&mut side, 78, json!({"City": value}));
        (status, side.wordbee.state()["companies"][1]["City"].is_null())
    };
    assert_eq!(after(&[], json!(null)), (400, false));
    assert_eq!(after(&[("null_text", json!("clears"))], json!(null)), (200, true));
    assert_eq!(after(&[], json!("")), (200, true));
    assert_eq!(after(&[("empty_text", json!("refused"))], json!("")), (400, false));
    assert_eq!(change(&mut Side::with(&[]), 78, json!({"CompanyName": ""})), 400, "a name stays required");
}
