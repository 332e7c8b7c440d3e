//! What the tests share: a company, its people with hard names, a client that does not wait long, a server that hangs up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![allow(dead_code, unreachable_pub)] // Each test binary uses its own part.

use mockito::{Server, ServerGuard};
use participants_core::{
    Client, Endpoint, Provider, Response, RetryPolicy,
    http::{HeaderMap, StatusCode},
    serde_json::{self, Value, json},
};
use participants_groups::{Groups, UserChanges};
use std::{
    fs,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    sync::{Arc, Mutex},
    time::Duration,
};

pub const TOKEN: &str = "t0ken-0f-the-company";
pub const ODA: &str = "66bb20f3d5f6c8e9102b3c4d";
pub const ZOE: &str = "66bb20f3d5f6c8e9102b3c4e";
pub const NEWCOMERS: &str = "66aa10f2c4e5b7d8091a2b3c";
pub const FINANCE: &str = "66cc30f4e607d9fa213c4d5e";

pub fn company(base: &str) -> Groups {
    Groups::new(base, TOKEN).unwrap()
}

pub fn client(company: Groups) -> Client<Groups> {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder(company).retry(retry).timeout(Duration::from_secs(5)).build().unwrap()
}

pub async fn served() -> (ServerGuard, Client<Groups>) {
    let server = Server::new_async().await;
    let client = client(company(&server.url()));
    (server, client)
}

pub fn preview<E: Endpoint<Api = Groups>>(company: &Groups, call: &E) -> String {
    let mut request = call.request(company).unwrap();
    company.authorize(&mut request, None).unwrap();
    request.preview()
}

pub fn answer(status: u16, body: impl ToString) -> Response {
    Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body.to_string())
}

/// A full item: every documented member, numbers as text and text as number, the year 1, null, an unknown member.
pub fn oda() -> Value {
    json!({
        "id": ODA, "email": "oda.d'hôtel@firm.example", "shortName": "Ö", "fullName": "Oda Lindqvist-D'Hôtel",
        "group": "Finance", "educationTime": 95, "mainEducationProgress": "behind schedule",
        "expressEducationProgress": "not started", "educationStatus": "in progress",
        "mainEducationProgressPercent": "37.50", "expressEducationProgressPercent": 0,
        "mainEducationEndPlan": "2027-03-01", "expressEducationEndPlan": "0001-01-01",
        "realMainEducationEnd": "0001-01-01", "realExpressEducationEnd": "", "dateLastActive": "31.10.2026",
        "certificatesReceived": "1",
        "educationMainCourses": [
            {"code": "Web safety", "level": 2, "status": 1, "startedAt": "2026-09-02T08:15:00", "finishedAt": null},
            7,
            {"code": "Passwords", "level": null, "status": 9, "startedAt": "", "mark": "A"}
        ],
        "educationExpressCourses": null,
        "phishingAttacks": [
            {"code": "", "level": "3", "startedAt": "2026-09-03T10.20.30Z", "phishingAttackLetter": "Parcel",
             "phishingAttackResult": "0", "followPhishingLinkAt": null}
        ],
        "riskNew": {"score": [1]}
    })
}

/// What makes a user.
pub fn oda_new() -> UserChanges {
    UserChanges::new()
        .full_name("Oda Lindqvist-D'Hôtel")
        .short_name("Ö")
        .email("oda.d'hôtel@firm.example")
        .group_id(FINANCE)
}

/// A thin item.
pub fn zoe() -> Value {
    json!({"id": ZOE, "email": "zoe@firm.example", "shortName": "Зоя", "fullName": "Зоя Ὀδυσσέως", "group": "Newcomers"})
}

pub fn two_groups() -> Value {
    json!({"total": 2, "result": [
        {"id": NEWCOMERS, "name": "Newcomers", "isStarted": true},
        {"id": FINANCE, "name": "Finance", "isStarted": false}
    ]})
}

/// What a move and a change of every text answer.
pub fn moved() -> Value {
    json!({
        "userId": ODA,
        "currentGroup": {"id": NEWCOMERS, "name": "Newcomers"}, "previousGroup": {"id": FINANCE, "name": "Finance"},
        "currentFullName": "Oda Berg", "previousFullName": "Oda Lindqvist-D'Hôtel",
        "currentShortName": "Oda", "previousShortName": "Ö",
        "currentEmail": "oda.berg@firm.example", "previousEmail": "oda.d'hôtel@firm.example"
    })
}

pub fn fixture(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The answer a fixture holds.
pub fn answered(fixture: &Value) -> Response {
    let held = &fixture["answer"];
    let body = match (held.get("body"), held.get("text")) {
        (Some(json), _) => json.to_string(),
        (None, plain) => plain.and_then(Value::as_str).unwrap_or_default().to_owned(),
    };
    answer(u16::try_from(held["status"].as_u64().unwrap()).unwrap(), body)
}

/// A server that reads each request whole and hangs up; the second part is what it was asked.
pub fn hanging_up() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut first, mut length) = (String::new(), 0);
            stream.read_line(&mut first).unwrap();
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).unwrap();
                if let Some(text) = line.to_lowercase().strip_prefix("content-length:") {
                    length = text.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            stream.read_exact(&mut vec![0; length]).unwrap();
            noted.lock().unwrap().push(first.trim().to_owned());
        }
    });
    (address, seen)
}
