//! The two readings of a roster: what all rows together say, then each row's step.

use super::{
    Counts, Listed, Planner, PlanningError, Read, RowKey, Step, Summary,
    conflicts::Conflicts,
    match_cache::{MatchCache, Matches, RowsMark},
    scope::Values,
    steps::{deactivation, unreadable},
};
use crate::{
    Index, Problem, Row, Rule,
    journal::JournalError,
    matching::{KnownIds, Match, Matcher, RowKeys, session},
};

/// What the first reading leaves for the second.
struct First {
    roster: Read,
    conflicts: Conflicts,
    values: Values,
    match_cache: Matches,
    mark: RowsMark,
}

impl Planner<'_> {
    pub(super) fn passes<I, E>(
        &self,
        index: &Index,
        mut rows: impl FnMut() -> Result<I, Problem>,
        unreadable_rows: u64,
        mut sink: impl FnMut(Step) -> Result<(), E>,
    ) -> Result<Summary, PlanningError<E>>
    where
        I: Iterator<Item = Result<Row, Problem>>,
    {
        let (whole, aside) = (PlanningError::Roster, PlanningError::Aside);
        let mut first = self.first(index, rows().map_err(whole)?)?;
        first.roster.unreadable += unreadable_rows;
        let conflicts = first.conflicts.conflicts().map_err(aside)?;
        let mut counts = Counts::default();
        let mut hand_on = |step: Step| {
            counts.add(&step);
            sink(step).map_err(PlanningError::Sink)
        };
        let mut perhaps = Vec::new();
        let (mut mark, mut match_cache) = (RowsMark::default(), first.match_cache.again().map_err(aside)?);
        for row in rows().map_err(whole)? {
            match of_a_row(row).map_err(whole)? {
                Ok(row) => {
                    mark.row(&row);
                    let known = match_cache().map_err(aside)?.ok_or(PlanningError::Changed)?;
                    let matched = known.matched().map_or_else(|| self.find(index, &row, &self.keys(&row)), Ok)?;
                    let mut step = self.step(index, &row, &matched)?;
                    perhaps.extend(self.renamed(&mut step, index, &row, &first.conflicts));
                    conflicts.get(&row.line).into_iter().flatten().for_each(|why| step.refuse(why.clone()));
                    hand_on(step)?;
                }
                Err(problem) => {
                    mark.problem(&problem);
                    hand_on(unreadable(&problem))?;
                }
            }
        }
        if mark != first.mark {
            return Err(PlanningError::Changed);
        }
        // A participant that a refused row may mean is not missing.
        perhaps.into_iter().for_each(|at| first.conflicts.mention(at));
        let mut withheld = self.withheld(index, first.roster.unreadable);
        let mut scope = None;
        if self.options.deactivate_missing.is_some() {
            match self.within(index, &first.values)? {
                Ok(within) => {
                    scope = Some(within.stated(index));
                    let missing = first.conflicts.missing(index).filter(|_| withheld.is_empty());
                    let mut missing = missing.filter(|at| within.holds(index, *at) && !index.has_ended(*at));
                    missing.try_for_each(|at| hand_on(deactivation(index, at)))?;
                }
                Err(undecided) => withheld.push(undecided),
            }
        }
        let listing =
            Listed { people: index.len() as u64, invalid: index.invalid_records(), proof: index.completeness().into() };
        let summary = Summary::new(self.capabilities.provider, listing, first.roster, counts, withheld);
        Ok(Summary { scope, account: self.account.map(str::to_owned), ..summary })
    }

    /// Records the participant each row means, and what it shares with others.
    fn first<E>(
        &self,
        index: &Index,
        rows: impl Iterator<Item = Result<Row, Problem>>,
    ) -> Result<First, PlanningError<E>> {
        let (roster, values, match_cache) = (Read { rows: 0, unreadable: 0 }, Values::default(), Matches::new());
        let conflicts = Conflicts::new(index, self.capabilities);
        let mut first = First { roster, conflicts, values, match_cache, mark: RowsMark::default() };
        for row in rows {
            match of_a_row(row).map_err(PlanningError::Roster)? {
                Ok(row) => {
                    first.roster.rows += 1;
                    first.mark.row(&row);
                    first.values.add(&row.wanted);
                    let keys = self.keys(&row);
                    let matched = self.find(index, &row, &keys)?;
                    let keys = keys.within(session(&row.wanted, self.capabilities));
                    let added = first
                        .match_cache
                        .add(MatchCache::of(&matched))
                        .and_then(|()| first.conflicts.add(row.line, &matched, &keys));
                    added.map_err(PlanningError::Aside)?;
                }
                Err(problem) => {
                    first.roster.unreadable += 1;
                    first.mark.problem(&problem);
                }
            }
        }
        Ok(first)
    }

    pub(super) fn keys(&self, row: &Row) -> RowKeys {
        RowKeys::of(&row.wanted, self.capabilities, self.rules)
    }

    pub(super) fn find(&self, index: &Index, row: &Row, keys: &RowKeys) -> Result<Match, JournalError> {
        let uses = |rule| self.rules.contains(&rule);
        let linked = if uses(Rule::Link) { self.links.linked(row)? } else { None };
        let linked = linked.filter(|id| !id.trim().is_empty());
        let is_by_address = linked.is_some() && matches!(RowKey::of(row), Some(RowKey::Email(_)));
        let expires = is_by_address && !self.links.is_by_hand(row)?;
        let said = KnownIds { linked, expires, named: self.links.named(row) };
        Ok(Matcher { capabilities: self.capabilities, rules: self.rules }.seek(index, row, keys, &said))
    }
}

/// A problem without a line is about the file as a whole: nothing more can be read.
fn of_a_row(row: Result<Row, Problem>) -> Result<Result<Row, Problem>, Problem> {
    match row {
        Err(problem) if problem.line.is_none() => Err(problem),
        row => Ok(row),
    }
}
