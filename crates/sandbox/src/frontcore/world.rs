//! What the emulated account holds. Nothing here knows how a record is written on the wire. Records are never removed,
//! so an id is its record's place plus the first id of its kind.

use super::records::{AdminUser, Contact, Course, CourseDate, Customer, Enrolment, Instructor, Order, Product, User};
use super::{dates, reference};
use std::collections::HashMap;

pub(super) const FIRST_PARTICIPANT: u64 = 910_001;
pub(super) const FIRST_USER: u64 = 640_001;
pub(super) const FIRST_CUSTOMER: u64 = 310_001;
pub(super) const FIRST_CONTACT: u64 = 510_001;
pub(super) const FIRST_COURSE: u64 = 410_001;
pub(super) const FIRST_DATE: u64 = 5_550_001;
pub(super) const FIRST_PRODUCT: u64 = 620_001;
pub(super) const FIRST_ORDER: u64 = 73_001;
pub(super) const FIRST_BOOKING: u64 = 820_001;
pub(super) const FIRST_ADMIN: u64 = 150_001;
pub(super) const FIRST_INSTRUCTOR: u64 = 170_001;
pub(super) const FIRST_DIPLOMA: u64 = 440_001;

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
    pub(super) contacts: Vec<Contact>,
    pub(super) courses: Vec<Course>,
    pub(super) dates: Vec<CourseDate>,
    pub(super) products: Vec<Product>,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) orders: Vec<Order>,
    pub(super) admins: Vec<AdminUser>,
    pub(super) instructors: Vec<Instructor>,
    /// Users by lower-case e-mail address; one address may have several.
    by_email: HashMap<String, Vec<usize>>,
    /// Seconds on the server's own clock: one for each accepted write, so that equal runs give equal timestamps.
    clock: i64,
}

impl World {
    /// The moment of the last write.
    pub(super) fn now(&self) -> i64 {
        dates::BASE + self.clock
    }

    /// The moment of the next write.
    pub(super) fn tick(&mut self) -> i64 {
        self.clock += 1;
        self.now()
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

    /// The statuses of the people on a course date.
    pub(super) fn statuses(&self, date: usize) -> impl Iterator<Item = u64> {
        self.enrolments.iter().filter(move |enrolment| enrolment.date == date).map(|enrolment| enrolment.status)
    }

    /// Seats of a course date: as many as its venue has; none where any number fits.
    pub(super) fn seats(&self, date: usize) -> Option<usize> {
        let capacity = reference::capacity(self.dates.get(date)?.location()?)?;
        usize::try_from(capacity).ok()
    }

    /// Free seats of a course date; none where any number fits. People who withdrew take no seat.
    pub(super) fn free_seats(&self, date: usize) -> Option<usize> {
        let seats = self.seats(date)?;
        Some(seats.saturating_sub(self.statuses(date).filter(|status| !DEREGISTERED.contains(status)).count()))
    }

    /// The course of a course date.
    pub(super) fn course_of(&self, date: usize) -> Option<&Course> {
        self.courses.get(self.dates.get(date)?.course)
    }

    /// The product that a booking on this course sells.
    pub(super) fn main_product(&self, course: usize) -> Option<&Product> {
        let is_main = |product: &&Product| product.course == course && product.regular.is_none() && !product.archived;
        self.products.iter().find(is_main)
    }

    /// What a product costs.
    pub(super) fn price(&self, product: &Product) -> u64 {
        product.price.unwrap_or_else(|| self.courses.get(product.course).map_or(0, Course::price))
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
