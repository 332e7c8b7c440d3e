//! The seam to whatever keeps a run: no write without its intent, and none after a record that failed.

use crate::common::{Place, azav, client, everything, newcomer, row};
use crate::memory::Memory;
use crate::tape::{Event, Tape, Taped};
use participants_azav::Azav;
use participants_roster::apply::{ApplyError, Ended, apply};
use participants_roster::core::{Field, serde_json::json};
use participants_roster::journal::{JournalError, Run, SqliteJournal, State, StepJournal};
use participants_roster::{Plan, undo};
use participants_sandbox::transport::InProcess;
use std::collections::BTreeSet;

/// Nine newcomers, eight changed people and two who leave, each write recognisable by its name.
async fn taped() -> (Place, Tape, Plan) {
    let (mut place, tape) = (azav(), Tape::default());
    let transport = Taped { sandbox: InProcess::new(place.sandbox.clone()), tape: tape.clone() };
    place.directory = client::<Azav>(&place.sandbox, "azav", transport);
    let people = place.directory.list_all().await.unwrap().people;
    let known = (2..).zip(&people[..28]).map(|(line, person)| {
        let title = format!("T-{line}");
        let mut wanted = vec![(Field::Email, person.email.as_deref().unwrap())];
        wanted.extend((line < 10).then_some((Field::Title, title.as_str())));
        row(line, &wanted)
    });
    let rows: Vec<_> = known.chain((50..59).map(newcomer)).collect();
    let plan = place.plan(everything(), &rows).await;
    assert_eq!((plan.summary.counts.update, plan.summary.counts.create), (8, 9), "{plan}");
    (place, tape, plan)
}

/// Which of the plan's entries a write belongs to.
fn entry_of(memory: &Memory, write: &str) -> u64 {
    let is_its = |step: &participants_roster::Step| match &step.id {
        Some(id) => write.contains(id.as_str()),
        None => step.changes.iter().any(|change| {
            change.field == Field::Email && write.contains(&format!("\"{}\"", change.after.value().unwrap()))
        }),
    };
    memory.entries.iter().find(|entry| is_its(&entry.step)).map(|entry| entry.at).unwrap()
}

async fn carried(place: &Place, memory: &mut Memory, run: &Run) -> Result<Ended, ApplyError> {
    apply(place.directory.clone(), memory, run, &place.options, &place.stop, &mut |_| {}).await
}

/// Every write follows the intent to send it, and nothing else was recorded about its step meanwhile.
fn assert_intended(memory: &Memory, events: &[Event]) -> usize {
    let (mut intended, mut sent) = (BTreeSet::new(), 0);
    for event in events {
        match event {
            Event::Recorded(marks) => marks.iter().for_each(|mark| match mark.state {
                State::Sending => assert!(intended.insert(mark.at), "{} is under way twice", mark.at),
                _ => drop(intended.remove(&mark.at)),
            }),
            Event::Sent(write) => {
                assert!(intended.contains(&entry_of(memory, write)), "without its intent: {write}");
                sent += 1;
            }
            Event::Failed => {}
        }
    }
    sent
}

#[tokio::test(start_paused = true)]
async fn every_intent_is_recorded_before_the_transport_sees_the_write() {
    let (place, tape, plan) = taped().await;
    let (mut memory, run) = Memory::new(&plan, &tape);
    place.fault(json!([
        {"match": {"method": "POST"}, "every": 3, "fault": "lose_answer"},
        {"match": {"method": "PUT"}, "every": 4, "fault": {"status": 503, "body": ""}},
    ]));
    assert!(matches!(carried(&place, &mut memory, &run).await, Ok(Ended::Finished)));
    let tally = memory.tally(1).await.unwrap();
    assert_eq!((tally.done, tally.open()), (tally.all(), 0), "{tally}");
    assert!(assert_intended(&memory, &tape.events()) > 19, "some were sent again");
    assert_eq!(place.count("creates"), 9);
}

#[tokio::test(start_paused = true)]
async fn a_ledger_that_fails_stops_the_run_and_nothing_more_is_sent() {
    let mut records = 0;
    loop {
        let (place, tape, plan) = taped().await;
        let (mut memory, run) = Memory::new(&plan, &tape);
        memory.lasts = records;
        let ended = carried(&place, &mut memory, &run).await;
        let events = tape.events();
        assert_intended(&memory, &events);
        let Some(failed) = events.iter().position(|event| matches!(event, Event::Failed)) else {
            assert!(matches!(ended, Ok(Ended::Finished)), "{ended:?}");
            break;
        };
        let error = ended.unwrap_err().to_string();
        assert!(error.contains("the other machine is gone"), "{error}");
        assert_eq!(events.len(), failed + 1, "nothing is sent, and nothing recorded, after record {records} failed");

        // The journal works again: what was under way is looked for, and no participant is created twice.
        memory.lasts = usize::MAX;
        assert!(matches!(carried(&place, &mut memory, &run).await, Ok(Ended::Finished)));
        let tally = memory.tally(1).await.unwrap();
        assert_eq!((tally.done, place.count("creates")), (tally.all(), 9), "after record {records} failed: {tally}");
        records += 1;
    }
    assert!(records > 3, "{records} records were let fail");
}

#[tokio::test(start_paused = true)]
async fn a_journal_that_refuses_writes_in_the_middle_is_a_clear_error_and_loses_nothing() {
    let file = std::env::temp_dir().join(format!("participants-refusing-{}", std::process::id()));
    drop(std::fs::remove_file(&file));
    let (mut place, _, plan) = taped().await;
    place.journal = SqliteJournal::open(&file).unwrap();
    let run = place.begin(&plan).await;
    // As by a disk that fails: after eight outcomes nothing more is recorded.
    let other = rusqlite::Connection::open(&file).unwrap();
    let refusing = "CREATE TRIGGER failing BEFORE UPDATE ON outcome WHEN
                    (SELECT count(*) FROM outcome WHERE state = 2) >= 8
                    BEGIN SELECT RAISE(ABORT, 'Zqxanna'); END";
    other.execute_batch(refusing).unwrap();
    let (directory, ignore_progress) = (place.directory.clone(), &mut |_: &_| {});
    let ended = apply(directory, &mut place.journal, &run, &place.options, &place.stop, ignore_progress).await;
    let error = ended.unwrap_err();
    assert!(matches!(error, ApplyError::Journal(JournalError::Database(_))), "{error:?}");
    assert!(error.to_string().starts_with("the journal cannot be read or written"), "{error}");
    assert!(!format!("{error} {error:?}").contains("Zqx"), "{error:?}");
    let sent = place.count("writes");
    tokio::time::sleep(std::time::Duration::from_secs(600)).await;
    assert_eq!(place.count("writes"), sent, "nothing is under way any more");
    assert!(sent < 19, "{sent} of 19");

    other.execute_batch("DROP TRIGGER failing").unwrap();
    let (ended, entries) = place.carry_on(&run).await;
    assert!(matches!(ended, Ended::Finished));
    assert!(entries.iter().all(|entry| entry.state == State::Done), "{entries:#?}");
    assert_eq!(place.count("creates"), 9);
    drop(std::fs::remove_file(&file));
}

#[tokio::test(start_paused = true)]
async fn a_journal_that_lost_steps_says_so_and_comes_to_an_end() {
    let file = std::env::temp_dir().join(format!("participants-lost-{}", std::process::id()));
    drop(std::fs::remove_file(&file));
    let (mut place, tape, plan) = taped().await;
    place.journal = SqliteJournal::open(&file).unwrap();
    let run = place.begin(&plan).await;
    rusqlite::Connection::open(&file).unwrap().execute("DELETE FROM step", []).unwrap();
    let (directory, ignore_progress) = (place.directory.clone(), &mut |_: &_| {});
    let ended = apply(directory, &mut place.journal, &run, &place.options, &place.stop, ignore_progress).await;
    let error = ended.unwrap_err().to_string();
    assert_eq!(error, "the journal's run 1 has lost 18 of its steps: it was changed or damaged");
    assert!(tape.writes().is_empty());
    drop(std::fs::remove_file(&file));
}

#[tokio::test(start_paused = true)]
async fn a_run_in_another_ledger_is_taken_back() {
    let (place, tape, plan) = taped().await;
    let (mut memory, run) = Memory::new(&plan, &tape);
    carried(&place, &mut memory, &run).await.unwrap();
    let mut verbs = Vec::new();
    let sink = |step: participants_roster::Step| {
        verbs.push(step.verb);
        Ok::<_, JournalError>(())
    };
    undo(&mut memory, 1, place.directory.capabilities(), sink).await.unwrap();
    assert_eq!(verbs.len(), memory.entries.len());
}
