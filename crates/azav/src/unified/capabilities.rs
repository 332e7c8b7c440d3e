//! What AZAV Pilot can do: two tables, since the development schema has no place for addresses and contacts.

use participants_core::{Capabilities, Clearing, Field, FieldCapability, Operation, Required, Support};

/// For the profiles with the default schema's members, in either spelling.
pub(super) static DEFAULT: Capabilities = Capabilities {
    provider: "azav",
    when: "with the members of the default documentation (the default)",
    operations: OPERATIONS,
    fields: &DEFAULT_FIELDS,
    required: REQUIRED,
};

/// For the profile of the development schema.
pub(super) static DEVELOPMENT: Capabilities = Capabilities {
    provider: "azav",
    when: "with the members of the development documentation",
    operations: OPERATIONS,
    fields: &DEVELOPMENT_FIELDS,
    required: REQUIRED,
};

const COMPARED: Support = Support::Simulated("all participants are read and compared here: there is no search");

const NO_ENROLMENT: Support = Support::Unsupported("no call about enrolments is documented");

const OPERATIONS: &[(Operation, Support)] = &[
    (Operation::Get, Support::Native),
    (
        Operation::FindByExternalId,
        Support::Unsupported(
            "no member is documented as the caller's own key; who issues a customer number is not said",
        ),
    ),
    (Operation::FindByEmail, COMPARED),
    (Operation::FindByPerson, COMPARED),
    (Operation::List, Support::Native),
    (Operation::Create, Support::Native),
    (
        Operation::Update,
        Support::Simulated("the record is read, changed and put back, or, where so set, only the named members put"),
    ),
    (Operation::Deactivate, Support::Simulated("an update that sets the status to archived")),
    (
        Operation::Reactivate,
        Support::Simulated(
            "an update that sets the status to active; which one it was before archiving is kept nowhere",
        ),
    ),
    (Operation::Delete, Support::Native),
    (Operation::Enrolments, NO_ENROLMENT),
    (Operation::Enrol, NO_ENROLMENT),
    (Operation::Withdraw, NO_ENROLMENT),
];

const ADDRESS: &str = "AZAV requires an e-mail address";
const REQUIRED: &[Required] = &[Required::new(&[Field::Email], ADDRESS)];

static DEFAULT_FIELDS: [FieldCapability; 18] = fields(true);
static DEVELOPMENT_FIELDS: [FieldCapability; 18] = fields(false);

const fn fields(has_address_and_contacts: bool) -> [FieldCapability; 18] {
    let placed = has_address_and_contacts;
    [
        read_only(Field::Id),
        writable(Field::FirstName, Clearing::Null),
        writable(Field::LastName, Clearing::Null),
        writable(Field::ShortName, Clearing::Null),
        writable(Field::Email, Clearing::Refused(ADDRESS)),
        placed_if(placed, Field::Phone, Clearing::Removal),
        placed_if(placed, Field::Mobile, Clearing::Removal),
        writable(Field::DateOfBirth, Clearing::Null),
        writable(Field::Gender, Clearing::Null),
        writable(Field::Title, Clearing::Null),
        placed_if(placed, Field::Street, Clearing::Null),
        placed_if(placed, Field::HouseNumber, Clearing::Null),
        placed_if(placed, Field::PostalCode, Clearing::Null),
        placed_if(placed, Field::City, Clearing::Null),
        placed_if(placed, Field::Country, Clearing::Null),
        writable(Field::Status, Clearing::Null),
        read_only(Field::CreatedAt),
        read_only(Field::UpdatedAt),
    ]
}

const fn writable(field: Field, clear: Clearing) -> FieldCapability {
    FieldCapability::writable(field, Support::Native, clear)
}

const fn placed_if(has_place: bool, field: Field, clear: Clearing) -> FieldCapability {
    const NO_PLACE: &str = "the development schema has no place for it";
    if has_place { writable(field, clear) } else { FieldCapability::read_only(field, NO_PLACE).unread() }
}

const fn read_only(field: Field) -> FieldCapability {
    FieldCapability::read_only(field, "AZAV sets it")
}
