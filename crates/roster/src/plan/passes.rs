//! The two readings of a roster: what all rows together say, then each row's step.

use super::{
    Counts, Listed, Planner, PlanningError, Read, RowKey, Step, Summary,
    conflicts::Conflicts,
    scope::Values,
    steps::{deactivation, unreadable},
};
use crate::{
    Index, Problem, Row, Rule,
    journal::JournalError,
    matching::{KnownIds, Match, Matcher, RowKeys, session},
};
use std::hash::{DefaultHasher, Hash, Hasher};

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

impl Planner<'_> {
    /// The plan for the rows of a roster, each step handed on as it is made, and the summary at the end. Memory holds the
    /// index, and of each row the participant it means and hashes of its keys: neither rows nor steps.
    ///
    /// `rows` begins to read them, and is called twice: whether two rows mean one participant only all of them show.
    /// A row that could not be read becomes a step that refuses it.
    ///
    /// # Errors
    /// See [`PlanningError`]. Steps that were handed on before count for nothing then.
    pub fn plan_into<I, E>(
        &self,
        index: &Index,
        mut rows: impl FnMut() -> Result<I, Problem>,
        mut sink: impl FnMut(Step) -> Result<(), E>,
    ) -> Result<Summary, PlanningError<E>>
    where
        I: Iterator<Item = Result<Row, Problem>>,
    {
        let mut first = self.first(index, rows().map_err(PlanningError::Roster)?)?;
        let conflicts = first.conflicts.conflicts();
        let mut counts = Counts::default();
        let mut hand_on = |step: Step| {
            counts.add(&step);
            sink(step).map_err(PlanningError::Sink)
        };
        let mut perhaps = Vec::new();
        let (mut hasher, mut matches) = (DefaultHasher::new(), first.matches.into_iter());
        for row in rows().map_err(PlanningError::Roster)? {
            match of_a_row(row).map_err(PlanningError::Roster)? {
                Ok(row) => {
                    hash_row(&row, &mut hasher);
                    let matched = matches.next().ok_or(PlanningError::Changed)?;
                    let mut step = self.step(index, &row, &matched)?;
                    perhaps.extend(self.renamed(&mut step, index, &row, &first.conflicts));
                    conflicts.get(&row.line).into_iter().flatten().for_each(|why| step.refuse(why.clone()));
                    hand_on(step)?;
                }
                Err(problem) => {
                    hash_problem(&problem, &mut hasher);
                    hand_on(unreadable(&problem))?;
                }
            }
        }
        if hasher.finish() != first.hasher.finish() {
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
        let mut first = First {
            roster: Read { rows: 0, unreadable: self.unreadable },
            conflicts: Conflicts::new(index, self.capabilities),
            values: Values::default(),
            matches: Vec::new(),
            hasher: DefaultHasher::new(),
        };
        for row in rows {
            match of_a_row(row).map_err(PlanningError::Roster)? {
                Ok(row) => {
                    first.roster.rows += 1;
                    hash_row(&row, &mut first.hasher);
                    first.values.add(&row.wanted);
                    let keys = self.keys(&row);
                    let matched = self.find(index, &row, &keys)?;
                    let keys = keys.within(session(&row.wanted, self.capabilities));
                    first.conflicts.add(row.line, &matched, &keys);
                    first.matches.push(matched);
                }
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

/// What identifies a row.
fn hash_row(row: &Row, hasher: &mut DefaultHasher) {
    let wanted = &row.wanted;
    let texts = [&wanted.external_id, &wanted.email, &wanted.first_name, &wanted.last_name, &wanted.session];
    (row.line, &row.id, texts.map(|text| text.value()), wanted.date_of_birth.value()).hash(hasher);
}

fn hash_problem(problem: &Problem, hasher: &mut DefaultHasher) {
    (problem.line, &problem.column).hash(hasher);
}
