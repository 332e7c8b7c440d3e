//! `/orders`: what a booking left behind, so that its participants can be found again.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/orders/>, <https://app.frontcore.com/api/docs/v2/orders/:id/>.

use super::answers::{self, Refusal};
use super::lists::{Selection, Span, parameter, switch};
use super::records::Order;
use super::world::{FIRST_BOOKING, FIRST_COURSE, FIRST_CUSTOMER, FIRST_ORDER, FIRST_PARTICIPANT, id};
use super::{Frontcore, body, dates, find};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

/// What a call wants to see of an order beside the order itself.
#[derive(Clone, Copy, Default)]
struct Wanted {
    course: bool,
    participants: bool,
    campaign: bool,
    people: bool,
}

impl Frontcore {
    pub(super) fn list_orders(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let course = parameter(call, "course_id")?;
        let exported_at = Span::of(call, &self.settings, "exported_at_min", "exported_at_max")?;
        let exported = switch(call, &self.settings, "exported")?;
        let hides_exported = !exported && exported_at.is_open() && self.settings.is("exported_orders", "on_request");
        let people = switch(call, &self.settings, "user_data")?;
        let orders = self.world.orders.iter().enumerate().filter(|(place, order)| {
            let course_of = || self.world.dates.get(order.date).map(|date| id(FIRST_COURSE, date.course));
            course.is_none_or(|course| Some(course) == course_of())
                && (!exported || order.exported.is_some())
                && !(hides_exported && order.exported.is_some())
                && (exported_at.is_open() || order.exported.is_some_and(|moment| exported_at.admits(moment)))
                && selection.admits(id(FIRST_ORDER, *place), order.created, order.created)
        });
        let wanted = Wanted { people, ..Wanted::of(call) };
        Ok(selection.cut(orders).reply(&self.settings, |(place, order)| self.order(place, order, wanted)))
    }

    /// Its campaign cannot be included.
    pub(super) fn get_order(&self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_ORDER, self.world.orders.len(), "Order")?;
        let order = self.world.orders.get(place).ok_or(Refusal::Unknown("Order"))?;
        let order = self.order(place, order, Wanted { campaign: false, ..Wanted::of(call) });
        let answer = if self.settings.is("order_answer", "object") { order } else { json!([order]) };
        Ok(answers::json(200, &answer))
    }

    pub(super) fn all_orders(&self) -> Vec<Value> {
        let wanted = Wanted { course: true, participants: true, campaign: true, people: false };
        self.world.orders.iter().enumerate().map(|(place, order)| self.order(place, order, wanted)).collect()
    }

    fn order(&self, place: usize, order: &Order, wanted: Wanted) -> Value {
        let title = self.world.course_of(order.date).map_or("", |course| course.title());
        let customer = self.world.customers.get(order.customer);
        let mut answer = json!({
            "id": id(FIRST_ORDER, place),
            "title": format!("#{}", id(FIRST_ORDER, place)),
            "title_detailed": title,
            "booking_id": id(FIRST_BOOKING, place),
            "is_paid": order.paid,
            "payment_method": order.payment_method,
            "currency": order.currency,
            "your_reference": order.reference,
            "booker": {"name": order.booker_name, "email": order.booker_email, "phone": order.booker_phone},
            "gln_number": order.gln,
            "customer": customer.map(|customer| json!({"id": id(FIRST_CUSTOMER, order.customer), "title": customer.title})),
            "lines": [self.line(order, title, wanted)],
            "created_at": dates::timestamp(order.created),
            "updated_at": dates::timestamp(order.created),
        });
        // Only the filters name this moment; it is not among the members the page shows.
        if let Some(exported) = order.exported {
            answer["exported_at"] = dates::timestamp(exported).into();
        }
        if wanted.campaign {
            answer["campaign"] = order.campaign.as_ref().map(|code| json!({"code": code})).into();
        }
        answer
    }

    /// One line for the whole booking. Of its relations only the names are documented, of the people's data not even
    /// that.
    fn line(&self, order: &Order, title: &str, wanted: Wanted) -> Value {
        let mut relations = json!({});
        if wanted.course {
            let course = self.world.dates.get(order.date).map_or(0, |date| date.course);
            relations["course"] = json!({"id": id(FIRST_COURSE, course), "title": title});
        }
        if wanted.participants {
            let ids = order.enrolments.iter().map(|place| json!({"id": id(FIRST_PARTICIPANT, *place)}));
            relations["participants"] = ids.collect();
        }
        let mut line = json!({"title": title, "count": order.enrolments.len(), "database_relations": relations});
        if wanted.people {
            let users = order.enrolments.iter().filter_map(|place| self.world.enrolments.get(*place));
            line["user_data"] = users.map(|enrolment| self.user(enrolment.user)).collect();
        }
        line
    }
}

impl Wanted {
    fn of(call: &Call) -> Self {
        let asked = body::query_array(call, "include");
        Self {
            course: asked.contains(&"lines.database_relations.course"),
            participants: asked.contains(&"lines.database_relations.participants"),
            campaign: asked.contains(&"campaign"),
            people: false,
        }
    }
}
