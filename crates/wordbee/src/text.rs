//! How v1 says something that is no record: bare, as a JSON string, or in XML. Also a page that only looks like success.

use crate::ids;
use participants_core::{
    Error, ErrorKind, Response,
    serde_json::{self, Value},
};

/// An answer that is no record and no list.
pub(crate) enum Said {
    /// Nothing at all.
    Nothing,
    /// A JSON value.
    Json(Value),
    /// Bare text.
    Text(String),
    /// An XML document.
    Xml(String),
}

impl Said {
    /// Reads an answer. A page of HTML is an error: the API does not write it.
    pub(crate) fn read(response: &Response) -> Result<Self, Error> {
        let body = response.body.trim_ascii();
        let text = || String::from_utf8_lossy(body).into_owned();
        match body.first() {
            None => Ok(Self::Nothing),
            Some(b'<') if is_page(body) => {
                Err(Error::new(ErrorKind::Decode, format!("the answer is a page of HTML, {} bytes long", body.len())))
            }
            Some(b'<') => Ok(Self::Xml(text())),
            Some(b'{' | b'[' | b'"') => response.json().map(Self::Json),
            Some(_) => Ok(serde_json::from_slice(body).map_or_else(|_| Self::Text(text()), Self::Json)),
        }
    }

    /// The number of a new record, from a number, a quoted one, an object or an XML document with this member; none
    /// from anything else.
    pub(crate) fn id(self, member: &str) -> Option<i64> {
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match self {
            Self::Nothing => None,
            Self::Json(Value::Number(number)) => ids::parse(&number.to_string()),
            Self::Json(Value::String(text)) | Self::Text(text) => ids::parse(text.trim()),
            Self::Json(value) => ids::parse(&value.get(member).map(plain).unwrap_or_default()),
            Self::Xml(xml) => ids::parse(element(&xml, member).unwrap_or(&without_tags(&xml))),
        }
    }
}

/// What a failure's body says, for the eyes of people: the texts of a JSON string, of XML, or the body itself.
pub(crate) fn spoken(response: &Response) -> Option<String> {
    let body = response.body.trim_ascii();
    let text = String::from_utf8_lossy(body);
    match body.first()? {
        b'<' => Some(without_tags(&text)),
        b'"' => Some(serde_json::from_slice(body).unwrap_or_else(|_| text.into_owned())),
        // Some other structure; what it holds is unknown.
        b'{' | b'[' => None,
        _ => Some(text.into_owned()),
    }
}

/// The text of the first element with this local name, whatever its namespace.
fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    xml.split('<').find_map(|piece| {
        let (tag, text) = piece.split_once('>')?;
        let full = tag.split([' ', '\t', '\r', '\n', '/']).next()?;
        let local = full.rsplit(':').next()?;
        (local == name).then(|| text.trim())
    })
}

/// The texts of an XML or HTML document, one after the other.
fn without_tags(xml: &str) -> String {
    let mut texts = String::new();
    for piece in xml.split('<') {
        texts.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        texts.push(' ');
    }
    texts.trim().to_owned()
}

fn is_page(body: &[u8]) -> bool {
    let head = body.get(..body.len().min(512)).unwrap_or_default().to_ascii_lowercase();
    [&b"<!doctype html"[..], b"<html"].iter().any(|mark| head.windows(mark.len()).any(|text| text == *mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use participants_core::http::{HeaderMap, StatusCode};

    fn answer(body: &'static str) -> Response {
        Response::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body)
    }

    #[test]
    fn a_failure_speaks_in_any_of_its_forms() {
        for (body, said) in [
            ("Email is wrong", Some("Email is wrong")),
            ("\"Email is wrong\"", Some("Email is wrong")),
            ("<string xmlns=\"http://x\">Email is wrong</string>", Some("Email is wrong")),
            ("\"cut", Some("\"cut")),
            (" \n", None),
            ("{\"unknown\":\"camille@example.org\"}", None),
        ] {
            assert_eq!(spoken(&answer(body)).as_deref(), said, "{body}");
        }
    }

    #[test]
    fn an_element_is_found_by_its_local_name() {
        let xml =
            "<a:ApiPerson xmlns:a=\"x\"><a:PersonCode>Y</a:PersonCode><a:PersonId > 7 </a:PersonId></a:ApiPerson>";
        assert_eq!(element(xml, "PersonId"), Some("7"));
        assert_eq!(element(xml, "Person"), None);
        assert_eq!(without_tags("<int>7</int>"), "7");
    }
}
