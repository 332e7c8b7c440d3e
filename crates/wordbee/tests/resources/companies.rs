//! Companies: read with their type, made and changed under names of their own.

use super::{
    account,
    common::{good, served, write},
    read,
};
use mockito::Matcher;
use participants_core::{Change, Endpoint, ErrorKind, Outcome, serde_json::json};
use participants_wordbee::{CompanyChanges, CompanyType, CreateCompany, ListCompanies, UpdateCompany};

fn new_company() -> CompanyChanges {
    let fields = CompanyChanges::new().company_name("Büro Ö").is_client(false).country_code("LUX");
    fields.time_zone("W. Europe Standard Time").contact_email("oe@example.org")
}

#[test]
fn companies_are_read_with_their_type() {
    let mut companies = read(&ListCompanies::new(), "companies_list");
    let company = companies.remove(0).unwrap();
    assert_eq!((company.company_id, company.name.as_deref()), (Some(78), Some("L'Échantillon d'Or")));
    assert_eq!((company.is_client, company.is_supplier, company.is_active), (Some(true), Some(false), Some(true)));
    assert_eq!((&company.profile, company.country_code.as_deref()), (&Some(CompanyType::Corporation), Some("FRA")));
    assert_eq!((company.vat.as_deref(), company.zip.as_deref()), (Some("19.5"), None));
    assert!(company.extra().is_empty(), "{:?}", company.extra());
    assert_eq!(read(&ListCompanies::new(), "companies_list_filtered").len(), 1);

    let companies = json!([{"Profile_": "17", "VAT": "7,5", "InvIsSame": 0, "InvZip": 1009, "Founded": 1871}, 7]);
    let companies = ListCompanies::new().response(&account(), &good(companies)).unwrap();
    let company = companies[0].as_ref().unwrap();
    assert_eq!(company.profile, Some(CompanyType::Other("17".into())));
    assert_eq!((company.inv_is_same, company.inv_zip.as_deref()), (Some(false), Some("1009")));
    assert_eq!(company.extra().into_keys().collect::<Vec<_>>(), ["Founded"]);
    assert!(companies[1].is_err());
}

#[test]
fn a_new_companys_number_is_read_where_it_is_there() {
    let create = CreateCompany::new(new_company());
    for (name, id) in
        [("companies_create", None), ("companies_create_number", Some(80)), ("companies_create_object", Some(80))]
    {
        assert_eq!(read(&create, name), id, "{name}");
    }
    // A person's number in its place is not the company's.
    assert_eq!(create.response(&account(), &good(json!({"PersonId": 7}))).unwrap(), None);
    let page = create.response(&account(), &good("<html>no</html>")).unwrap_err();
    assert_eq!(page.kind(), ErrorKind::Decode);
    read(&UpdateCompany::new(78, CompanyChanges::new()), "companies_update");
}

#[test]
fn a_company_that_breaks_a_rule_is_not_sent() {
    let account = account();
    let create = |fields: CompanyChanges| CreateCompany::new(fields).request(&account).map(drop);
    assert!(create(new_company()).is_ok());
    for fields in [
        new_company().company_name(Change::Keep),
        new_company().is_client(Change::Keep),
        new_company().is_client(Change::Clear),
        new_company().time_zone(" "),
        new_company().country_code("LU"),
        new_company().country_code("ÖST"),
        new_company().contact_email("no address"),
        new_company().comments(Change::Clear),
        new_company().other("debtorno", json!("D-7")),
        new_company().other("CompanyId", json!(1)),
    ] {
        assert_eq!(create(fields.clone()).unwrap_err().kind(), ErrorKind::Invalid, "{fields:?}");
    }
    let update = |id, changes| UpdateCompany::new(id, changes).request(&account).map(drop);
    assert!(update(78, CompanyChanges::new().other("VAT", json!(19.5))).is_ok());
    for (id, changes) in [
        (78, CompanyChanges::new()),
        (0, CompanyChanges::new().zip("1")),
        (78, CompanyChanges::new().is_client(true)),
        (78, CompanyChanges::new().country_code("L1X")),
        (78, CompanyChanges::new().city(Change::Clear)),
        (78, CompanyChanges::new().other("ZIP", json!("1"))),
    ] {
        assert_eq!(update(id, changes.clone()).unwrap_err().kind(), ErrorKind::Invalid, "{id} {changes:?}");
    }
}

#[test]
fn every_member_of_a_company_is_kept_from_coming_in_twice() {
    // Each member by its wire name, as an update and a create would name it.
    let all = CompanyChanges::new().company_name("").is_client(true).company_type_id(CompanyType::Freelancer);
    let all = all.comments("").city("").address_line1("").address_line2("").address_line3("").zip("").country_code("");
    let all = all.time_zone("").contact_name("").contact_email("").contact_phone("").contact_phone_mobile("");
    let all = all.contact_fax("").debtor_number("").creditor_number("");
    let names: Vec<_> = all.named().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(names.len(), 18);
    for name in names.iter().map(String::as_str).chain(["DebtorNo", "CreditorNo"]) {
        let changes = CompanyChanges::new().other(name, json!("x"));
        assert!(UpdateCompany::new(78, changes).request(&account()).is_err(), "{name}");
    }
}

#[tokio::test]
async fn a_lost_company_is_distinguished_from_a_refused_one() {
    let (mut server, client) = served().await;
    let data = json!({"Zip": "L-1009"});
    let refused = write(&mut server, "POST", "/companies", &data)
        .match_query(Matcher::UrlEncoded("companyid".into(), "999".into()))
        .with_status(404)
        .with_body("There is no such company")
        .create_async()
        .await;
    let changes = CompanyChanges::new().zip("L-1009");
    let error = client.send(&UpdateCompany::new(999, changes)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::NotFound, Outcome::NotApplied));
    refused.assert_async().await;

    let create =
        server.mock("PUT", "/companies").match_query(Matcher::Any).with_status(500).expect(1).create_async().await;
    let error = client.send(&CreateCompany::new(new_company())).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome(), error.attempts()), (ErrorKind::Server, Outcome::Unknown, 1));
    create.assert_async().await;
}
