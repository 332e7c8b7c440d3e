//! A value for every field, and what two readings of a person must have in common.

use participants_core::{Field, Participant};

/// A value for a field that differs from what `person` has. References are taken from the other `people`.
pub(super) fn sample(field: &Field, person: &Participant, people: &[Participant]) -> Option<String> {
    let flipped = || (person.get(field).as_deref() != Some("true")).to_string();
    let other = || {
        let others = people.iter().filter_map(|other| other.get(field));
        others.into_iter().find(|value| Some(value) != person.get(field).as_ref())
    };
    let one_of = |choices: [&str; 2]| {
        let has = person.get(field);
        choices.into_iter().find(|choice| has.as_deref() != Some(*choice)).map(str::to_owned)
    };
    let text = match field {
        Field::Id | Field::CreatedAt | Field::UpdatedAt => return None,
        Field::Company | Field::Group | Field::GroupName | Field::Session | Field::Profile => return other(),
        Field::Active | Field::Completed | Field::Passed | Field::NoShow => return Some(flipped()),
        Field::Gender => return one_of(["female", "male"]),
        Field::Status => return one_of(["past", "active"]),
        Field::EnrolmentStatus => return one_of(["waitlisted", "confirmed"]),
        Field::PaymentStatus => return one_of(["1", "2"]),
        Field::Language => return one_of(["de", "nl"]),
        Field::Country => return one_of(["be", "pt"]),
        Field::ExternalId => "ext 77/é",
        Field::FirstName => "Zoë-Ève",
        Field::LastName => "O'Núñez",
        Field::FullName => "Zoë-Ève O'Núñez",
        Field::ShortName => "Zoë",
        Field::Email => "zoe.nunez@example.org",
        Field::Phone => "+352 555 0100",
        Field::Mobile => "+352 555 0199",
        Field::DateOfBirth => "1987-06-05",
        Field::Title => "Dr",
        Field::JobTitle => "Prüferin",
        Field::CompanyName => "Nordwind & Söhne",
        Field::Street => "Rue de l'Été",
        Field::HouseNumber => "12a",
        Field::PostalCode => "01067",
        Field::City => "Liège",
        Field::Login => "zoe.nunez",
        Field::Password => "Correct-Horse-7",
        Field::Notes => "prefers Ève",
        Field::Custom(_) => "B-17 é",
        _ => return None,
    };
    Some(text.to_owned())
}

/// A field as a table names it, with a name of its own where it stands for all custom ones.
pub(super) fn concrete(field: &Field) -> Field {
    match field {
        Field::Custom(_) => Field::Custom("c_conformance".into()),
        named => named.clone(),
    }
}

/// Asserts that two readings agree, except for `changed`, related and derived fields, and the time of change.
pub(super) fn assert_same_but(
    changed: &Field,
    before: &Participant,
    after: &Participant,
    derived: &[&str],
    context: &str,
) {
    let related: &[Field] = match changed {
        Field::Company | Field::CompanyName => &[Field::Company, Field::CompanyName],
        Field::Group | Field::GroupName => &[Field::Group, Field::GroupName],
        _ => &[],
    };
    let is_free = |field: &Field| field == changed || *field == Field::UpdatedAt || related.contains(field);
    let seen = |person: &Participant| person.present().filter(|(field, _)| !is_free(field)).collect::<Vec<_>>();
    assert_eq!(seen(before), seen(after), "{context}");
    let is_stamp = |path: &str| ["updated", "edit", "changed"].iter().any(|word| path.to_lowercase().contains(word));
    let extra = |person: &Participant| {
        let mut extra = person.extra();
        extra.retain(|path, _| !is_stamp(path) && !derived.iter().any(|end| path.ends_with(end)));
        extra
    };
    assert_eq!(extra(before), extra(after), "{context}");
}
