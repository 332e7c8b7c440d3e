//! `/orders/:id`: what a booking left behind, so that its participants can be found again.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/orders/:id/>.

use super::answers::{self, Refusal};
use super::world::{FIRST_BOOKING, FIRST_COURSE, FIRST_CUSTOMER, FIRST_ORDER, FIRST_PARTICIPANT, Order, id};
use super::{Frontcore, body, dates, find};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

impl Frontcore {
    pub(super) fn get_order(&self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_ORDER, self.world.orders.len(), "Order")?;
        let order = self.world.orders.get(place).ok_or(Refusal::Unknown("Order"))?;
        let order = self.order(place, order, &body::query_array(call, "include"));
        let answer = if self.settings.is("order_answer", "object") { order } else { json!([order]) };
        Ok(answers::json(200, &answer))
    }

    pub(super) fn all_orders(&self) -> Vec<Value> {
        let everything = ["lines.database_relations.course", "lines.database_relations.participants"];
        self.world.orders.iter().enumerate().map(|(place, order)| self.order(place, order, &everything)).collect()
    }

    /// One line for the whole booking. Its relations are there when asked for; only their names are documented.
    fn order(&self, place: usize, order: &Order, include: &[&str]) -> Value {
        let course = self.world.dates.get(order.date).map_or(0, |date| date.course);
        let title = self.world.courses.get(course).map_or("", |course| course.title);
        let mut relations = json!({});
        if include.contains(&"lines.database_relations.course") {
            relations["course"] = json!({"id": id(FIRST_COURSE, course), "title": title});
        }
        if include.contains(&"lines.database_relations.participants") {
            let ids = order.enrolments.iter().map(|place| json!({"id": id(FIRST_PARTICIPANT, *place)}));
            relations["participants"] = ids.collect();
        }
        let customer = self.world.customers.get(order.customer);
        json!({
            "id": id(FIRST_ORDER, place),
            "title": format!("#{}", id(FIRST_ORDER, place)),
            "title_detailed": title,
            "booking_id": id(FIRST_BOOKING, place),
            "is_paid": order.paid,
            "payment_method": order.payment_method,
            "currency": order.currency,
            "your_reference": order.reference,
            "booker": {"name": order.booker_name, "email": order.booker_email, "phone": order.booker_phone},
            "gln_number": null,
            "customer": customer.map(|customer| json!({"id": id(FIRST_CUSTOMER, order.customer), "title": customer.title})),
            "lines": [{"title": title, "count": order.enrolments.len(), "database_relations": relations}],
            "created_at": dates::timestamp(order.created),
            "updated_at": dates::timestamp(order.created),
        })
    }
}
