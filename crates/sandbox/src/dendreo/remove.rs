//! DELETE: one record or several.

use super::Dendreo;
use super::answers::{self, Failure};
use super::input::Input;
use super::resource::{Kind, Resource};
use crate::emulator::{Effect, Reply};
use std::collections::BTreeSet;

impl Dendreo {
    /// Answers a DELETE of this resource.
    pub(super) fn delete(&mut self, resource: &'static Resource, input: &Input) -> Result<Reply, Failure> {
        let required = || Failure::of(format!("Champ obligatoire ({})", resource.id));
        let named = input.named_id(resource).ok_or_else(required)?;
        let ids: Vec<Option<u64>> = named.split(',').map(|id| self.known(resource, id.trim())).collect();
        if ids.contains(&None) && !self.settings.is("unknown_delete", "200") {
            return Err(answers::unknown().with(self.settings.status("unknown_delete")));
        }
        let ids: BTreeSet<u64> = ids.into_iter().flatten().collect();
        if ids.iter().any(|id| self.may_not_go(resource.kind, *id)) {
            return Err(Failure::of("Suppression impossible : enregistrement utilisé"));
        }
        match self.settings.word("removed_enrolment") {
            "gone" => self.store.remove(resource.kind, &ids),
            status if resource.kind == Kind::Enrolment => {
                let status = status.to_owned();
                ids.iter().for_each(|id| self.withdraw(*id, &status));
            }
            _ => self.store.remove(resource.kind, &ids),
        }
        self.recount(resource.kind);
        let effect = if ids.is_empty() { Effect::None } else { Effect::Changed };
        Ok(answers::deleted(&self.settings, &ids).after(effect))
    }

    fn may_not_go(&self, kind: Kind, id: u64) -> bool {
        match kind {
            Kind::Participant => {
                let enrolled = !self.store.having(Kind::Enrolment, "id_participant", &id.to_string()).is_empty();
                enrolled && self.settings.is("delete_enrolled", "refused")
            }
            // The parts of an enrolment are made with it and go with it.
            Kind::Enrolment => false,
            _ => self.settings.is("delete_in_use", "refused") && self.store.is_used(kind, id),
        }
    }

    /// An enrolment that is ended stays listed; its places and attendances go.
    fn withdraw(&mut self, lap: u64, status: &str) {
        let edited = self.clock.tick();
        if let Some(row) = self.store.get_mut(Kind::Enrolment, lap) {
            row.put("status", status.to_owned());
            row.edited = edited;
        }
        for kind in [Kind::ModuleEnrolment, Kind::Attendance] {
            let parts = self.store.having(kind, "id_lap", &lap.to_string()).into_iter().collect();
            self.store.remove(kind, &parts);
        }
    }
}
