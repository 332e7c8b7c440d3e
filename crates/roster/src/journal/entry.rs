//! One step of a run as the journal keeps it, and what is recorded about it.

use crate::plan::{FieldChange, Step, Verb};
use jiff::Timestamp;
use participants_core::Field;
use std::fmt;

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum State {
    /// Nothing was sent yet.
    Planned,
    /// It is being sent; after a crash it is unknown whether it was.
    Sending,
    /// It was carried out, or was so already.
    Done,
    /// It was not carried out: the plan refused the row, or the provider refused the change.
    Refused,
    /// It was not carried out: the provider could not be reached, or failed, however often it was tried.
    Failed,
    /// It was sent, and its answer was lost: it may have been carried out. It is settled by looking.
    Unknown,
    /// It was not carried out: the participant is no longer as the plan says.
    Stale,
    /// Some of its fields were changed, and the rest is not: the provider refused it, failed at it however often it was
    /// tried, or the participant is no longer as the plan says.
    Partial,
}

/// One step of a run, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StepRecord {
    /// Its place in the plan, from 0. Steps that change nothing are not kept, so that places are left out.
    pub at: u64,
    /// The step, as the plan has it.
    pub step: Step,
    /// What became of it.
    pub state: State,
    /// How often it was sent.
    pub attempts: u32,
    /// Whether an answer to it was ever lost, so that what is found may be its own work.
    pub was_lost: bool,
    /// When it was last sent.
    pub sent_at: Option<Timestamp>,
    /// When its state became what it is, where that is not [`State::Planned`] or [`State::Sending`].
    pub settled_at: Option<Timestamp>,
    /// The provider's identifier of the participant, where it became known by this step.
    pub id: Option<String>,
    /// Why it is in this state, or what should be known of it. It never holds a value of a person.
    pub note: Option<String>,
    /// What the step was seen to change beside its own fields, such as the status by a deactivation.
    pub seen: Vec<FieldChange>,
    /// Its fields that were changed for certain although not all were, where the provider takes several calls for one
    /// change.
    pub applied: Vec<Field>,
}

/// What is recorded about an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StepUpdate {
    /// The entry's place in the plan.
    pub at: u64,
    /// Its state from now on.
    pub state: State,
    /// How often it was sent, this time among them.
    pub attempts: u32,
    /// When.
    pub time: Timestamp,
    /// The provider's identifier of the participant, where it became known.
    pub id: Option<String>,
    /// Why, without a value of a person.
    pub note: Option<String>,
    /// What the step was seen to change beside its own fields.
    pub seen: Vec<FieldChange>,
    /// All of its fields that were changed for certain so far although not all were.
    pub applied: Vec<Field>,
}

/// How many entries of a run are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs)] // The states say it.
pub struct StateCounts {
    pub planned: u64,
    pub sending: u64,
    pub done: u64,
    pub refused: u64,
    pub failed: u64,
    pub unknown: u64,
    pub stale: u64,
    pub partial: u64,
}

impl State {
    /// All states.
    pub const ALL: &'static [Self] = &[
        Self::Planned,
        Self::Sending,
        Self::Done,
        Self::Refused,
        Self::Failed,
        Self::Unknown,
        Self::Stale,
        Self::Partial,
    ];

    /// The state as a report writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Stale => "stale",
            Self::Partial => "partial",
        }
    }

    /// Whether something is still to be done about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Sending | Self::Unknown)
    }

    /// Whether what the row wanted did not happen, and nothing more is tried.
    #[must_use]
    pub fn is_problem(self) -> bool {
        matches!(self, Self::Refused | Self::Failed | Self::Stale | Self::Partial)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl StepRecord {
    /// A step of a plan before anything is done about it: planned, or refused where the plan refuses the row. Only steps
    /// of these two kinds are kept; one that changes nothing has no entry.
    #[must_use]
    pub fn new(at: u64, step: Step) -> Self {
        let state = if step.verb == Verb::Refuse { State::Refused } else { State::Planned };
        let (attempts, was_lost, sent_at, settled_at, id, note, seen, applied) = Default::default();
        Self { at, step, state, attempts, was_lost, sent_at, settled_at, id, note, seen, applied }
    }

    /// When it was found that the answer is lost, while it is unknown what became of the step. Sending it may have
    /// ended as late as that.
    #[must_use]
    pub fn lost_at(&self) -> Option<Timestamp> {
        self.settled_at.filter(|_| self.state == State::Unknown)
    }

    /// Records an update, as a journal keeps it. An identifier, what was seen, which fields were changed and that an
    /// answer was lost stay once they are known; the reason is that of the latest update.
    pub fn take(&mut self, mark: &StepUpdate) {
        self.state = mark.state;
        self.attempts = mark.attempts;
        self.was_lost |= mark.state == State::Unknown;
        match mark.state {
            State::Planned => self.settled_at = None,
            State::Sending => (self.sent_at, self.settled_at) = (Some(mark.time), None),
            _ => self.settled_at = Some(mark.time),
        }
        self.id = mark.id.clone().or(self.id.take());
        self.note.clone_from(&mark.note);
        if !mark.seen.is_empty() {
            self.seen.clone_from(&mark.seen);
        }
        if !mark.applied.is_empty() {
            self.applied.clone_from(&mark.applied);
        }
    }
}

impl StepUpdate {
    /// An entry's state from `time` on.
    #[must_use]
    pub fn new(entry: &StepRecord, state: State, time: Timestamp) -> Self {
        let (id, note, seen, applied) = Default::default();
        Self { at: entry.at, state, attempts: entry.attempts, time, id, note, seen, applied }
    }

    /// The same with why.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl StateCounts {
    /// Counts entries by their states.
    #[must_use]
    pub fn count(states: impl IntoIterator<Item = State>) -> Self {
        let mut tally = Self::default();
        states.into_iter().for_each(|state| *tally.place(state) += 1);
        tally
    }

    /// How many are in this state.
    #[must_use]
    pub fn of(&self, state: State) -> u64 {
        let mut copy = *self;
        *copy.place(state)
    }

    /// How many are still to be done.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.planned + self.sending + self.unknown
    }

    /// How many failed.
    #[must_use]
    pub fn problems(&self) -> u64 {
        self.refused + self.failed + self.stale + self.partial
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.open() + self.problems() + self.done
    }

    pub(crate) fn place(&mut self, state: State) -> &mut u64 {
        match state {
            State::Planned => &mut self.planned,
            State::Sending => &mut self.sending,
            State::Done => &mut self.done,
            State::Refused => &mut self.refused,
            State::Failed => &mut self.failed,
            State::Unknown => &mut self.unknown,
            State::Stale => &mut self.stale,
            State::Partial => &mut self.partial,
        }
    }
}

/// The states that occur, most wanted first: `1990 done, 3 stale, 7 refused`.
impl fmt::Display for StateCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let order = [
            State::Done,
            State::Partial,
            State::Refused,
            State::Failed,
            State::Stale,
            State::Unknown,
            State::Sending,
            State::Planned,
        ];
        let shown = order.into_iter().filter(|state| *state == State::Done || self.of(*state) > 0);
        for (at, state) in shown.enumerate() {
            f.write_str(if at == 0 { "" } else { ", " })?;
            write!(f, "{} {state}", self.of(state))?;
        }
        Ok(())
    }
}
