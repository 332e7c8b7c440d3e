//! The calls as a careful engineer writes them who needs one provider: reqwest, a typed record, a check of the status.

use crate::{
    Job,
    records::{Azav, Dendreo, Frontcore, GroupsReport, GroupsUpdated, Wordbee},
};
use participants::{
    bytes::Bytes,
    http::{
        Method,
        header::{ACCEPT, CONTENT_TYPE},
    },
    serde_json::{self, Value, json},
};
use serde::{Deserialize, de::DeserializeOwned};
use std::time::Duration;

#[derive(Deserialize)]
#[allow(dead_code)] // It is read, and that is what is measured.
struct Data<T> {
    data: T,
}

#[derive(Deserialize)]
#[allow(dead_code)] // As above.
struct Rows {
    rows: Vec<Wordbee>,
    total: u64,
}

/// The work of one call of this provider and operation.
pub(crate) fn job(provider: &str, operation: &str, base: &str) -> Result<Job, String> {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .http1_only()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(30))
        .user_agent("by-hand/1.0")
        .build()
        .map_err(|error| error.to_string())?;
    let base = format!("{base}/{provider}");
    Ok(match (provider, operation) {
        ("frontcore", "get") => get::<Frontcore>(client, format!("{base}/v2/participants/910001"), KEY),
        ("frontcore", "list") => get::<Vec<Frontcore>>(client, format!("{base}/v2/participants?limit=250&page=1"), KEY),
        ("frontcore", "update") => {
            let url = format!("{base}/v2/participants/910001");
            write::<Frontcore>((client, Method::PUT, url), &[KEY], || json!({"completed": true}))
        }
        ("dendreo", "get") => get::<Dendreo>(client, format!("{base}/participants.php?id=2001"), TOKEN),
        ("dendreo", "list") => get::<Vec<Dendreo>>(client, format!("{base}/participants.php"), TOKEN),
        ("dendreo", "update") => {
            let url = format!("{base}/participants.php?id=2001");
            write::<Dendreo>(
                (client, Method::POST, url),
                &[TOKEN],
                || json!({"id_participant": "2001", "prenom": "Zoë"}),
            )
        }
        ("azav", "get") => get::<Data<Azav>>(client, format!("{base}/v1/participants/{}", crate::AZAV_ID), BEARER),
        ("azav", "list") => get::<Data<Vec<Azav>>>(client, format!("{base}/v1/participants"), BEARER),
        ("azav", "update") => {
            let url = format!("{base}/v1/participants/{}", crate::AZAV_ID);
            // Read before, as everywhere; the change is laid over the record.
            let record = crate::answers::body("azav", "get")?["data"].clone();
            write::<Data<Azav>>((client, Method::PUT, url), &[BEARER], move || {
                let mut record = record.clone();
                record["lastName"] = "Ng".into();
                json!({ "participant": record })
            })
        }
        ("groups", "get") => {
            let url = format!("{base}/openapi/v1/report");
            write::<Vec<GroupsReport>>((client, Method::POST, url), &[BEARER], || json!({"email": [crate::EMAIL]}))
        }
        ("groups", "list") => {
            let url = format!("{base}/openapi/v1/report");
            write::<Vec<GroupsReport>>((client, Method::POST, url), &[BEARER], || json!({}))
        }
        ("groups", "update") => {
            let url = format!("{base}/openapi/v1/user/{}", crate::GROUPS_ID);
            write::<GroupsUpdated>((client, Method::PATCH, url), &[BEARER], || json!({"fullName": "Zoë Ø"}))
        }
        ("wordbee", "list") => {
            let url = format!("{base}/api/persons/list/full");
            let headers = &[("x-auth-accountid", "demo"), ("x-auth-token", V2)];
            write::<Rows>((client, Method::POST, url), headers, || json!({"take": 500}))
        }
        ("wordbee", "update") => {
            let changes = json!({"PersonId": 4001, "LastName": "Ng"}).to_string();
            let url = format!("{base}/companies/77/persons");
            Box::new(move |_| {
                let url = reqwest::Url::parse_with_params(&url, [("token", V1), ("data", &changes)]);
                let client = client.clone();
                Box::pin(async move {
                    let url = url.map_err(|error| error.to_string())?;
                    sent(client.post(url).header(ACCEPT, JSON)).await.map(drop)
                })
            })
        }
        _ => return Err(format!("{provider} has no {operation} by hand")),
    })
}

const JSON: &str = "application/json";
const KEY: (&str, &str) = ("x-api-key", "0123456789abcdef0123456789abcdef");
const BEARER: (&str, &str) = ("authorization", "Bearer 0123456789abcdef0123456789abcdef");
const TOKEN: (&str, &str) = ("authorization", "Token token=\"0123456789abcdef0123456789abcdef\"");
const V1: &str = "c5fc598e707e729138f4d74b451e8c20";
const V2: &str = "4c8410fd03841eda19e172200481df9c";

async fn sent(request: reqwest::RequestBuilder) -> Result<Bytes, String> {
    let answer =
        request.send().await.and_then(reqwest::Response::error_for_status).map_err(|error| error.to_string())?;
    answer.bytes().await.map_err(|error| error.to_string())
}

async fn read<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<(), String> {
    let record: T = serde_json::from_slice(&sent(request).await?).map_err(|error| error.to_string())?;
    std::hint::black_box(&record);
    Ok(())
}

fn get<T: DeserializeOwned + 'static>(
    client: reqwest::Client,
    url: String,
    (name, key): (&'static str, &'static str),
) -> Job {
    Box::new(move |_| {
        let request = client.get(&url).header(ACCEPT, JSON).header(name, key);
        Box::pin(read::<T>(request))
    })
}

fn write<T: DeserializeOwned + 'static>(
    (client, method, url): (reqwest::Client, Method, String),
    headers: &'static [(&'static str, &'static str)],
    body: impl Fn() -> Value + Send + Sync + 'static,
) -> Job {
    Box::new(move |_| {
        let request = client.request(method.clone(), &url).header(ACCEPT, JSON).header(CONTENT_TYPE, JSON);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        Box::pin(read::<T>(request.body(body().to_string())))
    })
}
