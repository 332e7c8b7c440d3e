//! Making, changing and removing participants.

use super::{SCRIPT, number};
use crate::{Dendreo, Encoding, Participant, ParticipantChanges};
use participants_core::{
    Body, Change, Effect, Endpoint, Error, ErrorKind, Record, Request, Response,
    http::Method,
    serde_json::{Map, Value},
};

/// Makes a participant. The only thing every source agrees on is that the last name is required; the server may ask
/// for more, and says so with a 422.
#[derive(Clone, Debug)]
pub struct CreateParticipant {
    /// The members of the new record.
    pub fields: ParticipantChanges,
}

/// Changes the named members of a participant; the others are not sent, and stay.
///
/// The number is sent twice, as `id` in the query and as `id_participant` in the body, because clients in use differ
/// on which one counts. A server that missed both would make a second participant: the returned number is compared,
/// and another one is an error.
#[derive(Clone, Debug)]
pub struct UpdateParticipant {
    /// The participant's number.
    pub id: String,
    /// What to change.
    pub changes: ParticipantChanges,
}

/// Removes participants, by a comma list of numbers. Whether it is final, or refused for enrolled people, is not
/// documented.
#[derive(Clone, Debug)]
pub struct DeleteParticipants {
    /// The participants' numbers; at least one.
    pub ids: Vec<String>,
}

impl Endpoint for CreateParticipant {
    type Api = Dendreo;
    type Output = Option<Record<Participant>>;

    const NAME: &'static str = "participants.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let members = members(&self.fields)?;
        if members.get("nom").is_none_or(|name| name == "") {
            return Err(Error::invalid("a Dendreo participant needs a last name (nom)"));
        }
        Ok(Request::new(Method::POST, &api.base, &[SCRIPT])?.body(body(api, members)))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        stored(response)
    }
}

impl Endpoint for UpdateParticipant {
    type Api = Dendreo;
    type Output = Option<Record<Participant>>;

    const NAME: &'static str = "participants.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let id = number(&self.id)?;
        let mut members = members(&self.changes)?;
        if members.is_empty() {
            return Err(Error::invalid("the update names no member; nothing to do"));
        }
        members.insert("id_participant".into(), id.into());
        Ok(Request::new(Method::POST, &api.base, &[SCRIPT])?.query("id", id).body(body(api, members)))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        let record = stored(response)?;
        match &record {
            Some(stored) if stored.id_participant.as_ref() != Some(&self.id) => Err(Error::new(
                ErrorKind::Mismatch,
                "the answer is another participant than the one to change: a second one may have been made",
            )),
            _ => Ok(record),
        }
    }
}

impl Endpoint for DeleteParticipants {
    type Api = Dendreo;
    type Output = ();

    const NAME: &'static str = "participants.delete";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        if self.ids.is_empty() {
            return Err(Error::invalid("no participant is named"));
        }
        let ids = self.ids.iter().map(|id| number(id)).collect::<Result<Vec<_>, _>>()?.join(",");
        Ok(Request::new(Method::DELETE, &api.base, &[SCRIPT])?.query("id", ids))
    }

    /// The body of a successful delete is not specified, so it is not read.
    fn response(&self, _: &Dendreo, _: &Response) -> Result<(), Error> {
        Ok(())
    }
}

/// The named members as they go on the wire. An empty text clears; null is untested by every source, so never sent.
fn members(changes: &ParticipantChanges) -> Result<Map<String, Value>, Error> {
    let mut members = Map::new();
    for (name, change) in changes.named() {
        let value = match change {
            Change::Keep => continue,
            Change::Clear => Value::from(""),
            Change::Set(value) => value,
        };
        members.insert(name.to_owned(), value);
    }
    for server_made in ["id", "id_participant", "date_add", "date_edit", "key"] {
        if members.contains_key(server_made) {
            return Err(Error::invalid(format!("{server_made} cannot be written")));
        }
    }
    Ok(members)
}

fn body(api: &Dendreo, members: Map<String, Value>) -> Body {
    match api.encoding {
        Encoding::Json => Body::json(&Value::Object(members)),
        Encoding::Form => Body::form(&Value::Object(members)),
    }
}

/// The stored record; an empty body on a write is success without a value.
fn stored(response: &Response) -> Result<Option<Record<Participant>>, Error> {
    response.records()?.pop().map(Record::read).transpose()
}
