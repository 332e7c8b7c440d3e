//! What the platform can do, as data.

use participants_core::{Capabilities, Clearing, Field, FieldCapability, Operation, Required, Support};

pub(super) static CAPABILITIES: Capabilities = Capabilities {
    provider: "groups",
    when: "",
    operations: &[
        (Operation::Get, Support::Simulated("the report, page by page, until the id is met; then the groups")),
        (Operation::FindByExternalId, Support::Unsupported("the platform keeps no key of the caller's own")),
        (Operation::FindByEmail, Support::Simulated("the report of that address; then the groups")),
        (Operation::FindByPerson, Support::Unsupported("the platform keeps no date of birth")),
        (Operation::List, Support::Simulated("the report, page by page; then the groups")),
        (Operation::Create, Support::Native),
        (Operation::Update, Support::Native),
        (Operation::Deactivate, Support::Unsupported("no call of the Open API pauses or archives a user")),
        (Operation::Reactivate, Support::Unsupported("no call of the Open API resumes a user")),
        (Operation::Delete, Support::Unsupported("no call of the Open API removes a user")),
        (Operation::Enrolments, Support::Simulated("the one group the user is in, from the report and the groups")),
        (Operation::Enrol, Support::Simulated("a move to the group: a user is in exactly one, and leaves the other")),
        (Operation::Withdraw, Support::Unsupported("a user is always in one group; move them to another")),
    ],
    fields: &[
        FieldCapability::read_only(Field::Id, "the platform sets it"),
        writable(Field::FullName, Support::Native),
        writable(Field::ShortName, Support::Native),
        writable(Field::Email, Support::Native).filtered(),
        writable(Field::Group, Support::Native),
        writable(Field::GroupName, Support::Simulated("the groups are read for the id of the only one so named")),
    ],
    required: &[
        Required::new(&[Field::FullName], NAMED),
        Required::new(&[Field::ShortName], NAMED),
        Required::new(&[Field::Email], NAMED),
        Required::new(&[Field::Group, Field::GroupName], "a user is always in one group"),
    ],
};

const NAMED: &str = "the platform requires both names and the address";

const fn writable(field: Field, how: Support) -> FieldCapability {
    FieldCapability::writable(field, how, Clearing::Refused("no document says how a value is emptied"))
}
