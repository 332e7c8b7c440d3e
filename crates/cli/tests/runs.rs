//! Runs as people start, stop, resume and take them back, against a sandbox over sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "runs/applied.rs"]
mod applied;
#[cfg(unix)]
#[path = "runs/asked.rs"]
mod asked;
#[path = "runs/canaries.rs"]
mod canaries;
#[path = "runs/columns.rs"]
mod columns;
#[path = "runs/damaged.rs"]
mod damaged;
#[path = "runs/elsewhere.rs"]
mod elsewhere;
#[path = "runs/full.rs"]
mod full;
#[path = "runs/identity.rs"]
mod identity;
#[path = "runs/large.rs"]
mod large;
#[path = "runs/private.rs"]
mod private;
#[path = "runs/returning.rs"]
mod returning;
#[path = "runs/rivals.rs"]
mod rivals;
#[path = "runs/rotated.rs"]
mod rotated;
#[path = "runs/said.rs"]
mod said;
#[path = "runs/stopped.rs"]
mod stopped;
#[path = "runs/undone.rs"]
mod undone;
#[path = "common/world.rs"]
mod world;

use serde_json::Value;
use std::{fs, process::Output};
use world::World;

/// A roster of some of those who are there, with a new city, and of others who are new.
fn roster(world: &World, there: usize, new: usize) {
    let mut roster = String::from("Personnel number,E-mail,Last name,City\n");
    for (at, person) in people(world).iter().take(there).enumerate() {
        roster.push_str(&format!("R-{at},{},,Łódź\n", person["email"].as_str().unwrap()));
    }
    for at in 0..new {
        roster.push_str(&format!("N-{at},ñ.o'{at}@example.org,D'Örsay,Łódź\n"));
    }
    fs::write(world.folder.join("roster.csv"), roster).unwrap();
    fs::write(world.folder.join("mapping.toml"), "[columns]\n\"Personnel number\" = \"ignore\"\n").unwrap();
}

/// The records as the sandbox has them.
fn people(world: &World) -> Vec<Value> {
    world.get("/state")["azav"]["participants"].as_array().unwrap().clone()
}

fn count(world: &World, what: &str) -> u64 {
    world.get("/stats")["azav"][what].as_u64().unwrap()
}

const ROSTER: [&str; 6] = ["roster.csv", "--provider", "azav", "--mapping", "mapping.toml", "--create"];

/// A command on the roster.
fn on_roster(world: &World, command: &str, more: &[&str]) -> Output {
    world.run(&[&[command][..], &ROSTER, more].concat())
}

#[track_caller]
fn ended(output: &Output, code: i32, said: &[&str]) -> String {
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{printed}");
    for said in said {
        assert!(printed.contains(said), "{said:?} is missing in:\n{printed}");
    }
    printed
}
