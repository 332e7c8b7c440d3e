//! A plan without its steps: the header says what it is and what it was made of, the summary how many steps have each
//! verb, too.

use super::{Plan, Proof, Reason, StatedScope, Step, Verb};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A plan without its steps: small, however many there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// What it is and what it was made of.
    #[serde(flatten)]
    pub header: Header,
    /// How many steps have each verb.
    pub counts: Counts,
}

/// What a plan is and what it was made of: the first line of its document, known before the first step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Header {
    /// What kind of document it is: always [`Plan::FORMAT`].
    pub format: String,
    /// Which version of the document's layout: always [`Plan::VERSION`].
    pub version: u32,
    /// The provider's name.
    pub provider: String,
    /// The mark of the account it was made for; see [`account_mark`](super::account_mark). Without one it can be looked
    /// at, and not be carried out by the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The people it was made against.
    pub listing: Listed,
    /// The roster it was made from.
    pub roster: Read,
    /// Why deactivations that were asked for are not in it; empty where they are, or were not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Reason>,
    /// Who may count as missing; none where deactivations were not asked for, or it could not be decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<StatedScope>,
}

/// The people a plan was made against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Listed {
    /// How many there were.
    pub people: u64,
    /// How many records could not be read.
    #[serde(alias = "odd")]
    pub invalid: u64,
    /// Whether any participant is missing.
    pub proof: Proof,
}

/// The roster a plan was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Read {
    /// How many rows were read.
    pub rows: u64,
    /// How many rows could not be read. Each is refused by a step of its own, with the place and the reason.
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
    /// Left out of an earlier version's document.
    #[serde(default)]
    pub reactivate: u64,
    pub none: u64,
    pub refuse: u64,
    /// How many steps, of whichever verb, leave a participant ended that the row means.
    #[serde(default)]
    pub ended: u64,
    /// How many of the updates and moves make a different person of the participant; see
    /// [`looks_like_another`](crate::looks_like_another).
    #[serde(default)]
    pub identity_changes: u64,
    /// How many fields the updates and moves make empty.
    #[serde(default)]
    pub clears: u64,
}

impl Header {
    pub(super) fn new(provider: &str, listing: Listed, roster: Read, withheld: Vec<Reason>) -> Self {
        let (format, provider) = (Plan::FORMAT.to_owned(), provider.to_owned());
        let (account, scope) = (None, None);
        Self { format, version: Plan::VERSION, provider, account, listing, roster, withheld, scope }
    }
}

impl Summary {
    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Counts { create, update, r#move, deactivate, reactivate, .. } = self.counts;
        create + update + r#move + deactivate + reactivate == 0
    }

    /// Whether anything that was asked for is not in it: a row that is refused or could not be read, a deactivation
    /// that is withheld, a row's participant who stays ended.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        let Header { roster, withheld, .. } = &self.header;
        self.counts.refuse > 0 || self.counts.ended > 0 || roster.unreadable > 0 || !withheld.is_empty()
    }
}

impl Counts {
    /// Counts one step more.
    pub fn add(&mut self, step: &Step) {
        self.ended += u64::from(step.is_ended());
        self.identity_changes += u64::from(step.changes_identity());
        self.clears += step.clears();
        *match step.verb {
            Verb::Create => &mut self.create,
            Verb::Update => &mut self.update,
            Verb::Move => &mut self.r#move,
            Verb::Deactivate => &mut self.deactivate,
            Verb::Reactivate => &mut self.reactivate,
            Verb::None => &mut self.none,
            Verb::Refuse => &mut self.refuse,
        } += 1;
    }

    pub(super) fn of(steps: &[Step]) -> Self {
        let mut counts = Self::default();
        steps.iter().for_each(|step| counts.add(step));
        counts
    }
}

/// One line: the provider and the counts.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { create, update, r#move, deactivate, reactivate, none, refuse, ended, identity_changes, clears } =
            self.counts;
        write!(f, "{}: {create} to create, {update} to update, {} to move, ", self.header.provider, r#move)?;
        write!(f, "{deactivate} to deactivate, ")?;
        if reactivate > 0 {
            write!(f, "{reactivate} to reactivate, ")?;
        }
        write!(f, "{none} unchanged, {refuse} refused")?;
        for (count, what) in
            [(ended, "ended at the provider"), (identity_changes, "changes of identity"), (clears, "fields to clear")]
        {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}
