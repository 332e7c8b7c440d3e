//! One update or deactivation: looked at before it is sent, and again where its answer was lost.

use super::{
    sight::{Sight, View},
    verdict::Verdict,
};
use crate::{
    journal::{Entry, State},
    plan::{Content, FieldChange},
};
use participants_core::{Directory, Error, Field, Participant, ParticipantUpdate, text};

/// Why a step has nothing to do.
const WAS_SO: &str = "it was so already; nothing was sent";
/// Why a step whose answer was lost is done.
const CAME_ABOUT: &str = "the answer was lost; looking again shows that it was carried out";
/// Why a step is looked at again though it was answered.
const UNSEEN: &str = "it was answered with success; whether it was carried out is looked at in the list";
/// Why such a step is done.
const SEEN: &str = "the list shows that it was carried out";
const GONE: &str = "the participant is not there any more";

/// How the planned fields are, compared with the plan.
enum Standing {
    /// As the plan found them, or unseen: to be sent.
    Before,
    /// As the plan wants them, all of them.
    After,
    /// One of these is neither, or some are still to be changed and some are changed already.
    Moved(Vec<Field>),
}

/// Sends an update, unless the participant is no longer as the plan found them.
pub(super) async fn update(
    directory: &dyn Directory,
    sight: &Sight,
    entry: &Entry,
    update: &ParticipantUpdate,
) -> Result<Verdict, Error> {
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(view) = sight.person(id).await? else { return Ok(Verdict::unsent(State::Stale, GONE)) };
    // Where an answer was lost, this may find an earlier try's work, done or half done.
    Ok(match standing(sight, &view, &entry.step.changes, !entry.was_lost) {
        Standing::Moved(fields) => Verdict::unsent(State::Stale, moved(&fields)),
        Standing::After => Verdict::unsent(State::Done, if entry.was_lost { CAME_ABOUT } else { WAS_SO }),
        Standing::Before => {
            let done = directory.send_update(id, view.already_read(), update).await?;
            let is_shown = entry.step.changes.iter().any(|change| sight.shows(&change.field));
            match done.after {
                None if is_shown => Verdict::Unseen(UNSEEN),
                None => Verdict::done(done.warnings),
                Some(after) => {
                    let after = View::Asked(Box::new(after));
                    let shows = |field: &Field| matches!(after.content(field), Content::Value(_));
                    let mut fields = unchanged(sight, &after, &entry.step.changes);
                    fields.retain(shows);
                    match fields.is_empty() {
                        true => Verdict::done(done.warnings),
                        false => Verdict::settled(State::Failed, ignored(&fields)),
                    }
                }
            }
        }
    })
}

/// Looks what became of an update whose answer was lost, or did not show it. Sending it again does no harm: it says how
/// fields shall be. Where it was answered, a field that is as it was before was ignored, and will be again.
pub(super) async fn settle_update(sight: &Sight, entry: &Entry) -> Result<Verdict, Error> {
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(view) = sight.person(id).await? else { return Ok(Verdict::settled(State::Stale, GONE)) };
    if entry.note.as_deref() == Some(UNSEEN) {
        let fields = unchanged(sight, &view, &entry.step.changes);
        return Ok(match fields.is_empty() {
            true => Verdict::settled(State::Done, SEEN),
            false => Verdict::settled(State::Failed, ignored(&fields)),
        });
    }
    Ok(match standing(sight, &view, &entry.step.changes, false) {
        Standing::After => Verdict::settled(State::Done, CAME_ABOUT),
        Standing::Moved(fields) => Verdict::settled(State::Stale, moved(&fields)),
        Standing::Before => Verdict::Again,
    })
}

/// Deactivates somebody, unless they take part no more, and takes down what that changed.
pub(super) async fn deactivate(directory: &dyn Directory, sight: &Sight, entry: &Entry) -> Result<Verdict, Error> {
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(view) = sight.person(id).await? else { return Ok(Verdict::unsent(State::Stale, GONE)) };
    if view.has_ended() {
        return Ok(Verdict::unsent(State::Done, if entry.was_lost { CAME_ABOUT } else { WAS_SO }));
    }
    let done = directory.send_deactivate(id, view.already_read()).await?;
    let before = done.before.as_ref().or(view.asked());
    let seen = before.zip(done.after.as_ref()).map(|(before, after)| differences(directory, before, after));
    Ok(Verdict::done(done.warnings).with_seen(seen.unwrap_or_default()))
}

/// Looks what became of a deactivation whose answer was lost.
pub(super) async fn settle_deactivation(sight: &Sight, entry: &Entry) -> Result<Verdict, Error> {
    let id = entry.step.id.as_deref().unwrap_or_default();
    let Some(view) = sight.person(id).await? else { return Ok(Verdict::settled(State::Stale, GONE)) };
    Ok(if view.has_ended() { Verdict::settled(State::Done, CAME_ABOUT) } else { Verdict::Again })
}

fn standing(sight: &Sight, view: &View, changes: &[FieldChange], is_strict: bool) -> Standing {
    let (mut moved, mut changed, mut unchanged) = (Vec::new(), Vec::new(), 0);
    for change in changes {
        if !sight.shows(&change.field) {
            unchanged += 1;
            continue;
        }
        let now = view.content(&change.field);
        if is_equal(&change.field, &now, &change.after) {
            changed.push(change.field.clone());
        } else if is_equal(&change.field, &now, &change.before) {
            unchanged += 1;
        } else {
            moved.push(change.field.clone());
        }
    }
    match (moved.is_empty(), changed.is_empty(), unchanged) {
        (true, false, 0) => Standing::After,
        (true, false, _) if is_strict && changes.iter().all(|change| sight.shows(&change.field)) => {
            Standing::Moved(changed)
        }
        (true, ..) => Standing::Before,
        (false, ..) => Standing::Moved(moved),
    }
}

/// The fields that are as the plan found them, and not as it wants them.
fn unchanged(sight: &Sight, view: &View, changes: &[FieldChange]) -> Vec<Field> {
    let is_left = |change: &&FieldChange| {
        let now = view.content(&change.field);
        sight.shows(&change.field)
            && is_equal(&change.field, &now, &change.before)
            && !is_equal(&change.field, &now, &change.after)
    };
    changes.iter().filter(is_left).map(|change| change.field.clone()).collect()
}

fn ignored(fields: &[Field]) -> String {
    let names: Vec<_> = fields.iter().map(ToString::to_string).collect();
    format!("the provider answered with success, and yet these fields still hold their old value: {}", names.join(", "))
}

/// Whether a field holds the same.
pub(super) fn is_equal(field: &Field, one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Value(one), Content::Value(other)) => text::is_same_value(field, one, other),
        _ => one == other,
    }
}

fn moved(fields: &[Field]) -> String {
    let names: Vec<_> = fields.iter().map(ToString::to_string).collect();
    format!("changed since the plan was made: {}", names.join(", "))
}

/// What differs between two records of one person, of the fields that could be set back.
fn differences(directory: &dyn Directory, before: &Participant, after: &Participant) -> Vec<FieldChange> {
    let fields = directory.capabilities().fields.iter();
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
