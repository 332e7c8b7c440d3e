//! One call and its answer, in the form the checks need.

use crate::emulator::{Call, Reply};
use serde_json::{Map, Value};

/// What was asked and what was answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    pub(super) method: String,
    /// The path's segments, decoded.
    pub(super) path: Vec<String>,
    pub(super) query: Vec<(String, String)>,
    /// The body's media type, without parameters.
    pub(super) media_type: Option<String>,
    pub(super) body: Option<Value>,
    pub(super) status: u16,
    pub(super) answer_type: Option<String>,
    /// The answer's JSON, or its text as a JSON string; none where it is empty.
    pub(super) answer: Option<Value>,
}

impl Exchange {
    /// What reached an emulator and what it answered.
    pub(super) fn of(call: &Call, reply: &Reply) -> Self {
        let media_type = call.header("content-type").map(bare);
        let body = match media_type.as_deref() {
            _ if call.body.is_empty() => None,
            Some("application/json") => call.json().ok(),
            Some("application/x-www-form-urlencoded") => Some(unfolded(call.form())),
            _ => Some(Value::from(String::from_utf8_lossy(&call.body))),
        };
        let answer_type = reply.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let answer_type = answer_type.map(|(_, value)| bare(value));
        let text = String::from_utf8_lossy(&reply.body);
        Self {
            method: call.method.to_string(),
            path: call.segments(),
            query: call.query.clone(),
            media_type,
            body,
            status: reply.status,
            answer: answer(answer_type.as_deref(), &text),
            answer_type,
        }
    }

    /// Whether the call was carried out.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// A media type without its parameters.
pub(super) fn bare(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// An answer's text as a value.
pub(super) fn answer(media_type: Option<&str>, text: &str) -> Option<Value> {
    let is_json = media_type.is_some_and(|media_type| media_type.ends_with("json"));
    match text.trim() {
        "" => None,
        text if is_json => Some(serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))),
        text => Some(Value::from(text)),
    }
}

/// The pairs of a form as one object: `a[b]=c` is `{"a": {"b": "c"}}`, `a[]=c` and repeated names are lists.
pub(super) fn unfolded(pairs: impl IntoIterator<Item = (String, String)>) -> Value {
    let mut whole = Value::Object(Map::new());
    for (name, value) in pairs {
        let mut keys = name.split('[').map(|key| key.trim_end_matches(']'));
        let mut place = member(&mut whole, keys.next().unwrap_or_default());
        for key in keys {
            place = member(place, key);
        }
        match place {
            Value::Null => *place = Value::from(value),
            Value::Array(items) => items.push(Value::from(value)),
            one => *one = Value::Array(vec![one.take(), Value::from(value)]),
        }
    }
    whole
}

/// The member of that name, made where it is missing; the next item of a list for no name or a number.
fn member<'a>(place: &'a mut Value, key: &str) -> &'a mut Value {
    if key.is_empty() || key.bytes().all(|digit| digit.is_ascii_digit()) {
        if !place.is_array() {
            *place = Value::Array(Vec::new());
        }
        let Value::Array(items) = place else { unreachable!("it was just made one") };
        let index = key.parse().unwrap_or(items.len());
        if items.len() <= index {
            items.resize(index + 1, Value::Null);
        }
        return &mut items[index];
    }
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    let Value::Object(members) = place else { unreachable!("it was just made one") };
    members.entry(key).or_insert(Value::Null)
}

#[test]
fn forms_are_unfolded_as_servers_do() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let form = [pair("a", "1"), pair("b[c]", "2"), pair("d[]", "3"), pair("d[]", "4"), pair("e[0][f]", "5")];
    let whole = serde_json::json!({"a": "1", "b": {"c": "2"}, "d": ["3", "4"], "e": [{"f": "5"}]});
    assert_eq!(unfolded(form), whole);
}
