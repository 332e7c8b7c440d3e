//! One creation: looked for by every key before it is sent, and never sent again before looking.

use super::{
    lookup::{CurrentState, Lookup, is_equal},
    outcome::Next,
    step_result::StepResult,
};
use crate::{
    journal::{State, StepRecord},
    plan::FieldChange,
};
use participants_core::{Directory, Error, ErrorKind, ExistenceCheck, NewParticipant, Presence};
use std::sync::Arc;

/// Looks for the participant to be created, and prepares to create them where they do not exist.
pub(super) async fn create(
    directory: &dyn Directory,
    lookup: &Arc<Lookup>,
    entry: &StepRecord,
    new: &NewParticipant,
) -> Result<Next, Error> {
    let over = |result| Ok(Next::Over(result));
    match lookup.newcomer(new).await? {
        Presence::Absent => {}
        Presence::Present(current) => return over(result_of_existing(lookup, &current, entry)),
        Presence::Different(why) | Presence::Ambiguous(why) => {
            return over(StepResult::unsent(State::Stale, not_created_note(&why)));
        }
        Presence::Unproven => return over(StepResult::unsent(State::Refused, UNPROVEN)),
    }
    let prepared = directory.prepare_create(new, ExistenceCheck::ByCaller).await?;
    let (lookup, new) = (Arc::clone(lookup), new.clone());
    Ok(Next::ready(async move {
        Ok(match prepared.send().await {
            Ok(created) => StepResult::done(created.warnings).with_id(created.id),
            // An answer without an identifier also ends the call: what it created can be found at once.
            Err(error) if is_unproven(&error) && lookup.searches_all(&new) => match lookup.newcomer(&new).await {
                Ok(Presence::Present(current)) => StepResult::done(vec![FOUND.to_owned()]).with_id(Some(current.id())),
                _ => StepResult::Lost(error.to_string()),
            },
            Err(error) => return Err(error),
        })
    }))
}

/// Looks up what became of a creation whose answer was lost, once the quarantine is over.
pub(super) async fn settle(lookup: &Lookup, new: &NewParticipant) -> Result<StepResult, Error> {
    Ok(match lookup.newcomer(new).await? {
        Presence::Absent => StepResult::Again(Vec::new()),
        Presence::Present(current) => StepResult::settled(State::Done, FOUND).with_id(Some(current.id())),
        Presence::Different(why) | Presence::Ambiguous(why) => {
            StepResult::settled(State::Stale, not_created_note(&why))
        }
        Presence::Unproven => StepResult::Lost(UNPROVEN.to_owned()),
    })
}

/// The result where the participant to be created exists: an earlier try or another user created them, as planned or
/// not.
fn result_of_existing(lookup: &Lookup, current: &CurrentState, entry: &StepRecord) -> StepResult {
    let is_as_planned = |change: &FieldChange| {
        !lookup.shows(&change.field) || is_equal(&change.field, &current.content(&change.field), &change.after)
    };
    if entry.was_lost {
        return StepResult::unsent(State::Done, FOUND).with_id(Some(current.id()));
    }
    if entry.step.changes.iter().all(is_as_planned) {
        let note = "the participant was there already, as planned; nothing was sent";
        return StepResult::unsent(State::Done, note).with_id(Some(current.id()));
    }
    StepResult::unsent(State::Stale, "a participant with this key exists by now, and not as planned; make a new plan")
}

/// Whether it was answered with success, and the answer does not prove a creation.
fn is_unproven(error: &Error) -> bool {
    error.kind() == ErrorKind::Decode && error.may_have_been_applied()
}

fn not_created_note(why: &str) -> String {
    format!("not created, since a key of the row is taken by now: {why}; make a new plan")
}

const FOUND: &str = "the answer was lost; the participant was found by looking";
const UNPROVEN: &str = "no participant was found, but not all could be read: the participant may exist";
