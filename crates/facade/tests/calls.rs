//! How many calls an update takes at each provider, counted by the sandbox: a participant is read once before a write,
//! and once more only where the answer does not show the change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants::{
    Client, Configure, Directory, Field, ParticipantUpdate, Unified, Vars,
    azav::Azav,
    dendreo::Dendreo,
    frontcore::Frontcore,
    groups::Groups,
    serde_json::{self, Value, json},
    wordbee::Wordbee,
};
use participants_sandbox::{Sandbox, transport::InProcess};

/// A client of an emulator that behaves like this, in its own process.
fn directory<P: Unified + Configure>(settings: &str) -> (Sandbox, Client<P>) {
    let sandbox = Sandbox::only(&[P::NAME], 1, 12).unwrap();
    let settings: Value = serde_json::from_str(settings).unwrap();
    sandbox.set(&json!({ P::NAME: settings })).unwrap();
    let transport = InProcess::new(sandbox.clone());
    let variables = transport.environment(P::NAME).unwrap();
    let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let client = Client::builder(P::from_vars(&Vars::new(&get)).unwrap()).transport(transport).build().unwrap();
    (sandbox, client)
}

/// The methods and paths of the calls that one update of a participant takes.
async fn calls<P: Unified + Configure>(settings: &str, id: &str, fields: &[(Field, &str)]) -> Vec<String> {
    let (sandbox, client) = directory::<P>(settings);
    let mut update = ParticipantUpdate::new();
    for (field, value) in fields {
        update.set_text(field, value).unwrap();
    }
    client.update(id, &update).await.unwrap();
    let log = sandbox.log();
    let calls = log.as_array().unwrap().iter();
    calls.map(|call| format!("{} {}", call["method"].as_str().unwrap(), call["path"].as_str().unwrap())).collect()
}

/// Checks one update, as its calls are in this order; `{id}` stands for the participant's identifier.
async fn check<P: Unified + Configure>(settings: &str, id: &str, fields: &[(Field, &str)], expected: &[&str]) {
    let calls: Vec<_> = calls::<P>(settings, id, fields).await.iter().map(|call| call.replace(id, "{id}")).collect();
    assert_eq!(calls, expected, "{} {settings} {fields:?}", P::NAME);
}

const NAME: &[(Field, &str)] = &[(Field::LastName, "O'Brien-Ö")];
const PHONE: &[(Field, &str)] = &[(Field::Phone, "+352 555 0100")];
const COMPLETED: &[(Field, &str)] = &[(Field::Completed, "true")];
const PHONE_AND_COMPLETED: &[(Field, &str)] = &[(Field::Phone, "+352 555 0100"), (Field::Completed, "true")];

#[tokio::test(start_paused = true)]
async fn azav_reads_a_record_writes_it_whole_and_reads_back_what_a_thin_answer_hides() {
    let id = "00000000-0000-4000-8000-000000000002";
    let (read, write) = ("GET /v1/participants/{id}", "PUT /v1/participants/{id}");
    check::<Azav>("{}", id, NAME, &[read, write]).await;
    check::<Azav>(r#"{"echo": "thin"}"#, id, NAME, &[read, write, read]).await;
}

#[tokio::test(start_paused = true)]
async fn dendreo_reads_and_writes() {
    check::<Dendreo>("{}", "2002", NAME, &["GET /demo/api/participants.php", "POST /demo/api/participants.php"]).await;
}

#[tokio::test(start_paused = true)]
async fn frontcore_reads_a_participant_once_for_person_and_enrolment() {
    let (read, write) = ("GET /v2/participants/{id}", "PUT /v2/participants/{id}");
    // The record names no customer under these settings, so that the customers are read for it.
    let (customers, person) = ("GET /v2/customers", "PUT /v2/customers/310002/employees/640002");
    check::<Frontcore>("{}", "910002", COMPLETED, &[read, write]).await;
    check::<Frontcore>("{}", "910002", PHONE, &[read, customers, person, read]).await;
    check::<Frontcore>("{}", "910002", PHONE_AND_COMPLETED, &[read, customers, person, write]).await;
    let short = r#"{"put_answer": "empty"}"#;
    check::<Frontcore>(short, "910002", PHONE_AND_COMPLETED, &[read, customers, person, write, read]).await;
}

#[tokio::test(start_paused = true)]
async fn wordbee_reads_and_reads_back() {
    let (read, write) = ("POST /api/persons/list/full", "POST /companies/77/persons");
    // One call each signs in to the API that reads and the one that writes.
    let calls = ["POST /api/auth/token", read, "GET /api/connect", write, read];
    check::<Wordbee>("{}", "4002", NAME, &calls).await;
}

#[tokio::test(start_paused = true)]
async fn groups_reads_the_report_and_writes() {
    let calls = ["POST /openapi/v1/report", "GET /openapi/v1/groups", "PATCH /openapi/v1/user/{id}"];
    check::<Groups>("{}", "66bb00000000000000000002", &[(Field::FullName, "Ö O'Brien")], &calls).await;
}
