//! Applied, applied again, and taken back.

use crate::{count, ended, on_roster, people, roster, world::World};
use serde_json::Value;
use std::fs;

#[test]
fn a_roster_is_planned_applied_and_nothing_is_left() {
    let world = World::new("roster", 1, 20);
    roster(&world, 5, 7);
    let applied = on_roster(&world, "apply", &["--yes", "--output", "table"]);
    ended(&applied, 0, &["7 to create", "5 to update", "run 1 at azav: 12 done", "participants report 1"]);
    assert_eq!((count(&world, "creates"), count(&world, "writes")), (7, 12));
    ended(&on_roster(&world, "plan", &[]), 0, &[]);
    ended(&on_roster(&world, "apply", &["--yes", "--output", "table"]), 0, &["nothing to do"]);
    assert_eq!(count(&world, "writes"), 12);
    ended(&world.run(&["resume", "--yes"]), 0, &[]);
    let runs: Value = serde_json::from_slice(&world.run(&["runs"]).stdout).unwrap();
    assert_eq!((runs.as_array().unwrap().len(), &runs[0]["done"], &runs[0]["open"]), (1, &12.into(), &0.into()));
    ended(&world.run(&["report", "--format", "table"]), 0, &["Run 1 at azav: 12 done"]);
}

#[test]
fn a_kept_plan_is_applied_once() {
    let world = World::new("kept", 1, 20);
    roster(&world, 5, 7);
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 4, &[]);
    ended(&world.run(&["apply", "plan.json", "--yes"]), 0, &[r#""done": 12"#]);
    assert_eq!(count(&world, "writes"), 12);
    ended(&world.run(&["apply", "plan.json", "--yes"]), 0, &[r#""done": 12"#]);
    assert_eq!((count(&world, "writes"), count(&world, "creates")), (12, 7), "the second time sends nothing");
}

#[test]
fn a_participant_who_changed_since_the_plan_is_left_alone_and_counted() {
    let world = World::new("stale", 1, 20);
    roster(&world, 5, 0);
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 4, &[]);
    let id = people(&world)[0]["id"].as_str().unwrap().to_owned();
    ended(&world.run(&["update", "azav", &id, "--set", "city=Tromsø"]), 0, &[]);
    let applied = world.run(&["apply", "plan.json", "--yes", "--output", "table"]);
    ended(&applied, 1, &["4 done, 1 stale", "1 stale: changed since the plan was made: city"]);
}

#[test]
fn nothing_is_sent_without_agreement_or_beyond_a_guard() {
    let world = World::new("agreed", 1, 20);
    roster(&world, 5, 7);
    ended(&on_roster(&world, "apply", &[]), 2, &["--yes", "Nothing was sent"]);
    let guarded = on_roster(&world, "apply", &["--yes", "--max-creates", "3"]);
    ended(&guarded, 2, &["7 creates planned", "the guard allows 3 people", "Nothing was sent"]);
    ended(&on_roster(&world, "apply", &["--yes", "--max-updates", "10%"]), 2, &["5 updates planned"]);
    ended(&on_roster(&world, "apply", &["--yes", "--deactivate-missing"]), 2, &["deactivations planned"]);
    assert_eq!(count(&world, "writes"), 0);
    ended(&world.run(&["resume", "--yes"]), 0, &[]);
    ended(&world.run(&["apply", "roster.csv"]), 2, &["--provider", "Nothing was sent"]);
    ended(&world.run(&["apply", "nosuch.json"]), 2, &["nosuch.json", "Nothing was sent"]);
    ended(&world.run(&["undo", "9", "--yes"]), 2, &["no run 9"]);
    ended(&world.run(&["resume", "--journal", "elsewhere"]), 2, &["no journal in elsewhere", "--journal"]);
}

#[test]
fn a_run_is_taken_back() {
    let world = World::new("undone", 1, 20);
    roster(&world, 5, 7);
    let before = people(&world);
    ended(&on_roster(&world, "apply", &["--yes"]), 0, &[]);
    // Seven people of twenty-seven are more than the guard for deactivations lets through.
    ended(&world.run(&["undo", "1", "--yes"]), 2, &["7 deactivations planned", "Nothing was sent"]);
    let undone = world.run(&["undo", "1", "--yes", "--max-deactivations", "7", "--output", "table"]);
    ended(&undone, 0, &["5 to update", "7 to deactivate", "run 3 at azav: 12 done"]);
    let after = people(&world);
    for (one, other) in before.iter().zip(&after) {
        assert_eq!((&one["id"], &one["address"]), (&other["id"], &other["address"]));
    }
    assert!(after[before.len()..].iter().all(|made| made["status"].to_string().to_lowercase().contains("archived")));
    // The number of the one that was refused is not given again.
    ended(&world.run(&["undo", "3", "--yes", "--output", "table"]), 0, &["12 to update"]);
}

#[test]
fn links_are_listed_and_corrected() {
    let world = World::new("links", 1, 20);
    roster(&world, 2, 1);
    ended(&on_roster(&world, "apply", &["--yes"]), 0, &[]);
    let links: Value = serde_json::from_slice(&world.run(&["links", "list", "azav"]).stdout).unwrap();
    assert_eq!(links.as_array().unwrap().len(), 3, "{links:#}");
    let other = people(&world)[9]["id"].as_str().unwrap().to_owned();
    ended(&world.run(&["links", "set", "azav", "email=Ñ.o'0@example.org", &other]), 0, &[]);
    let planned = on_roster(&world, "plan", &["--output", "table"]);
    ended(&planned, 1, &["mean different participants", &format!("stored link → {other}, e-mail → ")]);
    ended(&world.run(&["links", "remove", "azav", "email=ñ.o'0@example.org"]), 0, &[]);
    ended(&on_roster(&world, "plan", &[]), 0, &[]);
    ended(&world.run(&["links", "remove", "azav", "email=ñ.o'0@example.org"]), 2, &["no such link"]);
    ended(&world.run(&["links", "set", "azav", "name=x", "1"]), 2, &["external_id=", "email="]);
    ended(&world.run(&["links", "set", "azav", "email=y@example.org", " "]), 2, &["names no participant"]);
}

#[test]
fn a_plans_document_keeps_no_links_for_rows_without_changes() {
    let world = World::new("document", 1, 20);
    roster(&world, 2, 0);
    ended(&on_roster(&world, "apply", &["--yes", "--journal", "first"]), 0, &[]);
    roster(&world, 2, 1);
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 4, &[]);
    ended(&world.run(&["apply", "plan.json", "--yes"]), 0, &[]);
    let links: Value = serde_json::from_slice(&world.run(&["links", "list", "azav"]).stdout).unwrap();
    assert_eq!(links.as_array().unwrap().len(), 1, "{links:#}");
}

#[test]
fn deactivations_that_were_asked_for_and_withheld_are_a_problem_whatever_else_was_done() {
    let world = World::at("dendreo", "withheld", 1, 12);
    let listed: Value = serde_json::from_slice(&world.run(&["list", "dendreo", "--output", "json"]).stdout).unwrap();
    for last_name in ["Ñandú", "Ñandú"] {
        let email = listed[0]["email"].as_str().unwrap();
        fs::write(world.folder.join("roster.csv"), format!("E-mail,Last name\n{email},{last_name}\n")).unwrap();
        let arguments = ["apply", "roster.csv", "--provider", "dendreo", "--deactivate-missing", "--yes"];
        ended(&world.run(&arguments), 1, &["withheld"]);
    }
    assert_eq!(world.get("/stats")["dendreo"]["writes"], 1);
}
