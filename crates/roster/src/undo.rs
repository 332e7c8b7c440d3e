//! Taking a run back: the steps that set every field to what it was, out of the journal.

use crate::{
    journal::{JournalError, State, StepJournal, StepRecord},
    plan::{Content, Counts, FieldChange, Reason, Step, Summary, Verb},
};
use participants_core::{Capabilities, Field, Operation, ParticipantUpdate, Support};

/// The steps that take back what a run has done, one by one in the run's order.
///
/// What the run changed is set back, participants it created are deactivated, and participants it deactivated get back
/// the fields that this changed. No participant is ever removed. A step that sent nothing has nothing to take back; of
/// a step that changed some fields, these are taken back. What cannot be set back refuses its row, with the reason.
/// They are steps of a plan like any other: shown, guarded, and left alone where a participant has changed since.
///
/// # Errors
/// The journal cannot be read; what `sink` returns.
pub async fn undo<J: StepJournal, E: From<JournalError>>(
    journal: &mut J,
    run: u64,
    capabilities: &Capabilities,
    mut sink: impl FnMut(Step) -> Result<(), E>,
) -> Result<(), E> {
    let mut after = None;
    while let Some((steps, last)) = steps_back(journal, run, capabilities, after).await? {
        steps.into_iter().try_for_each(&mut sink)?;
        after = Some(last);
    }
    Ok(())
}

/// Some of these steps, in the run's order, behind this place in the run; and the place up to which they were read. None
/// at the end.
pub(crate) async fn steps_back<J: StepJournal>(
    journal: &mut J,
    run: u64,
    capabilities: &Capabilities,
    after: Option<u64>,
) -> Result<Option<(Vec<Step>, u64)>, JournalError> {
    let entries = journal.entries(run, &[State::Done, State::Partial, State::Planned], after, CHUNK).await?;
    let steps = entries.iter().filter(|entry| is_to_take_back(entry)).map(|entry| step_back(run, entry, capabilities));
    Ok(entries.last().map(|last| (steps.collect(), last.at)))
}

/// How many entries are read at once.
const CHUNK: usize = 500;

/// Whether it has changed something: all that was planned, or some of it.
fn is_to_take_back(entry: &StepRecord) -> bool {
    if entry.state == State::Done { entry.attempts > 0 } else { !entry.applied.is_empty() }
}

fn step_back(run: u64, entry: &StepRecord, capabilities: &Capabilities) -> Step {
    let done = &entry.step;
    let id = entry.id.clone().or_else(|| done.id.clone());
    let mut step =
        Step { id, reasons: vec![Reason::Undoes { run }], ..Step::of(done.line.unwrap_or_default(), done.verb) };
    step.line = done.line;
    // Who the participant is once the run is carried out.
    step.identity = Some(done.identity.clone().unwrap_or_default().changed(&done.changes).changed(&entry.seen));
    match done.verb {
        Verb::Create => {
            step.verb = Verb::Deactivate;
            step.line = None;
            if step.id.is_none() {
                refuse(&mut step, done, Reason::IdNotKnown);
            } else if let Support::Unsupported(why) = capabilities.operation(Operation::Deactivate) {
                let operation = Operation::Deactivate.name().into();
                refuse(&mut step, done, Reason::Cannot { operation, why: why.into() });
            }
        }
        Verb::Deactivate => {
            step.verb = Verb::Update;
            set_back(&mut step, done, &entry.seen, capabilities);
        }
        _ => {
            if done.verb == Verb::Reactivate {
                step.verb = Verb::Update;
            }
            let is_whole = entry.state == State::Done;
            let changed = done.changes.iter().filter(|change| is_whole || entry.applied.contains(&change.field));
            set_back(&mut step, done, &changed.cloned().collect::<Vec<_>>(), capabilities);
        }
    }
    step
}

/// Plans each field to be as it was; or says why it cannot.
fn set_back(step: &mut Step, done: &Step, changes: &[FieldChange], capabilities: &Capabilities) {
    let mut obstacles = Vec::new();
    for FieldChange { field, before, after } in changes {
        match obstacle(field, before, capabilities) {
            Some(why) => obstacles.push(why),
            None => {
                step.changes.push(FieldChange { field: field.clone(), before: after.clone(), after: before.clone() });
            }
        }
    }
    if step.changes.is_empty() && obstacles.is_empty() {
        obstacles.push(Reason::ChangesNotKnown);
    }
    obstacles.into_iter().for_each(|why| refuse(step, done, why));
}

fn obstacle(field: &Field, before: &Content, capabilities: &Capabilities) -> Option<Reason> {
    let mut update = ParticipantUpdate::new();
    let set = match before {
        Content::Unknown => return Some(Reason::BeforeNotKnown { field: field.clone() }),
        Content::Empty => update.clear(field),
        Content::Value(text) => update.set_text(field, text),
    };
    let field = field.clone();
    let why = match set {
        Ok(()) => capabilities.check_update(&update).err()?.to_string().into(),
        Err(_) => return Some(Reason::NotInForm { field }),
    };
    Some(if *before == Content::Empty {
        Reason::NotClearable { field, why }
    } else {
        Reason::NotWritable { field, why }
    })
}

/// A refusal belongs to a row; a deactivation, which has none, stays without.
fn refuse(step: &mut Step, done: &Step, why: Reason) {
    step.refuse(why);
    step.line = done.line;
}

impl Summary {
    /// The summary of a plan that takes back what the plan of this one did: for the same provider and people.
    #[must_use]
    pub fn undone(mut self, counts: Counts) -> Self {
        self.counts = counts;
        self.header.withheld = Vec::new();
        self.header.scope = None;
        self.header.roster.unreadable = 0;
        self
    }
}
