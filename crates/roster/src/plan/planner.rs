//! From rows and an index to a plan. Nothing is sent, and the same input gives the same plan.

use super::{
    Counts, Listed, Options, Plan, Read, Reason, RowKey, Step, Summary, Verb, claims::Claims, compare::Compared,
};
use crate::{
    Index, Links, NoLinks, Ownership, Problem, Row, Rule, Verdict,
    matching::{Hit, Matcher, RowKeys, session},
};
use participants_core::{Capabilities, Field, Operation, Support};
use std::fmt;

/// How many candidates an ambiguity names.
const CANDIDATES: usize = 10;

/// Makes plans for one provider.
#[derive(Clone, Copy)]
pub struct Planner<'a> {
    pub(super) capabilities: &'a Capabilities,
    pub(super) options: Options,
    pub(super) owner: &'a dyn Fn(&Field) -> Ownership,
    links: &'a dyn Links,
    rules: &'a [Rule],
}

/// A row names a field that the index does not keep, so that nobody can say how it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the roster names {0}, and the index of the listing was made without it")]
pub struct NotIndexed(pub Field);

impl<'a> Planner<'a> {
    /// A planner with the usual rules that only updates, and to whom every field of a row is the roster's.
    #[must_use]
    pub fn new(capabilities: &'a Capabilities) -> Self {
        let owner = &|_: &Field| Ownership::Always;
        Self { capabilities, options: Options::new(), owner, links: &NoLinks, rules: Rule::ALL }
    }

    /// The same with these options.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// The same with this answer to who decides about a field.
    #[must_use]
    pub fn owner(mut self, owner: &'a dyn Fn(&Field) -> Ownership) -> Self {
        self.owner = owner;
        self
    }

    /// The same with what is known about whom rows mean.
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

    /// Whom a row means.
    #[must_use]
    pub fn verdict(&self, index: &Index, row: &Row) -> Verdict {
        let keys = RowKeys::of(&row.wanted, self.capabilities, self.rules);
        index.verdict(&self.matcher().seek(index, row, &keys))
    }

    /// The plan for these rows, each of another line; `unreadable` is how many rows the roster has beside them that
    /// could not be read.
    ///
    /// # Errors
    /// A row names a field that the index does not keep.
    pub fn plan(
        &self,
        index: &Index,
        rows: impl IntoIterator<Item = Row>,
        unreadable: u64,
    ) -> Result<Plan, NotIndexed> {
        let rows: Vec<_> = rows.into_iter().collect();
        let mut steps = Vec::new();
        let again = || Ok(rows.iter().cloned().map(Ok));
        let sink = |step| {
            steps.push(step);
            Ok::<_, std::convert::Infallible>(())
        };
        match self.passes(index, again, unreadable, sink) {
            Ok(summary) => Ok(Plan { summary, steps }),
            Err(PlanningError::NotIndexed(error)) => Err(error),
            Err(PlanningError::Sink(never)) => match never {},
            // Rows in memory are the same every time, and all of them could be read.
            Err(PlanningError::Changed | PlanningError::Roster(_)) => Err(NotIndexed(Field::Id)),
        }
    }

    /// The plan for the rows of a roster, each step handed on as it is made, and the summary at the end. Memory holds the
    /// index and a few bytes for each row, not the steps.
    ///
    /// `rows` begins to read them, and is called twice: whether two rows mean one participant only all of them show.
    /// A row that could not be read becomes a step that refuses it.
    ///
    /// # Errors
    /// See [`PlanningError`]. Steps that were handed on before count for nothing then.
    pub fn plan_into<I, E>(
        &self,
        index: &Index,
        rows: impl FnMut() -> Result<I, Problem>,
        sink: impl FnMut(Step) -> Result<(), E>,
    ) -> Result<Summary, PlanningError<E>>
    where
        I: Iterator<Item = Result<Row, Problem>>,
    {
        self.passes(index, rows, 0, sink)
    }

    fn passes<I, E>(
        &self,
        index: &Index,
        mut rows: impl FnMut() -> Result<I, Problem>,
        unreadable: u64,
        mut sink: impl FnMut(Step) -> Result<(), E>,
    ) -> Result<Summary, PlanningError<E>>
    where
        I: Iterator<Item = Result<Row, Problem>>,
    {
        let mut claims = Claims::new(index);
        let mut roster = Read { rows: 0, unreadable };
        for row in rows().map_err(PlanningError::Roster)? {
            match row {
                Ok(row) => {
                    roster.rows += 1;
                    self.find(index, &row, &mut claims);
                }
                Err(problem) if problem.line.is_none() => return Err(PlanningError::Roster(problem)),
                Err(_) => roster.unreadable += 1,
            }
        }
        let conflicts = claims.conflicts();
        let mut counts = Counts::default();
        let mut hand_on = |step: Step| {
            counts.add(step.verb);
            sink(step).map_err(PlanningError::Sink)
        };
        let (mut again, mut unread) = (Claims::new(index), unreadable);
        for row in rows().map_err(PlanningError::Roster)? {
            match row {
                Ok(row) => {
                    let hit = self.find(index, &row, &mut again);
                    let mut step = self.step(index, &row, &hit)?;
                    conflicts.get(&row.line).into_iter().flatten().for_each(|why| step.refuse(why.clone()));
                    hand_on(step)?;
                }
                Err(problem) if problem.line.is_none() => return Err(PlanningError::Roster(problem)),
                Err(problem) => {
                    unread += 1;
                    hand_on(unreadable_row(&problem))?;
                }
            }
        }
        if (again.mark(), unread) != (claims.mark(), roster.unreadable) {
            return Err(PlanningError::Changed);
        }
        let withheld = self.withheld(index, roster.unreadable);
        if self.options.deactivate_missing.is_some() && withheld.is_empty() {
            let mut missing = claims.missing(index).filter(|at| !index.has_ended(*at));
            missing.try_for_each(|at| hand_on(deactivation(index.id(at))))?;
        }
        let listing = Listed { people: index.len() as u64, odd: index.odd(), proof: index.completeness().into() };
        Ok(Summary::new(self.capabilities.provider, listing, roster, counts, withheld))
    }

    /// Whom a row means, taken down among the claims.
    fn find(&self, index: &Index, row: &Row, claims: &mut Claims) -> Hit {
        let keys = RowKeys::of(&row.wanted, self.capabilities, self.rules);
        let hit = self.matcher().seek(index, row, &keys);
        claims.add(row.line, &hit, &keys.within(session(&row.wanted, self.capabilities)));
        hit
    }

    fn matcher(&self) -> Matcher<'a> {
        Matcher { capabilities: self.capabilities, links: self.links, rules: self.rules }
    }

    fn step(&self, index: &Index, row: &Row, hit: &Hit) -> Result<Step, NotIndexed> {
        let mut step = Step { key: RowKey::of(row), ..Step::of(row.line, Verb::None) };
        match hit {
            Hit::One { by, at } => {
                step.id = Some(index.id(*at).to_owned());
                step.matched_by = Some(*by);
                self.fill(&mut step, self.changes(index, *at, &row.wanted)?, Operation::Update);
            }
            Hit::Nobody => self.newcomer(&mut step, index, row),
            Hit::Several { by, at } => {
                let candidates = at.iter().take(CANDIDATES).map(|at| index.id(*at).to_owned()).collect();
                let more = at.len().saturating_sub(CANDIDATES) as u64;
                step.refuse(Reason::Ambiguous { by: *by, candidates, more });
            }
            Hit::NoSuchId { by } => step.refuse(Reason::NoSuchId { by: *by }),
            Hit::OtherExternalId { by, at } => {
                step.id = Some(index.id(*at).to_owned());
                step.refuse(Reason::OtherExternalId { by: *by });
            }
        }
        Ok(step)
    }

    /// The step of a row that matches nobody.
    fn newcomer(&self, step: &mut Step, index: &Index, row: &Row) {
        let proof = index.completeness().into();
        if !self.options.create {
            return step.refuse(Reason::CreateOff);
        }
        if !super::Trust::Presumed.accepts(&proof) {
            return step.refuse(Reason::NotProven { proof });
        }
        step.reasons.push(Reason::Nobody { proof });
        self.fill(step, self.gifts(&row.wanted), Operation::Create);
        match step.verb {
            Verb::None => step.refuse(Reason::NothingToGive),
            // Whoever cannot be found again is made at every run.
            Verb::Create if !self.has_key(step) => step.refuse(Reason::NoKey),
            _ => {}
        }
    }

    /// Whether somebody made by this step would be found by a rule.
    fn has_key(&self, step: &Step) -> bool {
        let is_given = |field: &Field| {
            let shows = self.capabilities.field(field).is_some_and(|known| known.read);
            shows && step.changes.iter().any(|change| change.field == *field)
        };
        self.rules.iter().any(|rule| {
            let fields = rule.fields();
            !fields.is_empty() && fields.iter().all(is_given)
        })
    }

    /// Gives a step what a comparison came to.
    fn fill(&self, step: &mut Step, compared: Compared, operation: Operation) {
        let Compared { changes, notes, obstacles } = compared;
        step.reasons.extend(notes);
        if !changes.is_empty() {
            step.verb = match operation {
                Operation::Create => Verb::Create,
                _ if changes.iter().any(|change| is_place(&change.field)) => Verb::Move,
                _ => Verb::Update,
            };
            step.changes = changes;
            self.cannot(operation).into_iter().for_each(|why| step.refuse(why));
        }
        obstacles.into_iter().for_each(|why| step.refuse(why));
    }

    /// Why an operation cannot be done at all.
    fn cannot(&self, operation: Operation) -> Option<Reason> {
        match self.capabilities.operation(operation) {
            Support::Unsupported(why) => Some(Reason::Cannot { operation: operation.name().into(), why: why.into() }),
            Support::Native | Support::Simulated(_) => None,
        }
    }

    /// Why deactivations that are asked for are not made.
    fn withheld(&self, index: &Index, unreadable: u64) -> Vec<Reason> {
        let Some(trust) = self.options.deactivate_missing else { return Vec::new() };
        let proof = index.completeness().into();
        let not_proven = (!trust.accepts(&proof)).then_some(Reason::NotProven { proof });
        let unread = (unreadable > 0).then_some(Reason::RowsUnreadable { rows: unreadable });
        [self.cannot(Operation::Deactivate), not_proven, unread].into_iter().flatten().collect()
    }
}

/// Why a plan was not made.
#[derive(Debug, thiserror::Error)]
pub enum PlanningError<E> {
    /// A row names a field that the index does not keep.
    #[error(transparent)]
    NotIndexed(#[from] NotIndexed),
    /// The roster as a whole can no longer be read.
    #[error("{0}")]
    Roster(Problem),
    /// The roster was changed while it was read.
    #[error("the roster changed while it was read: make the plan anew")]
    Changed,
    /// Whoever takes the steps said no.
    #[error("a step was not taken")]
    Sink(E),
}

/// The step of a row that could not be read: where, what kind of value stands there, and why; never the value.
fn unreadable_row(problem: &Problem) -> Step {
    let mut step = Step::of(problem.line.unwrap_or_default(), Verb::Refuse);
    step.reasons.push(Reason::Unreadable {
        column: problem.column.clone(),
        field: problem.field.as_ref().map(ToString::to_string),
        class: problem.class.map(|class| class.to_string()),
        why: problem.why.clone(),
    });
    step
}

/// Whether a change of the field moves somebody.
fn is_place(field: &Field) -> bool {
    matches!(field, Field::Company | Field::CompanyName | Field::Group | Field::GroupName)
}

fn deactivation(id: &str) -> Step {
    Step {
        line: None,
        key: None,
        verb: Verb::Deactivate,
        id: Some(id.to_owned()),
        matched_by: None,
        changes: Vec::new(),
        reasons: vec![Reason::Missing],
    }
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
