//! A plan: the exact changes a roster implies, as a document that can be looked at, kept, and applied later.

mod action;
mod change;
mod check;
mod claims;
mod compare;
mod document;
mod names;
mod options;
mod planner;
mod pseudonyms;
mod reason;
mod shim;
mod show;

pub use action::Action;
pub use change::{Content, FieldChange};
pub use document::PlanError;
pub use options::{Options, Trust};
pub use planner::{NotIndexed, Planner};
pub use pseudonyms::Pseudonyms;
pub use reason::{Proof, Reason};
pub use shim::*;

use crate::Rule;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What shall become of each row, and of the people no row means.
///
/// It holds people's values, before and after, and never a password. `Debug` and `Display` show none of them;
/// [`render`](Self::render) does, or stands a pseudonym in for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Plan {
    /// What kind of document it is: always [`Plan::FORMAT`].
    pub format: String,
    /// Which version of the document's layout: always [`Plan::VERSION`].
    pub version: u32,
    /// The provider's name.
    pub provider: String,
    /// The people it was made against.
    pub listing: Listed,
    /// The roster it was made from.
    pub roster: Read,
    /// How many steps have each verb.
    pub counts: Counts,
    /// Why deactivations that were asked for are not in it; empty where they are, or were not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Reason>,
    /// One step for each row, in the roster's order; then one for each deactivation, in the listing's.
    pub steps: Vec<Step>,
}

/// The people a plan was made against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Listed {
    /// How many there were.
    pub people: u64,
    /// How many records could not be read.
    pub odd: u64,
    /// Whether anybody is missing.
    pub proof: Proof,
}

/// The roster a plan was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Read {
    /// How many rows were read; each has a step.
    pub rows: u64,
    /// How many rows could not be read; they have none.
    pub unreadable: u64,
}

/// How many steps have each verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
#[allow(missing_docs)] // The verbs say it.
pub struct Counts {
    pub create: u64,
    pub update: u64,
    pub r#move: u64,
    pub deactivate: u64,
    pub none: u64,
    pub refuse: u64,
}

/// What shall become of one row, or of somebody no row means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Step {
    /// The row's line in the roster, from 1; none for a deactivation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What shall be done.
    pub verb: Verb,
    /// The provider's identifier of the participant, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The rule that found the participant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched_by: Option<Rule>,
    /// The fields that change, and only those, in the order of [`Field::ALL`](crate::core::Field::ALL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// Why it is this verb, and why a field the row names is not among the changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verb {
    /// Makes somebody who is not there.
    Create,
    /// Changes fields of somebody.
    Update,
    /// The same, and company or group are among the fields.
    Move,
    /// Ends somebody's taking part, reversibly: nobody is ever removed.
    Deactivate,
    /// Nothing: everything is as the row wants it, or is not the roster's to decide.
    None,
    /// Nothing: the row cannot be carried out as it stands.
    Refuse,
}

impl Plan {
    /// What [`format`](Self::format) says.
    pub const FORMAT: &'static str = "participants-plan";

    /// The version this crate writes, and the only one it reads.
    pub const VERSION: u32 = 1;

    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.iter().all(|step| !step.verb.is_write())
    }

    /// Whether anything that was asked for is not in it: a row that is refused or could not be read, a deactivation
    /// that is withheld.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        self.counts.refuse > 0 || self.roster.unreadable > 0 || !self.withheld.is_empty()
    }
}

impl Verb {
    /// Whether something is sent.
    #[must_use]
    pub fn is_write(self) -> bool {
        !matches!(self, Self::None | Self::Refuse)
    }

    /// The verb as the document writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Move => "move",
            Self::Deactivate => "deactivate",
            Self::None => "none",
            Self::Refuse => "refuse",
        }
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Step {
    pub(crate) fn of(line: u64, verb: Verb) -> Self {
        let (id, matched_by, changes, reasons) = Default::default();
        Self { line: Some(line), verb, id, matched_by, changes, reasons }
    }

    /// Turns it into a refusal, whatever it was.
    pub(crate) fn refuse(&mut self, why: Reason) {
        self.verb = Verb::Refuse;
        self.changes = Vec::new();
        self.reasons.push(why);
    }
}

impl Counts {
    fn of(steps: &[Step]) -> Self {
        let mut counts = Self::default();
        for step in steps {
            *match step.verb {
                Verb::Create => &mut counts.create,
                Verb::Update => &mut counts.update,
                Verb::Move => &mut counts.r#move,
                Verb::Deactivate => &mut counts.deactivate,
                Verb::None => &mut counts.none,
                Verb::Refuse => &mut counts.refuse,
            } += 1;
        }
        counts
    }
}

/// One line: the provider and the counts.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { create, update, r#move, deactivate, none, refuse } = self.counts;
        write!(f, "{}: {create} to create, {update} to update, {} to move, ", self.provider, r#move)?;
        write!(f, "{deactivate} to deactivate, {none} unchanged, {refuse} refused")
    }
}
