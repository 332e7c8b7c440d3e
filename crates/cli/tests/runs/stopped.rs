//! Stopped by Ctrl-C or by the system, turned away, and gone on with.

use crate::{ROSTER, canaries, count, ended, on_roster, roster, world::World};
use serde_json::json;
use std::{
    collections::BTreeSet,
    process::{Command, Output, Stdio},
    thread::sleep,
    time::Duration,
};

/// Begins to apply the roster, and is asked to end once something was written.
fn stopped_by(world: &World, signal: &str) -> Output {
    let arguments = [&["apply", "--yes", "--output", "table"][..], &ROSTER].concat();
    let child = world.program(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while count(world, "writes") < 5 {
        sleep(Duration::from_millis(10));
    }
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    child.wait_with_output().unwrap()
}

#[test]
fn ctrl_c_finishes_what_is_under_way_and_says_how_to_go_on() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let world = World::new(signal, 1, 20);
        roster(&world, 5, 60);
        world.faults(&json!([{"match": {"method": "POST"}, "fault": {"delay_ms": 300}}]));
        let printed = ended(&stopped_by(&world, signal), code, &["stopped", "participants resume 1"]);
        let written = count(&world, "writes");
        assert!(printed.contains(&format!("{written} done")) && written < 65, "{written} written: {printed}");
        ended(&world.run(&["resume", "--output", "table"]), 2, &["--yes"]);
        ended(&world.run(&["resume", "--yes", "--output", "table"]), 0, &["65 done"]);
        assert_eq!((count(&world, "writes"), count(&world, "creates")), (65, 60));
        ended(&on_roster(&world, "plan", &[]), 0, &[]);
    }
}

#[test]
fn a_run_whose_last_steps_are_under_way_is_done_though_it_was_stopped() {
    let world = World::new("last", 1, 20);
    roster(&world, 0, 6);
    world.faults(&json!([{"match": {"method": "POST"}, "every": 6, "fault": {"delay_ms": 1000}}]));
    let printed = ended(&stopped_by(&world, "-INT"), 0, &["6 done"]);
    assert!(!printed.contains("participants resume"), "{printed}");
    assert_eq!(count(&world, "creates"), 6);
}

#[test]
fn a_key_that_is_not_accepted_costs_no_row() {
    let world = World::new("key", 1, 20);
    roster(&world, 5, 30);
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 4, &[]);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": {"status": 401, "body": "{}"}}]));
    let printed = ended(&world.run(&["apply", "plan.json", "--yes"]), 1, &["key", "participants resume 1"]);
    // Up to five updates are carried out before the first creation is refused.
    let updated = count(&world, "writes");
    assert!(printed.contains(&format!("{} steps are left", 35 - updated)), "{updated} updated: {printed}");
    assert!(updated <= 5 && count(&world, "creates") == 0, "{updated}");
    world.faults(&json!([]));
    let other = [("AZAV_TOKEN", "another")];
    let refused = world.program(&["resume", "--yes"]).envs(other).output().unwrap();
    ended(&refused, 2, &["another account", "Nothing was sent"]);
    ended(&world.run(&["resume", "--yes"]), 0, &[r#""done": 35"#]);
}

#[test]
fn a_provider_that_is_gone_is_left_alone() {
    let world = World::new("gone", 1, 20);
    roster(&world, 0, 40);
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 4, &[]);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": "drop"}]));
    ended(&world.run(&["apply", "plan.json", "--yes"]), 3, &["answers nothing any more", "participants resume 1"]);
    world.faults(&json!([]));
    ended(&world.run(&["resume", "--yes", "--settle-after", "0.1"]), 0, &[r#""done": 40"#]);
    assert_eq!(count(&world, "creates"), 40);
}

#[test]
fn a_run_that_was_taken_back_does_not_go_on() {
    let world = World::new("taken-back", 1, 20);
    roster(&world, 0, 5);
    let refusals = json!([{"match": {"method": "POST"}, "fault": {"status": 401, "body": "{}"}}]);
    world.faults(&refusals);
    ended(&on_roster(&world, "apply", &["--yes"]), 1, &["5 steps are left"]);
    world.faults(&json!([]));
    ended(&world.run(&["undo", "1", "--yes", "--output", "table"]), 0, &["nothing to do"]);
    ended(&world.run(&["resume", "--yes", "--output", "table"]), 0, &["no run of this journal is unfinished"]);
    assert_eq!(count(&world, "creates"), 0);
}

#[test]
fn a_provider_that_is_gone_for_long_costs_no_row() {
    let world = World::new("long", 1, 20);
    roster(&world, 5, 0);
    world.faults(&json!([{"match": {"method": "GET", "path": "/participants/*"}, "fault": "drop"}]));
    ended(&on_roster(&world, "apply", &["--yes"]), 3, &["5 steps are left"]);
    for _ in 0..4 {
        ended(&world.run(&["resume", "--yes"]), 3, &["5 steps are left"]);
    }
    world.faults(&json!([]));
    ended(&world.run(&["resume", "--yes", "--output", "table"]), 0, &["5 done"]);
}

#[test]
fn a_plan_that_is_killed_while_it_is_made_leaves_no_file_with_values() {
    let world = World::new("draft", 1, 20);
    roster(&world, 5, 7);
    // The user's state holds a salt, and no value of a person.
    let names = || std::fs::read_dir(&world.folder).unwrap().map(|it| it.unwrap().file_name());
    let files = || names().filter(|name| name != "state").collect::<BTreeSet<_>>();
    let (before, calls) = (files(), count(&world, "requests"));
    world.faults(&json!([{"match": {"method": "GET"}, "fault": "stall"}]));
    let arguments = [&["plan", "-o", "plan.json"][..], &ROSTER].concat();
    let mut child = world.program(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while count(&world, "requests") == calls {
        sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(files(), before);
    for file in canaries::files(&world.folder.join("state")) {
        assert!(!String::from_utf8_lossy(&std::fs::read(&file).unwrap()).contains("example."), "{}", file.display());
    }
}
