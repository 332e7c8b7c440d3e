//! An account whose people take more than any one answer read whole may have.

use super::{World, ended};
use serde_json::Value;
use std::{fs, process::Output};

#[test]
fn an_account_of_any_size_is_listed_searched_and_planned() {
    let world = World::at("dendreo", "large", 1, 16_000);
    let listed = world.run(&["list", "dendreo", "--output", "json"]);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("16000 people, presumably all"), "{listed:?}");
    assert!(listed.status.success());
    let people: Vec<Value> = serde_json::from_slice(&listed.stdout).unwrap();
    let received = world.get("/stats")["dendreo"]["bytes"].as_u64().unwrap();
    assert!(people.len() == 16_000 && received > 16 << 20, "{} people in {received} bytes", people.len());
    let text = |person: &Value, member: &str| person[member].as_str().unwrap().to_owned();

    let last = people.last().unwrap();
    let found = world.run(&["find", "dendreo", "--email", &text(last, "email"), "--output", "json"]);
    let found: Vec<Value> = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found, std::slice::from_ref(last));

    let roster = format!("email,job_title\n{},Tester\nno.one@example.org,Tester\n", text(last, "email"));
    fs::write(world.folder.join("roster.csv"), roster).unwrap();
    let planned = world.run(&["plan", "roster.csv", "--provider", "dendreo", "--output", "table"]);
    ended(&planned, 1, &["1 to update", "1 refused"]);
}

/// A table is as long as its list, and printed while it comes.
#[test]
fn a_long_list_comes_as_several_tables() {
    let world = World::new("tables", 1, 2_500);
    let listed: Output = world.run(&["list", "azav", "--output", "table"]);
    let shown = String::from_utf8(listed.stdout).unwrap();
    let headers = shown.lines().filter(|line| line.trim_start().starts_with("id ")).count();
    let rows = shown.lines().filter(|line| line.contains('@')).count();
    assert_eq!((headers, rows), (3, 2_500));
}
