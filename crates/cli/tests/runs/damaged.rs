//! A plan or a journal that was changed or cut off: what is said of it holds no value, and what is refused sends nothing.

use crate::canaries::{self, Shows, check};
use crate::{ROSTER, count, ended, on_roster, roster, world::World};
use rusqlite::Connection;
use serde_json::json;
use std::fs;

/// How many damaged copies are tried of each.
const COPIES: u64 = 40;

/// Damages bytes, the same way for the same number: a cut, or some other bytes.
fn damaged(bytes: &[u8], number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut bytes = bytes.to_vec();
    if number.is_multiple_of(4) {
        bytes.truncate(next(bytes.len()));
        return bytes;
    }
    for _ in 0..1 + next(1 << (number % 7)) {
        let at = next(bytes.len());
        bytes[at] ^= 1 + next(255) as u8;
    }
    bytes
}

/// Carries a command out on something damaged; whether it refused. What it refuses sends nothing.
fn tried(world: &World, arguments: &[&str]) -> bool {
    let writes = count(world, "writes");
    let output = world.program(arguments).env("RUST_BACKTRACE", "full").output().unwrap();
    check(&output, arguments, Shows::Nothing);
    let code = output.status.code().unwrap();
    assert!([0, 1, 2, 3].contains(&code), "{arguments:?} ended with {code}");
    if code == 2 {
        assert_eq!(count(world, "writes"), writes, "{arguments:?} refused and sent all the same");
    }
    code == 2
}

#[test]
fn a_damaged_plan_says_no_value_and_sends_nothing() {
    let world = World::new("damaged-plan", 1, 20);
    canaries::seed(&world, 6);
    canaries::roster(&world, 6, 8, 0);
    ended(&world.run(&[&["plan", "-o", "plan.json"][..], &ROSTER].concat()), 1, &[]);
    let plan = fs::read(world.folder.join("plan.json")).unwrap();
    let mut refused = 0;
    for number in 0..COPIES {
        fs::write(world.folder.join("damaged.json"), damaged(&plan, number)).unwrap();
        let journal = format!("journal-{number}");
        let apply = ["apply", "damaged.json", "--yes", "--privacy", "--output", "table", "--journal", &journal, "-v"];
        refused += u64::from(tried(&world, &apply));
    }
    assert!(refused > COPIES / 2, "{refused} of {COPIES} were refused");
}

#[test]
fn a_damaged_journal_says_no_value_and_sends_nothing() {
    let world = World::new("damaged-journal", 1, 20);
    canaries::seed(&world, 6);
    canaries::roster(&world, 6, 8, 0);
    // A run of which nothing was sent yet.
    world
        .faults(&json!([{"match": {"method": "GET", "path": "/participants/*"}, "fault": {"status": 401, "body": ""}},
        {"match": {"method": "POST"}, "fault": {"status": 401, "body": ""}}]));
    ended(&world.run(&[&["apply", "--yes"][..], &ROSTER].concat()), 1, &["participants resume 1"]);
    world.faults(&json!([]));
    let (whole, copy) = (world.folder.join(".participants"), world.folder.join("damaged"));
    let database = fs::read(whole.join("journal.db")).unwrap();
    let mut refused = 0;
    for number in 0..COPIES {
        drop(fs::remove_dir_all(&copy));
        fs::create_dir(&copy).unwrap();
        fs::write(copy.join("journal.db"), damaged(&database, number)).unwrap();
        let commands: [&[&str]; 4] = [
            &["runs", "-v", "--output", "table"],
            &["report", "1", "--privacy", "-v"],
            &["links", "list", "azav"],
            &["resume", "1", "--yes", "-v", "--settle-after", "0.1"],
        ];
        let outcomes = commands.map(|command| tried(&world, &[command, &["--journal", "damaged"]].concat()));
        refused += u64::from(outcomes.contains(&true));
    }
    assert!(refused > COPIES / 4, "{refused} of {COPIES} were refused");
}

/// A row whose link cannot be read would be matched by a weaker rule, or taken for a new participant.
#[test]
fn a_link_that_cannot_be_read_is_no_plan() {
    let world = World::new("damaged-links", 1, 20);
    roster(&world, 2, 1);
    ended(&on_roster(&world, "apply", &["--yes"]), 0, &[]);
    let journal = Connection::open(world.folder.join(".participants/journal.db")).unwrap();
    assert_eq!(journal.execute("UPDATE link SET id = CAST(x'ff' AS TEXT)", []).unwrap(), 3);
    let writes = count(&world, "writes");
    for command in ["plan", "apply"] {
        let more: &[&str] = if command == "apply" { &["--yes"] } else { &["-o", "plan.json"] };
        ended(&on_roster(&world, command, more), 2, &["the journal cannot be read", "Nothing was sent"]);
    }
    assert_eq!(count(&world, "writes"), writes);
    assert!(world.run(&["apply", "plan.json", "--yes"]).status.code() != Some(0), "there is no whole plan");
}

#[cfg(unix)]
#[test]
fn a_journal_that_cannot_be_looked_into_is_not_taken_for_none() {
    let world = World::new("unseen", 1, 20);
    roster(&world, 2, 1);
    fs::create_dir(world.folder.join(".participants")).unwrap();
    // It leads to itself.
    std::os::unix::fs::symlink("journal.db", world.folder.join(".participants/journal.db")).unwrap();
    ended(&on_roster(&world, "plan", &[]), 2, &["journal.db cannot be used", "Nothing was sent"]);
    ended(&world.run(&["runs"]), 2, &["journal.db cannot be used"]);
}
