//! `/orders/products`: what a place on a course costs.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/orders/products/>.

use super::answers::Refusal;
use super::lists::{Selection, parameter};
use super::records::Product;
use super::world::{FIRST_COURSE, FIRST_PRODUCT, id};
use super::{Frontcore, dates};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

/// The type of a course's product, the only one that is shown.
const OF_A_COURSE: u64 = 2;

impl Frontcore {
    pub(super) fn list_products(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let wanted = parameter(call, "id_type")?;
        let products = self.world.products.iter().enumerate().filter(|(place, product)| {
            wanted.is_none_or(|wanted| wanted == OF_A_COURSE)
                && selection.admits(id(FIRST_PRODUCT, *place), product.created, product.created)
        });
        Ok(selection.cut(products).reply(&self.settings, |(place, product)| self.product(place, product)))
    }

    /// The products of a course, as a course includes them.
    pub(super) fn products_of(&self, course: usize) -> Vec<Value> {
        let products = self.world.products.iter().enumerate().filter(|(_, product)| product.course == course);
        products.map(|(place, product)| self.product(place, product)).collect()
    }

    pub(super) fn all_products(&self) -> Vec<Value> {
        self.world.products.iter().enumerate().map(|(place, product)| self.product(place, product)).collect()
    }

    fn product(&self, place: usize, product: &Product) -> Value {
        json!({
            "id": id(FIRST_PRODUCT, place),
            "title": product.title,
            "price": self.world.price(product),
            "currency": {"id": "nok", "title": "NOK", "long_title": "Norske kroner"},
            "vat": {"id": 1, "vat": 25, "name": "25 %"},
            "group": {"id": 1, "title": "Kurs"},
            "id_relation": id(FIRST_COURSE, product.course),
            "id_type": OF_A_COURSE,
            "item_number": format!("K-{}", place + 1),
            "is_main_price": product.regular.is_none(),
            "is_member_price": product.regular.is_some(),
            "is_archived": product.archived,
            "is_deleted": false,
            "co_products": [],
            "account_number": null,
            "cost_unit": null,
            "id_external_system": null,
            "title_label": null,
            "type": null,
            "id_product_regular_price": product.regular.map_or(0, |regular| id(FIRST_PRODUCT, regular)),
            "created_at": dates::timestamp(product.created),
            "updated_at": dates::timestamp(product.created),
        })
    }
}
