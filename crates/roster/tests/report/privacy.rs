//! With placeholders, no format holds a value or an identifier of any person.

use crate::common::{every_state, hostile_run, report};
use participants_roster::core::serde_json::json;
use participants_roster::report::{Format, Report};

const FORMATS: [Format; 4] = [Format::Table, Format::JsonLines, Format::Csv, Format::Html];

#[test]
fn no_format_holds_a_value_or_an_identifier() {
    let (mut journal, run) = every_state();
    let values = ["O'Brien", "O&#39;Brien", "Þórðar", "aesa@", "+353", "1990-04-12", "李", "archived", "Nguyễn"];
    let identifiers = ["2002", "2003", "2006", "2007", "2017", "2040", "2041"];
    for format in FORMATS {
        let plain = report(&mut journal, Report::new(&run), format);
        assert!(plain.contains("2040") && plain.contains("李"), "the test looks for what would be there: {format:?}");
        let covered = report(&mut journal, Report::new(&run).privacy(true), format);
        for value in values.iter().chain(&identifiers) {
            assert!(!covered.contains(value), "{format:?} holds {value}: {covered}");
        }
        assert!(covered.contains("last_name#1") && covered.contains("id#1"), "{format:?}");
    }
}

#[test]
fn the_same_value_has_the_same_placeholder_and_the_rest_stays() {
    let (mut journal, run) = every_state();
    let entries = crate::json::lines(&report(&mut journal, Report::new(&run).privacy(true), Format::JsonLines));
    assert_eq!((&entries[0]["privacy"], &entries[0]["counts"]["done"]), (&json!(true), &json!(4)));
    let last = entries.last().unwrap();
    assert_eq!(last["note"], json!(format!("{} was found ended by hand", last["id"].as_str().unwrap())));
    let phone = json!({"field": "phone", "before": {"value": "phone#1"}, "after": "empty"});
    assert!(entries.iter().any(|entry| entry["changes"][2] == phone), "that a field becomes empty is no secret");
}

#[test]
fn a_page_of_placeholders_has_no_hostile_value_but_in_notes() {
    let (mut journal, run) = hostile_run();
    let covered = report(&mut journal, Report::new(&run).privacy(true), Format::Csv);
    assert!(!covered.contains("gro.elpmaxe\u{2066}!"));
}
