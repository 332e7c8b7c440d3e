//! The learning-platform connector's webhooks: an account, a session or an enrolment is to be made, changed or removed.

use super::open;
use crate::wire::readers;
use participants_core::{
    Document, Error, ErrorKind, Provider, Record, open_enum, read,
    secrecy::SecretString,
    serde_json::{Value, json, value::RawValue},
};
use serde::Deserialize;
use std::fmt;

/// The webhooks by which Dendreo instructs a connected learning platform.
#[derive(Clone, Debug)]
pub struct ConnectorWebhooks {
    secret: SecretString,
}

open_enum! {
    /// What the platform is notified of.
    pub enum ConnectorEventName {
        /// An account is to be made. The receiver answers with a `user_id` of its own, which then shows as
        /// `lmsuniversel_user_id` of the participant.
        UserCreated = "user.created",
        /// A session was made.
        SessionCreated = "session.created",
        /// A session was changed.
        SessionUpdated = "session.updated",
        /// A session was removed.
        SessionDeleted = "session.deleted",
        /// A participant was enrolled.
        EnrolmentCreated = "enrolment.created",
        /// An enrolment was changed.
        EnrolmentUpdated = "enrolment.updated",
        /// An enrolment was removed.
        EnrolmentDeleted = "enrolment.deleted",
    }
}

/// What a learning platform is notified of (<https://github.com/Prestataire00/TheArtistAcademy-LMS>).
#[derive(Clone)]
#[non_exhaustive]
pub struct ConnectorEvent {
    /// What happened.
    pub name: ConnectorEventName,
    /// When, as it was written; no source shows its form.
    pub timestamp: Option<String>,
    /// The account it comes from.
    pub tenant_id: Option<String>,
    /// What it happened to.
    pub data: ConnectorData,
    /// The whole event as it came.
    pub document: Document,
}

/// What an event is about. Ids in it are JSON integers, other than in the API; they are read as text.
#[derive(Clone)]
#[non_exhaustive]
pub enum ConnectorData {
    /// Of `user.…`.
    User(Record<ConnectorUser>),
    /// Of `session.…`.
    Session(Record<ConnectorSession>),
    /// Of `enrolment.…`; boxed, as it is larger than any other.
    Enrolment(Box<Record<ConnectorEnrolment>>),
    /// Of any other event, or of one without data: it is in the event's document.
    Other,
}

/// An account to be made on the learning platform.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ConnectorUser {
    /// First name.
    #[serde(deserialize_with = "read::text")] pub firstname: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub lastname: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Secret: the password the account is to have.
    #[serde(deserialize_with = "read::secret")] pub password: Option<SecretString>,
    /// Whether the platform is to send the credentials to the participant.
    #[serde(deserialize_with = "read::flag")] pub send_credentials: Option<bool>,
    /// Where the order comes from.
    #[serde(deserialize_with = "read::text")] pub tms_origin: Option<String>,
    /// Dendreo's key of the record.
    #[serde(deserialize_with = "read::text")] pub external_id: Option<String>,
}

/// A session of the learning platform.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ConnectorSession {
    /// The training, by the platform's number.
    #[serde(deserialize_with = "read::text")] pub training_id: Option<String>,
    /// The session, by the platform's number.
    #[serde(deserialize_with = "read::text")] pub session_id: Option<String>,
    /// Dendreo's key of the record.
    #[serde(deserialize_with = "read::text")] pub external_id: Option<String>,
    /// First day.
    #[serde(deserialize_with = "read::text")] pub start_date: Option<String>,
    /// Last day.
    #[serde(deserialize_with = "read::text")] pub end_date: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// Where the order comes from.
    #[serde(deserialize_with = "read::text")] pub tms_origin: Option<String>,
}

/// An enrolment on the learning platform.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ConnectorEnrolment {
    /// The enrolment, by the platform's number.
    #[serde(deserialize_with = "read::text")] pub enrolment_id: Option<String>,
    /// The training, by the platform's number.
    #[serde(deserialize_with = "read::text")] pub training_id: Option<String>,
    /// The session, by the platform's number.
    #[serde(deserialize_with = "read::text")] pub session_id: Option<String>,
    /// The account, by the platform's number.
    #[serde(deserialize_with = "read::text")] pub user_id: Option<String>,
    /// First day.
    #[serde(deserialize_with = "read::text")] pub start_date: Option<String>,
    /// Last day.
    #[serde(deserialize_with = "read::text")] pub end_date: Option<String>,
    /// Whether the platform is to notify the participant.
    #[serde(deserialize_with = "read::flag")] pub send_notification: Option<bool>,
    /// Where the order comes from.
    #[serde(deserialize_with = "read::text")] pub tms_origin: Option<String>,
    /// Dendreo's key of the record.
    #[serde(deserialize_with = "read::text")] pub external_id: Option<String>,
}

impl ConnectorWebhooks {
    /// The webhooks with this secret; the account's have another one.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self { secret: secret.into() }
    }

    /// Reads an event out of a call's raw body, if the signature in its header fits.
    ///
    /// # Errors
    /// [`ErrorKind::Authentication`] where the signature does not fit, [`ErrorKind::Decode`] where the body is no
    /// event.
    pub fn read(&self, body: &[u8], signature: &str) -> Result<ConnectorEvent, Error> {
        let read = || ConnectorEvent::read(open(&self.secret, body, signature)?);
        read().map_err(|error| error.with_context(crate::Dendreo::NAME, "webhooks.connector"))
    }
}

/// What every event has, its data aside.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope {
    #[serde(deserialize_with = "read::text")]
    event: Option<String>,
    #[serde(deserialize_with = "read::text")]
    timestamp: Option<String>,
    #[serde(deserialize_with = "read::text")]
    tenant_id: Option<String>,
}

impl ConnectorEvent {
    fn read(document: Document) -> Result<Self, Error> {
        let Envelope { event, timestamp, tenant_id } = document.read()?;
        let name = event.ok_or_else(|| Error::new(ErrorKind::Decode, "the event has no name"))?;
        let resource = name.split('.').next().unwrap_or_default();
        let data = document.members().get("data").and_then(|data| ConnectorData::read(resource, data));
        let (name, data) = (ConnectorEventName::from(name.as_str()), data.unwrap_or(ConnectorData::Other));
        Ok(Self { name, timestamp, tenant_id, data, document })
    }

    /// The body of the answer to an event that made a record: the platform's own number of it, under `user_id`,
    /// `session_id` or `enrolment_id`. Later events name the record by it. `None` where the event made none.
    pub fn answer(&self, id: impl Into<Value>) -> Option<Value> {
        let member = match self.name {
            ConnectorEventName::UserCreated => "user_id",
            ConnectorEventName::SessionCreated => "session_id",
            ConnectorEventName::EnrolmentCreated => "enrolment_id",
            _ => return None,
        };
        Some(json!({ member: id.into() }))
    }
}

impl ConnectorData {
    /// The record of an event about this resource; `None` where it cannot be read.
    fn read(resource: &str, data: &RawValue) -> Option<Self> {
        Some(match resource {
            "user" => Self::User(readers::nested(data)?),
            "session" => Self::Session(readers::nested(data)?),
            "enrolment" => Self::Enrolment(Box::new(readers::nested(data)?)),
            _ => return None,
        })
    }
}

/// Shows what kind of record it is; what it holds is personal.
impl fmt::Debug for ConnectorData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User(_) => "User",
            Self::Session(_) => "Session",
            Self::Enrolment(_) => "Enrolment",
            Self::Other => "Other",
        })
    }
}

/// Shows the event's name; what it holds is personal.
impl fmt::Debug for ConnectorEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectorEvent").field("name", &self.name).finish_non_exhaustive()
    }
}
