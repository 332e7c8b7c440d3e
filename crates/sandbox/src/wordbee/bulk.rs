//! Bulk writes of v2: upload a file, start the write, poll for its end. What one item does is in `bulk_items`.
//!
//! Callbacks are taken and never made. The effect comes at once, only the news of it is late.

use super::store::Store;
use super::{Refusal, bulk_items};
use crate::emulator::{Call, Effect, Reply};
use crate::settings::Settings;
use bytes::Bytes;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;

/// Files uploaded and operations started.
#[derive(Clone, Debug, Default)]
pub(super) struct Bulk {
    files: HashMap<String, Bytes>,
    operations: HashMap<u64, Operation>,
}

#[derive(Clone, Debug)]
struct Operation {
    polls_left: u64,
    last: Duration,
    outcome: Outcome,
}

/// The results by item, or why nothing was done.
type Outcome = Result<Vec<Value>, String>;

impl Bulk {
    pub(super) fn upload(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let name = call.parameter("filename").unwrap_or_default();
        if !name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && !extension.is_empty()) {
            return Err(Refusal::bad("filename needs a name with its extension"));
        }
        let boundary = call.header("content-type").filter(|_| call.is("multipart/form-data")).and_then(boundary);
        let file = boundary.and_then(|boundary| first_part(&call.body, boundary));
        let file = file.ok_or_else(|| Refusal::bad("The body is not a file as multipart/form-data"))?;
        let token = format!("file-{:04}", self.files.len() + 1);
        self.files.insert(token.clone(), file);
        Ok(Reply::json(200, &json!({"result": {"token": token, "name": name}})))
    }

    pub(super) fn start(
        &mut self,
        store: &mut Store,
        settings: &Settings,
        body: &Value,
        now: Duration,
    ) -> Result<Reply, Refusal> {
        let file = body["fileToken"].as_str().ok_or_else(|| Refusal::bad("fileToken is missing"))?;
        let file = self.files.get(file).ok_or_else(|| Refusal::bad("There is no such file"))?;
        let read_only = match &body["readonly"] {
            Value::Null => false,
            value => value.as_bool().ok_or_else(|| Refusal::bad("readonly must be true or false"))?,
        };
        if !body["cfid"].is_null() {
            return Err(Refusal::bad("Custom fields are not emulated"));
        }
        let mut trial = read_only.then(|| store.clone());
        let (outcome, effect) = match serde_json::from_slice::<Value>(file) {
            Ok(Value::Array(items)) => {
                let (results, effect) = bulk_items::apply(trial.as_mut().unwrap_or(store), settings, &items);
                (Ok(results), if read_only { Effect::None } else { effect })
            }
            _ => (Err("The file is not a JSON array".into()), Effect::None),
        };
        let id = self.operations.len() as u64 + 1;
        let operation = Operation { polls_left: settings.number("bulk_polls"), last: now, outcome };
        let answer = if operation.polls_left == 0 { operation.ended(settings, id) } else { running(id, "Waiting") };
        self.operations.insert(id, operation);
        Ok(Reply::json(200, &answer).after(effect))
    }

    pub(super) fn poll(&mut self, settings: &Settings, id: Option<&str>, now: Duration) -> Result<Reply, Refusal> {
        let id: u64 = id.and_then(|id| id.parse().ok()).ok_or_else(|| Refusal::bad("requestid must be a number"))?;
        let operation = self.operations.get_mut(&id).ok_or_else(|| Refusal::bad("There is no such operation"))?;
        let since = now.saturating_sub(operation.last);
        operation.last = now;
        if since < Duration::from_secs(settings.number("poll_seconds")) {
            return Err(Refusal { status: 429, text: "Polled too soon".into() });
        }
        if operation.polls_left > 0 {
            operation.polls_left -= 1;
            return Ok(Reply::json(200, &running(id, "Executing")));
        }
        Ok(Reply::json(200, &operation.ended(settings, id)))
    }
}

impl Operation {
    /// The id is 0 after success, as the prose says, and stays after a failure, as the sample has it.
    fn ended(&self, settings: &Settings, id: u64) -> Value {
        match &self.outcome {
            Err(reason) => json!({"trm": trm(id, "Failed", reason)}),
            Ok(results) => match settings.word("bulk_results") {
                "custom" => json!({"trm": trm(0, "Finished", ""), "custom": results}),
                "result_items" => json!({"trm": trm(0, "Finished", ""), "result": {"items": results}}),
                _ => json!({"trm": trm(0, "Finished", ""), "results": results}),
            },
        }
    }
}

fn running(id: u64, status: &str) -> Value {
    json!({"trm": trm(id, status, "")})
}

fn trm(id: u64, status: &str, info: &str) -> Value {
    json!({"requestid": id, "isbatch": false, "status": status, "statusText": status, "statusInfo": info})
}

fn boundary(content_type: &str) -> Option<&str> {
    let parameter = |part: &'_ str| part.trim().get(..9).is_some_and(|name| name.eq_ignore_ascii_case("boundary="));
    let part = content_type.split(';').find(|part| parameter(part))?;
    Some(part.trim().get(9..)?.trim_matches('"')).filter(|boundary| !boundary.is_empty())
}

/// The content of the first part.
fn first_part(body: &Bytes, boundary: &str) -> Option<Bytes> {
    let start = find(body, format!("--{boundary}\r\n").as_bytes(), 0)?;
    let content = find(body, b"\r\n\r\n", start)? + 4;
    let end = find(body, format!("\r\n--{boundary}").as_bytes(), content)?;
    Some(body.slice(content..end))
}

fn find(body: &[u8], part: &[u8], from: usize) -> Option<usize> {
    body.get(from..)?.windows(part.len()).position(|window| window == part).map(|position| from + position)
}
