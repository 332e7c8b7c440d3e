//! The records of the emulated account. How one reads on the wire is not known here. All cross references are places in
//! the lists of the `World`.

use super::fields::Written;
use serde_json::{Map, Value};

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
    pub(super) fax: String,
    pub(super) web: String,
    pub(super) reference: String,
    pub(super) country: String,
    pub(super) invoice_email: String,
    /// The first line of the invoice address.
    pub(super) invoice_address: String,
    pub(super) employees: Vec<usize>,
    pub(super) created: i64,
}

/// A contact person at a customer; not one of its employees.
#[derive(Clone, Debug)]
pub(super) struct Contact {
    pub(super) customer: usize,
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) position: &'static str,
    pub(super) created: i64,
    pub(super) updated: Option<i64>,
}

/// A course; all that can be written to it lies in `written`.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    pub(super) written: Written,
    /// Unknown for one course, as in the official sample.
    pub(super) created: Option<i64>,
    pub(super) updated: i64,
}

/// One run of a course; all that can be written to it lies in `written`.
#[derive(Clone, Debug, Default)]
pub(super) struct CourseDate {
    pub(super) course: usize,
    pub(super) written: Written,
    pub(super) created: i64,
    pub(super) updated: i64,
}

/// What a place on a course costs.
#[derive(Clone, Debug)]
pub(super) struct Product {
    pub(super) course: usize,
    pub(super) title: String,
    /// None where the price is the course's own.
    pub(super) price: Option<u64>,
    /// The product whose price members are spared.
    pub(super) regular: Option<usize>,
    pub(super) archived: bool,
    pub(super) created: i64,
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
    pub(super) payment_method: Option<String>,
    pub(super) currency: String,
    /// Not said to follow from the payment codes of the participants.
    pub(super) paid: bool,
    pub(super) reference: String,
    pub(super) gln: Option<String>,
    pub(super) campaign: Option<String>,
    pub(super) booker_name: Option<String>,
    pub(super) booker_email: Option<String>,
    pub(super) booker_phone: Option<String>,
    /// When an accounting system fetched it.
    pub(super) exported: Option<i64>,
    pub(super) created: i64,
}

/// A person who teaches; all that can be written lies in `written`.
#[derive(Clone, Debug, Default)]
pub(super) struct Instructor {
    pub(super) written: Written,
    /// When the record was archived; none while the person teaches.
    pub(super) archived: Option<i64>,
    pub(super) created: i64,
}

/// A person who works with the product at the course provider.
#[derive(Clone, Debug, Default)]
pub(super) struct AdminUser {
    pub(super) written: Written,
    pub(super) roles: Vec<u64>,
    pub(super) created: i64,
    pub(super) updated: i64,
}

impl Course {
    pub(super) fn title(&self) -> &str {
        self.written.text("title")
    }

    pub(super) fn price(&self) -> u64 {
        self.written.number("price_value").unwrap_or(0)
    }

    /// Documented: active unless written otherwise.
    pub(super) fn active(&self) -> bool {
        self.written.flag("active", true)
    }
}

impl CourseDate {
    /// The code of its status.
    pub(super) fn status(&self) -> u64 {
        self.written.number("status_id").unwrap_or(0)
    }

    /// The day it begins, as `2026-01-31`.
    pub(super) fn start(&self) -> &str {
        self.written.text("start_at")
    }

    /// The day it ends.
    pub(super) fn end(&self) -> &str {
        self.written.text("end_at")
    }

    /// The venue, by id.
    pub(super) fn location(&self) -> Option<u64> {
        self.written.number("location_id")
    }
}
