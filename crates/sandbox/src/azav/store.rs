//! Who is stored. Seeded records are made when they are asked for: a hundred thousand of them as JSON would fill
//! most of a gigabyte.

use super::seed;
use crate::people::{Person, people};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub(super) struct Store {
    seeded: Vec<Person>,
    /// Whatever was created, changed or (`None`) deleted since, by number.
    written: BTreeMap<u64, Option<Participant>>,
    /// The number of the next participant.
    next: u64,
}

/// A record: what clients can write (and unlisted members), and when the server made and last changed it.
#[derive(Clone, Debug)]
pub(super) struct Participant {
    pub(super) members: Map<String, Value>,
    /// Seconds on the server's own clock, as is `updated`.
    pub(super) inserted: u64,
    pub(super) updated: u64,
}

impl Store {
    /// People numbered from 1.
    pub(super) fn new(seed: u64, count: usize) -> Self {
        let seeded = people(seed, count);
        Self { next: seeded.len() as u64 + 1, seeded, written: BTreeMap::new() }
    }

    pub(super) fn get(&self, number: u64) -> Option<Cow<'_, Participant>> {
        match self.written.get(&number) {
            Some(written) => written.as_ref().map(Cow::Borrowed),
            None => {
                let index = usize::try_from(number.checked_sub(1)?).ok()?;
                self.seeded.get(index).map(|person| Cow::Owned(seed::participant(number, person)))
            }
        }
    }

    /// All participants, in the order of their numbers.
    pub(super) fn all(&self) -> impl Iterator<Item = (u64, Cow<'_, Participant>)> {
        (1..self.next).filter_map(|number| Some((number, self.get(number)?)))
    }

    /// The numbers of all participants.
    pub(super) fn numbers(&self) -> Vec<u64> {
        (1..self.next).filter(|number| !self.is_deleted(*number)).collect()
    }

    pub(super) fn count(&self) -> usize {
        let deleted = self.written.values().filter(|written| written.is_none()).count();
        usize::try_from(self.next - 1).unwrap_or(usize::MAX) - deleted
    }

    /// The number the next participant will have.
    pub(super) fn next(&self) -> u64 {
        self.next
    }

    /// Stores a participant under its own number or the next one.
    pub(super) fn put(&mut self, number: u64, participant: Participant) {
        self.next = self.next.max(number + 1);
        self.written.insert(number, Some(participant));
    }

    pub(super) fn delete(&mut self, number: u64) {
        self.written.insert(number, None);
    }

    pub(super) fn is_deleted(&self, number: u64) -> bool {
        matches!(self.written.get(&number), Some(None))
    }
}
