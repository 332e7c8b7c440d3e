//! A run that was taken back stays so, and what two folders know of one account.

use crate::{count, ended, on_roster, roster, world::World};
use serde_json::{Value, json};
use std::{fs, thread::sleep, time::Duration};

fn run(world: &World, id: u64) -> Value {
    let runs: Value = serde_json::from_slice(&world.run(&["runs"]).stdout).unwrap();
    runs.as_array().unwrap().iter().find(|run| run["run"] == id).unwrap().clone()
}

const UNDO: [&str; 6] = ["undo", "1", "--yes", "--max-deactivations", "none", "--output"];

#[test]
fn a_run_that_was_taken_back_is_not_gone_on_with_and_not_taken_back_twice() {
    let world = World::new("undone-run", 1, 20);
    roster(&world, 2, 6);
    // Half of the creations are turned away with the key.
    world.faults(&json!([{"match": {"method": "POST"}, "every": 4, "fault": {"status": 401, "body": "{}"}}]));
    ended(&on_roster(&world, "apply", &["--yes"]), 1, &["participants resume 1"]);
    world.faults(&json!([]));
    let (made, before) = (count(&world, "creates"), run(&world, 1));
    assert!(made < 6 && before["open"] != 0, "{before}");

    // Taken back in part, and gone on with.
    world.faults(&json!([{"match": {"method": "PUT"}, "every": 2, "fault": {"status": 401, "body": "{}"}}]));
    ended(&world.run(&[&UNDO[..], &["table"]].concat()), 1, &["participants resume 2"]);
    world.faults(&json!([]));
    let said = ["run 1 was reversed by run 2", "participants resume 2", "Nothing was sent"];
    ended(&world.run(&[&UNDO[..], &["table"]].concat()), 2, &said);
    ended(&world.run(&["resume", "1", "--yes"]), 2, &["run 1 was reversed by run 2"]);
    ended(&world.run(&["resume", "--yes", "--output", "table"]), 0, &["run 2 at azav"]);
    ended(&world.run(&[&UNDO[..], &["table"]].concat()), 2, &["run 1 was reversed by run 2"]);
    ended(&world.run(&["resume", "1", "--yes"]), 2, &["run 1 was reversed by run 2"]);
    ended(&world.run(&["resume", "--yes", "--output", "table"]), 0, &["nothing is left to do"]);
    assert_eq!(count(&world, "creates"), made, "no other participant is created");
    let after = run(&world, 1);
    assert_eq!((&after["ended_at"], &after["undone_by"]), (&before["ended_at"], &json!(2)));

    // What took it back is taken back: it holds again, and goes on.
    ended(&world.run(&["undo", "2", "--yes"]), 0, &[]);
    assert_eq!(run(&world, 1)["undone_by"], Value::Null);
    ended(&world.run(&["resume", "1", "--yes"]), 0, &[]);
    assert_eq!(count(&world, "creates"), 6);
}

#[test]
fn a_run_of_which_nothing_was_done_is_taken_back_and_not_gone_on_with() {
    let world = World::new("withdrawn", 1, 20);
    roster(&world, 0, 3);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"status": 401, "body": "{}"}}]));
    ended(&on_roster(&world, "apply", &["--yes"]), 1, &["participants resume 1"]);
    world.faults(&json!([]));
    ended(&world.run(&[&UNDO[..], &["table"]].concat()), 0, &["nothing to do"]);
    ended(&world.run(&["resume", "1", "--yes"]), 2, &["taken back before anything of it was done"]);
    assert_eq!(count(&world, "creates"), 0);
}

#[test]
fn a_run_with_problems_is_one_however_often_it_is_gone_on_with() {
    let world = World::new("problems", 1, 20);
    roster(&world, 0, 2);
    world.faults(&json!([{"match": {"method": "POST"}, "every": 2, "fault": {"status": 422, "body": "{}"}}]));
    ended(&on_roster(&world, "apply", &["--yes"]), 1, &[]);
    for again in [&["resume", "1", "--yes", "--output", "table"][..], &["resume", "--yes", "--output", "table"]] {
        ended(&world.run(again), 1, &["nothing is left to do", "1 refused"]);
    }
}

#[test]
fn a_run_in_another_folder_knows_of_creations_that_may_still_be_carried_out() {
    for is_deleted in [false, true] {
        let world = World::new("other-folder", u64::from(is_deleted), 20);
        let mut killed = crate::rivals::under_way(&world, &json!({"late_ms": 1500}));
        drop(killed.kill());
        drop(killed.wait());
        world.faults(&json!([]));
        if is_deleted {
            fs::remove_dir_all(world.folder.join(".participants")).unwrap();
        }
        let apply = |after: &str| {
            let more = ["--yes", "--journal", "elsewhere", "--settle-after", after];
            on_roster(&world, "apply", &more)
        };
        let said = if is_deleted { "is not there any more" } else { "participants resume 1 --journal" };
        ended(&apply("60"), 2, &["run 1", said, "or begin again in", "Nothing was sent"]);
        sleep(Duration::from_millis(1700));
        ended(&apply("1.5"), 0, &[]);
        assert_eq!(count(&world, "creates"), 4);
    }
}

#[test]
fn a_journal_that_is_deleted_while_a_run_is_carried_out_stops_it() {
    let world = World::new("deleted", 1, 20);
    roster(&world, 0, 300);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"delay_ms": 40}}]));
    let arguments = [&["apply", "--yes"][..], &crate::ROSTER].concat();
    let mut program = world.program(&arguments);
    let child = program.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    while count(&world, "creates") < 20 {
        sleep(Duration::from_millis(10));
    }
    fs::remove_dir_all(world.folder.join(".participants")).unwrap();
    let output = child.wait_with_output().unwrap();
    ended(&output, 3, &["journal.db was deleted, moved or replaced", "Nothing more was sent"]);
    let made = count(&world, "creates");
    assert!(made < 100, "{made} of 300");
    // What was under way then may still be carried out; after that a new plan sees who was created.
    world.faults(&json!([]));
    ended(&on_roster(&world, "apply", &["--yes", "--settle-after", "60"]), 2, &["is not there any more"]);
    sleep(Duration::from_millis(400));
    ended(&on_roster(&world, "apply", &["--yes", "--settle-after", "0.3"]), 0, &[]);
    assert_eq!(count(&world, "creates"), 300);
}

#[test]
fn a_key_that_was_replaced_takes_runs_and_links_along_where_the_account_has_no_name() {
    let world = World::new("replaced", 1, 20);
    roster(&world, 2, 2);
    // The old token is accepted for reading alone, for a while.
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"status": 401, "body": "{}"}}]));
    let old = |arguments: &[&str]| world.program(arguments).env("AZAV_ACCOUNT", "").output().unwrap();
    ended(&old(&[&["apply", "--yes"][..], &crate::ROSTER].concat()), 1, &["participants resume 1"]);
    world.faults(&json!([]));
    let named = |arguments: &[&str]| world.program(arguments).env("AZAV_ACCOUNT", "nord").output().unwrap();
    ended(&named(&["resume", "1", "--yes"]), 2, &["another account", "participants resume 1 --key-replaced"]);
    ended(&named(&["resume", "1", "--key-replaced"]), 2, &["All 1 runs and 2 links", "--yes", "Nothing was sent"]);
    ended(&named(&["resume", "1", "--key-replaced", "--yes"]), 0, &["1 runs and 2 links belong"]);
    let links = ended(&named(&["links", "list", "azav", "--output", "table"]), 0, &[]);
    assert_eq!(links.matches("by a run").count(), 4, "{links}");
}

#[test]
fn an_undo_is_shown_first_and_nothing_is_sent() {
    let world = World::new("undo-shown", 1, 20);
    roster(&world, 2, 1);
    ended(&on_roster(&world, "apply", &["--yes", "--output", "table"]), 0, &["run 1 at azav: 3 done"]);
    let before = count(&world, "writes");
    ended(&world.run(&["undo", "1", "--dry-run", "--output", "table"]), 0, &["2 to update", "1 to deactivate"]);
    assert_eq!(count(&world, "writes"), before);
    ended(&world.run(&["undo", "1", "--yes", "--output", "table"]), 0, &["at azav: 3 done"]);
}
