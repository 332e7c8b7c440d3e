//! Reading a plan's document: line by line, as strictly as it is written.

use super::{Counts, Header, Plan, PlanError, Step, Summary, document::End};
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    fmt,
    io::{BufRead, BufReader, Read},
};

/// The longest line, in bytes. The longest is that of a scope, which names each session of a roster.
const LONGEST: u64 = 64 << 20;

/// Reads a plan's document line by line, so that no plan is too large for it: the header at once, then each step.
///
/// Steps count only once [`finish`](Self::finish) has returned the summary: a document that turns out to be none must
/// leave nothing behind. Whether two steps write to one participant is not looked at.
pub struct PlanReader<R> {
    lines: Lines<R>,
    header: Header,
    counts: Counts,
    /// The summary line was read, or reading has failed.
    has_ended: bool,
    is_whole: bool,
}

/// What the first line says whatever the version.
#[derive(Deserialize)]
struct Kind {
    format: Option<serde_json::Value>,
    version: Option<u64>,
}

impl<R: Read> PlanReader<R> {
    /// Begins to read a document: its first line.
    ///
    /// # Errors
    /// It is no plan of this version: see [`PlanError`].
    pub fn new(from: R) -> Result<Self, PlanError> {
        let mut lines = Lines { from: BufReader::new(from), text: Vec::new(), number: 0 };
        if !lines.advance()? {
            return Err(lines.wrong("it is empty"));
        }
        let kind: Kind = lines.parse().map_err(|error| match error {
            // So begins what is laid out over several lines.
            PlanError::Layout { what: CUT, .. } => lines.wrong(NOT_LINES),
            error => error,
        })?;
        if kind.format.as_ref().and_then(|format| format.as_str()) != Some(Plan::FORMAT) {
            return Err(PlanError::NotAPlan);
        }
        if let Some(found) = kind.version.filter(|version| *version != u64::from(Plan::VERSION)) {
            return Err(PlanError::Version { found });
        }
        let header = lines.parse()?;
        Ok(Self { lines, header, counts: Counts::default(), has_ended: false, is_whole: false })
    }

    /// What the plan is and what it was made of.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The summary of a document that was read to its end; steps that were not asked for are read now.
    ///
    /// # Errors
    /// Whatever is not exactly a plan of this version; what a step before this one was refused for.
    pub fn finish(mut self) -> Result<Summary, PlanError> {
        self.try_for_each(|step| step.map(drop))?;
        match self.is_whole {
            true => Ok(Summary { header: self.header, counts: self.counts }),
            false => Err(self.lines.wrong("this line was refused")),
        }
    }

    fn advance(&mut self) -> Result<Option<Step>, PlanError> {
        if !self.lines.advance()? {
            return Err(self.lines.wrong("the last line, with the counts, is missing: the file was cut"));
        }
        let step: Step = match self.lines.parse() {
            Ok(step) => step,
            Err(error) => {
                let End { counts } = self.lines.parse().map_err(|_| error)?;
                return self.end(counts).map(|()| None);
            }
        };
        step.check_planned()?;
        self.counts.add(&step);
        Ok(Some(step))
    }

    fn end(&mut self, counts: Counts) -> Result<(), PlanError> {
        if self.lines.advance()? {
            return Err(self.lines.wrong("a line follows the counts"));
        }
        if counts != self.counts {
            return Err(PlanError::Counts);
        }
        (self.has_ended, self.is_whole) = (true, true);
        Ok(())
    }
}

impl<R: Read> Iterator for PlanReader<R> {
    type Item = Result<Step, PlanError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let step = self.advance().transpose();
        self.has_ended |= matches!(step, Some(Err(_)));
        step
    }
}

impl Plan {
    /// Reads a plan, all of it or nothing.
    ///
    /// # Errors
    /// Whatever is not exactly a plan of this version: see [`PlanError`].
    pub fn read(from: impl Read) -> Result<Self, PlanError> {
        let mut reader = PlanReader::new(from)?;
        let steps = reader.by_ref().collect::<Result<_, _>>()?;
        let plan = Self { summary: reader.finish()?, steps };
        plan.check()?;
        Ok(plan)
    }
}

/// The lines of a document.
struct Lines<R> {
    from: BufReader<R>,
    text: Vec<u8>,
    /// The number of the line in `text`, from 1.
    number: usize,
}

impl<R: Read> Lines<R> {
    /// Goes to the next line; whether there is one.
    fn advance(&mut self) -> Result<bool, PlanError> {
        self.text.clear();
        self.number += 1;
        let count = (&mut self.from).take(LONGEST + 1).read_until(b'\n', &mut self.text)?;
        if count as u64 > LONGEST { Err(self.wrong("the line is longer than 64 MiB")) } else { Ok(count > 0) }
    }

    /// The line as a value. The place of a mistake comes without serde's words for it, which may repeat a value.
    fn parse<T: DeserializeOwned>(&self) -> Result<T, PlanError> {
        use serde_json::error::Category;
        serde_json::from_slice(&self.text).map_err(|error| {
            let what = match error.classify() {
                Category::Syntax => "this is not JSON",
                Category::Eof => CUT,
                Category::Data => "a member is missing, of the wrong kind, or unknown to this version",
                Category::Io => return PlanError::Io(error.into()),
            };
            PlanError::Layout { line: self.number, column: error.column(), what }
        })
    }

    fn wrong(&self, what: &'static str) -> PlanError {
        PlanError::Layout { line: self.number, column: 1, what }
    }
}

const CUT: &str = "it ends in the middle";
const NOT_LINES: &str =
    "a plan has one JSON value on each line. Plans of earlier versions are laid out otherwise: make the plan again";

impl<R> fmt::Debug for PlanReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlanReader").field("header", &self.header).field("counts", &self.counts).finish_non_exhaustive()
    }
}
