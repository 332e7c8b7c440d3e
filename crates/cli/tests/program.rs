//! The program as people run it: the commands of the README, and unusual inputs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[cfg(unix)]
#[path = "program/accounts.rs"]
mod accounts;
#[path = "program/output.rs"]
mod output;
#[path = "program/people.rs"]
mod people;
#[path = "program/plan.rs"]
mod plan;
#[path = "program/report.rs"]
mod report;
#[path = "program/roster.rs"]
mod roster;

use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

/// The names of all providers.
fn providers() -> Vec<&'static str> {
    participants::PROVIDERS.iter().map(|entry| entry.name).collect()
}

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_participants"));
    // Nothing of the machine's own accounts may leak into a test.
    program.env_clear().env("PARTICIPANTS_STATE", std::env::temp_dir().join("participants-program-state"));
    program
}

fn run(arguments: &str) -> Output {
    program().args(words(arguments)).output().unwrap()
}

/// The words of a command line, as a shell would split it: double quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

fn json(arguments: &str) -> Value {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs an update and returns before and after of each field it printed.
fn update(arguments: &str) -> Vec<(String, Value, Value)> {
    let printed = json(&format!("update {arguments} --sandbox"));
    let changes = printed["changes"].as_array().unwrap().iter();
    changes.map(|one| (one["field"].as_str().unwrap().into(), one["before"].clone(), one["after"].clone())).collect()
}

fn after(arguments: &str, field: &str) -> Value {
    let changes = update(arguments);
    changes.into_iter().find(|(name, ..)| name == field).unwrap_or_else(|| panic!("{field} is not printed")).2
}

#[track_caller]
fn refused(arguments: &str, code: i32, said: &[&str]) {
    let output = run(arguments);
    let printed = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments}: {printed}");
    assert!(output.stdout.is_empty(), "{arguments}: {}", text(&output.stdout));
    for said in said {
        assert!(printed.contains(said), "{arguments}: {said:?} is missing in: {printed}");
    }
    assert_eq!(printed.trim_end().lines().count(), 1, "one paragraph: {printed}");
}

#[test]
fn the_first_command_of_the_readme_makes_five_systems_agree_with_one_file() {
    let output = run("demo --sandbox --output table");
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{printed}{}", text(&output.stderr));
    for provider in providers() {
        assert!(printed.contains(&format!("applied to {provider}: ")), "{provider} is missing in:\n{printed}");
    }
    assert!(printed.contains("50 made-up people") && printed.contains("emulated"), "it says what it is:\n{printed}");
    let empty = "0 to create, 0 to update, 0 to move, 0 to deactivate, 50 unchanged, 0 refused";
    assert_eq!(printed.matches(empty).count(), providers().len(), "planned again, nothing is left:\n{printed}");
    for report in printed.lines().filter_map(|line| line.strip_prefix("report: ")) {
        let page = std::fs::read_to_string(report).unwrap();
        assert!(page.contains("</html>") && page.contains("D&#39;Örsay"), "{report}");
    }
    refused("demo", 2, &["--sandbox"]);
}

#[test]
fn the_demo_speaks_json_too() {
    let printed = json("demo --sandbox");
    let names: Vec<_> = printed.as_array().unwrap().iter().map(|one| one["provider"].as_str().unwrap()).collect();
    assert_eq!(names, providers());
    let again = printed.as_array().unwrap().iter().map(|one| &one["planned_again"]["counts"]["none"]);
    assert!(again.eq(std::iter::repeat_n(&Value::from(50), names.len())));
}

#[test]
fn dendreo_changes_as_the_issue_asks() {
    let changes = update(
        r#"dendreo 2001 --set first_name=Zoë --set "last_name=D'Été" --set email=z@example.org --set company=72 --set "phone=+33 6 00" --set date_of_birth=1990-04-12"#,
    );
    let is = |name: &str| changes.iter().find(|(field, ..)| field == name).unwrap().2.clone();
    assert_eq!(changes.len(), 6);
    assert_eq!(
        (is("first_name"), is("last_name"), is("email")),
        ("Zoë".into(), "D'Été".into(), "z@example.org".into())
    );
    assert_eq!(
        (is("company"), is("phone"), is("date_of_birth")),
        ("72".into(), "+33 6 00".into(), "1990-04-12".into())
    );
    assert!(changes.iter().all(|(_, before, after)| before != after));
    assert_eq!(after("dendreo 2001 --clear phone", "phone"), Value::Null);
}

#[test]
fn frontcore_changes_enrolment_and_person() {
    assert_eq!(after("frontcore 910002 --set enrolment_status=confirmed", "enrolment_status"), "confirmed");
    assert_eq!(after("frontcore 910001 --set email=liv@example.org", "email"), "liv@example.org");
}

#[test]
fn wordbee_keeps_the_rules_of_logins() {
    assert_eq!(after("wordbee 4003 --set active=true", "active"), true);
    let login = "wordbee 4001 --set login=eleonore.d --set password=Correct-Horse-7 --set profile=8 --set active=true";
    assert_eq!(after(login, "active"), true);
    let cleared = update("wordbee 4003 --clear login");
    assert_eq!((cleared.len(), &cleared[0].2), (1, &Value::Null));
    let printed = run(&format!("update {login} --sandbox -v"));
    assert!(!text(&[printed.stdout, printed.stderr].concat()).contains("Correct-Horse-7"));
}

#[test]
fn groups_moves_and_prints_before_and_after() {
    let people = json("list groups --sandbox");
    let group_of = |at: usize| people[at]["group"].as_str().unwrap().to_owned();
    let other = (1..).map(group_of).find(|group| *group != group_of(0)).unwrap();
    let id = people[0]["id"].as_str().unwrap();
    let changes = update(&format!(
        r#"groups {id} --set group={other} --set "full_name=Noor D'Été" --set short_name=Noor --set email=noor@example.org"#
    ));
    let (_, before, now) = changes.iter().find(|(field, ..)| field == "group").unwrap();
    assert_eq!((before, now), (&group_of(0).into(), &other.into()));
    assert!(changes.iter().all(|(_, before, after)| before.is_string() && after.is_string()), "{changes:?}");
}

#[test]
fn lists_are_arrays_and_one_is_an_object_in_the_names_of_fields() {
    let known = json("fields");
    let known: Vec<_> = known.as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
    for provider in providers() {
        let people = json(&format!("list {provider} --sandbox"));
        let first = &people.as_array().unwrap()[0];
        let id = first["id"].as_str().unwrap();
        assert_eq!(json(&format!("get {provider} {id} --sandbox"))["id"], id);
        let email = first["email"].as_str().unwrap();
        let found = json(&format!("find {provider} --email {email} --sandbox"));
        assert!(found.as_array().unwrap().iter().any(|person| person["id"] == id), "{provider}");
        for name in first.as_object().unwrap().keys().filter(|name| !name.starts_with("custom.")) {
            assert!(known.contains(&name.as_str()), "{provider}: {name}");
        }
    }
}

#[test]
fn a_dry_run_shows_the_requests_and_sends_none() {
    for (arguments, shown) in [
        ("update dendreo 2001 --set last_name=Ö --clear phone", "participants.php"),
        ("update wordbee 4001 --set login=eleonore.d --set password=Correct-Horse-7 --set profile=8", "Password"),
        ("create azav --set email=m@example.org", "/v1/participants"),
    ] {
        let output = run(&format!("{arguments} --dry-run --sandbox --output table"));
        let printed = text(&output.stdout);
        assert!(output.status.success() && printed.contains(shown), "{printed}{}", text(&output.stderr));
        assert!(!printed.contains("Correct-Horse-7") && printed.contains("[hidden]"), "{printed}");
    }
    assert_eq!(
        json("update dendreo 2001 --set last_name=Ö --dry-run --sandbox")["would_send"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn bad_input_is_named_and_nothing_is_sent() {
    let nothing = "Nothing was sent";
    refused("get dendreo 1", 2, &["DENDREO_API_KEY", nothing, "--sandbox"]);
    refused("get nosuch 1", 2, &["azav, dendreo", nothing]);
    refused("update dendreo 2001 --sandbox", 2, &["--set", nothing]);
    refused("update dendreo 2001 --sandbox --set gender=female", 2, &["gender", "dendreo", nothing]);
    refused("update dendreo 2001 --sandbox --set phone=", 2, &["--clear phone", nothing]);
    refused("update dendreo 2001 --sandbox --set nosuch=1", 2, &["nosuch", "participants fields", nothing]);
    refused("update dendreo 2001 --sandbox --set id=7", 2, &["id", nothing]);
    refused("update dendreo 2001 --sandbox --set phone=1 --clear phone", 2, &["phone", "twice", nothing]);
    refused("update dendreo 2001 --sandbox --set date_of_birth=12/04/1990", 2, &["YYYY-MM-DD", nothing]);
    refused("get dendreo ../admin --sandbox", 2, &[nothing]);
    refused("deactivate groups 66bb00000000000000000001 --sandbox", 2, &["groups", nothing]);
    refused("delete dendreo 2001 --sandbox", 2, &["--yes", nothing]);
    refused("sandbox nosuch", 2, &["nosuch"]);
}

#[test]
fn a_missing_participant_is_reported_as_missing() {
    refused("get dendreo 99999 --sandbox", 1, &["no such", "Nothing was changed"]);
    refused("get azav 00000000-0000-4000-8000-999999999999 --sandbox", 1, &["no such", "Nothing was changed"]);
}

#[test]
fn a_provider_that_is_not_there_is_not_reachable() {
    let output = program()
        .args(["get", "dendreo", "1"])
        .envs([("DENDREO_BASE_URL", "http://127.0.0.1:9/demo/api"), ("DENDREO_API_KEY", "s3cret-key")])
        .output()
        .unwrap();
    let printed = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{printed}");
    assert!(
        printed.contains("no connection") && printed.contains("Nothing was sent") && !printed.contains("s3cret"),
        "{printed}"
    );
}

#[test]
fn a_wrong_key_is_refused_and_not_shown() {
    let (mut sandbox, ready) = sandbox("dendreo");
    let base = ready["providers"]["dendreo"]["env"]["DENDREO_BASE_URL"].as_str().unwrap();
    let output = program()
        .args(["update", "dendreo", "2001", "--set", "last_name=Ö"])
        .envs([("DENDREO_BASE_URL", base), ("DENDREO_API_KEY", "wrong-key-zqx9")])
        .output()
        .unwrap();
    sandbox.kill().unwrap();
    sandbox.wait().unwrap();
    let printed = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(
        printed.contains("key") && printed.contains("Nothing was changed") && !printed.contains("zqx9"),
        "{printed}"
    );
}

#[test]
fn saved_answers_are_explained_or_refused_by_place() {
    let folder = std::env::temp_dir().join(format!("participants-explain-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let saved = |name: &str, body: &[u8]| {
        let file = folder.join(name);
        std::fs::write(&file, body).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let answer = r#"[{"id_participant":"1","nom":"Ö","date_de_naissance":"12/04/1990","neu":1},7]"#;
    let explained = json(&format!("explain dendreo {}", saved("answer.json", answer.as_bytes())));
    assert_eq!(explained[0]["fields"]["last_name"], "Ö");
    assert_eq!(explained[0]["extra"]["neu"], 1);
    assert_eq!(explained[0]["invalid"][0]["field"], "date_of_birth");
    assert!(explained[1]["unreadable"].as_str().unwrap().contains("line 1"));
    let marked = [b"\xef\xbb\xbf", answer.as_bytes()].concat();
    assert_eq!(json(&format!("explain dendreo {}", saved("marked.json", &marked))), explained);
    refused(&format!("explain dendreo {}", saved("empty.json", b" \n")), 2, &["empty"]);
    let ansi = saved("ansi.json", b"{\n\"nom\":\"D\xe9\"}");
    refused(&format!("explain dendreo {ansi}"), 2, &["line 2", "Windows-1252"]);
    refused(&format!("explain dendreo {}", folder.join("nosuch").display()), 2, &["cannot be read"]);
    refused(&format!("explain azav {}", saved("page.html", b"<html>")), 3, &["HTML"]);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn providers_and_fields_are_listed() {
    let listed = json("providers");
    let names: Vec<_> = listed.as_array().unwrap().iter().map(|provider| provider["name"].as_str().unwrap()).collect();
    assert_eq!(names, providers());
    for name in providers() {
        let printed = json(&format!("providers {name}"));
        assert_eq!(printed["operations"].as_array().unwrap().len(), participants::Operation::ALL.len(), "{name}");
    }
    insta::assert_snapshot!(text(&run("fields --output table").stdout));
}

fn sandbox(arguments: &str) -> (std::process::Child, Value) {
    let mut child = program().arg("sandbox").args(words(arguments)).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let ready = serde_json::from_str(&line).unwrap();
    (child, ready)
}

#[test]
fn the_sandbox_says_where_it_is_serves_and_ends_by_ctrl_c() {
    let began = Instant::now();
    let (mut child, ready) = sandbox("dendreo azav --seed 7 --people 12");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!(ready["ready"], true);
    let names: Vec<_> = ready["providers"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["azav", "dendreo"]);
    assert!(ready["providers"]["dendreo"]["env"]["DENDREO_API_KEY"].is_string());
    let control = ready["control"].as_str().unwrap().strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
    let mut socket = TcpStream::connect(&control).unwrap();
    write!(socket, "GET /stats HTTP/1.1\r\nhost: {control}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    let stats: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(stats["azav"]["people"], 12);
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn ctrl_c_in_the_middle_of_a_change_says_what_is_not_known() {
    let (mut sandbox, ready) = sandbox("dendreo");
    let control = ready["control"].as_str().unwrap().strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
    let plan = r#"[{"provider":"dendreo","match":{"method":"POST"},"fault":{"stall":"after"}}]"#;
    let mut socket = TcpStream::connect(&control).unwrap();
    let length = plan.len();
    write!(
        socket,
        "POST /faults HTTP/1.1\r\nhost: {control}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{plan}"
    )
    .unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 2"), "{answer}");
    let env = ready["providers"]["dendreo"]["env"].as_object().unwrap();
    let child = program()
        .args(["update", "dendreo", "2001", "--set", "last_name=Ö"])
        .envs(env.iter().map(|(name, value)| (name, value.as_str().unwrap())))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Until the change has reached the sandbox.
    loop {
        let mut socket = TcpStream::connect(&control).unwrap();
        write!(socket, "GET /stats HTTP/1.1\r\nhost: {control}\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        if answer.contains("\"writes\":1") || answer.contains("\"writes\": 1") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    sandbox.kill().unwrap();
    sandbox.wait().unwrap();
    let printed = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{printed}");
    assert!(printed.contains("may have been carried out") && printed.contains("participants get"), "{printed}");
}
