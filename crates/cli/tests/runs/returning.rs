//! Participants who were ended and come back, and who counts as missing, as the person at the terminal sees it.

use super::{ended, people, world::World};
use serde_json::Value;
use std::fs;

fn text(person: &Value, member: &str) -> String {
    person[member].as_str().unwrap_or_default().to_owned()
}

/// The people of the provider, as the program lists them.
fn listed(world: &World, provider: &str) -> Vec<Value> {
    serde_json::from_slice(&world.run(&["list", provider, "--output", "json"]).stdout).unwrap()
}

#[test]
fn a_participant_archived_by_hand_is_shown_and_reactivated_when_asked_for() {
    let world = World::new("returning", 5, 20);
    let person = listed(&world, "azav").into_iter().find(|person| person["status"] == "active").unwrap();
    let (id, email) = (text(&person, "id"), text(&person, "email"));
    let roster = format!("E-Mail;Nachname\n{email};{}\n", text(&person, "last_name"));
    fs::write(world.folder.join("roster.csv"), roster).unwrap();
    let on = |command: &str, more: &[&str]| {
        world.run(&[&[command, "roster.csv", "--provider", "azav", "--output", "table"][..], more].concat())
    };
    ended(&on("plan", &[]), 0, &[]);
    ended(&world.run(&["deactivate", "azav", &id]), 0, &[]);

    ended(&on("plan", &[]), 1, &["1 ended", "--reactivate"]);
    ended(&on("apply", &["--yes"]), 1, &[]);
    let writes = || world.get("/stats")["azav"]["writes"].clone();
    let before = writes();
    ended(&on("apply", &["--yes", "--reactivate", "--max-reactivations", "0"]), 2, &["--max-reactivations"]);
    assert_eq!(writes(), before, "the guard stops it");
    ended(&on("apply", &["--yes", "--reactivate"]), 0, &["1 done"]);
    ended(&on("plan", &[]), 0, &[]);
    let status = |people: &[Value]| people.iter().find(|one| one["id"] == id.as_str()).map(|one| text(one, "status"));
    assert_eq!(status(&people(&world)).as_deref(), Some("active"));

    ended(&world.run(&["deactivate", "azav", &id]), 0, &[]);
    ended(&world.run(&["reactivate", "azav", &id]), 0, &[]);
    assert_eq!(status(&people(&world)).as_deref(), Some("active"));
}

#[test]
fn missing_participants_are_looked_for_in_the_sessions_of_the_roster_or_those_stated() {
    let world = World::at("frontcore", "scoped", 5, 40);
    let people = listed(&world, "frontcore");
    let session = text(&people[0], "session");
    let of_session: Vec<_> = people.iter().filter(|one| one["session"] == session.as_str()).collect();
    let other = people.iter().map(|one| text(one, "session")).find(|other| *other != session).unwrap();
    let of_other = people.iter().filter(|one| one["session"] == other.as_str()).count();
    fs::write(world.folder.join("roster.csv"), format!("email,session\n{},{session}\n", text(&people[0], "email")))
        .unwrap();
    let summary = |more: &[&str]| -> Value {
        let plan = ["plan", "roster.csv", "--provider", "frontcore", "--deactivate-missing", "-o", "plan.json"];
        let printed = world.run(&[&plan[..], &["--output", "json"], more].concat());
        serde_json::from_slice(&printed.stdout).unwrap_or_else(|_| panic!("{printed:?}"))
    };
    let counted = summary(&[]);
    assert_eq!(counted["scope"]["people"], of_session.len(), "{counted}");
    assert!(counted["counts"]["deactivate"].as_u64().unwrap() < of_session.len() as u64);
    let stated = summary(&["--scope", &format!("session={other}")]);
    assert_eq!(stated["scope"]["people"], of_other, "{stated}");
    let all = summary(&["--scope", "all"]);
    assert_eq!(all["scope"]["people"], people.len(), "{all}");
    ended(&world.run(&["plan", "roster.csv", "--provider", "frontcore", "--scope", "phone=1"]), 2, &["--scope"]);
}
