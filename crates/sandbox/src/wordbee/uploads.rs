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
    name: Option<String>,
    content: Bytes,
}

impl Uploads {
    /// Takes the first file of a `multipart/form-data` body under the name in the query, and answers its token. A client
    /// in use sends no name there; the name of the part then counts, by inference. `maxsize` is documented without its
    /// unit: it has to be a number and does nothing here.
    pub(super) fn take(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let has_extension = |name: &str| {
            name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && !extension.is_empty())
        };
        if call.parameter("filename").is_some_and(|name| !has_extension(name)) {
            return Err(Refusal::bad("filename needs a name with its extension"));
        }
        if call.parameter("maxsize").is_some_and(|size| size.parse::<u64>().is_err()) {
            return Err(Refusal::bad("maxsize must be a whole number"));
        }
        let boundary = call.header("content-type").filter(|_| call.is("multipart/form-data")).and_then(boundary);
        let part = boundary.and_then(|boundary| first_part(&call.body, boundary));
        let (head, content) = part.ok_or_else(|| Refusal::bad("The body is not a file as multipart/form-data"))?;
        let token = format!("file-{:04}", self.0.len() + 1);
        let name = call.parameter("filename").map(str::to_owned).or_else(|| file_name(&head));
        self.0.insert(token.clone(), File { name: name.clone(), content });
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

/// Headers and content of the first part.
fn first_part(body: &Bytes, boundary: &str) -> Option<(Bytes, Bytes)> {
    let start = find(body, format!("--{boundary}\r\n").as_bytes(), 0)?;
    let end_of_head = find(body, b"\r\n\r\n", start)?;
    let content = end_of_head + 4;
    let end = find(body, format!("\r\n--{boundary}").as_bytes(), content)?;
    Some((body.slice(start..end_of_head), body.slice(content..end)))
}

/// What a part's headers call its file.
fn file_name(head: &Bytes) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let (_, name) = head.split_once("filename=\"")?;
    name.split_once('"').map(|(name, _)| name.to_owned()).filter(|name| !name.is_empty())
}

fn find(body: &[u8], part: &[u8], from: usize) -> Option<usize> {
    body.get(from..)?.windows(part.len()).position(|window| window == part).map(|position| from + position)
}
