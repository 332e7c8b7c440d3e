//! What Dendreo's two webhook systems send, signed as they sign: samples for tests of a receiver. Nothing is delivered.
//!
//! ```
//! use participants_sandbox::{Sandbox, dendreo::webhook};
//! use serde_json::json;
//!
//! let state = Sandbox::only(&["dendreo"], 1, 12)?.state();
//! let participant = &state["dendreo"]["participants"][0];
//! let sample = webhook::account("participant.updated", 1_767_600_000, json!({"participant": participant}));
//! // POST `sample.body` to the receiver, with the header `Signature: <sample.signature>`.
//! assert_eq!(sample.signature.len(), 64);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::sha256::hmac;
use serde_json::{Map, Value, json};

/// The secret of the account's own webhooks.
pub const ACCOUNT_SECRET: &str = "sandbox-dendreo-webhook-secret";

/// The secret of the learning-platform connector; the two systems have one each.
pub const CONNECTOR_SECRET: &str = "sandbox-dendreo-connector-secret";

/// One delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The JSON, byte for byte as it was signed.
    pub body: String,
    /// The value of the header `Signature`: HMAC-SHA256 of the body, lower-case hexadecimal.
    pub signature: String,
}

/// An account webhook: `event` is `<resource>.<verb>`, and `members` hold the record under the resource's name, such as
/// `{"participant": {…}}`. Of event names only the pattern and `media.signed` are sure, of `timestamp` only that it is there.
#[must_use]
pub fn account(event: &str, timestamp: impl Into<Value>, members: Value) -> Delivery {
    let mut body = Map::from_iter([("event".into(), event.into()), ("timestamp".into(), timestamp.into())]);
    if let Value::Object(members) = members {
        body.extend(members);
    }
    signed(ACCOUNT_SECRET, &body.into())
}

/// An event for a connected learning platform, such as `user.created` or `enrolment.deleted`. Ids in `data` are integers here.
#[must_use]
pub fn connector(event: &str, timestamp: impl Into<Value>, tenant_id: &str, data: &Value) -> Delivery {
    let timestamp = timestamp.into();
    signed(CONNECTOR_SECRET, &json!({"event": event, "timestamp": timestamp, "tenant_id": tenant_id, "data": data}))
}

fn signed(secret: &str, body: &Value) -> Delivery {
    let body = body.to_string();
    let signature = hmac(secret.as_bytes(), body.as_bytes());
    Delivery { body, signature }
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNT_SECRET, account, connector};
    use crate::dendreo::sha256::hmac;
    use serde_json::{Value, json};

    #[test]
    fn an_event_has_the_record_under_its_name() {
        let sample = account("participant.updated", 7, json!({"participant": {"id_participant": "2001", "nom": "Ö"}}));
        let body: Value = serde_json::from_str(&sample.body).unwrap();
        assert_eq!((&body["event"], &body["timestamp"]), (&json!("participant.updated"), &json!(7)));
        assert_eq!(body["participant"]["nom"], "Ö");
        assert_eq!(sample.signature, hmac(ACCOUNT_SECRET.as_bytes(), sample.body.as_bytes()));
    }

    #[test]
    fn the_two_systems_sign_with_secrets_of_their_own() {
        let data = json!({"user_id": 2001});
        let sample = connector("user.created", "2026-01-05T08:00:00Z", "demo", &data);
        let body: Value = serde_json::from_str(&sample.body).unwrap();
        assert_eq!((&body["tenant_id"], &body["data"]), (&json!("demo"), &data));
        assert_ne!(sample.signature, hmac(ACCOUNT_SECRET.as_bytes(), sample.body.as_bytes()));
    }
}
