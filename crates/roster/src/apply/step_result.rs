//! What an answer, or the lack of one, makes of a step.

use super::reason::Failed;
use crate::{
    journal::{State, StepRecord, StepUpdate},
    plan::FieldChange,
};
use jiff::Timestamp;
use participants_core::{Error, ErrorKind, Field, Outcome};
use std::time::Duration;

/// What became of one step under way.
#[derive(Debug)]
pub(super) enum StepResult {
    /// It is settled.
    Settled { state: State, is_sent: bool, id: Option<String>, note: Option<String>, seen: Vec<FieldChange> },
    /// Its answer was lost.
    Lost(String),
    /// It was answered with success, and whether it was done can only be seen in a list for all.
    Unconfirmed(&'static str),
    /// Looking shows that nothing was done, or that only these fields were changed: it is to be sent again.
    Again(Vec<Field>),
    /// Nothing was done, and it may work later: after this wait, if one was given, and at the cost of one attempt
    /// unless the wait was our own.
    Later { wait: Option<Duration>, is_counted: bool, why: String },
    /// Nothing was done, and nothing else will work either.
    Broken(Error),
}

/// What else is known of a step when its result is recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tries<'a> {
    /// How often it was tried without success since the run began, or was continued, this time included.
    pub(super) tries: u32,
    /// How often it may be.
    pub(super) most: u32,
    /// Its fields that this try has changed although not all were.
    pub(super) applied: &'a [Field],
}

impl StepResult {
    /// Settled by what was sent.
    pub(super) fn settled(state: State, note: impl Into<String>) -> Self {
        Self::Settled { state, is_sent: true, id: None, note: Some(note.into()), seen: Vec::new() }
    }

    /// Settled without sending anything this time.
    pub(super) fn unsent(state: State, note: impl Into<String>) -> Self {
        Self::Settled { state, is_sent: false, id: None, note: Some(note.into()), seen: Vec::new() }
    }

    /// Carried out, with what the answer warned of.
    pub(super) fn done(warnings: Vec<String>) -> Self {
        let note = Some(warnings.join("; ")).filter(|note| !note.is_empty());
        Self::Settled { state: State::Done, is_sent: true, id: None, note, seen: Vec::new() }
    }

    pub(super) fn with_id(mut self, known: Option<String>) -> Self {
        if let Self::Settled { id, .. } = &mut self {
            *id = known;
        }
        self
    }

    pub(super) fn with_seen(mut self, changes: Vec<FieldChange>) -> Self {
        if let Self::Settled { seen, .. } = &mut self {
            *seen = changes;
        }
        self
    }

    /// What a failed call means.
    pub(super) fn of(failed: Failed) -> Self {
        let Failed { error, why } = failed;
        // Where it is known which fields an earlier call has changed, it is known what is left to do.
        let is_unclear = !error.done().is_empty() && error.applied_fields().is_empty();
        let is_lost = is_unclear || matches!(error.outcome(), Outcome::Unknown | Outcome::Applied);
        match error.kind() {
            ErrorKind::Mismatch | ErrorKind::Ignored => Self::settled(State::Failed, why),
            _ if is_lost => Self::Lost(why),
            ErrorKind::Authentication
            | ErrorKind::SessionExpired
            | ErrorKind::Licence
            | ErrorKind::Configuration
            | ErrorKind::Redirect => Self::Broken(error),
            ErrorKind::RateLimited => Self::Later { wait: error.retry_after(), is_counted: false, why },
            kind if error.is_retryable() || kind == ErrorKind::Decode => {
                Self::Later { wait: error.retry_after(), is_counted: true, why }
            }
            _ => Self::settled(State::Refused, why),
        }
    }

    /// Whether it was a try without success that counts as one.
    pub(super) fn is_failed_try(&self) -> bool {
        matches!(self, Self::Again(_) | Self::Later { is_counted: true, .. })
    }

    /// What is recorded of it.
    pub(super) fn step_update(&self, entry: &StepRecord, tries_so_far: Tries<'_>, time: Timestamp) -> StepUpdate {
        let mut update = self.update_of_whole_step(entry, tries_so_far, time);
        let applied = match self {
            Self::Again(changed) if tries_so_far.tries >= tries_so_far.most => changed,
            _ => tries_so_far.applied,
        };
        if applied.is_empty() && entry.applied.is_empty() {
            return update;
        }
        update.applied.clone_from(&entry.applied);
        update.applied.extend(applied.iter().filter(|field| !entry.applied.contains(field)).cloned());
        if update.state.is_problem() {
            let names: Vec<_> = update.applied.iter().map(ToString::to_string).collect();
            let why = update.note.unwrap_or_default();
            update.note = Some(format!("changed: {}; the rest is not: {why}", names.join(", ")));
            update.state = State::Partial;
        }
        update
    }

    /// The same for a step of which either all or nothing was carried out.
    fn update_of_whole_step(&self, entry: &StepRecord, tries_so_far: Tries<'_>, time: Timestamp) -> StepUpdate {
        let is_last = tries_so_far.tries >= tries_so_far.most;
        // A look sends nothing, so that it takes nothing back.
        let unsent = u32::from(entry.state == State::Sending);
        match self {
            Self::Settled { state, is_sent, id, note, seen } => StepUpdate {
                attempts: match is_sent {
                    true => entry.attempts,
                    false if entry.was_lost || !entry.applied.is_empty() => entry.attempts,
                    // Earlier tries were of no effect: a look that failed, a write that was turned away.
                    false => 0,
                },
                id: id.clone(),
                note: note.clone(),
                seen: seen.clone(),
                ..StepUpdate::new(entry, *state, time)
            },
            Self::Lost(why) => {
                StepUpdate::new(entry, State::Unknown, entry.lost_at().unwrap_or(time)).noted(why.as_str())
            }
            Self::Unconfirmed(why) => StepUpdate::new(entry, State::Unknown, time).noted(*why),
            Self::Again(_) if is_last => StepUpdate::new(entry, State::Failed, time)
                .noted(format!("sent {} times; {NOT_CARRIED_OUT}", tries_so_far.tries)),
            Self::Again(_) => StepUpdate::new(entry, State::Planned, time).noted(NOT_CARRIED_OUT),
            Self::Later { is_counted: true, why, .. } if is_last => {
                StepUpdate::new(entry, State::Failed, time).noted(why.as_str())
            }
            Self::Later { is_counted, why, .. } => {
                let uncounted = entry.attempts.saturating_sub(if *is_counted { 0 } else { unsent });
                StepUpdate { attempts: uncounted, ..StepUpdate::new(entry, State::Planned, time).noted(why.as_str()) }
            }
            Self::Broken(error) => {
                let uncounted = entry.attempts.saturating_sub(unsent);
                let update = match entry.lost_at() {
                    Some(lost) => StepUpdate::new(entry, State::Unknown, lost),
                    None => StepUpdate { attempts: uncounted, ..StepUpdate::new(entry, State::Planned, time) },
                };
                update.noted(error.to_string())
            }
        }
    }
}

const NOT_CARRIED_OUT: &str = "the answer was lost; looking shows that it was not carried out";
