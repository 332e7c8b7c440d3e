//! A record as the provider sent it: kept whole, read on demand.
//!
//! Nothing a provider says is lost by being unknown to us, and nothing is paid for it: collecting unknown members
//! while decoding costs two and a half times the decoding itself.

mod lenient;
pub(crate) mod record;

use crate::error::{Error, kind::ErrorKind, redact::is_secret};
use bytes::Bytes;
use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};
use serde_json::{Value, value::RawValue};
use std::{collections::BTreeMap, fmt};

/// The JSON text of one record, byte for byte as it came: always one whole JSON value and nothing besides.
///
/// What a reader cannot represent, such as a number beyond every machine's (`1e999`) or half of a surrogate pair
/// (`"\ud800"`), affects no other member: it keeps its bytes in [`members`](Self::members), and
/// [`value`](Self::value) shows it as near as a text can. Where a member stands twice the last one counts, as JSON
/// readers have it; one that a provider's type lists is refused then.
#[derive(Clone)]
pub struct Document {
    text: Bytes,
    /// The names of members that let a reader in; see [`Provider::SECRETS`](crate::Provider::SECRETS).
    secrets: &'static [&'static str],
}

/// The top-level members of a record, each as the text it came in.
pub type Members = BTreeMap<String, Box<RawValue>>;

impl Document {
    /// A document of this text, blanks around it left out.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] where the text is not one whole JSON value: it ends too early, goes on after its end, is
    /// not UTF-8, or is no JSON at all.
    pub fn new(text: impl Into<Bytes>) -> Result<Self, Error> {
        let text = text.into();
        let value = text.slice_ref(text.trim_ascii());
        match serde_json::from_slice::<&RawValue>(&value) {
            Ok(_) => Ok(Self::of(value)),
            Err(_) => Err(broken(&text)),
        }
    }

    /// A document inside another, which was read as one JSON value already.
    #[must_use]
    pub fn inside(value: &RawValue) -> Self {
        Self::of(Bytes::copy_from_slice(value.get().as_bytes()))
    }

    /// As [`inside`](Self::inside), sharing the memory of the text the value stands in.
    pub(crate) fn part(whole: &Bytes, value: &RawValue) -> Self {
        Self::of(whole.slice_ref(value.get().as_bytes()))
    }

    fn of(text: Bytes) -> Self {
        Self { text, secrets: &[] }
    }

    /// The same document of a provider with these [secrets](crate::Provider::SECRETS), which
    /// [`except`](Self::except) leaves out. The client does this for every answer.
    #[must_use]
    pub fn hiding(self, secrets: &'static [&'static str]) -> Self {
        Self { secrets, ..self }
    }

    /// The text.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.text
    }

    /// Decodes the record as `T`.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) naming path, line and column; never a value. So does a record
    /// with a member whose name is no text: it could not be distinguished from others.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        if lenient::has_broken_name(&self.text) {
            return Err(Error::new(ErrorKind::Decode, "the answer has a member whose name is no text"));
        }
        serde_json::from_str(self.text()).map_err(|error| Error::decode(&error, &self.text))
    }

    /// The text of one top-level member, of the last of that name; none where the record has none, or is no object.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&RawValue> {
        lenient::member(self.text(), name)
    }

    /// The top-level members, each untouched; empty where the record is no object.
    #[must_use]
    pub fn members(&self) -> Members {
        lenient::members(self.text())
    }

    /// The whole record as an untyped value. A number no machine has is its own text there, and half of a surrogate
    /// pair the replacement character: to show, not to write back.
    #[must_use]
    pub fn value(&self) -> Value {
        lenient::value(self.text())
    }

    /// The text; a document is UTF-8 throughout.
    fn text(&self) -> &str {
        str::from_utf8(&self.text).unwrap_or("null")
    }

    /// The leaves that none of the `known` paths covers, by dotted path. An object of which only some members are
    /// known is entered; one that is known itself, or not at all, is taken whole. Secrets are left out, however deep
    /// they stand: passwords and the like, and the [provider's own](crate::Provider::SECRETS).
    #[must_use]
    pub fn except<'a>(&self, known: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<String, Value> {
        let (mut rest, mut value) = (BTreeMap::new(), self.value());
        hide(&mut value, "", self.secrets, &mut Vec::new());
        collect(&value, "", &known, &mut rest);
        rest
    }

    /// The dotted paths of the secrets that [`except`](Self::except) leaves out, without their values. Items of a list
    /// share a path.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let mut paths = Vec::new();
        hide(&mut self.value(), "", self.secrets, &mut paths);
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

/// Takes the secrets out of a value, and notes their paths.
fn hide(value: &mut Value, prefix: &str, secrets: &[&str], paths: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.retain(|name, member| {
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            let is_secret = is_secret(name, secrets);
            if is_secret {
                paths.push(path);
            } else {
                hide(member, &path, secrets, paths);
            }
            !is_secret
        }),
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, prefix, secrets, paths)),
        _ => {}
    }
}

fn collect<'a>(
    value: &Value,
    prefix: &str,
    known: &(impl Iterator<Item = &'a str> + Clone),
    rest: &mut BTreeMap<String, Value>,
) {
    let Value::Object(members) = value else { return };
    for (name, member) in members {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        let is_below = |known: &str| known.strip_prefix(&path).is_some_and(|tail| tail.starts_with('.'));
        if known.clone().any(|known| known == path) {
            continue;
        }
        if member.is_object() && known.clone().any(is_below) {
            collect(member, &path, known, rest);
        } else {
            rest.insert(path, member.clone());
        }
    }
}

/// An error for a text that is not one JSON value, naming the place.
fn broken(text: &[u8]) -> Error {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let read = IgnoredAny::deserialize(&mut deserializer);
    match read.map_err(|error| Error::decode(&error, text)).and_then(|_| {
        let end = deserializer.end();
        end.map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let what = format!("the answer goes on after its end (at line {line}, column {column})");
            Error::new(ErrorKind::Decode, what)
        })
    }) {
        Err(error) => error,
        Ok(()) => Error::new(ErrorKind::Decode, "the answer is not UTF-8"),
    }
}

/// Null: a record of nothing.
impl Default for Document {
    fn default() -> Self {
        Self::of(Bytes::from_static(b"null"))
    }
}

/// The same text.
impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Document {}

/// Shows the size, never the content: it is a person's.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes)", self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::record::Record;
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Wire {
        #[serde(default, rename = "nom", deserialize_with = "crate::wire::read::text")]
        last_name: Option<String>,
        #[serde(default, alias = "firstName", alias = "first_name")]
        first: String,
        strict: u8,
    }

    #[test]
    fn extra_is_what_the_type_does_not_list() {
        let text = r#"{"nom":"Ö","first_name":"Y","strict":1,"c_badge":"B","nested":{"a":[1.10]}}"#;
        let record = Record::<Wire>::read(Document::new(text).unwrap()).unwrap();
        assert_eq!(record.last_name.as_deref(), Some("Ö"));
        assert_eq!(record.first, "Y");
        assert_eq!(record.strict, 1);
        assert_eq!(record.extra().into_keys().collect::<Vec<_>>(), ["c_badge", "nested"]);
    }

    #[test]
    fn secrets_are_left_out_however_deep_they_stand() {
        let text = r#"{"Password":"x","rooms":[{"link":"x","name":"A"}],"more":{"URL_Connexion":"x","b":1}}"#;
        let document = Document::new(text).unwrap().hiding(&["link", "url_connexion"]);
        let rest = document.except(std::iter::empty());
        assert_eq!(Value::from_iter(rest), serde_json::json!({"rooms": [{"name": "A"}], "more": {"b": 1}}));
        assert_eq!(document.secrets(), ["Password", "more.URL_Connexion", "rooms.link"]);
    }

    #[test]
    fn partly_known_objects_are_entered() {
        let document = Document::new(&br#"{"user":{"email":"a","legal":"b"},"id":1,"other":{"x":1}}"#[..]).unwrap();
        let rest = document.except(["id", "user.email"].into_iter());
        assert_eq!(rest.into_keys().collect::<Vec<_>>(), ["other", "user.legal"]);
    }

    #[test]
    fn a_decode_error_names_the_place_and_not_the_value() {
        let document = Document::new(&br#"{"first":"a","strict":"camille@example.org"}"#[..]).unwrap();
        let error = Record::<Wire>::read(document).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("strict") && shown.contains("line 1"), "{shown}");
        assert!(!shown.contains("camille"), "{shown}");
    }

    #[test]
    fn members_keep_their_bytes() {
        let document = Document::new(&br#"{"lat":1.10,"name":"\u00d6"}"#[..]).unwrap();
        assert_eq!(document.members()["lat"].get(), "1.10");
        assert_eq!(document.members()["name"].get(), r#""\u00d6""#);
    }

    #[test]
    fn a_document_is_one_whole_value() {
        for whole in ["{}", " {\"a\":1}\n", "[1]", "null", "1e999", r#"{"a":"\ud800","b":1e999}"#] {
            assert!(Document::new(whole).is_ok(), "{whole}");
        }
        for (broken, why) in [
            ("", "ends too early"),
            ("{\"a\":1", "ends too early"),
            ("{\"a\":1}\n<br />Notice: camille", "goes on after its end (at line 2, column 1)"),
            ("{} {}", "goes on after its end"),
            ("\u{feff}{}", "not JSON"),
            ("camille", "not JSON"),
        ] {
            let error = Document::new(broken).unwrap_err();
            assert!(error.to_string().contains(why), "{broken}: {error}");
            assert!(!format!("{error:?}").contains("camille"), "{error:?}");
        }
        assert!(Document::new(&b"{\"a\":\"\xe9\"}"[..]).unwrap_err().to_string().contains("UTF-8"));
    }

    #[test]
    fn what_cannot_be_represented_costs_no_other_member() {
        let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
        for unreadable in [r#""a\ud800b""#, "1e999", "-1e999", &deep, r#"{"x":[1,{"y":1e999}]}"#] {
            let text = format!(r#"{{"nom":"Ö","other":{unreadable},"strict":1,"c_badge":"B"}}"#);
            let record = Record::<Wire>::read(Document::new(text).unwrap()).unwrap();
            let members = record.document().members();
            assert_eq!(members.keys().collect::<Vec<_>>(), ["c_badge", "nom", "other", "strict"]);
            assert_eq!(members["other"].get(), unreadable);
            assert_eq!(record.extra().into_keys().collect::<Vec<_>>(), ["c_badge", "other"]);
            assert_eq!(record.document().value()["c_badge"], "B");
        }
        let shown = Document::new(r#"{"a":"x\ud800y","b":[1e999,"z"],"c":{"d":1e999}}"#).unwrap().value();
        assert_eq!(shown["a"].as_str().unwrap().replace('\u{fffd}', ""), "xy");
        assert_eq!((&shown["b"][0], &shown["b"][1], &shown["c"]["d"]), (&"1e999".into(), &"z".into(), &"1e999".into()));
    }

    #[test]
    fn a_member_whose_name_is_no_text_is_refused_and_never_dropped_in_silence() {
        for text in [r#"{"strict":1,"\ud800":1,"\ud801":2}"#, r#"{"strict":1,"x":[{"\udfff":1}]}"#] {
            let document = Document::new(text).unwrap();
            assert_eq!(Record::<Wire>::read(document).unwrap_err().kind(), ErrorKind::Decode, "{text}");
        }
        assert!(Record::<Wire>::read(Document::new(r#"{"strict":1,"\ud83d\ude00":"\ud800"}"#).unwrap()).is_ok());
    }

    #[test]
    fn of_a_member_that_stands_twice_the_last_counts_or_the_record_is_refused() {
        let document = Document::new(r#"{"strict":1,"c":1,"c":2}"#).unwrap();
        assert_eq!((document.members()["c"].get(), &document.value()["c"]), ("2", &2.into()));
        assert!(Record::<Wire>::read(document).is_ok());
        assert!(Record::<Wire>::read(Document::new(r#"{"strict":1,"strict":2}"#).unwrap()).is_err());
    }
}
