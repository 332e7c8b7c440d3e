//! JSON lines, as docs/report.md describes them.

use crate::common::{every_state, hostile, hostile_run, report};
use participants_roster::core::serde_json::{self, Value, json};
use participants_roster::report::{Format, Report};

pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_run_comes_first_then_each_entry_problems_first() {
    let (mut journal, run) = every_state();
    let output = lines(&report(&mut journal, Report::new(&run).undone_by(Some(7)), Format::JsonLines));
    let first = json!({
        "format": "participants-report", "version": 1, "run": 1, "provider": "dendreo",
        "begun_at": "2026-03-01T14:06:40Z", "ended_at": null, "undone_by": 7, "privacy": false,
        "counts": {"planned": 1, "sending": 1, "done": 4, "refused": 1, "failed": 1, "unknown": 1, "stale": 1, "partial": 0},
        "unchanged": 1204, "unreadable": 2, "withheld": [{"rows_unreadable": {"rows": 2}}],
    });
    assert_eq!(output[0], first);
    let places: Vec<_> = output[1..].iter().map(|entry| entry["at"].as_u64().unwrap()).collect();
    assert_eq!(places, [4, 5, 6, 7, 8, 9, 0, 1, 2, 10], "what changes nothing has no entry");
    let failed = json!({
        "at": 6, "line": 8, "verb": "update", "id": "2008", "matched_by": "email", "state": "failed", "attempts": 5,
        "settled_at": "2026-03-01T14:06:47Z", "note": "the server failed (503)",
        "changes": [{"field": "last_name", "before": {"value": "Å"}, "after": {"value": "Ö"}}],
    });
    assert_eq!(output[3], failed);
    assert_eq!(output[8]["id"], "2041", "a new participant has the identifier they got");
    assert_eq!(output[10]["seen"][0]["after"], json!({"value": "archived"}));
    assert_eq!(output[10]["reasons"], json!(["missing"]));
}

#[test]
fn whatever_a_value_holds_it_is_read_back() {
    let (mut journal, run) = hostile_run();
    let output = lines(&report(&mut journal, Report::new(&run), Format::JsonLines));
    let all = hostile();
    assert_eq!(output.len(), 1 + 2 * all.len());
    for entry in &output[1..] {
        let at = entry["at"].as_u64().unwrap() as usize;
        let after = entry["changes"][0]["after"]["value"].as_str().unwrap();
        assert_eq!(after.strip_suffix('!').unwrap_or(after), all[at % all.len()]);
    }
}

#[test]
fn a_run_without_a_readable_summary_is_reported_all_the_same() {
    let (mut journal, run) = crate::common::journal(&[], &json!("no summary"));
    let output = lines(&report(&mut journal, Report::new(&run), Format::JsonLines));
    assert_eq!((&output[0]["unchanged"], output.len()), (&Value::Null, 1));
}
