//! The participant calls: `participants.php`.
//!
//! Paths and filters are the vendor's (<https://developers.dendreo.com>); the resource's own section could not be
//! read, so fields and the forms of answers come from real payloads and from clients in use. `docs/providers/dendreo.md`
//! says which is which.

mod list;
mod write;

pub use list::ListParticipants;
pub use write::{CreateParticipant, DeleteParticipants, UpdateParticipant};

use crate::{Dendreo, Participant};
use participants_core::{Effect, Endpoint, Error, ErrorKind, Outcome, Record, Request, Response};
use std::fmt;

/// The script all participant calls go to.
const SCRIPT: &str = "participants.php";

/// What names one participant in a read.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    /// Dendreo's own number, `id_participant`.
    Id(String),
    /// The caller's own key, `id_externe`.
    ExternalId(String),
}

/// Says which kind of key it is; the caller's own may be anything of a person.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Id(_) => "Id(…)",
            Self::ExternalId(_) => "ExternalId(…)",
        })
    }
}

/// Reads one participant.
///
/// What an unknown one answers is not documented: an empty body, an empty list and any 404 are all "not found".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetParticipant {
    key: Key,
}

impl GetParticipant {
    /// The participant with this number.
    #[must_use]
    pub fn by_id(id: impl Into<String>) -> Self {
        Self { key: Key::Id(id.into()) }
    }

    /// The participant with this key of the caller's own.
    #[must_use]
    pub fn by_external_id(id: impl Into<String>) -> Self {
        Self { key: Key::ExternalId(id.into()) }
    }
}

impl Endpoint for GetParticipant {
    type Api = Dendreo;
    type Output = Record<Participant>;

    const NAME: &'static str = "participants.get";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let request = Request::get(&api.base, &[SCRIPT])?;
        Ok(match &self.key {
            Key::Id(id) => request.query("id", number(id)?),
            Key::ExternalId(id) => request.query("id_externe", lone(id)?),
        })
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        let mut records = response.records()?;
        let Some(document) = records.pop() else {
            return Err(Error::new(ErrorKind::NotFound, "there is no such participant"));
        };
        if !records.is_empty() {
            return Err(Error::new(ErrorKind::Ambiguous, "more than one participant answers to that key"));
        }
        let record = Record::<Participant>::read(document)?;
        let (asked, answered) = match &self.key {
            Key::Id(id) => (id, &record.id_participant),
            Key::ExternalId(id) => (id, &record.id_externe),
        };
        if answered.as_ref() != Some(asked) {
            let what = "the answer is another participant than the one asked for";
            return Err(Error::new(ErrorKind::Mismatch, what).with_outcome(Outcome::NotApplied));
        }
        Ok(record)
    }
}

/// Reads several participants at once, by a comma list as the reference describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetParticipants {
    keys: Vec<Key>,
}

impl GetParticipants {
    /// The participants with these numbers. Unknown ones are missing from the answer.
    pub fn by_id<I: Into<String>>(ids: impl IntoIterator<Item = I>) -> Self {
        Self { keys: ids.into_iter().map(|id| Key::Id(id.into())).collect() }
    }

    /// The participants with these keys of the caller's own.
    pub fn by_external_id<I: Into<String>>(ids: impl IntoIterator<Item = I>) -> Self {
        Self { keys: ids.into_iter().map(|id| Key::ExternalId(id.into())).collect() }
    }
}

impl Endpoint for GetParticipants {
    type Api = Dendreo;
    type Output = Vec<Result<Record<Participant>, Error>>;

    const NAME: &'static str = "participants.get_several";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: participants_core::AnswerSize = participants_core::AnswerSize::List;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let name = match self.keys.first() {
            Some(Key::Id(_)) => "id",
            Some(Key::ExternalId(_)) => "id_externe",
            None => return Err(Error::invalid("no participant is named")),
        };
        let checked = self.keys.iter().map(|key| match key {
            Key::Id(id) => number(id),
            Key::ExternalId(id) => lone(id),
        });
        let list = checked.collect::<Result<Vec<_>, _>>()?.join(",");
        Ok(Request::get(&api.base, &[SCRIPT])?.query(name, list))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        Ok(response.records()?.into_iter().map(Record::read).collect())
    }
}

/// A participant's number. An empty one would ask for everybody, or delete nobody knows whom.
fn number(id: &str) -> Result<&str, Error> {
    let is_number = !id.is_empty() && id.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then_some(id).ok_or_else(|| Error::invalid("a Dendreo participant's id is a number"))
}

/// A key that stands alone: a comma in it would make two of it.
fn lone(id: &str) -> Result<&str, Error> {
    let is_lone = !id.trim().is_empty() && !id.contains(',');
    is_lone.then_some(id).ok_or_else(|| Error::invalid("an external id must not be empty or hold a comma"))
}
