//! Orders, which bookings leave behind, and the products they are made of.

use super::{Course, Customer, Participant, Titled, object, objects};
use participants_core::read;
use serde::Deserialize;

/// An order (<https://app.frontcore.com/api/docs/v2/orders/:id/>).
///
/// The sample is cut off after the customer. Everything else is in
/// [`Record::extra`](participants_core::Record::extra), among it `booker`, whose shape no page shows.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Order {
    /// The order's number, a participant's `idOrder`.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// A longer title.
    #[serde(deserialize_with = "read::text")] pub title_detailed: Option<String>,
    /// Whether it is paid.
    #[serde(deserialize_with = "read::flag")] pub is_paid: Option<bool>,
    /// How it is paid for; null is seen. See [`PaymentMethod`](super::PaymentMethod).
    #[serde(deserialize_with = "read::text")] pub payment_method: Option<String>,
    /// The customer's reference.
    #[serde(deserialize_with = "read::text")] pub your_reference: Option<String>,
    /// The customer's GLN number.
    #[serde(deserialize_with = "read::text")] pub gln_number: Option<String>,
    /// The customer.
    #[serde(deserialize_with = "object")] pub customer: Customer,
    /// The lines, known from the paths of `include[]` alone.
    #[serde(deserialize_with = "objects")] pub lines: Vec<OrderLine>,
}

/// A line of an order. Only what `include[]` adds has a documented name; the rest of a line is in the order's document.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct OrderLine {
    /// What the line stands for, where it was asked for.
    #[serde(deserialize_with = "object")] pub database_relations: OrderRelations,
}

/// What a line of an order stands for. The names are documented as paths; the shapes are presumed to be those of the
/// records' own calls.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct OrderRelations {
    /// The course.
    #[serde(deserialize_with = "object")] pub course: Course,
    /// The participants.
    #[serde(deserialize_with = "objects")] pub participants: Vec<Participant>,
}

/// A product: what an order line sells (<https://app.frontcore.com/api/docs/v2/orders/products/>).
///
/// The items of `co_products` and `type`, which is only ever seen null, are in
/// [`Record::extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Product {
    /// The product's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// A label beside the title.
    #[serde(deserialize_with = "read::text")] pub title_label: Option<String>,
    /// Price, as it came.
    #[serde(deserialize_with = "read::text")] pub price: Option<String>,
    /// Currency of the price.
    #[serde(deserialize_with = "object")] pub currency: Currency,
    /// Tax on it.
    #[serde(deserialize_with = "object")] pub vat: Vat,
    /// Group of products.
    #[serde(deserialize_with = "object")] pub group: Titled,
    /// What is sold, by number: the course of a course product.
    #[serde(deserialize_with = "read::reference")] pub id_relation: Option<String>,
    /// What kind of thing is sold: 2 is a course; other codes stand on no page.
    #[serde(deserialize_with = "read::text")] pub id_type: Option<String>,
    /// Article number.
    #[serde(deserialize_with = "read::text")] pub item_number: Option<String>,
    /// Whether it is the main price.
    #[serde(deserialize_with = "read::flag")] pub is_main_price: Option<bool>,
    /// Whether it is the price for members.
    #[serde(deserialize_with = "read::flag")] pub is_member_price: Option<bool>,
    /// Whether it is out of use.
    #[serde(deserialize_with = "read::flag")] pub is_archived: Option<bool>,
    /// Whether it was removed.
    #[serde(deserialize_with = "read::flag")] pub is_deleted: Option<bool>,
    /// Number of the account it is booked to.
    #[serde(deserialize_with = "read::text")] pub account_number: Option<String>,
    /// Unit of cost.
    #[serde(deserialize_with = "read::text")] pub cost_unit: Option<String>,
    /// Its number in another system.
    #[serde(deserialize_with = "read::text")] pub id_external_system: Option<String>,
    /// The product at the regular price, by number.
    #[serde(deserialize_with = "read::reference")] pub id_product_regular_price: Option<String>,
    /// When it was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
}

/// A currency.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Currency {
    /// The currency's key.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Short name.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// Long name.
    #[serde(deserialize_with = "read::text")] pub long_title: Option<String>,
}

/// A rate of value-added tax.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Vat {
    /// The rate's key.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The rate in per cent, as it came.
    #[serde(deserialize_with = "read::text")] pub vat: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
}
