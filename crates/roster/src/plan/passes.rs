//! The two readings of a roster: what all rows together say, then each row's step.

use super::{
    Counts, Header, Listed, Planner, PlanningError, Read, Reason, RowKey, Step, Summary,
    conflicts::{ConflictSet, Conflicts},
    scope::{Undecided, Values, Within},
    steps::{deactivation, unreadable},
};
use crate::{
    Index, Problem, Row, Rule,
    matching::{KnownIds, Match, Matcher, RowKeys, session},
};
use std::{
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
    vec,
};

/// What the first reading leaves for the second.
struct First {
    roster: Read,
    conflicts: Conflicts,
    values: Values,
    /// Of each row that could be read, in the roster's order.
    matches: Vec<Match>,
    /// Over what identifies each row: a roster that was changed in between has another.
    hasher: DefaultHasher,
}

/// A plan that is being made: its steps one after the other, each made when it is asked for.
///
/// Memory holds the index, and of each row the participant it means and hashes of its keys: neither rows nor steps.
/// After an error there is no plan, and the steps before it count for nothing.
pub struct Planning<'a, I> {
    planner: Planner<'a>,
    index: &'a Index,
    header: Header,
    counts: Counts,
    /// The second reading; none once it has ended.
    rows: Option<I>,
    matches: vec::IntoIter<Match>,
    conflicts: Conflicts,
    refused: ConflictSet,
    /// Over what identified the rows, and over what identifies them now.
    hashers: [DefaultHasher; 2],
    /// Which participants may be missing; none where no participant is deactivated.
    within: Option<Within>,
    /// Participants that a refused row may mean: they are not missing.
    perhaps: Vec<u32>,
    /// The first position that was not looked at for being missing.
    position: u32,
    /// Why there is no plan.
    failed: Option<PlanningError>,
}

impl<'a> Planner<'a> {
    /// Reads the rows of a roster for the first time, so that the plan's header is known, and begins to read them again
    /// for its steps. `rows` begins to read them: whether two rows mean one participant only all of them show. A row that
    /// could not be read becomes a step that refuses it.
    ///
    /// # Errors
    /// See [`PlanningError`].
    pub fn read<I>(
        &self,
        index: &'a Index,
        mut rows: impl FnMut() -> Result<I, Problem>,
    ) -> Result<Planning<'a, I>, PlanningError>
    where
        I: Iterator<Item = Result<Row, Problem>>,
    {
        let First { roster, mut conflicts, values, matches, hasher } =
            self.first(index, rows().map_err(PlanningError::Roster)?)?;
        let mut withheld = self.withheld(index, roster.unreadable);
        let (mut within, mut scope) = (None, None);
        if self.options.deactivate_missing.is_some() {
            match self.within(index, &values) {
                Ok(found) => {
                    scope = Some(found.stated(index));
                    within = Some(found).filter(|_| withheld.is_empty());
                }
                Err(Undecided::Withheld(reason)) => withheld.push(reason),
                Err(Undecided::NotIndexed(error)) => return Err(error.into()),
            }
        }
        let refused = conflicts.conflicts();
        let rows = Some(rows().map_err(PlanningError::Roster)?);
        let header = self.header(index, roster, withheld);
        let header = Header { scope, ..header };
        let (planner, counts, matches) = (*self, Counts::default(), matches.into_iter());
        let (hashers, perhaps) = ([hasher, DefaultHasher::new()], Vec::new());
        let (position, failed) = (0, None);
        Ok(Planning {
            planner,
            index,
            header,
            counts,
            rows,
            matches,
            conflicts,
            refused,
            hashers,
            within,
            perhaps,
            position,
            failed,
        })
    }

    fn header(&self, index: &Index, roster: Read, withheld: Vec<Reason>) -> Header {
        let listing =
            Listed { people: index.len() as u64, invalid: index.invalid_records(), proof: index.completeness().into() };
        let header = Header::new(self.capabilities.provider, listing, roster, withheld);
        Header { account: self.account.map(str::to_owned), ..header }
    }

    /// Records the participant each row means, and what it shares with others.
    fn first(&self, index: &Index, rows: impl Iterator<Item = Result<Row, Problem>>) -> Result<First, PlanningError> {
        let mut first = First {
            roster: Read { rows: 0, unreadable: self.unreadable },
            conflicts: Conflicts::new(index, self.capabilities),
            values: Values::default(),
            matches: Vec::new(),
            hasher: DefaultHasher::new(),
        };
        for row in rows {
            match row {
                Ok(row) => {
                    first.roster.rows += 1;
                    hash_row(&row, &mut first.hasher);
                    first.values.add(&row.wanted);
                    let keys = self.keys(&row);
                    let matched = self.find(index, &row, &keys);
                    let keys = keys.within(session(&row.wanted, self.capabilities));
                    first.conflicts.add(row.line, &matched, &keys);
                    first.matches.push(matched);
                }
                // It is about the file as a whole: nothing more can be read.
                Err(problem) if problem.line.is_none() => return Err(PlanningError::Roster(problem)),
                Err(problem) => {
                    first.roster.unreadable += 1;
                    hash_problem(&problem, &mut first.hasher);
                }
            }
        }
        Ok(first)
    }

    pub(super) fn keys(&self, row: &Row) -> RowKeys {
        RowKeys::of(&row.wanted, self.capabilities, self.rules)
    }

    pub(super) fn find(&self, index: &Index, row: &Row, keys: &RowKeys) -> Match {
        let uses = |rule| self.rules.contains(&rule);
        let linked = if uses(Rule::Link) { self.links.linked(row) } else { None };
        let linked = linked.filter(|id| !id.trim().is_empty());
        let is_by_address = linked.is_some() && matches!(RowKey::of(row), Some(RowKey::Email(_)));
        let expires = is_by_address && !self.links.is_by_hand(row);
        let said = KnownIds { linked, expires, named: self.links.named(row) };
        Matcher { capabilities: self.capabilities, rules: self.rules }.seek(index, row, keys, &said)
    }
}

impl<I> Planning<'_, I> {
    /// What the plan is made of.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }
}

impl<I: Iterator<Item = Result<Row, Problem>>> Planning<'_, I> {
    /// The plan's summary, once all of its steps are made; those that were not asked for are made now.
    ///
    /// # Errors
    /// See [`PlanningError`].
    pub fn finish(mut self) -> Result<Summary, PlanningError> {
        self.try_for_each(|step| step.map(drop))?;
        self.failed.map_or(Ok(Summary { header: self.header, counts: self.counts }), Err)
    }

    fn advance(&mut self) -> Result<Option<Step>, PlanningError> {
        let Some(rows) = &mut self.rows else { return Ok(self.missing()) };
        let Some(row) = rows.next() else {
            self.rows = None;
            let [before, now] = &self.hashers;
            if before.finish() != now.finish() {
                return Err(PlanningError::Changed);
            }
            // A participant that a refused row may mean is not missing.
            self.perhaps.drain(..).for_each(|at| self.conflicts.mention(at));
            return Ok(self.missing());
        };
        let [_, hasher] = &mut self.hashers;
        match row {
            Ok(row) => {
                hash_row(&row, hasher);
                let matched = self.matches.next().ok_or(PlanningError::Changed)?;
                let mut step = self.planner.step(self.index, &row, &matched)?;
                self.perhaps.extend(self.planner.renamed(&mut step, self.index, &row, &self.conflicts));
                self.refused.get(&row.line).into_iter().flatten().for_each(|why| step.refuse(why.clone()));
                Ok(Some(step))
            }
            Err(problem) if problem.line.is_none() => Err(PlanningError::Roster(problem)),
            Err(problem) => {
                hash_problem(&problem, hasher);
                Ok(Some(unreadable(&problem)))
            }
        }
    }

    /// The deactivation of the next participant who is missing.
    fn missing(&mut self) -> Option<Step> {
        let within = self.within.as_ref()?;
        let is_missing = |at: &u32| within.holds(self.index, *at) && !self.index.has_ended(*at);
        let at = self.conflicts.missing(self.index, self.position).find(is_missing)?;
        self.position = at.saturating_add(1);
        Some(deactivation(self.index, at))
    }
}

impl<I: Iterator<Item = Result<Row, Problem>>> Iterator for Planning<'_, I> {
    type Item = Result<Step, PlanningError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed.is_some() {
            return None;
        }
        let step = self.advance().transpose()?;
        match &step {
            Ok(step) => self.counts.add(step),
            Err(error) => self.failed = Some(error.clone()),
        }
        Some(step)
    }
}

impl<I> fmt::Debug for Planning<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planning").field("header", &self.header).field("counts", &self.counts).finish_non_exhaustive()
    }
}

/// What identifies a row.
fn hash_row(row: &Row, hasher: &mut DefaultHasher) {
    let wanted = &row.wanted;
    let texts = [&wanted.external_id, &wanted.email, &wanted.first_name, &wanted.last_name, &wanted.session];
    (row.line, &row.id, texts.map(|text| text.value()), wanted.date_of_birth.value()).hash(hasher);
}

fn hash_problem(problem: &Problem, hasher: &mut DefaultHasher) {
    (problem.line, &problem.column).hash(hasher);
}
