//! How fast a plan is made, and how much memory a listing takes: `cargo run --release --example plan_speed -- 1000000`.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // It is a program.

use participants_roster::core::{
    Capabilities, Clearing, Completeness, Field, FieldCapability, Operation, Participant, ParticipantUpdate, Support,
};
use participants_roster::{Index, Options, Planner, Problem, Row, plan::PlanWriter};
use std::time::{Duration, Instant};

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

/// A made-up person, by number: nobody has the name or the address of another.
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
    let people: u64 = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(100_000);
    let fields = PROVIDER.fields.iter().map(|known| known.field.clone());
    let mut making = Duration::ZERO;
    let (mut builder, start) = (Index::builder(fields), Instant::now());
    for number in 0..people {
        let begun = Instant::now();
        let person = person(number);
        making += begun.elapsed();
        builder.add(&person);
    }
    let index = builder.finish(Completeness::Complete);
    let took = start.elapsed().saturating_sub(making);
    let size = index.bytes() / index.len().max(1);
    println!("index: {} people, {:.0} people/s, {size} bytes per person", index.len(), per_second(people, took));
    let indexed = peak();

    // What making the rows takes is measured apart and taken off: a plan reads them twice.
    let (rows, start) = (|| (0..people).map(|number| Ok(row(number, people))), Instant::now());
    rows().for_each(|row: Result<Row, Problem>| drop(row));
    let making = start.elapsed() * 2;
    let planner = Planner::new(&PROVIDER).options(Options::new().create(true));
    let (mut written, start) = (PlanWriter::new(std::io::sink()).unwrap(), Instant::now());
    let summary = planner.plan_into(&index, || Ok(rows()), |step| written.step(&step)).unwrap();
    let took = start.elapsed().saturating_sub(making);
    println!("plan: {summary}");
    println!("plan: {:.0} rows/s, its document written", per_second(people, took));
    let beside = (peak() - indexed) as f64 / people as f64;
    println!("memory: peak {} KiB; {beside:.1} bytes per row beside the index", peak() >> 10);
}

fn per_second(count: u64, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64().max(f64::EPSILON)
}

/// The most memory the process had, in bytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() << 10
}
