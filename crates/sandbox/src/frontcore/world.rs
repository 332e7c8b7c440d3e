//! What the emulated account holds. Nothing here knows how a record is written on the wire. Records are never removed,
//! so an id is its record's place plus the first id of its kind.

use super::dates;
use serde_json::{Map, Value};
use std::collections::HashMap;

pub(super) const FIRST_PARTICIPANT: u64 = 910_001;
pub(super) const FIRST_USER: u64 = 640_001;
pub(super) const FIRST_CUSTOMER: u64 = 310_001;
pub(super) const FIRST_COURSE: u64 = 410_001;
pub(super) const FIRST_DATE: u64 = 5_550_001;
pub(super) const FIRST_ORDER: u64 = 73_001;
pub(super) const FIRST_BOOKING: u64 = 820_001;

/// The codes of "deregistered", without and with a fee.
pub(super) const DEREGISTERED: [u64; 2] = [4, 8];

/// The one documented payment code.
pub(super) const PAID: u64 = 1;

/// The code of a course date that is cancelled.
pub(super) const CANCELLED: u64 = 3;

/// Everything stored. All cross references are places in these lists.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    pub(super) users: Vec<User>,
    pub(super) customers: Vec<Customer>,
    pub(super) courses: Vec<Course>,
    pub(super) dates: Vec<CourseDate>,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) orders: Vec<Order>,
    /// Users by lower-case e-mail address; one address may have several.
    by_email: HashMap<String, Vec<usize>>,
    /// Seconds on the server's own clock: one for each accepted write, so that equal runs give equal timestamps.
    clock: i64,
}

/// A person, called user or employee.
#[derive(Clone, Debug, Default)]
pub(super) struct User {
    pub(super) first: String,
    pub(super) last: String,
    pub(super) email: String,
    pub(super) username: String,
    pub(super) phone: String,
    pub(super) position: String,
    pub(super) birth: Option<String>,
    pub(super) gender: Option<String>,
    pub(super) nationality: String,
    pub(super) street: String,
    pub(super) zipcode: String,
    pub(super) city: String,
    pub(super) properties: Map<String, Value>,
    pub(super) customer: usize,
    pub(super) created: i64,
    pub(super) updated: i64,
}

/// A company, or the private customer that stands for one person.
#[derive(Clone, Debug, Default)]
pub(super) struct Customer {
    pub(super) title: String,
    pub(super) department: String,
    pub(super) private: bool,
    pub(super) number: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) web: String,
    pub(super) reference: String,
    pub(super) country: String,
    pub(super) employees: Vec<usize>,
    pub(super) created: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Course {
    pub(super) title: &'static str,
    pub(super) reference: Option<&'static str>,
    /// Unknown for one course, as in the official sample.
    pub(super) created: Option<i64>,
    pub(super) price: u64,
}

#[derive(Clone, Debug)]
pub(super) struct CourseDate {
    pub(super) course: usize,
    pub(super) status: u64,
    /// Days from 1970.
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) virtual_room: bool,
    /// Seats in all; without a number any number of people fits.
    pub(super) seats: Option<usize>,
}

/// One person on one course date: a participant.
#[derive(Clone, Debug)]
pub(super) struct Enrolment {
    pub(super) user: usize,
    pub(super) date: usize,
    pub(super) order: usize,
    pub(super) status: u64,
    /// The payment code; none while not paid, as the code of that is a setting.
    pub(super) paid: Option<u64>,
    pub(super) completed: bool,
    pub(super) passed: bool,
    pub(super) no_show: bool,
    pub(super) properties: Map<String, Value>,
    pub(super) certificate: Option<String>,
    pub(super) archived: Option<String>,
    pub(super) status_changed: i64,
    pub(super) created: i64,
    pub(super) updated: i64,
}

/// An order and the booking it came from; there is one of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    pub(super) enrolments: Vec<usize>,
    pub(super) customer: usize,
    pub(super) date: usize,
    pub(super) payment_method: String,
    pub(super) currency: String,
    /// Not said to follow from the payment codes of the participants.
    pub(super) paid: bool,
    pub(super) reference: String,
    pub(super) booker_name: Option<String>,
    pub(super) booker_email: Option<String>,
    pub(super) booker_phone: Option<String>,
    pub(super) created: i64,
}

impl World {
    /// An account without people.
    pub(super) fn new(courses: Vec<Course>, dates: Vec<CourseDate>) -> Self {
        Self { courses, dates, ..Self::default() }
    }

    /// The moment of the next write.
    pub(super) fn tick(&mut self) -> i64 {
        self.clock += 1;
        dates::BASE + self.clock
    }

    pub(super) fn add_user(&mut self, user: User) -> usize {
        let place = self.users.len();
        self.by_email.entry(user.email.to_lowercase()).or_default().push(place);
        if let Some(customer) = self.customers.get_mut(user.customer) {
            customer.employees.push(place);
        }
        self.users.push(user);
        place
    }

    /// The users with this address, whatever its case.
    pub(super) fn with_email(&self, email: &str) -> &[usize] {
        self.by_email.get(&email.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Gives a user another address. The user name stays, even where it was the old address.
    pub(super) fn change_email(&mut self, place: usize, email: String) {
        let Some(user) = self.users.get_mut(place) else { return };
        let old = std::mem::replace(&mut user.email, email);
        if let Some(places) = self.by_email.get_mut(&old.to_lowercase()) {
            places.retain(|other| *other != place);
        }
        self.by_email.entry(user.email.to_lowercase()).or_default().push(place);
    }

    /// Free seats of a course date; none where any number fits. People who withdrew take no seat.
    pub(super) fn free_seats(&self, date: usize) -> Option<usize> {
        let seats = self.dates.get(date)?.seats?;
        let sits = |enrolment: &&Enrolment| enrolment.date == date && !DEREGISTERED.contains(&enrolment.status);
        Some(seats.saturating_sub(self.enrolments.iter().filter(sits).count()))
    }

    /// The title of the customer a user belongs to; empty for people who come on their own.
    pub(super) fn company(&self, user: &User) -> &str {
        self.customers.get(user.customer).filter(|customer| !customer.private).map_or("", |customer| &customer.title)
    }
}

/// The place of an id that counts from `first`, in a list of `length`.
pub(super) fn place(id: u64, first: u64, length: usize) -> Option<usize> {
    let place = usize::try_from(id.checked_sub(first)?).ok()?;
    (place < length).then_some(place)
}

/// The id of the record at this place.
pub(super) fn id(first: u64, place: usize) -> u64 {
    first + place as u64
}
