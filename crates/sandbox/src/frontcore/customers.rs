//! `/customers`: list, one, create, contacts. Their employees are the users.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/customers/>, <https://app.frontcore.com/api/docs/v2/customers/:id/>,
//! <https://app.frontcore.com/api/docs/v2/customers-post/>, <https://app.frontcore.com/api/docs/v2/customers/contacts/>.

use super::answers::{self, Refusal};
use super::lists::{Selection, parameter};
use super::world::{Customer, FIRST_CUSTOMER, id};
use super::{Frontcore, body, dates, find};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};

const FIRST_CONTACT: u64 = 510_001;

/// The documented code of a company; those of other types are on no page.
const COMPANY: u64 = 1;

/// Documented members of the create call; the page goes on past what is stored.
const KNOWN: [&str; 10] = [
    "title",
    "department",
    "type",
    "orgnr",
    "email",
    "phone",
    "fax",
    "web_address",
    "customer_reference_id",
    "country",
];

impl Frontcore {
    pub(super) fn list_customers(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let employees = employees(call);
        let customers = self.world.customers.iter().enumerate().filter(|(place, customer)| {
            selection.admits(id(FIRST_CUSTOMER, *place), customer.created, customer.created)
        });
        let page = selection.cut(customers);
        Ok(page.reply(&self.settings, |(place, customer)| self.customer(place, customer, employees)))
    }

    pub(super) fn get_customer(&self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_CUSTOMER, self.world.customers.len(), "Customer")?;
        let customer = self.world.customers.get(place).ok_or(Refusal::Unknown("Customer"))?;
        Ok(answers::json(200, &self.customer(place, customer, employees(call))))
    }

    pub(super) fn create_customer(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let members = body::members(call)?;
        self.known_only(&members, &KNOWN)?;
        let wrong: Vec<String> = KNOWN.into_iter().filter(|name| !valid(&members, name)).map(str::to_owned).collect();
        if !wrong.is_empty() {
            return Err(Refusal::Fields(wrong));
        }
        let text = |name: &str| members.get(name).and_then(body::text).unwrap_or_default();
        let country = text("country").to_uppercase();
        let customer = Customer {
            title: text("title"),
            department: text("department"),
            number: text("orgnr"),
            email: text("email"),
            phone: text("phone"),
            web: text("web_address"),
            reference: text("customer_reference_id"),
            country: if country.is_empty() { "NO".into() } else { country },
            created: self.world.tick(),
            ..Customer::default()
        };
        let place = self.world.customers.len();
        let reply = if self.settings.is("customer_created", "whole") {
            answers::json(200, &self.customer(place, &customer, false))
        } else {
            answers::json(200, &json!({"customer_id": id(FIRST_CUSTOMER, place)}))
        };
        self.world.customers.push(customer);
        Ok(reply.after(Effect::Created))
    }

    /// One contact for each company that has employees.
    pub(super) fn list_contacts(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let wanted = parameter(call, "customer_id")?;
        let contacts = self.world.customers.iter().enumerate().filter(|(place, customer)| {
            !customer.private
                && !customer.employees.is_empty()
                && wanted.is_none_or(|wanted| wanted == id(FIRST_CUSTOMER, *place))
                && selection.admits(id(FIRST_CONTACT, *place), customer.created, customer.created)
        });
        Ok(selection.cut(contacts).reply(&self.settings, |(place, customer)| self.contact(place, customer)))
    }

    pub(super) fn all_customers(&self) -> Vec<Value> {
        self.world.customers.iter().enumerate().map(|(place, customer)| self.customer(place, customer, true)).collect()
    }

    /// Employees are shown when asked for; customers of type Private carry them always.
    fn customer(&self, place: usize, customer: &Customer, employees: bool) -> Value {
        let mut answer = json!({
            "id": id(FIRST_CUSTOMER, place),
            "title": customer.title,
            "department": customer.department,
            "phone": customer.phone,
            "fax": "",
            "email": customer.email,
            "webaddress": customer.web,
            "orgnr": customer.number,
            "invoice_email": "",
            "customer_reference_id": customer.reference,
            "customer_reference": "",
            "note": null,
            "idStatus": "1",
            "turnover": null,
            "idParentCustomer": null,
            "invoice_method": "electronic",
            "country": {"id": country_id(&customer.country), "title": customer.country, "code": customer.country},
            "status": "Active",
            "type": if customer.private { "Private" } else { "Company" },
            "duedate_days": 14,
            "seller": null,
            "invoice_address": address(),
            "post_address": address(),
            "visit_address": address(),
            "custom_properties": null,
            "created_at": dates::timestamp(customer.created),
            "updated_at": dates::timestamp(customer.created),
        });
        if employees || customer.private {
            answer["employees"] = customer.employees.iter().map(|place| self.user(*place)).collect();
        }
        answer
    }

    fn contact(&self, place: usize, customer: &Customer) -> Value {
        let user = customer.employees.first().and_then(|place| self.world.users.get(*place));
        json!({
            "id": id(FIRST_CONTACT, place),
            "customer_id": id(FIRST_CUSTOMER, place),
            "firstname": user.map(|user| &user.first),
            "lastname": user.map(|user| &user.last),
            "email": user.map(|user| &user.email),
            "phone": user.map(|user| &user.phone),
            "position": user.map(|user| &user.position),
            "created_at": dates::timestamp(customer.created),
            "updated_at": null,
        })
    }
}

fn employees(call: &Call) -> bool {
    body::query_array(call, "include").contains(&"employees")
}

fn valid(members: &Map<String, Value>, name: &str) -> bool {
    let value = members.get(name);
    match name {
        "title" => value.and_then(body::text).is_some_and(|title| !title.trim().is_empty()),
        "type" => value.is_none_or(|code| body::number(code) == Some(COMPANY)),
        "country" => value.is_none_or(|code| body::text(code).is_some_and(|code| matches!(code.len(), 0 | 2))),
        _ => value.is_none_or(|value| body::text(value).is_some()),
    }
}

/// Only Norway's number is known; the others are the emulator's own.
fn country_id(code: &str) -> u64 {
    if code == "NO" { 159 } else { code.bytes().fold(1000, |sum, byte| sum * 3 + u64::from(byte)) }
}

fn address() -> Value {
    json!({"address": null, "address_2": null, "address_3": null, "zipcode": null, "city": null})
}
