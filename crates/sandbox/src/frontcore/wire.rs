//! How a participant, a user and their parts are written, member by member as in the official samples. Nothing is
//! decided or changed here.

use super::coursedates::show;
use super::records::{Enrolment, User};
use super::world::{
    FIRST_BOOKING, FIRST_COURSE, FIRST_CUSTOMER, FIRST_ORDER, FIRST_PARTICIPANT, FIRST_USER, PAID, World, id,
};
use super::{dates, properties};
use crate::settings::Settings;
use serde_json::{Value, json};

/// A participant.
pub(super) fn participant(settings: &Settings, world: &World, place: usize, enrolment: &Enrolment) -> Value {
    let order = world.orders.get(enrolment.order);
    let paid = paid_code(settings, enrolment.paid);
    let user = world.users.get(enrolment.user).map(|user| self::user(settings, world, enrolment.user, user));
    json!({
        "id": id(FIRST_PARTICIPANT, place),
        "user": user,
        "course": course(world, enrolment.date),
        "coursedate": show::inside_participant(world, enrolment.date),
        "status": status(enrolment.status),
        "idPaid": paid,
        "paid": {"id": paid, "title": paid_title(enrolment.paid)},
        "completed": enrolment.completed,
        "passed": enrolment.passed,
        "no_show": enrolment.no_show,
        "custom_properties": properties::read(settings, &enrolment.properties),
        "certificate_issued_at": enrolment.certificate,
        "archived_at": enrolment.archived,
        "status_updated_at": dates::timestamp(enrolment.status_changed),
        "created_at": dates::timestamp(enrolment.created),
        "updated_at": dates::timestamp(enrolment.updated),
        "idBooking": id(FIRST_BOOKING, enrolment.order),
        "idOrder": id(FIRST_ORDER, enrolment.order),
        "entry_source": "User",
        "booker_name": order.and_then(|order| order.booker_name.as_deref()),
        "booker_email": order.and_then(|order| order.booker_email.as_deref()),
        "booker_phone": order.and_then(|order| order.booker_phone.as_deref()),
        "booker_language_id": null,
        "booker_admin_user": null,
        "user_comment": null,
    })
}

/// A user, as inside a participant, as a search finds it, and (presumably) as an employee of a customer.
pub(super) fn user(settings: &Settings, world: &World, place: usize, user: &User) -> Value {
    let customer = world.customers.get(user.customer);
    let mut answer = json!({
        "id": id(FIRST_USER, place),
        "firstname": user.first,
        "lastname": user.last,
        "email": user.email,
        "username": user.username,
        "phone": user.phone,
        "company": world.company(user),
        "orgnr": missing(place, customer.map_or("", |customer| &customer.number)),
        "position": missing(place, &user.position),
        "department": missing(0, customer.map_or("", |customer| &customer.department)),
        "legaldepartment": null,
        "date_of_birth": user.birth,
        "invoice_address": {
            "address": null, "address_2": null, "address_3": null, "zipcode": null, "city": null, "invoice_phone": null
        },
        "home_address": {
            "address": missing(0, &user.street), "address_2": null, "address_3": null,
            "zipcode": missing(0, &user.zipcode), "city": missing(0, &user.city)
        },
        "work_address": {"address": null, "address_2": null, "address_3": null, "zipcode": null, "city": null},
        "external_id": null,
        "company_employee_number": null,
        "custom_properties": properties::read(settings, &user.properties),
        "created_at": dates::timestamp(user.created),
        "updated_at": dates::timestamp(user.updated),
        "information_gathered_at": null,
    });
    if let Some(customer) = customer {
        match settings.word("user_customer") {
            "title" => answer["customer"] = json!({"title": customer.title}),
            "whole" => {
                answer["customer"] = json!({"id": id(FIRST_CUSTOMER, user.customer), "title": customer.title});
            }
            _ => {}
        }
    }
    answer
}

/// The code that stands for a stored payment state.
pub(super) fn paid_code(settings: &Settings, paid: Option<u64>) -> u64 {
    paid.unwrap_or_else(|| settings.word("unpaid_code").parse().unwrap_or_default())
}

fn paid_title(paid: Option<u64>) -> String {
    match paid {
        Some(PAID) => "Yes".into(),
        Some(code) => format!("Code {code}"),
        None => "No".into(),
    }
}

/// The enrolment status. Only the text `status_overbooked` is documented; the others are made after its pattern.
fn status(code: u64) -> Value {
    let (title, machine) = match code {
        1 => ("Confirmed", "status_confirmed"),
        2 => ("Overbooked", "status_overbooked"),
        3 => ("Waitinglist", "status_waitinglist"),
        4 => ("Deregistered", "status_deregistered"),
        7 => ("Unconfirmed", "status_unconfirmed"),
        8 => ("Deregistered with fee", "status_deregistered_with_fee"),
        _ => ("Other", "status_other"),
    };
    json!({"id": code, "title": title, "status_code": machine})
}

fn course(world: &World, date: usize) -> Value {
    let place = world.dates.get(date).map_or(0, |date| date.course);
    let Some(course) = world.courses.get(place) else { return Value::Null };
    json!({
        "id": id(FIRST_COURSE, place),
        "title": course.title(),
        "reference": course.written.get("reference"),
        "created_at": course.created.map(dates::timestamp),
        "updated_at": dates::timestamp(course.updated),
    })
}

/// Missing text is null in one sample and empty in another; here it depends on the record.
fn missing(place: usize, text: &str) -> Value {
    if text.is_empty() && place.is_multiple_of(2) { Value::Null } else { text.into() }
}
