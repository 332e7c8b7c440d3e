//! No value is printed at the providers other than azav either: each with its own vocabulary, and with faults.

use crate::{
    canaries::{SAID, Shows, check, files, values_in},
    world::World,
};
use serde_json::{Value, from_slice, from_str, json};
use std::{fs, process::Output};

/// Which columns of the roster are nothing at which provider.
const MAPPINGS: &str = include_str!("../../examples/mappings.toml");

const HEADINGS: &str =
    "Personnel number,First name,Last name,Full name,Short name,E-mail,Phone,Date of birth,session,group\n";

fn mapping(provider: &str) -> String {
    let section = MAPPINGS.split("\n[").find_map(|part| part.strip_prefix(&format!("{provider}]")));
    format!("[columns]{}\n", section.unwrap())
}

/// Two people who are there, with other names, and two who are new.
fn roster(people: &[Value]) -> String {
    let text = |person: &Value, name: &str| person[name].as_str().unwrap_or_default().to_owned();
    // Each has a name of their own: namesakes of one birthday would be refused.
    let line = |email: &str, known: &Value| {
        let (session, group, name) = (text(known, "session"), text(known, "group"), email.len());
        format!(
            "R-1,Zqxannä,O'Zqx-{name},Zqxannä O'Zqx-{name},Zqx,{email},+47 90 07 17 31 99,1931-07-17,{session},{group}\n"
        )
    };
    let there = people.iter().filter(|person| person["email"].is_string()).take(2);
    let there = there.map(|person| line(&text(person, "email"), person));
    let new = (0..2).map(|at| line(&format!("zqx.{}@example.org", "o".repeat(at)), &people[0]));
    HEADINGS.to_owned() + &there.chain(new).collect::<String>()
}

/// What goes wrong at every second call that may write.
fn troubles() -> [Value; 4] {
    let on = |method: &str, fault: &Value| json!({"match": {"method": method}, "every": 2, "fault": fault});
    let every = |fault: Value| json!([on("POST", &fault), on("PUT", &fault), on("PATCH", &fault)]);
    let errors = json!({"message": SAID, "error": SAID, "errors": {"detail": SAID, "email": [SAID]}}).to_string();
    let page = format!("<html><body><h1>Error</h1><p>{SAID}</p></body></html>");
    [
        json!([]),
        every(json!({"status": 422, "body": errors})),
        every(json!({"status": 500, "body": page, "headers": {"content-type": "text/html"}})),
        every(json!("lose_answer")),
    ]
}

/// Carries a command out with the most logging. No secret may be on stderr, and none on stdout unless it is allowed.
#[track_caller]
fn run_checked(world: &World, arguments: &[&str], shows: Shows) -> Output {
    let output = world.program(&[arguments, &["-vvv"]].concat()).env("RUST_LOG", "trace").output().unwrap();
    check(&output, arguments, shows);
    for secret in world.secrets() {
        let is_there = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(secret);
        assert!(!is_there(&output.stdout) && !is_there(&output.stderr), "a secret of {arguments:?}");
    }
    output
}

fn no_value_comes_out_at(provider: &str) {
    let world = World::at(provider, &format!("elsewhere-{provider}"), 3, 12);
    let listed = run_checked(&world, &["list", provider, "--output", "json"], Shows::Values);
    let people: Vec<Value> = from_slice(&listed.stdout).unwrap();
    fs::write(world.folder.join("roster.csv"), roster(&people)).unwrap();
    fs::write(world.folder.join("mapping.toml"), mapping(provider)).unwrap();
    // The names are other people's.
    let allow = ["--allow-identity-change", "2,3"];
    let plan =
        ["plan", "roster.csv", "--provider", provider, "--mapping", "mapping.toml", "--create", "--output", "table"];
    let plan = [&plan[..], &allow].concat();
    let (mut writes, mut sent) = (0, 0);
    for (number, trouble) in troubles().iter().enumerate() {
        let journal = format!("journal-{number}");
        let on =
            |arguments: &[&str], shows| run_checked(&world, &[arguments, &["--journal", &journal]].concat(), shows);
        world.faults(&json!([]));
        on(&[&plan[..], &["-o", "plan.json"]].concat(), Shows::Values);
        on(&[&plan[..], &["--privacy"]].concat(), Shows::Nothing);
        let kept = fs::read_to_string(world.folder.join("plan.json")).unwrap();
        let kept: Value = from_str(kept.lines().last().unwrap()).unwrap();
        writes += ["create", "update", "move"].iter().map(|verb| kept["counts"][verb].as_u64().unwrap()).sum::<u64>();
        world.faults(trouble);
        let apply = ["apply", "plan.json", "--yes", "--privacy", "--settle-after", "0.2"];
        on(&[&apply[..], &allow].concat(), Shows::Nothing);
        world.faults(&json!([]));
        on(&["resume", "--yes", "--settle-after", "0.2"], Shows::Nothing);
        for format in ["table", "jsonl", "csv", "html"] {
            on(&["report", "1", "--format", format, "--privacy"], Shows::Nothing);
        }
        let undo = ["undo", "1", "--yes", "--max-deactivations", "none", "--output", "table", "--privacy"];
        let guards = ["--max-identity-changes", "none", "--max-clears", "none"];
        on(&[&undo[..], &guards].concat(), Shows::Nothing);
        sent = world.get("/stats")[provider]["writes"].as_u64().unwrap();
    }
    assert!(writes >= 4 && sent >= 4, "{writes} writes were planned, {sent} sent: there was nothing to check");
    for file in files(&world.folder) {
        let (name, bytes) = (file.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&file).unwrap());
        let may_hold = ["roster.csv", "plan.json", "journal.db"].contains(&name.as_str());
        assert!(may_hold || values_in(&bytes).is_empty(), "{:?} in {name}", values_in(&bytes));
        let text = String::from_utf8_lossy(&bytes);
        assert!(!world.secrets().any(|secret| text.contains(secret)), "a secret stands in {name}");
    }
}

#[test]
fn no_value_comes_out_at_dendreo() {
    no_value_comes_out_at("dendreo");
}

#[test]
fn no_value_comes_out_at_frontcore() {
    no_value_comes_out_at("frontcore");
}

#[test]
fn no_value_comes_out_at_groups() {
    no_value_comes_out_at("groups");
}

#[test]
fn no_value_comes_out_at_wordbee() {
    no_value_comes_out_at("wordbee");
}
