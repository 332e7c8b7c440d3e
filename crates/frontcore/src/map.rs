//! FrontCore's names and the common ones, in both directions. Pure.

use crate::{
    BookedParticipant, EmployeeChanges, Frontcore, Gender as WireGender, PaidCode, ParticipantChanges, Properties,
    StatusCode, wire,
};
use participants_core::{
    Change, Custom, EnrolmentStatus, Error, Field, Gender, Mapping, Participant, ParticipantUpdate, Provider, Record,
    read,
};

/// Which member belongs to which field. The address is the one at home: the person's own, not that of their company.
pub(crate) static MAPPING: Mapping = Mapping {
    members: &[
        ("id", Field::Id),
        ("user.external_id", Field::ExternalId),
        ("user.firstname", Field::FirstName),
        ("user.lastname", Field::LastName),
        ("user.email", Field::Email),
        ("user.phone", Field::Phone),
        ("user.date_of_birth", Field::DateOfBirth),
        ("user.position", Field::JobTitle),
        ("user.customer.id", Field::Company),
        ("user.company", Field::CompanyName),
        ("user.home_address.address", Field::Street),
        ("user.home_address.zipcode", Field::PostalCode),
        ("user.home_address.city", Field::City),
        ("user.username", Field::Login),
        ("coursedate.id", Field::Session),
        ("status.id", Field::EnrolmentStatus),
        ("idPaid", Field::PaymentStatus),
        ("paid.id", Field::PaymentStatus),
        ("completed", Field::Completed),
        ("passed", Field::Passed),
        ("no_show", Field::NoShow),
        ("created_at", Field::CreatedAt),
        ("updated_at", Field::UpdatedAt),
    ],
    custom: Custom::Under("custom_properties"),
    secret: Frontcore::SECRETS,
};

/// The same for what is written, which has other names and no nesting: complaints name these.
pub(crate) static WRITTEN: Mapping = Mapping {
    members: &[
        ("firstname", Field::FirstName),
        ("lastname", Field::LastName),
        ("email", Field::Email),
        ("phone", Field::Phone),
        ("date_of_birth", Field::DateOfBirth),
        ("gender", Field::Gender),
        ("idStatus", Field::EnrolmentStatus),
        ("status_id", Field::EnrolmentStatus),
        ("idPaid", Field::PaymentStatus),
        ("completed", Field::Completed),
        ("passed", Field::Passed),
        ("coursedate_id", Field::Session),
    ],
    custom: Custom::Under("custom_properties"),
    secret: Frontcore::SECRETS,
};

/// A record in the common vocabulary.
pub(crate) fn to_participant(record: &Record<wire::Participant>) -> Participant {
    let id = record.id.clone().unwrap_or_default();
    let mut person = Participant::new(id, record.document().clone(), MAPPING);
    let user = &record.user;
    person.external_id.clone_from(&user.external_id);
    person.first_name.clone_from(&user.firstname);
    person.last_name.clone_from(&user.lastname);
    person.email.clone_from(&user.email);
    person.phone.clone_from(&user.phone);
    person.date_of_birth = user.date_of_birth.as_deref().and_then(read::date);
    person.job_title.clone_from(&user.position);
    person.company.id.clone_from(&user.customer.id);
    person.company.name.clone_from(&user.company);
    person.address.street.clone_from(&user.home_address.address);
    person.address.postal_code.clone_from(&user.home_address.zipcode);
    person.address.city.clone_from(&user.home_address.city);
    person.login.clone_from(&user.username);
    person.enrolment.id.clone_from(&record.id);
    person.enrolment.session.clone_from(&record.coursedate.id);
    person.enrolment.status = record.status.id.as_deref().map(to_status);
    person.enrolment.payment = record.id_paid.clone().or_else(|| record.paid.id.clone());
    person.enrolment.completed = record.completed;
    person.enrolment.passed = record.passed;
    person.enrolment.no_show = record.no_show;
    person.created_at.clone_from(&record.created_at);
    person.updated_at.clone_from(&record.updated_at);
    person
}

/// What an update says of the enrolment, in FrontCore's names; custom properties are laid over those `stored`.
pub(crate) fn to_changes(update: &ParticipantUpdate, stored: Properties) -> ParticipantChanges {
    let changes = ParticipantChanges::new()
        .id_status(update.enrolment_status.as_ref().map(to_code))
        .id_paid(update.payment_status.as_ref().map(|code| PaidCode::from(code.as_str())))
        .completed(update.completed.clone())
        .passed(update.passed.clone());
    if !names_custom(update) {
        return changes;
    }
    let properties = update.custom.iter().fold(stored, |all, (name, change)| all.with(name, change.clone()));
    changes.custom_properties(properties)
}

/// What an update says of the person, in FrontCore's names.
///
/// # Errors
/// The gender is one FrontCore has no word for.
pub(crate) fn to_employee(update: &ParticipantUpdate) -> Result<EmployeeChanges, Error> {
    Ok(EmployeeChanges::new()
        .firstname(update.first_name.clone())
        .lastname(update.last_name.clone())
        .email(update.email.clone())
        .gender(update.gender.clone().try_map(to_gender)?)
        .phone(update.phone.clone())
        .date_of_birth(update.date_of_birth.clone()))
}

/// Whether a field is one of the person, and not of the enrolment.
pub(crate) fn is_persons(field: &Field) -> bool {
    use Field::{DateOfBirth, Email, FirstName, Gender, LastName, Phone};
    matches!(field, FirstName | LastName | Email | Gender | Phone | DateOfBirth)
}

/// Lays changes over a person as read. What the service requires is sent in any case, and so is what else could be
/// read of the documented members: whether a member that is left out keeps its value stands on no page.
pub(crate) fn over(user: &wire::User, changes: EmployeeChanges) -> EmployeeChanges {
    let merged = |change: &Change<String>, stored: &Option<String>| match (change, stored) {
        (Change::Keep, Some(text)) => Change::Set(text.clone()),
        _ => change.clone(),
    };
    let birthday = match user.date_of_birth.as_deref().and_then(read::date) {
        Some(date) if changes.date_of_birth.is_keep() => Change::Set(date),
        _ => changes.date_of_birth.clone(),
    };
    let firstname = merged(&changes.firstname, &user.firstname);
    let lastname = merged(&changes.lastname, &user.lastname);
    let email = merged(&changes.email, &user.email);
    let phone = merged(&changes.phone, &user.phone);
    changes.firstname(firstname).lastname(lastname).email(email).phone(phone).date_of_birth(birthday)
}

/// A new participant as one person of a booking.
pub(crate) fn to_booked(new: &ParticipantUpdate) -> BookedParticipant {
    BookedParticipant::new()
        .firstname(new.first_name.clone())
        .lastname(new.last_name.clone())
        .email(new.email.clone())
        .status_id(new.enrolment_status.as_ref().map(to_code))
}

/// Whether an update says anything of a custom property.
pub(crate) fn names_custom(update: &ParticipantUpdate) -> bool {
    update.custom.values().any(|change| !change.is_keep())
}

/// Codes without a common word stay as they are, and are written back as they are.
fn to_status(code: &str) -> EnrolmentStatus {
    match StatusCode::from(code) {
        StatusCode::Confirmed => EnrolmentStatus::Confirmed,
        StatusCode::Overbooked => EnrolmentStatus::Overbooked,
        StatusCode::WaitingList => EnrolmentStatus::Waitlisted,
        StatusCode::Unconfirmed => EnrolmentStatus::Pending,
        StatusCode::Deregistered => EnrolmentStatus::Cancelled,
        StatusCode::DeregisteredWithFee => EnrolmentStatus::CancelledWithFee,
        StatusCode::Other(code) => EnrolmentStatus::Other(code),
    }
}

fn to_code(status: &EnrolmentStatus) -> StatusCode {
    match status {
        EnrolmentStatus::Confirmed => StatusCode::Confirmed,
        EnrolmentStatus::Overbooked => StatusCode::Overbooked,
        EnrolmentStatus::Waitlisted => StatusCode::WaitingList,
        EnrolmentStatus::Pending => StatusCode::Unconfirmed,
        EnrolmentStatus::Cancelled => StatusCode::Deregistered,
        EnrolmentStatus::CancelledWithFee => StatusCode::DeregisteredWithFee,
        other => StatusCode::from(other.as_str()),
    }
}

fn to_gender(gender: Gender) -> Result<WireGender, Error> {
    match gender {
        Gender::Female => Ok(WireGender::Female),
        Gender::Male => Ok(WireGender::Male),
        Gender::Other(word) => Ok(WireGender::Other(word)),
        _ => Err(Error::invalid("gender: FrontCore documents female and male only")),
    }
}
