//! `POST /booking`: the only call that creates a participant. Everything is checked before anything is created.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/booking-post/>; the answer and the error codes from a public client,
//! <https://github.com/monscorps/kkurs.no>.

mod check;
mod deregister;
pub(super) mod provoked;

use super::answers::{self, Refusal};
use super::records::{Customer, Enrolment, Order, User};
use super::world::{FIRST_BOOKING, FIRST_DATE, FIRST_ORDER, id};
use super::{Frontcore, body};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};

/// Currencies the emulated account has an exchange rate for, its own first.
const CURRENCIES: [&str; 3] = ["nok", "eur", "sek"];

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

impl Frontcore {
    pub(super) fn book(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let members = body::members(call)?;
        self.known_only(&members, &KNOWN)?;
        let booking = self.check(&members)?;
        if let Some(code) = provoked::code(&self.settings, &members) {
            return self.refuse(code, booking, &members);
        }
        let summary = self.make(booking, &members);
        let status = self.settings.status("booking_status");
        Ok(answers::json(status, &json!({"successful": true, "summary": summary})).after(Effect::Created))
    }

    /// The refusal that was asked for. After some codes it is not known what was made; here a setting says it.
    fn refuse(&mut self, code: &str, booking: Booking, members: &Map<String, Value>) -> Result<Reply, Refusal> {
        let refusal = Refusal::Booking(vec![(code.into(), "The booking was not completed".into())]);
        if !provoked::is_unsure(code) || self.settings.is("unsure_booking", "nothing") {
            return Err(refusal);
        }
        let people = if self.settings.is("unsure_booking", "order") { Vec::new() } else { booking.people };
        self.make(Booking { people, ..booking }, members);
        Ok(refusal.reply(&self.settings).after(Effect::Created))
    }

    /// Creates the order, its participants and the users that are new; returns the summary.
    fn make(&mut self, Booking { date, people }: Booking, members: &Map<String, Value>) -> Value {
        let now = self.world.tick();
        let order = self.world.orders.len();
        let company = self.company(members, now);
        let count = people.len();
        let mut places = Vec::new();
        let mut payer = company;
        for guest in people {
            let user = self.user_for(&guest, company, now);
            payer = payer.or(self.world.users.get(user).map(|user| user.customer));
            places.push(self.world.enrolments.len());
            self.world.enrolments.push(enrolment(user, date, order, guest.status, now));
        }
        let currency = text(members, "currency").unwrap_or_else(|| CURRENCIES[0].into());
        let course = self.world.dates.get(date).map_or(0, |date| date.course);
        let product = self.world.main_product(course);
        let price = product.map_or(0, |product| self.world.price(product)) * count as u64;
        self.world.orders.push(Order {
            enrolments: places,
            customer: payer.unwrap_or(0),
            date,
            payment_method: text(members, "payment_method"),
            currency: currency.clone(),
            paid: false,
            reference: text(members, "invoice_reference").unwrap_or_default(),
            gln: text(members, "gln_number"),
            campaign: text(members, "campaign_code"),
            booker_name: text(members, "booker_name"),
            booker_email: text(members, "booker_email"),
            booker_phone: text(members, "booker_phone"),
            exported: None,
            created: now,
        });
        json!({
            "order_id": id(FIRST_ORDER, order),
            "booking_id": id(FIRST_BOOKING, order),
            // Text of digits, as the one client that shows this answer has it.
            "coursedate_id": id(FIRST_DATE, date).to_string(),
            "currency": currency,
            "total_excl_vat": price,
            "total_incl_vat": price as f64 * 1.25,
            "total_vat": price as f64 * 0.25,
            "number_of_participants": count,
        })
    }

    /// The company a booking names: the customer of that title, or a new one.
    fn company(&mut self, members: &Map<String, Value>, now: i64) -> Option<usize> {
        let title = text(members, "company")?;
        let known = self.world.customers.iter().position(|customer| !customer.private && customer.title == title);
        Some(known.unwrap_or_else(|| {
            let part = |name: &str| text(members, name).unwrap_or_default();
            self.new_customer(Customer {
                title,
                number: part("company_number"),
                // That these end up here is the nearest thing; no page says where they do.
                invoice_email: part("invoice_email"),
                invoice_address: part("invoice_address_1"),
                created: now,
                ..Customer::default()
            })
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
