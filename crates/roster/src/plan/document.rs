//! The plan as a file: JSON Lines, with a version, written step by step.

use super::{Counts, Header, Plan, Pseudonyms, Step};
use crate::write_json;
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    io::{self, BufWriter, Write},
};

/// Why a document is no plan that can be applied. It holds no value of a person.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// It could not be read or written.
    #[error("the plan could not be read or written: {0}")]
    Io(#[from] io::Error),
    /// It is something else.
    #[error("this is no plan: its member \"format\" is not \"{}\"", Plan::FORMAT)]
    NotAPlan,
    /// It is a plan of another version.
    #[error("the plan is of version {found}; this program reads version {}: make the plan again", Plan::VERSION)]
    Version {
        /// The version it says.
        found: u64,
    },
    /// It is not laid out as a plan of this version: a member is missing, of the wrong kind, or unknown.
    #[error("the plan cannot be read at line {line}, column {column}: {what}")]
    Layout {
        /// The line of the document, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What kind of mistake it is.
        what: &'static str,
    },
    /// A step contradicts itself or another one.
    #[error("the plan's step {}: {what}", At(*line))]
    Step {
        /// The row's line in the roster; none for a deactivation.
        line: Option<u64>,
        /// What is wrong, without a value.
        what: String,
    },
    /// It was made for another account.
    #[error(
        "the plan was made for another account of the provider: set the address and key it was made with, \
         or make a new plan for this account"
    )]
    OtherAccount,
    /// It does not say which account it was made for.
    #[error("the plan does not say which account it was made for: make the plan again")]
    NoAccount,
    /// The counts are not those of the steps: something was taken out or added by hand.
    #[error("the plan's counts are not those of its steps; make the plan again")]
    Counts,
}

/// The format of a document without values.
const PSEUDONYMS: &str = "participants-plan-pseudonyms";

struct At(Option<u64>);

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub(super) counts: Counts,
}

/// Writes a plan's document line by line, so that no plan is too large for it: the header, each step, and at the end
/// the counts of the steps that were written. It buffers what it writes.
///
/// It holds people's values: who may read the file is the caller's to see to. A document without
/// [`finish`](Self::finish) is none: it lacks its last line.
pub struct PlanWriter<W: Write> {
    to: BufWriter<W>,
    counts: Counts,
    names: Option<Pseudonyms>,
}

impl<W: Write> PlanWriter<W> {
    /// Begins the document of a plan with this header.
    ///
    /// # Errors
    /// The header is that of another document or version; it cannot be written.
    pub fn new(to: W, header: &Header) -> Result<Self, PlanError> {
        Self::begin(to, header.clone(), None)
    }

    /// Begins a document that shows the plan without values: each is replaced by its pseudonym, and so is every
    /// identifier. It says so by its format, `participants-plan-pseudonyms`, and cannot be applied.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_pseudonyms(to: W, header: &Header) -> Result<Self, PlanError> {
        Self::begin(to, header.clone(), Some(Pseudonyms::new()))
    }

    fn begin(to: W, mut header: Header, mut names: Option<Pseudonyms>) -> Result<Self, PlanError> {
        header.check()?;
        if let Some(names) = &mut names {
            header.pseudonymise(names);
            PSEUDONYMS.clone_into(&mut header.format);
        }
        let mut writer = Self { to: BufWriter::new(to), counts: Counts::default(), names };
        writer.line(&header)?;
        Ok(writer)
    }

    /// Writes the next step.
    ///
    /// # Errors
    /// [`PlanError::Step`] where it contradicts itself; it cannot be written.
    pub fn step(&mut self, step: &Step) -> Result<(), PlanError> {
        step.check_planned()?;
        self.counts.add(step);
        let Some(names) = &mut self.names else { return self.line(step) };
        let mut step = step.clone();
        step.pseudonymise(names);
        self.line(&step)
    }

    /// Writes the last line.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self) -> Result<(), PlanError> {
        self.line(&End { counts: self.counts })?;
        Ok(self.to.flush()?)
    }

    fn line(&mut self, value: &impl Serialize) -> Result<(), PlanError> {
        write_json(&mut self.to, value)?;
        Ok(self.to.write_all(b"\n")?)
    }
}

impl Plan {
    /// Writes the plan. It holds people's values: who may read the file is the caller's to see to.
    ///
    /// # Errors
    /// The plan is not one that [`read`](Self::read) would take, or could not be written.
    pub fn write(&self, to: impl Write) -> Result<(), PlanError> {
        self.check()?;
        let mut writer = PlanWriter::new(to, &self.summary.header)?;
        self.steps.iter().try_for_each(|step| writer.step(step))?;
        writer.finish()
    }
}

impl<W: Write> fmt::Debug for PlanWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlanWriter").field("counts", &self.counts).finish_non_exhaustive()
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(line) => write!(f, "for line {line}"),
            None => f.write_str("without a line"),
        }
    }
}
