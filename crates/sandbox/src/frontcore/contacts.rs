//! `/customers/contacts`: the people to talk to at a customer.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/customers/contacts/>.

use super::answers::Refusal;
use super::lists::{Selection, parameter};
use super::records::Contact;
use super::world::{FIRST_CONTACT, FIRST_CUSTOMER, id};
use super::{Frontcore, dates};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

impl Frontcore {
    pub(super) fn list_contacts(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let wanted = parameter(call, "customer_id")?;
        let contacts = self.world.contacts.iter().enumerate().filter(|(place, contact)| {
            wanted.is_none_or(|wanted| wanted == id(FIRST_CUSTOMER, contact.customer))
                && selection.admits(
                    id(FIRST_CONTACT, *place),
                    contact.created,
                    contact.updated.unwrap_or(contact.created),
                )
        });
        Ok(selection.cut(contacts).reply(&self.settings, |(place, contact)| show(place, contact)))
    }

    pub(super) fn all_contacts(&self) -> Vec<Value> {
        self.world.contacts.iter().enumerate().map(|(place, contact)| show(place, contact)).collect()
    }
}

fn show(place: usize, contact: &Contact) -> Value {
    json!({
        "id": id(FIRST_CONTACT, place),
        "customer_id": id(FIRST_CUSTOMER, contact.customer),
        "firstname": contact.first,
        "lastname": contact.last,
        "email": contact.email,
        "phone": contact.phone,
        "position": contact.position,
        "created_at": dates::timestamp(contact.created),
        "updated_at": contact.updated.map(dates::timestamp),
    })
}
