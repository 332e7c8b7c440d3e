//! Whether a write did what it was asked: a field that still holds its old value was ignored, whatever the answer said.

use crate::{
    error::{
        Error,
        fields::FieldError,
        kind::{ErrorKind, Outcome},
    },
    model::{
        change::Change,
        field::{Field, ParticipantUpdate},
        participant::Participant,
        text::is_same_value,
    },
};
use std::borrow::Cow;

/// The fields an update names that still hold the value they had before. One that now holds another value than was
/// sent was written by the provider in its own form and is not among them, nor is one that cannot be read. Where
/// `are_whole`, both show all there is, so that a field which neither shows is empty still.
pub(super) fn ignored(
    update: &ParticipantUpdate,
    before: &Participant,
    after: &Participant,
    are_whole: bool,
    shows: impl Fn(&Field) -> bool,
) -> Vec<Field> {
    let is_ignored = |field: &Field| {
        if !shows(field) {
            return false;
        }
        let (old, now) = (value(before, field), value(after, field));
        match update.change_ref(field) {
            Change::Keep => false,
            Change::Clear => now.is_some() && now == old,
            Change::Set(_) if now.is_none() => are_whole && old.is_none(),
            Change::Set(wanted) => now == old && !now.is_some_and(|now| is_alike(field, &wanted, &now)),
        }
    };
    let mut fields = update.named();
    fields.retain(is_ignored);
    if !fields.is_empty() {
        // Looked for last: it takes longer than all the rest, and most often nothing is left to ask it of.
        let invalid = [before, after].map(Participant::invalid_fields);
        fields.retain(|field| !invalid.iter().flatten().any(|(_, invalid)| invalid == field));
    }
    fields
}

/// Whether an answer shows a value for every field that was given one: else it cannot say whether all was stored.
pub(super) fn shows_all(update: &ParticipantUpdate, after: &Participant, shows: impl Fn(&Field) -> bool) -> bool {
    let is_shown = |field: Field| !shows(&field) || update.change(&field).is_clear() || value(after, &field).is_some();
    update.named().into_iter().all(is_shown)
}

/// The error for fields that a write left as they were, out of all that it named.
pub(super) fn not_done(fields: &[Field], named: usize) -> Error {
    let outcome = if fields.len() == named { Outcome::NotApplied } else { Outcome::Applied };
    let complaints = fields.iter().map(|field| FieldError::about(field, "it still holds its old value"));
    let what = "the provider answered with success, and yet a field still holds its old value";
    Error::new(ErrorKind::Ignored, what).with_fields(complaints.collect()).with_outcome(outcome)
}

/// Whether a participant still takes part after a deactivation: what the record says of it is there and is what it was.
pub(super) fn still_takes_part(before: &Participant, after: &Participant) -> bool {
    let said =
        |person: &Participant| [Field::Status, Field::EnrolmentStatus, Field::Active].map(|field| person.get(&field));
    let now = said(after);
    !after.has_ended() && now.iter().any(Option::is_some) && now == said(before)
}

fn value<'a>(person: &'a Participant, field: &Field) -> Option<Cow<'a, str>> {
    person.get_ref(field).filter(|text| !text.is_empty())
}

/// Whether a provider that stores the one and shows the other has stored it: letter case does not count where a value
/// is a code or an address, nor do blanks around a text, nor what stands between the digits of a phone number.
fn is_alike(field: &Field, wanted: &str, now: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match field {
        Field::Phone | Field::Mobile => digits(wanted) == digits(now),
        Field::Country | Field::Language | Field::Login => wanted.trim().eq_ignore_ascii_case(now.trim()),
        // A code of the provider's own may be shown by its word.
        Field::EnrolmentStatus | Field::Status if wanted.bytes().all(|byte| byte.is_ascii_digit()) => true,
        _ => is_same_value(field, wanted, now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(phone: Option<&str>, email: &str) -> Participant {
        let mut person = Participant::default();
        (person.phone, person.email) = (phone.map(str::to_owned), Some(email.to_owned()));
        person
    }

    #[test]
    fn only_what_still_holds_its_old_value_was_ignored() {
        let before = person(Some("+352 555 0100"), "lena@example.org");
        let left = |update: ParticipantUpdate, after: &Participant| ignored(&update, &before, after, true, |_| true);
        let set = |phone: &str| ParticipantUpdate::new().phone(phone);
        assert_eq!(left(set("+352 555 0199"), &before), [Field::Phone]);
        assert_eq!(left(set("+352 555 0199"), &person(Some("+3525550199"), "lena@example.org")), []);
        assert_eq!(left(set("+352 555 0199"), &person(Some("something else"), "lena@example.org")), []);
        assert_eq!(left(set("+3525550100"), &before), [], "it was so already, in the provider's own form");
        assert_eq!(left(ParticipantUpdate::new().phone(Change::Clear), &before), [Field::Phone]);
        assert_eq!(left(ParticipantUpdate::new().email("LENA@example.org"), &before), []);
        assert_eq!(left(ParticipantUpdate::new().notes("new"), &before), [Field::Notes], "still empty");
        let notes = ParticipantUpdate::new().notes("new");
        assert_eq!(ignored(&notes, &before, &before, true, |_| false), []);
        assert_eq!(ignored(&notes, &before, &before, false, |_| true), [], "neither may show it");
    }

    #[test]
    fn the_error_names_the_fields_and_says_whether_anything_was_done() {
        let some = not_done(&[Field::Phone], 2);
        assert_eq!((some.kind(), some.outcome()), (ErrorKind::Ignored, Outcome::Applied));
        assert!(some.to_string().contains("fields: phone"), "{some}");
        assert_eq!(not_done(&[Field::Phone], 1).outcome(), Outcome::NotApplied);
    }
}
