//! AZAV Pilot's names and the common ones, in both directions. Pure.

use crate::{Azav, ContactKind, ParticipantChanges, wire};
use participants_core::{Custom, Field, Mapping, Participant, ParticipantUpdate, Provider, Record, read};

/// Which member belongs to which field, camelCase first: the first [`CAMEL`] entries.
///
/// The contacts are not among them: of that list only two entries have a field, and the whole of it stays visible
/// among what has none.
const MEMBERS: &[(&str, Field)] = &[
    ("id", Field::Id),
    ("firstName", Field::FirstName),
    ("lastName", Field::LastName),
    ("preferredName", Field::ShortName),
    ("email", Field::Email),
    ("dateOfBirth", Field::DateOfBirth),
    ("gender", Field::Gender),
    ("status", Field::Status),
    ("salutation", Field::Title),
    ("address.street", Field::Street),
    ("address.houseNumber", Field::HouseNumber),
    ("address.zipCode", Field::PostalCode),
    ("address.city", Field::City),
    ("address.country", Field::Country),
    ("insertedAt", Field::CreatedAt),
    ("updatedAt", Field::UpdatedAt),
    ("first_name", Field::FirstName),
    ("last_name", Field::LastName),
    ("preferred_name", Field::ShortName),
    ("date_of_birth", Field::DateOfBirth),
    ("address.house_number", Field::HouseNumber),
    ("address.zip_code", Field::PostalCode),
    ("inserted_at", Field::CreatedAt),
    ("updated_at", Field::UpdatedAt),
];

const CAMEL: usize = 16;

/// Which member belongs to which field, in either spelling.
pub(crate) static MAPPING: Mapping = Mapping { members: MEMBERS, custom: Custom::None, secret: Azav::SECRETS };

/// The same for a record that says one thing in camelCase and another in snake_case: the latter belongs to no field.
static CAMEL_ONLY: Mapping =
    Mapping { members: MEMBERS.split_at(CAMEL).0, custom: Custom::None, secret: Azav::SECRETS };

/// A record in the common vocabulary.
pub(crate) fn to_participant(record: &Record<wire::Participant>) -> Participant {
    let agrees = record.passed_over.is_empty() && record.address.passed_over.is_empty();
    let mapping = if agrees { MAPPING } else { CAMEL_ONLY };
    let mut person = Participant::new(record.id.clone().unwrap_or_default(), record.document().clone(), mapping);
    person.first_name.clone_from(&record.first_name);
    person.last_name.clone_from(&record.last_name);
    person.short_name.clone_from(&record.preferred_name);
    person.email.clone_from(&record.email);
    person.phone = contact(record, &ContactKind::Phone);
    person.mobile = contact(record, &ContactKind::Mobile);
    person.date_of_birth = record.date_of_birth.as_deref().and_then(read::date);
    person.gender.clone_from(&record.gender);
    person.title.clone_from(&record.salutation);
    person.address.street.clone_from(&record.address.street);
    person.address.house_number.clone_from(&record.address.house_number);
    person.address.postal_code.clone_from(&record.address.zip_code);
    person.address.city.clone_from(&record.address.city);
    person.address.country.clone_from(&record.address.country);
    person.status.clone_from(&record.status);
    person.created_at.clone_from(&record.inserted_at);
    person.updated_at.clone_from(&record.updated_at);
    person
}

/// An update in AZAV Pilot's names. Fields it has no member for were refused before.
pub(crate) fn to_changes(update: &ParticipantUpdate) -> ParticipantChanges {
    ParticipantChanges::new()
        .first_name(update.first_name.clone())
        .last_name(update.last_name.clone())
        .preferred_name(update.short_name.clone())
        .email(update.email.clone())
        .phone(update.phone.clone())
        .mobile(update.mobile.clone())
        .date_of_birth(update.date_of_birth.clone())
        .gender(update.gender.clone())
        .salutation(update.title.clone())
        .street(update.street.clone())
        .house_number(update.house_number.clone())
        .zip_code(update.postal_code.clone())
        .city(update.city.clone())
        .country(update.country.clone())
        .status(update.status.clone())
}

/// The value of the first entry of a channel, which is the one that an update writes.
fn contact(record: &wire::Participant, kind: &ContactKind) -> Option<String> {
    record.contact_information.iter().find(|contact| contact.kind.as_ref() == Some(kind))?.value.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camel_case_comes_first() {
        let (camel, snake) = MEMBERS.split_at(CAMEL);
        assert!(camel.iter().all(|(path, _)| !path.contains('_')));
        for (path, field) in snake {
            let twin = camel.iter().find(|(name, _)| wire::spelling::is_same(name, path));
            assert_eq!(twin.map(|(_, field)| field), Some(field), "{path}");
        }
    }
}
