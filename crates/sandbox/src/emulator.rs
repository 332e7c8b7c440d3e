//! What one emulated remote side is: a state machine over untyped JSON that answers calls. It knows no socket,
//! no fault and no clock but the one it is handed.

use bytes::Bytes;
use http::{HeaderMap, Method};
use serde_json::Value;
use std::time::Duration;

/// One remote side.
///
/// Written from the provider's documents with untyped JSON. It shares no code with the client crates: no test can
/// find a mistake that both sides share.
pub trait Emulator: Send {
    /// The provider's name: `dendreo`, `frontcore`, `wordbee`, `azav` or `groups`.
    fn name(&self) -> &'static str;

    /// Answers one call: authentication, validation, effect, answer.
    ///
    /// The documented rate limits are not its business: [`Emulator::limits`] declares them and the sandbox enforces them.
    fn handle(&mut self, call: &Call, now: Duration) -> Reply;

    /// The query parameters of a call that mean nothing here: the log marks them, so that a tester sees them.
    fn ignored(&self, _call: &Call) -> Vec<String> {
        Vec::new()
    }

    /// The strict sliding windows that apply to this call.
    fn limits(&self, call: &Call) -> Vec<Window>;

    /// How this provider answers a call over its limit (the sandbox adds `Retry-After` where a fault asks for it).
    fn over_limit(&self) -> Reply;

    /// How this provider answers a call whose key or token it does not accept.
    fn unauthorized(&self) -> Reply;

    /// An error in the provider's own words inside a 200 answer, for those that do such a thing; for the others
    /// the nearest thing a proxy might make of it.
    fn error_inside_success(&self) -> Reply;

    /// Forgets every session handed out, as if all tokens had expired; `false` where keys are static and there are no
    /// sessions to forget.
    fn expire_sessions(&mut self) -> bool {
        false
    }

    /// The records inside an answer's JSON, so that faults can add an unknown member or make one record invalid.
    fn records_in<'a>(&self, answer: &'a mut Value) -> Vec<&'a mut Value>;

    /// All records in wire form, by resource: `{"participants": [ … ], "companies": [ … ]}`.
    fn state(&self) -> Value;

    /// How many people are stored.
    fn people(&self) -> usize;

    /// The settings (what the documents leave open) and their present values, as one flat JSON object.
    fn settings(&self) -> Value;

    /// Changes one setting. The error says which names and values exist.
    ///
    /// # Errors
    /// The name is unknown or the value is not one of the setting's values.
    fn set(&mut self, name: &str, value: &Value) -> Result<(), String>;

    /// The environment variables with which a client finds and enters this emulator at `base_url`
    /// (`http://127.0.0.1:PORT`, without a path).
    fn environment(&self, base_url: &str) -> Vec<(&'static str, String)>;

    /// The base URL as the provider's documents would write it, path included, for `base_url` as above.
    fn documented_base(&self, base_url: &str) -> String;
}

/// A call as it reached the remote side.
#[derive(Clone, Debug)]
pub struct Call {
    /// The HTTP method.
    pub method: Method,
    /// The path as sent, still percent-encoded, with its leading slash and without the query.
    pub path: String,
    /// The query, decoded, in the order sent.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as sent.
    pub body: Bytes,
}

/// What a call did to the records, for the statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing was changed.
    None,
    /// A record was changed or removed.
    Changed,
    /// A record was made.
    Created,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Headers, `content-type` included.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
    /// What the call did.
    pub effect: Effect,
}

/// At most `count` calls in any span of `per`, counted by `key` (so that a limit can be per method or per host).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Calls with the same key share the window.
    pub key: String,
    /// How many calls.
    pub count: usize,
    /// In which span.
    pub per: Duration,
}

impl Call {
    /// A header as text, if present and readable.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The first query parameter of that name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The path's segments, decoded; an empty trailing segment is dropped.
    #[must_use]
    pub fn segments(&self) -> Vec<String> {
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        self.path.split('/').skip(1).filter(|segment| !segment.is_empty()).map(decode).collect()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// The body is not JSON.
    pub fn json(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }

    /// The body as form pairs, decoded.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(&self.body).into_owned().collect()
    }

    /// Whether the body is labelled with this media type, parameters aside.
    #[must_use]
    pub fn is(&self, media_type: &str) -> bool {
        self.header("content-type")
            .and_then(|value| value.split(';').next())
            .is_some_and(|value| value.trim().eq_ignore_ascii_case(media_type))
    }
}

impl Reply {
    /// A JSON answer that changed nothing.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json", body.to_string())
    }

    /// Any other text.
    #[must_use]
    pub fn text(status: u16, media_type: &str, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: vec![("content-type".into(), media_type.into())],
            body: Bytes::from(body.into()),
            effect: Effect::None,
        }
    }

    /// An answer without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new(), effect: Effect::None }
    }

    /// The same answer, said to have had this effect.
    #[must_use]
    pub fn after(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }
}
