//! CSV: a row for each field, read back as it was, and nothing in it that a spreadsheet computes.

use crate::common::{every_state, hostile_run, journal, mark, report, settled, steps, summary};
use participants_roster::core::serde_json::{Value, json};
use participants_roster::journal::State;
use participants_roster::report::{Format, Report};
use proptest::prelude::*;

fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn there_is_a_row_for_each_field_and_one_for_an_entry_without() {
    let (mut journal, run) = every_state();
    let text = report(&mut journal, Report::new(&run), Format::Csv);
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    let rows = records(&text);
    assert_eq!(
        rows[0],
        ["line", "verb", "id", "state", "attempts", "sent_at", "settled_at", "field", "before", "after", "seen", "why"]
    );
    let (ambiguous, begun) = ("2 participants match by e-mail: 2006, 2017", "2026-03-01T14:06:43Z");
    assert_eq!(rows[1], ["6", "refuse", "", "refused", "0", "", "", "", "", "", "", ambiguous]);
    let left = "mobile is left alone: it is filled already";
    let moved = |field, before, after| ["4", "move", "2003", "done", "1", "", begun, field, before, after, "", left];
    let at = rows.iter().position(|row| row[0] == "4").unwrap();
    assert_eq!(rows[at], moved("company", "77", "78"));
    assert_eq!(rows[at + 1], moved("date_of_birth", "(unknown)", "1990-04-12"));
    assert_eq!(rows[at + 2], moved("phone", "'+353 1 555 0100", "(empty)"), "no number to compute with");
    let seen = rows.last().unwrap();
    assert_eq!(seen[7..11], ["status", "active", "archived", "yes"]);
}

/// What a spreadsheet would take for a formula, written independently of the code that prevents it.
fn is_formula(cell: &str) -> bool {
    let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || "\"\u{feff}\u{200b}".contains(c));
    begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn assert_harmless(text: &str) {
    for cell in records(text).iter().flatten() {
        let behind_blanks = cell.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\n', '"']);
        assert!(!is_formula(cell) && !behind_blanks.starts_with(['\t', '\r']), "{cell:?}");
    }
    // A spreadsheet with another list separator, or with none of the quotes, sees these cells.
    for separator in [',', ';', '\t', '|', '\n'] {
        for cell in text.split(separator) {
            assert!(!is_formula(cell), "{cell:?} between {separator:?}");
        }
    }
}

#[test]
fn no_hostile_value_is_computed() {
    let (mut journal, run) = hostile_run();
    assert_harmless(&report(&mut journal, Report::new(&run), Format::Csv));
}

fn dangerous() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ", "\u{a0}", "\u{3000}", "\u{feff}", "\"", "'",
        ",", ";", "|", "1", "Ö", "cmd", "(A1)",
    ]);
    proptest::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

fn csv_of(values: &[(String, String)]) -> (String, usize) {
    let all_steps: Vec<Value> = values
        .iter()
        .enumerate()
        .map(|(at, (before, after))| {
            let change = json!({"field": "custom.x", "before": {"value": before}, "after": {"value": after}});
            json!({"line": at + 2, "verb": "update", "id": format!("{before}{at}"), "changes": [change]})
        })
        .collect();
    let (mut journal, run) = journal(&steps(Value::Array(all_steps)), &summary(0));
    mark(&mut journal, &run, |entry| {
        let after = entry.step.changes[0].after.value().unwrap_or_default();
        Some(settled(entry, State::Done).noted(after))
    });
    (report(&mut journal, Report::new(&run), Format::Csv), values.len())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// Whatever the values are, no cell begins like a formula, and without the apostrophes they are as they were.
    #[test]
    fn no_cell_begins_like_a_formula(values in proptest::collection::vec((dangerous(), dangerous()), 1..8)) {
        let (text, count) = csv_of(&values);
        assert_harmless(&text);
        let rows = records(&text);
        prop_assert_eq!(rows.len(), count + 1);
        let plain = |text: &str| text.replace('\'', "");
        for (row, (before, after)) in rows[1..].iter().zip(&values) {
            prop_assert_eq!(plain(&row[8]), plain(before));
            prop_assert_eq!(plain(&row[9]), plain(after));
        }
    }
}
