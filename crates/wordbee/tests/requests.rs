//! What each call sends, as it would be shown in a dry run: one snapshot for each, named after it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::both;
use participants_core::{Change, Endpoint, Provider, bytes::Bytes, jiff::civil::date, secrecy::SecretString};
use participants_wordbee::{
    CompanyChanges, CompanyType, Connect, ConnectV2, CreateCompany, CreatePerson, DataPlace, Disconnect, DisconnectV2,
    Filter, GetOperation, Labels, ListCompanies, ListLabels, ListPersonColumns, ListPersons, ListProfiles,
    ListProfilesV2, PersonChanges, Query, RemovePerson, StartBulk, UpdateCompany, UpdatePerson, UploadFile, Wordbee,
};

/// Holds the authorised request against the snapshot of its name, and of the variant where there are several.
fn snapshot<E: Endpoint<Api = Wordbee>>(api: &Wordbee, endpoint: &E, variant: &str) {
    let mut request = endpoint.request(api).unwrap();
    let token = request.needs().map(|_| SecretString::from("t0ken"));
    api.authorize(&mut request, token.as_ref()).unwrap();
    let name = [E::NAME, variant].join(if variant.is_empty() { "" } else { "-" });
    insta::assert_snapshot!(name, request.preview());
}

fn account() -> Wordbee {
    both("https://nordwind.example.org")
}

#[test]
fn sessions() {
    let api = account();
    snapshot(&api, &Connect, "");
    snapshot(&api, &Disconnect, "");
    snapshot(&api, &ConnectV2, "");
    snapshot(&api, &DisconnectV2, "");
}

fn give_login() -> UpdatePerson {
    let labels = Labels::new().set(501, 2).clear(502);
    let changes = PersonChanges::new().login("a.okafor").password("Correct-Horse-7").user_profile_id(8);
    UpdatePerson::new(77, 4711, changes.is_active(true).labels(labels))
}

#[test]
fn persons_through_v1() {
    let api = account();
    let fields = PersonChanges::new().first_name("Y").last_name("O'Brien & Söhne").email("y+1@example.org");
    snapshot(&api, &CreatePerson::new(77, fields.person_code("YO")), "");
    snapshot(&api, &give_login(), "");
    snapshot(&api.clone().data_place(DataPlace::Form), &give_login(), "as-form");
    let changes = PersonChanges::new().user_profile_id(Change::Clear).password(Change::Clear).is_active(false);
    snapshot(&api, &UpdatePerson::new(78, 4711, changes), "removes-login");
    snapshot(&api, &RemovePerson::new(77, 4711, false), "");
}

#[test]
fn persons_through_v2() {
    let api = account();
    snapshot(&api, &ListPersons::new(), "");
    snapshot(&api, &ListPersons::new().full(), "full");
    let query = Query::contains("lastname", "O'Kå").unwrap().or(Query::starts_with("firstname", "A").unwrap());
    snapshot(&api, &ListPersons::new().query(query).sort("lastname", true).take(500).skip(20), "queried");
    let since = Query::at_least("dtstart", date(2026, 11, 22)).unwrap();
    let list = ListPersons::new().query(since.and(Query::equal("isactive", true).unwrap()));
    snapshot(&api, &list.fields(["personid", "email"]).sort("email", false), "columns");
    snapshot(&api, &ListPersons::new().all_fields(), "all-fields");
    snapshot(&api, &ListPersonColumns, "");
}

#[test]
fn bulk_writes() {
    let api = account();
    let rows = r#"[{"action":"Change","cid":77,"pid":4711,"lname":"大江"}]"#;
    let upload = UploadFile::new("persons.json", "application/json", rows);
    snapshot(&api, &upload, "");
    snapshot(&api.clone().upload_field("upload"), &upload, "other-field");
    snapshot(&api, &upload.without_filename().max_size(5), "without-filename");
    snapshot(&api, &UploadFile::new("logo.png", "image/png", Bytes::from_static(b"\x89PNG\xff")), "binary");
    snapshot(&api, &StartBulk::new("f1le"), "");
    let start = StartBulk::new("f1le").validate_only().key_field(12).callback_url("https://hooks.example.org/s3cr3t");
    snapshot(&api, &start, "everything");
    snapshot(&api, &GetOperation::new(559), "");
}

#[test]
fn companies() {
    let api = account();
    snapshot(&api, &ListCompanies::new(), "");
    let filter = Filter::equal("IsActive", true).unwrap().and(Filter::equal("Name", "Ö & Söhne").unwrap());
    snapshot(&api, &ListCompanies::new().clients(true).suppliers(false).filter(filter), "filtered");
    let fields = CompanyChanges::new().company_name("Büro Ö").is_client(false).country_code("LUX");
    let fields = fields.time_zone("W. Europe Standard Time").contact_email("o@example.org").debtor_number("D-7");
    let create = CreateCompany::new(fields.creditor_number("C-7").company_type_id(CompanyType::Freelancer));
    snapshot(&api, &create, "");
    snapshot(&api.clone().data_place(DataPlace::Form), &create, "as-form");
    let changes = CompanyChanges::new().debtor_number("D-8").creditor_number("C-8").zip("L-1009");
    let update = UpdateCompany::new(78, changes.company_type_id(CompanyType::Other("17".into())));
    snapshot(&api, &update, "");
}

#[test]
fn what_persons_refer_to() {
    let api = account();
    snapshot(&api, &ListProfiles, "");
    snapshot(&api, &ListProfilesV2, "");
    snapshot(&api, &ListLabels, "");
}
