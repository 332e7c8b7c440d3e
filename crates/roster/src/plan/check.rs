//! What must hold of every step, by whatever program it was written: a plan may have been edited since.

use super::{Content, Counts, Header, Plan, PlanError, Reason, Step, Verb, compare::is_secret};
use participants_core::ParticipantUpdate;
use std::collections::BTreeSet;

impl Plan {
    /// Refuses a plan that contradicts itself.
    pub(super) fn check(&self) -> Result<(), PlanError> {
        self.steps.iter().try_for_each(Step::check_planned)?;
        let mut written = BTreeSet::new();
        for step in self.steps.iter().filter(|step| step.verb.is_write()) {
            if step.id.as_ref().is_some_and(|id| !written.insert(id)) {
                return Err(step.wrong("another step writes to the same participant"));
            }
        }
        self.summary.header.check()?;
        if self.summary.counts == Counts::of(&self.steps) { Ok(()) } else { Err(PlanError::Counts) }
    }
}

impl Header {
    /// Refuses the header of another document, or of a plan of another version.
    pub(super) fn check(&self) -> Result<(), PlanError> {
        if self.format != Plan::FORMAT {
            return Err(PlanError::NotAPlan);
        }
        if self.version != Plan::VERSION {
            return Err(PlanError::Version { found: self.version.into() });
        }
        Ok(())
    }
}

impl Step {
    /// The same, of a step as plans have it. A journal of an earlier version has steps that do not say who the
    /// participant was.
    pub(super) fn check_planned(&self) -> Result<(), PlanError> {
        self.check()?;
        let is_about_one = self.verb.is_write() && self.verb != Verb::Create;
        match &self.identity {
            None if is_about_one => Err(self.wrong("it does not say who the participant was; make the plan again")),
            _ => Ok(()),
        }
    }

    pub(crate) fn check(&self) -> Result<(), PlanError> {
        let has_id = self.id.as_ref().is_some_and(|id| !id.is_empty());
        let has_changes = !self.changes.is_empty();
        // What takes a deactivation back has no row either.
        let takes_back = self.reasons.iter().any(|reason| matches!(reason, Reason::Undoes { .. }));
        let wrong = match self.verb {
            Verb::Create if self.id.is_some() => Some("a new participant has no identifier yet"),
            Verb::Update | Verb::Move | Verb::Reactivate | Verb::Deactivate if !has_id => {
                Some("the participant's identifier is missing")
            }
            Verb::Create | Verb::Update | Verb::Move | Verb::Reactivate if !has_changes => Some("no field changes"),
            Verb::Create | Verb::None | Verb::Refuse if self.identity.is_some() => {
                Some("it says who a participant was, and changes none")
            }
            Verb::None | Verb::Refuse | Verb::Deactivate if has_changes => {
                Some("a field changes, which the verb does not do")
            }
            Verb::Deactivate if self.line.is_some() => Some("a row cannot deactivate a participant"),
            verb if verb != Verb::Deactivate && self.line.is_none() && !takes_back => Some("the line is missing"),
            _ => None,
        };
        if let Some(wrong) = wrong {
            return Err(self.wrong(wrong));
        }
        // Only tried: whether each field takes its value.
        let mut tried = ParticipantUpdate::new();
        let mut fields = BTreeSet::new();
        for change in &self.changes {
            let field = &change.field;
            if !fields.insert(field) {
                return Err(self.wrong(format!("{field} is named twice")));
            }
            if is_secret(field) {
                return Err(self.wrong(format!("{field} never stands in a plan")));
            }
            match &change.after {
                Content::Unknown => return Err(self.wrong(format!("it is not known what {field} shall be"))),
                Content::Empty if self.verb == Verb::Create => {
                    return Err(self.wrong(format!("{field} of a new participant is already empty")));
                }
                Content::Empty => tried.clear(field),
                Content::Value(text) => tried.set_text(field, text),
            }
            .map_err(|error| self.wrong(error.to_string()))?;
        }
        Ok(())
    }

    pub(super) fn wrong(&self, what: impl Into<String>) -> PlanError {
        PlanError::Step { line: self.line, what: what.into() }
    }
}
