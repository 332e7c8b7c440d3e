//! A roster with everything that says how it is planned.

use crate::{
    Index, Links, Planner, Roster, Step,
    plan::{Options, PlanningError, Scope, Summary},
};
use participants_core::{Directory, Error, Field, Filter};
use std::collections::BTreeSet;

/// A roster, and how it is planned.
#[derive(Debug)]
#[non_exhaustive]
pub struct RosterPlan {
    /// The people as they shall be.
    pub roster: Roster,
    /// What a plan may contain.
    pub options: Options,
    /// Which participants can be missing.
    pub scope: Scope,
    /// The lines whose rows may make a different person of a participant.
    pub identity_changes: BTreeSet<u64>,
}

/// Why a roster was not planned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RosterPlanError<E> {
    /// The provider's people cannot be listed.
    #[error(transparent)]
    Provider(#[from] Error),
    /// The plan cannot be made.
    #[error(transparent)]
    Planning(#[from] PlanningError<E>),
}

impl RosterPlan {
    /// This roster: nothing is created, no participant is deactivated.
    #[must_use]
    pub fn new(roster: Roster) -> Self {
        let (options, scope) = (Options::new(), Scope::Rows);
        Self { roster, options, scope, identity_changes: BTreeSet::new() }
    }

    /// The same with what a plan may contain.
    #[must_use]
    pub fn options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// The same with the participants who can be missing.
    #[must_use]
    pub fn scope(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    /// The same with the lines whose rows may make a different person of a participant.
    #[must_use]
    pub fn identity_changes(self, lines: impl IntoIterator<Item = u64>) -> Self {
        Self { identity_changes: lines.into_iter().collect(), ..self }
    }

    /// Lists the provider's people, plans the roster for them and hands each step on. Nothing is sent but reads.
    /// `account` is the [mark](crate::plan::account_mark) of the provider's account.
    ///
    /// # Errors
    /// The people cannot be listed, the roster cannot be planned; what `sink` returns.
    pub async fn steps<E>(
        &self,
        directory: &dyn Directory,
        links: &dyn Links,
        account: &str,
        sink: impl FnMut(Step) -> Result<(), E>,
    ) -> Result<Summary, RosterPlanError<E>> {
        let people = directory.list(&Filter::all()).await?;
        let columns = self.roster.fields();
        let kept = columns.iter().cloned().chain(self.scope.fields());
        let index = Index::read(people, kept).await?;
        let owner = |field: &Field| self.roster.mapping().ownership(field);
        let planner = Planner::new(directory.capabilities()).options(self.options).owner(&owner).links(links);
        let planner = planner.scope(&self.scope).columns(&columns);
        let planner = planner.allow_identity_changes(&self.identity_changes).account(account);
        Ok(planner.plan_into(&index, || self.roster.rows(), sink)?)
    }
}
