//! What is true at the end, as the sandbox shows it: the journal is held against it, never the other way round.

use crate::{
    simulation::Facts,
    world::{World, target},
};
use participants_roster::{
    Step, Verb,
    core::{Field, Participant},
    journal::{Run, SqliteJournal, State, StepRecord},
    plan::FieldChange,
};
use std::collections::BTreeMap;

/// What the journal says in the end.
pub(crate) struct Done {
    entries: Vec<StepRecord>,
    /// How many runs there were.
    runs: usize,
    is_disturbed: bool,
}

type People = BTreeMap<String, Participant>;

impl Done {
    pub(crate) fn read(world: &World, journal: &mut SqliteJournal, runs: &[(Run, Vec<Step>)]) -> Self {
        let of = |(run, _): &(Run, _)| journal.entries(run.id, State::ALL, None, usize::MAX).unwrap();
        let entries = runs.iter().flat_map(of).collect();
        let facts = &world.simulation.state().facts;
        let is_disturbed = !facts.edits.is_empty() || !facts.others_created.is_empty();
        Self { entries, runs: runs.len(), is_disturbed }
    }

    /// Whether other users changed anything.
    pub(crate) fn is_disturbed(&self) -> bool {
        self.is_disturbed
    }

    fn of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a StepRecord> {
        self.entries.iter().filter(move |entry| entry.step.id.as_deref() == Some(id))
    }
}

/// Every promise about the end of a run.
pub(crate) async fn check(world: &World, done: &Done) {
    let now = world.people().await;
    let mut broken = Vec::new();
    {
        let facts = &world.simulation.state().facts;
        check_states(world, done, facts, &mut broken);
        check_number(world, facts, &now, &mut broken);
        world.before.keys().for_each(|id| check_person(world, done, facts, id, &now, &mut broken));
        done.entries.iter().for_each(|entry| check_done(world, facts, entry, &now, &mut broken));
    }
    broken.into_iter().for_each(|promise| world.simulation.broken(promise));
}

/// Everyone is as before the run that is undone, and who was created takes part no more.
pub(crate) async fn check_undone(world: &World, done: &Done, undone: &Done) {
    let now = world.people().await;
    let mut broken = Vec::new();
    let is_refused = |entry: &&StepRecord| entry.step.verb == Verb::Refuse;
    let refused: Vec<_> = undone.entries.iter().filter(is_refused).filter_map(|entry| entry.step.id.as_ref()).collect();
    for entry in undone.entries.iter().filter(|entry| !is_refused(entry)) {
        if entry.state != State::Done && world.simulation.state().facts.edits.is_empty() {
            broken.push(format!("undoing {} ends as {}: {:?}", target(&entry.step), entry.state, entry.note));
        }
    }
    let has_edits = !world.simulation.state().facts.edits.is_empty();
    for (id, before) in world.before.iter().filter(|(id, _)| !refused.contains(id) && !has_edits) {
        for (field, _) in world.kind.fields {
            let (was, is) = (before.get(field), now[id].get(field));
            if was.unwrap_or_default() != is.clone().unwrap_or_default() {
                broken.push(format!("{field} of {id} is {is:?} after undo"));
            }
        }
        if before.has_ended() != now[id].has_ended() {
            broken.push(format!("{id} has another status after undo"));
        }
    }
    for entry in done.entries.iter().filter(|entry| entry.step.verb == Verb::Create && entry.attempts > 0) {
        let Some(id) = entry.id.as_ref().filter(|id| entry.state == State::Done && !refused.contains(id)) else {
            continue;
        };
        if world.kind.has_deactivation && !now[id].has_ended() && !has_edits {
            broken.push(format!("{id} was created, and takes part after undo"));
        }
    }
    broken.into_iter().for_each(|promise| world.simulation.broken(promise));
}

/// Each row ends, and what a state says was not carried out was not.
fn check_states(world: &World, done: &Done, facts: &Facts, broken: &mut Vec<String>) {
    for entry in &done.entries {
        let (what, state) = (target(&entry.step), entry.state);
        let effects = facts.effects.get(&what).map_or(0, Vec::len);
        let is_touched = done.runs > 1 || is_touched(world, facts, &what);
        let note = entry.note.as_deref().unwrap_or_default();
        if state.is_open() {
            broken.push(format!("{what} is still {state}: {note}"));
        }
        let is_undone = match state {
            State::Refused | State::Failed => done.runs == 1,
            State::Stale => !is_touched,
            _ => false,
        };
        if is_undone && effects > 0 {
            broken.push(format!("{what} is {state}, and was carried out: {note}"));
        }
        if state == State::Stale && !is_touched {
            broken.push(format!("{what} is stale, and no other user changed it: {note}"));
        }
        if state == State::Partial && effects == 0 {
            broken.push(format!("{what} is partial, and nothing was carried out: {note}"));
        }
        if state == State::Failed && effects == 0 && entry.attempts == 0 {
            broken.push(format!("{what} failed, and was never sent: {note}"));
        }
    }
}

/// As many people are there as were, and as were created.
fn check_number(world: &World, facts: &Facts, now: &People, broken: &mut Vec<String>) {
    let created: u64 = facts.created.values().sum();
    let expected = world.before.len() as u64 + created + facts.others_created.len() as u64;
    if now.len() as u64 != expected {
        broken.push(format!("{} participants, and {expected} are known of", now.len()));
    }
}

/// A participant who was there: each field is as before, as planned, or as another user left it.
fn check_person(world: &World, done: &Done, facts: &Facts, id: &str, now: &People, broken: &mut Vec<String>) {
    let before = &world.before[id];
    let Some(person) = now.get(id) else { return broken.push(format!("{id} is gone")) };
    let has_left = done.of(id).any(|entry| entry.step.verb == Verb::Deactivate && facts.effects.contains_key(id));
    if person.has_ended() && !before.has_ended() && !has_left {
        broken.push(format!("{id} was deactivated, and no step says so"));
    }
    for field in Field::ALL.iter().filter(|field| **field != Field::UpdatedAt) {
        let is_plain = world.kind.fields.iter().any(|(known, _)| known == field);
        let follows = world.kind.follows.iter().any(|(follower, _)| follower == field);
        if follows || (has_left && !is_plain) {
            continue;
        }
        let is = person.get(field).unwrap_or_default();
        let ids = same_person(world, id, field);
        let edited = facts.edits.iter().any(|edit| ids.contains(&&edit.id) && edit.field == *field && edit.value == is);
        let is_planned = |id: &&String| {
            let mut changes = done.of(id).flat_map(|entry| &entry.step.changes).filter(|change| change.field == *field);
            facts.effects.contains_key(*id) && changes.any(|change| is_as_planned(change, &is))
        };
        let was = before.get(field).unwrap_or_default();
        if is != was && !edited && !ids.iter().any(is_planned) {
            broken.push(format!("{field} of {id} was {was:?}, is {is:?}, and no step or user wanted that"));
        }
    }
}

/// A row that is done is as planned, unless another user changed it.
fn check_done(world: &World, facts: &Facts, entry: &StepRecord, now: &People, broken: &mut Vec<String>) {
    if entry.state != State::Done {
        return;
    }
    let what = target(&entry.step);
    let person = match entry.step.verb {
        Verb::Create => {
            let has_address = |person: &&Participant| person.email.as_deref() == Some(what.as_str());
            let found: Vec<_> = now.values().filter(has_address).collect();
            if let Some(id) = &entry.id
                && found.iter().all(|person| person.id != *id)
            {
                broken.push(format!("{what} is done as {id}, and that is another participant"));
            }
            found.first().copied()
        }
        _ => now.get(&what),
    };
    let Some(person) = person else { return broken.push(format!("{what} is done, and not there")) };
    if entry.step.verb == Verb::Deactivate && !person.has_ended() {
        broken.push(format!("{what} is done, and takes part"));
    }
    for change in &entry.step.changes {
        let ids = same_person(world, &what, &change.field);
        let is_edited = facts.edits.iter().any(|edit| ids.contains(&&edit.id) && edit.field == change.field);
        let is = person.get(&change.field).unwrap_or_default();
        let is_entered = facts.others_created.contains_key(&what);
        if !is_edited && !is_entered && !is_as_planned(change, &is) && shows(world, &change.field) {
            broken.push(format!("{what} is done, and {} is {is:?}", change.field));
        }
    }
}

fn is_as_planned(change: &FieldChange, is: &str) -> bool {
    change.after.value().unwrap_or_default().to_lowercase() == is.to_lowercase()
}

/// Whether another user changed what a step writes to.
fn is_touched(world: &World, facts: &Facts, what: &str) -> bool {
    let is_same =
        |id: &String| world.kind.fields.iter().any(|(field, _)| same_person(world, what, field).contains(&id));
    facts.others_created.contains_key(what) || facts.edits.iter().any(|edit| edit.id == what || is_same(&edit.id))
}

/// The participants that share a field with this one; at most providers this one alone.
fn same_person<'a>(world: &'a World, id: &str, field: &Field) -> Vec<&'a String> {
    let email = world.before.get(id).and_then(|person| person.email.as_ref());
    let is_shared = world.kind.shared.contains(field);
    let is_same = |(other, person): &(&String, &Participant)| {
        other.as_str() == id || (is_shared && email.is_some() && person.email.as_ref() == email)
    };
    world.before.iter().filter(is_same).map(|(id, _)| id).collect()
}

fn shows(world: &World, field: &Field) -> bool {
    world.capabilities.field(field).is_some_and(|known| known.read)
}
