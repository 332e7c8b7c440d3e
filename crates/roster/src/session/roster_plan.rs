//! A roster with everything that says how it is planned.

use crate::{
    Index, Links, Planner, Roster, Rows,
    plan::{Options, Planning, PlanningError, Scope},
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
    columns: Vec<Field>,
}

impl RosterPlan {
    /// This roster: nothing is created, no participant is deactivated.
    #[must_use]
    pub fn new(roster: Roster) -> Self {
        let (columns, options, scope) = (roster.fields(), Options::new(), Scope::Rows);
        Self { roster, options, scope, identity_changes: BTreeSet::new(), columns }
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

    /// Lists the provider's people, with all that planning this roster compares.
    ///
    /// # Errors
    /// The people cannot be listed.
    pub async fn index(&self, directory: &dyn Directory) -> Result<Index, Error> {
        let people = directory.list(&Filter::all()).await?;
        Index::read(people, self.columns.iter().cloned().chain(self.scope.fields())).await
    }

    /// Begins to plan the roster for these people of the directory. Nothing is sent. `account` is the
    /// [mark](crate::plan::account_mark) of the provider's account.
    ///
    /// # Errors
    /// See [`PlanningError`].
    pub fn planning<'a>(
        &'a self,
        directory: &dyn Directory,
        index: &'a Index,
        links: &'a dyn Links,
        account: &'a str,
    ) -> Result<Planning<'a, Rows<'a>>, PlanningError> {
        let planner = Planner::new(directory.capabilities()).options(self.options).mapping(self.roster.mapping());
        let planner = planner.links(links).scope(&self.scope).columns(&self.columns);
        let planner = planner.allow_identity_changes(&self.identity_changes).account(account);
        planner.read(index, || self.roster.rows())
    }
}
