//! What a step means, in the words of a directory: exactly the fields it shows.

use super::{Content, PlanError, Step, Verb};
use participants_core::{NewParticipant, ParticipantUpdate};

/// What a step asks of a provider's directory.
///
/// `Debug` shows identifiers and names of fields, no values.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Action {
    /// Nothing is sent.
    Nothing,
    /// [`Directory::create`](participants_core::Directory::create).
    Create(NewParticipant),
    /// [`Directory::update`](participants_core::Directory::update); a move is one, too.
    Update {
        /// The provider's identifier.
        id: String,
        /// The fields that change.
        update: ParticipantUpdate,
    },
    /// [`Directory::deactivate`](participants_core::Directory::deactivate).
    Deactivate {
        /// The provider's identifier.
        id: String,
    },
}

impl Step {
    /// What the step means: the fields of its changes, and no other.
    ///
    /// # Errors
    /// [`PlanError::Step`] where the step contradicts itself or holds a value that is not of its field's form. No step
    /// of a plan that this crate made or read does.
    pub fn action(&self) -> Result<Action, PlanError> {
        self.check()?;
        let id = self.id.clone().unwrap_or_default();
        match self.verb {
            Verb::None | Verb::Refuse => Ok(Action::Nothing),
            Verb::Deactivate => Ok(Action::Deactivate { id }),
            Verb::Update | Verb::Move | Verb::Reactivate => {
                let mut update = ParticipantUpdate::new();
                for change in &self.changes {
                    match change.after.value() {
                        Some(text) => update.set_text(&change.field, text),
                        None => update.clear(&change.field),
                    }
                    .map_err(|error| self.wrong(error.to_string()))?;
                }
                Ok(Action::Update { id, update })
            }
            Verb::Create => {
                let mut new = NewParticipant::new();
                for change in &self.changes {
                    if let Content::Value(text) = &change.after {
                        new.set_text(&change.field, text).map_err(|error| self.wrong(error.to_string()))?;
                    }
                }
                Ok(Action::Create(new))
            }
        }
    }
}
