//! Files that are uploaded for a later call.

use super::Refusal;
use crate::emulator::{Call, Reply};
use bytes::Bytes;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Every file by its token.
#[derive(Clone, Debug, Default)]
pub(super) struct Uploads(BTreeMap<String, File>);

#[derive(Clone, Debug)]
struct File {
    name: String,
    content: Bytes,
}

impl Uploads {
    /// Takes the first file of a `multipart/form-data` body under the name in the query, and answers its token.
    pub(super) fn take(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let name = call.parameter("filename").unwrap_or_default();
        if !name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && !extension.is_empty()) {
            return Err(Refusal::bad("filename needs a name with its extension"));
        }
        let boundary = call.header("content-type").filter(|_| call.is("multipart/form-data")).and_then(boundary);
        let content = boundary.and_then(|boundary| first_part(&call.body, boundary));
        let content = content.ok_or_else(|| Refusal::bad("The body is not a file as multipart/form-data"))?;
        let token = format!("file-{:04}", self.0.len() + 1);
        self.0.insert(token.clone(), File { name: name.into(), content });
        Ok(Reply::json(200, &json!({"result": {"token": token, "name": name}})))
    }

    /// What is in a file.
    pub(super) fn content(&self, token: &str) -> Option<&Bytes> {
        self.0.get(token).map(|file| &file.content)
    }

    /// The files' tokens and names.
    pub(super) fn shown(&self) -> Value {
        self.0.iter().map(|(token, file)| json!({"token": token, "name": file.name})).collect()
    }
}

fn boundary(content_type: &str) -> Option<&str> {
    let parameter = |part: &'_ str| part.trim().get(..9).is_some_and(|name| name.eq_ignore_ascii_case("boundary="));
    let part = content_type.split(';').find(|part| parameter(part))?;
    Some(part.trim().get(9..)?.trim_matches('"')).filter(|boundary| !boundary.is_empty())
}

/// The content of the first part.
fn first_part(body: &Bytes, boundary: &str) -> Option<Bytes> {
    let start = find(body, format!("--{boundary}\r\n").as_bytes(), 0)?;
    let content = find(body, b"\r\n\r\n", start)? + 4;
    let end = find(body, format!("\r\n--{boundary}").as_bytes(), content)?;
    Some(body.slice(content..end))
}

fn find(body: &[u8], part: &[u8], from: usize) -> Option<usize> {
    body.get(from..)?.windows(part.len()).position(|window| window == part).map(|position| from + position)
}
