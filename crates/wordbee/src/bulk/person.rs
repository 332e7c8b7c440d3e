//! One row of a bulk write.

use crate::{BulkChanges, checks, data, ids, wire::BULK_NAMES};
use participants_core::{
    Error,
    serde_json::{Map, Value},
};
use std::fmt;

/// One row of a bulk write: what to do with one person
/// (<https://help.wordbee.com/api2/person-update-request-object>).
///
/// ```
/// use participants_wordbee::{BulkChanges, BulkPerson, Who};
///
/// let new = BulkChanges::new().first_name("Y").last_name("Ö").email("y@example.org");
/// let rows = [
///     BulkPerson::create(77, new),
///     BulkPerson::change(77, Who::Id(4711), BulkChanges::new().phone("+352 555 0100")),
/// ];
/// # let _ = rows;
/// ```
#[derive(Clone)]
pub struct BulkPerson {
    action: Action,
    company: i64,
    changes: BulkChanges,
    data: Option<String>,
}

/// By what a row names an existing person. The platform looks for the number, then for the login, then for
/// the address, whichever of them the row has.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Who {
    /// By number (`pid`).
    Id(i64),
    /// By login.
    Login(String),
    /// By e-mail address, which is not unique: which person is taken where several have it is not documented.
    Email(String),
    /// By the custom field that the whole write names as its key (`cfid`); the row has its value among its custom
    /// fields.
    KeyField,
}

#[derive(Clone, Debug)]
enum Action {
    Create,
    Change(Who),
    ChangeOrCreate(Who),
    Delete(Who),
}

impl BulkPerson {
    /// Creates a person in this company. First name, last name and address are required.
    #[must_use]
    pub fn create(company: i64, new: BulkChanges) -> Self {
        Self { action: Action::Create, company, changes: new, data: None }
    }

    /// Changes a person of this company. Where `who` is a number, a login and an address among the changes are new
    /// values; should no person have that number, the platform may look for them instead.
    #[must_use]
    pub fn change(company: i64, who: Who, changes: BulkChanges) -> Self {
        Self { action: Action::Change(who), company, changes, data: None }
    }

    /// Changes a person of this company, or creates one if none is found. All a new person needs is required.
    #[must_use]
    pub fn change_or_create(company: i64, who: Who, person: BulkChanges) -> Self {
        Self { action: Action::ChangeOrCreate(who), company, changes: person, data: None }
    }

    /// Removes a person of this company permanently, named by number or login; whether a person with work assigned is
    /// removed is not documented. By address no person is removed: it is not unique.
    #[must_use]
    pub fn delete(company: i64, who: Who) -> Self {
        Self { action: Action::Delete(who), company, changes: BulkChanges::new(), data: None }
    }

    /// A text that comes back with the row's result, to find it again by.
    #[must_use]
    pub fn data(mut self, text: impl Into<String>) -> Self {
        self.data = Some(text.into());
        self
    }

    /// The text to find the row's result by.
    pub(super) fn own_data(&self) -> Option<&str> {
        self.data.as_deref()
    }

    /// Whether the row names the person by the custom field that is the write's key.
    pub(super) fn needs_key_field(&self) -> bool {
        matches!(self.action, Action::Change(Who::KeyField) | Action::ChangeOrCreate(Who::KeyField))
    }

    /// The row as it stands in the file, with `data` where it has none of its own.
    pub(super) fn to_wire(&self, data: &str) -> Result<Value, Error> {
        let (action, who) = match &self.action {
            Action::Create => ("Create", None),
            Action::Change(who) => ("Change", Some(who)),
            Action::ChangeOrCreate(who) => ("ChangeOrCreate", Some(who)),
            Action::Delete(who) => ("Delete", Some(who)),
        };
        if matches!(&self.action, Action::Delete(Who::Email(_) | Who::KeyField)) {
            return Err(Error::invalid("a person is removed by number or login only"));
        }
        ids::check(self.company, "a Wordbee company's id")?;
        let mut changes = self.changes.clone();
        let mut row = Map::new();
        match who {
            None => {}
            Some(Who::Id(id)) => {
                ids::check(*id, "a Wordbee person's id")?;
                row.insert("pid".into(), (*id).into());
            }
            Some(Who::Login(login)) => changes.login = named_once(login, changes.login.is_keep())?.into(),
            Some(Who::Email(email)) => changes.email = named_once(email, changes.email.is_keep())?.into(),
            Some(Who::KeyField) if changes.custom_fields.is_keep() => {
                return Err(Error::invalid("the row has no value of the custom field it names the person by"));
            }
            Some(Who::KeyField) => {}
        }
        self.check(&changes)?;
        row.extend(data::members(changes.named(), &changes.other, |_| None)?);
        row.insert("action".into(), action.into());
        row.insert("cid".into(), self.company.into());
        row.insert("data".into(), data.into());
        Ok(Value::Object(row))
    }

    /// Refuses what the platform would refuse, or what would do more than the row says.
    fn check(&self, whole: &BulkChanges) -> Result<(), Error> {
        data::check_other(&whole.other, BULK_NAMES)?;
        checks::email("email", &whole.email)?;
        if let Some(profile) = whole.profile.value() {
            ids::check(*profile, "a profile's number")?;
        }
        if let Some(fields) = whole.custom_fields.value() {
            fields.check()?;
        }
        match &self.action {
            Action::Change(_) if self.changes.named().is_empty() => {
                Err(Error::invalid("the row names nothing to change"))
            }
            Action::Create | Action::ChangeOrCreate(_) => check_new(whole),
            Action::Change(_) | Action::Delete(_) => Ok(()),
        }
    }
}

fn check_new(new: &BulkChanges) -> Result<(), Error> {
    let required = [("fname", &new.first_name), ("lname", &new.last_name), ("email", &new.email)];
    checks::required("a new Wordbee person", &required)?;
    let gets_in = new.login.value().is_some() || new.active.value() == Some(&true);
    if gets_in && new.profile.value().is_none() {
        let why = "the platform would choose the first one by name";
        return Err(Error::invalid(format!("a new person with a login needs a profile: {why}")));
    }
    Ok(())
}

fn named_once(text: &str, is_free: bool) -> Result<&str, Error> {
    if text.trim().is_empty() {
        return Err(Error::invalid("the row names the person by an empty text"));
    }
    is_free.then_some(text).ok_or_else(|| Error::invalid("what the row names the person by is among its changes, too"))
}

/// Shows what is named, never a value.
impl fmt::Debug for BulkPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, company, changes, data: _ } = self;
        let mut shown = f.debug_struct("BulkPerson");
        shown.field("action", action).field("company", company).field("changes", changes).finish_non_exhaustive()
    }
}

/// Shows the kind of key, not its value.
impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Id(_) => "Id(…)",
            Self::Login(_) => "Login(…)",
            Self::Email(_) => "Email(…)",
            Self::KeyField => "KeyField",
        })
    }
}
