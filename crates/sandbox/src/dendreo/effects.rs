//! What follows from a write besides the record it names: derived members, and the records that come and go with it.

use super::Dendreo;
use super::answers::Failure;
use super::clock::seconds_between;
use super::input::Input;
use super::resource::Kind;
use serde_json::Value;

impl Dendreo {
    /// What a call to make a record says, with what follows from it.
    pub(super) fn completed(&self, kind: Kind, input: &Input) -> Result<Input, Failure> {
        let mut input = match kind {
            Kind::Contact => self.with_company(input)?,
            _ => input.clone(),
        };
        let mut follow = |name: &str, from: &str, of: Kind| {
            let other = input.text(from).and_then(|id| self.store.get(of, id.parse().ok()?));
            if let Some(value) = other.map(|row| row.text(name)).filter(|_| input.text(name).is_none()) {
                input.body.push((name.into(), Value::from(value)));
            }
        };
        match kind {
            Kind::Enrolment => follow("id_entreprise", "id_participant", Kind::Participant),
            Kind::Slot => follow("id_action_de_formation", "id_lam", Kind::PlannedModule),
            _ => {}
        }
        Ok(input)
    }

    /// What follows once a record is made.
    pub(super) fn made(&mut self, kind: Kind, id: u64, input: &Input) {
        match kind {
            Kind::Action => self.number(id),
            Kind::Slot => {
                self.measure(id);
                self.store.open_slot(id);
            }
            Kind::Enrolment => {
                let code = fastrand::Rng::with_seed(id).u32(..1_000_000_000);
                self.store.enrol(id, code, input.is_on("marquer_present"));
            }
            Kind::Contact => self.found_company(id, input),
            _ => {}
        }
        self.recount(kind);
    }

    /// What follows once a record is changed.
    pub(super) fn changed(&mut self, kind: Kind, id: u64, input: &Input) {
        match kind {
            Kind::Slot => self.measure(id),
            Kind::Contact => self.found_company(id, input),
            _ => {}
        }
        self.recount(kind);
    }

    /// Brings the sums up to date that a change of this kind of record may have touched.
    pub(super) fn recount(&mut self, kind: Kind) {
        if matches!(kind, Kind::Participant | Kind::Action | Kind::Enrolment | Kind::Slot) {
            self.store.recount();
        }
    }

    /// Gives a training action its number: `ADF_`, year, count.
    fn number(&mut self, id: u64) {
        let start = format!("ADF_{}", &self.clock.days_ago(0)[..4]);
        let rows = self.store.rows(Kind::Action).values();
        let numbers = rows.filter_map(|row| row.text("numero_complet").strip_prefix(&start)?.parse::<u32>().ok());
        let next = numbers.max().unwrap_or_default() + 1;
        if let Some(row) = self.store.get_mut(Kind::Action, id) {
            row.put("numero_complet", format!("{start}{next:04}"));
        }
    }

    /// A slot's length follows from its ends.
    fn measure(&mut self, id: u64) {
        if let Some(row) = self.store.get_mut(Kind::Slot, id) {
            let seconds = seconds_between(row.text("date_debut"), row.text("date_fin"));
            row.put("duration", seconds.map(|seconds| seconds.to_string()).unwrap_or_default());
        }
    }
}
