//! A second run of the same people at the same account, while the first is under way or after it was killed. Running it
//! again instead of resuming creates no participant twice.

use crate::{ROSTER, count, ended, on_roster, roster, world::World};
use serde_json::{Value, json};
use std::{
    process::{Child, Stdio},
    thread::sleep,
    time::Duration,
};

/// How many people of the roster are to be created.
const NEW: usize = 4;

/// A run that is under way: every creation meets this fault, and all of them were sent.
pub(crate) fn under_way(world: &World, fault: &Value) -> Child {
    roster(world, 0, NEW);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": fault}]));
    let arguments = [&["apply", "--yes"][..], &ROSTER].concat();
    let run = world.program(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while world.get("/faults")[0]["fired"] != NEW {
        sleep(Duration::from_millis(10));
    }
    run
}

#[test]
fn a_killed_run_is_not_run_again_while_its_creations_may_still_happen() {
    let world = World::new("killed", 1, 20);
    let mut killed = under_way(&world, &json!({"late_ms": 1500}));
    drop(killed.kill());
    drop(killed.wait());
    world.faults(&json!([]));
    let said = ["run 1", "4 creations", "participants resume 1", "Nothing was sent"];
    ended(&on_roster(&world, "apply", &["--yes"]), 2, &said);
    sleep(Duration::from_millis(1600));
    // Once nothing can come late any more, a new run sees who was created.
    let again = on_roster(&world, "apply", &["--yes", "--settle-after", "1.5"]);
    ended(&again, 0, &[]);
    assert_eq!(count(&world, "creates"), NEW as u64);
    ended(&world.run(&["resume", "--yes", "--settle-after", "1.5", "--output", "table"]), 0, &["4 done"]);
    assert_eq!(count(&world, "creates"), NEW as u64);
}

#[test]
fn two_runs_of_one_account_are_not_carried_out_at_once() {
    let world = World::new("rivals", 1, 20);
    let mut first = under_way(&world, &json!("stall"));
    let said = ["another process carries out a run at this account", "Nothing was sent"];
    ended(&on_roster(&world, "apply", &["--yes"]), 2, &said);
    ended(&world.run(&["resume", "--yes"]), 2, &said);
    // The lock ends with its process.
    drop(first.kill());
    drop(first.wait());
    world.faults(&json!([]));
    ended(&world.run(&["resume", "--yes", "--settle-after", "0.1", "--output", "table"]), 0, &["4 done"]);
    assert_eq!(count(&world, "creates"), NEW as u64);
}
