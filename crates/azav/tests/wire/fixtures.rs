//! The fixtures, which come from the emulator and so from another author's reading of the same pages: every answer is
//! understood, and every documented request is built as it stands there.

use super::{
    account,
    common::{answered, fixture},
};
use participants_azav::{
    Azav, Basis, CreateParticipant, DeleteParticipant, GetParticipant, ListParticipants, ListPrograms,
    ParticipantChanges, Profile, UpdateParticipant,
};
use participants_core::{
    Endpoint, Gender, Lifecycle, Provider, Unified,
    jiff::civil::date,
    serde_json::{self, Value, json},
};
use std::{fs, path::Path};

#[test]
fn every_answer_is_understood() {
    let account = account("https://api.azav-pilot.de");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut people = 0;
    for file in fs::read_dir(folder).unwrap() {
        let name = file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        let fixture = fixture(&name);
        let response = answered(&fixture);
        let failed = !response.status.is_success() || fixture["answer"]["body"].get("errors").is_some();
        assert_eq!(account.failure(&response).is_some(), failed, "{name}");
        if failed {
            continue;
        }
        if fixture["request"]["path"].as_str().unwrap().ends_with("/programs") {
            assert!(Azav::people_in(&response).unwrap().iter().all(Result::is_err), "{name}: programs are no people");
            continue;
        }
        let data = &fixture["answer"]["body"]["data"];
        let records = data.as_array().cloned().unwrap_or_else(|| vec![data.clone()]);
        for (person, record) in Azav::people_in(&response).unwrap().into_iter().zip(&records) {
            let person = person.unwrap();
            let said = |names: [&str; 2]| names.iter().find_map(|name| record.get(name)?.as_str()).map(str::to_owned);
            assert_eq!(person.first_name, said(["firstName", "first_name"]), "{name}");
            assert_eq!(person.last_name, said(["lastName", "last_name"]), "{name}");
            assert_eq!(person.email, said(["email", "email"]), "{name}");
            assert_eq!(person.created_at, said(["insertedAt", "inserted_at"]), "{name}");
            assert_eq!(
                Value::from(person.id.clone()),
                json!(record["id"].as_str().unwrap_or(&record["id"].to_string()))
            );
            assert!(person.invalid_fields().is_empty(), "{name}: {:?}", person.invalid_fields());
            people += 1;
        }
    }
    assert!(people > 20, "{people} people were read");
}

#[test]
fn every_documented_request_is_built_as_it_stands() {
    let account = account("https://api.azav-pilot.de");
    let development = account.clone().profile(Profile::Development);
    let id = "00000000-0000-4000-8000-000000000001";
    let zoe = ParticipantChanges::new()
        .first_name("Zoë")
        .last_name("D'Été-Münster")
        .email("zoe.muenster@example.org")
        .date_of_birth(date(1991, 4, 7));
    let placed = zoe
        .clone()
        .gender(Gender::Diverse)
        .status(Lifecycle::Lead)
        .street("Lindenweg")
        .house_number("4b")
        .zip_code("04109")
        .city("Leipzig")
        .country("Deutschland")
        .mobile("+49 170 0000001");
    let landline = json!([{"type": "landline", "value": "0341 000001"}]);
    let changes = ParticipantChanges::new().preferred_name("Ö").other("contactInformation", landline);
    let update = UpdateParticipant::new(id, changes, Basis::Unread);
    is_built("create", &account, &CreateParticipant::new(placed));
    is_built("create_development", &development, &CreateParticipant::new(zoe));
    is_built("update", &account, &update);
    is_built("get", &account, &GetParticipant::by_id(id));
    is_built("list", &account, &ListParticipants::new());
    is_built("programs_list", &account, &ListPrograms::new());
    is_built("delete", &account, &DeleteParticipant::new(id));
}

fn is_built<E: Endpoint<Api = Azav>>(name: &str, account: &Azav, call: &E) {
    let wanted = &fixture(name)["request"];
    let mut request = call.request(account).unwrap();
    account.authorize(&mut request, None).unwrap();
    let built = request.to_http().unwrap();
    assert_eq!(
        (built.method().as_str(), built.uri().path()),
        (wanted["method"].as_str().unwrap(), wanted["path"].as_str().unwrap())
    );
    assert_eq!(built.uri().query(), None, "{name}");
    assert_eq!(built.headers()["accept"], wanted["headers"]["accept"].as_str().unwrap());
    let authorization = wanted["headers"]["authorization"].as_str().unwrap().replace("{token}", super::TOKEN);
    assert_eq!(built.headers()["authorization"], authorization);
    let body: Value = serde_json::from_slice(built.body()).unwrap_or_default();
    assert_eq!(body, wanted["body"], "{name}");
    let content_type = built.headers().get("content-type").map(|value| value.to_str().unwrap());
    assert_eq!(content_type, wanted["content_type"].as_str(), "{name}");
}
