//! How a request is shown to a user who wants to know what will be sent: complete, without the secrets.

use super::{Body, Request};
use crate::error::redact::HIDDEN;
use serde_json::Value;
use std::fmt::{self, Write};

impl Request {
    /// The request as readable text: method, address, headers, query and body, every secret hidden.
    ///
    /// It shows the values that would be written; it is for the eyes of who asked for them, not for a log.
    #[must_use]
    pub fn preview(&self) -> String {
        let mut text = format!("{} {}", self.method, self.url);
        if self.secret_segment.is_some() {
            text.push('/');
            text.push_str(HIDDEN);
        }
        // Writing to a String cannot fail.
        for parameter in &self.query {
            let value = if parameter.is_secret { HIDDEN.to_owned() } else { self.masked_text(&parameter.value) };
            let _ = write!(text, "\n  ?{} = {value}", parameter.name);
        }
        for (name, value) in &self.headers {
            let value = if value.is_sensitive() { HIDDEN } else { value.to_str().unwrap_or(HIDDEN) };
            let _ = write!(text, "\n  {name}: {value}");
        }
        match &self.body {
            Body::Empty => {}
            Body::Json(json) => {
                let _ = write!(text, "\n\n{}", self.masked_text(json));
            }
            Body::Form(pairs) => {
                for (name, value) in pairs {
                    let is_masked = self.masked.contains(&name.as_str());
                    let value = if is_masked { HIDDEN.to_owned() } else { self.masked_text(value) };
                    let _ = write!(text, "\n  {name} = {value}");
                }
            }
            Body::File { field, name, media_type, content } => {
                let content = std::str::from_utf8(content)
                    .map_or_else(|_| format!("{} bytes", content.len()), |content| self.masked_text(content));
                let _ = write!(
                    text,
                    "\n  content-type: multipart/form-data\n  {field} = {name} ({media_type})\n\n{content}"
                );
            }
        }
        text
    }

    /// A JSON object or array laid out with its secrets hidden; any other text as it is.
    fn masked_text(&self, text: &str) -> String {
        match serde_json::from_str::<Value>(text) {
            Ok(mut value @ (Value::Object(_) | Value::Array(_))) => {
                self.mask(&mut value);
                format!("{value:#}")
            }
            _ => text.to_owned(),
        }
    }

    fn mask(&self, value: &mut Value) {
        match value {
            Value::Object(members) => members.iter_mut().for_each(|(name, member)| {
                if self.masked.contains(&name.as_str()) && !member.is_null() {
                    *member = Value::from(HIDDEN);
                } else {
                    self.mask(member);
                }
            }),
            Value::Array(items) => items.iter_mut().for_each(|item| self.mask(item)),
            _ => {}
        }
    }
}

/// Method, address and the names of what is sent; no value.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.query.iter().map(|parameter| &parameter.name).collect();
        f.debug_struct("Request").field("method", &self.method).field("query", &names).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::wire::{
        base_url::BaseUrl,
        request::{Request, body::Body},
    };
    use secrecy::SecretString;
    use serde_json::json;

    fn request() -> Request {
        let base = BaseUrl::new("https://api.example.org/v1").unwrap();
        let request = Request::get(&base, &["people", "Ö"]).unwrap();
        let mut request = request.secret_segment(&SecretString::from("s3cret")).unwrap();
        request.add_secret_query("token", &SecretString::from("s3cret"));
        request.add_secret_header("x-api-key", "Key ", &SecretString::from("s3cret"), "").unwrap();
        request
            .query("data", r#"{"Password":"s3cret","Phone":"1"}"#)
            .masked(&["Password"])
            .body(Body::json(&json!({"list": [{"Password": "s3cret", "Login": null}]})))
    }

    #[test]
    fn a_preview_hides_every_secret_and_shows_the_rest() {
        insta::assert_snapshot!(request().preview(), @r#"
        GET https://api.example.org/v1/people/%C3%96/[hidden]
          ?token = [hidden]
          ?data = {
          "Password": "[hidden]",
          "Phone": "1"
        }
          accept: application/json
          x-api-key: [hidden]

        {
          "list": [
            {
              "Login": null,
              "Password": "[hidden]"
            }
          ]
        }
        "#);
    }

    #[test]
    fn a_secret_segment_is_sent_encoded_and_checked_as_every_other() {
        let base = BaseUrl::new("https://api.example.org/v1").unwrap();
        let request = || Request::get(&base, &["vouchers"]).unwrap();
        let sent = request().secret_segment(&SecretString::from("s3 cret")).unwrap();
        assert_eq!(sent.to_http().unwrap().uri().path(), "/v1/vouchers/s3%20cret");
        assert!(sent.values().contains(&"s3 cret".to_owned()), "so that no message repeats it");
        for unfit in ["", "..", "a/b"] {
            assert!(request().secret_segment(&SecretString::from(unfit)).is_err(), "{unfit}");
        }
    }

    #[test]
    fn a_file_is_shown_with_its_content() {
        let show = |content: &'static [u8]| {
            let base = BaseUrl::new("https://api.example.org").unwrap();
            let (field, name) = ("file".to_owned(), "people.json".to_owned());
            let body = Body::File { field, name, media_type: "application/json", content: content.into() };
            Request::get(&base, &["upload"]).unwrap().masked(&["Password"]).body(body).preview()
        };
        insta::assert_snapshot!(show(br#"[{"Name":"Y","Password":"s3cret"}]"#), @r#"
        GET https://api.example.org/upload
          accept: application/json
          content-type: multipart/form-data
          file = people.json (application/json)

        [
          {
            "Name": "Y",
            "Password": "[hidden]"
          }
        ]
        "#);
        assert!(show(&[0xff, 0xfe]).ends_with("\n\n2 bytes"));
    }

    #[test]
    fn debug_shows_no_value() {
        let shown = format!("{:?}", request());
        assert!(!shown.contains("s3cret") && !shown.contains("Phone") && !shown.contains('Ö'), "{shown}");
    }
}
