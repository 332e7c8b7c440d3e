//! Reading v2's list to its end, or until somebody is found, and what the end proves.

use crate::{EmailSearch, ListPersons, Person, Query, Wordbee};
use participants_core::{Client, Completeness, Error, ErrorKind, Outcome, Record};
use std::collections::HashSet;

/// What was read of a list, each person once.
pub(super) struct Scan {
    pub(super) records: Vec<Result<Record<Person>, Error>>,
    pub(super) completeness: Completeness,
}

impl Scan {
    /// Everybody the key's user may see.
    pub(super) async fn of_all(client: &Client<Wordbee>) -> Result<Self, Error> {
        Self::read(client, ListPersons::new(), None).await
    }

    /// Everybody up to this person.
    pub(super) async fn until(client: &Client<Wordbee>, person: i64) -> Result<Self, Error> {
        Self::read(client, ListPersons::new(), Some(person)).await
    }

    /// At least those with this e-mail address.
    pub(super) async fn of_email(client: &Client<Wordbee>, email: &str) -> Result<Self, Error> {
        let list = match client.provider().email_search {
            EmailSearch::Scan => ListPersons::new(),
            EmailSearch::Query => ListPersons::new().query(Query::contains("email", email)?),
        };
        Self::read(client, list, None).await
    }

    /// The person with this number, if they were read.
    pub(super) fn person(&self, id: i64) -> Option<&Record<Person>> {
        self.readable().find(|record| record.person_id == Some(id))
    }

    /// Those with this e-mail address, in any letter case.
    pub(super) fn with_email(&self, email: &str) -> impl Iterator<Item = &Record<Person>> {
        let wanted = email.to_lowercase();
        self.readable().filter(move |record| record.email.as_ref().is_some_and(|email| email.to_lowercase() == wanted))
    }

    /// Whether somebody who was not found may be there all the same.
    pub(super) fn is_broken(&self) -> bool {
        matches!(self.completeness, Completeness::Partial(_)) || self.records.iter().any(Result::is_err)
    }

    /// The error for somebody who was not found.
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

    /// Page after page. Without a documented order a row may come twice or never: repeats are dropped, and the count
    /// of what is left is held against the list's own total.
    async fn read(client: &Client<Wordbee>, list: ListPersons, wanted: Option<i64>) -> Result<Self, Error> {
        let list = list.full().take(ListPersons::MOST);
        let (mut records, mut seen, mut skip, mut totals) = (Vec::new(), HashSet::new(), 0u32, Vec::new());
        let is_ended = loop {
            let page = client.send(&list.clone().skip(skip)).await?;
            let (rows, before) = (page.rows.len(), records.len());
            // A row that cannot be read has no number and counts as one of its own.
            let is_new = |row: &Result<Record<Person>, Error>| match row {
                Ok(record) => record.person_id.is_none_or(|id| seen.insert(id)),
                Err(_) => true,
            };
            records.extend(page.rows.into_iter().filter(is_new));
            totals.push(page.total);
            skip = skip.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
            let is_past_end = page.total.is_some_and(|total| u64::from(skip) >= total);
            if rows == 0 || is_past_end || wanted.is_some_and(|id| seen.contains(&id)) {
                break true;
            }
            if records.len() == before {
                // A full page and nobody new: the server does not page, and no more will come.
                break false;
            }
        };
        let completeness = completeness(&totals, records.len(), is_ended);
        Ok(Self { records, completeness })
    }
}

/// Never more than presumed: the list shows what the key's user may see.
fn completeness(totals: &[Option<u64>], read: usize, is_ended: bool) -> Completeness {
    let first = totals.first().copied().flatten();
    if totals.iter().any(|total| *total != first) {
        return Completeness::Partial("the list changed while it was read");
    }
    let is_short = first.is_some_and(|total| u64::try_from(read).unwrap_or(u64::MAX) < total);
    if is_short || !is_ended {
        return Completeness::Partial("the list ended before it was read in full");
    }
    Completeness::Presumed("v2 shows the persons its key's user may see, and those came")
}
