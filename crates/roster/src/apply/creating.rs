//! One creation: looked for before it is sent, and never sent again before looking.

use super::{
    sight::{Seen, Sight, View},
    updating::is_equal,
    verdict::Verdict,
};
use crate::{
    journal::{Entry, State},
    plan::FieldChange,
};
use participants_core::{Directory, Error, Made, NewParticipant};

/// Makes somebody, unless they are there.
pub(super) async fn create(
    directory: &dyn Directory,
    sight: &Sight,
    entry: &Entry,
    new: &NewParticipant,
) -> Result<Verdict, Error> {
    match sight.newcomer(new).await? {
        Seen::Nobody => {}
        Seen::One(view) => return Ok(there(sight, &view, entry)),
        Seen::Several => return Ok(Verdict::unsent(State::Stale, SEVERAL)),
        Seen::Unproven => return Ok(Verdict::unsent(State::Refused, UNPROVEN)),
    }
    Ok(match directory.send_create(new).await? {
        Made::Created(made) | Made::AlreadyThere(made) => Verdict::done(made.warnings).with_id(made.id),
        Made::Unknown(error) => Verdict::Lost(error.to_string()),
    })
}

/// Looks what became of a creation whose answer was lost, once the quarantine is over.
pub(super) async fn settle(sight: &Sight, new: &NewParticipant) -> Result<Verdict, Error> {
    Ok(match sight.newcomer(new).await? {
        Seen::Nobody => Verdict::Again,
        Seen::One(view) => Verdict::settled(State::Done, FOUND).with_id(Some(view.id())),
        Seen::Several => Verdict::settled(State::Stale, SEVERAL),
        Seen::Unproven => Verdict::Lost(UNPROVEN.to_owned()),
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

const FOUND: &str = "the answer was lost; the participant was found by looking";
const SEVERAL: &str = "several participants have this key by now";
const UNPROVEN: &str = "nobody was found, but not everybody could be read: the participant may be there";
