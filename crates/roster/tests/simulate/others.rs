//! Other users of the same account: they change fields, and enter new participants by hand.

use crate::{
    kinds::Kind,
    simulation::{Edit, Simulation},
};
use participants_roster::core::{NewParticipant, ParticipantUpdate};
use participants_sandbox::{Sandbox, transport::InProcess};
use std::sync::Arc;

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
    pub(crate) async fn disturb(&self, simulation: &Simulation) {
        if !simulation.chance(simulation.roughness.others) {
            return;
        }
        let enters = !self.new.is_empty() && simulation.state().rng.u8(..5) == 0;
        if enters { self.enter(simulation).await } else { self.edit(simulation).await }
    }

    /// Another user changes a field of a participant.
    async fn edit(&self, simulation: &Simulation) {
        let (id, field, value) = {
            let rng = &mut simulation.state().rng;
            let (field, values) = &self.kind.fields[rng.usize(..self.kind.fields.len())];
            let id = self.ids[rng.usize(..self.ids.len())].clone();
            let Some(value) = rng.choice(*values) else { return };
            (id, field.clone(), (*value).to_owned())
        };
        let mut update = ParticipantUpdate::new();
        update.set_text(&field, &value).unwrap();
        // A user of their own, who never waits: nothing happens between their read and their write.
        let directory = self.kind.connect(&self.sandbox, InProcess::new(self.sandbox.clone()));
        directory.update(&id, &update).await.unwrap();
        let at = simulation.note("edit", format_args!("by another user: {field} of {id} is {value}"));
        simulation.state().facts.edits.push(Edit { at, id, field, value });
    }

    /// Another user enters a new participant, unless they are there.
    async fn enter(&self, simulation: &Simulation) {
        let wanted = {
            let rng = &mut simulation.state().rng;
            self.new[rng.usize(..self.new.len())].clone()
        };
        let email = wanted.email.value().unwrap().clone();
        let directory = self.kind.connect(&self.sandbox, InProcess::new(self.sandbox.clone()));
        let people = directory.list_all().await.unwrap().people;
        if people.iter().any(|person| person.email.as_ref() == Some(&email)) {
            return;
        }
        let mut new = NewParticipant::new();
        for field in wanted.named() {
            new.set_text(&field, wanted.change(&field).value().unwrap()).unwrap();
        }
        directory.create_unseen(&new).await.unwrap();
        let at = simulation.note("enter", format_args!("by another user: {email}"));
        simulation.state().facts.others_created.insert(email, at);
    }
}
