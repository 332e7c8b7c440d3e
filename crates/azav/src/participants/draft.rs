//! The members of a write: changes laid over a record, every other member byte for byte as it came.

use crate::{
    Contact, ParticipantChanges, Profile,
    wire::spelling::{is_same, spell},
};
use participants_core::{
    Change, Document, Error,
    serde_json::{
        self, Value,
        value::{RawValue, to_raw_value},
    },
};
use serde::Serialize;
use std::collections::BTreeSet;

pub(super) use participants_core::Members;

const ADDRESS: &str = "address";
const CONTACTS: &str = "contactInformation";

/// What only the server writes.
const SERVER_MADE: [&str; 3] = ["id", "insertedAt", "updatedAt"];

/// A record, or an object inside one, on its way to being written.
pub(super) struct Draft {
    profile: Profile,
    members: Members,
    named: BTreeSet<String>,
}

impl Draft {
    /// A draft of a record that is not there yet.
    pub(super) fn new(profile: Profile) -> Self {
        Self { profile, members: Members::new(), named: BTreeSet::new() }
    }

    /// A draft of a record as it was read, without what the server makes.
    ///
    /// Nor is an unset member sent back as null: whether the record is replaced or merged, leaving it out says the
    /// same, and the validator that the vendor's documentation comes from refuses a null the schema does not name.
    pub(super) fn over(profile: Profile, document: &Document) -> Result<Self, Error> {
        let mut members = document.members();
        members.retain(|name, value| !is_server_made(name) && !is_null(value));
        for (_, address) in members.iter_mut().filter(|(name, _)| is_same(name, ADDRESS)) {
            // Something else than an object stays as it is.
            let Ok(parts) = serde_json::from_str::<Members>(address.get()) else { continue };
            if parts.values().any(|part| is_null(part)) {
                let set: Members = parts.into_iter().filter(|(_, part)| !is_null(part)).collect();
                *address = raw(&set)?;
            }
        }
        Ok(Self { members, ..Self::new(profile) })
    }

    /// Lays the changes over the draft.
    pub(super) fn lay(mut self, changes: &ParticipantChanges) -> Result<Self, Error> {
        for (path, change) in changes.named() {
            let (profile, is_listed) = (self.profile, !changes.other.contains_key(path));
            let spelled = |name: &str| if is_listed { spell(profile, name).into_owned() } else { name.to_owned() };
            match path.split_once('.') {
                Some((ADDRESS, part)) => {
                    let part = spelled(part);
                    self.change_inside(ADDRESS, Self::inside, |mut address: Self| {
                        address.set(part, raw_change(&change)?);
                        Ok(address.members)
                    })?;
                }
                Some((CONTACTS, channel)) => {
                    self.change_inside(CONTACTS, Self::entries, |entries| with_contact(entries, channel, &change))?;
                }
                None if path == CONTACTS && is_listed => {
                    self.must_have(CONTACTS)?;
                    self.set(spelled(path), raw(change.value().unwrap_or(&Value::Array(Vec::new())))?);
                }
                _ if is_server_made(path) => return Err(Error::invalid(format!("{path} cannot be written"))),
                _ if path == "email" && change.is_clear() => {
                    return Err(Error::invalid("an AZAV participant needs an e-mail address; it cannot be cleared"));
                }
                _ => {
                    let name = spelled(path);
                    self.set(name, raw_change(&change)?);
                }
            }
        }
        Ok(self)
    }

    /// Every member.
    pub(super) fn whole(self) -> Members {
        self.members
    }

    /// The members that changes have named.
    pub(super) fn named(mut self) -> Members {
        self.members.retain(|name, _| self.named.contains(name));
        self.members
    }

    /// Gives a member this value in this spelling, and in no other besides.
    fn set(&mut self, name: String, value: Box<RawValue>) {
        self.members.retain(|other, _| !is_same(other, &name));
        self.named.insert(name.clone());
        self.members.insert(name, value);
    }

    /// Changes what is inside a member and writes it in the profile's spelling.
    fn change_inside<T, U: Serialize>(
        &mut self,
        name: &str,
        read: impl Fn(&Self, &str) -> Option<T>,
        change: impl FnOnce(T) -> Result<U, Error>,
    ) -> Result<(), Error> {
        self.must_have(name)?;
        let Some(inside) = read(self, name) else {
            return Err(Error::invalid(format!(
                "the record's {name} is not in the documented form: nothing can be laid over it"
            )));
        };
        let value = raw(&change(inside)?)?;
        self.set(spell(self.profile, name).into_owned(), value);
        Ok(())
    }

    /// Refuses a member the profile's schema has no place for.
    fn must_have(&self, name: &str) -> Result<(), Error> {
        if self.profile == Profile::Development {
            return Err(Error::unsupported(format!("the development schema has no {name}")));
        }
        Ok(())
    }

    /// The object at a member, as a draft of its own; empty where there is none, nothing where it is no object.
    fn inside(&self, name: &str) -> Option<Self> {
        let members = match self.member(name) {
            Some(text) => serde_json::from_str(text).ok()?,
            None => Members::new(),
        };
        Some(Self { members, ..Self::new(self.profile) })
    }

    /// The entries of the list at a member, each as it came.
    fn entries(&self, name: &str) -> Option<Vec<Box<RawValue>>> {
        match self.member(name) {
            Some(text) => serde_json::from_str(text).ok(),
            None => Some(Vec::new()),
        }
    }

    /// A member that is there and not null, in camelCase or else in another spelling.
    fn member(&self, name: &str) -> Option<&str> {
        let other = || self.members.iter().find(|(other, _)| is_same(other, name)).map(|(_, value)| value);
        self.members.get(name).or_else(other).filter(|value| !is_null(value)).map(|value| value.get())
    }
}

fn is_null(value: &RawValue) -> bool {
    value.get() == "null"
}

fn is_server_made(name: &str) -> bool {
    SERVER_MADE.iter().any(|made| is_same(made, name))
}

/// The entries with one channel changed: its first entry, which is the one that is shown, has the new value or is gone.
/// Further entries of the channel stay.
fn with_contact(
    mut entries: Vec<Box<RawValue>>,
    channel: &str,
    change: &Change<Value>,
) -> Result<Vec<Box<RawValue>>, Error> {
    let is_channel = |entry: &RawValue| {
        let contact = serde_json::from_str::<Contact>(entry.get()).unwrap_or_default();
        contact.kind.is_some_and(|kind| kind.as_str() == channel)
    };
    let is_unreadable =
        |entry: &RawValue| entry.get().starts_with('{') && serde_json::from_str::<Contact>(entry.get()).is_err();
    if entries.iter().any(|entry| is_unreadable(entry)) {
        return Err(unreadable());
    }
    match change {
        Change::Keep => {}
        Change::Clear => {
            if let Some(shown) = entries.iter().position(|entry| is_channel(entry)) {
                entries.remove(shown);
            }
        }
        Change::Set(value) => match entries.iter_mut().find(|entry| is_channel(entry)) {
            Some(entry) => {
                let mut members: Members = serde_json::from_str(entry.get()).map_err(|_| unreadable())?;
                members.insert("value".to_owned(), raw(value)?);
                *entry = raw(&members)?;
            }
            None => entries.push(raw(&serde_json::json!({"type": channel, "value": value}))?),
        },
    }
    Ok(entries)
}

/// An entry whose channel is not known may be the one that is meant.
fn unreadable() -> Error {
    Error::invalid("the record's contactInformation holds an entry that cannot be read: nothing can be laid over it")
}

/// The value to write; a member is cleared by null.
fn raw_change(change: &Change<Value>) -> Result<Box<RawValue>, Error> {
    raw(change.value().unwrap_or(&Value::Null))
}

fn raw(value: &impl Serialize) -> Result<Box<RawValue>, Error> {
    to_raw_value(value).map_err(|_| Error::invalid("a value cannot be written as JSON"))
}
