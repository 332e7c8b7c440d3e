//! A run's entries, and what is recorded about them, in the journal's database.

use super::{
    JournalError, SqliteJournal, State, StateCounts, StepRecord, StepUpdate, links,
    place::{at, place, places},
};
use crate::plan::Step;
use jiff::Timestamp;
use participants_core::Field;
use rusqlite::{Row, TransactionBehavior, params, types::ValueRef};

/// `?3` has a bit for each state.
const ENTRIES: &str = "
SELECT place, body, crc, state, attempts, lost, sent, settled, outcome.id, note, seen, applied
FROM outcome JOIN step USING (place)
WHERE place BETWEEN ?1 AND ?2 AND ?3 >> state & 1 ORDER BY place LIMIT ?4";

const MARK: &str = "
UPDATE outcome SET state = ?2, attempts = ?3, sent = coalesce(?4, sent), settled = ?5, lost = lost OR ?6,
id = coalesce(?7, id), note = ?8, seen = coalesce(?9, seen), applied = coalesce(?10, applied) WHERE place = ?1";

/// Intents to send, of steps that follow each other.
const INTENTS: &str = "
UPDATE outcome SET state = ?3, attempts = ?4, sent = ?5, settled = NULL, note = NULL WHERE place BETWEEN ?1 AND ?2";

impl SqliteJournal {
    /// [`StepJournal::entries`](super::StepJournal::entries), which waits for nothing.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        let mut statement = self.connection.prepare_cached(ENTRIES)?;
        let states = states.iter().fold(0_i64, |bits, state| bits | 1 << *state as i64);
        let [start, end] = places(run)?;
        let mut next = after.map_or(Ok(start), |at| place(run, at).map(|place| place + 1))?;
        let mut rows = statement.query(params![next, end, states, i64::try_from(most).unwrap_or(i64::MAX)])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            // A damaged index may lead back to where it came from, and reading on from there never ends.
            let place: i64 = row.get(0)?;
            if place < next {
                return Err(JournalError::Damaged { run, at: at(place) });
            }
            next = place.saturating_add(1);
            entries.push(read(run, at(place), row)?);
        }
        Ok(entries)
    }

    /// [`StepJournal::record`](super::StepJournal::record).
    ///
    /// # Errors
    /// They were not recorded.
    pub fn record(&mut self, run: u64, marks: &[StepUpdate]) -> Result<(), JournalError> {
        if marks.is_empty() {
            return Ok(());
        }
        self.check_place()?;
        let commit = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let (mut one, mut intents) = (commit.prepare_cached(MARK)?, commit.prepare_cached(INTENTS)?);
            for together in marks.chunk_by(is_one_intent) {
                let (Some(mark), Some(last)) = (together.first(), together.last()) else { continue };
                let (first, time) = (place(run, mark.at)?, mark.time.as_millisecond());
                let (state, attempts) = (mark.state as i64, mark.attempts);
                let written = if is_plain_intent(mark) {
                    intents.execute(params![first, place(run, last.at)?, state, attempts, time])?
                } else {
                    let sent = (mark.state == State::Sending).then_some(time);
                    let settled = (!matches!(mark.state, State::Planned | State::Sending)).then_some(time);
                    let seen = if mark.seen.is_empty() { None } else { serde_json::to_string(&mark.seen).ok() };
                    let names: Vec<_> = mark.applied.iter().map(ToString::to_string).collect();
                    let applied = (!names.is_empty()).then(|| serde_json::json!(names).to_string());
                    let (is_lost, id, note) = (mark.state == State::Unknown, &mark.id, &mark.note);
                    one.execute(params![first, state, attempts, sent, settled, is_lost, id, note, seen, applied])?
                };
                if written != together.len() {
                    return Err(JournalError::Damaged { run, at: mark.at });
                }
            }
            links::keep_done(&commit, run, marks)?;
        }
        commit.commit()?;
        // Deleted meanwhile, it holds nothing of what was just recorded.
        self.check_place()
    }

    /// [`StepJournal::tally`](super::StepJournal::tally).
    ///
    /// # Errors
    /// They cannot be counted.
    pub fn tally(&mut self, run: u64) -> Result<StateCounts, JournalError> {
        let counts = "SELECT state, count(*) FROM outcome WHERE place BETWEEN ?1 AND ?2 GROUP BY state";
        let mut statement = self.connection.prepare_cached(counts)?;
        let mut rows = statement.query(places(run)?)?;
        let mut tally = StateCounts::default();
        while let Some(row) = rows.next()? {
            let state = state(row.get(0)?).ok_or(JournalError::Damaged { run, at: 0 })?;
            *tally.place(state) = row.get::<_, i64>(1)? as u64;
        }
        Ok(tally)
    }

    /// Refuses to go on where the file is no longer where it was opened.
    fn check_place(&mut self) -> Result<(), JournalError> {
        self.placed.as_mut().map_or(Ok(()), |placed| placed.check())
    }
}

/// Whether two marks say the same of two steps that follow each other: that they are being sent.
fn is_one_intent(one: &StepUpdate, next: &StepUpdate) -> bool {
    let is_same = one.attempts == next.attempts && one.time == next.time;
    is_same && one.at.checked_add(1) == Some(next.at) && is_plain_intent(one) && is_plain_intent(next)
}

fn is_plain_intent(mark: &StepUpdate) -> bool {
    mark.state == State::Sending
        && mark.id.is_none()
        && mark.note.is_none()
        && mark.seen.is_empty()
        && mark.applied.is_empty()
}

fn read(run: u64, at: u64, row: &Row<'_>) -> Result<StepRecord, JournalError> {
    let damaged = || JournalError::Damaged { run, at };
    let (seen, applied): (Option<String>, Option<String>) = (row.get(10)?, row.get(11)?);
    Ok(StepRecord {
        at,
        step: step(row.get_ref(1)?, row.get(2)?).ok_or_else(damaged)?,
        state: state(row.get(3)?).ok_or_else(damaged)?,
        attempts: row.get(4)?,
        was_lost: row.get(5)?,
        sent_at: row.get::<_, Option<i64>>(6)?.map(time),
        settled_at: row.get::<_, Option<i64>>(7)?.map(time),
        id: row.get(8)?,
        note: row.get(9)?,
        seen: seen.map_or_else(|| Ok(Vec::new()), |seen| serde_json::from_str(&seen)).map_err(|_| damaged())?,
        applied: applied.map_or_else(|| Some(Vec::new()), |names| fields(&names)).ok_or_else(damaged)?,
    })
}

/// A step as it was recorded. One that cannot be read, or contradicts itself, was changed since.
fn step(body: ValueRef<'_>, crc: u32) -> Option<Step> {
    let body = body.as_str().ok().filter(|body| crc32fast::hash(body.as_bytes()) == crc)?;
    serde_json::from_str::<Step>(body).ok().filter(|step| step.check().is_ok())
}

/// The fields of a list of names.
fn fields(names: &str) -> Option<Vec<Field>> {
    let names: Vec<String> = serde_json::from_str(names).ok()?;
    names.iter().map(|name| name.parse().ok()).collect()
}

fn state(number: i64) -> Option<State> {
    State::ALL.iter().copied().find(|state| *state as i64 == number)
}

/// A time in the database: milliseconds since 1970. One that is none counts as the beginning of that year.
pub(super) fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;
    use proptest::{collection::vec, option, prelude::*};

    const STEPS: u64 = 6;

    fn update(at: u64) -> Step {
        let step = format!(
            r#"{{"line": {}, "verb": "update", "id": "Ø-{at}",
                "changes": [{{"field": "city", "before": "empty", "after": {{"value": "Łódź"}}}}]}}"#,
            at + 2
        );
        serde_json::from_str(&step).unwrap()
    }

    /// A journal with one run of so many steps.
    fn loaded(steps: u64) -> (SqliteJournal, u64) {
        let mut journal = SqliteJournal::in_memory().unwrap();
        let run = journal.begin_loading("example", "account", None, Timestamp::UNIX_EPOCH).unwrap();
        let steps: Vec<_> = (0..steps).map(|at| (at, update(at))).collect();
        journal.add_steps(run, &steps, Timestamp::UNIX_EPOCH).unwrap();
        journal.finish_loading(run, "{}", &[].into()).unwrap();
        (journal, run)
    }

    /// One commit: what is recorded of which steps, often with the intents of neighbouring steps.
    fn commit() -> impl Strategy<Value = Vec<(u64, State, u32, i64, Option<String>, bool)>> {
        let state = prop_oneof![4 => Just(State::Sending), 3 => proptest::sample::select(State::ALL)];
        vec((0..STEPS, state, 0..3_u32, 0..2_i64, option::weighted(0.2, "[a-z]{1,3}"), any::<bool>()), 1..9).prop_map(
            |mut marks| {
                marks.sort_by_key(|mark| mark.0);
                marks.dedup_by_key(|mark| mark.0);
                marks
            },
        )
    }

    proptest! {
        /// However marks are laid together in statements, each entry is as if it had taken its own.
        #[test]
        fn a_journal_keeps_what_entries_take(commits in vec(commit(), 1..8)) {
            let (mut journal, run) = loaded(STEPS);
            let mut entries: Vec<_> = (0..STEPS).map(|at| StepRecord::new(at, update(at))).collect();
            for (id, commit) in commits.into_iter().enumerate() {
                let marks = commit.into_iter().map(|(at, state, attempts, time, note, is_known)| StepUpdate {
                    at,
                    state,
                    attempts,
                    time: super::time(time),
                    id: is_known.then(|| id.to_string()).filter(|_| state == State::Done),
                    note,
                    seen: if is_known && state == State::Done { update(at).changes } else { Vec::new() },
                    applied: if is_known && state == State::Planned { vec![Field::City] } else { Vec::new() },
                });
                let marks: Vec<_> = marks.collect();
                journal.record(run, &marks).unwrap();
                marks.iter().for_each(|mark| entries[mark.at as usize].take(mark));
            }
            prop_assert_eq!(journal.entries(run, State::ALL, None, usize::MAX).unwrap(), entries);
        }
    }

    #[test]
    fn a_letter_that_changed_in_a_value_is_damage() {
        let (mut journal, run) = loaded(2);
        let change = "UPDATE step SET body = replace(body, 'Łódź', 'Łady') WHERE place = ?1";
        assert_eq!(journal.connection.execute(change, [place(run, 1).unwrap()]).unwrap(), 1);
        let read = journal.entries(run, &[State::Planned], None, 9);
        assert!(matches!(read, Err(JournalError::Damaged { at: 1, .. })), "{read:?}");
        assert_eq!(journal.entries(run, &[State::Planned], None, 1).unwrap().len(), 1);
    }

    #[test]
    fn an_intent_for_a_step_that_is_not_there_is_damage_and_nothing_is_kept_of_its_commit() {
        let (mut journal, run) = loaded(3);
        journal.connection.execute("DELETE FROM outcome WHERE place = ?1", [place(run, 1).unwrap()]).unwrap();
        let intent = |at| StepUpdate::new(&StepRecord::new(at, update(at)), State::Sending, Timestamp::UNIX_EPOCH);
        let kept = journal.record(run, &[intent(0), intent(1), intent(2)]);
        assert!(matches!(kept, Err(JournalError::Damaged { .. })), "{kept:?}");
        assert_eq!(journal.tally(run).unwrap(), StateCounts { planned: 2, ..StateCounts::default() });
    }
}
