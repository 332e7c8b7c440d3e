//! Reading v2's list to its end, or until a person is found, and what the end proves.

use crate::{EmailSearch, ListPersons, Person, Query, Wordbee};
use participants_core::{Client, Completeness, Error, ErrorKind, Outcome, Record, text};

/// What was read of a list: those wanted, each once, and what could not be read.
pub(super) struct Scan {
    pub(super) records: Vec<Result<Record<Person>, Error>>,
    pub(super) completeness: Completeness,
}

impl Scan {
    /// This person, out of all persons up to them.
    pub(super) async fn until(client: &Client<Wordbee>, person: i64) -> Result<Self, Error> {
        Self::read(client, ListPersons::new(), |record| record.person_id == Some(person), true).await
    }

    /// Those with this e-mail address, as people read it.
    pub(super) async fn of_email(client: &Client<Wordbee>, email: &str) -> Result<Self, Error> {
        let list = match client.provider().email_search {
            EmailSearch::Scan => ListPersons::new(),
            EmailSearch::Query => ListPersons::new().query(Query::contains("email", email)?),
        };
        Self::read(client, list, |record| has_email(record, email), false).await
    }

    /// The person with this number, if they were read.
    pub(super) fn person(&self, id: i64) -> Option<&Record<Person>> {
        self.readable().find(|record| record.person_id == Some(id))
    }

    /// Those with this e-mail address, as people read it.
    pub(super) fn with_email<'a>(&'a self, email: &'a str) -> impl Iterator<Item = &'a Record<Person>> {
        self.readable().filter(move |record| has_email(record, email))
    }

    /// Whether a person who was not found may still exist.
    pub(super) fn is_broken(&self) -> bool {
        matches!(self.completeness, Completeness::Partial(_) | Completeness::Unknown)
    }

    /// The error for a person who was not found.
    pub(super) fn missing(&self) -> Error {
        if self.is_broken() {
            let what = "the person was not found, but the list could not be read in full: they may be there";
            return Error::new(ErrorKind::Decode, what).with_outcome(Outcome::NotApplied);
        }
        Error::new(ErrorKind::NotFound, "there is no such person among those the v2 key's user may see")
    }

    fn readable(&self) -> impl Iterator<Item = &Record<Person>> {
        self.records.iter().filter_map(|record| record.as_ref().ok())
    }

    /// Reads to the end, or to the first one wanted; the others are dropped as they come.
    async fn read(
        client: &Client<Wordbee>,
        list: ListPersons,
        is_wanted: impl Fn(&Record<Person>) -> bool,
        is_one: bool,
    ) -> Result<Self, Error> {
        let mut pages = client.pages(list.full().take(ListPersons::MOST));
        let mut records = Vec::new();
        while let Some(page) = pages.next().await? {
            records.extend(page.into_iter().filter(|record| record.as_ref().map_or(true, &is_wanted)));
            if is_one && records.iter().any(Result::is_ok) {
                break;
            }
        }
        Ok(Self { records, completeness: pages.completeness() })
    }
}

fn has_email(person: &Person, wanted: &str) -> bool {
    person.email.as_ref().is_some_and(|stored| text::is_same_email(stored, wanted))
}
