//! Other users of the same account: they change fields, and enter new participants by hand.

use crate::{
    kinds::Kind,
    simulation::{Edit, Simulation},
};
use participants_roster::core::{ExistenceCheck, NewParticipant, ParticipantUpdate};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::{sync::Arc, thread};
use tokio::runtime::Builder;

#[derive(Clone)]
pub(crate) struct Others {
    pub(crate) kind: &'static Kind,
    pub(crate) sandbox: Sandbox,
    pub(crate) ids: Arc<Vec<String>>,
    /// The new participants of the roster.
    pub(crate) new: Arc<Vec<ParticipantUpdate>>,
}

impl Others {
    /// Another user does something, if the seed says so. It is over before anything else happens.
    pub(crate) fn disturb(&self, simulation: &Simulation) {
        if !simulation.chance(simulation.roughness.others) {
            return;
        }
        let enters = !self.new.is_empty() && simulation.state().rng.u8(..5) == 0;
        if enters { self.enter(simulation) } else { self.edit(simulation) }
    }

    /// Another user changes a field of a participant.
    fn edit(&self, simulation: &Simulation) {
        let (id, field, value) = {
            let rng = &mut simulation.state().rng;
            let (field, values) = &self.kind.fields[rng.usize(..self.kind.fields.len())];
            let id = self.ids[rng.usize(..self.ids.len())].clone();
            let Some(value) = rng.choice(*values) else { return };
            (id, field.clone(), (*value).to_owned())
        };
        let mut update = ParticipantUpdate::new();
        update.set_text(&field, &value).unwrap();
        let directory = self.kind.connect(&self.sandbox, InProcess::new(self.sandbox.clone()));
        let updated = at_once(directory.update(&id, &update));
        updated.unwrap_or_else(|error| panic!("another user sets {field} of {id} to {value}: {error}"));
        let at = simulation.note("edit", format_args!("by another user: {field} of {id} is {value}"));
        simulation.state().facts.edits.push(Edit { at, id, field, value });
    }

    /// Another user enters a new participant, unless they are there.
    fn enter(&self, simulation: &Simulation) {
        let wanted = {
            let rng = &mut simulation.state().rng;
            self.new[rng.usize(..self.new.len())].clone()
        };
        let email = wanted.email.value().unwrap().clone();
        let directory = self.kind.connect(&self.sandbox, InProcess::new(self.sandbox.clone()));
        let people = at_once(directory.list_all()).unwrap().people;
        if people.iter().any(|person| person.email.as_ref() == Some(&email)) {
            return;
        }
        let mut new = NewParticipant::new();
        for field in wanted.named() {
            new.set_text(&field, wanted.change(&field).value().unwrap()).unwrap();
        }
        at_once(async { directory.prepare_create(&new, ExistenceCheck::Skipped).await?.send().await }).unwrap();
        let at = simulation.note("enter", format_args!("by another user: {email}"));
        simulation.state().facts.others_created.insert(email, at);
    }
}

/// Carries out a call while the time of the simulation stands still: a client waits for the provider's limits, and
/// nothing may happen between another user's read and their write.
fn at_once<T: Send>(call: impl Future<Output = T> + Send) -> T {
    let carry_out = || Builder::new_current_thread().enable_time().start_paused(true).build().unwrap().block_on(call);
    thread::scope(|scope| scope.spawn(carry_out).join()).unwrap()
}
