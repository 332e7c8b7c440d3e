//! How a participant, a user and their parts are written, member by member as in the official samples. Nothing is
//! decided or changed here.

use super::world::{
    Enrolment, FIRST_BOOKING, FIRST_COURSE, FIRST_CUSTOMER, FIRST_DATE, FIRST_ORDER, FIRST_PARTICIPANT, FIRST_USER,
    PAID, User, World, id,
};
use super::{courses, dates};
use crate::settings::Settings;
use serde_json::{Map, Value, json};

/// A participant.
pub(super) fn participant(settings: &Settings, world: &World, place: usize, enrolment: &Enrolment) -> Value {
    let order = world.orders.get(enrolment.order);
    let paid = paid_code(settings, enrolment.paid);
    let user = world.users.get(enrolment.user).map(|user| self::user(settings, world, enrolment.user, user));
    json!({
        "id": id(FIRST_PARTICIPANT, place),
        "user": user,
        "course": course(world, enrolment.date),
        "coursedate": course_date(world, enrolment.date),
        "status": status(enrolment.status),
        "idPaid": paid,
        "paid": {"id": paid, "title": paid_title(enrolment.paid)},
        "completed": enrolment.completed,
        "passed": enrolment.passed,
        "no_show": enrolment.no_show,
        "custom_properties": properties(settings, &enrolment.properties),
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
        "custom_properties": properties(settings, &user.properties),
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

/// Custom properties; how none of them are written is a setting.
pub(super) fn properties(settings: &Settings, properties: &Map<String, Value>) -> Value {
    if !properties.is_empty() {
        return properties.clone().into();
    }
    match settings.word("empty_properties") {
        "array" => json!([]),
        "object" => json!({}),
        _ => Value::Null,
    }
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
        "title": course.title,
        "reference": course.reference,
        "created_at": course.created.map(dates::timestamp),
        "updated_at": dates::timestamp(course.created.unwrap_or(dates::PEOPLE_BASE)),
    })
}

/// The course date as a participant shows it: another shape than the course-date calls have.
fn course_date(world: &World, place: usize) -> Value {
    let Some(date) = world.dates.get(place) else { return Value::Null };
    json!({
        "id": id(FIRST_DATE, place),
        "idCourse": id(FIRST_COURSE, date.course),
        "idStatus": date.status,
        "week": dates::week(date.start),
        "start_at": dates::day(date.start),
        "end_at": dates::day(date.end),
        "deadline_at": dates::day(date.start - 7),
        "time_start": "09:00",
        "time_end": "15:30",
        "timezone": null,
        "gmt_offset": null,
        "place": if date.virtual_room { "Nettkurs" } else { "Oslo" },
        "is_virtual": date.virtual_room,
        "is_deleted": false,
        "event_url": null,
        "internal_note": null,
        // Text of digits here, while the id of the location itself is a number: so it is in the official sample.
        "idLocation": courses::location_id(date).to_string(),
        "teaching_language": "Norsk",
        "idTeachingLanguage": "no",
        "location_cancellation_days": null,
        "location": courses::location(date),
    })
}

/// Missing text is null in one sample and empty in another; here it depends on the record.
fn missing(place: usize, text: &str) -> Value {
    if text.is_empty() && place.is_multiple_of(2) { Value::Null } else { text.into() }
}
