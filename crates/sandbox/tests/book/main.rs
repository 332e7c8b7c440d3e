//! `docs/sandbox.md` held against a sandbox: every command in it is carried out, in order, and every answer compared.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod curl;
mod page;
mod pattern;
#[allow(dead_code, reason = "the tests of the sockets need more of it")]
#[path = "../sockets/served.rs"]
mod served;
mod shell;
mod tables;

use page::{Page, Step};
use participants_sandbox::{PROVIDERS, Sandbox};
use served::Served;
use shell::Variables;
use std::path::Path;

/// What starts the sandbox in the book.
const START: &str = "cargo run -- sandbox";

#[test]
fn every_command_of_the_book_answers_what_the_book_shows() {
    let page = Page::read(&book());
    let (start, rest) = page.steps.split_first().expect("the book has commands");
    let served = Served::new(sandbox(&start.command));
    let addresses = addresses(start, &served);

    let mut variables = Variables::default();
    let mut asked = Vec::new();
    for step in rest {
        let step = step.at(&addresses);
        let words = shell::words(&step.command, &variables);
        let shown = match words.first().map(String::as_str) {
            Some("export") => {
                for (name, value) in shell::assignments(&words[1..]) {
                    assert!(
                        is_given(&served, &name, &value),
                        "line {}: the ready line does not give {name}={value}",
                        step.line
                    );
                    variables.insert(name, value);
                }
                if step.shown.is_empty() { Ok(()) } else { Err("export shows nothing".to_owned()) }
            }
            Some("curl") => {
                let call = curl::Call::parse(&words[1..]);
                let to = call.receiver(&served);
                asked.push(to);
                call.send(&served, to).compare(&step.shown)
            }
            other => panic!("line {}: {other:?} is no command this test can carry out", step.line),
        };
        shown.unwrap_or_else(|problem| panic!("docs/sandbox.md, line {}: {}\n{problem}", step.line, step.command));
    }
    for name in PROVIDERS.into_iter().chain(["control"]) {
        assert!(asked.contains(&name), "the book never calls {name}");
    }
}

fn book() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sandbox.md")).unwrap()
}

/// The sandbox that a command starts, with the program's own defaults.
fn sandbox(command: &str) -> Sandbox {
    let rest = command.strip_prefix(START).unwrap_or_else(|| panic!("the book begins with {START}, not {command}"));
    let (mut seed, mut people) = (1, 40);
    let mut words = rest.split_whitespace();
    while let Some(word) = words.next() {
        let number = words.next().and_then(|number| number.parse::<usize>().ok()).expect("a number");
        match word {
            "--seed" => seed = number as u64,
            "--people" => people = number,
            other => panic!("{other} is no option this test knows"),
        }
    }
    Sandbox::new(seed, people)
}

/// The addresses in the book with those they stand for, found by laying its ready line over the real one.
fn addresses(start: &Step, served: &Served) -> Vec<(String, String)> {
    let wanted = pattern::json(&start.shown);
    let mut found = Vec::new();
    pattern::pairs(&wanted, &served.ready, &mut |wanted, given| {
        found.extend(authority(wanted).zip(authority(given)).filter(|(wanted, given)| wanted != given));
    });
    found.sort();
    found.dedup();
    let shown = pattern::json(&start.at(&found).shown);
    assert_eq!(pattern::difference(&shown, &served.ready), None, "the ready line");
    found
}

/// Host and port of an address on this machine.
fn authority(address: &str) -> Option<String> {
    let rest = address.strip_prefix("http://127.0.0.1:")?;
    Some(format!("127.0.0.1:{}", rest.split('/').next()?))
}

/// Whether the ready line gives the variable this value.
fn is_given(served: &Served, name: &str, value: &str) -> bool {
    let mut providers = served.ready["providers"].as_object().unwrap().values();
    (name == "CONTROL" && served.ready["control"] == value) || providers.any(|provider| provider["env"][name] == value)
}
