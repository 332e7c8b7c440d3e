//! The report of a run: what came of each step, for a terminal, a program, a spreadsheet, or a manager.

mod csv;
mod error;
mod formula;
mod head;
mod html;
mod json;
mod pages;
mod redactor;
mod table;
mod text;
mod why;
mod words;

pub use error::ReportError;
pub use why::Causes;

use crate::journal::{Run, State, StateCounts, StepJournal, StepRecord};
use head::Head;
use redactor::Redactor;
use std::io::{self, Write};

/// A report about one run, problems first. It is written as the journal is read, some hundred entries at a time, so
/// that a run of any length takes the same memory.
///
/// It holds people's values, unless [`privacy`](Self::privacy) is asked for: who may read it is the caller's to see to.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    run: &'a Run,
    undone_by: Option<u64>,
    privacy: bool,
    most: Option<u64>,
}

/// How a report is written; docs/report.md describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Text for a terminal: the first twenty of what is done.
    Table,
    /// JSON lines: the run, then each entry.
    JsonLines,
    /// CSV for spreadsheets: a row for each field that changes.
    Csv,
    /// One page of HTML that needs nothing else: the first two thousand of what is done.
    Html,
}

/// A part of a report: entries of certain states, by their place in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// What did not happen, or may not have.
    Problems,
    /// What was not sent yet.
    Open,
    /// What was carried out.
    Done,
}

/// What each format does with what it is given, in this order: the beginning, for each part that is not empty its
/// opening, its entries and its closing, and the end.
trait Layout {
    fn begin(&mut self, head: &Head<'_>, causes: &Causes) -> io::Result<()>;
    fn open(&mut self, part: Part, count: u64) -> io::Result<()>;
    fn entry(&mut self, entry: &StepRecord) -> io::Result<()>;
    /// `left_out` entries of the part are not shown.
    fn close(&mut self, part: Part, left_out: u64) -> io::Result<()>;
    fn end(&mut self) -> io::Result<()>;
}

impl<'a> Report<'a> {
    /// The report of a run, with all participants' values.
    #[must_use]
    pub fn new(run: &'a Run) -> Self {
        Self { run, undone_by: None, privacy: false, most: None }
    }

    /// The same, saying that this run has taken it back.
    #[must_use]
    pub fn undone_by(mut self, run: Option<u64>) -> Self {
        self.undone_by = run;
        self
    }

    /// The same, with or without a placeholder for every value of a person and every identifier, as
    /// [`Pseudonyms`](crate::plan::Pseudonyms) gives them. Remembering who has which takes memory for each value.
    #[must_use]
    pub fn privacy(mut self, privacy: bool) -> Self {
        self.privacy = privacy;
        self
    }

    /// The same, with at most so many entries in each part but the problems, which are shown in full. Without it,
    /// [`Format::Table`] and [`Format::Html`] have a limit of their own, and the others have none.
    #[must_use]
    pub fn most(mut self, entries: u64) -> Self {
        self.most = Some(entries);
        self
    }

    /// Writes the report. Of a run that is still being carried out, each part is as it was when it was read.
    ///
    /// # Errors
    /// The journal cannot be read, or the report cannot be written.
    pub async fn write(
        &self,
        journal: &mut impl StepJournal,
        format: Format,
        out: impl Write + Send,
    ) -> Result<(), ReportError> {
        let mut out = io::BufWriter::new(out);
        let most = self.most.unwrap_or(format.most());
        match format {
            Format::Table => self.lay(journal, most, &mut table::Table::new(&mut out)).await?,
            Format::JsonLines => self.lay(journal, most, &mut json::JsonLines::new(&mut out)).await?,
            Format::Csv => self.lay(journal, most, &mut csv::Csv::new(&mut out)).await?,
            Format::Html => self.lay(journal, most, &mut html::Html::new(&mut out)).await?,
        }
        Ok(out.flush()?)
    }

    async fn lay(
        &self,
        journal: &mut impl StepJournal,
        most: u64,
        layout: &mut (dyn Layout + Send),
    ) -> Result<(), ReportError> {
        let tally = journal.tally(self.run.id).await?;
        let mut redactor = Redactor::new(self.privacy);
        let mut causes = Causes::default();
        pages::each(journal, self.run.id, Part::Problems.states(), u64::MAX, |mut entry| {
            redactor.cover(&mut entry);
            causes.count(&entry);
            Ok(())
        })
        .await?;
        layout.begin(&Head::new(self.run, tally, self.undone_by, self.privacy), &causes)?;
        for part in Part::ALL {
            let count = part.count(&tally);
            if count == 0 {
                continue;
            }
            let most = if part == Part::Problems { u64::MAX } else { most };
            layout.open(part, count)?;
            let shown = pages::each(journal, self.run.id, part.states(), most, |mut entry| {
                redactor.cover(&mut entry);
                layout.entry(&entry)
            })
            .await?;
            layout.close(part, count.saturating_sub(shown))?;
        }
        Ok(layout.end()?)
    }
}

impl Format {
    /// How many entries it shows of a part that is no problem.
    fn most(self) -> u64 {
        match self {
            Self::Table => 20,
            Self::Html => 2_000,
            Self::JsonLines | Self::Csv => u64::MAX,
        }
    }
}

impl Part {
    const ALL: [Self; 3] = [Self::Problems, Self::Open, Self::Done];

    fn states(self) -> &'static [State] {
        match self {
            Self::Problems => &[State::Refused, State::Failed, State::Unknown, State::Stale, State::Partial],
            Self::Open => &[State::Planned, State::Sending],
            Self::Done => &[State::Done],
        }
    }

    fn count(self, tally: &StateCounts) -> u64 {
        self.states().iter().map(|state| tally.of(*state)).sum()
    }
}
