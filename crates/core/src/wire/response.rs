//! An answer as a value, and the ways to read one.

mod names;

use crate::{
    error::{Error, kind::ErrorKind},
    model::document::{Document, record::Record},
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::fmt;

/// What some servers write before UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What came back: status, headers, body.
#[derive(Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as it came.
    pub body: Bytes,
    secrets: &'static [&'static str],
}

impl Response {
    /// The error with this answer in it, cleaned of everything that was sent.
    pub(crate) fn added_to(&self, error: Error, sent: &[String]) -> Error {
        error.with_answer(self.status, self.headers.clone(), self.body.clone(), sent)
    }

    /// An answer of these parts. A byte-order mark before the body is no part of it.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let body = if body.starts_with(BYTE_ORDER_MARK) { body.slice(BYTE_ORDER_MARK.len()..) } else { body };
        Self { status, headers, body, secrets: &[] }
    }

    /// The same answer of a provider with these [secrets](crate::Provider::SECRETS): its documents leave them out of
    /// what they show. The client does this for every answer.
    #[must_use]
    pub fn hiding(self, secrets: &'static [&'static str]) -> Self {
        Self { secrets, ..self }
    }

    pub(crate) fn hide(&mut self, secrets: &'static [&'static str]) {
        self.secrets = secrets;
    }

    /// An answer of this text, out of this answer.
    #[must_use]
    pub fn inner(&self, text: &str) -> Self {
        Self::new(self.status, HeaderMap::new(), text.to_owned()).hiding(self.secrets)
    }

    /// An answer of a part of this one's body, sharing its memory.
    fn part(&self, value: &RawValue) -> Self {
        let body = self.body.slice_ref(value.get().as_bytes());
        Self { status: self.status, headers: HeaderMap::new(), body, secrets: self.secrets }
    }

    fn document(&self) -> Result<Document, Error> {
        Ok(Document::new(self.body.clone())?.hiding(self.secrets))
    }

    /// Whether the body is empty, blanks aside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.trim_ascii().is_empty()
    }

    /// Whether this text stands anywhere in the body: a quick look whether it can hold a member of that name.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        memchr::memmem::find(&self.body, text.as_bytes()).is_some()
    }

    /// As [`holds`](Self::holds), of a name in quotation marks, in any letter case.
    #[must_use]
    pub fn holds_name(&self, name: &str) -> bool {
        let is_name = |at: usize| {
            let inside = self.body.get(at.saturating_add(1)..).unwrap_or_default();
            let has_end = inside.get(name.len()) == Some(&b'"');
            has_end && inside.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        memchr::memchr_iter(b'"', &self.body).any(is_name)
    }

    /// Whether the body is an object with a member of such a name. It is read no further than to the first.
    #[must_use]
    pub fn has_member(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        names::any(&self.body, is_meant)
    }

    /// The whole body as one record of this type: what [`record`](Self::record) and [`Record::read`] do, in one pass.
    ///
    /// # Errors
    /// As theirs.
    pub fn read_record<T: DeserializeOwned>(&self) -> Result<Record<T>, Error> {
        match self.body.trim_ascii().first() {
            Some(b'{') => Record::new(&self.body, self.secrets),
            _ => Record::read(self.record()?),
        }
    }

    /// The body as records of this type, in any of the forms of [`records`](Self::records). A record that cannot be
    /// read is an item of its own.
    ///
    /// # Errors
    /// As [`records`](Self::records).
    pub fn read_records<T: DeserializeOwned>(&self) -> Result<Vec<Result<Record<T>, Error>>, Error> {
        if self.body.trim_ascii().first() == Some(&b'{')
            && let Ok(record) = Record::new(&self.body, self.secrets)
        {
            return Ok(vec![Ok(record)]);
        }
        Ok(self.records()?.into_iter().map(Record::read).collect())
    }

    /// The records of this type under one member of the body's object, in any of the forms of
    /// [`read_records`](Self::read_records).
    ///
    /// # Errors
    /// As [`records_in`](Self::records_in).
    pub fn read_records_in<T: DeserializeOwned>(&self, member: &str) -> Result<Vec<Result<Record<T>, Error>>, Error> {
        match Record::lone(&self.body, member, self.secrets) {
            Some(record) => Ok(vec![Ok(record)]),
            None => Ok(self.records_in(member)?.into_iter().map(Record::read).collect()),
        }
    }

    /// The whole body as one record, found to be one JSON object.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] where it is not.
    pub fn record(&self) -> Result<Document, Error> {
        let body = self.body.trim_ascii();
        match body.first() {
            None => Err(Error::new(ErrorKind::Decode, "the answer is empty where a record was expected")),
            Some(b'{') => self.document(),
            Some(b'[') => Err(Error::new(ErrorKind::Decode, "the answer is a list where a record was expected")),
            Some(_) => Err(self.not_json()),
        }
    }

    /// The body as records, whichever of the ways APIs write them: a list, a lone object, or nothing at all.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] where it is none of these.
    pub fn records(&self) -> Result<Vec<Document>, Error> {
        let body = self.body.trim_ascii();
        match body.first() {
            None => Ok(Vec::new()),
            Some(b'{') => Ok(vec![self.document()?]),
            Some(b'[') => self.items(body),
            Some(_) if body == b"null" => Ok(Vec::new()),
            Some(_) => Err(self.not_json()),
        }
    }

    /// The records under one member of the body's object, in any of the forms of [`records`](Self::records).
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] where the body is no object or the member is missing.
    pub fn records_in(&self, member: &str) -> Result<Vec<Document>, Error> {
        match self.record()?.member(member) {
            Some(value) => self.part(value).records(),
            None => Err(Error::new(ErrorKind::Decode, format!("the answer has no member {member}"))),
        }
    }

    /// The body decoded as `T`.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] naming path, line and column.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        Document::new(self.body.clone())?.read()
    }

    /// Nothing but a word of success: no body, one whole JSON value, or a line of plain text.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] where the body is a page, or JSON that is cut off or goes on after its end.
    pub fn word(&self) -> Result<(), Error> {
        match self.body.trim_ascii().first() {
            Some(b'{' | b'[' | b'"') => Document::new(self.body.clone()).map(drop),
            Some(b'<') => Err(self.not_json()),
            _ if self.is_compressed() => Err(self.not_json()),
            _ => Ok(()),
        }
    }

    /// Whether the body begins as gzip does. No call asks for it.
    fn is_compressed(&self) -> bool {
        self.body.starts_with(b"\x1f\x8b")
    }

    /// The list's items, sharing the body's memory.
    fn items(&self, body: &[u8]) -> Result<Vec<Document>, Error> {
        let items: Vec<&RawValue> = match serde_json::from_slice(body) {
            Ok(items) => items,
            // Decoded once more for an error that names the place.
            Err(_) => return self.json::<serde::de::IgnoredAny>().and(Err(self.not_json())),
        };
        Ok(items.into_iter().map(|item| Document::part(&self.body, item).hiding(self.secrets)).collect())
    }

    fn not_json(&self) -> Error {
        let what = match self.body.trim_ascii().first() {
            Some(b'<') => "a page of HTML or XML",
            _ if self.is_compressed() => "compressed, though no call asks for it,",
            _ => "something else than JSON",
        };
        Error::new(ErrorKind::Decode, format!("the answer is {what}, {} bytes long", self.body.len()))
    }
}

/// Shows status and size; the content may be a person's.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({}, {} bytes)", self.status.as_u16(), self.body.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &'static str) -> Response {
        Response::new(StatusCode::OK, HeaderMap::new(), body)
    }

    #[test]
    fn lists_lone_objects_and_nothing_are_records() {
        assert_eq!(answer(r#" [{"a":1},{"b":2}] "#).records().unwrap().len(), 2);
        assert_eq!(answer(r#"{"a":1}"#).records().unwrap().len(), 1);
        for empty in ["", " \n", "[]", "null"] {
            assert!(answer(empty).records().unwrap().is_empty(), "{empty}");
        }
        assert_eq!(answer("\u{feff}[{},{}]").records().unwrap().len(), 2);
        assert_eq!(answer("\u{feff} {}").record().unwrap().as_bytes(), b"{}");
        for word in ["", "null", "OK", "true", "\"done\"", "{}", "[]"] {
            assert!(answer(word).word().is_ok(), "{word}");
        }
        assert_eq!(answer(r#"{"data":[{"a":1}],"total":1}"#).records_in("data").unwrap().len(), 1);
    }

    #[test]
    fn what_is_neither_is_a_decode_error() {
        for invalid in ["<html>camille@example.org</html>", "camille@example.org", r#"[{"a":1},{"b"#, "7"] {
            let error = answer(invalid).records().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{invalid}");
            assert!(!format!("{error}{error:?}").contains("camille"), "{invalid}");
        }
        for longer in ["{}\n<br />Notice: camille", "{} {}", "[{}] x", "{\"a\":1}]"] {
            let answer = answer(longer);
            assert!(answer.records().is_err() && answer.record().is_err(), "{longer}");
            assert!(answer.json::<serde_json::Value>().is_err() && answer.word().is_err(), "{longer}");
        }
        let compressed = Response::new(StatusCode::OK, HeaderMap::new(), &b"\x1f\x8b\x08\x00"[..]);
        assert!(compressed.word().is_err());
        assert!(compressed.records().unwrap_err().to_string().contains("compressed"));
        assert!(answer("[]").record().is_err());
        assert!(answer("").record().is_err());
    }
}
