//! The learning-platform connector's webhooks: an account, a session or an enrolment is to be made, changed or removed.

use super::open;
use participants_core::{Document, Error, ErrorKind, Provider, open_enum, read, secrecy::SecretString};
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
    /// What it happened to. No source lists its members; ids in it are JSON integers, other than in the API. Empty
    /// where the event has none.
    pub data: Document,
    /// The whole event as it came.
    pub document: Document,
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
        let data = document.members().get("data").map(|data| Document::inside(data)).unwrap_or_default();
        Ok(Self { name: ConnectorEventName::from(name.as_str()), timestamp, tenant_id, data, document })
    }
}

/// Shows the event's name; what it holds is personal.
impl fmt::Debug for ConnectorEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectorEvent").field("name", &self.name).finish_non_exhaustive()
    }
}
