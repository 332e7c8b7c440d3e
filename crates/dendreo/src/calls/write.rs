//! Making and changing records: what is named is sent, and the answer is compared with what was to be changed.

use super::{is_the_one, mismatch, number};
use crate::{Dendreo, Encoding, Id, Writable};
use participants_core::{
    Body, Change, Effect, Endpoint, Error, Provider, Record, Request, Response,
    http::Method,
    serde_json::{Map, Value},
};
use serde::de::DeserializeOwned;
use std::fmt;

/// Makes a record. What a new one needs is documented for few resources: the server decides, and says so with a 422.
#[derive(Clone)]
#[non_exhaustive]
pub struct Create<R: Writable> {
    /// The members of the new record.
    pub fields: R::Changes,
}

/// Changes the named members of a record; the others are not sent, and stay.
///
/// The number is sent twice, as `id` in the query and by its own name in the body, because clients in use differ on
/// which one counts. A server that missed both would make a second record: the returned number is compared, and another
/// one is [`ErrorKind::Mismatch`](participants_core::ErrorKind::Mismatch).
#[derive(Clone)]
#[non_exhaustive]
pub struct Update<R: Writable> {
    /// The record's number.
    pub id: String,
    /// What to change.
    pub changes: R::Changes,
}

impl<R: Writable> Create<R> {
    /// The call that makes a record with these members.
    #[must_use]
    pub fn new(fields: R::Changes) -> Self {
        Self { fields }
    }
}

impl<R: Writable> Update<R> {
    /// The call that changes these members of the record with this number.
    #[must_use]
    pub fn new(id: impl Into<String>, changes: R::Changes) -> Self {
        Self { id: id.into(), changes }
    }
}

impl<R: Writable> Endpoint for Create<R> {
    type Api = Dendreo;
    type Output = Option<Record<R::Record>>;

    const NAME: &'static str = R::CREATE;
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let members = members::<R>(&self.fields, R::NUMBER_IS_GIVEN)?;
        let is_given = |name: &&str| members.get(*name).is_some_and(|value| value != "");
        if let Some(missing) = R::REQUIRED.iter().find(|group| !group.iter().any(is_given)) {
            return Err(Error::invalid(format!("{} needs {}", R::CREATE, missing.join(" or "))));
        }
        Ok(Request::new(Method::POST, &api.base, &[R::SCRIPT])?.body(body(api, members)).masked(Dendreo::SECRETS))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        stored(response)
    }
}

impl<R: Writable> Endpoint for Update<R> {
    type Api = Dendreo;
    type Output = Option<Record<R::Record>>;

    const NAME: &'static str = R::UPDATE;
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let id = number(&self.id)?;
        let mut members = members::<R>(&self.changes, false)?;
        if members.is_empty() {
            return Err(Error::invalid("the update names no member; nothing to do"));
        }
        let lacks = |name: &&&str| members.get(**name).is_none_or(|value| value == "");
        if let Some(missing) = R::UPDATE_REQUIRED.iter().find(lacks) {
            return Err(Error::invalid(format!("{} needs {missing}", R::UPDATE)));
        }
        members.insert(R::ID.in_body().into(), id.into());
        Ok(Request::new(Method::POST, &api.base, &[R::SCRIPT])?
            .query("id", id)
            .body(body(api, members))
            .masked(Dendreo::SECRETS))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        changed(response, R::ID, &self.id)
    }
}

/// The named members as they go on the wire. An empty text clears; null is untested by every source, so never sent.
///
/// # Errors
/// One of them is the server's to make; `with_number` lets the record's own number through.
pub(crate) fn members<R: Writable>(changes: &R::Changes, with_number: bool) -> Result<Map<String, Value>, Error> {
    let mut members = Map::new();
    for (name, change) in R::named(changes) {
        let value = match change {
            Change::Keep => continue,
            Change::Clear => Value::from(""),
            Change::Set(value) => value,
        };
        members.insert(name.to_owned(), value);
    }
    for server_made in ["id", R::ID.name(), "date_add", "date_edit", "date_delete", "key"] {
        let is_given = with_number && server_made == R::ID.name();
        if members.contains_key(server_made) && !is_given {
            return Err(Error::invalid(format!("{server_made} cannot be written")));
        }
    }
    Ok(members)
}

/// The members in the account's encoding.
pub(crate) fn body(api: &Dendreo, members: Map<String, Value>) -> Body {
    match api.encoding {
        Encoding::Json => Body::json(&Value::Object(members)),
        Encoding::Form => Body::form(&Value::Object(members)),
    }
}

/// The stored record; an empty body on a write is success without a value.
pub(crate) fn stored<R: DeserializeOwned>(response: &Response) -> Result<Option<Record<R>>, Error> {
    response.read_records()?.pop().transpose()
}

/// The stored record, which must be the one that was to be changed.
pub(crate) fn changed<R: DeserializeOwned>(
    response: &Response,
    id: Id,
    asked: &str,
) -> Result<Option<Record<R>>, Error> {
    let record = stored::<R>(response)?;
    match &record {
        Some(stored) if !is_the_one(stored.document(), id, asked) => {
            Err(mismatch("the answer is another record than the one to change: a second one may have been made"))
        }
        _ => Ok(record),
    }
}

/// Names the members; their values may be a person's.
impl<R: Writable> fmt::Debug for Create<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", R::CREATE, self.fields)
    }
}

/// Names the members; their values may be a person's.
impl<R: Writable> fmt::Debug for Update<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", R::UPDATE, self.changes)
    }
}
