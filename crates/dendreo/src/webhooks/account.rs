//! The account's webhooks: something happened to a record.

use super::open;
use crate::{Company, Contact, Invoice, Module, Participant, Raw, StoredFile, Trainer, TrainingAction, wire::readers};
use participants_core::{Document, Error, ErrorKind, Members, Provider, Record, read, secrecy::SecretString};
use serde::{Deserialize, de::DeserializeOwned};
use std::fmt;

/// The webhooks that are set up in the product's settings; no call sets them up.
#[derive(Clone, Debug)]
pub struct AccountWebhooks {
    secret: SecretString,
}

/// Something that happened to a record (<https://github.com/LabLearning/crm-lablearning>).
#[derive(Clone)]
#[non_exhaustive]
pub struct AccountEvent {
    /// What happened: `<resource>.<verb>`. Only the pattern and `media.signed` are known for certain.
    pub name: String,
    /// When, as it was written; no source shows its form.
    pub timestamp: Option<String>,
    /// The record it happened to.
    pub subject: Subject,
    /// The whole event as it came.
    pub document: Document,
}

/// The record an event is about, with the members the record has elsewhere.
#[derive(Clone)]
#[non_exhaustive]
pub enum Subject {
    /// `participant`; boxed, as it is twice as large as any other.
    Participant(Box<Record<Participant>>),
    /// `entreprise`.
    Company(Record<Company>),
    /// `contact`.
    Contact(Record<Contact>),
    /// `formateur`.
    Trainer(Record<Trainer>),
    /// `module`.
    Module(Record<Module>),
    /// `facture`.
    Invoice(Record<Invoice>),
    /// `action_de_formation`.
    TrainingAction(Record<TrainingAction>),
    /// `media`: a document that was signed, with its signatures. Who made it (`created_by`) is, by one receiver, in the
    /// event's document.
    SignedFile {
        /// The document.
        file: Record<StoredFile>,
        /// The signatures; no source shows a member of one.
        signatures: Vec<Record<Raw>>,
    },
    /// Any other, or one without its record: it is in the event's document.
    Other,
}

impl AccountWebhooks {
    /// The webhooks with this secret; the connector has another one.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self { secret: secret.into() }
    }

    /// Reads an event out of a call's raw body, if the signature in its header fits.
    ///
    /// # Errors
    /// [`ErrorKind::Authentication`] where the signature does not fit,
    /// [`ErrorKind::Decode`] where the body is no event.
    pub fn read(&self, body: &[u8], signature: &str) -> Result<AccountEvent, Error> {
        let read = || AccountEvent::read(open(&self.secret, body, signature)?);
        read().map_err(|error| error.with_context(crate::Dendreo::NAME, "webhooks.account"))
    }
}

/// What every event has.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope {
    #[serde(deserialize_with = "read::text")]
    event: Option<String>,
    #[serde(deserialize_with = "read::text")]
    timestamp: Option<String>,
    #[serde(deserialize_with = "readers::records")]
    signatures: Vec<Record<Raw>>,
}

impl AccountEvent {
    fn read(document: Document) -> Result<Self, Error> {
        let Envelope { event, timestamp, signatures } = document.read()?;
        let name = event.ok_or_else(|| Error::new(ErrorKind::Decode, "the event has no name"))?;
        let resource = name.split('.').next().unwrap_or_default();
        let subject = Subject::read(resource, &document.members(), signatures).unwrap_or(Subject::Other);
        Ok(Self { name, timestamp, subject, document })
    }
}

impl Subject {
    /// The record under the resource's name; `None` where there is none that can be read.
    fn read(resource: &str, members: &Members, signatures: Vec<Record<Raw>>) -> Option<Self> {
        Some(match resource {
            "participant" => Self::Participant(Box::new(record(members, resource)?)),
            "entreprise" => Self::Company(record(members, resource)?),
            "contact" => Self::Contact(record(members, resource)?),
            "formateur" => Self::Trainer(record(members, resource)?),
            "module" => Self::Module(record(members, resource)?),
            "facture" => Self::Invoice(record(members, resource)?),
            "action_de_formation" => Self::TrainingAction(record(members, resource)?),
            "media" => Self::SignedFile { file: record(members, resource)?, signatures },
            _ => return None,
        })
    }
}

fn record<T: DeserializeOwned>(members: &Members, name: &str) -> Option<Record<T>> {
    readers::nested(members.get(name)?)
}

/// Shows the event's name; what it holds is personal.
impl fmt::Debug for AccountEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountEvent").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Shows what kind of record it is; what it holds is personal.
impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Participant(_) => "Participant",
            Self::Company(_) => "Company",
            Self::Contact(_) => "Contact",
            Self::Trainer(_) => "Trainer",
            Self::Module(_) => "Module",
            Self::Invoice(_) => "Invoice",
            Self::TrainingAction(_) => "TrainingAction",
            Self::SignedFile { .. } => "SignedFile",
            Self::Other => "Other",
        })
    }
}
