//! People read from a provider, with proof whether they are all.

use crate::{
    error::{Error, kind::Outcome},
    model::{completeness::Completeness, participant::Participant},
};

/// A list of participants, what could not be read in it, and whether it is complete.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Listing {
    /// The people that could be read.
    pub people: Vec<Participant>,
    /// The records that could not be read: one invalid record never affects the others.
    pub invalid: Vec<InvalidRecord>,
    /// Whether participants are missing.
    pub completeness: Completeness,
}

/// A record of a list that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidRecord {
    /// Its position in the list as it came, from 0.
    pub position: usize,
    /// What is wrong with it: path, line and column inside the record, never a value.
    pub why: String,
}

impl Listing {
    /// A listing of the records that could be read, with those that could not.
    pub fn new(records: impl IntoIterator<Item = Result<Participant, Error>>, completeness: Completeness) -> Self {
        let mut listing = Self { completeness, ..Self::default() };
        for (position, record) in records.into_iter().enumerate() {
            match record {
                Ok(person) => listing.people.push(person),
                Err(error) => {
                    let why = error.with_outcome(Outcome::NotApplied).to_string();
                    listing.invalid.push(InvalidRecord { position, why });
                }
            }
        }
        if !listing.invalid.is_empty() {
            listing.completeness = Completeness::Partial("some records could not be read");
        }
        listing
    }

    /// Whether a participant who is not in the list does not exist.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.completeness == Completeness::Complete
    }
}
