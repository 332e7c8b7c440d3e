//! A made-up provider, and people as plain tables of values, to check what a plan says.

use participants_roster::core::{
    Capabilities, Change, Clearing, Completeness, Custom, Document, Field, FieldCapability, Listing, Mapping,
    Operation, Participant, ParticipantUpdate, Required, Support, serde_json::json,
};
use participants_roster::{Index, Ownership, Problem, Row, Step, plan::Action};
use std::collections::BTreeMap;

pub(crate) type Values = BTreeMap<Field, String>;
/// All participants, by the provider's identifier.
pub(crate) type World = BTreeMap<String, Values>;

const EMPTIED: Clearing = Clearing::EmptyText;

const fn writable(field: Field, clear: Clearing) -> FieldCapability {
    FieldCapability::writable(field, Support::Native, clear)
}

/// A provider with every kind of field.
pub(crate) static EXAMPLE: Capabilities = Capabilities {
    provider: "example",
    when: "",
    operations: &[
        (Operation::List, Support::Native),
        (Operation::Create, Support::Native),
        (Operation::Update, Support::Native),
        (Operation::Deactivate, Support::Native),
        (Operation::Reactivate, Support::Native),
    ],
    fields: &[
        FieldCapability::read_only(Field::Id, "the server sets it"),
        writable(Field::ExternalId, EMPTIED),
        writable(Field::FirstName, EMPTIED),
        writable(Field::LastName, Clearing::Refused("every participant has one")),
        writable(Field::Email, EMPTIED),
        writable(Field::Phone, Clearing::Null),
        writable(Field::DateOfBirth, Clearing::Null),
        writable(Field::Gender, Clearing::Null).unread(),
        FieldCapability::read_only(Field::JobTitle, "it comes from elsewhere"),
        writable(Field::Company, EMPTIED),
        writable(Field::Status, Clearing::Null),
        writable(Field::Password, Clearing::Null).unread(),
        writable(Field::Session, Clearing::Refused("a place is a place")),
        writable(Field::Notes, EMPTIED).created(Support::Unsupported("notes are about people who are there")),
        writable(Field::Custom(String::new()), EMPTIED),
    ],
    required: &[],
};

/// The same provider where no participant is created without a last name and a way to be reached.
pub(crate) static STRICT: Capabilities = Capabilities {
    provider: "strict",
    when: "",
    operations: EXAMPLE.operations,
    fields: EXAMPLE.fields,
    required: &[
        Required::new(&[Field::LastName], "every participant has one"),
        Required::new(&[Field::Email, Field::Phone], "every participant can be reached"),
    ],
};

/// The same provider where no participant can be created or deactivated.
pub(crate) static NARROW: Capabilities = Capabilities {
    provider: "narrow",
    when: "",
    operations: &[(Operation::List, Support::Native), (Operation::Update, Support::Native)],
    fields: EXAMPLE.fields,
    required: &[],
};

const MAPPING: Mapping = Mapping {
    members: &[("born", Field::DateOfBirth), ("phone", Field::Phone)],
    custom: Custom::Under("custom"),
    secret: &[],
};

pub(crate) fn badge() -> Field {
    Field::Custom("badge".into())
}

/// The fields a roster may name here.
pub(crate) fn fields() -> Vec<Field> {
    EXAMPLE
        .fields
        .iter()
        .map(|known| known.field.clone())
        .filter(|field| *field != Field::Custom(String::new()))
        .chain([badge()])
        .collect()
}

pub(crate) fn values(list: &[(Field, &str)]) -> Values {
    list.iter().map(|(field, value)| (field.clone(), (*value).to_owned())).collect()
}

pub(crate) fn world(people: &[(&str, &[(Field, &str)])]) -> World {
    people.iter().map(|(id, list)| ((*id).to_owned(), values(list))).collect()
}

/// A person with these values.
pub(crate) fn person(id: &str, values: &Values) -> Participant {
    let get = |field: Field| values.get(&field).cloned();
    let document = json!({"custom": {"badge": values.get(&badge())}}).to_string();
    let mut person = Participant::new(id, Document::new(document.into_bytes()).unwrap(), MAPPING);
    person.external_id = get(Field::ExternalId);
    person.first_name = get(Field::FirstName);
    person.last_name = get(Field::LastName);
    person.email = get(Field::Email);
    person.phone = get(Field::Phone);
    person.date_of_birth = get(Field::DateOfBirth).map(|date| date.parse().unwrap());
    person.job_title = get(Field::JobTitle);
    person.company.id = get(Field::Company);
    person.status = get(Field::Status).map(|status| status.as_str().into());
    person.enrolment.session = get(Field::Session);
    person.notes = get(Field::Notes);
    person
}

/// A person whose phone and birthday exist and cannot be read.
pub(crate) fn unreadable(id: &str) -> Participant {
    let document = Document::new(br#"{"born": "12/04/1990", "phone": ["+47 1"]}"#.as_slice()).unwrap();
    Participant::new(id, document, MAPPING)
}

pub(crate) fn index(world: &World) -> Index {
    listed(world, Completeness::Complete)
}

pub(crate) fn listed(world: &World, completeness: Completeness) -> Index {
    let people = world.iter().map(|(id, values)| Ok(person(id, values)));
    Index::of(&Listing::new(people, completeness), fields())
}

pub(crate) fn row(line: u64, list: &[(Field, &str)]) -> Row {
    let mut wanted = ParticipantUpdate::new();
    for (field, value) in list {
        wanted.set_text(field, value).unwrap();
    }
    Row::of(line, wanted)
}

/// A row that cannot be read.
pub(crate) fn unread(line: u64) -> Problem {
    Problem { line: Some(line), column: None, field: None, class: None, why: "no such day".into() }
}

/// The row with these fields to be cleared.
pub(crate) fn clearing(mut row: Row, fields: &[Field]) -> Row {
    fields.iter().for_each(|field| row.wanted.clear(field).unwrap());
    row
}

/// The mapping that states who owns these fields.
pub(crate) fn owners(fields: &[(Field, Ownership)]) -> participants_roster::Mapping {
    let text = fields.iter().map(|(field, owner)| {
        let owner = match owner {
            Ownership::Always => "always",
            Ownership::OnlyIfEmpty => "only-if-empty",
            Ownership::Never => "never",
        };
        format!("[fields.\"{field}\"]\nownership = \"{owner}\"\n")
    });
    participants_roster::Mapping::parse(&text.collect::<String>()).unwrap()
}

/// Writes an update into a person's values: what it names, and nothing else.
pub(crate) fn write(values: &mut Values, update: &ParticipantUpdate) {
    for field in update.named() {
        match update.change(&field) {
            Change::Keep => {}
            Change::Clear => drop(values.remove(&field)),
            Change::Set(value) => drop(values.insert(field, value)),
        }
    }
}

/// Carries a step out.
pub(crate) fn apply(world: &mut World, step: &Step) {
    match step.action().unwrap() {
        Action::Update { id, update } => write(world.get_mut(&id).unwrap(), &update),
        Action::Create(new) => {
            let mut values = Values::new();
            write(&mut values, new.fields());
            let is_new = world.insert(format!("new-{}", step.line.unwrap()), values).is_none();
            assert!(is_new);
        }
        Action::Deactivate { id } => drop(world.get_mut(&id).unwrap().insert(Field::Status, "archived".into())),
        _ => {}
    }
}
