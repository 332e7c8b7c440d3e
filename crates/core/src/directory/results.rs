//! What became of a write.

use crate::model::{enrolment::Enrolment, field::Field, participant::Participant};

/// A participant who was created, or existed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Created {
    /// The identifier, where the provider says it.
    pub id: Option<String>,
    /// The participant was there before, and was left as they are: nothing was sent.
    pub existed: bool,
    /// The participant, where the provider's answer or one more read shows it.
    pub participant: Option<Participant>,
    /// What the caller should know.
    pub warnings: Vec<String>,
}

/// A participant's enrolment that was created, existed, or was ended.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Enrolled {
    /// The enrolment was there before, and was left as it is: nothing was sent.
    pub existed: bool,
    /// The enrolment, where the provider's answer or one more read shows it.
    pub enrolment: Option<Enrolment>,
    /// What the caller should know.
    pub warnings: Vec<String>,
}

/// A participant that was changed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Updated {
    /// How the participant was before, where the provider's answer shows it.
    pub before: Option<Participant>,
    /// How the participant is now, where the provider's answer or one more read shows it.
    pub after: Option<Participant>,
    /// What the caller should know though it was changed.
    pub warnings: Vec<String>,
}

/// What the caller of a write has read of the participant just before.
#[derive(Clone, Copy, Debug, Default)]
pub enum AlreadyRead<'a> {
    /// Nothing: the participant is read before anything is sent, and read back where the answer does not show the
    /// change, however much that costs.
    #[default]
    Nothing,
    /// The participant, as [`Directory::get`](crate::Directory::get) read them. A provider that takes whole records
    /// gets this one, with the changes laid over it. See [`Listed`](Self::Listed) for what is read back.
    Record(&'a Participant),
    /// That the participant is there, in a list that was read: for providers that have no call for one participant.
    /// After an update the participant is read back only where the provider has such a call. Where it has none,
    /// [`Updated::after`] is empty and the caller looks in a list, for many at once.
    Listed,
}

/// Whether a new participant exists already: how that is found out before they are created.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExistenceCheck {
    /// They are looked up by every one of their keys ([`Key::of`](crate::Key::of)) that the provider can look up, and
    /// again where the answer is lost or names no participant. Where a session is given, only a participant of that
    /// session counts.
    #[default]
    ByEveryKey,
    /// The caller has looked, and settles a lost answer. Nothing is read but an identifier that the answer does not say:
    /// for many, where each look costs a call or more.
    ByCaller,
    /// Nothing is looked up before: the way to create a second participant with the same keys.
    Skipped,
}

impl Created {
    pub(super) fn from(participant: Participant) -> Self {
        let id = Some(participant.id.clone()).filter(|id| !id.is_empty());
        Self { id, participant: Some(participant), ..Self::default() }
    }
}

impl Updated {
    /// How a field was before and is now, as text, where either is known.
    #[must_use]
    pub fn field(&self, field: &Field) -> (Option<String>, Option<String>) {
        let value = |person: &Option<Participant>| person.as_ref().and_then(|person| person.get(field));
        (value(&self.before), value(&self.after))
    }
}
