//! Bookings and the orders they leave, with what these sell.

use super::{extra, failure, first, read, read_answer};
use participants_core::{ErrorKind, serde_json::json};
use participants_frontcore::{
    BookedParticipant, BookingErrorCode, CreateBooking, GetOrder, ListOrders, ListProducts, PaymentMethod,
};

fn booking() -> CreateBooking {
    let person = BookedParticipant::new().firstname("Åse").lastname("Ø").email("ase.o@example.org");
    CreateBooking::on("5550001", PaymentMethod::Invoice).participant(person)
}

#[test]
fn a_booking_names_its_order() {
    let booking = read(&booking(), "booking_create");
    assert_eq!(booking.successful, Some(true));
    assert_eq!(booking.summary.order_id.as_deref(), Some("73003"));
    assert_eq!(booking.summary.number_of_participants, Some(1));
    assert!(extra(&booking).is_empty());
}

#[test]
fn a_booking_says_why_it_failed_and_whether_that_is_sure() {
    let refused = failure("booking_create_refused");
    assert_eq!(refused.kind, ErrorKind::Validation);
    let unsure = failure("booking_create_unsure");
    assert_eq!(unsure.kind, ErrorKind::Server, "which leaves the outcome open");
    let code = BookingErrorCode::from(unsure.code.as_deref().unwrap());
    assert!(code == BookingErrorCode::BookingCouldNotBeCreated && code.is_outcome_unsure());
}

#[test]
fn an_order_is_read_from_a_list_of_one_and_alone() {
    for name in ["orders_get", "orders_get_as_object"] {
        let order = read(&GetOrder::by_id("73001").with_courses().with_participants(), name);
        assert_eq!((order.id.as_deref(), order.title.as_deref()), (Some("73001"), Some("#73001")));
        assert_eq!(order.title_detailed.as_deref(), Some("Førstehjelp: grunnkurs"));
        assert_eq!((order.is_paid, order.payment_method.as_deref()), (Some(true), Some("invoice")));
        assert_eq!(order.customer.id.as_deref(), Some("310001"));
        assert!(order.gln_number.is_none() && order.your_reference.is_none());
        let relations = &order.lines[0].database_relations;
        assert_eq!(relations.course.id.as_deref(), Some("410001"));
        assert_eq!(relations.participants[0].id.as_deref(), Some("910001"));
        assert_eq!(extra(&order), ["booker", "booking_id", "created_at", "currency", "updated_at"]);
    }
}

#[test]
fn orders_come_in_pages_with_what_was_asked_for() {
    let page = read(&ListOrders::new().with_campaign().limit(2), "orders_list");
    assert_eq!((page.items.len(), page.next), (2, Some(2)));
    let order = first(page.items);
    assert!(order.lines[0].database_relations.participants.is_empty());
    assert!(order.extra().contains_key("campaign"));
    // A part of an order in another form than expected does not affect the rest.
    let unusual = json!([{"id": "73001", "lines": {"a": 1}, "customer": "X", "booker": "Y. D'Été"}]);
    let order = read_answer(&GetOrder::by_id("73001"), &unusual).unwrap();
    assert!(order.lines.is_empty() && order.customer.id.is_none());
    assert_eq!(order.extra()["booker"], "Y. D'Été");
}

#[test]
fn a_product_is_read_whole() {
    let page = read(&ListProducts::new().kind("2"), "products_list");
    assert_eq!(page.next, None, "a page that is not full is the last");
    let products: Vec<_> = page.items.into_iter().map(Result::unwrap).collect();
    let product = &products[0];
    assert_eq!((product.id.as_deref(), product.title.as_deref()), (Some("620001"), Some("Kursavgift")));
    assert_eq!((product.price.as_deref(), product.currency.title.as_deref()), (Some("1490"), Some("NOK")));
    assert_eq!(product.currency.long_title.as_deref(), Some("Norske kroner"));
    assert_eq!((product.vat.vat.as_deref(), product.vat.name.as_deref()), (Some("25"), Some("25 %")));
    assert_eq!((product.group.title.as_deref(), product.id_type.as_deref()), (Some("Kurs"), Some("2")));
    assert_eq!((product.id_relation.as_deref(), product.item_number.as_deref()), (Some("410001"), Some("K-1")));
    assert_eq!((product.is_main_price, product.is_member_price), (Some(true), Some(false)));
    assert!(product.id_product_regular_price.is_none(), "0 is no product");
    assert_eq!(extra(product), ["co_products", "type"]);
    let member = products.iter().find(|product| product.is_member_price == Some(true)).unwrap();
    assert_eq!(member.id_product_regular_price.as_deref(), Some("620001"));
    assert!(products.iter().any(|product| product.is_archived == Some(true)));
}
