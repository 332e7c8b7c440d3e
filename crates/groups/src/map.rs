//! The platform's names and the common ones, in both directions. Pure.

use crate::{GroupList, Groups, UserChanges, wire};
use participants_core::{
    Change, Custom, Document, Error, ErrorKind, Field, Mapping, Outcome, Participant, ParticipantUpdate, Provider,
    Record,
};

/// Which member of a report's item belongs to which field. Its `group` is a name; the id is not in the report.
pub(crate) static MAPPING: Mapping = Mapping {
    members: &[
        ("id", Field::Id),
        ("fullName", Field::FullName),
        ("shortName", Field::ShortName),
        ("email", Field::Email),
        ("group", Field::GroupName),
    ],
    custom: Custom::None,
    secret: Groups::SECRETS,
};

/// The same for the half of the answer to a change that says how the user was.
static BEFORE: Mapping = Mapping {
    members: &[
        ("userId", Field::Id),
        ("previousFullName", Field::FullName),
        ("previousShortName", Field::ShortName),
        ("previousEmail", Field::Email),
        ("previousGroup.id", Field::Group),
        ("previousGroup.name", Field::GroupName),
    ],
    custom: Custom::None,
    secret: Groups::SECRETS,
};

/// The same for the half that says how the user is now.
static AFTER: Mapping = Mapping {
    members: &[
        ("userId", Field::Id),
        ("currentFullName", Field::FullName),
        ("currentShortName", Field::ShortName),
        ("currentEmail", Field::Email),
        ("currentGroup.id", Field::Group),
        ("currentGroup.name", Field::GroupName),
    ],
    custom: Custom::None,
    secret: Groups::SECRETS,
};

/// The same for the answer to a creation.
static CREATED: Mapping = Mapping { members: &[("user.id", Field::Id)], custom: Custom::None, secret: Groups::SECRETS };

/// An item of the report in the common vocabulary; the group by name.
pub(crate) fn to_participant(item: &Record<wire::ReportItem>) -> Participant {
    let mut person = Participant::new(item.id.clone().unwrap_or_default(), item.document().clone(), MAPPING);
    person.full_name.clone_from(&item.full_name);
    person.short_name.clone_from(&item.short_name);
    person.email.clone_from(&item.email);
    person.group.name.clone_from(&item.group);
    person
}

/// How a user was before a change, as far as the answer says: the fields that were changed.
pub(crate) fn before(user: &Record<wire::UpdatedUser>) -> Participant {
    let mut person = partial(user, BEFORE);
    person.full_name.clone_from(&user.previous_full_name);
    person.short_name.clone_from(&user.previous_short_name);
    person.email.clone_from(&user.previous_email);
    join(&mut person, user.previous_group.as_ref());
    person
}

/// How a user is after a change, as far as the answer says: the fields that were changed.
pub(crate) fn after(user: &Record<wire::UpdatedUser>) -> Participant {
    let mut person = partial(user, AFTER);
    person.full_name.clone_from(&user.current_full_name);
    person.short_name.clone_from(&user.current_short_name);
    person.email.clone_from(&user.current_email);
    join(&mut person, user.current_group.as_ref());
    person
}

/// What the answer to a creation says: the id.
pub(crate) fn created(document: Document) -> Result<Participant, Error> {
    let answer: wire::Created = document.read()?;
    let id = answer.user.id.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer has no id of the new user"))?;
    Ok(Participant::new(id, document, CREATED))
}

/// An update in the platform's names; `group` is the id to move to, wherever it was found.
pub(crate) fn to_changes(update: &ParticipantUpdate, group: Change<String>) -> UserChanges {
    UserChanges::new()
        .group_id(group)
        .full_name(update.full_name.clone())
        .short_name(update.short_name.clone())
        .email(update.email.clone())
}

/// The id of the group with this name.
///
/// # Errors
/// [`ErrorKind::NotFound`] where no group has the name, [`ErrorKind::Ambiguous`] where several have it or where some
/// groups could not be read, so that one of them may have it.
pub(crate) fn group_named<'a>(list: &'a GroupList, name: &str) -> Result<&'a str, Error> {
    let groups = list.groups.iter().flatten().filter(|group| group.name.as_deref() == Some(name));
    let mut ids = groups.filter_map(|group| group.id.as_deref());
    match (ids.next(), ids.next()) {
        _ if !list.is_whole() => {
            Err(Error::new(ErrorKind::Ambiguous, "some groups could not be read: give the group's id"))
        }
        (Some(id), None) => Ok(id),
        (Some(_), Some(_)) => {
            Err(Error::new(ErrorKind::Ambiguous, "several groups have that name: give the group's id"))
        }
        (None, _) => Err(Error::new(ErrorKind::NotFound, "no group has that name").with_outcome(Outcome::NotSent)),
    }
}

/// Whether the group with this id has this name.
pub(crate) fn is_named(list: &GroupList, id: &str, name: &str) -> bool {
    let mut groups = list.groups.iter().flatten();
    groups.any(|group| group.id.as_deref() == Some(id) && group.name.as_deref() == Some(name))
}

fn partial(user: &Record<wire::UpdatedUser>, mapping: Mapping) -> Participant {
    Participant::new(user.user_id.clone().unwrap_or_default(), user.document().clone(), mapping)
}

fn join(person: &mut Participant, group: Option<&wire::GroupReference>) {
    if let Some(group) = group {
        person.group.id.clone_from(&group.id);
        person.group.name.clone_from(&group.name);
    }
}
