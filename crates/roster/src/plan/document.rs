//! The plan as a file: JSON, with a version, read as strictly as it is written.

use super::Plan;
use serde::Deserialize;
use std::{fmt, io};

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
    #[error("the plan is of version {found}; this program reads version {}: make the plan anew", Plan::VERSION)]
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
    /// The counts are not those of the steps: something was taken out or added by hand.
    #[error("the plan's counts are not those of its steps; make the plan anew")]
    Counts,
}

/// Enough of a document to tell what it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Head {
    format: Option<serde_json::Value>,
    version: Option<u64>,
}

struct At(Option<u64>);

impl Plan {
    /// Reads a plan, all of it or nothing.
    ///
    /// # Errors
    /// Whatever is not exactly a plan of this version: see [`PlanError`].
    pub fn read(mut from: impl io::Read) -> Result<Self, PlanError> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        let head: Head = serde_json::from_slice(&bytes).map_err(layout)?;
        if head.format.as_ref().and_then(|format| format.as_str()) != Some(Self::FORMAT) {
            return Err(PlanError::NotAPlan);
        }
        match head.version {
            Some(version) if version != u64::from(Self::VERSION) => return Err(PlanError::Version { found: version }),
            _ => {}
        }
        let plan: Self = serde_json::from_slice(&bytes).map_err(layout)?;
        plan.check()?;
        Ok(plan)
    }

    /// Writes the plan. It holds people's values: who may read the file is the caller's to see to.
    ///
    /// # Errors
    /// The plan is not one that [`read`](Self::read) would take, or could not be written.
    pub fn write(&self, mut to: impl io::Write) -> Result<(), PlanError> {
        if self.format != Self::FORMAT {
            return Err(PlanError::NotAPlan);
        }
        if self.version != Self::VERSION {
            return Err(PlanError::Version { found: self.version.into() });
        }
        self.check()?;
        serde_json::to_writer_pretty(&mut to, self).map_err(io::Error::from)?;
        to.write_all(b"\n")?;
        Ok(to.flush()?)
    }
}

/// The place of a mistake without serde's words for it, which may repeat a value.
fn layout(error: serde_json::Error) -> PlanError {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Syntax => "this is not JSON",
        Category::Eof => "it ends in the middle",
        Category::Data => "a member is missing, of the wrong kind, or unknown to this version",
        Category::Io => "it could not be read",
    };
    PlanError::Layout { line: error.line(), column: error.column(), what }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(line) => write!(f, "for line {line}"),
            None => f.write_str("without a line"),
        }
    }
}
