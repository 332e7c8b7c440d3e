//! A long run: read page by page, the problems in full, of the rest the beginning.

use crate::common::{journal, mark, report, settled, steps, summary, update, wait};
use participants_roster::core::serde_json::Value;
use participants_roster::journal::{
    JournalError, Run, SqliteJournal, State, StateCounts, StepJournal, StepRecord, StepUpdate,
};
use participants_roster::report::{Format, Report};

const ROWS: u64 = 6_000;

/// Every third step is stale, the others are done.
fn long() -> (SqliteJournal, Run) {
    let step = |at: u64| update(at + 2, &format!("id-{at}"), "Å", &format!("Ö-{at}"));
    let (mut journal, run) = journal(&steps(Value::Array((0..ROWS).map(step).collect())), &summary(0));
    mark(&mut journal, &run, |entry| Some(settled(entry, if entry.at % 3 == 0 { State::Stale } else { State::Done })));
    (journal, run)
}

/// Remembers the most that was asked for at a time.
struct Watched {
    journal: SqliteJournal,
    most: usize,
}

impl StepJournal for Watched {
    async fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        self.most = self.most.max(most);
        self.journal.entries(run, states, after, most)
    }

    async fn record(&mut self, run: u64, marks: &[StepUpdate]) -> Result<(), JournalError> {
        self.journal.record(run, marks)
    }

    async fn tally(&mut self, run: u64) -> Result<StateCounts, JournalError> {
        self.journal.tally(run)
    }
}

#[test]
fn no_more_than_a_page_is_in_memory() {
    let (journal, run) = long();
    let mut watched = Watched { journal, most: 0 };
    for format in [Format::Table, Format::JsonLines, Format::Csv, Format::Html] {
        wait(Report::new(&run).write(&mut watched, format, std::io::sink())).unwrap();
    }
    assert!(watched.most <= 500, "{}", watched.most);
}

#[test]
fn programs_get_every_entry() {
    let (mut journal, run) = long();
    for format in [Format::JsonLines, Format::Csv] {
        let text = report(&mut journal, Report::new(&run), format);
        assert_eq!(text.lines().count() as u64, ROWS + 1, "{format:?}");
        let problems: Vec<_> = text.lines().skip(1).map(|line| line.contains("stale")).collect();
        let (first, rest) = problems.split_at(ROWS as usize / 3);
        assert!(first.iter().all(|is_stale| *is_stale) && !rest.contains(&true), "problems come first, and once");
    }
}

#[test]
fn people_get_all_problems_and_the_first_of_the_rest_and_a_note_about_it() {
    let (mut journal, run) = long();
    let table = report(&mut journal, Report::new(&run), Format::Table);
    assert_eq!(table.matches("  stale ").count() as u64, ROWS / 3);
    assert_eq!(table.matches("  done").count(), 20);
    assert!(table.contains("and 3,980 more: --format csv and --format jsonl show all of them"), "{table}");
    let page = report(&mut journal, Report::new(&run), Format::Html);
    let rows = |state: &str| page.matches(&format!("<span class=\"badge s-{state}\">")).count();
    assert_eq!((rows("stale"), rows("done")), (2_000 + 1, 2_000));
    assert!(page.contains("Not shown: 2,000 more steps"), "it must say what it leaves out");
    let whole = report(&mut journal, Report::new(&run).most(u64::MAX), Format::Html);
    assert!(whole.len() > page.len() && !whole.contains("Not shown"));
}
