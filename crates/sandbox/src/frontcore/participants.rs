//! `/participants`: list, one, update. Creating is a booking; contact data belongs to the user.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/participants/>, <https://app.frontcore.com/api/docs/v2/participants/:id/>,
//! <https://app.frontcore.com/api/docs/v2/participants/:id-put/>.

use super::answers::{self, Refusal};
use super::lists::{Selection, parameter};
use super::records::Enrolment;
use super::world::{DEREGISTERED, FIRST_COURSE, FIRST_CUSTOMER, FIRST_DATE, FIRST_PARTICIPANT, FIRST_USER, id};
use super::{Frontcore, body, find, properties, wire};
use crate::emulator::{Call, Effect, Reply};
use crate::settings::Settings;
use serde_json::{Value, json};

/// The enrolment codes that a page lists.
const STATUSES: [u64; 6] = [1, 2, 3, 4, 7, 8];

impl Frontcore {
    pub(super) fn list_participants(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let course = parameter(call, "course_id")?;
        let date = parameter(call, "coursedate_id")?;
        let customer = parameter(call, "customer_id")?;
        let user = parameter(call, "user_id")?;
        let matches = |enrolment: &Enrolment| {
            let course_of = || self.world.dates.get(enrolment.date).map(|date| id(FIRST_COURSE, date.course));
            let customer_of = || self.world.users.get(enrolment.user).map(|user| id(FIRST_CUSTOMER, user.customer));
            date.is_none_or(|date| date == id(FIRST_DATE, enrolment.date))
                && user.is_none_or(|user| user == id(FIRST_USER, enrolment.user))
                && course.is_none_or(|course| Some(course) == course_of())
                && customer.is_none_or(|customer| Some(customer) == customer_of())
        };
        let enrolments = self.world.enrolments.iter().enumerate().filter(|(place, enrolment)| {
            matches(enrolment)
                && self.listed(enrolment)
                && selection.admits(id(FIRST_PARTICIPANT, *place), enrolment.created, enrolment.updated)
        });
        let attendance = attendance(call);
        let page = selection.cut(enrolments);
        Ok(page.reply(&self.settings, |(place, _)| self.participant(place, attendance)))
    }

    pub(super) fn get_participant(&self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_PARTICIPANT, self.world.enrolments.len(), "Participant")?;
        Ok(answers::json(200, &self.participant(place, attendance(call))))
    }

    /// All members are checked before one is written.
    pub(super) fn update_participant(&mut self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_PARTICIPANT, self.world.enrolments.len(), "Participant")?;
        let members = body::members(call)?;
        let mut known = vec!["idStatus", "idPaid", "completed", "passed", "custom_properties"];
        if self.settings.flag("no_show_writable") {
            known.push("no_show");
        }
        self.known_only(&members, &known)?;
        let Some(stored) = self.world.enrolments.get(place) else { return Err(Refusal::Unknown("Participant")) };
        let mut enrolment = stored.clone();
        let mut wrong = Vec::new();
        let mut named = false;
        for (name, value) in members.iter().filter(|(name, _)| known.contains(&name.as_str())) {
            named = true;
            if write(&self.settings, &mut enrolment, name, value).is_none() {
                wrong.push(name.clone());
            }
        }
        if !wrong.is_empty() {
            return Err(Refusal::Fields(wrong));
        }
        let effect = if named { Effect::Changed } else { Effect::None };
        if named {
            let now = self.world.tick();
            enrolment.updated = now;
            if let Some(stored) = self.world.enrolments.get_mut(place) {
                if stored.status != enrolment.status {
                    enrolment.status_changed = now;
                }
                *stored = enrolment;
            }
        }
        if self.settings.is("put_answer", "empty") {
            return Ok(Reply::empty(200).after(effect));
        }
        Ok(answers::json(200, &self.participant(place, false)).after(effect))
    }

    pub(super) fn all_participants(&self) -> Vec<Value> {
        (0..self.world.enrolments.len()).map(|place| self.participant(place, false)).collect()
    }

    pub(super) fn participant(&self, place: usize, attendance: bool) -> Value {
        let Some(enrolment) = self.world.enrolments.get(place) else { return Value::Null };
        let mut answer = wire::participant(&self.settings, &self.world, place, enrolment);
        if attendance {
            answer["attendance"] = match self.settings.word("attendance") {
                "object" => json!({}),
                "null" => Value::Null,
                _ => json!([]),
            };
        }
        answer
    }

    fn listed(&self, enrolment: &Enrolment) -> bool {
        match self.settings.word("list_hides") {
            "archived" => enrolment.archived.is_none(),
            "archived_and_deregistered" => enrolment.archived.is_none() && !DEREGISTERED.contains(&enrolment.status),
            _ => true,
        }
    }
}

/// The code of an enrolment status, if it may be written.
pub(super) fn status(settings: &Settings, value: &Value) -> Option<u64> {
    body::number(value).filter(|code| STATUSES.contains(code) || settings.is("undocumented_codes", "accepted"))
}

fn write(settings: &Settings, enrolment: &mut Enrolment, name: &str, value: &Value) -> Option<()> {
    match name {
        "idStatus" => enrolment.status = status(settings, value)?,
        "idPaid" => enrolment.paid = paid(settings, value)?,
        "completed" => enrolment.completed = body::boolean(settings, value)?,
        "passed" => enrolment.passed = body::boolean(settings, value)?,
        "no_show" => enrolment.no_show = body::boolean(settings, value)?,
        "custom_properties" => enrolment.properties = properties::write(settings, &enrolment.properties, value)?,
        _ => {}
    }
    Some(())
}

/// A payment code as it is stored: none for the code that the setting gives to "not paid".
fn paid(settings: &Settings, value: &Value) -> Option<Option<u64>> {
    match body::number(value)? {
        super::world::PAID => Some(Some(super::world::PAID)),
        code if code == wire::paid_code(settings, None) => Some(None),
        code => settings.is("undocumented_codes", "accepted").then_some(Some(code)),
    }
}

fn attendance(call: &Call) -> bool {
    body::query_array(call, "include").contains(&"attendance")
}
