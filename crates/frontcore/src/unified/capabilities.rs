//! The table of what FrontCore can do, once for each encoding: a form cannot carry null.

use participants_core::{Capabilities, Clearing, Field, FieldCapability, Operation, Required, Support};

/// With JSON bodies.
pub(super) static JSON: Capabilities = Capabilities {
    provider: "frontcore",
    when: "with JSON bodies (the default)",
    operations: OPERATIONS,
    fields: &JSON_FIELDS,
    required: NEEDED,
};

/// With form bodies.
pub(super) static FORM: Capabilities = Capabilities {
    provider: "frontcore",
    when: "with form bodies",
    operations: OPERATIONS,
    fields: &FORM_FIELDS,
    required: NEEDED,
};

const COMPARED: Support = Support::Simulated("every participant is read and compared here");

const OPERATIONS: &[(Operation, Support)] = &[
    (Operation::Get, Support::Native),
    (Operation::FindByExternalId, COMPARED),
    (
        Operation::FindByEmail,
        Support::Simulated("the persons with the address are searched, then each one's participants"),
    ),
    (Operation::FindByPerson, COMPARED),
    (Operation::List, Support::Native),
    (
        Operation::Create,
        Support::Simulated("a booking of one person on a session, then a look for the participant it made"),
    ),
    (Operation::Update, Support::Native),
    (
        Operation::Deactivate,
        Support::Simulated("the enrolment status is set to 4, deregistered: inferred from the code list"),
    ),
    (
        Operation::Reactivate,
        Support::Simulated("the enrolment status is set to 1, confirmed: inferred from the code list"),
    ),
    (
        Operation::Delete,
        Support::Unsupported("no document shows a call that removes a participant; deactivate withdraws one"),
    ),
    (Operation::Enrolments, Support::Simulated("the participants of the same person")),
    (Operation::Enrol, Support::Simulated("a booking of the same person, by name and e-mail, on the session")),
    (
        Operation::Withdraw,
        Support::Simulated(
            "the booking is deregistered where the participant is alone in it, else the participant's status is set to 4",
        ),
    ),
];

const PERSON: Support = Support::Simulated("the person is read and written below the customer they belong to");
const BY_UPDATE: Support = Support::Unsupported("a booking does not take it; update the participant once it is made");
const REQUIRED: Clearing = Clearing::Refused("FrontCore requires it");
const CODED: Clearing = Clearing::Refused("it always has a value");

const NEEDED: &[Required] = &[
    Required::new(&[Field::Session], "a participant is a booking on a session"),
    Required::new(&[Field::FirstName], BOOKED),
    Required::new(&[Field::LastName], BOOKED),
    Required::new(&[Field::Email], BOOKED),
];
const BOOKED: &str = "a booking names each participant with first name, last name and e-mail address";

static JSON_FIELDS: [FieldCapability; 24] = fields(Clearing::Null);
static FORM_FIELDS: [FieldCapability; 24] =
    fields(Clearing::Refused("it takes null, which a form cannot carry: use the JSON encoding"));

/// Every field, given how what is no text is made empty.
const fn fields(null: Clearing) -> [FieldCapability; 24] {
    [
        read_only(Field::Id, "FrontCore sets it"),
        read_only(Field::ExternalId, NOT_SHOWN),
        person(Field::FirstName, REQUIRED).created(Support::Native),
        person(Field::LastName, REQUIRED).created(Support::Native),
        person(Field::Email, REQUIRED).created(Support::Native),
        person(Field::Phone, Clearing::EmptyText),
        person(Field::DateOfBirth, null),
        person(Field::Gender, null).unread(),
        read_only(Field::JobTitle, NOT_SHOWN),
        read_only(Field::Company, NOT_SHOWN),
        read_only(Field::CompanyName, NOT_SHOWN),
        read_only(Field::Street, NOT_SHOWN),
        read_only(Field::PostalCode, NOT_SHOWN),
        read_only(Field::City, NOT_SHOWN),
        read_only(Field::Login, NOT_SHOWN),
        FieldCapability::writable(Field::Session, Support::Native, REQUIRED)
            .updated(Support::Unsupported("a participant stays on its session: book the person on the other one"))
            .filtered(),
        FieldCapability::writable(Field::EnrolmentStatus, Support::Native, CODED),
        enrolment(Field::PaymentStatus, CODED),
        enrolment(Field::Completed, CODED),
        enrolment(Field::Passed, CODED),
        read_only(Field::NoShow, "no page lists it among what can be written"),
        enrolment(Field::Custom(String::new()), Clearing::EmptyText),
        read_only(Field::CreatedAt, "FrontCore sets it"),
        read_only(Field::UpdatedAt, "FrontCore sets it"),
    ]
}

const NOT_SHOWN: &str = "no page that could be read shows how it is written";

/// A field of the person, which is written once the enrolment exists.
const fn person(field: Field, clear: Clearing) -> FieldCapability {
    FieldCapability::writable(field, PERSON, clear).created(BY_UPDATE)
}

/// A field of the enrolment, which exists only once it is booked.
const fn enrolment(field: Field, clear: Clearing) -> FieldCapability {
    FieldCapability::writable(field, Support::Native, clear).created(BY_UPDATE)
}

const fn read_only(field: Field, why: &'static str) -> FieldCapability {
    FieldCapability::read_only(field, why)
}
