//! From one row and the participant it means to its step.

use super::{
    Content, FieldChange, Identified, NotIndexed, Planner, Reason, RowKey, Step, Trust, Verb, compare::Compared,
    conflicts::Conflicts,
};
use crate::{Index, Problem, Row, Rule, identity::differing, looks_like_another, matching::Match};
use participants_core::{Field, Operation, Support, birthday};

/// How many participants a reason names.
const CANDIDATES: usize = 10;

impl Planner<'_> {
    /// The step of a row.
    pub(super) fn step(&self, index: &Index, row: &Row, matched: &Match) -> Result<Step, NotIndexed> {
        let mut step = Step { key: RowKey::of(row), ..Step::of(row.line, Verb::None) };
        match matched {
            Match::One { by, at } => self.known(&mut step, index, row, *by, *at)?,
            Match::None => self.newcomer(&mut step, index, row),
            Match::Several { by, at } => {
                let Identified { by, ids: candidates, more } = identified(index, *by, at);
                step.refuse(Reason::Ambiguous { by, candidates, more });
            }
            Match::Contradiction(found) => {
                let found = found.iter().map(|(by, at)| identified(index, *by, at)).collect();
                step.refuse(Reason::Contradiction { found });
            }
            Match::NoSuchId { by, .. } => step.refuse(Reason::NoSuchId { by: *by }),
            Match::OtherExternalId { by, at } => {
                step.id = Some(index.id(*at).to_owned());
                step.refuse(Reason::OtherExternalId { by: *by });
            }
        }
        Ok(step)
    }

    /// The step of a row that means this participant. One who would become a different person is left alone.
    fn known(&self, step: &mut Step, index: &Index, row: &Row, by: Rule, at: u32) -> Result<(), NotIndexed> {
        step.id = Some(index.id(at).to_owned());
        step.matched_by = Some(by);
        let compared = self.changes(index, at, &row.wanted)?;
        let before = index.identity(at);
        // People share addresses and hand them on: a row found by nothing else must not describe another person,
        // whatever of it is written.
        let after = match by {
            Rule::Email => before.clone().updated(&row.wanted),
            _ => before.clone().changed(&compared.changes),
        };
        self.fill(step, compared, Operation::Update);
        if looks_like_another(&before, &after) && !self.identity_changes.contains(&row.line) {
            step.refuse(Reason::DifferentPerson { fields: differing(&before, &after), line: row.line });
        }
        self.take_back(step, index, at, row);
        step.identity = step.verb.is_write().then_some(before);
        Ok(())
    }

    /// Takes back that the participant was ended, where asked for, or says that they are. A row that names the field
    /// decides about it.
    fn take_back(&self, step: &mut Step, index: &Index, at: u32, row: &Row) {
        let Some((how, before)) = index.inactive(at) else { return };
        let field = how.field();
        let is_wanted = row.wanted.change_ref(&field).value().is_some_and(|wanted| wanted == before);
        if step.verb == Verb::Refuse || is_wanted || step.changes.iter().any(|change| change.field == field) {
            return;
        }
        let cannot = self.cannot(Operation::Reactivate);
        if !self.options.reactivate || cannot.is_some() {
            step.reasons.push(Reason::Ended { how });
            return step.reasons.extend(cannot.filter(|_| self.options.reactivate));
        }
        let (before, after) = (Content::Value(before.to_owned()), Content::Value(how.taken_back().to_owned()));
        step.verb = Verb::Reactivate;
        step.changes.push(FieldChange { field, before, after });
        let place = |field: &Field| Field::ALL.iter().position(|known| known.is_same_kind(field));
        step.changes.sort_by_key(|change| place(&change.field));
    }

    /// The step of a row that matches no participant.
    fn newcomer(&self, step: &mut Step, index: &Index, row: &Row) {
        let proof = index.completeness().into();
        if !self.options.create {
            return step.refuse(Reason::CreateOff);
        }
        if !Trust::Assumed.accepts(&proof) {
            return step.refuse(Reason::NotProven { proof });
        }
        step.reasons.push(Reason::NotFound { proof });
        self.fill(step, self.create_fields(&row.wanted), Operation::Create);
        match step.verb {
            Verb::None => step.refuse(Reason::NothingToGive),
            // A participant who cannot be found again would be created at every run.
            Verb::Create if !self.has_key(step) => step.refuse(Reason::NoKey),
            _ => {}
        }
    }

    /// Refuses to create a participant who may be one that no row means, with a changed last name and address: their
    /// positions. Married names come with new addresses, and nothing but the caller knows that it is one person.
    pub(super) fn renamed(&self, step: &mut Step, index: &Index, row: &Row, conflicts: &Conflicts) -> Vec<u32> {
        if step.verb != Verb::Create || !self.rules.contains(&Rule::Person) {
            return Vec::new();
        }
        let mut at = index.renamed(row, self.capabilities);
        at.retain(|at| !conflicts.is_meant(*at));
        if !at.is_empty() {
            let Identified { ids: candidates, more, .. } = identified(index, Rule::Person, &at);
            step.refuse(Reason::PerhapsRenamed { candidates, more });
        }
        at
    }

    /// Whether a participant created by this step would be found by a rule.
    fn has_key(&self, step: &Step) -> bool {
        let is_given = |field: &Field| {
            let shows = self.capabilities.field(field).is_some_and(|known| known.read);
            shows && step.changes.iter().any(|change| change.field == *field && can_be_looked_by(change))
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
    pub(super) fn withheld(&self, index: &Index, unreadable: u64) -> Vec<Reason> {
        let Some(trust) = self.options.deactivate_missing else { return Vec::new() };
        let proof = index.completeness().into();
        let not_proven = (!trust.accepts(&proof)).then_some(Reason::NotProven { proof });
        let unread = (unreadable > 0).then_some(Reason::RowsUnreadable { rows: unreadable });
        [self.cannot(Operation::Deactivate), not_proven, unread].into_iter().flatten().collect()
    }
}

/// The step of a row that could not be read: where, what kind of value stands there, and why; never the value.
pub(super) fn unreadable(problem: &Problem) -> Step {
    let mut step = Step::of(problem.line.unwrap_or_default(), Verb::Refuse);
    step.reasons.push(Reason::Unreadable {
        column: problem.column.clone(),
        field: problem.field.as_ref().map(ToString::to_string),
        class: problem.class.map(|class| class.to_string()),
        why: problem.why.clone(),
    });
    step
}

/// The participants a rule finds, as a reason names them.
fn identified(index: &Index, by: Rule, at: &[u32]) -> Identified {
    let ids = at.iter().take(CANDIDATES).map(|at| index.id(*at).to_owned()).collect();
    Identified { by, ids, more: at.len().saturating_sub(CANDIDATES) as u64 }
}

/// Whether a value can be part of a key. A date of birth that stands for an unknown one cannot.
fn can_be_looked_by(change: &FieldChange) -> bool {
    let born = || change.after.value().and_then(|text| text.parse().ok());
    change.field != Field::DateOfBirth || born().is_some_and(birthday::is_key)
}

/// Whether a change of the field moves a participant.
fn is_place(field: &Field) -> bool {
    matches!(field, Field::Company | Field::CompanyName | Field::Group | Field::GroupName)
}

/// The step of a participant no row means.
pub(super) fn deactivation(index: &Index, at: u32) -> Step {
    Step {
        line: None,
        key: None,
        verb: Verb::Deactivate,
        id: Some(index.id(at).to_owned()),
        matched_by: None,
        identity: Some(index.identity(at)),
        changes: Vec::new(),
        reasons: vec![Reason::Missing],
    }
}
