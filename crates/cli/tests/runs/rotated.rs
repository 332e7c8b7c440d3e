//! One account is one, whichever folder a run's journal is in, and whichever key opens it.

use crate::{ROSTER, count, ended, on_roster, roster, world::World};
use serde_json::json;
use std::{
    fs,
    process::{Output, Stdio},
    thread::sleep,
    time::Duration,
};

/// A command on the roster with its journal in another folder.
fn elsewhere(world: &World, command: &str, more: &[&str]) -> Output {
    on_roster(world, command, &[&["--journal", "elsewhere"], more].concat())
}

#[test]
fn two_folders_of_one_account_are_not_at_it_at_once() {
    let world = World::new("two-folders", 1, 20);
    roster(&world, 0, 4);
    world.faults(&json!([{"match": {"method": "POST"}, "fault": "stall"}]));
    let arguments = [&["apply", "--yes"][..], &ROSTER].concat();
    let mut first = world.program(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while world.get("/faults")[0]["fired"] != 4 {
        sleep(Duration::from_millis(10));
    }
    let said = ["another process carries out a run at this account", "Nothing was sent"];
    ended(&elsewhere(&world, "apply", &["--yes"]), 2, &said);
    drop(first.kill());
    drop(first.wait());
    assert_eq!(count(&world, "creates"), 4);
}

#[test]
fn an_account_with_a_name_keeps_its_links_and_runs_when_its_key_is_replaced() {
    let world = World::new("rotated", 1, 20);
    let run = |name: &str, token: Option<&str>, arguments: &[&str]| {
        let mut program = world.program(arguments);
        program.env("AZAV_ACCOUNT", name);
        program.envs(token.map(|token| ("AZAV_TOKEN", token)));
        program.output().unwrap()
    };
    roster(&world, 2, 1);
    // The old token is not accepted any more.
    let apply = [&["apply", "--yes"][..], &ROSTER].concat();
    ended(&run("nord", Some("0ld"), &apply), 1, &["azav"]);
    world.faults(&json!([{"match": {"method": "PUT"}, "fault": {"status": 401, "body": "{}"}},
        {"match": {"method": "POST"}, "fault": {"status": 401, "body": "{}"}}]));
    ended(&run("nord", None, &apply), 1, &["participants resume"]);
    world.faults(&json!([]));
    ended(&run("sør", None, &["resume", "--yes"]), 2, &["another account"]);
    ended(&run("nord", None, &["resume", "--yes"]), 0, &[]);
    let links = |token| ended(&run("nord", token, &["links", "list", "azav", "--output", "table"]), 0, &[]);
    assert_eq!(links(Some("an0ther")), links(None));
    assert!(links(None).contains("by a run"));
}

#[test]
fn a_sandbox_of_ones_own_is_one_account_in_every_process() {
    let world = World::new("embedded", 1, 20);
    fs::write(world.folder.join("roster.csv"), "E-mail,Last name\nñ.o@example.org,D'Örsay\n").unwrap();
    let apply = ["apply", "roster.csv", "--provider", "azav", "--create", "--yes", "--sandbox"];
    ended(&world.run(&apply), 0, &[]);
    // The created participant ended with the sandbox. The account is the same, without participants of earlier runs.
    ended(&world.run(&["undo", "1", "--yes", "--sandbox", "--output", "table"]), 1, &["1 stale"]);
    ended(&world.run(&apply), 0, &[]);
}

#[test]
fn a_home_that_cannot_be_used_is_reported_with_the_variable_that_names_another() {
    let world = World::new("homeless", 1, 20);
    roster(&world, 2, 1);
    fs::write(world.folder.join("file"), "").unwrap();
    let mut program = world.program(&[&["apply", "--yes"][..], &ROSTER].concat());
    let output = program.env("PARTICIPANTS_STATE", world.folder.join("file/state")).output().unwrap();
    ended(&output, 2, &["file/state", "name another folder with PARTICIPANTS_STATE", "Nothing was sent"]);
    assert_eq!(count(&world, "writes"), 0);
}
