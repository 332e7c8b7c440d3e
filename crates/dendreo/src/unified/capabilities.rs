//! What Dendreo can do, as data.

use participants_core::{Capabilities, Clearing, Field, FieldCapability, Operation, Required, Support};

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "dendreo",
    when: "",
    operations: &[
        (Operation::Get, Support::Native),
        (Operation::FindByExternalId, Support::Native),
        (Operation::FindByEmail, Support::Native),
        (Operation::FindByPerson, Support::Simulated("those born on the day are read, and their names compared here")),
        (Operation::List, Support::Native),
        (Operation::Create, Support::Native),
        (Operation::Update, Support::Native),
        (Operation::Deactivate, Support::Unsupported("no document shows a reversible way to end a participant")),
        (
            Operation::Reactivate,
            Support::Unsupported("no document shows that a participant can be ended and taken back"),
        ),
        (Operation::Delete, Support::Native),
        (Operation::Enrolments, Support::Native),
        (Operation::Enrol, Support::Native),
        (Operation::Withdraw, Support::Native),
    ],
    fields: &[
        FieldCapability::read_only(Field::Id, SERVER_MADE),
        writable(Field::ExternalId).filtered(),
        writable(Field::FirstName),
        FieldCapability::writable(Field::LastName, Support::Native, Clearing::Refused(LAST_NAME)),
        writable(Field::Email).filtered(),
        writable(Field::Phone),
        writable(Field::DateOfBirth).filtered(),
        writable(Field::Title),
        writable(Field::JobTitle),
        writable(Field::Language),
        writable(Field::Company).filtered(),
        writable(Field::Street),
        writable(Field::PostalCode),
        writable(Field::City),
        writable(Field::Country),
        writable(Field::Notes),
        writable(Field::Custom(String::new())),
        FieldCapability::read_only(Field::CreatedAt, SERVER_MADE),
        FieldCapability::read_only(Field::UpdatedAt, SERVER_MADE),
    ],
    required: &[Required::new(&[Field::LastName], LAST_NAME)],
};

const SERVER_MADE: &str = "Dendreo sets it";
const LAST_NAME: &str = "Dendreo requires a last name";

/// A field that can be written, and cleared as everything is in Dendreo: by an empty text.
const fn writable(field: Field) -> FieldCapability {
    FieldCapability::writable(field, Support::Native, Clearing::EmptyText)
}
