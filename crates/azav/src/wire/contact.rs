//! The ways to reach a participant: a list of channels with a value each. No logic.

use participants_core::{changes::WireValue, open_enum, read, serde_json::Value};
use serde::Deserialize;

/// One way to reach a person: an entry of
/// [`contact_information`](crate::Participant::contact_information).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Contact {
    /// Which channel (`type`).
    #[serde(rename = "type", deserialize_with = "read::coded")] pub kind: Option<ContactKind>,
    /// The number or address, in any form: no rule for it is documented.
    #[serde(deserialize_with = "read::text")] pub value: Option<String>,
}

open_enum! {
    /// The channel of a [`Contact`].
    ///
    /// The values are those of the default schema
    /// (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-create>).
    pub enum ContactKind {
        /// Phone.
        Phone = "phone",
        /// Mobile phone.
        Mobile = "mobile",
        /// Fax.
        Fax = "fax",
        /// Landline phone.
        Landline = "landline",
        /// A further e-mail address.
        Email = "email",
        /// The e-mail address of a team.
        TeamEmail = "team_email",
        /// Skype.
        Skype = "skype",
    }
}

/// A whole list of contacts to write in place of the one that is there; several entries may share a channel.
///
/// ```
/// use participants_azav::{Contact, ContactKind, Contacts, ParticipantChanges};
///
/// let work = Contact::new(ContactKind::Mobile, "+49 170 0000001");
/// let home = Contact::new(ContactKind::Mobile, "+49 170 0000002");
/// let changes = ParticipantChanges::new().contact_information(Contacts::from(vec![work, home]));
/// assert_eq!(changes.named().len(), 1);
/// ```
#[derive(Clone, Default)]
pub struct Contacts(Vec<Contact>);

impl Contact {
    /// An entry with this channel and this number or address, which is sent exactly as given.
    #[must_use]
    pub fn new(kind: ContactKind, value: impl Into<String>) -> Self {
        Self { kind: Some(kind), value: Some(value.into()) }
    }
}

impl From<Vec<Contact>> for Contacts {
    fn from(entries: Vec<Contact>) -> Self {
        Self(entries)
    }
}

impl FromIterator<Contact> for Contacts {
    fn from_iter<I: IntoIterator<Item = Contact>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl WireValue for Contacts {
    fn to_wire(&self) -> Value {
        self.0.iter().map(Contact::to_wire).collect()
    }
}

impl WireValue for Contact {
    fn to_wire(&self) -> Value {
        let kind = self.kind.as_ref().map(|kind| ("type", kind.as_str()));
        let value = self.value.as_deref().map(|value| ("value", value));
        kind.into_iter().chain(value).collect()
    }
}
