//! The tables of the page: the paths of the control address and the faults are all there, and all exist.

use super::{book, served::Served};
use participants_sandbox::Sandbox;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const README: &str = include_str!("../../README.md");

/// The code in the first column of each row of the table with this heading.
fn first_column(text: &str, heading: &str) -> Vec<String> {
    let rows = text.lines().skip_while(|line| !line.starts_with(heading)).skip(2);
    let cells = rows.take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(1));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned)).collect()
}

#[test]
fn the_page_lists_every_path_of_the_control_address() {
    let served = Served::new(Sandbox::only(&["azav"], 1, 1).unwrap());
    let (_, answer) = served.control("GET", "/", "");
    let there: BTreeSet<_> = answer["paths"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    let listed = first_column(&book(), "| call |");
    assert_eq!(listed.iter().map(String::as_str).collect::<BTreeSet<_>>(), there);
}

#[test]
fn the_page_lists_the_faults_of_the_readme_and_each_exists() {
    let faults = |text: &str| -> Vec<Value> {
        let written = first_column(text, "| fault |").into_iter();
        written.map(|fault| serde_json::from_str(&fault).unwrap_or_else(|error| panic!("{fault}: {error}"))).collect()
    };
    let listed = faults(&book());
    assert_eq!(listed, faults(README));
    assert!(!listed.is_empty());
    let sandbox = Sandbox::new(1, 1);
    for fault in listed {
        sandbox.set_faults(&json!([{"fault": fault}])).unwrap();
    }
}
