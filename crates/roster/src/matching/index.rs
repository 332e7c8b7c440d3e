//! A provider's people, small enough to hold a million of them: their keys, and the values a plan compares.

use super::{
    Rule, fold, keys,
    person_store::{PersonStore, Stored},
    table::Table,
};
use crate::{Identity, Row};
use participants_core::{
    Capabilities, Completeness, Error, Field, Inactive, ListItem, Listing, Participant, People, birthday, text,
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fmt,
};

/// The fields of the keys and of identities; they are always kept, in this order, before those that are asked for.
const KEYS: [Field; 8] = [
    Field::Id,
    Field::ExternalId,
    Field::Email,
    Field::FirstName,
    Field::LastName,
    Field::DateOfBirth,
    Field::Session,
    Field::FullName,
];

/// Which of [`KEYS`] each column is.
pub(super) mod column {
    pub(crate) const ID: usize = 0;
    pub(crate) const EXTERNAL_ID: usize = 1;
    pub(crate) const EMAIL: usize = 2;
    pub(crate) const FIRST_NAME: usize = 3;
    pub(crate) const LAST_NAME: usize = 4;
    pub(crate) const BORN: usize = 5;
    pub(crate) const SESSION: usize = 6;
    pub(crate) const FULL_NAME: usize = 7;
}

/// A listing, by key. It keeps the keys and the fields it was asked to keep, not the records.
///
/// `Debug` shows how many people it holds and no value.
pub struct Index {
    pub(super) person_store: PersonStore,
    pub(super) by_id: Table,
    pub(super) by_external_id: Table,
    pub(super) by_email: Table,
    pub(super) by_person: Table,
    /// By first name and date of birth: a changed last name does not hide who may be the same.
    by_birth: Table,
    /// Positions of records that came twice: the first counts.
    pub(super) doubles: BTreeSet<u32>,
    /// Of each participant who has ended, by position: in which way, with what the field holds that says so. There is
    /// none where nothing was ended, since there is no login.
    ended: HashMap<u32, Option<(Inactive, String)>>,
    invalid: u64,
    completeness: Completeness,
}

/// An index that people are added to.
pub struct IndexBuilder(Index);

impl Index {
    /// An index to be filled. `fields` are those a roster names: what is not kept cannot be planned.
    #[must_use]
    pub fn builder(fields: impl IntoIterator<Item = Field>) -> IndexBuilder {
        let mut columns = KEYS.to_vec();
        for field in fields {
            if !columns.contains(&field) {
                columns.push(field);
            }
        }
        IndexBuilder(Self {
            person_store: PersonStore::new(columns),
            by_id: Table::default(),
            by_external_id: Table::default(),
            by_email: Table::default(),
            by_person: Table::default(),
            by_birth: Table::default(),
            doubles: BTreeSet::new(),
            ended: HashMap::new(),
            invalid: 0,
            completeness: Completeness::default(),
        })
    }

    /// The index of people as they are read; no record is kept.
    ///
    /// # Errors
    /// A page could not be read.
    pub async fn read(mut people: People, fields: impl IntoIterator<Item = Field>) -> Result<Self, Error> {
        let mut builder = Self::builder(fields);
        while let Some(listed) = people.next().await? {
            match listed {
                ListItem::Person(person) => builder.add(&person),
                ListItem::Invalid(_) => builder.add_invalid(),
            }
        }
        Ok(builder.finish(people.completeness()))
    }

    /// The index of a listing that is in memory.
    #[must_use]
    pub fn of(listing: &Listing, fields: impl IntoIterator<Item = Field>) -> Self {
        let mut builder = Self::builder(fields);
        listing.people.iter().for_each(|person| builder.add(person));
        listing.invalid.iter().for_each(|_| builder.add_invalid());
        builder.finish(listing.completeness)
    }

    /// How many participants it holds, each once.
    #[must_use]
    pub fn len(&self) -> usize {
        self.person_store.len() - self.doubles.len()
    }

    /// Whether it holds no participant.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many records of the listing could not be read, or say no identifier.
    #[must_use]
    pub fn invalid_records(&self) -> u64 {
        self.invalid
    }

    /// Whether any participant is missing.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        self.completeness
    }

    /// How many bytes of memory it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let tables = [&self.by_id, &self.by_external_id, &self.by_email, &self.by_person, &self.by_birth];
        let ended = self.ended.capacity() * size_of::<(u32, Option<(Inactive, String)>)>();
        self.person_store.bytes() + tables.map(Table::bytes).iter().sum::<usize>() + ended
    }

    /// Whether a field is kept.
    #[must_use]
    pub fn keeps(&self, field: &Field) -> bool {
        self.person_store.column(field).is_some()
    }

    /// One past the last position.
    pub(crate) fn end(&self) -> u32 {
        self.person_store.len() as u32
    }

    /// The positions of all participants, each once, in the order of the listing.
    pub(crate) fn positions(&self, from: u32) -> impl Iterator<Item = u32> + '_ {
        (from..self.end()).filter(|position| !self.doubles.contains(position))
    }

    pub(crate) fn id(&self, position: u32) -> &str {
        self.text(position, column::ID).unwrap_or_default()
    }

    /// Who a participant is.
    pub(crate) fn identity(&self, position: u32) -> Identity {
        let mut identity = Identity::default();
        for (field, column) in [
            (Field::FirstName, column::FIRST_NAME),
            (Field::LastName, column::LAST_NAME),
            (Field::FullName, column::FULL_NAME),
            (Field::DateOfBirth, column::BORN),
            (Field::Email, column::EMAIL),
        ] {
            identity.set(&field, self.text(position, column).map(str::to_owned));
        }
        identity
    }

    /// The position of the participant that an identifier names.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        self.by_id.at(fold::exact(id)).find(|at| self.id(*at) == id)
    }

    /// The value of a field that is kept.
    pub(crate) fn stored(&self, position: u32, field: &Field) -> Option<Stored<'_>> {
        self.person_store.column(field).map(|column| self.person_store.get(position, column))
    }

    /// Whether the record itself says that the participant has ended.
    pub(crate) fn has_ended(&self, position: u32) -> bool {
        self.ended.contains_key(&position)
    }

    /// In which way the participant was ended, and what the field holds that says so.
    pub(crate) fn inactive(&self, position: u32) -> Option<(Inactive, &str)> {
        self.ended.get(&position)?.as_ref().map(|(how, text)| (*how, text.as_str()))
    }

    /// The participants who have the row's first name and date of birth, and another last name; not those who
    /// have another external id than the row.
    pub(crate) fn renamed(&self, row: &Row, capabilities: &Capabilities) -> Vec<u32> {
        let shows = |field: &Field| capabilities.field(field).is_some_and(|known| known.read);
        let person = keys::person(&row.wanted).filter(|_| Rule::Person.fields().iter().all(shows));
        let Some((first, last, born)) = person else { return Vec::new() };
        let is = |at: u32, column, wanted: &str| {
            self.text(at, column).is_some_and(|stored| text::is_same_name(stored, wanted))
        };
        let is_other = |at: u32| {
            let both =
                keys::external_id(&row.wanted).zip(self.text(at, column::EXTERNAL_ID).filter(|id| !id.is_empty()));
            both.is_some_and(|(wanted, stored)| wanted != stored)
        };
        let all = self.by_birth.at(fold::hash(&[first, &born]));
        let all = all.filter(|at| is(*at, column::FIRST_NAME, first) && is(*at, column::BORN, &born));
        all.filter(|at| !is(*at, column::LAST_NAME, last) && !is_other(*at) && !self.doubles.contains(at)).collect()
    }

    pub(super) fn text(&self, position: u32, column: usize) -> Option<&str> {
        self.person_store.get(position, column).text()
    }
}

impl IndexBuilder {
    /// Adds a participant. A record without an identifier cannot be changed, and counts as one that could not be read.
    pub fn add(&mut self, person: &Participant) {
        let index = &mut self.0;
        let (Ok(position), false) = (u32::try_from(index.person_store.len()), person.id.is_empty()) else {
            return self.add_invalid();
        };
        index.person_store.add(person);
        if person.has_ended() {
            let way = person.inactive().map(|how| (how, person.get(&how.field()).unwrap_or_default()));
            index.ended.insert(position, way);
        }
        index.by_id.add(fold::exact(&person.id), position);
        let external_id = person.external_id.as_deref().filter(|id| !id.is_empty());
        external_id.into_iter().for_each(|id| index.by_external_id.add(fold::exact(id), position));
        person.email.iter().for_each(|email| index.by_email.add(fold::hash(&[email]), position));
        // A date that stands for an unknown one is no key on either side.
        let born = person.date_of_birth.filter(|born| birthday::is_key(*born));
        if let (Some(first), Some(last), Some(born)) = (&person.first_name, &person.last_name, born) {
            let born = born.to_string();
            index.by_person.add(fold::hash(&[first, last, &born]), position);
            index.by_birth.add(fold::hash(&[first, &born]), position);
        }
    }

    /// Counts a record that could not be read: it may be of any person.
    pub fn add_invalid(&mut self) {
        self.0.invalid += 1;
    }

    /// The index, with the listing's result whether any participant is missing.
    #[must_use]
    pub fn finish(mut self, completeness: Completeness) -> Index {
        let index = &mut self.0;
        let tables = [&mut index.by_id, &mut index.by_external_id, &mut index.by_email, &mut index.by_person];
        for table in tables.into_iter().chain([&mut index.by_birth]) {
            table.sort();
        }
        index.person_store.shrink();
        let mut seen = HashSet::new();
        let doubles = (0..index.end()).filter(|position| !seen.insert(index.id(*position))).collect();
        index.doubles = doubles;
        index.completeness = match completeness {
            Completeness::Complete | Completeness::Assumed(_) if index.invalid > 0 => {
                Completeness::Partial("some records could not be read")
            }
            completeness => completeness,
        };
        self.0
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Index");
        shown.field("people", &self.len()).field("invalid", &self.invalid).field("completeness", &self.completeness);
        shown.finish_non_exhaustive()
    }
}

impl fmt::Debug for IndexBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
