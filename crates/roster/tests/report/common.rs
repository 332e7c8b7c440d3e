//! A run with every state, and people whose names are difficult to print.

use jiff::Timestamp;
use participants_roster::core::serde_json::{self, Value, json};
use participants_roster::journal::{Loading, Run, SqliteJournal, State, StepRecord, StepUpdate};
use participants_roster::plan::Step;
use participants_roster::report::{Format, Report};
use std::future::Future;

/// Sets a mark in the page, if any of this is ever run.
const RUN: &str = "document.documentElement.dataset.ran=1";

/// Values that want to be something else than text.
pub(crate) fn hostile() -> Vec<String> {
    let mut all: Vec<_> = [
        "<script>RUN</script>",
        "<img src=x onerror=RUN>",
        "<svg/onload=RUN>",
        "\"onmouseover=\"RUN",
        "' autofocus onfocus='RUN",
        "</td></tr></tbody></table><h1>Ö</h1>",
        "</title></style><script>RUN</script>",
        "<!-- <base href=http://tracker.invalid/>",
        "<img src=http://tracker.invalid/x.png>",
        "<style>@import 'http://tracker.invalid/x.css';</style>",
        "<meta http-equiv=refresh content=0;url=http://tracker.invalid/>",
        "javascript:RUN",
        "&lt;b&gt; &amp;amp; &#60;i>",
        "]]><?php <%= ${7*7} {{7*7}}",
        "\u{202e}gro.elpmaxe\u{2066}",
        "\u{200f}שרה\u{200e} 李小龍 علي Þórðardóttir",
        "two\nlines",
        "=HYPERLINK(\"http://tracker.invalid\";\"x\")",
        "D'Hôtel-O'Brien, Zoë; \"Y\"",
        "Å",
    ]
    .iter()
    .map(|text| text.replace("RUN", RUN))
    .collect();
    all.push("w".repeat(300));
    all
}

/// Steps as a plan's document has them; see docs/plan.md.
pub(crate) fn steps(all: Value) -> Vec<Step> {
    serde_json::from_value(all).unwrap()
}

pub(crate) fn update(line: u64, id: &str, before: &str, after: &str) -> Value {
    let change = json!({"field": "last_name", "before": {"value": before}, "after": {"value": after}});
    json!({"line": line, "verb": "update", "id": id, "matched_by": "email", "changes": [change]})
}

pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_772_374_000 + second).unwrap()
}

/// The summary of a plan that has nothing but this many rows that are as they shall be.
pub(crate) fn summary(unchanged: u64) -> Value {
    json!({
        "format": "participants-plan", "version": 1, "provider": "dendreo",
        "listing": {"people": 41, "invalid": 0, "proof": "complete"},
        "roster": {"rows": unchanged, "unreadable": 0},
        "counts": {"create": 0, "update": 0, "move": 0, "deactivate": 0, "none": unchanged, "refuse": 0},
    })
}

/// What a future comes to.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// A journal with one run of these steps, and the summary of its plan.
pub(crate) fn journal(steps: &[Step], summary: &Value) -> (SqliteJournal, Run) {
    let mut journal = SqliteJournal::in_memory().unwrap();
    let run = wait(async {
        let mut loading = Loading::begin(&mut journal, "dendreo", "account", None, time(0)).await.unwrap();
        for step in steps {
            loading.add(step).await.unwrap();
        }
        loading.finish(&summary.to_string()).await.unwrap()
    });
    (journal, run)
}

/// Marks the entries of a run.
pub(crate) fn mark(journal: &mut SqliteJournal, run: &Run, mut what: impl FnMut(&StepRecord) -> Option<StepUpdate>) {
    let entries = journal.entries(run.id, State::ALL, None, usize::MAX).unwrap();
    let marks: Vec<_> = entries.iter().filter_map(&mut what).collect();
    journal.record(run.id, &marks).unwrap();
}

/// A mark: sent once at its place's second, settled a second later.
pub(crate) fn settled(entry: &StepRecord, state: State) -> StepUpdate {
    let mut mark = StepUpdate::new(entry, state, time(entry.at as i64 + 1));
    mark.attempts = 1;
    mark
}

pub(crate) fn report(journal: &mut SqliteJournal, report: Report<'_>, format: Format) -> String {
    let mut out = Vec::new();
    wait(report.write(journal, format, &mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

/// A run with an entry in each state and each kind of change: 4 done, and one each of the others.
pub(crate) fn every_state() -> (SqliteJournal, Run) {
    let steps = steps(json!([
        update(2, "2002", "O'Brien", "O'Brien-Ö"),
        {"line": 3, "verb": "create", "changes": [
            {"field": "last_name", "before": "empty", "after": {"value": "Þórðardóttir"}},
            {"field": "email", "before": "empty", "after": {"value": "aesa@example.org"}},
        ], "reasons": [{"not_found": {"proof": "complete"}}]},
        {"line": 4, "verb": "move", "id": "2003", "matched_by": "person", "changes": [
            {"field": "company", "before": {"value": "77"}, "after": {"value": "78"}},
            {"field": "date_of_birth", "before": "unknown", "after": {"value": "1990-04-12"}},
            {"field": "phone", "before": {"value": "+353 1 555 0100"}, "after": "empty"},
        ], "reasons": [{"already_filled": {"field": "mobile"}}]},
        {"line": 5, "verb": "none", "id": "2005", "matched_by": "person"},
        {"line": 6, "verb": "refuse", "reasons": [
            {"already_filled": {"field": "phone"}},
            {"ambiguous": {"by": "email", "candidates": ["2006", "2017"], "more": 0}},
        ]},
        update(7, "2007", "Y", "李"),
        update(8, "2008", "Å", "Ö"),
        update(9, "2009", "Bo", "Bø"),
        update(10, "2010", "Ng", "Nguyễn"),
        update(11, "2011", "E", "É"),
        {"verb": "deactivate", "id": "2040", "reasons": ["missing"]},
    ]));
    let mut summary = summary(1204);
    summary["roster"]["unreadable"] = json!(2);
    summary["withheld"] = json!([{"rows_unreadable": {"rows": 2}}]);
    let (mut journal, run) = journal(&steps, &summary);
    mark(&mut journal, &run, |entry| {
        let line = entry.step.line;
        Some(match line {
            Some(6) => return None,
            Some(7) => settled(entry, State::Stale),
            Some(8) => {
                let mut mark = settled(entry, State::Failed).noted("the server failed (503)");
                mark.attempts = 5;
                mark
            }
            Some(9) => settled(entry, State::Unknown),
            Some(10) => settled(entry, State::Sending),
            Some(11) => return None,
            Some(3) => {
                let mut mark = settled(entry, State::Done);
                mark.id = Some("2041".to_owned());
                mark
            }
            None => {
                let mut mark = settled(entry, State::Done).noted("2040 was found ended by hand");
                let seen = json!([{"field": "status", "before": {"value": "active"}, "after": {"value": "archived"}}]);
                mark.seen = serde_json::from_value(seen).unwrap();
                mark
            }
            _ => settled(entry, State::Done),
        })
    });
    let run = journal.run(run.id).unwrap();
    (journal, run)
}

/// A run whose values are all [`hostile`], half of it done and half of it stale.
pub(crate) fn hostile_run() -> (SqliteJournal, Run) {
    let all = hostile();
    let step = |(at, text): (usize, &String)| update(at as u64 + 2, &format!("{at}-{text}"), text, &format!("{text}!"));
    let mut all_steps: Vec<_> = all.iter().enumerate().map(step).collect();
    for (at, text) in all.iter().enumerate() {
        let field = format!("custom.{text}");
        let change = json!({"field": field, "before": "empty", "after": {"value": text}});
        all_steps.push(json!({"line": 100 + at, "verb": "create", "changes": [change]}));
    }
    let (mut journal, run) = journal(&steps(Value::Array(all_steps)), &summary(0));
    mark(&mut journal, &run, |entry| {
        let text = &all[entry.at as usize % all.len()];
        let state = if entry.at % 2 == 0 { State::Done } else { State::Stale };
        Some(settled(entry, state).noted(format!("a note about {text}")))
    });
    (journal, run)
}
