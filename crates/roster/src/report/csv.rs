//! CSV for spreadsheets: UTF-8 with its mark, a row for each field that changes, and no cell that is a formula.

use super::{Causes, Head, Layout, Part, formula::escape_formula, text::stand_in, why::why};
use crate::{journal::StepRecord, plan::FieldChange};
use csv::{Terminator, Writer, WriterBuilder};
use jiff::Timestamp;
use std::io::{self, Write};

const HEADINGS: [&str; 12] =
    ["line", "verb", "id", "state", "attempts", "sent_at", "settled_at", "field", "before", "after", "seen", "why"];

/// Where the cells of a field begin.
const FIELD: usize = 7;

/// What makes spreadsheets read UTF-8.
const MARK: &str = "\u{feff}";

pub(super) struct Csv<W: Write>(Writer<W>);

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W) -> Self {
        Self(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out))
    }

    fn row(&mut self, cells: &[String; 12]) -> io::Result<()> {
        Ok(self.0.write_record(cells.iter().map(|cell| escape_formula(cell).into_owned()))?)
    }
}

impl<W: Write> Layout for Csv<W> {
    fn begin(&mut self, _: &Head<'_>, _: &Causes) -> io::Result<()> {
        self.row(
            &HEADINGS.map(|heading| if heading == HEADINGS[0] { format!("{MARK}{heading}") } else { heading.into() }),
        )
    }

    fn open(&mut self, _: Part, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn entry(&mut self, entry: &StepRecord) -> io::Result<()> {
        let step = &entry.step;
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let time = |time: Option<Timestamp>| time.map(|time| time.to_string()).unwrap_or_default();
        let mut cells = [
            step.line.map(|line| line.to_string()).unwrap_or_default(),
            step.verb.to_string(),
            text(entry.id.as_ref().or(step.id.as_ref())),
            entry.state.to_string(),
            entry.attempts.to_string(),
            time(entry.sent_at),
            time(entry.settled_at),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            why(entry).join("; "),
        ];
        if step.changes.is_empty() && entry.seen.is_empty() {
            return self.row(&cells);
        }
        let planned = step.changes.iter().map(|change| (change, ""));
        for (change, seen) in planned.chain(entry.seen.iter().map(|change| (change, "yes"))) {
            cells[FIELD..FIELD + 4].clone_from_slice(&field(change, seen));
            self.row(&cells)?;
        }
        Ok(())
    }

    fn close(&mut self, _: Part, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn field(change: &FieldChange, seen: &str) -> [String; 4] {
    let [before, after] =
        [&change.before, &change.after].map(|content| content.value().unwrap_or_else(|| stand_in(content)).to_owned());
    [change.field.to_string(), before, after, seen.to_owned()]
}
