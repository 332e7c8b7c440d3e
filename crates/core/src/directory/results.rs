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
    /// Nothing: the participant is read before anything is sent.
    #[default]
    Nothing,
    /// The participant, as [`Directory::get`](crate::Directory::get) read them.
    Record(&'a Participant),
    /// That the participant is there, in a list that was read: for providers that have no call for one participant.
    Listed,
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
