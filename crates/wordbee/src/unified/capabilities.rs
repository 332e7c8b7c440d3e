//! What Wordbee can do: v1 alone cannot read a person, and without a default company every new person needs one.

use participants_core::{Capabilities, Clearing, Field, FieldCapability, Operation, Required, Support};

const READING_NEEDS_V2: Support = Support::Unsupported(
    "no document shows how v1 reads persons; set WORDBEE_V2_BASE_URL and WORDBEE_V2_KEY to read through v2",
);
const NO_KEY: Support = Support::Unsupported("Wordbee keeps no key of the caller's own");
const NO_BIRTH: Support = Support::Unsupported("Wordbee keeps no date of birth");
const NO_ENROLMENT: Support = Support::Unsupported("Wordbee has persons and work, no sessions to enrol in");
const PAGES: &str = "reads v2's list of persons until the person appears";
const SCAN: &str = "reads v2's list of persons and compares the addresses";

/// With v2, and with a company for all persons who name none.
pub(super) static WITH_V2: Capabilities = Capabilities {
    provider: "wordbee",
    when: "with its second API and a default company",
    operations: READING,
    fields: &READABLE,
    required: PERSON,
};

/// With v2, where each person names their company.
pub(super) static WITH_V2_AND_NO_COMPANY: Capabilities =
    Capabilities { when: "with its second API and no default company", required: PERSON_IN_COMPANY, ..WITH_V2 };

/// Without v2.
pub(super) static V1_ALONE: Capabilities = Capabilities {
    provider: "wordbee",
    when: "without its second API, with a default company",
    operations: WRITING,
    fields: &WRITE_ONLY,
    required: PERSON,
};

/// Without either.
pub(super) static V1_ALONE_AND_NO_COMPANY: Capabilities =
    Capabilities { when: "without its second API or a default company", required: PERSON_IN_COMPANY, ..V1_ALONE };

const READING: &[(Operation, Support)] =
    &operations(Support::Simulated(PAGES), Support::Simulated(SCAN), Support::Native);
const WRITING: &[(Operation, Support)] = &operations(READING_NEEDS_V2, READING_NEEDS_V2, READING_NEEDS_V2);

const fn operations(get: Support, find: Support, list: Support) -> [(Operation, Support); 13] {
    [
        (Operation::Get, get),
        (Operation::FindByExternalId, NO_KEY),
        (Operation::FindByEmail, find),
        (Operation::FindByPerson, NO_BIRTH),
        (Operation::List, list),
        (Operation::Create, Support::Native),
        (Operation::Update, Support::Native),
        (Operation::Deactivate, Support::Native),
        (Operation::Reactivate, Support::Native),
        (Operation::Delete, Support::Native),
        (Operation::Enrolments, NO_ENROLMENT),
        (Operation::Enrol, NO_ENROLMENT),
        (Operation::Withdraw, NO_ENROLMENT),
    ]
}

const NAMED: &str = "Wordbee requires both names and the address";
const PERSON: &[Required] = &[
    Required::new(&[Field::FirstName], NAMED),
    Required::new(&[Field::LastName], NAMED),
    Required::new(&[Field::Email], NAMED),
];
const PERSON_IN_COMPANY: &[Required] = &[
    Required::new(&[Field::FirstName], NAMED),
    Required::new(&[Field::LastName], NAMED),
    Required::new(&[Field::Email], NAMED),
    Required::new(&[Field::Company], "every person belongs to a company, and no default is set: WORDBEE_COMPANY_ID"),
];

static READABLE: [FieldCapability; FIELDS] = fields(true);
static WRITE_ONLY: [FieldCapability; FIELDS] = fields(false);
const FIELDS: usize = 15;

/// The fields. Which columns v2 shows beyond name and address is not documented; all are read where they are there.
const fn fields(read: bool) -> [FieldCapability; FIELDS] {
    const REQUIRED: Clearing = Clearing::Refused("Wordbee requires it");
    const UNSTATED: Clearing = Clearing::Refused("no document says how Wordbee clears it");
    const TAKES_LOGIN: Clearing = Clearing::Refused("it would take the whole login away: clear login instead");
    [
        shown(FieldCapability::read_only(Field::Id, "Wordbee sets it"), read),
        writable(Field::FirstName, read, REQUIRED),
        writable(Field::LastName, read, REQUIRED),
        writable(Field::Email, read, REQUIRED),
        writable(Field::Phone, read, UNSTATED),
        writable(Field::Mobile, read, UNSTATED),
        writable(Field::Title, read, UNSTATED),
        writable(Field::JobTitle, read, UNSTATED),
        writable(Field::Company, read, Clearing::Refused("every person belongs to a company"))
            .updated(Support::Unsupported("a person's company cannot be changed")),
        writable(Field::Login, read, Clearing::Null),
        writable(Field::Password, false, TAKES_LOGIN),
        writable(Field::Profile, read, TAKES_LOGIN),
        writable(Field::Active, read, Clearing::Refused("it is yes or no")),
        writable(Field::Notes, read, UNSTATED),
        // Labels. v1's record does not show them.
        writable(Field::Custom(String::new()), false, Clearing::Null),
    ]
}

const fn writable(field: Field, read: bool, clear: Clearing) -> FieldCapability {
    shown(FieldCapability::writable(field, Support::Native, clear), read)
}

const fn shown(field: FieldCapability, read: bool) -> FieldCapability {
    if read { field } else { field.unread() }
}
