//! From rows and an index to a plan. Nothing is sent, and the same input gives the same plan.

use super::{Options, Plan, Scope};
use crate::{Index, Links, Mapping, MatchResult, NoLinks, Problem, Row, Rule};
use participants_core::{Capabilities, Field};
use std::{collections::BTreeSet, fmt};

/// Makes plans for one provider.
#[derive(Clone, Copy)]
pub struct Planner<'a> {
    pub(super) capabilities: &'a Capabilities,
    pub(super) options: Options,
    pub(super) scope: &'a Scope,
    pub(super) columns: &'a [Field],
    pub(super) mapping: Option<&'a Mapping>,
    pub(super) links: &'a dyn Links,
    pub(super) rules: &'a [Rule],
    pub(super) identity_changes: &'a BTreeSet<u64>,
    pub(super) account: Option<&'a str>,
    /// How many rows the roster has beside those that are given, which could not be read.
    pub(super) unreadable: u64,
}

/// No line.
static NO_LINES: BTreeSet<u64> = BTreeSet::new();

/// A row, or the scope, names a field that the index does not keep, so that it cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the roster or the scope names {0}, and the index of the listing was made without it")]
pub struct NotIndexed(pub Field);

impl<'a> Planner<'a> {
    /// A planner with the usual rules that only updates, and for which every field of a row is the roster's.
    #[must_use]
    pub fn new(capabilities: &'a Capabilities) -> Self {
        let (options, scope, columns, links, rules) = (Options::new(), &Scope::Rows, &[], &NoLinks, Rule::ALL);
        let (mapping, identity_changes, account, unreadable) = (None, &NO_LINES, None, 0);
        Self { capabilities, options, scope, columns, mapping, links, rules, identity_changes, account, unreadable }
    }

    /// The same with these options.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// The same with this scope of who may count as missing.
    #[must_use]
    pub fn scope(mut self, scope: &'a Scope) -> Self {
        self.scope = scope;
        self
    }

    /// The same with the fields that the roster has columns for. A column of sessions, companies or groups in which no row
    /// has a value limits the scope to nothing; without its column, it could not be noticed.
    #[must_use]
    pub fn columns(mut self, fields: &'a [Field]) -> Self {
        self.columns = fields;
        self
    }

    /// The same with the [ownership](Mapping::ownership) of fields that this mapping states.
    #[must_use]
    pub fn mapping(mut self, mapping: &'a Mapping) -> Self {
        self.mapping = Some(mapping);
        self
    }

    /// The same with what is known about the participants rows mean.
    #[must_use]
    pub fn links(mut self, links: &'a dyn Links) -> Self {
        self.links = links;
        self
    }

    /// The same with these rules, in this order.
    #[must_use]
    pub fn rules(mut self, rules: &'a [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// The same for the account with this mark; see [`account_mark`](super::account_mark). A plan is carried out at the
    /// account it was made for and at no other.
    #[must_use]
    pub fn account(mut self, mark: &'a str) -> Self {
        self.account = Some(mark);
        self
    }

    /// The same, allowing the rows of these lines to make a different person of the participant they mean. Every other
    /// row that would is refused; see [`looks_like_another`](crate::looks_like_another).
    #[must_use]
    pub fn allow_identity_changes(mut self, lines: &'a BTreeSet<u64>) -> Self {
        self.identity_changes = lines;
        self
    }

    /// The participant a row means.
    #[must_use]
    pub fn match_row(&self, index: &Index, row: &Row) -> MatchResult {
        index.result(&self.find(index, row, &self.keys(row)))
    }

    /// The plan for these rows, each of another line, as a whole; `unreadable` is how many rows the roster has beside
    /// them that could not be read. For a large roster, [`read`](Self::read) takes less memory.
    ///
    /// # Errors
    /// See [`PlanningError`].
    pub fn plan(
        &self,
        index: &Index,
        rows: impl IntoIterator<Item = Row>,
        unreadable: u64,
    ) -> Result<Plan, PlanningError> {
        let rows: Vec<_> = rows.into_iter().collect();
        let mut planning = Self { unreadable, ..*self }.read(index, || Ok(rows.iter().cloned().map(Ok)))?;
        let steps = planning.by_ref().collect::<Result<_, _>>()?;
        Ok(Plan { summary: planning.finish()?, steps })
    }
}

/// Why a plan was not made.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlanningError {
    /// A row names a field that the index does not keep.
    #[error(transparent)]
    NotIndexed(#[from] NotIndexed),
    /// The roster as a whole can no longer be read.
    #[error("{0}")]
    Roster(Problem),
    /// The roster was changed while it was read.
    #[error("the roster changed while it was read: make the plan again")]
    Changed,
}

impl fmt::Debug for Planner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Planner");
        shown
            .field("provider", &self.capabilities.provider)
            .field("options", &self.options)
            .field("rules", &self.rules);
        shown.finish_non_exhaustive()
    }
}
