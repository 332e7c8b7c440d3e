//! API v2, below `/api`: sessions in headers, lists of persons, profiles, errors as JSON. Bulk writes are in `bulk`.

use super::sessions::Lifetime;
use super::store::PROFILES;
use super::{ACCOUNT, KEY, Refusal, Wordbee};
use crate::emulator::{Call, Reply};
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// A session ends after this long without a call.
const IDLE: Duration = Duration::from_secs(30 * 60);

/// The documented title by which a dead token is told.
const DEAD_TOKEN: &str = "Token invalid or expired.";

impl Wordbee {
    /// `path` is what follows `/api`.
    pub(super) fn v2(&mut self, call: &Call, path: &[&str], now: Duration) -> Result<Reply, Refusal> {
        if let (&Method::POST, ["auth", "token"]) = (&call.method, path) {
            return self.sign_in(call, now);
        }
        self.enter_v2(call, now)?;
        match (&call.method, path) {
            (&Method::DELETE, ["auth", "token"]) => {
                self.v2.close(call.header("x-auth-token").unwrap_or_default());
                Ok(Reply::empty(200))
            }
            (&Method::POST, ["persons", "list"]) => self.list(call, false),
            (&Method::POST, ["persons", "list", "full"]) => self.list(call, true),
            // The verb is not said.
            (&Method::GET | &Method::POST, ["persons", "list", "fields"]) => Ok(self.fields()),
            (&Method::GET, ["settings", "userprofiles", "list"]) => {
                let profiles: Value = PROFILES.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
                Ok(Reply::json(200, &profiles))
            }
            (&Method::POST, ["media", "upload"]) => self.bulk.upload(call),
            (&Method::POST, ["persons", "io", "updates"]) => {
                self.bulk.start(&mut self.store, &self.settings, &body(call)?, now)
            }
            (&Method::GET, ["trm", "status"]) => self.bulk.poll(&self.settings, call.parameter("requestid"), now),
            _ => Err(Refusal { status: 404, text: "There is no such method".into() }),
        }
    }

    fn sign_in(&mut self, call: &Call, now: Duration) -> Result<Reply, Refusal> {
        let body = body(call)?;
        if body["accountid"] != ACCOUNT || body["key"] != KEY {
            return Err(Refusal::bad("Wrong account or key"));
        }
        Ok(Reply::json(200, &json!(self.v2.open(now))))
    }

    fn enter_v2(&mut self, call: &Call, now: Duration) -> Result<(), Refusal> {
        if call.header("x-auth-accountid") != Some(ACCOUNT) {
            return Err(Refusal::bad("X-Auth-AccountId is missing or wrong"));
        }
        let lifetime = Lifetime { limit: Some(IDLE), from_last_use: true };
        let token = call.header("x-auth-token").unwrap_or_default();
        self.v2
            .enter(token, lifetime, now)
            .map_err(|_| Refusal { status: self.settings.status("v2_dead_token"), text: DEAD_TOKEN.into() })
    }
}

/// The documented error body. Its date is fixed: the sandbox keeps no calendar.
pub(super) fn error(operation: &str, refusal: &Refusal) -> Reply {
    let text = &refusal.text;
    let error = json!({"operation": operation, "date": "2026-01-05T08:00:00Z", "title": text, "details": text,
        "errorurl": null, "messages": []});
    Reply::json(refusal.status, &json!({"error": error, "reason": text}))
}

/// The 429, whose body differs from that of other errors.
pub(super) fn over_limit(calls: u64) -> Reply {
    let text = format!("The limit of {calls} calls per hour is reached");
    Reply::json(429, &json!({"error": {"type": "TooManyRequests", "message": text}, "reason": text}))
}

/// The body as a JSON object; an empty one counts as `{}`.
pub(super) fn body(call: &Call) -> Result<Value, Refusal> {
    if call.body.is_empty() {
        return Ok(json!({}));
    }
    call.json().ok().filter(Value::is_object).ok_or_else(|| Refusal::bad("The body is not a JSON object"))
}
