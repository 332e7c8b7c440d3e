//! A run's entries, and what is taken down about them, in the journal's database.

use super::{Entry, Journal, JournalError, Ledger, Mark, State, Tally, links};
use crate::plan::Step;
use jiff::Timestamp;
use rusqlite::{Row, params};

const ENTRIES: &str = "
SELECT at, body, state, attempts, sent, settled, outcome.id, note, seen FROM outcome JOIN step USING (run, at)
WHERE run = ?1 AND at > ?2 AND state IN (?3, ?4, ?5, ?6, ?7, ?8, ?9) ORDER BY at LIMIT ?10";

const MARK: &str = "
UPDATE outcome SET state = ?3, attempts = ?4, sent = coalesce(?5, sent), settled = ?6,
id = coalesce(?7, id), note = ?8, seen = coalesce(?9, seen) WHERE run = ?1 AND at = ?2";

impl Ledger for Journal {
    fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<Entry>, JournalError> {
        let mut statement = self.connection.prepare_cached(ENTRIES)?;
        let state = |at: usize| states.get(at).map_or(-1, |state| *state as i64);
        let behind = after.map_or(-1, |at| at as i64);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![
            run as i64,
            behind,
            state(0),
            state(1),
            state(2),
            state(3),
            state(4),
            state(5),
            state(6),
            most
        ])?;
        let mut entries = Vec::new();
        let mut last = behind;
        while let Some(row) = rows.next()? {
            // A damaged index may lead back to where it came from, and whoever reads on from there never ends.
            let at: i64 = row.get(0)?;
            if at <= last {
                return Err(JournalError::Damaged { run, at: at as u64 });
            }
            last = at;
            entries.push(read(run, row)?);
        }
        Ok(entries)
    }

    fn record(&mut self, run: u64, marks: &[Mark]) -> Result<(), JournalError> {
        if marks.is_empty() {
            return Ok(());
        }
        let commit = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        {
            let mut statement = commit.prepare_cached(MARK)?;
            for mark in marks {
                let time = mark.time.as_millisecond();
                let sent = (mark.state == State::Sending).then_some(time);
                let settled = (!matches!(mark.state, State::Planned | State::Sending)).then_some(time);
                let seen = if mark.seen.is_empty() { None } else { serde_json::to_string(&mark.seen).ok() };
                let (at, state) = (mark.at as i64, mark.state as i64);
                let written = statement.execute(params![
                    run as i64,
                    at,
                    state,
                    mark.attempts,
                    sent,
                    settled,
                    mark.id,
                    mark.note,
                    seen
                ])?;
                if written != 1 {
                    return Err(JournalError::Damaged { run, at: mark.at });
                }
            }
            for mark in marks.iter().filter(|mark| mark.state == State::Done) {
                links::keep_done(&commit, run, mark.at, mark.time)?;
            }
        }
        Ok(commit.commit()?)
    }

    fn tally(&mut self, run: u64) -> Result<Tally, JournalError> {
        let mut statement =
            self.connection.prepare_cached("SELECT state, count(*) FROM outcome WHERE run = ?1 GROUP BY state")?;
        let mut rows = statement.query([run as i64])?;
        let mut tally = Tally::default();
        while let Some(row) = rows.next()? {
            let state = state(row.get(0)?).ok_or(JournalError::Damaged { run, at: 0 })?;
            *tally.place(state) = row.get::<_, i64>(1)? as u64;
        }
        Ok(tally)
    }
}

fn read(run: u64, row: &Row<'_>) -> Result<Entry, JournalError> {
    let at = row.get::<_, i64>(0)? as u64;
    let damaged = || JournalError::Damaged { run, at };
    let body: String = row.get(1)?;
    let seen: Option<String> = row.get(8)?;
    Ok(Entry {
        at,
        step: step(run, at, &body)?,
        state: state(row.get(2)?).ok_or_else(damaged)?,
        attempts: row.get(3)?,
        sent_at: row.get::<_, Option<i64>>(4)?.map(time),
        settled_at: row.get::<_, Option<i64>>(5)?.map(time),
        id: row.get(6)?,
        note: row.get(7)?,
        seen: seen.map_or_else(|| Ok(Vec::new()), |seen| serde_json::from_str(&seen)).map_err(|_| damaged())?,
    })
}

/// A step as it was taken down. One that contradicts itself was changed since.
fn step(run: u64, at: u64, body: &str) -> Result<Step, JournalError> {
    let damaged = || JournalError::Damaged { run, at };
    let step: Step = serde_json::from_str(body).map_err(|_| damaged())?;
    step.check().map_err(|_| damaged())?;
    Ok(step)
}

fn state(number: i64) -> Option<State> {
    State::ALL.iter().copied().find(|state| *state as i64 == number)
}

/// A time in the database: milliseconds since 1970. One that is none counts as the beginning of that year.
pub(super) fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
