//! The plan as a file: JSON, with a version, written step by step.

use super::{Counts, Plan, Pseudonyms, Step, Summary};
use crate::write_json;
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

/// Writes a plan's document step by step, so that no plan is too large for it. It buffers what it writes.
///
/// It holds people's values: who may read the file is the caller's to see to. A document without
/// [`finish`](Self::finish) is none.
pub struct PlanWriter<W: Write> {
    to: BufWriter<W>,
    counts: Counts,
    names: Option<Pseudonyms>,
}

impl<W: Write> PlanWriter<W> {
    /// Begins a document.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(to: W) -> Result<Self, PlanError> {
        Self::begin(to, Plan::FORMAT, None)
    }

    /// Begins a document that shows the plan without values: each is replaced by its pseudonym, and so is every
    /// identifier. It says so by its format, `participants-plan-pseudonyms`, and cannot be applied.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn with_pseudonyms(to: W) -> Result<Self, PlanError> {
        Self::begin(to, PSEUDONYMS, Some(Pseudonyms::new()))
    }

    fn begin(to: W, format: &str, names: Option<Pseudonyms>) -> Result<Self, PlanError> {
        let mut to = BufWriter::new(to);
        write!(to, "{{\n\"format\": \"{format}\",\n\"version\": {},\n\"steps\": [", Plan::VERSION)?;
        Ok(Self { to, counts: Counts::default(), names })
    }

    /// Writes the next step, on a line of its own.
    ///
    /// # Errors
    /// [`PlanError::Step`] where it contradicts itself; it cannot be written.
    pub fn step(&mut self, step: &Step) -> Result<(), PlanError> {
        step.check_planned()?;
        self.to.write_all(if self.counts == Counts::default() { b"\n" } else { b",\n" })?;
        match &mut self.names {
            None => write_json(&mut self.to, step)?,
            Some(names) => {
                let mut step = step.clone();
                step.pseudonymise(names);
                write_json(&mut self.to, &step)?;
            }
        }
        self.counts.add(step);
        Ok(())
    }

    /// Writes what stands behind the steps, and nothing more.
    ///
    /// # Errors
    /// [`PlanError::Counts`] where the summary is that of other steps; it cannot be written.
    pub fn finish(mut self, summary: &Summary) -> Result<(), PlanError> {
        summary.check(self.counts)?;
        self.to.write_all(b"\n]")?;
        let mut summary = summary.clone();
        self.names.iter_mut().for_each(|names| summary.pseudonymise(names));
        let members = serde_json::to_value(summary).map_err(io::Error::from)?;
        for (name, value) in members.as_object().into_iter().flatten() {
            if !["format", "version"].contains(&name.as_str()) {
                write!(self.to, ",\n\"{name}\": ")?;
                write_json(&mut self.to, value)?;
            }
        }
        self.to.write_all(b"\n}\n")?;
        Ok(self.to.flush()?)
    }
}

impl Plan {
    /// Writes the plan. It holds people's values: who may read the file is the caller's to see to.
    ///
    /// # Errors
    /// The plan is not one that [`read`](Self::read) would take, or could not be written.
    pub fn write(&self, to: impl Write) -> Result<(), PlanError> {
        self.check()?;
        let mut writer = PlanWriter::new(to)?;
        self.steps.iter().try_for_each(|step| writer.step(step))?;
        writer.finish(&self.summary)
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
