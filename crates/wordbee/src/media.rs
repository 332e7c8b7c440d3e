//! Files on the platform, which other v2 calls refer to by a token.

use crate::{Wordbee, sessions::V2, v2::member};
use participants_core::{
    Body, Effect, Endpoint, Error, ErrorKind, Members, Request, Response,
    bytes::Bytes,
    http::Method,
    secrecy::SecretString,
    serde_json::{self, Value},
};
use std::fmt;

/// Uploads a file: `POST media/upload`, as `multipart/form-data` (<https://help.wordbee.com/api2/media-upload>). A name with
/// its extension is needed, because it shows the platform what the file is. The name of the part of the form is on no
/// page; it is a setting, [`Wordbee::upload_field`].
///
/// Sent twice it makes two files, so it is not repeated after a lost answer. No record differs for it: only who has the
/// token can refer to the file.
///
/// ```
/// use participants_wordbee::UploadFile;
///
/// let upload = UploadFile::new("people.json", "application/json", "[]");
/// # let _ = upload;
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct UploadFile {
    name: String,
    /// Whether the name stands in the query, too.
    names: bool,
    max_size: Option<u64>,
    media_type: &'static str,
    content: Bytes,
}

/// A file that was uploaded.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Upload {
    /// What other calls refer to the file by.
    pub token: SecretString,
    /// The file's name, as the platform took it.
    pub name: Option<String>,
}

impl UploadFile {
    /// A file of this name, media type (such as `application/json`) and content.
    #[must_use]
    pub fn new(name: impl Into<String>, media_type: &'static str, content: impl Into<Bytes>) -> Self {
        Self { name: name.into(), names: true, max_size: None, media_type, content: content.into() }
    }

    /// Leaves the parameter `filename` out, as a client in use does (<https://github.com/bb-io/Wordbee>): the name then
    /// stands in the form alone. The vendor's page asks for the parameter.
    #[must_use]
    pub fn without_filename(mut self) -> Self {
        self.names = false;
        self
    }

    /// The parameter `maxsize`. The page names it; in which unit it counts could not be read.
    #[must_use]
    pub fn max_size(mut self, size: u64) -> Self {
        self.max_size = Some(size);
        self
    }
}

impl Endpoint for UploadFile {
    type Api = Wordbee;
    type Output = Upload;

    const NAME: &'static str = "media.upload";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let (name, media_type, content) = (check_name(&self.name)?.to_owned(), self.media_type, self.content.clone());
        let body = Body::File { field: api.upload_field.clone(), name: name.clone(), media_type, content };
        let request = Request::new(Method::POST, &api.needs_v2()?.base, &["media", "upload"])?.realm(V2);
        let request = if self.names { request.query("filename", name) } else { request };
        let size = self.max_size.map(|size| size.to_string());
        Ok(size.into_iter().fold(request, |request, size| request.query("maxsize", size)).body(body))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Upload, Error> {
        let answer: Members = response.record()?.read()?;
        let result: Members =
            member(&answer, "result").and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let text = |name| match serde_json::from_str(member(&result, name)?) {
            Ok(Value::String(text)) if !text.is_empty() => Some(text),
            _ => None,
        };
        match text("token") {
            Some(token) => Ok(Upload { token: token.into(), name: text("name") }),
            None => Err(Error::new(ErrorKind::Decode, "the answer to the upload has no result.token")),
        }
    }
}

fn check_name(name: &str) -> Result<&str, Error> {
    let has_extension = name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && !end.is_empty());
    let is_fit = has_extension && !name.contains(|c: char| c.is_control() || ['/', '\\', '"'].contains(&c));
    is_fit.then_some(name).ok_or_else(|| Error::invalid("a file's name has an extension, and no slash or double quote"))
}

/// Shows the size; the content may be people.
impl fmt::Debug for UploadFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UploadFile({}, {} bytes)", self.media_type, self.content.len())
    }
}
