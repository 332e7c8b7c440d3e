//! Links: which participant a row means, by its own lasting key. A row finds its participant though their address
//! changed.

use super::{JournalError, SqliteJournal, State, StepUpdate, place::place};
use crate::{
    Links, Row,
    plan::{RowKey, Step},
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use std::{collections::HashMap, fmt};

/// One link, from a row's key to the provider's identifier of a participant.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredLink {
    /// The mark of the account it holds for.
    pub account: String,
    /// What the row is known by: `external_id` or `email`.
    pub kind: String,
    /// The key itself.
    pub key: String,
    /// The provider's identifier of the participant.
    pub id: String,
    /// Whether a user set it, rather than a run.
    pub by_hand: bool,
    /// When it was made or changed.
    pub time: Timestamp,
}

/// A run keeps what it finds; what a user set stays.
const KEEP: &str = "
INSERT INTO link (account, kind, key, id, by_hand, time) VALUES (?1, ?2, ?3, ?4, 0, ?5)
ON CONFLICT DO UPDATE SET id = excluded.id, time = excluded.time WHERE by_hand = 0 AND link.id <> excluded.id";

/// The same for a step that is done, with the participant who was created or was meant.
const KEEP_DONE: &str = "
INSERT INTO link (account, kind, key, id, by_hand, time)
SELECT run.account, step.kind, step.key, coalesce(outcome.id, step.id), 0, ?3
FROM step JOIN outcome USING (place) JOIN run ON run.id = ?1
WHERE step.place = ?2 AND step.key IS NOT NULL AND trim(coalesce(outcome.id, step.id, '')) <> ''
ON CONFLICT DO UPDATE SET id = excluded.id, time = excluded.time WHERE by_hand = 0 AND link.id <> excluded.id";

const SET: &str = "
INSERT INTO link (account, kind, key, id, by_hand, time) VALUES (?1, ?2, ?3, ?4, 1, ?5)
ON CONFLICT DO UPDATE SET id = excluded.id, by_hand = 1, time = excluded.time";

impl SqliteJournal {
    /// The participant a key is linked with.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn link(&self, account: &str, kind: &str, key: &str) -> Result<Option<String>, JournalError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM link WHERE account = ?1 AND kind = ?2 AND key = ?3")?;
        let id: Option<String> = statement.query_row([account, kind, key], |row| row.get(0)).optional()?;
        Ok(id.filter(|id| !id.trim().is_empty()))
    }

    /// All links of an account, by key.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn links(&self, account: &str) -> Result<Vec<StoredLink>, JournalError> {
        let mut statement = self
            .connection
            .prepare("SELECT account, kind, key, id, by_hand, time FROM link WHERE account = ?1 ORDER BY kind, key")?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(StoredLink {
                account: row.get(0)?,
                kind: row.get(1)?,
                key: row.get(2)?,
                id: row.get(3)?,
                by_hand: row.get(4)?,
                time: super::marks::time(row.get(5)?),
            })
        };
        Ok(statement.query_map([account], read)?.collect::<Result<_, _>>()?)
    }

    /// Links a key with a participant, whatever it was linked with before. No run changes it afterwards.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn set_link(
        &mut self,
        account: &str,
        kind: &str,
        key: &str,
        id: &str,
        time: Timestamp,
    ) -> Result<(), JournalError> {
        self.connection.execute(SET, params![account, kind, key, id, time.as_millisecond()])?;
        Ok(())
    }

    /// Forgets a link; whether there was one.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn remove_link(&mut self, account: &str, kind: &str, key: &str) -> Result<bool, JournalError> {
        let removed = "DELETE FROM link WHERE account = ?1 AND kind = ?2 AND key = ?3";
        Ok(self.connection.execute(removed, [account, kind, key])? > 0)
    }
}

/// The links of an account, in memory: which participant each row means, as earlier runs found or the user said.
#[derive(Default)]
pub struct AccountLinks(HashMap<RowKey, (String, bool)>);

impl AccountLinks {
    /// Of these links. One of an unknown kind of key is left out.
    #[must_use]
    pub fn new(links: impl IntoIterator<Item = StoredLink>) -> Self {
        let known = |link: StoredLink| Some((RowKey::parse(&link.kind, &link.key)?, (link.id, link.by_hand)));
        Self(links.into_iter().filter_map(known).collect())
    }

    fn get(&self, row: &Row) -> Option<&(String, bool)> {
        self.0.get(&RowKey::of(row)?)
    }
}

impl Links for AccountLinks {
    fn linked(&self, row: &Row) -> Option<String> {
        self.get(row).map(|(id, _)| id.clone())
    }

    fn is_by_hand(&self, row: &Row) -> bool {
        self.get(row).is_some_and(|(_, by_hand)| *by_hand)
    }
}

/// Shows no key: it is a person's.
impl fmt::Debug for AccountLinks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AccountLinks").field(&self.0.len()).finish()
    }
}

/// Keeps which participant a step's row means, where the row has a key and the participant an identifier.
pub(super) fn keep(
    connection: &Connection,
    account: &str,
    step: &Step,
    id: Option<&str>,
    time: Timestamp,
) -> Result<(), JournalError> {
    let id = id.filter(|id| !id.trim().is_empty());
    let Some((id, (kind, key))) = id.zip(key(step)) else { return Ok(()) };
    connection.prepare_cached(KEEP)?.execute(params![account, kind, key, id, time.as_millisecond()])?;
    Ok(())
}

/// Keeps which participants the rows of done steps mean.
pub(super) fn keep_done(connection: &Connection, run: u64, marks: &[StepUpdate]) -> Result<(), JournalError> {
    let mut statement = connection.prepare_cached(KEEP_DONE)?;
    for mark in marks.iter().filter(|mark| mark.state == State::Done) {
        statement.execute(params![run as i64, place(run, mark.at)?, mark.time.as_millisecond()])?;
    }
    Ok(())
}

/// What a step's row is known by: the kind of key, and the key.
pub(super) fn key(step: &Step) -> Option<(&'static str, &str)> {
    step.key.as_ref().map(|key| (key.kind(), key.text()))
}

/// Shows no key: it is a person's.
impl fmt::Debug for StoredLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("StoredLink");
        shown.field("kind", &self.kind).field("id", &self.id).field("by_hand", &self.by_hand).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;

    /// A journal in which a row that is known by `HR-1` is done, and created the participant `id`.
    fn done(journal: &mut SqliteJournal, id: &str) {
        let step = r#"{"line": 2, "verb": "create", "changes":
            [{"field": "last_name", "before": "empty", "after": {"value": "Ó"}}]}"#;
        let run = journal.begin_loading("example", "account", None, Timestamp::UNIX_EPOCH).unwrap();
        journal.add_steps(run, &[(0, serde_json::from_str(step).unwrap())], Timestamp::UNIX_EPOCH).unwrap();
        journal.finish_loading(run, "{}", &[].into()).unwrap();
        journal.connection.execute("UPDATE step SET kind = 'external_id', key = 'HR-1'", []).unwrap();
        let entry = journal.entries(run, &[State::Planned], None, 1).unwrap().remove(0);
        let mark =
            StepUpdate { id: Some(id.to_owned()), ..StepUpdate::new(&entry, State::Done, Timestamp::UNIX_EPOCH) };
        journal.record(run, &[mark]).unwrap();
    }

    fn linked(journal: &SqliteJournal) -> Option<String> {
        journal.link("account", "external_id", "HR-1").unwrap()
    }

    #[test]
    fn the_row_of_a_done_step_is_linked_with_the_participant_it_created() {
        let mut journal = SqliteJournal::in_memory().unwrap();
        done(&mut journal, "17");
        assert_eq!(linked(&journal).as_deref(), Some("17"));
        done(&mut journal, "18");
        assert_eq!(linked(&journal).as_deref(), Some("18"));
    }

    #[test]
    fn a_link_that_was_set_by_hand_stays() {
        let mut journal = SqliteJournal::in_memory().unwrap();
        journal.set_link("account", "external_id", "HR-1", "7", Timestamp::UNIX_EPOCH).unwrap();
        done(&mut journal, "17");
        assert_eq!(linked(&journal).as_deref(), Some("7"));
    }
}
