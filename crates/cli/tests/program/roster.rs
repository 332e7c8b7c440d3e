//! Files of people, as they are checked and begun.

use super::{json, providers, refused, run, text};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// A folder of a test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("participants-roster-{name}-{}", std::process::id()));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_example_is_understood_to_the_last_row() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/roster.csv");
    let checked = json(&format!("roster check {example}"));
    assert_eq!((&checked["rows"], &checked["problems"]), (&50.into(), &Value::Array(vec![])));
    assert!(checked["columns"].as_array().unwrap().iter().all(|column| column["field"].is_string()), "{checked:#}");
    assert_eq!(checked["format"]["delimiter"], ";");
    assert_eq!(checked["first_rows"][0]["wanted"]["last_name"], "D'Hôtel");
    for provider in providers() {
        let checked = json(&format!("roster check {example} --provider {provider}"));
        let unwritable = checked["unwritable"].as_array().unwrap();
        let cannot = |name: &str| unwritable.iter().any(|one| one["field"] == name);
        assert!(!cannot("email"), "{provider}");
        assert!(!cannot("full_name") || !(cannot("first_name") || cannot("last_name")), "{provider}");
    }
    let table = run(&format!("roster check {example} --provider azav --output table"));
    let table = text(&table.stdout);
    for shown in [
        "encoding utf-8",
        "50 rows",
        "Personnel number",
        "the heading",
        "D'Hôtel",
        "+49 30 0000 0004",
        "cannot be written",
    ] {
        assert!(table.contains(shown), "{shown}: {table}");
    }
}

#[test]
fn problems_are_reported_by_place_and_the_rest_is_shown() {
    let folder = folder("problems");
    let roster = folder.join("people.csv");
    fs::write(&roster, b"Pr\xe9nom;Geb.;X\nZo\xeb;1990-04-12;secret\nBo;04/05/1990;\n").unwrap();
    let roster = roster.display();
    let output = run(&format!("roster check {roster}"));
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("1 of 2 rows"), "{}", text(&output.stderr));
    assert_eq!(checked["format"]["encoding"], "windows-1252");
    assert_eq!((&checked["columns"][2]["heading"], &checked["columns"][2]["field"]), (&"X".into(), &Value::Null));
    let problem = &checked["problems"][0];
    assert_eq!(
        (&problem["line"], &problem["field"], &problem["class"]),
        (&3.into(), &"date_of_birth".into(), &"like a date".into())
    );
    assert!(!text(&output.stderr).contains("04/05") && !problem.to_string().contains("04/05"));
    let table = text(&run(&format!("roster check {roster} --output table")).stdout);
    assert!(table.contains("(ignored)") && table.contains("line 3, column \"Geb.\""), "{table}");

    let mapping = folder.join("mapping.toml");
    fs::write(&mapping, "[columns]\n\"Geb.\" = { field = \"date_of_birth\", date = \"day-month-year\" }\n").unwrap();
    let checked = json(&format!("roster check {roster} --mapping {}", mapping.display()));
    assert_eq!(checked["first_rows"][1]["wanted"]["date_of_birth"], "1990-05-04");
    fs::write(&mapping, "[columns]\n\"Geb.\" = \"birthday\"\n").unwrap();
    refused(
        &format!("roster check {roster} --mapping {}", mapping.display()),
        2,
        &["line 2", "birthday", "Nothing was sent"],
    );
    refused(&format!("roster check {}", folder.join("nosuch").display()), 2, &["cannot be read", "Nothing was sent"]);
    refused(&format!("roster check {roster} --provider nosuch"), 2, &["no such provider"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn every_providers_template_is_written_once_and_is_understood() {
    let folder = folder("template");
    for provider in providers() {
        let place = folder.join(provider);
        let template = format!("roster template {provider} -o {}", place.display());
        assert_eq!(json(&template)["written"].as_array().unwrap().len(), 2);
        let (roster, mapping) = (place.join("roster.csv"), place.join("mapping.toml"));
        let check = format!("roster check {} --mapping {}", roster.display(), mapping.display());
        let checked = json(&format!("{check} --provider {provider}"));
        assert_eq!(checked["unwritable"], Value::Array(vec![]), "{provider}");
        assert!(checked["columns"].as_array().unwrap().iter().all(|column| column["declared"] == true), "{provider}");
        refused(&template, 2, &["there already"]);
    }
    fs::remove_dir_all(folder).unwrap();
}
