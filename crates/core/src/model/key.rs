//! The key a participant is looked up by, and what the look-up found.

use crate::{
    error::{Error, kind::ErrorKind},
    model::{
        birthday,
        completeness::Completeness,
        field::{Field, NewParticipant},
        filter::Filter,
        operation::Operation,
        participant::Participant,
        text,
    },
};
use jiff::civil::Date;
use std::fmt;

/// What one participant is looked for by.
///
/// `Debug` says which kind of key it is and hides the value.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// The provider's own identifier.
    Id(String),
    /// The caller's own key, kept by the provider.
    ExternalId(String),
    /// The e-mail address, as people read it; see [`text`](crate::text).
    Email(String),
    /// First name, last name and date of birth together; never with a date that stands for an unknown one (see
    /// [`birthday`](crate::birthday)). Names are compared as people read them: letter case, the kind
    /// of blanks, apostrophes and dashes do not count, accents do; see [`text`](crate::text).
    Person {
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// Date of birth.
        born: Date,
    },
}

/// What a look-up found.
///
/// More than one match is never narrowed down to the first: it is an ambiguity, with the candidates.
#[derive(Clone, Debug)]
pub enum Found {
    /// Exactly one participant.
    One(Box<Participant>),
    /// No participant, and how sure that is: only [`Completeness::Complete`] proves that there is none.
    None(Completeness),
    /// Several, all of them.
    Several(Vec<Participant>),
}

impl Key {
    /// The participant's own keys, best first: what the caller calls them, then the e-mail address, then name and date
    /// of birth together.
    #[must_use]
    pub fn of(new: &NewParticipant) -> Vec<Self> {
        let fields = new.fields();
        let external_id = fields.external_id.value().cloned().map(Self::ExternalId);
        let email = fields.email.value().cloned().map(Self::Email);
        let named = (fields.first_name.value(), fields.last_name.value(), fields.date_of_birth.value());
        let person = match named {
            (Some(first), Some(last), Some(born)) if birthday::is_key(*born) => {
                Some(Self::Person { first_name: first.clone(), last_name: last.clone(), born: *born })
            }
            _ => None,
        };
        [external_id, email, person].into_iter().flatten().collect()
    }

    /// What a key of this kind is called in a message.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Id(_) => "id",
            Self::ExternalId(_) => "external id",
            Self::Email(_) => "e-mail",
            Self::Person { .. } => "name and date of birth",
        }
    }

    /// The operation that looks a participant up by a key of this kind.
    #[must_use]
    pub fn operation(&self) -> Operation {
        match self {
            Self::Id(_) => Operation::Get,
            Self::ExternalId(_) => Operation::FindByExternalId,
            Self::Email(_) => Operation::FindByEmail,
            Self::Person { .. } => Operation::FindByPerson,
        }
    }

    /// The same as a filter of a list.
    #[must_use]
    pub fn filter(&self) -> Filter {
        match self {
            Self::Id(id) => Filter::all().only(Field::Id, id),
            Self::ExternalId(id) => Filter::all().only(Field::ExternalId, id),
            Self::Email(email) => Filter::all().only(Field::Email, email),
            Self::Person { first_name, last_name, born } => Filter::all()
                .only(Field::FirstName, first_name)
                .only(Field::LastName, last_name)
                .only(Field::DateOfBirth, born.to_string()),
        }
    }

    /// The same key as it should be sent: providers compare names and addresses less widely than they are compared here.
    pub(crate) fn tidied(&self) -> Self {
        let tidy = |text: &String| text::tidy(text).into_owned();
        match self {
            Self::Email(email) => Self::Email(tidy(email)),
            Self::Person { first_name, last_name, born } => {
                Self::Person { first_name: tidy(first_name), last_name: tidy(last_name), born: *born }
            }
            Self::Id(_) | Self::ExternalId(_) => self.clone(),
        }
    }

    /// Refuses a key that is empty or cannot be one, before anything is sent.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let is_blank = |value: &String| text::trim(value).is_empty();
        match self {
            Self::Email(email) if !email.contains('@') => Err(Error::invalid("that is not an e-mail address")),
            Self::Id(id) | Self::ExternalId(id) if is_blank(id) => Err(Error::invalid("the identifier is empty")),
            Self::Person { first_name, last_name, .. } if is_blank(first_name) || is_blank(last_name) => {
                Err(Error::invalid("the name is empty"))
            }
            Self::Person { born, .. } => match birthday::doubt(*born, birthday::today()) {
                Some(_) => Err(Error::invalid(
                    "that date of birth stands for an unknown one, which many people share: look by another key",
                )),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

impl Found {
    /// What these candidates come to.
    pub(crate) fn among(mut people: Vec<Participant>, completeness: Completeness) -> Self {
        // A provider may show one record twice, on two pages or under two searches.
        let mut seen = std::collections::HashSet::new();
        people.retain(|person| person.id.is_empty() || seen.insert(person.id.clone()));
        match people.len() {
            0 => Self::None(completeness),
            1 => people.pop().map_or(Self::None(completeness), |person| Self::One(Box::new(person))),
            _ => Self::Several(people),
        }
    }

    /// The one participant, or none.
    ///
    /// # Errors
    /// [`ErrorKind::Ambiguous`] where there are several; [`ErrorKind::Decode`] where none was found and a record that
    /// could not be read, or was not seen, may be the one.
    pub fn one(self) -> Result<Option<Participant>, Error> {
        match self {
            Self::One(person) => Ok(Some(*person)),
            Self::None(Completeness::Complete | Completeness::Assumed(_)) => Ok(None),
            Self::None(_) => Err(Error::new(
                ErrorKind::Decode,
                "no participant was found, but the list could not be read in full: the person may be there",
            )
            .with_outcome(crate::error::kind::Outcome::NotApplied)),
            Self::Several(people) => Err(ambiguous(&people)),
        }
    }

    /// All participants who were found.
    #[must_use]
    pub fn people(&self) -> &[Participant] {
        match self {
            Self::One(person) => std::slice::from_ref(person),
            Self::None(_) => &[],
            Self::Several(people) => people,
        }
    }
}

/// The error for several matches, with their identifiers, which are the provider's and no person's.
pub(crate) fn ambiguous(people: &[Participant]) -> Error {
    let ids: Vec<_> = people.iter().map(|person| person.id.as_str()).take(10).collect();
    let more = if people.len() > ids.len() { ", …" } else { "" };
    let what = format!("{} participants match: {}{more}", people.len(), ids.join(", "));
    Error::new(ErrorKind::Ambiguous, what).with_outcome(crate::error::kind::Outcome::NotApplied)
}

/// Says which kind of key it is; the value is a person's.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Id(_) => "Id(…)",
            Self::ExternalId(_) => "ExternalId(…)",
            Self::Email(_) => "Email(…)",
            Self::Person { .. } => "Person(…)",
        })
    }
}
