//! A plan changes only the people and the account it was made for, and changes no identity without permission.

use super::{ended, people, world::World};
use serde_json::Value;
use std::fs;

const AZAV: [&str; 2] = ["--provider", "azav"];

/// A roster whose line 2 gives the first participant's address to another person, and the value it would change.
fn successor(world: &World) -> String {
    let email = people(world)[0]["email"].as_str().unwrap().to_owned();
    let roster = format!("E-Mail;Vorname;Nachname;Geburtsdatum\n{email};Noor;Probe-Öst;2001-09-09\n");
    fs::write(world.folder.join("roster.csv"), roster).unwrap();
    email
}

#[test]
fn a_change_of_identity_is_carried_out_only_where_its_line_is_allowed() {
    let world = World::new("identity", 7, 30);
    let email = successor(&world);
    let name = || {
        let person = people(&world).into_iter().find(|person| person["email"] == email.as_str()).unwrap();
        ["firstName", "lastName"].map(|member| person[member].as_str().unwrap().to_owned())
    };
    let before = name();
    let on = |command: &str, more: &[&str]| world.run(&[&[command, "roster.csv"][..], &AZAV, more].concat());
    let refused = "looks like a different person: first_name, last_name";
    ended(&on("plan", &["--output", "table"]), 1, &[refused, "--allow-identity-change 2"]);
    ended(&on("apply", &["--yes", "--output", "table"]), 1, &[refused]);
    ended(&on("apply", &["--yes", "--allow-identity-change", "3,4"]), 1, &[]);
    assert_eq!(name(), before, "nothing was sent");

    let allowed = ["--allow-identity-change", "2", "--output", "table", "-o", "plan.json"];
    ended(&on("plan", &allowed), 4, &["1 changes of identity"]);
    let guard = "--max-identity-changes";
    ended(&world.run(&["apply", "plan.json", "--yes"]), 2, &["1 changes of identity planned", guard]);
    assert_eq!(name(), before, "the guard stops it");
    ended(&world.run(&["apply", "plan.json", "--yes", "--allow-identity-change", "2"]), 0, &[]);
    assert_ne!(name(), before);
    let run = world.run(&["runs", "--output", "json"]);
    let run = serde_json::from_slice::<Value>(&run.stdout).unwrap()[0]["run"].to_string();
    ended(&world.run(&["undo", &run, "--yes"]), 2, &["1 changes of identity planned", guard]);
    ended(&world.run(&["undo", &run, "--yes", guard, "1"]), 0, &[]);
    assert_eq!(name(), before);
}

#[test]
fn a_plan_is_refused_at_another_account_and_without_one() {
    let (here, there) = (World::new("here", 7, 30), World::new("there", 8, 30));
    let email = people(&here)[0]["email"].as_str().unwrap().to_owned();
    fs::write(here.folder.join("roster.csv"), format!("E-Mail;Ort\n{email};Łódź\n")).unwrap();
    ended(&here.run(&[&["plan", "roster.csv", "-o", "plan.json"][..], &AZAV].concat()), 4, &[]);
    let plan = fs::read_to_string(here.folder.join("plan.json")).unwrap();
    for secret in here.secrets() {
        assert!(!plan.contains(secret));
    }
    fs::write(there.folder.join("plan.json"), &plan).unwrap();
    let state = there.get("/state");
    ended(&there.run(&["apply", "plan.json", "--yes"]), 2, &["made for another account", "Nothing was sent"]);
    assert_eq!(there.get("/state"), state);

    let (header, steps) = plan.split_once('\n').unwrap();
    let mut without: Value = serde_json::from_str(header).unwrap();
    assert!(without.as_object_mut().unwrap().remove("account").is_some());
    fs::write(here.folder.join("without.json"), format!("{without}\n{steps}")).unwrap();
    ended(&here.run(&["apply", "without.json", "--yes"]), 2, &["make the plan again", "Nothing was sent"]);
    ended(&here.run(&["apply", "plan.json", "--yes"]), 0, &[]);
}

#[test]
fn a_plan_for_the_embedded_sandbox_fits_the_one_of_the_next_process() {
    let world = World::new("embedded", 1, 1);
    let list = world.run(&["list", "azav", "--sandbox", "--output", "json"]);
    let list: Value = serde_json::from_slice(&list.stdout).unwrap();
    let email = list[0]["email"].as_str().unwrap();
    fs::write(world.folder.join("roster.csv"), format!("E-Mail;Ort\n{email};Łódź\n")).unwrap();
    let plan = [&["plan", "roster.csv", "--sandbox", "-o", "plan.json"][..], &AZAV].concat();
    ended(&world.run(&plan), 4, &[]);
    ended(&world.run(&["apply", "plan.json", "--sandbox", "--yes"]), 0, &[]);
    ended(&world.run(&["apply", "plan.json", "--yes"]), 2, &["made for another account"]);
}
