//! The account as it is at the start: made-up people in companies and on their own, on the dates of a few courses.

mod catalogue;
mod office;

use super::dates;
use super::records::{Customer, Enrolment, Order, User};
use super::world::{PAID, World};
use crate::people::{Person, people};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// So few that a page of 250 customers with their employees stays a readable answer.
const EMPLOYEES: usize = 20;

/// Dates that people are seeded on; the two after them are a cancelled one and one in a room with two seats, both empty.
const FILLED: usize = 10;

/// The account with this many participants. The last tenth of them are second enrolments, of every seventh person from
/// the fifth on; all others are a person's first and have the person's place.
pub(super) fn world(seed: u64, count: usize) -> World {
    let mut world = World::default();
    world.courses = catalogue::courses();
    world.dates = catalogue::dates();
    world.products = catalogue::products();
    world.admins = office::admins();
    world.instructors = office::instructors();
    let mut open = HashMap::new();
    let persons = count - count / 10;
    for (place, person) in people(seed, persons).into_iter().enumerate() {
        let customer = customer(&mut world, &mut open, place, &person);
        world.add_user(user(place, person, customer));
    }
    let shared = (4..persons).step_by(7).take(count - persons);
    for user in (0..persons).chain(shared) {
        enrol(&mut world, user);
    }
    world.contacts = office::contacts(&world.customers);
    world
}

/// Every seventh person comes without a company. A company's employees fill one customer after the other.
fn customer(world: &mut World, open: &mut HashMap<String, usize>, place: usize, person: &Person) -> usize {
    let private = place % 7 == 3;
    if let Some(open) = open.get(&person.company).filter(|_| !private)
        && world.customers.get(*open).is_some_and(|customer| customer.employees.len() < EMPLOYEES)
    {
        return *open;
    }
    let number = world.customers.len();
    let customer = if private {
        Customer { title: format!("{} {}", person.first, person.last), private, ..Customer::default() }
    } else {
        open.insert(person.company.clone(), number);
        Customer {
            title: person.company.clone(),
            department: if number % 3 == 1 { "Opplæring".into() } else { String::new() },
            number: format!("999{:06}", number + 1),
            email: format!("kurs.{}@example.org", number + 1),
            web: format!("https://kunde{}.example.org/", number + 1),
            ..Customer::default()
        }
    };
    let country = person.country_alpha2.clone();
    world.customers.push(Customer { country, created: dates::PEOPLE_BASE + number as i64, ..customer });
    number
}

fn user(place: usize, person: Person, customer: usize) -> User {
    let created = dates::PEOPLE_BASE + place as i64;
    User {
        first: person.first,
        last: person.last,
        username: person.email.clone(),
        email: person.email,
        phone: if person.mobile.is_empty() { person.phone } else { person.mobile },
        position: person.job_title,
        birth: person.birth,
        gender: Some(if person.female { "Female" } else { "Male" }.into()),
        nationality: person.country_alpha2,
        street: format!("{} {}", person.street, person.house_number),
        zipcode: person.postal_code,
        city: person.city,
        properties: if place % 4 == 1 { properties(json!({"union_member": "ja"})) } else { Map::new() },
        customer,
        created,
        updated: created,
    }
}

fn enrol(world: &mut World, user: usize) {
    let place = world.enrolments.len();
    let at = world.tick();
    let status = [1, 2, 1, 3, 1, 7, 1, 4, 1, 8][place % 10];
    let done = status == 1 && place % 4 == 2;
    let booked_by_other = place % 6 == 2;
    world.enrolments.push(Enrolment {
        user,
        date: place % FILLED,
        order: place,
        status,
        paid: (place % 3 != 1).then_some(PAID),
        completed: done,
        passed: done && place % 8 == 2,
        no_show: place % 29 == 13,
        properties: match place % 3 {
            0 => properties(json!({"diet": "vegan", "shoe_size": null})),
            1 => properties(json!({"allergi": "nøtter / skalldyr"})),
            _ => Map::new(),
        },
        certificate: done.then(|| dates::day(dates::FIRST_START + 14 * (place % FILLED) as i64 + 2)),
        archived: (place % 23 == 17).then(|| dates::day(dates::FIRST_START + 200)),
        status_changed: at,
        created: at,
        updated: at,
    });
    world.orders.push(Order {
        enrolments: vec![place],
        customer: world.users.get(user).map_or(0, |user| user.customer),
        date: place % FILLED,
        // Null is seen in the sample.
        payment_method: (place % 7 != 6).then(|| "invoice".into()),
        currency: "nok".into(),
        paid: place % 3 != 1,
        reference: String::new(),
        booker_name: booked_by_other.then(|| "Berit Bestiller-Eksempel".into()),
        booker_email: booked_by_other.then(|| "berit.bestiller@example.org".into()),
        booker_phone: booked_by_other.then(|| "+47 00 00 00 00".into()),
        campaign: (place % 11 == 5).then(|| "WELCOME".into()),
        exported: (place % 5 == 4).then_some(at + 3600),
        created: at,
        ..Order::default()
    });
}

fn properties(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
