//! One creation: looked for by every key before it is sent, and never sent again before looking.

use super::{
    sight::{Sight, View},
    step::Look,
    updating::is_equal,
    verdict::Verdict,
};
use crate::{
    journal::{Entry, State},
    plan::FieldChange,
};
use participants_core::{Directory, Error, ErrorKind, Made, NewParticipant, Presence};
use std::sync::Arc;

/// Looks for the participant who is to be made, and prepares to make them where they are not there.
pub(super) async fn create(
    directory: &dyn Directory,
    sight: &Arc<Sight>,
    entry: &Entry,
    new: &NewParticipant,
) -> Result<Look, Error> {
    let over = |verdict| Ok(Look::Over(verdict));
    match sight.newcomer(new).await? {
        Presence::Absent => {}
        Presence::Present(view) => return over(there(sight, &view, entry)),
        Presence::Different(why) | Presence::Ambiguous(why) => {
            return over(Verdict::unsent(State::Stale, not_made(&why)));
        }
        Presence::Unproven => return over(Verdict::unsent(State::Refused, UNPROVEN)),
    }
    let prepared = directory.prepare_create(new).await?;
    let (sight, new) = (Arc::clone(sight), new.clone());
    Ok(Look::ready(async move {
        Ok(match prepared.send().await? {
            Made::Created(made) | Made::AlreadyThere(made) => Verdict::done(made.warnings).with_id(made.id),
            // An answer that names no one is the end of the call all the same: what it made can be found at once.
            Made::Unknown(error) if error.kind() == ErrorKind::Decode && sight.searches_all(&new) => {
                match sight.newcomer(&new).await {
                    Ok(Presence::Present(view)) => Verdict::done(vec![FOUND.to_owned()]).with_id(Some(view.id())),
                    _ => Verdict::Lost(error.to_string()),
                }
            }
            Made::Unknown(error) => Verdict::Lost(error.to_string()),
        })
    }))
}

/// Looks what became of a creation whose answer was lost, once the quarantine is over.
pub(super) async fn settle(sight: &Sight, new: &NewParticipant) -> Result<Verdict, Error> {
    Ok(match sight.newcomer(new).await? {
        Presence::Absent => Verdict::Again,
        Presence::Present(view) => Verdict::settled(State::Done, FOUND).with_id(Some(view.id())),
        Presence::Different(why) | Presence::Ambiguous(why) => Verdict::settled(State::Stale, not_made(&why)),
        Presence::Unproven => Verdict::Lost(UNPROVEN.to_owned()),
    })
}

/// Somebody is there who was to be made: an earlier try made them, somebody else did as planned, or else.
fn there(sight: &Sight, view: &View, entry: &Entry) -> Verdict {
    let is_as_planned = |change: &FieldChange| {
        !sight.shows(&change.field) || is_equal(&change.field, &view.content(&change.field), &change.after)
    };
    if entry.was_lost {
        return Verdict::unsent(State::Done, FOUND).with_id(Some(view.id()));
    }
    if entry.step.changes.iter().all(is_as_planned) {
        let note = "the participant was there already, as planned; nothing was sent";
        return Verdict::unsent(State::Done, note).with_id(Some(view.id()));
    }
    Verdict::unsent(State::Stale, "somebody with this key is there by now, and not as planned; make a new plan")
}

fn not_made(why: &str) -> String {
    format!("not made, since a key of the row is taken by now: {why}; make a new plan")
}

const FOUND: &str = "the answer was lost; the participant was found by looking";
const UNPROVEN: &str = "nobody was found, but not everybody could be read: the participant may be there";
