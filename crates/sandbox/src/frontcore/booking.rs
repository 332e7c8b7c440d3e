//! `POST /booking`: the only way a participant comes into being. Everything is checked before anything is made.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/booking-post/>; the answer and the error codes from a public client,
//! <https://github.com/monscorps/kkurs.no>.

use super::answers::{self, Refusal};
use super::world::{CANCELLED, Customer, Enrolment, FIRST_BOOKING, FIRST_DATE, FIRST_ORDER, Order, User, id, place};
use super::{Frontcore, body, participants};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};

/// Currencies the emulated account has an exchange rate for, its own first.
const CURRENCIES: [&str; 3] = ["nok", "eur", "sek"];

/// The one campaign or voucher code that works, and one that no longer does; the emulator's own.
const GOOD_CODE: &str = "WELCOME";
const EXPIRED_CODE: &str = "EXPIRED";

const KNOWN: [&str; 17] = [
    "coursedate_id",
    "payment_method",
    "participants",
    "config",
    "currency",
    "campaign_code",
    "voucher_code",
    "booker_name",
    "booker_email",
    "booker_phone",
    "company",
    "company_number",
    "gln_number",
    "invoice_reference",
    "invoice_address_1",
    "invoice_email",
    "payment_complete_url",
];

/// A checked booking.
struct Booking {
    date: usize,
    people: Vec<Guest>,
}

/// One person of a booking.
struct Guest {
    first: String,
    last: String,
    email: String,
    status: u64,
}

/// The reasons against a booking: code and message.
#[derive(Default)]
struct Reasons(Vec<(String, String)>);

impl Reasons {
    fn add(&mut self, code: &str, message: impl Into<String>) {
        self.0.push((code.into(), message.into()));
    }
}

impl Frontcore {
    pub(super) fn book(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let members = body::members(call)?;
        self.known_only(&members, &KNOWN)?;
        let Booking { date, people } = self.check(&members)?;
        let now = self.world.tick();
        let order = self.world.orders.len();
        let company = self.company(&members, now);
        let count = people.len();
        let mut places = Vec::new();
        let mut payer = company;
        for guest in people {
            let user = self.user_for(&guest, company, now);
            payer = payer.or(self.world.users.get(user).map(|user| user.customer));
            places.push(self.world.enrolments.len());
            self.world.enrolments.push(enrolment(user, date, order, guest.status, now));
        }
        let currency = text(&members, "currency").unwrap_or_else(|| CURRENCIES[0].into());
        let course = self.world.dates.get(date).map_or(0, |date| date.course);
        let price = self.world.courses.get(course).map_or(0, |course| course.price) * count as u64;
        let summary = json!({
            "order_id": id(FIRST_ORDER, order),
            "booking_id": id(FIRST_BOOKING, order),
            // Text of digits, as the one client that shows this answer has it.
            "coursedate_id": id(FIRST_DATE, date).to_string(),
            "currency": currency,
            "total_excl_vat": price,
            "total_incl_vat": price as f64 * 1.25,
            "total_vat": price as f64 * 0.25,
            "number_of_participants": count,
        });
        self.world.orders.push(Order {
            enrolments: places,
            customer: payer.unwrap_or(0),
            date,
            payment_method: text(&members, "payment_method").unwrap_or_default(),
            currency,
            paid: false,
            reference: text(&members, "invoice_reference").unwrap_or_default(),
            booker_name: text(&members, "booker_name"),
            booker_email: text(&members, "booker_email"),
            booker_phone: text(&members, "booker_phone"),
            created: now,
        });
        let status = self.settings.status("booking_status");
        Ok(answers::json(status, &json!({"successful": true, "summary": summary})).after(Effect::Created))
    }

    /// All reasons against the booking at once.
    fn check(&self, members: &Map<String, Value>) -> Result<Booking, Refusal> {
        // The answer to a card payment (where to pay) is on no page, so none is made up.
        match text(members, "payment_method").as_deref() {
            Some("invoice") => {}
            Some("card_swedbank") => return Err(Refusal::Other("Card payment is not available".into())),
            _ => return Err(Refusal::field("payment_method")),
        }
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

    fn check_date(&self, members: &Map<String, Value>, reasons: &mut Reasons) -> Result<Option<usize>, Refusal> {
        let id = members.get("coursedate_id").and_then(body::number);
        let date = id.and_then(|id| place(id, FIRST_DATE, self.world.dates.len()));
        if date.is_none() {
            reasons.add("course_date_identifier_invalid", "The course date does not exist");
        }
        let cancelled = date.and_then(|date| self.world.dates.get(date)).is_some_and(|date| date.status == CANCELLED);
        if cancelled && self.switch(members, "reject_cancelled_course_date")? {
            reasons.add("course_date_cancelled", "The course date is cancelled");
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
    fn switch(&self, members: &Map<String, Value>, name: &str) -> Result<bool, Refusal> {
        let Some(value) = members.get("config").and_then(|config| config.get(name)) else { return Ok(false) };
        body::boolean(&self.settings, value).ok_or_else(|| Refusal::field(name))
    }

    /// The company a booking names: the customer of that title, or a new one.
    fn company(&mut self, members: &Map<String, Value>, now: i64) -> Option<usize> {
        let title = text(members, "company")?;
        let known = self.world.customers.iter().position(|customer| !customer.private && customer.title == title);
        Some(known.unwrap_or_else(|| {
            let number = text(members, "company_number").unwrap_or_default();
            self.new_customer(Customer { title, number, created: now, ..Customer::default() })
        }))
    }

    /// Documented: a new user is made when none has this combination of address and name; where another user owns the
    /// address, the user name is derived from it.
    fn user_for(&mut self, guest: &Guest, company: Option<usize>, now: i64) -> usize {
        let same = |stored: &str, sent: &str| stored.to_lowercase() == sent.to_lowercase();
        let owners = self.world.with_email(&guest.email);
        let known = owners.iter().copied().find(|place| {
            let user = self.world.users.get(*place);
            user.is_some_and(|user| same(&user.first, &guest.first) && same(&user.last, &guest.last))
        });
        if let Some(known) = known {
            return known;
        }
        let username = match owners.len() {
            0 => guest.email.clone(),
            others => format!("{}-{}", guest.email, others + 1),
        };
        let title = format!("{} {}", guest.first, guest.last);
        let customer = company.unwrap_or_else(|| {
            self.new_customer(Customer { title, private: true, created: now, ..Customer::default() })
        });
        self.world.add_user(User {
            first: guest.first.clone(),
            last: guest.last.clone(),
            email: guest.email.clone(),
            username,
            nationality: "NO".into(),
            customer,
            created: now,
            updated: now,
            ..User::default()
        })
    }

    fn new_customer(&mut self, customer: Customer) -> usize {
        self.world.customers.push(Customer { country: "NO".into(), ..customer });
        self.world.customers.len() - 1
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

fn enrolment(user: usize, date: usize, order: usize, status: u64, now: i64) -> Enrolment {
    Enrolment {
        user,
        date,
        order,
        status,
        paid: None,
        completed: false,
        passed: false,
        no_show: false,
        properties: Map::new(),
        certificate: None,
        archived: None,
        status_changed: now,
        created: now,
        updated: now,
    }
}

/// A member as text, if it is there and not empty.
fn text(members: &Map<String, Value>, name: &str) -> Option<String> {
    members.get(name).and_then(body::text).filter(|text| !text.is_empty())
}
