//! Each call once against the emulator, over its own transport: the ones that write are read back through another.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    Client, Configure, ErrorKind, Outcome, Vars,
    serde_json::{self, Value, json},
};
use participants_sandbox::{Sandbox, transport::InProcess};
use participants_wordbee::{
    Bulk, BulkChanges, BulkPerson, CompanyChanges, CompanyType, Connect, ConnectV2, CreateCompany, CreatePerson,
    CustomFields, Disconnect, DisconnectV2, Filter, GetOperation, Labels, ListCompanies, ListLabels, ListPersonColumns,
    ListPersons, ListProfiles, ListProfilesV2, OperationStatus, PersonChanges, Query, RemovePerson, StartBulk,
    UpdateCompany, UpdatePerson, UploadFile, Who, Wordbee,
};
use tokio::time::{Instant, sleep};

/// A platform with 12 people, settings other than its own, and a client of it.
fn world(settings: &str) -> (Sandbox, Client<Wordbee>) {
    let sandbox = Sandbox::only(&["wordbee"], 7, 12).unwrap();
    let settings: Value = serde_json::from_str(settings).unwrap();
    sandbox.set(&json!({"wordbee": settings})).unwrap();
    let transport = InProcess::new(sandbox.clone());
    let known = transport.environment("wordbee").unwrap();
    let get = |name: &str| known.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let account = Wordbee::from_vars(&Vars::new(&get)).unwrap();
    (sandbox, Client::builder(account).transport(transport).build().unwrap())
}

#[tokio::test(start_paused = true)]
async fn sessions_begin_and_end() {
    let (_, client) = world("{}");
    client.send(&Connect).await.unwrap();
    client.send(&ConnectV2).await.unwrap();
    client.send(&Disconnect).await.unwrap();
    client.send(&DisconnectV2).await.unwrap();
    // The tokens are dead now, and the next call signs in again.
    assert!(!client.send(&ListLabels).await.unwrap().is_empty());
    assert!(!client.send(&ListProfilesV2).await.unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn persons_are_made_changed_found_and_removed() {
    let (_, client) = world(r#"{"create_result": "object"}"#);
    let profile = client.send(&ListProfiles).await.unwrap();
    let profile = profile.iter().find(|profile| profile.name().as_deref() == Some("Trainee")).unwrap().id().unwrap();
    let label = client.send(&ListLabels).await.unwrap().remove(0).unwrap();
    let (label, option) = (label.label_id.unwrap(), label.options[0].value.unwrap());
    let fields = PersonChanges::new().first_name("Y").last_name("O'Brien & Söhne").email("y+1@example.org");
    let fields = fields.login("y.obrien.1").password("Correct-Horse-7").user_profile_id(profile).is_active(true);
    let create = CreatePerson::new(78, fields.labels(Labels::new().set(label, option)));
    let id = client.send(&create).await.unwrap().unwrap();
    let changes = PersonChanges::new().last_name("Ōe").phone("+352 555 0100");
    client.send(&UpdatePerson::new(78, id, changes)).await.unwrap();

    let query = Query::equal("companyid", 78).unwrap().and(Query::starts_with("lastname", "Ō").unwrap());
    let list = ListPersons::new().query(query).sort("email", true).all_fields();
    let page = client.send(&list).await.unwrap();
    let person = page.items[0].as_ref().unwrap();
    assert_eq!((page.total, person.person_id, person.phone.as_deref()), (Some(1), Some(id), Some("+352 555 0100")));
    assert_eq!((person.is_active, person.user_profile_id.as_deref()), (Some(true), Some("8")));

    client.send(&RemovePerson::new(78, id, false)).await.unwrap();
    assert_eq!(client.send(&list).await.unwrap().total, Some(0));
}

#[tokio::test(start_paused = true)]
async fn lists_are_walked_in_the_columns_asked_for() {
    let (_, client) = world(r#"{"column_case": "lower", "list_order": "by_name"}"#);
    let columns = client.send(&ListPersonColumns).await.unwrap();
    let columns: Vec<_> = columns.iter().map(|column| column.as_ref().unwrap().id.clone().unwrap()).collect();
    assert!(columns.contains(&"comments".to_owned()), "{columns:?}");
    let mut pages = client.pages(ListPersons::new().take(5).fields(["personid", "comments"]));
    let people = pages.rest().await.unwrap();
    assert_eq!(people.len(), 12);
    assert!(people.iter().all(|person| person.as_ref().is_ok_and(|person| person.last_name.is_none())));
    assert!(format!("{:?}", pages.completeness()).starts_with("Assumed"));
    let full = client.send(&ListPersons::new().full().skip(11)).await.unwrap();
    assert!(full.items[0].as_ref().unwrap().company_id.is_some());
    let error = client.send(&ListPersons::new().sort("nothing", true)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
}

#[tokio::test(start_paused = true)]
async fn companies_are_made_changed_and_filtered() {
    let (_, client) = world(r#"{"create_result": "number", "data_in": "query", "company_numbers": "number"}"#);
    let fields = CompanyChanges::new().company_name("Büro Ö & Söhne").is_client(true).country_code("LUX");
    let fields = fields.time_zone("W. Europe Standard Time").contact_email("oe@example.org").debtor_number("D-7");
    let create = CreateCompany::new(fields.company_type_id(CompanyType::Freelancer));
    let id = client.send(&create).await.unwrap().unwrap();
    let changes = CompanyChanges::new().city("Esch").contact_name("大江");
    client.send(&UpdateCompany::new(id, changes)).await.unwrap();

    let name = Filter::starts_with("Name", "Büro").unwrap();
    let filter = name.and(Filter::above("CompanyId", 77).unwrap()).and(Filter::at_most("Profile_", 1).unwrap());
    let companies = client.send(&ListCompanies::new().clients(true).suppliers(false).filter(filter)).await.unwrap();
    let company = companies[0].as_ref().unwrap();
    assert_eq!((companies.len(), company.company_id, company.city.as_deref()), (1, Some(id), Some("Esch")));
    assert_eq!((&company.profile, company.contact_name.as_deref()), (&Some(CompanyType::Freelancer), Some("大江")));
    assert_eq!(company.extra()["DebtorNumber"], "D-7");

    let error = client.send(&UpdateCompany::new(999, CompanyChanges::new().zip("1"))).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::NotFound, Outcome::NotApplied));
}

fn rows() -> Vec<BulkPerson> {
    let new = BulkChanges::new().first_name("Zoë").last_name("D'Été-Münster").email("zoe.muenster@example.org");
    let badge = CustomFields::new().set(301, "B-7");
    vec![
        BulkPerson::change(77, Who::Id(4001), BulkChanges::new().last_name("Ōe").custom_fields(badge)),
        BulkPerson::create(77, new.login("zoe.muenster").profile(8).active(true)),
        BulkPerson::delete(77, Who::Id(999_999)),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_bulk_write_goes_all_the_way_whatever_form_its_end_has() {
    for settings in [
        "{}",
        r#"{"bulk_polls": 0}"#,
        r#"{"bulk_polls": 3, "bulk_results": "custom", "bulk_row": "data_only"}"#,
        r#"{"bulk_results": "both", "bulk_requestid": "kept"}"#,
        r#"{"bulk_results": "result_items", "bulk_row": "id_and_data", "bulk_requestid": "zero"}"#,
    ] {
        let (sandbox, client) = world(settings);
        let outcome = Bulk::new(rows()).unwrap().run(&client, sleep).await.expect(settings);
        assert_eq!(outcome.results.len(), 3, "{settings}");
        assert!(["0", "1", "2"].iter().all(|data| outcome.of(data).is_some()), "{settings}");
        assert_eq!(sandbox.stats()["wordbee"]["refused"], 0, "{settings}");
        let find = |text| ListPersons::new().query(Query::contains("email", text).unwrap());
        let found = client.send(&find("zoe.muenster")).await.unwrap();
        assert_eq!(found.total, Some(1), "{settings}");
        let made = outcome.of("1").unwrap().person_id;
        assert!(made.is_none() || made == found.items[0].as_ref().unwrap().person_id, "{settings}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_bulk_write_waits_as_the_vendor_asks_and_no_longer_than_its_deadline() {
    let (_, client) = world(r#"{"bulk_polls": 4}"#);
    let began = Instant::now();
    let mut bulk = Bulk::new(rows()).unwrap().deadline(std::time::Duration::from_secs(17));
    let error = bulk.run(&client, sleep).await.unwrap_err();
    assert_eq!((error.kind(), began.elapsed().as_secs()), (ErrorKind::Timeout, 15));
    let outcome = Bulk::resume(bulk.request_id().unwrap()).run(&client, sleep).await.unwrap();
    assert_eq!(outcome.results.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_bulk_write_can_be_tried_out_and_can_fail() {
    let (sandbox, client) = world("{}");
    let before = sandbox.state()["wordbee"]["persons"].clone();
    Bulk::new(rows()).unwrap().validate_only().run(&client, sleep).await.unwrap();
    assert_eq!(sandbox.state()["wordbee"]["persons"], before);

    let (_, client) = world(r#"{"bulk_failure": "write"}"#);
    let error = Bulk::new(rows()).unwrap().run(&client, sleep).await.unwrap_err();
    assert_eq!((error.kind(), error.endpoint()), (ErrorKind::Refused, "operations.get"));
    assert!(error.message().is_some() && error.may_have_been_applied());
}

#[tokio::test(start_paused = true)]
async fn the_calls_of_a_bulk_write_are_there_one_by_one() {
    let (_, client) = world("{}");
    let file = r#"[{"action":"ChangeOrCreate","cid":77,"email":"y@example.org","fname":"Y","lname":"Ö"}]"#;
    let upload = client.send(&UploadFile::new("persons.json", "application/json", file)).await.unwrap();
    assert_eq!(upload.name.as_deref(), Some("persons.json"));
    let started = client.send(&StartBulk::new(upload.token)).await.unwrap();
    let request_id = started.state().request_id.unwrap();
    let mut answers = Vec::new();
    for _ in 0..2 {
        sleep(Bulk::LEAST_WAIT).await;
        answers.push(client.send(&GetOperation::new(request_id)).await.unwrap().state().status.clone().unwrap());
    }
    assert_eq!(answers, [OperationStatus::Executing, OperationStatus::Finished]);
    let error = client.send(&GetOperation::new(999)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
}
