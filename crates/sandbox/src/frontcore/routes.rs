//! Which call is which: the account key first, then method and path.

use super::answers::Refusal;
use super::{Frontcore, KEY};
use crate::emulator::{Call, Reply};

impl Frontcore {
    pub(super) fn answer(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let segments = call.segments();
        let path: Vec<&str> = segments.iter().skip(1).map(String::as_str).collect();
        if call.header("x-api-key") != Some(KEY) {
            let admin = path.first().is_some_and(|first| first.starts_with("admin-"));
            return Err(Refusal::Key { admin });
        }
        match (call.method.as_str(), path.as_slice()) {
            ("GET", path) => self.answer_read(path, call),
            ("POST", ["booking"]) => self.book(call),
            ("POST", ["customers"]) => self.create_customer(call),
            ("POST", ["courses"]) => self.create_course(call),
            ("POST", ["courses", course, "coursedates"]) => self.create_date(course, call),
            ("POST", ["admin-users"]) => self.add_admin(call),
            ("POST", ["instructors"]) => self.create_instructor(call),
            ("POST", ["check-user-credentials"]) => self.check_credentials(call),
            ("PUT", ["booking", id, "deregister"]) => self.deregister(id, call),
            ("PUT", ["instructors", id]) => self.update_instructor(id, call),
            ("PUT", ["participants", id]) => self.update_participant(id, call),
            ("PUT", ["customers", customer, "employees", user]) => self.update_employee(customer, user, call),
            ("PUT", ["courses", id]) => self.update_course(id, call),
            ("PUT", ["courses", course, "coursedates", date]) => self.update_date(course, date, call),
            _ => Err(Refusal::Unknown("Method")),
        }
    }

    /// Whether the key may deregister bookings and look at vouchers, as the setting says.
    pub(super) fn check_access(&self) -> Result<(), Refusal> {
        match self.settings.is("code_access", "granted") {
            true => Ok(()),
            false => Err(Refusal::code("unauthorized", "Not allowed")),
        }
    }

    fn answer_read(&self, path: &[&str], call: &Call) -> Result<Reply, Refusal> {
        match path {
            ["participants"] => self.list_participants(call),
            ["participants", id] => self.get_participant(id, call),
            ["search-users"] => self.search_users(call),
            ["customers"] => self.list_customers(call),
            ["customers", "contacts"] => self.list_contacts(call),
            ["customers", id] => self.get_customer(id, call),
            ["orders"] => self.list_orders(call),
            ["orders", "products"] => self.list_products(call),
            ["orders", id] => self.get_order(id, call),
            ["courses"] => self.list_courses(call),
            ["courses", id] => self.get_course(id, call),
            ["courses", id, "coursedates"] => self.list_dates_of(id, call),
            ["courses", course, "coursedates", date] => self.get_date(course, date, call),
            ["batch", "coursedates"] => self.batch_dates(call),
            ["coursedates"] => self.list_dates(call),
            ["nextcoursedates"] => self.next_dates(call),
            ["admin-users"] => self.list_admins(call),
            ["admin-roles"] => self.list_roles(),
            ["instructors"] => self.list_instructors(call),
            ["diplomas"] => self.list_diplomas(call),
            ["vouchers", "validate", code] => self.validate_voucher(code),
            ["campaigns"] => self.list_campaigns(call),
            ["durations"] => self.list_durations(),
            ["locations"] => self.list_locations(call),
            ["countries"] => self.list_countries(call),
            _ => Err(Refusal::Unknown("Method")),
        }
    }
}
