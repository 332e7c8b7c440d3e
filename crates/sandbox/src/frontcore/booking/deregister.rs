//! `PUT /booking/:id/deregister`: all participants of a booking at once.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/booking/:id/deregister-put/>.

use crate::emulator::{Call, Effect, Reply};
use crate::frontcore::answers::{self, Refusal};
use crate::frontcore::world::{DEREGISTERED, FIRST_BOOKING, id, place};
use crate::frontcore::{Frontcore, body};
use serde_json::{Value, json};

impl Frontcore {
    /// That a fee is the other of the two codes, and that those who are deregistered stay as they are, is inferred.
    pub(in crate::frontcore) fn deregister(&mut self, booking: &str, call: &Call) -> Result<Reply, Refusal> {
        self.check_access()?;
        let place = body::number(&booking.into()).and_then(|id| place(id, FIRST_BOOKING, self.world.orders.len()));
        let order = place.and_then(|place| Some((place, self.world.orders.get(place)?)));
        let (place, order) = order.ok_or_else(|| Refusal::code("resource_not_found", "Booking not found"))?;
        let places = order.enrolments.clone();
        let members = body::members(call)?;
        self.known_only(&members, &["config"])?;
        let [plain, with_fee] = DEREGISTERED;
        let status = if self.switch(&members, "with_fee")? { with_fee } else { plain };
        self.switch(&members, "send_receipt_email_to_participant")?;
        let now = self.world.tick();
        for place in &places {
            let enrolment = self.world.enrolments.get_mut(*place);
            if let Some(enrolment) = enrolment.filter(|enrolment| !DEREGISTERED.contains(&enrolment.status)) {
                (enrolment.status, enrolment.status_changed, enrolment.updated) = (status, now, now);
            }
        }
        let participants: Vec<Value> = places.into_iter().map(|place| self.participant(place, false)).collect();
        let booking_id = id(FIRST_BOOKING, place).to_string();
        let answer = json!({"successful": true, "booking_id": booking_id, "participants": participants});
        Ok(answers::json(200, &answer).after(Effect::Changed))
    }
}
