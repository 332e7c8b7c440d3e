//! What a booking must have, and every reason against it at once.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/booking-post/>; the codes from a public client,
//! <https://github.com/monscorps/kkurs.no>.

use super::{Booking, CURRENCIES, Guest, text};
use crate::frontcore::answers::Refusal;
use crate::frontcore::discounts::{EXPIRED_CODE, GOOD_CODE};
use crate::frontcore::world::{CANCELLED, FIRST_DATE, place};
use crate::frontcore::{Frontcore, body, participants};
use serde_json::{Map, Value};

/// The reasons against a booking: code and message.
#[derive(Default)]
struct Reasons(Vec<(String, String)>);

impl Reasons {
    fn add(&mut self, code: &str, message: impl Into<String>) {
        self.0.push((code.into(), message.into()));
    }
}

impl Frontcore {
    /// The booking, or all reasons against it at once.
    pub(super) fn check(&self, members: &Map<String, Value>) -> Result<Booking, Refusal> {
        self.check_payment(members)?;
        let mut reasons = Reasons::default();
        let date = self.check_date(members, &mut reasons)?;
        check_money(members, &mut reasons);
        let people = self.check_people(members, &mut reasons)?;
        let short = date.and_then(|date| self.world.free_seats(date)).is_some_and(|free| free < people.len());
        if short && self.switch(members, "seats_availability_check")? {
            reasons.add(self.settings.word("no_seats_code"), "There are not enough free seats");
        }
        match date {
            Some(date) if reasons.0.is_empty() => Ok(Booking { date, people }),
            _ => Err(Refusal::Booking(reasons.0)),
        }
    }

    /// The answer to a card payment (where to pay) is on no page, so none is made up.
    fn check_payment(&self, members: &Map<String, Value>) -> Result<(), Refusal> {
        match text(members, "payment_method").as_deref() {
            Some("invoice") => Ok(()),
            Some("card_swedbank") if self.settings.is("card_booking", "as_invoice") => Ok(()),
            Some("card_swedbank") => Err(Refusal::Other("Card payment is not available".into())),
            _ => Err(Refusal::field("payment_method")),
        }
    }

    fn check_date(&self, members: &Map<String, Value>, reasons: &mut Reasons) -> Result<Option<usize>, Refusal> {
        let id = members.get("coursedate_id").and_then(body::number);
        let date = id.and_then(|id| place(id, FIRST_DATE, self.world.dates.len()));
        let Some(stored) = date.and_then(|date| self.world.dates.get(date)) else {
            reasons.add("course_date_identifier_invalid", "The course date does not exist");
            return Ok(None);
        };
        if stored.status() == CANCELLED && self.switch(members, "reject_cancelled_course_date")? {
            reasons.add("course_date_cancelled", "The course date is cancelled");
        }
        if self.world.main_product(stored.course).is_none() {
            reasons.add("default_course_product_missing", "The course has no product");
        }
        Ok(date)
    }

    fn check_people(&self, members: &Map<String, Value>, reasons: &mut Reasons) -> Result<Vec<Guest>, Refusal> {
        let sent = members.get("participants").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if sent.is_empty() {
            reasons.add("participant_count_invalid", "There must be at least one participant");
        }
        let mut people = Vec::new();
        for (index, sent) in sent.iter().enumerate() {
            let part = |name: &str| sent.get(name).and_then(body::text).unwrap_or_default().trim().to_owned();
            let (first, last, email) = (part("firstname"), part("lastname"), part("email"));
            // Positions count from 1 in the messages.
            let number = index + 1;
            if first.is_empty() || last.is_empty() {
                reasons.add("participant_name_invalid_empty", format!("Participant {number}: the name is empty"));
            }
            if email.is_empty() {
                reasons.add("participant_email_invalid_empty", format!("Participant {number}: the address is empty"));
            }
            let status = match sent.get("status_id") {
                None | Some(Value::Null) => 1,
                Some(code) => participants::status(&self.settings, code).ok_or_else(|| Refusal::field("status_id"))?,
            };
            people.push(Guest { first, last, email, status });
        }
        Ok(people)
    }

    /// A switch of `config`; off when it is left out. (Its two switches about e-mails have nothing to do here.)
    pub(super) fn switch(&self, members: &Map<String, Value>, name: &str) -> Result<bool, Refusal> {
        let Some(value) = members.get("config").and_then(|config| config.get(name)) else { return Ok(false) };
        body::boolean(&self.settings, value).ok_or_else(|| Refusal::field(name))
    }
}

fn check_money(members: &Map<String, Value>, reasons: &mut Reasons) {
    if text(members, "currency").is_some_and(|currency| !CURRENCIES.contains(&currency.as_str())) {
        reasons.add("exchange_rate_does_not_exist", "There is no exchange rate for this currency");
    }
    for kind in ["campaign_code", "voucher_code"] {
        match text(members, kind).as_deref() {
            None | Some(GOOD_CODE) => {}
            Some(EXPIRED_CODE) => reasons.add(&format!("{kind}_expired"), "The code has expired"),
            Some(_) => reasons.add(&format!("{kind}_invalid"), "The code does not exist"),
        }
    }
}
