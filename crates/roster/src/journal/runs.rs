//! The runs of a journal: how one begins with its steps, and which there are.

use super::{
    JournalError, SqliteJournal, State, links,
    place::{at, place, places},
    shared::Shared,
};
use crate::plan::{Step, Verb};
use jiff::Timestamp;
use participants_core::Field;
use rusqlite::{
    Connection, Error::FromSqlConversionFailure, OptionalExtension, Row, TransactionBehavior, params, types::Type,
};
use serde_json::json;
use std::{collections::BTreeSet, fmt};

/// One run: a plan that is, or was, carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Run {
    /// Its number, from 1.
    pub id: u64,
    /// The provider's name.
    pub provider: String,
    /// The mark of the account; see [`Directory::account`](participants_core::Directory::account).
    pub account: String,
    /// The run that this one takes back, if it does.
    pub undoes: Option<u64>,
    /// The run that takes this one back, if one does: the same number where nothing of it had been done, so that nothing
    /// had to be taken back. Nothing of it is carried out any more.
    pub undone_by: Option<u64>,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it was last found to have nothing left to do; none while something is open.
    pub ended_at: Option<Timestamp>,
    /// The plan without its steps, as its document has it.
    pub summary: String,
    /// The names of the fields that its steps change.
    pub fields: Vec<Field>,
}

/// A run that was not finished loading after so long, in milliseconds, was given up.
const GIVEN_UP: i64 = 24 * 60 * 60 * 1000;

impl Run {
    /// A run that another [`Journal`](super::Journal) keeps: `fields` are those that its steps change.
    #[must_use]
    pub fn new(id: u64, provider: &str, account: &str, begun_at: Timestamp, fields: BTreeSet<Field>) -> Self {
        let (provider, account) = (provider.to_owned(), account.to_owned());
        let (undoes, undone_by, ended_at, summary) = Default::default();
        Self {
            id,
            provider,
            account,
            undoes,
            undone_by,
            begun_at,
            ended_at,
            summary,
            fields: fields.into_iter().collect(),
        }
    }
}

impl SqliteJournal {
    /// Begins a run that is loaded, and takes away those that were given up.
    pub(super) fn begin_loading(
        &mut self,
        provider: &str,
        account: &str,
        undoes: Option<u64>,
        time: Timestamp,
    ) -> Result<u64, JournalError> {
        let connection = &self.connection;
        let old = time.as_millisecond() - GIVEN_UP;
        let abandoned = connection
            .prepare("SELECT id FROM run WHERE summary IS NULL AND begun < ?1")?
            .query_map([old], |row| row.get::<_, i64>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        abandoned.into_iter().try_for_each(|run| forget(connection, run as u64))?;
        let undone = undoes.map(|run| run as i64);
        connection.execute(
            "INSERT INTO run (provider, account, undoes, begun) VALUES (?1, ?2, ?3, ?4)",
            params![provider, account, undone, time.as_millisecond()],
        )?;
        Ok(connection.last_insert_rowid() as u64)
    }

    /// The run with this number.
    ///
    /// # Errors
    /// [`JournalError::NoSuchRun`] where there is none.
    pub fn run(&self, id: u64) -> Result<Run, JournalError> {
        let found = self.connection.query_row(&select("id = ?1"), [id as i64], read);
        found.optional()?.ok_or(JournalError::NoSuchRun(id))
    }

    /// All runs, the latest first.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn runs(&self) -> Result<Vec<Run>, JournalError> {
        let mut statement = self.connection.prepare(&select("true ORDER BY id DESC"))?;
        Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// The latest run in which something is still to be done, and that was not taken back.
    ///
    /// # Errors
    /// The runs cannot be read.
    pub fn unfinished(&mut self) -> Result<Option<Run>, JournalError> {
        for run in self.runs()?.into_iter().filter(|run| run.ended_at.is_none() && run.undone_by.is_none()) {
            // The program may have ended between the last outcome of a run and its end.
            if self.tally(run.id)?.open() > 0 {
                return Ok(Some(run));
            }
        }
        Ok(None)
    }

    /// Records that a run is taken back by itself, since nothing of it had been done: nothing of it is carried out any
    /// more. A run that takes another one back says so of that when it is [finished](super::Loading::finish). When the run came
    /// to its end stays as it was.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn withdraw(&mut self, run: u64) -> Result<(), JournalError> {
        self.connection.execute("UPDATE run SET undone_by = id WHERE id = ?1", [run as i64])?;
        Ok(())
    }

    /// Makes what belongs to one account belong to another: runs and links. Where both have a link for a key, one that was
    /// set by hand stays, else that of the other account. How many runs and links there were.
    ///
    /// # Errors
    /// [`JournalError::Busy`] where a process holds either account; the journal cannot be written. Nothing was changed
    /// then.
    pub fn change_account(&mut self, account: &str, other: &str) -> Result<(u64, u64), JournalError> {
        // Any process that uses either account must have ended.
        let lock = |shared: &Shared| Ok::<_, JournalError>((shared.state.lock(account)?, shared.state.lock(other)?));
        let _held = self.shared.as_ref().map(lock).transpose()?;
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let runs = change.execute("UPDATE run SET account = ?2 WHERE account = ?1", [account, other])?;
        let yielding = "DELETE FROM link WHERE account = ?2 AND by_hand = 0 AND EXISTS (SELECT 1 FROM link AS old \
                        WHERE old.account = ?1 AND old.kind = link.kind AND old.key = link.key AND old.by_hand = 1)";
        change.execute(yielding, [account, other])?;
        let links = change.execute("UPDATE OR IGNORE link SET account = ?2 WHERE account = ?1", [account, other])?;
        change.execute("DELETE FROM link WHERE account = ?1", [account])?;
        change.commit()?;
        Ok((runs as u64, links as u64))
    }

    /// Records that a run has nothing left to do, or has something to do again.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn end(&mut self, run: u64, ended: Option<Timestamp>) -> Result<(), JournalError> {
        let time = ended.map(Timestamp::as_millisecond);
        self.connection.execute("UPDATE run SET ended = ?2 WHERE id = ?1", params![run as i64, time])?;
        Ok(())
    }
}

impl SqliteJournal {
    /// Records steps of a run that is loaded, in one transaction.
    pub(super) fn add_steps(&mut self, run: u64, steps: &[(u64, Step)], time: Timestamp) -> Result<(), JournalError> {
        if steps.is_empty() {
            return Ok(());
        }
        let chunk = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let account = chunk.query_row("SELECT account FROM run WHERE id = ?1", [run as i64], |row| row.get(0));
        let account: String = account.optional()?.ok_or(JournalError::NoSuchRun(run))?;
        for (at, step) in steps {
            if step.verb == Verb::None {
                links::keep(&chunk, &account, step, step.id.as_deref(), time)?;
                continue;
            }
            let body = serde_json::to_string(step).map_err(|_| JournalError::Damaged { run, at: *at })?;
            let state = if step.verb == Verb::Refuse { State::Refused } else { State::Planned };
            let place = place(run, *at)?;
            let (kind, key) = links::key(step).unzip();
            chunk
                .prepare_cached("INSERT INTO step (place, id, kind, key, body, crc) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![place, step.id, kind, key, body, crc32fast::hash(body.as_bytes())])?;
            chunk
                .prepare_cached("INSERT INTO outcome (place, state, attempts) VALUES (?1, ?2, 0)")?
                .execute(params![place, state as i64])?;
        }
        Ok(chunk.commit()?)
    }

    /// Makes a run of what is loaded.
    pub(super) fn finish_loading(
        &mut self,
        run: u64,
        summary: &str,
        fields: &BTreeSet<Field>,
    ) -> Result<Run, JournalError> {
        let twice = "SELECT max(place) FROM step JOIN outcome USING (place) \
                     WHERE place BETWEEN ?1 AND ?2 AND state = 0 AND step.id IS NOT NULL \
                     GROUP BY step.id HAVING count(*) > 1 LIMIT 1";
        if let Some(place) = self.connection.query_row(twice, places(run)?, |row| row.get(0)).optional()? {
            return Err(JournalError::Twice(at(place)));
        }
        // An account's own fields have any names, blanks included.
        let fields = json!(fields.iter().map(ToString::to_string).collect::<Vec<_>>()).to_string();
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = change
            .execute("UPDATE run SET summary = ?2, fields = ?3 WHERE id = ?1", params![run as i64, summary, fields])?;
        if kept == 0 {
            return Err(JournalError::NoSuchRun(run));
        }
        // What it takes back is taken back from now on; what that had taken back holds again.
        let undone = "UPDATE run SET undone_by = ?1 WHERE id = (SELECT undoes FROM run WHERE id = ?1)";
        let redone = "UPDATE run SET undone_by = NULL WHERE undone_by = (SELECT undoes FROM run WHERE id = ?1)";
        change.execute(undone, [run as i64])?;
        change.execute(redone, [run as i64])?;
        change.commit()?;
        self.run(run)
    }

    /// Takes away a run that is loaded. What cannot be taken away now does not count as a run, and is taken away with a
    /// later one.
    pub(super) fn give_up_loading(&mut self, run: u64) {
        let open = "SELECT 1 FROM run WHERE id = ?1 AND summary IS NULL";
        if self.connection.query_row(open, [run as i64], |_| Ok(())).is_ok() {
            drop(forget(&self.connection, run));
        }
    }
}

fn forget(connection: &Connection, run: u64) -> Result<(), JournalError> {
    for table in ["step", "outcome"] {
        connection.execute(&format!("DELETE FROM {table} WHERE place BETWEEN ?1 AND ?2"), places(run)?)?;
    }
    connection.execute("DELETE FROM run WHERE id = ?1", [run as i64])?;
    Ok(())
}

fn select(which: &str) -> String {
    format!(
        "SELECT id, provider, account, undoes, begun, ended, summary, fields, undone_by FROM run \
         WHERE summary IS NOT NULL AND {which}"
    )
}

fn read(row: &Row<'_>) -> Result<Run, rusqlite::Error> {
    let unread = |error: &dyn fmt::Display| FromSqlConversionFailure(7, Type::Text, error.to_string().into());
    let fields: Vec<String> = serde_json::from_str(&row.get::<_, String>(7)?).map_err(|error| unread(&error))?;
    let fields = fields.iter().map(|name| name.parse().map_err(|error| unread(&error)));
    Ok(Run {
        id: row.get::<_, i64>(0)? as u64,
        provider: row.get(1)?,
        account: row.get(2)?,
        undoes: row.get::<_, Option<i64>>(3)?.map(|run| run as u64),
        undone_by: row.get::<_, Option<i64>>(8)?.map(|run| run as u64),
        begun_at: super::marks::time(row.get(4)?),
        ended_at: row.get::<_, Option<i64>>(5)?.map(super::marks::time),
        summary: row.get(6)?,
        fields: fields.collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::{super::Loading, *};

    #[tokio::test]
    async fn a_run_knows_the_fields_of_its_steps_whatever_an_account_calls_its_own() {
        let mut journal = SqliteJournal::in_memory().unwrap();
        let mut loading =
            Loading::begin(&mut journal, "example", "account", None, Timestamp::UNIX_EPOCH).await.unwrap();
        let fields = [Field::City, Field::Custom("Ansatt nr.".into()), Field::Custom("\"Ł\",\nÖ".into())];
        let change = |field: &Field| json!({"field": field.to_string(), "before": "empty", "after": {"value": "1"}});
        let changes: Vec<_> = fields.iter().map(change).collect();
        let step = json!({"line": 2, "verb": "update", "id": "1", "changes": changes});
        loading.add(&serde_json::from_value(step).unwrap()).await.unwrap();
        let run = loading.finish("{}").await.unwrap();
        assert_eq!(BTreeSet::from_iter(run.fields), BTreeSet::from(fields));
    }

    /// A user may leave a question open over a weekend, while others begin runs.
    #[tokio::test]
    async fn a_run_that_was_given_up_while_it_was_loaded_touches_no_later_one() {
        let file = std::env::temp_dir().join(format!("participants-given-up-{}", std::process::id()));
        drop(std::fs::remove_file(&file));
        let (mut early, mut late) = (SqliteJournal::open(&file).unwrap(), SqliteJournal::open(&file).unwrap());
        let step = json!({"verb": "deactivate", "id": "1"});
        let step: Step = serde_json::from_value(step).unwrap();
        let monday = Timestamp::from_millisecond(GIVEN_UP + 1).unwrap();
        for agrees in [true, false] {
            let mut left = Loading::begin(&mut early, "example", "one", None, Timestamp::UNIX_EPOCH).await.unwrap();
            left.add(&step).await.unwrap();
            let left = left.pause().await.unwrap();
            let mut loading = Loading::begin(&mut late, "example", "other", None, monday).await.unwrap();
            loading.add(&step).await.unwrap();
            let run = loading.finish("{}").await.unwrap();
            let left = Loading::resume(&mut early, left);
            if agrees {
                assert!(matches!(left.finish("{}").await, Err(JournalError::NoSuchRun(_))));
            } else {
                drop(left);
            }
            assert_eq!(late.run(run.id).unwrap(), run);
            assert_eq!(late.entries(run.id, State::ALL, None, 9).unwrap().len(), 1);
        }
        assert_eq!(late.runs().unwrap().len(), 2);
        drop((early, late));
        drop(std::fs::remove_file(&file));
    }
}
