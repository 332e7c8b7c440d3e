//! One update or deactivation: looked at before it is sent, and again where its answer was lost.

use super::{
    lookup::{CurrentState, Lookup, is_equal},
    outcome::Next,
    step_result::StepResult,
};
use crate::{
    is_record_of_another,
    journal::{State, StepRecord},
    plan::{Action, Content, FieldChange, Step},
};
use participants_core::{Capabilities, Directory, Error, Field, Participant, Updated};
use std::sync::Arc;

/// Why a step has nothing to do.
const ALREADY_DONE: &str = "it was so already; nothing was sent";
/// Why a step whose answer was lost is done.
const CARRIED_OUT: &str = "the answer was lost; looking again shows that it was carried out";
/// Why a step is looked at again though it was answered.
const NOT_YET_LISTED: &str = "it was answered with success; whether it was carried out is looked at in the list";
/// Why such a step is done.
const LISTED: &str = "the list shows that it was carried out";
const OTHER_PERSON: &str = "the record is another person than the plan was made for";
const NO_LONGER_THERE: &str = "the participant is not there any more";

/// How the planned fields are, compared with the plan.
enum FieldsState {
    /// As the plan found them, or unseen: to be sent. These are changed already.
    Before(Vec<Field>),
    /// As the plan wants them, all of them.
    After,
    /// One of these is neither, or some are still to be changed and some are changed already.
    ChangedSince(Vec<Field>),
}

/// Looks at the participant, and prepares to send the update unless they are no longer as the plan found them. What an
/// earlier try has changed already is not sent again.
pub(super) async fn update(directory: &dyn Directory, lookup: &Arc<Lookup>, entry: &StepRecord) -> Result<Next, Error> {
    let over = |result| Ok(Next::Over(result));
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(current) = lookup.person(id).await? else {
        return over(StepResult::unsent(State::Stale, NO_LONGER_THERE));
    };
    if is_of_another(&current, &entry.step) {
        return over(StepResult::unsent(State::Stale, OTHER_PERSON));
    }
    match fields_state(lookup, &current, entry) {
        FieldsState::ChangedSince(fields) => {
            return over(StepResult::unsent(State::Stale, changed_since_note(&fields)));
        }
        FieldsState::After => {
            return over(StepResult::unsent(State::Done, if entry.was_lost { CARRIED_OUT } else { ALREADY_DONE }));
        }
        FieldsState::Before(_) => {}
    }
    let rest = entry.step.changes.iter().filter(|change| !entry.applied.contains(&change.field)).cloned();
    let rest = Step { changes: rest.collect(), ..entry.step.clone() };
    let update = match rest.action() {
        Ok(Action::Update { update, .. }) => update,
        Ok(_) => return over(StepResult::unsent(State::Done, ALREADY_DONE)),
        Err(error) => return over(StepResult::settled(State::Refused, error.to_string())),
    };
    let prepared = directory.prepare_update(id, current.already_read(), &update).await?;
    let lookup = Arc::clone(lookup);
    Ok(Next::ready(async move { Ok(result_of_answer(&lookup, prepared.send().await?, &rest.changes)) }))
}

/// What an answer to an update shows of these changes.
fn result_of_answer(lookup: &Lookup, done: Updated, changes: &[FieldChange]) -> StepResult {
    let is_shown = changes.iter().any(|change| lookup.shows(&change.field));
    let Some(after) = done.after else {
        return if is_shown { StepResult::Unconfirmed(NOT_YET_LISTED) } else { StepResult::done(done.warnings) };
    };
    let after = CurrentState::Asked(Box::new(after));
    let mut fields = unchanged(lookup, &after, changes);
    fields.retain(|field| matches!(after.content(field), Content::Value(_)));
    match fields.is_empty() {
        true => StepResult::done(done.warnings),
        false => StepResult::settled(State::Failed, ignored_note(&fields)),
    }
}

/// Looks up what became of an update whose answer was lost, or did not show it. Sending it again does no harm: it says
/// how fields shall be. Where it was answered, a field that is as it was before was ignored, and will be again.
pub(super) async fn settle_update(lookup: &Lookup, entry: &StepRecord) -> Result<StepResult, Error> {
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(current) = lookup.person(id).await? else { return Ok(StepResult::settled(State::Stale, NO_LONGER_THERE)) };
    if is_of_another(&current, &entry.step) {
        return Ok(StepResult::settled(State::Stale, OTHER_PERSON));
    }
    if entry.note.as_deref() == Some(NOT_YET_LISTED) {
        let fields = unchanged(lookup, &current, &entry.step.changes);
        return Ok(match fields.is_empty() {
            true => StepResult::settled(State::Done, LISTED),
            false => StepResult::settled(State::Failed, ignored_note(&fields)),
        });
    }
    Ok(match fields_state_after(lookup, &current, entry) {
        FieldsState::After => StepResult::settled(State::Done, CARRIED_OUT),
        FieldsState::ChangedSince(fields) => StepResult::settled(State::Stale, changed_since_note(&fields)),
        FieldsState::Before(changed) => StepResult::Again(changed),
    })
}

/// Looks at the participant, and prepares to deactivate them unless they have ended already; what that changed is
/// recorded.
pub(super) async fn deactivate(directory: &dyn Directory, lookup: &Lookup, entry: &StepRecord) -> Result<Next, Error> {
    let over = |result| Ok(Next::Over(result));
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(current) = lookup.person(id).await? else {
        return over(StepResult::unsent(State::Stale, NO_LONGER_THERE));
    };
    if is_of_another(&current, &entry.step) {
        return over(StepResult::unsent(State::Stale, OTHER_PERSON));
    }
    if current.has_ended() {
        return over(StepResult::unsent(State::Done, if entry.was_lost { CARRIED_OUT } else { ALREADY_DONE }));
    }
    let prepared = directory.prepare_deactivate(id, current.already_read()).await?;
    let capabilities = directory.capabilities();
    Ok(Next::ready(async move {
        let done = prepared.send().await?;
        let before = done.before.as_ref().or(current.asked());
        let seen = before.zip(done.after.as_ref()).map(|(before, after)| differences(capabilities, before, after));
        Ok(StepResult::done(done.warnings).with_seen(seen.unwrap_or_default()))
    }))
}

/// Looks up what became of a deactivation whose answer was lost.
pub(super) async fn settle_deactivation(lookup: &Lookup, entry: &StepRecord) -> Result<StepResult, Error> {
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(current) = lookup.person(id).await? else { return Ok(StepResult::settled(State::Stale, NO_LONGER_THERE)) };
    if is_of_another(&current, &entry.step) {
        return Ok(StepResult::settled(State::Stale, OTHER_PERSON));
    }
    Ok(if current.has_ended() { StepResult::settled(State::Done, CARRIED_OUT) } else { StepResult::Again(Vec::new()) })
}

/// Whether a record is neither of the person the step was planned for, nor of that person once it is carried out.
fn is_of_another(current: &CurrentState, step: &Step) -> bool {
    let Some(planned) = &step.identity else { return false };
    let found = current.identity();
    let changed = || planned.clone().changed(&step.changes);
    is_record_of_another(planned, &found) && is_record_of_another(&changed(), &found)
}

/// How the planned fields are before they are sent. Where an answer was lost, an earlier try's work may be found, done or
/// half done.
fn fields_state(lookup: &Lookup, current: &CurrentState, entry: &StepRecord) -> FieldsState {
    compare_fields(lookup, current, entry, !entry.was_lost && entry.applied.is_empty())
}

/// How the planned fields are after they were sent.
fn fields_state_after(lookup: &Lookup, current: &CurrentState, entry: &StepRecord) -> FieldsState {
    compare_fields(lookup, current, entry, false)
}

fn compare_fields(lookup: &Lookup, current: &CurrentState, entry: &StepRecord, is_strict: bool) -> FieldsState {
    let changes = &entry.step.changes;
    let (mut moved, mut changed, mut unchanged) = (Vec::new(), Vec::new(), 0);
    for change in changes {
        if !lookup.shows(&change.field) {
            unchanged += u64::from(!entry.applied.contains(&change.field));
            continue;
        }
        let now = current.content(&change.field);
        if is_equal(&change.field, &now, &change.after) {
            changed.push(change.field.clone());
        } else if is_equal(&change.field, &now, &change.before) && !entry.applied.contains(&change.field) {
            unchanged += 1;
        } else {
            moved.push(change.field.clone());
        }
    }
    match (moved.is_empty(), changed.is_empty(), unchanged) {
        (true, false, 0) => FieldsState::After,
        (true, false, _) if is_strict && changes.iter().all(|change| lookup.shows(&change.field)) => {
            FieldsState::ChangedSince(changed)
        }
        (true, ..) => FieldsState::Before(changed),
        (false, ..) => FieldsState::ChangedSince(moved),
    }
}

/// The fields that are as the plan found them, and not as it wants them.
fn unchanged(lookup: &Lookup, current: &CurrentState, changes: &[FieldChange]) -> Vec<Field> {
    let is_left = |change: &&FieldChange| {
        let now = current.content(&change.field);
        lookup.shows(&change.field)
            && is_equal(&change.field, &now, &change.before)
            && !is_equal(&change.field, &now, &change.after)
    };
    changes.iter().filter(is_left).map(|change| change.field.clone()).collect()
}

fn ignored_note(fields: &[Field]) -> String {
    let names: Vec<_> = fields.iter().map(ToString::to_string).collect();
    format!("the provider answered with success, and yet these fields still hold their old value: {}", names.join(", "))
}

fn changed_since_note(fields: &[Field]) -> String {
    let names: Vec<_> = fields.iter().map(ToString::to_string).collect();
    format!("changed since the plan was made: {}", names.join(", "))
}

/// What differs between two records of one person, of the fields that could be set back.
fn differences(capabilities: &Capabilities, before: &Participant, after: &Participant) -> Vec<FieldChange> {
    let fields = capabilities.fields.iter();
    let writable = fields.filter(|known| known.read && known.update.is_supported()).map(|known| known.field.clone());
    let content = |person: &Participant, field: &Field| match person.get(field) {
        Some(text) if !text.is_empty() => Content::Value(text),
        _ => Content::Empty,
    };
    let changes = writable.map(|field| {
        let (before, after) = (content(before, &field), content(after, &field));
        FieldChange { field, before, after }
    });
    changes.filter(|change| change.before != change.after).collect()
}
