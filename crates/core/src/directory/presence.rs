//! Whether a new participant is there already: what the look-ups by all of their keys come to together.

use crate::{
    error::{
        Error,
        kind::{ErrorKind, Outcome},
    },
    model::{
        field::{Field, NewParticipant, ParticipantUpdate},
        key::Key,
        participant::Participant,
        text::{fold_name, is_same_key},
    },
};
use std::{borrow::Cow, collections::BTreeSet};

/// A record that a look-up found, as far as it must be known to compare it.
pub trait Candidate {
    /// The provider's identifier.
    fn id(&self) -> Cow<'_, str>;

    /// The value of a field; none where it is empty, not shown or not kept.
    fn value(&self, field: &Field) -> Option<Cow<'_, str>>;
}

/// Who has one of the keys of a new participant.
#[derive(Clone, Debug)]
pub struct Holders<T> {
    /// The key.
    pub key: Key,
    /// All participants found by it, each once.
    pub people: Vec<T>,
    /// Whether no other participant can have it: the look-up, or the list it was made in, is complete as far as can be known.
    pub is_proven: bool,
}

/// What the look-ups by all keys of a new participant come to together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence<T> {
    /// No participant has any of the keys.
    Absent,
    /// This participant has at least one of the keys, and nothing speaks against it being the same person.
    Present(T),
    /// A participant has one of the keys and is another person, or the keys belong to different participants: why.
    Different(String),
    /// Several have the keys, and none of them more than the others: which.
    Ambiguous(String),
    /// No participant was found, but the list could not be read in full.
    Unproven,
}

impl<T: Candidate> Presence<T> {
    /// Decides by all participants found by any key. It is `Absent` only where no key found one.
    #[must_use]
    pub fn of(new: &NewParticipant, holders: Vec<Holders<T>>) -> Self {
        let is_proven = holders.iter().all(|holders| holders.is_proven);
        let found: Vec<_> = holders.into_iter().filter(|holders| !holders.people.is_empty()).collect();
        let mut common: Option<BTreeSet<String>> = None;
        for holders in &found {
            let ids = ids(&holders.people);
            common = Some(match common {
                Some(common) => common.intersection(&ids).cloned().collect(),
                None => ids,
            });
        }
        let Some(common) = common else {
            return if is_proven { Self::Absent } else { Self::Unproven };
        };
        let (Some(id), None) = (common.first(), common.iter().nth(1)) else {
            let who: Vec<_> = found.iter().map(belongs).collect();
            return match common.is_empty() {
                true => Self::Different(format!("the keys belong to different participants: {}", who.join("; "))),
                false => Self::Ambiguous(format!("several participants have the same keys: {}", who.join("; "))),
            };
        };
        let by: Vec<_> = found.iter().map(|holders| holders.key.name()).collect();
        let person = found.into_iter().flat_map(|holders| holders.people).find(|person| person.id() == *id);
        match person {
            Some(person) => match differences(new.fields(), &person) {
                None => Self::Present(person),
                Some(why) => Self::Different(format!("{} belongs to participant {id}, {why}", by.join(", "))),
            },
            None => Self::Unproven,
        }
    }
}

impl Presence<Participant> {
    /// The participant who exists already, if there is one.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] where a key belongs to another person, [`ErrorKind::Ambiguous`] where the keys belong to
    /// different participants or to several, or the list could not be read in full.
    pub(crate) fn known(self) -> Result<Option<Participant>, Error> {
        let refused = |kind, why: String| Err(Error::new(kind, why).with_outcome(Outcome::NotApplied));
        match self {
            Self::Absent => Ok(None),
            Self::Present(person) => Ok(Some(person)),
            Self::Different(why) => refused(ErrorKind::Conflict, why),
            Self::Ambiguous(why) => refused(ErrorKind::Ambiguous, why),
            Self::Unproven => refused(
                ErrorKind::Ambiguous,
                "the participant was not found, but the list could not be read in full: they may be there".to_owned(),
            ),
        }
    }
}

impl Candidate for Participant {
    fn id(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }

    fn value(&self, field: &Field) -> Option<Cow<'_, str>> {
        self.get_ref(field).filter(|text| !text.trim().is_empty())
    }
}

fn ids<T: Candidate>(people: &[T]) -> BTreeSet<String> {
    people.iter().map(|person| person.id().into_owned()).collect()
}

/// Which participants a key belongs to; at most ten are named. Identifiers are the provider's and no person's.
fn belongs<T: Candidate>(holders: &Holders<T>) -> String {
    let ids = ids(&holders.people);
    let named: Vec<_> = ids.iter().take(10).map(String::as_str).collect();
    let more = if ids.len() > named.len() { ", …" } else { "" };
    format!("{} belongs to {}{more}", holders.key.name(), named.join(", "))
}

/// Why a record is another person's, though it has one of the keys: it has another external id, or both its last name
/// and its first name or date of birth are others. One name that differs may be a marriage or a correction; what either
/// side does not say differs from nothing.
fn differences<T: Candidate>(new: &ParticipantUpdate, person: &T) -> Option<&'static str> {
    let differs = |field: Field| {
        let both = new.change_ref(&field).value().cloned().zip(person.value(&field));
        both.is_some_and(|(wanted, stored)| !wanted.trim().is_empty() && !is_same_key(&field, &wanted, &stored))
    };
    let has_no_common_word = || {
        let words = |text: &str| fold_name(text).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        let both = new.full_name.value().zip(person.value(&Field::FullName));
        both.is_some_and(|(wanted, stored)| words(wanted).is_disjoint(&words(&stored)))
    };
    match () {
        () if differs(Field::ExternalId) => Some("who has another external id"),
        () if differs(Field::LastName) && differs(Field::FirstName) => Some("who has another name"),
        () if differs(Field::LastName) && differs(Field::DateOfBirth) => {
            Some("who has another last name and another date of birth")
        }
        () if has_no_common_word() => Some("who has another name"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, values: &[(Field, &str)]) -> Participant {
        let mut person = Participant::default();
        person.id = id.to_owned();
        for (field, value) in values {
            let value = Some((*value).to_owned());
            match field {
                Field::ExternalId => person.external_id = value,
                Field::FirstName => person.first_name = value,
                Field::LastName => person.last_name = value,
                Field::FullName => person.full_name = value,
                Field::DateOfBirth => person.date_of_birth = value.and_then(|text| text.parse().ok()),
                _ => person.email = value,
            }
        }
        person
    }

    fn lena() -> NewParticipant {
        NewParticipant::new().external_id("L-1").first_name("Lena").last_name("Ott").email("lena@example.org")
    }

    fn presence(found: &[&[Participant]]) -> Presence<String> {
        let keys = Key::of(&lena());
        let holders =
            keys.into_iter().zip(found).map(|(key, people)| Holders { key, people: people.to_vec(), is_proven: true });
        match Presence::of(&lena(), holders.collect()) {
            Presence::Present(person) => Presence::Present(person.id),
            Presence::Absent => Presence::Absent,
            Presence::Different(why) => Presence::Different(why),
            Presence::Ambiguous(why) => Presence::Ambiguous(why),
            Presence::Unproven => Presence::Unproven,
        }
    }

    #[test]
    fn every_key_counts() {
        let by_hand = person("7", &[(Field::FirstName, "Lena"), (Field::LastName, "Ott")]);
        let other = person("8", &[]);
        assert_eq!(presence(&[&[], &[]]), Presence::Absent);
        assert_eq!(presence(&[&[], std::slice::from_ref(&by_hand)]), Presence::Present("7".into()));
        // A shared mailbox; the external id says which of the two.
        let both = [by_hand.clone(), other.clone()];
        assert_eq!(presence(&[std::slice::from_ref(&by_hand), &both]), Presence::Present("7".into()));
        assert!(matches!(presence(&[&[], &both]), Presence::Ambiguous(why) if why.contains("7, 8")));
        let apart = presence(&[std::slice::from_ref(&by_hand), std::slice::from_ref(&other)]);
        assert!(
            matches!(&apart, Presence::Different(why) if why.contains("external id belongs to 7")
                && why.contains("e-mail belongs to 8")),
            "{apart:?}"
        );
    }

    #[test]
    fn another_person_with_the_same_key_is_not_the_same_participant() {
        for values in [&[(Field::ExternalId, "L-2")][..], &[(Field::FirstName, "Nora"), (Field::LastName, "Vogel")]] {
            let found = [person("7", values)];
            assert!(matches!(presence(&[&[], &found]), Presence::Different(why) if why.contains("participant 7")));
        }
        for values in [
            &[(Field::FirstName, "LENA"), (Field::LastName, "Vogel")][..],
            &[(Field::FirstName, "Lena Marie"), (Field::LastName, "Ott")],
        ] {
            assert_eq!(presence(&[&[], &[person("7", values)]]), Presence::Present("7".into()));
        }
    }

    #[test]
    fn a_participant_is_absent_only_where_every_look_up_proves_it() {
        let none = |is_proven| Holders { key: Key::Email("lena@example.org".into()), people: Vec::new(), is_proven };
        let unproven = Presence::<Participant>::of(&lena(), vec![none(true), none(false)]);
        assert!(matches!(unproven, Presence::Unproven), "{unproven:?}");
    }
}
