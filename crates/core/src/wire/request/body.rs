//! The body of a request: JSON, form or file, each written in one place.

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
    /// One file, sent as the only part of `multipart/form-data`.
    File {
        /// The name of the form's field.
        field: String,
        /// The name of the file.
        name: String,
        /// The media type of its content.
        media_type: &'static str,
        /// The content.
        content: Bytes,
    },
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

    pub(super) fn encoded(self) -> (Option<HeaderValue>, Bytes) {
        match self {
            Self::Empty => (None, Bytes::new()),
            Self::Json(text) => (Some(HeaderValue::from_static("application/json")), Bytes::from(text)),
            Self::Form(pairs) => {
                let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
                (Some(HeaderValue::from_static("application/x-www-form-urlencoded")), Bytes::from(text))
            }
            Self::File { field, name, media_type, content } => {
                let boundary = boundary(&content);
                let (field, name) = (quoted(&field), quoted(&name));
                let head = format!(
                    "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                     Content-Type: {media_type}\r\n\r\n"
                );
                let tail = format!("\r\n--{boundary}--\r\n");
                let content_type = HeaderValue::from_str(&format!("multipart/form-data; boundary={boundary}")).ok();
                (content_type, Bytes::from([head.as_bytes(), &content, tail.as_bytes()].concat()))
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
            Self::File { content, .. } => leaves(&String::from_utf8_lossy(content)),
        }
    }
}

/// A line that the content does not hold, the same for the same content.
fn boundary(content: &[u8]) -> String {
    let is_in = |line: &String| content.windows(line.len()).any(|part| part == line.as_bytes());
    let mut lines = (0u32..).map(|number| format!("part-of-a-form-{number}"));
    lines.find(|line| !is_in(line)).unwrap_or_default()
}

/// A name for the inside of double quotes, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
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
        let (_, text) = body.encoded();
        assert_eq!(text, "a=1&b%5Bc%5D=%C3%B6+%C3%A9&d%5B%5D=1&d%5B%5D=2&e=&f%5B0%5D%5Bx%5D=1&f%5B0%5D%5By%5D=2");
    }

    fn file(name: &str, content: &'static str) -> Body {
        Body::File { field: "file".into(), name: name.into(), media_type: "application/json", content: content.into() }
    }

    #[test]
    fn a_file_is_the_one_part_of_a_form() {
        let (content_type, body) = file("people.json", r#"[{"name":"Ö"}]"#).encoded();
        assert_eq!(content_type.unwrap(), "multipart/form-data; boundary=part-of-a-form-0");
        assert_eq!(
            body,
            "--part-of-a-form-0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.json\"\r\n\
             Content-Type: application/json\r\n\r\n[{\"name\":\"Ö\"}]\r\n--part-of-a-form-0--\r\n"
        );
    }

    #[test]
    fn neither_content_nor_name_can_end_a_part() {
        let (content_type, body) = file("a\"\r\nb", "x\r\n--part-of-a-form-0--\r\n").encoded();
        assert_eq!(content_type.unwrap(), "multipart/form-data; boundary=part-of-a-form-1");
        assert!(body.starts_with(b"--part-of-a-form-1\r\n") && body.ends_with(b"\r\n--part-of-a-form-1--\r\n"));
        assert!(body.windows(24).any(|part| part == b"filename=\"a%22%0D%0Ab\"\r\n"));
    }

    #[test]
    fn what_a_file_says_is_cleaned_from_answers_like_the_rest() {
        assert_eq!(file("people.json", r#"[{"name":"Zo\u00eb","id":77}]"#).values(), ["77", "Zoë"]);
        assert!(file("people.bin", "no JSON").values().is_empty());
    }
}
