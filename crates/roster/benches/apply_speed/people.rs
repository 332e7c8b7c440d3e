//! The made-up people of the measurement, by number: every second one is to be changed, the others to be created.

use participants_roster::{
    Step,
    core::{NewParticipant, ParticipantUpdate, serde_json},
    plan::Content,
};

pub(crate) const OLD_CITY: &str = "Ålesund";
pub(crate) const NEW_CITY: &str = "Tromsø";

/// The steps of a plan, made one after the other.
pub(crate) struct Steps {
    update: Step,
    create: Step,
}

impl Steps {
    pub(crate) fn new() -> Result<Self, serde_json::Error> {
        let update = r#"{"line": 1, "verb": "update", "id": "0", "matched_by": "email", "identity": {}, "changes":
            [{"field": "city", "before": {"value": "Ålesund"}, "after": {"value": "Tromsø"}}]}"#;
        let create = r#"{"line": 1, "verb": "create", "changes":
            [{"field": "first_name", "before": "empty", "after": {"value": "Øda"}},
             {"field": "last_name", "before": "empty", "after": {"value": "O'Lindström"}},
             {"field": "email", "before": "empty", "after": {"value": "?"}},
             {"field": "phone", "before": "empty", "after": {"value": "+47 555 0100"}},
             {"field": "city", "before": "empty", "after": {"value": "Ålesund"}}],
            "reasons": [{"not_found": {"proof": "complete"}}]}"#;
        Ok(Self { update: serde_json::from_str(update)?, create: serde_json::from_str(create)? })
    }

    pub(crate) fn step(&self, number: u64) -> Step {
        let mut step = if number.is_multiple_of(2) { self.update.clone() } else { self.create.clone() };
        step.line = Some(number + 2);
        if step.id.is_some() {
            step.id = Some(id(number));
        } else if let Some(email_) = step.changes.get_mut(2) {
            email_.after = Content::Value(email(number));
        }
        step
    }
}

pub(crate) fn id(number: u64) -> String {
    format!("{number:08}")
}

pub(crate) fn email(number: u64) -> String {
    format!("oda.lindstrom.{number}@example.org")
}

/// What an update's step means, made by hand.
pub(crate) fn update() -> ParticipantUpdate {
    ParticipantUpdate::new().city(NEW_CITY)
}

/// What a creation's step means, made by hand.
pub(crate) fn newcomer(number: u64) -> NewParticipant {
    let new = NewParticipant::new().first_name("Øda").last_name("O'Lindström").email(email(number));
    new.phone("+47 555 0100").city(OLD_CITY)
}
