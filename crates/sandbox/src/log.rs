//! The log of calls: bounded, without secrets, and without request bodies.

use crate::emulator::Call;
use serde_json::{Map, Value, json};
use std::collections::VecDeque;
use std::time::Duration;

/// How many calls are kept; older ones are forgotten.
const KEPT: usize = 10_000;

/// What stands in place of a secret.
const MASK: &str = "***";

/// The latest calls, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log {
    calls: VecDeque<Value>,
    count: u64,
}

impl Log {
    /// Keeps what may be shown of a call, with the status it was answered with (`None`: no answer was sent) and the
    /// name of the fault that was applied.
    pub(crate) fn push(&mut self, call: Logged, status: Option<u16>, fault: Option<&str>) {
        self.count += 1;
        if self.calls.len() == KEPT {
            self.calls.pop_front();
        }
        let Logged(mut line) = call;
        line.insert("number".into(), self.count.into());
        line.insert("status".into(), status.into());
        line.insert("fault".into(), fault.into());
        self.calls.push_back(line.into());
    }

    /// The calls kept, oldest first; those of one provider where asked.
    pub(crate) fn to_json(&self, provider: Option<&str>) -> Value {
        let wanted = |call: &&Value| provider.is_none_or(|provider| call["provider"] == provider);
        self.calls.iter().filter(wanted).cloned().collect()
    }
}

/// What may be shown of a call.
#[derive(Debug)]
pub(crate) struct Logged(Map<String, Value>);

impl Logged {
    /// Takes method, path, query and headers, secrets masked; the body is left alone.
    pub(crate) fn new(provider: &str, call: &Call, arrived: Duration) -> Self {
        let query: Value = call.query.iter().map(|(name, value)| json!([name, masked(name, value)])).collect();
        let headers: Map<String, Value> = call
            .headers
            .iter()
            .map(|(name, value)| {
                (name.to_string(), masked(name.as_str(), &String::from_utf8_lossy(value.as_bytes())).into())
            })
            .collect();
        let members = [
            ("provider", provider.into()),
            ("at_ms", u64::try_from(arrived.as_millis()).unwrap_or(u64::MAX).into()),
            ("method", call.method.as_str().into()),
            ("path", call.path.as_str().into()),
            ("query", query),
            ("headers", headers.into()),
        ];
        Self(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The same with the query parameters that meant nothing, if there are any.
    pub(crate) fn ignoring(mut self, parameters: &[String]) -> Self {
        if !parameters.is_empty() {
            self.0.insert("ignored".into(), parameters.into());
        }
        self
    }
}

/// The value, or the mask where the name of the parameter or header is that of a secret.
fn masked<'a>(name: &str, value: &'a str) -> &'a str {
    const WORDS: [&str; 8] = ["key", "pwd", "pass", "token", "secret", "auth", "cookie", "session"];
    let name = name.to_ascii_lowercase();
    // `data` is the whole record in one of the APIs, password included.
    if name == "data" || WORDS.iter().any(|word| name.contains(word)) { MASK } else { value }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, Log, Logged};
    use crate::emulator::Call;
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, Method};
    use serde_json::json;
    use std::time::Duration;

    fn call(query: &[(&str, &str)], headers: &[(&'static str, &'static str)]) -> Logged {
        let call = Call {
            method: Method::POST,
            path: "/a".into(),
            query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_static(value)))
                .collect::<HeaderMap>(),
            body: Bytes::from_static(b"{\"password\":\"geheim\"}"),
        };
        Logged::new("wordbee", &call, Duration::from_millis(1_500))
    }

    #[test]
    fn a_line_shows_the_call_but_no_secret() {
        let query = [("key", "geheim"), ("PWD", "geheim"), ("token", "geheim"), ("data", "geheim"), ("page", "2")];
        let headers =
            [("authorization", "Token geheim"), ("x-api-key", "geheim"), ("x-auth-token", "geheim"), ("accept", "*/*")];
        let mut log = Log::default();
        log.push(call(&query, &headers), Some(200), Some("delay"));
        let shown = log.to_json(None);
        assert!(!shown.to_string().contains("geheim"), "{shown}");
        assert_eq!(shown[0]["query"][4], json!(["page", "2"]));
        assert_eq!(shown[0]["headers"]["accept"], "*/*");
        assert_eq!(shown[0]["at_ms"], 1_500);
        assert_eq!((&shown[0]["method"], &shown[0]["path"]), (&json!("POST"), &json!("/a")));
        assert_eq!((&shown[0]["status"], &shown[0]["fault"]), (&json!(200), &json!("delay")));
    }

    #[test]
    fn old_calls_are_forgotten_and_numbers_go_on() {
        let mut log = Log::default();
        for _ in 0..KEPT + 2 {
            log.push(call(&[], &[]), None, None);
        }
        let shown = log.to_json(Some("wordbee"));
        assert_eq!(shown.as_array().unwrap().len(), KEPT);
        assert_eq!((&shown[0]["number"], &shown[0]["status"]), (&json!(3), &json!(null)));
        assert_eq!(log.to_json(Some("azav")), json!([]));
    }
}
