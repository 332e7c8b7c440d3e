//! What an enrolment is made of: places on the planned modules, an attendance for each slot, and the sums over these.

use super::record::{Row, fields};
use super::resource::Kind;
use super::store::Store;
use std::collections::BTreeMap;

/// What the attendances of one enrolment come to.
#[derive(Clone, Copy, Default)]
struct Sum {
    slots: u32,
    present: u32,
    absent: u32,
    seconds: u64,
}

impl Store {
    /// Gives an enrolment its parts, and its participant the code to the portal if this is the first one.
    pub(super) fn enrol(&mut self, lap: u64, code: u32, present: bool) {
        let Some(row) = self.get(Kind::Enrolment, lap) else { return };
        let (action, person) = (row.text("id_action_de_formation").to_owned(), row.text("id_participant").to_owned());
        let price = row.text("prix").to_owned();
        let mut places = BTreeMap::new();
        for planned in self.having(Kind::PlannedModule, "id_action_de_formation", &action) {
            let module = self.get(Kind::PlannedModule, planned).map(|row| row.text("id_module").to_owned());
            let place = fields([
                ("id_lap", lap.to_string()),
                ("id_lam", planned.to_string()),
                ("id_participant", person.clone()),
                ("id_module", module.unwrap_or_default()),
                ("prix", price.clone()),
            ]);
            places.insert(planned, self.add(Kind::ModuleEnrolment, Row { fields: place, ..Row::default() }));
        }
        for slot in self.having(Kind::Slot, "id_action_de_formation", &action) {
            let planned = self.get(Kind::Slot, slot).and_then(|row| row.id("id_lam"));
            self.expect(slot, lap, &person, planned.and_then(|id| places.get(&id).copied()));
        }
        if present {
            self.mark_present(lap);
        }
        let code = format!("{:03}-{:03}-{:03}", code / 1_000_000, code / 1_000 % 1_000, code % 1_000);
        let person = person.parse().ok().and_then(|id| self.get_mut(Kind::Participant, id));
        if let Some(person) = person.filter(|person| person.text("extranet_code").is_empty()) {
            person.put("extranet_code", code);
        }
    }

    /// Gives a slot an attendance for each participant of its training action.
    pub(super) fn open_slot(&mut self, slot: u64) {
        let Some(row) = self.get(Kind::Slot, slot) else { return };
        let (action, planned) = (row.text("id_action_de_formation").to_owned(), row.text("id_lam").to_owned());
        let places = self.rows(Kind::ModuleEnrolment).iter().filter(|(_, row)| row.text("id_lam") == planned);
        let places: BTreeMap<u64, u64> = places.filter_map(|(id, row)| Some((row.id("id_lap")?, *id))).collect();
        let rows = self.rows(Kind::Enrolment).iter();
        let taking_part = rows.filter(|(_, row)| row.text("id_action_de_formation") == action && is_active(row));
        let laps: Vec<_> = taking_part.map(|(id, row)| (*id, row.text("id_participant").to_owned())).collect();
        for (lap, person) in laps {
            self.expect(slot, lap, &person, places.get(&lap).copied());
        }
    }

    /// Marks an enrolment's participant as present on every slot.
    fn mark_present(&mut self, lap: u64) {
        for id in self.having(Kind::Attendance, "id_lap", &lap.to_string()) {
            self.attend(id, "1");
        }
    }

    /// Records whether a participant was there: `1`, `0`, or empty for not recorded.
    pub(super) fn attend(&mut self, attendance: u64, presence: &str) {
        let slot = self.get(Kind::Attendance, attendance).and_then(|row| self.get(Kind::Slot, row.id("id_creneau")?));
        let seconds = slot.and_then(|slot| slot.id("duration")).unwrap_or_default();
        if let Some(row) = self.get_mut(Kind::Attendance, attendance) {
            row.put("presence", presence.to_owned());
            row.put("heures_presence", if presence == "1" { hours(seconds) } else { String::new() });
            row.put("heures_absence", if presence == "0" { hours(seconds) } else { String::new() });
        }
    }

    /// Derives from the attendances what enrolments say of them, and from the enrolments how many take part.
    pub(super) fn recount(&mut self) {
        let mut sums: BTreeMap<u64, Sum> = BTreeMap::new();
        for row in self.rows(Kind::Attendance).values() {
            let slot = row.id("id_creneau").and_then(|id| self.get(Kind::Slot, id));
            let sum = sums.entry(row.id("id_lap").unwrap_or_default()).or_default();
            sum.slots += 1;
            match row.text("presence") {
                "1" => {
                    sum.present += 1;
                    sum.seconds += slot.and_then(|slot| slot.id("duration")).unwrap_or_default();
                }
                "0" => sum.absent += 1,
                _ => {}
            }
        }
        let mut taking_part: BTreeMap<u64, u64> = BTreeMap::new();
        let laps: Vec<u64> = self.rows(Kind::Enrolment).keys().copied().collect();
        for lap in laps {
            let sum = sums.get(&lap).copied().unwrap_or_default();
            let Some(row) = self.get_mut(Kind::Enrolment, lap) else { continue };
            row.put("presence", sum.presence().into());
            row.put("presence_percent", sum.percent());
            row.put("total_heures_presence", hours(sum.seconds));
            if is_active(row) {
                *taking_part.entry(row.id("id_action_de_formation").unwrap_or_default()).or_default() +=
                    row.id("nb_participants_anonymes").unwrap_or(1);
            }
        }
        let actions: Vec<u64> = self.rows(Kind::Action).keys().copied().collect();
        for action in actions {
            let count = taking_part.get(&action).copied().unwrap_or_default();
            if let Some(row) = self.get_mut(Kind::Action, action) {
                row.put("total_participants", count.to_string());
            }
        }
    }

    fn expect(&mut self, slot: u64, lap: u64, person: &str, place: Option<u64>) {
        let attendance = fields([
            ("id_creneau", slot.to_string()),
            ("id_lap", lap.to_string()),
            ("id_lmp", place.map(|id| id.to_string()).unwrap_or_default()),
            ("id_participant", person.to_owned()),
        ]);
        self.add(Kind::Attendance, Row { fields: attendance, ..Row::default() });
    }
}

impl Sum {
    /// `OUI`: at every slot; `NON`: at none; `INC.`: not, or not yet, either.
    fn presence(self) -> &'static str {
        match self {
            Self { slots: 0, .. } => "INC.",
            Self { slots, present, .. } if slots == present => "OUI",
            Self { slots, absent, .. } if slots == absent => "NON",
            _ => "INC.",
        }
    }

    fn percent(self) -> String {
        format!("{:.2}", f64::from(self.present * 100) / f64::from(self.slots.max(1)))
    }
}

/// Whether an enrolment is in force. Those that were ended stay listed with another status.
fn is_active(lap: &Row) -> bool {
    lap.text("status").is_empty()
}

/// Hours as the API writes them: `1.500`.
#[allow(clippy::cast_precision_loss, reason = "no slot is longer than 2^52 seconds")]
fn hours(seconds: u64) -> String {
    format!("{:.3}", seconds as f64 / 3600.0)
}
