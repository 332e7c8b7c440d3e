//! The body of a request: JSON or form, each written in one place.

use bytes::Bytes;
use http::HeaderValue;
use serde_json::Value;

/// The body of a request.
#[derive(Clone, Default)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    #[default]
    Empty,
    /// A JSON text.
    Json(String),
    /// Pairs, sent as `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
}

impl Body {
    /// A JSON body.
    #[must_use]
    pub fn json(value: &Value) -> Self {
        Self::Json(value.to_string())
    }

    /// A form of the members of `object`, nested ones in bracket notation as PHP writes and reads them:
    /// `custom_properties[key]=value`. Yes and no become `1` and `0`, null becomes the empty text.
    #[must_use]
    pub fn form(object: &Value) -> Self {
        let mut pairs = Vec::new();
        if let Value::Object(members) = object {
            members.iter().for_each(|(name, value)| flatten(name.clone(), value, &mut pairs));
        }
        Self::Form(pairs)
    }

    pub(super) fn encode(&self) -> (Option<HeaderValue>, Bytes) {
        match self {
            Self::Empty => (None, Bytes::new()),
            Self::Json(text) => (Some(HeaderValue::from_static("application/json")), Bytes::from(text.clone())),
            Self::Form(pairs) => {
                let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
                (Some(HeaderValue::from_static("application/x-www-form-urlencoded")), Bytes::from(text))
            }
        }
    }

    pub(super) fn values(&self) -> Vec<String> {
        match self {
            Self::Empty => Vec::new(),
            Self::Json(text) => leaves(text),
            // A form may carry JSON in a value, like a query.
            Self::Form(pairs) => {
                pairs.iter().flat_map(|(_, value)| leaves(value).into_iter().chain([value.clone()])).collect()
            }
        }
    }
}

fn flatten(name: String, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| flatten(format!("{name}[{key}]"), value, pairs));
        }
        // Without a number PHP would take each member of an object for an item of its own.
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().enumerate().for_each(|(at, value)| flatten(format!("{name}[{at}]"), value, pairs));
        }
        Value::Array(items) => items.iter().for_each(|value| flatten(format!("{name}[]"), value, pairs)),
        Value::Bool(flag) => pairs.push((name, u8::from(*flag).to_string())),
        Value::Null => pairs.push((name, String::new())),
        Value::String(text) => pairs.push((name, text.clone())),
        Value::Number(number) => pairs.push((name, number.to_string())),
    }
}

/// The texts and numbers inside a JSON text, as text.
pub(super) fn leaves(json: &str) -> Vec<String> {
    fn collect(value: Value, leaves: &mut Vec<String>) {
        match value {
            Value::String(text) => leaves.push(text),
            Value::Number(number) => leaves.push(number.to_string()),
            Value::Array(items) => items.into_iter().for_each(|item| collect(item, leaves)),
            Value::Object(members) => members.into_iter().for_each(|(_, member)| collect(member, leaves)),
            Value::Bool(_) | Value::Null => {}
        }
    }
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str(json) {
        collect(value, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_form_is_written_as_php_reads_it() {
        let body = Body::form(&json!({"a": true, "b": {"c": "ö é"}, "d": [1, 2], "e": null, "f": [{"x": 1, "y": 2}]}));
        let (_, text) = body.encode();
        assert_eq!(text, "a=1&b%5Bc%5D=%C3%B6+%C3%A9&d%5B%5D=1&d%5B%5D=2&e=&f%5B0%5D%5Bx%5D=1&f%5B0%5D%5By%5D=2");
    }
}
