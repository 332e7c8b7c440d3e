//! API v2, below `/api`: sessions in headers, routes, profiles, errors as JSON. The lists of persons are in `list`, bulk
//! writes in `bulk`.

use super::sessions::Lifetime;
use super::store::Record;
use super::{ACCOUNT, KEY, Refusal, Wordbee, definitions};
use crate::emulator::{Call, Reply};
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// A session ends after this long without a call.
const IDLE: Duration = Duration::from_secs(30 * 60);

/// The documented title of the error for an expired token.
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
            (&Method::GET, ["settings", "userprofiles", "list"]) => Ok(self.v2_profiles()),
            (&Method::POST, ["media", "upload"]) => self.uploads.take(call),
            (&Method::POST, ["persons", "io", "updates"]) => self.bulk_write(&body(call)?, now),
            (&Method::GET, ["trm", "status"]) => self.trm.poll(&self.settings, call.parameter("requestid"), now),
            _ => Err(Refusal { status: 404, text: "There is no such method".into() }),
        }
    }

    fn sign_in(&mut self, call: &Call, now: Duration) -> Result<Reply, Refusal> {
        let body = body(call)?;
        let is = |name: &str, value: &str| body.get(name).and_then(Value::as_str) == Some(value);
        if !is("accountid", ACCOUNT) || !is("key", KEY) {
            return Err(Refusal::bad("Wrong account or key"));
        }
        Ok(Reply::json(200, &json!(self.v2.open(now))))
    }

    fn v2_profiles(&self) -> Reply {
        let long = self.settings.is("v2_profile_record", "long");
        let (id_name, title_name) = if long { ("userProfileId", "title") } else { ("id", "name") };
        let profiles = definitions::profiles(id_name, title_name);
        Reply::json(
            200,
            &match self.settings.word("v2_profile_list") {
                "rows" => json!({"total": profiles.len(), "rows": profiles}),
                _ => profiles.into(),
            },
        )
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

impl Wordbee {
    /// A refusal in the documented form, unless the settings take the words from an expired token.
    pub(super) fn v2_error(&self, path: &[&str], refusal: &Refusal) -> Reply {
        match refusal.text == DEAD_TOKEN && self.settings.is("v2_dead_token_body", "empty") {
            true => Reply::empty(refusal.status),
            false => error(&path.join("/"), refusal),
        }
    }
}

/// The documented error body. Its date is fixed: the sandbox keeps no calendar.
pub(super) fn error(operation: &str, refusal: &Refusal) -> Reply {
    let Refusal { status, text } = refusal;
    if *status == 429 {
        return too_many(text);
    }
    let error = json!({"operation": operation, "date": "2026-01-05T08:00:00Z", "title": text, "details": text,
        "errorurl": null, "messages": []});
    Reply::json(*status, &json!({"error": error, "reason": text}))
}

/// The answer to a call over the hourly allowance.
pub(super) fn over_limit(calls: u64) -> Reply {
    too_many(&format!("The limit of {calls} calls per hour is reached"))
}

/// The body as a JSON object; an empty one counts as `{}`.
pub(super) fn body(call: &Call) -> Result<Record, Refusal> {
    if call.body.is_empty() {
        return Ok(Record::new());
    }
    match call.json() {
        Ok(Value::Object(body)) => Ok(body),
        _ => Err(Refusal::bad("The body is not a JSON object")),
    }
}

/// The 429, whose body differs from that of other errors.
fn too_many(text: &str) -> Reply {
    Reply::json(429, &json!({"error": {"type": "TooManyRequests", "message": text}, "reason": text}))
}
