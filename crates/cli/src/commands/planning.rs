//! From a file of people to the steps of a plan, for every command that plans.

use super::{
    roster::{open, read_mapping, refused},
    run_context::account_of_plans,
};
use crate::{args::RosterArgs, connection::Connection, exit::Failure};
use participants::{Field, Filter};
use participants_roster::{
    Index, Links, Mapping, Planner, Roster, Row, Step,
    journal::{JournalError, SqliteJournal},
    plan::{Options, PlanningError, RowKey, Scope, Summary},
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// A file of people, understood, and what a plan for it may contain.
pub(super) struct People {
    pub(super) file: PathBuf,
    pub(super) roster: Roster,
    pub(super) mapping: Mapping,
    pub(super) options: Options,
    pub(super) scope: Scope,
    /// The lines whose rows may make a different person of a participant.
    pub(super) identity_changes: BTreeSet<u64>,
}

/// Which participant each row means, as an account's earlier runs found, or the user said.
pub(super) struct Known<'a> {
    pub(super) journal: &'a SqliteJournal,
    pub(super) account: &'a str,
}

impl Links for Known<'_> {
    fn linked(&self, row: &Row) -> Result<Option<String>, JournalError> {
        let key = RowKey::of(row);
        Ok(key.map(|key| self.journal.link(self.account, key.kind(), key.text())).transpose()?.flatten())
    }

    fn is_by_hand(&self, row: &Row) -> Result<bool, JournalError> {
        RowKey::of(row).map_or(Ok(false), |key| self.journal.is_by_hand(self.account, key.kind(), key.text()))
    }
}

impl People {
    /// The file a command line names.
    pub(super) fn named(file: &Path, wanted: &RosterArgs) -> Result<Self, Failure> {
        let mapping = wanted.mapping.as_deref().map_or_else(|| Ok(Mapping::default()), read_mapping)?;
        let roster = open(file, &mapping)?;
        let scope = wanted.scope().map_err(Failure::invalid)?;
        let identity_changes = wanted.allow_identity_change.iter().copied().collect();
        let (file, options) = (file.to_owned(), wanted.options());
        Ok(Self { file, roster, mapping, options, scope, identity_changes })
    }

    /// Plans them for a provider and hands each step on. Nothing is sent but reads.
    pub(super) async fn planned(
        &self,
        place: &Connection,
        links: &dyn Links,
        sink: impl FnMut(Step) -> Result<(), Failure>,
    ) -> Result<Summary, Failure> {
        let directory = place.directory.as_ref();
        let people = directory.list(&Filter::all()).await.map_err(|error| Failure::unquoted(&error))?;
        let columns = self.roster.fields();
        let kept = columns.iter().cloned().chain(self.scope.fields());
        let index = Index::read(people, kept).await.map_err(|error| Failure::unquoted(&error))?;
        let owner = |field: &Field| self.mapping.ownership(field);
        let planner = Planner::new(directory.capabilities()).options(self.options).owner(&owner).links(links);
        let planner = planner.scope(&self.scope).columns(&columns);
        let account = account_of_plans(place)?;
        let planner = planner.allow_identity_changes(&self.identity_changes).account(&account);
        planner.plan_into(&index, || self.roster.rows(), sink).map_err(|error| match error {
            PlanningError::Sink(failure) => failure,
            PlanningError::Roster(problem) => refused(&self.file, &problem),
            error @ PlanningError::Aside(_) => Failure::invalid(format!(
                "{error}. Nothing was sent. Make room there, or name another folder (TMPDIR; on Windows TMP)."
            )),
            other => Failure::invalid(format!("{other}. Nothing was sent.")),
        })
    }
}
