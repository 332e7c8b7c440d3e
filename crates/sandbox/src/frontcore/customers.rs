//! `/customers`: list, one, create. Their employees are the users.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/customers/>, <https://app.frontcore.com/api/docs/v2/customers/:id/>,
//! <https://app.frontcore.com/api/docs/v2/customers-post/>.

use super::answers::{self, Refusal};
use super::fields::{Field, Kind, Need, field, required};
use super::lists::Selection;
use super::records::Customer;
use super::world::{FIRST_CUSTOMER, id};
use super::{Frontcore, body, dates, find, reference};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Value, json};

/// Documented members of the create call; the page goes on past what is stored. The one documented type is a company.
const CREATED: [Field; 10] = [
    required("title", Kind::Text),
    field("department", Kind::Text),
    field("type", Kind::Codes(&[1])),
    field("orgnr", Kind::Text),
    field("email", Kind::Text),
    field("phone", Kind::Text),
    field("fax", Kind::Text),
    field("web_address", Kind::Text),
    field("customer_reference_id", Kind::Text),
    field("country", Kind::Country),
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
        let members = self.fields(call, &CREATED, Need::Required)?;
        let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let country = Some(text("country")).filter(|code| !code.is_empty());
        let customer = Customer {
            title: text("title"),
            department: text("department"),
            number: text("orgnr"),
            email: text("email"),
            phone: text("phone"),
            fax: text("fax"),
            web: text("web_address"),
            reference: text("customer_reference_id"),
            country: country.unwrap_or_else(|| "NO".into()),
            created: self.world.tick(),
            ..Customer::default()
        };
        let place = self.world.customers.len();
        let status = self.settings.status("created_status");
        let reply = if self.settings.is("customer_created", "whole") {
            answers::json(status, &self.customer(place, &customer, false))
        } else {
            answers::json(status, &json!({"customer_id": id(FIRST_CUSTOMER, place)}))
        };
        self.world.customers.push(customer);
        Ok(reply.after(Effect::Created))
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
            "fax": customer.fax,
            "email": customer.email,
            "webaddress": customer.web,
            "orgnr": customer.number,
            "invoice_email": customer.invoice_email,
            "customer_reference_id": customer.reference,
            "customer_reference": "",
            "note": null,
            "idStatus": "1",
            "turnover": null,
            "idParentCustomer": null,
            "invoice_method": "electronic",
            "country": reference::country(&self.settings, &customer.country),
            // Only "Deactivated" is shown anywhere.
            "status": "Active",
            "type": if customer.private { "Private" } else { "Company" },
            "duedate_days": 14,
            "seller": null,
            "invoice_address": address(&customer.invoice_address),
            "post_address": address(""),
            "visit_address": address(""),
            "custom_properties": null,
            "created_at": dates::timestamp(customer.created),
            "updated_at": dates::timestamp(customer.created),
        });
        if employees || customer.private {
            answer["employees"] = customer.employees.iter().map(|place| self.user(*place)).collect();
        }
        answer
    }
}

fn employees(call: &Call) -> bool {
    body::query_array(call, "include").contains(&"employees")
}

fn address(line: &str) -> Value {
    let line = Some(line).filter(|line| !line.is_empty());
    json!({"address": line, "address_2": null, "address_3": null, "zipcode": null, "city": null})
}
