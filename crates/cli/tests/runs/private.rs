//! Only the owner may read the journal, and no value is shown where it must not be.

use crate::canaries::{self, SAID, Shows, files, has_key, run_checked, values_in};
use crate::{ended, on_roster, people, roster, world::World};
use serde_json::{Value, json};
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_journal_is_its_owners_alone() {
    let world = World::new("owner", 1, 20);
    roster(&world, 5, 7);
    // The files exist already, and others could read them.
    for file in ["plan.json", "report.html"] {
        fs::write(world.folder.join(file), "").unwrap();
        fs::set_permissions(world.folder.join(file), fs::Permissions::from_mode(0o644)).unwrap();
    }
    ended(&on_roster(&world, "plan", &["-o", "plan.json"]), 4, &[]);
    ended(&world.run(&["apply", "plan.json", "--yes"]), 0, &[]);
    ended(&world.run(&["report", "-o", "report.html"]), 0, &[]);
    let folders = [".participants", "state"].map(|folder| world.folder.join(folder));
    assert!(folders.iter().all(|folder| mode(folder) == 0o700));
    for entry in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(Result::unwrap) {
        let expected = if entry.file_type().unwrap().is_dir() { 0o700 } else { 0o600 };
        let name = entry.file_name();
        if name != ".gitignore" {
            assert_eq!(mode(&entry.path()), expected, "{name:?}");
        }
    }
    for file in ["plan.json", "report.html"] {
        assert_eq!(mode(&world.folder.join(file)), 0o600, "{file}");
    }
}

/// Every kind of trouble that a server, or the way to it, makes.
fn troubles() -> Vec<(&'static str, Value)> {
    let on = |method: &str, fault: Value| json!({"match": {"method": method}, "every": 2, "fault": fault});
    let both = |fault: Value| json!([on("POST", fault.clone()), on("PUT", fault)]);
    let said = |status: u16, body: Value| both(json!({"status": status, "body": body.to_string()}));
    let page = format!("<html><body><h1>Error</h1><p>{SAID}</p></body></html>");
    let elsewhere = "https://example.org/Zqxannä?email=zqx.0@example.org&born=1931-07-17";
    let errors = json!({"detail": SAID, "first_name": [SAID], "Zqxannä": ["is taken"]});
    vec![
        ("nothing", json!([])),
        ("lost", both(json!("lose_answer"))),
        ("dropped", both(json!("drop"))),
        ("cut", both(json!("cut_json"))),
        ("web page", both(json!("html"))),
        ("page of values", both(json!({"status": 500, "body": page, "headers": {"content-type": "text/html"}}))),
        ("unprocessable", said(422, json!({"errors": errors}))),
        ("message", said(400, json!({"message": SAID, "error": SAID}))),
        ("conflict", said(409, json!({"errors": [{"title": SAID, "source": {"pointer": "/Zqxannä"}}]}))),
        ("error in success", said(200, json!({"errors": errors}))),
        ("forbidden", said(403, json!({"error": SAID}))),
        ("not let in", said(401, json!({"errors": {"detail": SAID}}))),
        ("no licence", said(402, json!({"errors": {"detail": SAID}}))),
        ("too fast", both(json!({"status": 429, "body": SAID, "headers": {"retry-after": "0"}}))),
        ("elsewhere", both(json!({"redirect": elsewhere}))),
        ("invalid record", json!([on("GET", json!("invalid_record")), on("PUT", json!({"invalid_record": "member"}))])),
        (
            "unlisted",
            json!([on("GET", json!({"status": 500, "body": json!({"errors": {"detail": SAID}}).to_string()}))]),
        ),
        ("not let see", json!([on("GET", json!({"status": 401, "body": json!({"message": SAID}).to_string()}))])),
    ]
}

/// One round: planned, applied in trouble, looked at, gone on with, reported and taken back.
fn round(world: &World, number: usize, trouble: &Value) {
    let loud = ["-v", "-vv", "-vvv"][number / 3 % 3];
    let journal = format!("journal-{number}");
    let tail = ["--journal", journal.as_str(), loud];
    fn with<'a>(command: &[&'a str], tail: &[&'a str]) -> Vec<&'a str> {
        [command, tail].concat()
    }
    let roster = ["roster.csv", "--provider", "azav", "--mapping", "mapping.toml", "--create"];
    canaries::roster(world, 3, 4, number);
    world.faults(&json!([]));
    run_checked(world, &with(&[&["plan"][..], &roster, &["-o", "plan.json"]].concat(), &tail), Shows::Values);
    run_checked(
        world,
        &with(&[&["plan"][..], &roster, &["--privacy", "--output", "table"]].concat(), &tail),
        Shows::Nothing,
    );
    if number.is_multiple_of(4) {
        let id = people(world)[0]["id"].as_str().unwrap().to_owned();
        ended(&world.run(&["update", "azav", &id, "--set", "city=Zqxhamn"]), 0, &[]);
    }
    world.faults(trouble);
    let apply = ["apply", "plan.json", "--yes", "--privacy", "--output", "table", "--settle-after", "0.2"];
    run_checked(world, &with(&apply, &tail), Shows::Nothing);
    run_checked(world, &with(&[&["plan"][..], &roster, &["--privacy"]].concat(), &tail), Shows::Nothing);
    run_checked(world, &with(&["resume", "--yes", "--settle-after", "0.2"], &tail), Shows::Nothing);
    world.faults(&json!([]));
    run_checked(
        world,
        &with(&["resume", "--yes", "--settle-after", "0.2", "--output", "table"], &tail),
        Shows::Nothing,
    );
    run_checked(world, &with(&["runs", "--output", "table"], &tail), Shows::Nothing);
    for format in ["table", "jsonl", "csv", "html"] {
        run_checked(world, &with(&["report", "1", "--format", format, "--privacy"], &tail), Shows::Nothing);
    }
    run_checked(world, &with(&["report", "1", "--format", "html"], &tail), Shows::Values);
    let undo = ["undo", "1", "--yes", "--max-deactivations", "none", "--output", "table", "--privacy"];
    run_checked(world, &with(&undo, &tail), Shows::Nothing);
    run_checked(
        world,
        &with(&["links", "set", "azav", "email=zqx.link@example.org", "no-such-id"], &tail),
        Shows::Nothing,
    );
    run_checked(world, &with(&["links", "list", "azav"], &tail), Shows::Values);
    run_checked(world, &with(&["links", "remove", "azav", "zqx.link@example.org"], &tail), Shows::Nothing);
    let said = run_checked(world, &with(&["report", "2", "--privacy"], &tail), Shows::Nothing);
    assert!(said.status.success(), "there were two runs: {}", String::from_utf8_lossy(&said.stderr));
}

/// Every third kind of trouble, so that three tests share the work.
fn no_value_comes_out(third: usize) {
    let world = World::new(&format!("canaries-{third}"), 1, 20);
    canaries::seed(&world, 3);
    for (number, (_, trouble)) in troubles().iter().enumerate().filter(|(number, _)| number % 3 == third) {
        round(&world, number, trouble);
    }
    for file in files(&world.folder) {
        let (name, bytes) = (file.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&file).unwrap());
        assert!(values_in(name.as_bytes()).is_empty(), "{name}");
        assert!(!has_key(&bytes), "the key stands in {name}");
        let may_hold = ["roster.csv", "plan.json", "journal.db"].contains(&name.as_str());
        assert!(may_hold || values_in(&bytes).is_empty(), "{:?} in {name}", values_in(&bytes));
    }
}

#[test]
fn no_value_comes_out_where_answers_are_lost_or_refused() {
    no_value_comes_out(0);
}

#[test]
fn no_value_comes_out_where_answers_are_no_answers() {
    no_value_comes_out(1);
}

#[test]
fn no_value_comes_out_where_access_is_refused() {
    no_value_comes_out(2);
}

#[test]
fn values_are_found_where_they_may_be_printed() {
    // The checks of these tests work: they find the same values where they may be printed.
    let world = World::new("checks", 1, 20);
    canaries::seed(&world, 2);
    canaries::roster(&world, 2, 2, 0);
    let plan = on_roster(&world, "plan", &["--output", "table", "-vv"]);
    assert!(values_in(&plan.stdout).contains(&"zqx") && !plan.stderr.is_empty());
    assert_eq!(values_in(SAID.as_bytes()).len(), 4, "{:?}", values_in(SAID.as_bytes()));
}
