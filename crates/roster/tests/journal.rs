//! What every journal must keep, whatever it is made of: one suite, over memory and over SQLite.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use jiff::Timestamp;
use participants_roster::Step;
use participants_roster::core::{
    Field,
    serde_json::{Value, from_value, json},
};
use participants_roster::journal::{
    Folder, Journal, JournalError, Loading, MemoryJournal, Run, SqliteJournal, State, StateCounts, StateFolder,
    StepJournal, StepRecord, StepUpdate,
};
use std::{future::Future, path::PathBuf, time::Duration};

/// A kind of journal: each test has one of its own, and opens it as several processes would.
trait Kind: Send + Sync {
    type Journal: Journal + 'static;

    fn new(test: &str) -> Self;
    fn open(&self) -> Self::Journal;
}

struct InMemory(MemoryJournal);

impl Kind for InMemory {
    type Journal = MemoryJournal;

    fn new(_: &str) -> Self {
        Self(MemoryJournal::new())
    }

    fn open(&self) -> MemoryJournal {
        self.0.another()
    }
}

struct InFile(PathBuf);

impl Kind for InFile {
    type Journal = SqliteJournal;

    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("participants-journal-{test}-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        Self(folder)
    }

    fn open(&self) -> SqliteJournal {
        let state = StateFolder::open(self.0.join("state")).unwrap();
        Folder::open(self.0.join("journal")).unwrap().shared_journal(state).unwrap()
    }
}

impl Drop for InFile {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

macro_rules! suite {
    ($($test:ident)+) => {
        mod memory {
            $(#[tokio::test(start_paused = true)]
            async fn $test() {
                super::$test(<super::InMemory as super::Kind>::new(stringify!($test))).await;
            })+
        }
        mod sqlite {
            $(#[tokio::test(start_paused = true)]
            async fn $test() {
                super::$test(<super::InFile as super::Kind>::new(stringify!($test))).await;
            })+
        }
    };
}

suite! {
    a_run_is_there_once_it_is_finished
    a_run_that_is_given_up_leaves_links_alone
    entries_come_in_their_order_by_state_and_page
    what_is_recorded_is_what_an_entry_takes
    a_commit_is_whole_or_nothing
    two_steps_for_one_participant_are_no_run
    a_step_that_is_done_links_its_row_unless_a_user_did
    a_run_that_takes_another_back_says_so
    an_account_that_changes_takes_its_runs_and_links_along
    one_journal_at_a_time_holds_an_account
    creations_without_an_answer_are_open_until_they_are_settled
    what_it_promises_can_be_sent_to_another_thread
}

fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

fn step(value: Value) -> Step {
    from_value(value).unwrap()
}

fn create(line: u64) -> Step {
    let last_name = json!({"field": "last_name", "before": "empty", "after": {"value": "Ó"}});
    step(json!({"line": line, "key": {"external_id": format!("HR-{line}")}, "verb": "create", "changes": [last_name]}))
}

fn update(line: u64, id: &str) -> Step {
    let city = json!({"field": "city", "before": "empty", "after": {"value": "Łódź"}});
    let key = json!({"external_id": format!("HR-{line}")});
    step(json!({"line": line, "key": key, "verb": "update", "id": id, "changes": [city]}))
}

fn unchanged(line: u64, id: &str) -> Step {
    step(json!({"line": line, "key": {"email": "y@example.org"}, "verb": "none", "id": id}))
}

async fn loaded<J: Journal>(journal: &mut J, steps: &[Step], undoes: Option<u64>) -> Run {
    let mut loading = Loading::begin(journal, "example", "account", undoes, time(0)).await.unwrap();
    for step in steps {
        loading.add(step).await.unwrap();
    }
    loading.finish("{}").await.unwrap()
}

async fn all<J: Journal>(journal: &mut J, run: u64) -> Vec<StepRecord> {
    journal.entries(run, State::ALL, None, usize::MAX).await.unwrap()
}

/// Records that an entry is in this state, with the identifier of its participant.
async fn mark<J: Journal>(journal: &mut J, run: u64, at: u64, state: State, id: Option<&str>) {
    let entry = all(journal, run).await.into_iter().find(|entry| entry.at == at).unwrap();
    let mut update = StepUpdate::new(&entry, state, time(1));
    update.id = id.map(str::to_owned);
    journal.record(run, &[update]).await.unwrap();
}

async fn links<J: Journal>(journal: &mut J, account: &str) -> Vec<(String, String, bool)> {
    let links = journal.links(account).await.unwrap();
    links.into_iter().map(|link| (format!("{}={}", link.kind, link.key), link.id, link.by_hand)).collect()
}

fn link(key: &str, id: &str, by_hand: bool) -> (String, String, bool) {
    (key.to_owned(), id.to_owned(), by_hand)
}

async fn a_run_is_there_once_it_is_finished<K: Kind>(kind: K) {
    let (mut one, mut other) = (kind.open(), kind.open());
    let mut loading = Loading::begin(&mut one, "example", "account", None, time(0)).await.unwrap();
    for step in [create(2), unchanged(3, "17"), update(4, "18")] {
        loading.add(&step).await.unwrap();
    }
    assert!(other.runs().await.unwrap().is_empty());
    let loaded = loading.pause().await.unwrap();
    assert!(other.runs().await.unwrap().is_empty());
    let run = Loading::resume(&mut one, loaded).finish("{\"a\": 1}").await.unwrap();
    assert_eq!((run.provider.as_str(), run.account.as_str(), run.begun_at), ("example", "account", time(0)));
    assert_eq!((run.summary.as_str(), run.fields.as_slice()), ("{\"a\": 1}", &[Field::LastName, Field::City][..]));
    assert_eq!((run.undoes, run.undone_by, run.ended_at), (None, None, None));
    assert_eq!(other.run(run.id).await.unwrap(), run);
    let next = loaded_next(&mut other).await;
    assert!(next.id > run.id);
    assert_eq!(one.runs().await.unwrap(), [next, run.clone()], "the latest comes first");
    one.end(run.id, Some(time(9))).await.unwrap();
    assert_eq!(other.run(run.id).await.unwrap().ended_at, Some(time(9)));
    one.end(run.id, None).await.unwrap();
    assert_eq!(other.run(run.id).await.unwrap(), run);
    let missing = other.run(99).await;
    assert!(matches!(missing, Err(JournalError::NoSuchRun(99))), "{missing:?}");
}

async fn loaded_next<J: Journal>(journal: &mut J) -> Run {
    loaded(journal, &[create(2)], None).await
}

async fn a_run_that_is_given_up_leaves_links_alone<K: Kind>(kind: K) {
    let mut journal = kind.open();
    let mut loading = Loading::begin(&mut journal, "example", "account", None, time(0)).await.unwrap();
    loading.add(&unchanged(2, "17")).await.unwrap();
    loading.add(&update(3, "18")).await.unwrap();
    loading.give_up().await.unwrap();
    let kept = loaded(&mut journal, &[update(4, "19")], None).await;
    // One that is dropped, before its steps were recorded or after.
    let mut loading = Loading::begin(&mut journal, "example", "account", None, time(0)).await.unwrap();
    loading.add(&update(5, "20")).await.unwrap();
    let lost = loading.pause().await.unwrap();
    drop(Loading::resume(&mut journal, lost));
    assert_eq!(journal.runs().await.unwrap(), std::slice::from_ref(&kept));
    assert_eq!(links(&mut journal, "account").await, [link("email=y@example.org", "17", false)]);
    // A run that is finished is not given up any more by mistake of its number.
    let next = loaded(&mut journal, &[create(2)], None).await;
    assert!(next.id > kept.id + 1, "a number is never given again");
    for run in 1..=next.id {
        let is_kept = run == kept.id || run == next.id;
        assert_eq!(all(&mut journal, run).await.len(), usize::from(is_kept), "{run}");
    }
}

async fn entries_come_in_their_order_by_state_and_page<K: Kind>(kind: K) {
    let mut journal = kind.open();
    let refused = step(json!({"line": 4, "verb": "refuse", "reasons": ["create_off"]}));
    let steps = [create(2), unchanged(3, "17"), refused.clone(), update(5, "18"), update(6, "19")];
    let run = loaded(&mut journal, &steps, None).await.id;
    let other = loaded_next(&mut journal).await.id;
    let entries = all(&mut journal, run).await;
    let as_new: Vec<_> = [(0, &steps[0]), (2, &refused), (3, &steps[3]), (4, &steps[4])]
        .map(|(at, step)| StepRecord::new(at, step.clone()))
        .to_vec();
    assert_eq!(entries, as_new, "what changes nothing is not kept, and its place is left out");
    let at = |entries: Vec<StepRecord>| entries.iter().map(|entry| entry.at).collect::<Vec<_>>();
    let planned = &[State::Planned][..];
    assert_eq!(at(journal.entries(run, planned, None, 2).await.unwrap()), [0, 3]);
    assert_eq!(at(journal.entries(run, planned, Some(3), 2).await.unwrap()), [4]);
    assert_eq!(at(journal.entries(run, planned, Some(1), 1).await.unwrap()), [3]);
    assert_eq!(at(journal.entries(run, &[State::Refused], None, 9).await.unwrap()), [2]);
    assert!(journal.entries(run, State::ALL, Some(4), 9).await.unwrap().is_empty());
    assert!(journal.entries(run, &[], None, 9).await.unwrap().is_empty());
    let mut counts = StateCounts::default();
    (counts.planned, counts.refused) = (3, 1);
    assert_eq!(journal.tally(run).await.unwrap(), counts);
    assert_eq!((journal.tally(other).await.unwrap().all(), journal.tally(99).await.unwrap().all()), (1, 0));
}

async fn what_is_recorded_is_what_an_entry_takes<K: Kind>(kind: K) {
    let (mut journal, mut reader) = (kind.open(), kind.open());
    let run = loaded(&mut journal, &[update(2, "17"), update(3, "18"), update(4, "19")], None).await.id;
    let mut expected = all(&mut journal, run).await;
    let states = [State::Sending, State::Unknown, State::Planned, State::Sending, State::Partial, State::Done];
    for (round, state) in (1..).zip(states) {
        let updates = expected.iter().filter(|entry| entry.at != 1 || round % 2 == 0).map(|entry| {
            let mut update = StepUpdate::new(entry, state, time(i64::from(round)));
            update.attempts = round;
            update.id = (state == State::Done).then(|| "99".to_owned());
            update.note = (state == State::Unknown).then(|| "lost".to_owned());
            update.seen = if state == State::Done { entry.step.changes.clone() } else { Vec::new() };
            update.applied = if state == State::Partial { vec![Field::City] } else { Vec::new() };
            update
        });
        let updates: Vec<_> = updates.collect();
        journal.record(run, &updates).await.unwrap();
        for update in &updates {
            expected.iter_mut().find(|entry| entry.at == update.at).unwrap().take(update);
        }
        assert_eq!(all(&mut reader, run).await, expected, "{state}");
    }
    journal.record(run, &[]).await.unwrap();
    assert_eq!(all(&mut reader, run).await, expected);
}

async fn a_commit_is_whole_or_nothing<K: Kind>(kind: K) {
    let mut journal = kind.open();
    let run = loaded(&mut journal, &[update(2, "17"), update(3, "18")], None).await.id;
    let before = all(&mut journal, run).await;
    let missing = StepRecord::new(7, update(9, "7"));
    for state in [State::Sending, State::Done] {
        let updates: Vec<_> =
            before.iter().chain([&missing]).map(|entry| StepUpdate::new(entry, state, time(1))).collect();
        let recorded = journal.record(run, &updates).await;
        assert!(matches!(recorded, Err(JournalError::Damaged { at: 7, .. })), "{recorded:?}");
        assert_eq!(all(&mut journal, run).await, before);
    }
    assert!(links(&mut journal, "account").await.is_empty());
}

async fn two_steps_for_one_participant_are_no_run<K: Kind>(kind: K) {
    let mut journal = kind.open();
    let mut loading = Loading::begin(&mut journal, "example", "account", None, time(0)).await.unwrap();
    for step in [update(2, "17"), create(3), create(4), update(5, "17")] {
        loading.add(&step).await.unwrap();
    }
    let finished = loading.finish("{}").await;
    assert!(matches!(finished, Err(JournalError::Twice(3))), "{finished:?}");
    assert!(journal.runs().await.unwrap().is_empty());
}

async fn a_step_that_is_done_links_its_row_unless_a_user_did<K: Kind>(kind: K) {
    let mut journal = kind.open();
    journal.set_link("account", "external_id", "HR-4", "7", time(0)).await.unwrap();
    let steps = [create(2), update(3, "18"), update(4, "19"), create(5), update(6, "20")];
    let run = loaded(&mut journal, &steps, None).await.id;
    assert_eq!(links(&mut journal, "account").await, [link("external_id=HR-4", "7", true)]);
    mark(&mut journal, run, 0, State::Done, Some("17")).await;
    mark(&mut journal, run, 1, State::Done, None).await;
    mark(&mut journal, run, 2, State::Done, None).await;
    mark(&mut journal, run, 3, State::Done, Some(" ")).await;
    mark(&mut journal, run, 4, State::Failed, None).await;
    let by_run = [link("external_id=HR-2", "17", false), link("external_id=HR-3", "18", false)];
    let expected = [by_run[0].clone(), by_run[1].clone(), link("external_id=HR-4", "7", true)];
    assert_eq!(links(&mut journal, "account").await, expected);
    assert!(links(&mut journal, "other").await.is_empty());
    // A later run corrects what an earlier one found, and what a user removes is gone.
    let next = loaded(&mut journal, &[update(3, "28")], None).await.id;
    mark(&mut journal, next, 0, State::Done, None).await;
    assert!(journal.remove_link("account", "external_id", "HR-2").await.unwrap());
    assert!(!journal.remove_link("account", "external_id", "HR-2").await.unwrap());
    let expected = [link("external_id=HR-3", "28", false), link("external_id=HR-4", "7", true)];
    assert_eq!(links(&mut journal, "account").await, expected);
}

async fn a_run_that_takes_another_back_says_so<K: Kind>(kind: K) {
    let mut journal = kind.open();
    let first = loaded(&mut journal, &[update(2, "17")], None).await.id;
    let back = loaded(&mut journal, &[update(2, "17")], Some(first)).await;
    assert_eq!((back.undoes, journal.run(first).await.unwrap().undone_by), (Some(first), Some(back.id)));
    // Taking that one back makes the first one hold again.
    let again = loaded(&mut journal, &[update(2, "17")], Some(back.id)).await.id;
    assert_eq!(journal.run(first).await.unwrap().undone_by, None);
    assert_eq!(journal.run(back.id).await.unwrap().undone_by, Some(again));
    journal.withdraw(again).await.unwrap();
    assert_eq!(journal.run(again).await.unwrap().undone_by, Some(again));
}

async fn an_account_that_changes_takes_its_runs_and_links_along<K: Kind>(kind: K) {
    let mut journal = kind.open();
    let run = loaded(&mut journal, &[update(2, "17")], None).await.id;
    for (account, key, id) in [("account", "A", "1"), ("account", "B", "2"), ("new", "B", "3")] {
        journal.set_link(account, "external_id", key, id, time(0)).await.unwrap();
    }
    // What a run found moves along, too.
    let done = loaded(&mut journal, &[update(2, "17")], None).await.id;
    mark(&mut journal, done, 0, State::Done, None).await;
    let mut holder = kind.open();
    assert_eq!(holder.lock("new", None, time(0)).await.unwrap(), None);
    let busy = journal.change_account("account", "new").await;
    assert!(matches!(busy, Err(JournalError::Busy)), "{busy:?}");
    drop(holder);
    assert_eq!(journal.change_account("account", "new").await.unwrap(), (2, 2));
    assert_eq!(journal.run(run).await.unwrap().account, "new");
    let expected =
        [link("external_id=A", "1", true), link("external_id=B", "3", true), link("external_id=HR-2", "17", false)];
    assert_eq!(links(&mut journal, "new").await, expected);
    assert!(links(&mut journal, "account").await.is_empty());
    assert_eq!(journal.change_account("account", "new").await.unwrap(), (0, 0));
}

async fn one_journal_at_a_time_holds_an_account<K: Kind>(kind: K) {
    let (mut one, mut other) = (kind.open(), kind.open());
    for _ in 0..2 {
        assert_eq!(one.lock("account", None, time(0)).await.unwrap(), None);
    }
    let busy = other.lock("account", None, time(0)).await;
    assert!(matches!(busy, Err(JournalError::Busy)), "{busy:?}");
    assert_eq!(other.lock("another", None, time(0)).await.unwrap(), None);
    one.unlock("account");
    one.unlock("account");
    assert_eq!(other.lock("account", None, time(0)).await.unwrap(), None);
    assert!(matches!(one.lock("account", None, time(0)).await, Err(JournalError::Busy)));
    drop(other);
    assert_eq!(one.lock("account", None, time(0)).await.unwrap(), None);
}

async fn creations_without_an_answer_are_open_until_they_are_settled<K: Kind>(kind: K) {
    let mut journal = kind.open();
    assert_eq!(journal.lock("account", None, time(0)).await.unwrap(), None);
    let run = loaded(&mut journal, &[create(2), create(3), update(4, "17")], None).await;
    journal.start(&run).await.unwrap();
    for at in 0..3 {
        mark(&mut journal, run.id, at, State::Sending, None).await;
    }
    mark(&mut journal, run.id, 1, State::Done, Some("18")).await;
    // The process ends without another word.
    drop(journal);
    let mut next = kind.open();
    let open = next.lock("account", None, time(2)).await.unwrap().unwrap();
    assert_eq!((open.run, open.count, open.is_here), (run.id, Some(1), true));
    assert!(open.passed < Duration::from_secs(60));
    let states: Vec<_> = all(&mut next, run.id).await.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [State::Unknown, State::Done, State::Unknown], "whether they were sent is not known");
    // Nothing is open for the run that settles them.
    assert_eq!(next.lock("account", Some(&run), time(3)).await.unwrap(), None);
    next.rest(&run, false).await.unwrap();
    assert!(next.lock("account", None, time(4)).await.unwrap().is_some());
    mark(&mut next, run.id, 0, State::Done, Some("19")).await;
    assert_eq!(next.lock("account", None, time(5)).await.unwrap(), None, "an update is no creation");
    next.start(&run).await.unwrap();
    mark(&mut next, run.id, 2, State::Done, None).await;
    next.rest(&run, true).await.unwrap();
    assert_eq!(next.lock("account", None, time(6)).await.unwrap(), None);
}

/// The futures of a trait's functions are `Send` whichever the journal.
async fn what_it_promises_can_be_sent_to_another_thread<K: Kind>(kind: K) {
    async fn used<J: Journal>(mut journal: J) -> u64 {
        let run = loaded(&mut journal, &[create(2)], None).await;
        journal.lock("account", Some(&run), time(0)).await.unwrap();
        journal.tally(run.id).await.unwrap().planned
    }
    fn spawned(future: impl Future<Output = u64> + Send + 'static) -> tokio::task::JoinHandle<u64> {
        tokio::spawn(future)
    }
    assert_eq!(spawned(used(kind.open())).await.unwrap(), 1);
}
