//! A plan: the exact changes a roster implies, as a document that can be looked at, kept, and applied later.

mod account;
mod action;
mod change;
mod check;
mod compare;
mod conflicts;
mod document;
mod key;
mod names;
mod options;
mod passes;
mod planner;
mod pseudonyms;
mod read;
mod reason;
mod refusals;
mod scope;
mod show;
mod steps;
mod summary;

pub use account::account_mark;
pub use action::Action;
pub use change::{Content, FieldChange};
pub use document::{PlanError, PlanWriter};
pub use key::RowKey;
pub use options::{Options, Trust};
pub use passes::Planning;
pub use planner::{NotIndexed, Planner, PlanningError};
pub use pseudonyms::Pseudonyms;
pub use read::PlanReader;
pub use reason::{Identified, Proof, Reason};
pub use refusals::Refusals;
pub use scope::{OneOf, Scope, StatedScope};
pub use summary::{Counts, Header, Listed, Read, Summary};

use crate::{Identity, Rule, looks_like_another};
use participants_core::Field;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What shall become of each row, and of the people no row means.
///
/// It holds people's values, before and after, and never a password. `Debug` and `Display` show none of them;
/// [`render`](Self::render) does, or stands a pseudonym in for each. A plan too large for memory is made, written and
/// read step by step: [`Planner::read`], [`PlanWriter`], [`PlanReader`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// What it is and what it was made of.
    pub summary: Summary,
    /// One step for each row, in the roster's order; then one for each deactivation, in the listing's.
    pub steps: Vec<Step>,
}

/// What is to be done for one row, or for a participant no row means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Step {
    /// The row's line in the roster, from 1; none for a deactivation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What the row is known by from one run to the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<RowKey>,
    /// What shall be done.
    pub verb: Verb,
    /// The provider's identifier of the participant, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The rule that found the participant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched_by: Option<Rule>,
    /// Who the participant was when the step was planned; with every step that changes one who is there. A record of
    /// another person is left alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
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
    /// Creates a participant who does not exist.
    Create,
    /// Changes fields of a participant.
    Update,
    /// The same, and company or group are among the fields.
    Move,
    /// Ends a participant's participation, reversibly: no participant is ever removed.
    Deactivate,
    /// Takes back that a participant was ended, and changes other fields with it.
    Reactivate,
    /// Nothing: everything is as the row wants it, or is not the roster's to decide.
    None,
    /// Nothing: the row cannot be carried out as it stands.
    Refuse,
}

impl Plan {
    /// What [`format`](Header::format) says.
    pub const FORMAT: &'static str = "participants-plan";

    /// The version this crate writes, and the only one it reads.
    pub const VERSION: u32 = 3;

    /// The plan of these steps, as one that was made or read step by step.
    #[must_use]
    pub fn new(summary: Summary, steps: Vec<Step>) -> Self {
        Self { summary, steps }
    }

    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.summary.is_empty()
    }

    /// Whether anything that was asked for is not in it; see [`Summary::has_problems`].
    #[must_use]
    pub fn has_problems(&self) -> bool {
        self.summary.has_problems()
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
            Self::Reactivate => "reactivate",
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
        let (key, id, matched_by, identity, changes, reasons) = Default::default();
        Self { line: Some(line), key, verb, id, matched_by, identity, changes, reasons }
    }

    /// Whether it makes a different person of the participant; see [`looks_like_another`].
    #[must_use]
    pub fn changes_identity(&self) -> bool {
        let is_change = |before: &Identity| looks_like_another(before, &before.clone().changed(&self.changes));
        self.verb.is_write() && self.identity.as_ref().is_some_and(is_change)
    }

    /// How many fields of a participant it makes empty that are not, or may not be. The status is none of them: to empty
    /// it takes a deactivation back.
    #[must_use]
    pub fn clears(&self) -> u64 {
        let is_clear = |change: &&FieldChange| {
            change.field != Field::Status && change.after == Content::Empty && change.before != Content::Empty
        };
        self.changes.iter().filter(is_clear).count() as u64
    }

    /// Whether it leaves a participant ended the participant the row means.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.verb != Verb::Refuse && self.reasons.iter().any(|reason| matches!(reason, Reason::Ended { .. }))
    }

    /// Turns it into a refusal, whatever it was.
    pub(crate) fn refuse(&mut self, why: Reason) {
        self.verb = Verb::Refuse;
        self.changes = Vec::new();
        self.identity = None;
        self.reasons.push(why);
    }
}

/// One line: the provider and the counts.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.summary.fmt(f)
    }
}
