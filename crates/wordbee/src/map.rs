//! Wordbee's names and the common ones, in both directions. Pure.
//!
//! `PersonCode` has no common name: it is a code made of initials, not how a person is addressed.

use crate::{Labels, PersonChanges, Wordbee, ids, ids::PersonKey, wire};
use participants_core::{
    Change, Custom, Error, ErrorKind, Field, Mapping, Outcome, Participant, ParticipantUpdate, Provider, Record,
};

macro_rules! members {
    ($($($name:literal)+ => $field:ident,)+) => { &[$($(($name, Field::$field),)+)+] };
}

/// Which member belongs to which field, in each spelling there is reason to expect.
pub(crate) static MAPPING: Mapping = Mapping {
    members: members! {
        "PersonId" "personId" "personid" => Id,
        "CompanyId" "companyId" "companyid" => Company,
        "FirstName" "firstName" "firstname" => FirstName,
        "LastName" "lastName" "lastname" => LastName,
        "Email" "email" => Email,
        "Login" "login" => Login,
        "UserProfileId" "userProfileId" "userprofileid" => Profile,
        "IsActive" "isActive" "isactive" => Active,
        "Title" "title" => Title,
        "Role" "role" => JobTitle,
        "Phone" "phone" => Phone,
        "PhoneMobile" "phoneMobile" "phonemobile" => Mobile,
        "Comments" "comments" => Notes,
    },
    custom: Custom::None,
    secret: Wordbee::SECRETS,
};

/// A record in the common vocabulary; `default` is the company that ids need not name.
pub(crate) fn to_participant(record: &Record<wire::Person>, default: Option<i64>) -> Result<Participant, Error> {
    let Some(person) = record.person_id else {
        let what = "the record has no PersonId";
        return Err(Error::new(ErrorKind::Decode, what).with_outcome(Outcome::NotApplied));
    };
    let id = PersonKey { company: record.company_id, person }.to_text(default);
    let mut person = Participant::new(id, record.document().clone(), MAPPING);
    person.company.id = record.company_id.map(|company| company.to_string());
    person.first_name.clone_from(&record.first_name);
    person.last_name.clone_from(&record.last_name);
    person.email.clone_from(&record.email);
    person.login.clone_from(&record.login);
    person.profile.clone_from(&record.user_profile_id);
    person.active = record.is_active;
    person.title.clone_from(&record.title);
    person.job_title.clone_from(&record.role);
    person.phone.clone_from(&record.phone);
    person.mobile.clone_from(&record.phone_mobile);
    person.notes.clone_from(&record.comments);
    Ok(person)
}

/// An update in Wordbee's names. Fields Wordbee has no member for were refused before; the company is no member but
/// part of the address.
pub(crate) fn to_changes(update: &ParticipantUpdate) -> Result<PersonChanges, Error> {
    let not_a_profile = || Error::invalid("a Wordbee profile is named by its number");
    let changes = PersonChanges::new()
        .first_name(update.first_name.clone())
        .last_name(update.last_name.clone())
        .email(update.email.clone())
        .login(update.login.clone())
        .password(update.password.clone())
        .user_profile_id(update.profile.clone().try_map(|text| ids::parse(&text).ok_or_else(not_a_profile))?)
        .is_active(update.active.clone())
        .title(update.title.clone())
        .role(update.job_title.clone())
        .phone(update.phone.clone())
        .phone_mobile(update.mobile.clone())
        .comments(update.notes.clone());
    let labels = labels(update)?;
    Ok(if labels.0.is_empty() { changes } else { changes.labels(labels) })
}

/// Custom fields are labels, each by its number, with the number of one of its options.
fn labels(update: &ParticipantUpdate) -> Result<Labels, Error> {
    let mut labels = Labels::new();
    let refused = || Error::invalid("a Wordbee custom field is a label: custom.NUMBER with the number of an option");
    for (name, change) in &update.custom {
        let id = ids::parse(name).ok_or_else(refused)?;
        labels = match change {
            Change::Keep => labels,
            Change::Clear => labels.clear(id),
            Change::Set(value) => labels.set(id, value.parse().map_err(|_| refused())?),
        };
    }
    Ok(labels)
}
