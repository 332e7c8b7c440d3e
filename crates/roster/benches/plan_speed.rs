//! How fast a plan is made, and how much memory it and a listing take: `cargo bench --package participants-roster --bench plan_speed`.
//!
//! For as many people as its arguments name, else for 100 000 and for a million, each in a process of its own so that
//! their peaks do not mix. Linux counts CPU time and memory for it; elsewhere the clock counts, and memory is not
//! shown.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // It is a program.

#[path = "gauge/gauge.rs"]
mod gauge;

use participants_roster::core::{
    Capabilities, Clearing, Completeness, Field, FieldCapability, Operation, Participant, ParticipantUpdate, Support,
};
use participants_roster::{Index, Options, Planner, Problem, Row, plan::PlanWriter};
use std::{hint::black_box, io};

const fn writable(field: Field) -> FieldCapability {
    FieldCapability::writable(field, Support::Native, Clearing::EmptyText)
}

static PROVIDER: Capabilities = Capabilities {
    provider: "example",
    when: "",
    operations: &[(Operation::Create, Support::Native), (Operation::Update, Support::Native)],
    fields: &[
        writable(Field::ExternalId),
        writable(Field::FirstName),
        writable(Field::LastName),
        writable(Field::Email),
        writable(Field::DateOfBirth),
        writable(Field::Phone),
        writable(Field::City),
    ],
    required: &[],
};

/// A made-up person, by number: no two have the same name or address.
fn email(number: u64) -> String {
    format!("oda.lindstrom.{number}@example.org")
}

fn person(number: u64) -> Participant {
    let mut person = Participant::default();
    person.id = format!("{:08}", number * 7);
    person.external_id = Some(format!("HR-{number:07}"));
    (person.first_name, person.last_name) = (Some("Øda".to_owned()), Some(format!("Lindström-{number}")));
    person.email = Some(email(number));
    person.date_of_birth = "1990-04-12".parse().ok();
    (person.phone, person.address.city) = (Some("+47 555 0100".to_owned()), Some("Ålesund".to_owned()));
    person
}

/// What the roster wants of them: every tenth has moved, every hundredth is new.
fn row(number: u64, people: u64) -> Row {
    let who = if number % 100 == 99 { number + people } else { number };
    let city = if number.is_multiple_of(10) { "Tromsø" } else { "Ålesund" };
    let key = if number.is_multiple_of(2) { Some(format!("HR-{who:07}")) } else { None };
    let mut wanted = ParticipantUpdate::new().email(email(who)).first_name("Øda").city(city).phone("+47 555 0100");
    wanted.last_name = format!("Lindström-{who}").into();
    wanted.external_id = key.map(Into::into).unwrap_or_default();
    Row::of(number + 2, wanted)
}

fn main() {
    gauge::each(measure);
}

fn measure(people: u64) {
    let making = gauge::time(|| (0..people).for_each(|number| drop(black_box(person(number)))));
    let fields = PROVIDER.fields.iter().map(|known| known.field.clone());
    let mut builder = Index::builder(fields);
    let filling = gauge::time(|| (0..people).for_each(|number| builder.add(&person(number))));
    let (begun, index) = (gauge::cpu(), builder.finish(Completeness::Complete));
    let took = filling - making + (gauge::cpu() - begun);
    let bytes = index.bytes();
    println!("{people} people, {} bytes of index for each", bytes as u64 / people);
    println!("  index: {:>9.0} people/s", people as f64 / took);

    // What making the rows takes is measured apart and taken off: a plan reads them twice.
    let rows = || (0..people).map(|number| Ok(row(number, people)));
    let making = 2.0 * gauge::time(|| rows().for_each(|row: Result<Row, Problem>| drop(black_box(row))));
    let per_second = |took: f64| people as f64 / (took - making);
    let planner = Planner::new(&PROVIDER).options(Options::new().create(true));
    let before = gauge::forget_peak();
    let took = gauge::time(|| planner.read(&index, || Ok(rows())).unwrap().for_each(|step| drop(black_box(step))));
    let most = gauge::peak();
    println!("  plan:  {:>9.0} rows/s", per_second(took));

    let begun = gauge::cpu();
    let mut planning = planner.read(&index, || Ok(rows())).unwrap();
    let mut written = PlanWriter::new(io::sink(), planning.header()).unwrap();
    planning.by_ref().for_each(|step| written.step(&step.unwrap()).unwrap());
    let summary = planning.finish().unwrap();
    written.finish().unwrap();
    println!("         {:>9.0} rows/s with its document, {summary}", per_second(gauge::cpu() - begun));
    if let Some((before, most)) = before.zip(most) {
        let beside = most.saturating_sub(before);
        println!("  peak:  {:>9} KiB; beside the index {:.1} bytes/row", most >> 10, beside as f64 / people as f64);
    }
}
