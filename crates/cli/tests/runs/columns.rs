//! Where in the journal's database values stand: in the columns docs/apply.md names, and in no other, even under way.

use crate::canaries::{self, has_key, values_in};
use crate::{ROSTER, count, ended, world::World};
use rusqlite::{Connection, types::ValueRef};
use serde_json::json;
use std::{
    collections::BTreeSet, fs, os::unix::fs::PermissionsExt, path::Path, process::Stdio, thread::sleep, time::Duration,
};

/// The columns that hold values of people.
const HOLD: [&str; 4] = ["link.key", "outcome.seen", "step.body", "step.key"];

/// The columns in which a canary stands.
fn columns(database: &Path) -> BTreeSet<String> {
    let connection = Connection::open(database).unwrap();
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(tables.len() >= 4, "{tables:?}");
    let mut found = BTreeSet::new();
    for table in tables {
        let mut all = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names: Vec<_> = all.column_names().map(|name| format!("{table}.{name}")).collect();
        let mut rows = all.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for (at, name) in names.iter().enumerate() {
                if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(at).unwrap()
                    && !values_in(bytes).is_empty()
                {
                    found.insert(name.clone());
                }
            }
        }
    }
    found
}

/// The tables whose pages in the write-ahead log hold a canary.
fn logged(database: &Path, log: &[u8]) -> BTreeSet<String> {
    let connection = Connection::open(database).unwrap();
    let number = |bytes: &[u8]| u32::from_be_bytes(bytes[..4].try_into().unwrap());
    let (head, size) = (32, number(&log[8..]) as usize);
    let mut tables = BTreeSet::new();
    for frame in log[head..].chunks_exact(24 + size).filter(|frame| !values_in(&frame[24..]).is_empty()) {
        let owner = "SELECT name FROM dbstat WHERE pageno = ?1";
        tables.insert(connection.query_row(owner, [number(frame)], |row| row.get(0)).unwrap());
    }
    tables
}

#[test]
fn values_stand_in_their_columns_alone() {
    let world = World::new("columns", 1, 20);
    canaries::seed(&world, 6);
    canaries::roster(&world, 6, 60, 0);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"delay_ms": 100}}]));
    let apply = [&["apply", "--yes", "--deactivate-missing", "--max-deactivations", "none"][..], &ROSTER].concat();
    let mut child = world.program(&apply).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while count(&world, "writes") < 20 {
        sleep(Duration::from_millis(10));
    }
    // As by a power cut: the log is there as it was.
    child.kill().unwrap();
    child.wait().unwrap();
    let journal = world.folder.join(".participants");
    for file in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        let mode = fs::metadata(journal.join(file)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{file}");
    }
    let log = fs::read(journal.join("journal.db-wal")).unwrap();
    assert!(!values_in(&log).is_empty() && !has_key(&log));
    let tables = logged(&journal.join("journal.db"), &log);
    assert!(tables.iter().all(|table| ["step", "outcome", "link"].contains(&table.as_str())), "{tables:?}");

    world.faults(&json!([]));
    ended(&world.run(&["resume", "--yes", "--settle-after", "0.5"]), 1, &["refused"]);
    ended(&world.run(&["links", "set", "azav", "email=zqx.link@example.org", "no-such-id"]), 0, &[]);
    let found = columns(&journal.join("journal.db"));
    assert!(found.iter().all(|column| HOLD.contains(&column.as_str())), "{found:?}");
    assert!(found.contains("step.body") && found.contains("link.key"), "{found:?}");
}

#[test]
fn a_link_that_is_forgotten_leaves_no_trace() {
    let world = World::new("forgotten", 1, 20);
    let database = world.folder.join(".participants/journal.db");
    let key = "email=zqx.link@example.org";
    ended(&world.run(&["links", "set", "azav", key, "no-such-id"]), 0, &[]);
    assert!(!values_in(&fs::read(&database).unwrap()).is_empty());
    ended(&world.run(&["links", "remove", "azav", key]), 0, &[]);
    assert!(values_in(&fs::read(&database).unwrap()).is_empty());
}
