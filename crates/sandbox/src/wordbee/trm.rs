//! Asynchronous operations of v2: their states, the polls for their end, and the answer when it is reached.

use super::Refusal;
use crate::emulator::Reply;
use crate::settings::Settings;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Every operation started, by its number from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Operations(BTreeMap<u64, Operation>);

/// The result of an operation: the rows of its outcome, or why nothing was done.
pub(super) type Outcome = Result<Vec<Value>, String>;

#[derive(Clone, Debug)]
struct Operation {
    polls_left: u64,
    last: Duration,
    outcome: Outcome,
}

impl Operations {
    /// Files an operation and answers its first state, which may be its last.
    pub(super) fn start(&mut self, settings: &Settings, outcome: Outcome, now: Duration) -> Value {
        let id = self.0.len() as u64 + 1;
        let operation = Operation { polls_left: settings.number("bulk_polls"), last: now, outcome };
        let answer =
            if operation.polls_left == 0 { operation.ended(settings, id, true) } else { running(id, "Waiting") };
        self.0.insert(id, operation);
        answer
    }

    pub(super) fn poll(&mut self, settings: &Settings, id: Option<&str>, now: Duration) -> Result<Reply, Refusal> {
        let id: u64 = id.and_then(|id| id.parse().ok()).ok_or_else(|| Refusal::bad("requestid must be a number"))?;
        let operation = self.0.get_mut(&id).ok_or_else(|| Refusal::bad("There is no such operation"))?;
        let since = now.saturating_sub(operation.last);
        operation.last = now;
        if since < Duration::from_secs(settings.number("poll_seconds")) {
            return Err(Refusal { status: 429, text: "Polled too soon".into() });
        }
        if operation.polls_left > 0 {
            operation.polls_left -= 1;
            return Ok(Reply::json(200, &running(id, "Executing")));
        }
        Ok(Reply::json(200, &operation.ended(settings, id, false)))
    }

    /// The operations with their states, as a poll would find them.
    pub(super) fn shown(&self) -> Value {
        let status = |operation: &Operation| match (operation.polls_left, &operation.outcome) {
            (0, Ok(_)) => "Finished",
            (0, Err(_)) => "Failed",
            _ => "Executing",
        };
        self.0.iter().map(|(id, operation)| json!({"requestid": id, "status": status(operation)})).collect()
    }
}

impl Operation {
    /// What is answered once it is over. The id is 0 where the end came `at_once` and after success, as the prose says, and
    /// stays after a failure, as the sample has it.
    fn ended(&self, settings: &Settings, id: u64, at_once: bool) -> Value {
        let shown = match settings.word("bulk_requestid") {
            "zero" => 0,
            "kept" => id,
            _ if at_once || self.outcome.is_ok() => 0,
            _ => id,
        };
        match &self.outcome {
            Err(reason) => json!({"trm": trm(shown, "Failed", reason)}),
            Ok(rows) => {
                let trm = trm(shown, "Finished", "");
                match settings.word("bulk_results") {
                    "custom" => json!({"trm": trm, "custom": rows}),
                    "both" => json!({"trm": trm, "results": rows, "custom": rows}),
                    "result_items" => json!({"trm": trm, "result": {"items": rows}}),
                    _ => json!({"trm": trm, "results": rows}),
                }
            }
        }
    }
}

fn running(id: u64, status: &str) -> Value {
    json!({"trm": trm(id, status, "")})
}

fn trm(id: u64, status: &str, info: &str) -> Value {
    json!({"requestid": id, "isbatch": false, "status": status, "statusText": status, "statusInfo": info})
}
