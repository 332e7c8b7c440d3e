//! Who a participant is, and when two records are of different people. The rules stand here and nowhere else.

use crate::plan::{FieldChange, Pseudonyms};
use participants_core::{Change, Field, Participant, ParticipantUpdate, birthday, text};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who a participant is, as far as a record shows it. A part that is missing is not known.
///
/// It holds a person's values: `Debug` shows which parts are known, and no value.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Identity {
    /// The first name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The full name, where the provider shows it and not its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// The date of birth, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<String>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Whether a change from one identity to the other means a different person.
///
/// It does where **at least two of first name, last name and date of birth differ**. A part differs where both
/// identities have it and the two texts are not the same to a reader ([`text::is_same_name`]). A part that one of them
/// lacks, such as a date of birth that stands for an unknown one ([`birthday`]), does not differ: a value that fills an empty field, or one that is cleared, is no change of
/// identity by itself. The e-mail address does not count here.
///
/// Where neither first nor last name can be compared and both have a full name, the full names stand for them: they
/// are two differences where both have several words and none in common, and one where one of them is a single word.
///
/// So a new married name alone, a corrected first name, a corrected date of birth and a new address are ordinary
/// updates, one at a time or each with a new address. First and last name in each other's column, a successor who took
/// a mailbox over, and the other one of a couple with one mailbox, whose first name and date of birth differ, are not.
///
/// ```
/// use participants_roster::{Identity, looks_like_another};
///
/// let mut ana = Identity::default();
/// ana.first_name = Some("Ana".into());
/// ana.last_name = Some("Alpha".into());
/// let mut married = ana.clone();
/// married.last_name = Some("Omega".into());
/// assert!(!looks_like_another(&ana, &married));
/// married.first_name = Some("Bo".into());
/// assert!(looks_like_another(&ana, &married));
/// ```
#[must_use]
pub fn looks_like_another(before: &Identity, after: &Identity) -> bool {
    differences(before, after).map(|(_, weight)| weight).sum::<usize>() >= 2
}

/// Which names and dates differ, as [`looks_like_another`] counts them.
pub(crate) fn differing(before: &Identity, after: &Identity) -> Vec<Field> {
    differences(before, after).map(|(field, _)| field).collect()
}

/// Whether a record that is read under a participant's identifier is another person's than the one that was planned
/// for.
///
/// It is where **at least two of first name, last name, date of birth and e-mail address differ, or one differs and none
/// agrees**: more than [`looks_like_another`] asks for, since planning again costs little and changing a wrong person
/// much. Full names count as they do there.
#[must_use]
pub fn is_record_of_another(planned: &Identity, found: &Identity) -> bool {
    let email = comparison(&Field::Email, planned, found);
    let differ =
        differences(planned, found).map(|(_, weight)| weight).sum::<usize>() + usize::from(email == Some(false));
    let compared = || PARTS.iter().map(|field| comparison(field, planned, found)).chain([full_names(planned, found)]);
    let agrees = email == Some(true) || compared().flatten().any(|is_same| is_same);
    differ >= 2 || (differ == 1 && !agrees)
}

/// What says who a person is, besides the address.
const PARTS: [Field; 3] = [Field::FirstName, Field::LastName, Field::DateOfBirth];

/// All parts of an identity.
const ALL: [Field; 5] = [Field::FirstName, Field::LastName, Field::FullName, Field::DateOfBirth, Field::Email];

/// What differs, and for how many parts it stands.
fn differences(before: &Identity, after: &Identity) -> impl Iterator<Item = (Field, usize)> {
    let parts = PARTS.iter().filter(|field| comparison(field, before, after) == Some(false));
    let of_one_word = |identity: &Identity| identity.full_name.as_deref().is_some_and(|name| words(name).count() < 2);
    let weight = if of_one_word(before) || of_one_word(after) { 1 } else { 2 };
    let full_name = (full_names(before, after) == Some(false)).then_some((Field::FullName, weight));
    parts.map(|field| (field.clone(), 1)).chain(full_name)
}

/// Whether a part is the same in both; nothing where one of them lacks it.
fn comparison(field: &Field, one: &Identity, other: &Identity) -> Option<bool> {
    let (one, other) = (one.part(field)?, other.part(field)?);
    Some(if *field == Field::Email { text::is_same_email(one, other) } else { text::is_same_name(one, other) })
}

/// Whether two full names have a word in common; nothing where first or last names say more, or one is not known.
fn full_names(one: &Identity, other: &Identity) -> Option<bool> {
    let is_known = |field| comparison(&field, one, other).is_some();
    let (one_name, other_name) = (one.part(&Field::FullName)?, other.part(&Field::FullName)?);
    let is_shared = |word| words(other_name).any(|other| text::is_same_name(word, other));
    (!is_known(Field::FirstName) && !is_known(Field::LastName)).then(|| words(one_name).any(is_shared))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|word| !word.is_empty())
}

impl Identity {
    /// Who a participant is by their record.
    #[must_use]
    pub fn of(person: &Participant) -> Self {
        let mut identity = Self::default();
        ALL.iter().for_each(|field| identity.set(field, person.get(field)));
        identity
    }

    /// The same person after an update: what it sets and clears is different.
    #[must_use]
    pub fn updated(mut self, update: &ParticipantUpdate) -> Self {
        for field in &ALL {
            match update.change(field) {
                Change::Keep => {}
                Change::Clear => self.set(field, None),
                Change::Set(text) => self.set(field, Some(text)),
            }
        }
        self
    }

    /// The same person after these changes.
    #[must_use]
    pub fn changed(mut self, changes: &[FieldChange]) -> Self {
        changes.iter().for_each(|change| self.set(&change.field, change.after.value().map(str::to_owned)));
        self
    }

    /// Puts a token in the place of every value.
    pub(crate) fn pseudonymise(&mut self, names: &mut Pseudonyms) {
        for field in &ALL {
            let token = self.part(field).map(|text| names.token(field, text));
            self.set(field, token);
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Makes one part this value; blanks are none. Other fields say nothing about who a person is.
    pub(crate) fn set(&mut self, field: &Field, value: Option<String>) {
        let value = value.filter(|text| !text.trim().is_empty());
        match field {
            Field::FirstName => self.first_name = value,
            Field::LastName => self.last_name = value,
            Field::FullName => self.full_name = value,
            Field::DateOfBirth => self.date_of_birth = value,
            Field::Email => self.email = value,
            _ => {}
        }
    }

    fn part(&self, field: &Field) -> Option<&str> {
        let part = match field {
            Field::FirstName => &self.first_name,
            Field::LastName => &self.last_name,
            Field::FullName => &self.full_name,
            Field::DateOfBirth => &self.date_of_birth,
            Field::Email => &self.email,
            _ => &None,
        };
        let says_something = |text: &&str| match field {
            Field::DateOfBirth => text.parse().is_ok_and(birthday::is_key),
            _ => !text.trim().is_empty(),
        };
        part.as_deref().filter(says_something)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_set();
        for field in ALL.iter().filter(|field| self.part(field).is_some()) {
            shown.entry(&format_args!("{field}"));
        }
        shown.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{option, prelude::*, sample::select};

    fn identity(first: &str, last: &str, born: &str, email: &str) -> Identity {
        let mut identity = Identity::default();
        let parts = [(Field::FirstName, first), (Field::LastName, last), (Field::DateOfBirth, born)];
        parts.iter().for_each(|(field, text)| identity.set(field, Some((*text).to_owned())));
        identity.set(&Field::Email, Some(email.to_owned()));
        identity
    }

    #[test]
    fn ordinary_updates_leave_a_person_who_they_are() {
        let ana = identity("Ana", "Alpha", "1990-01-02", "ana@example.org");
        for after in [
            identity("Ana", "Omega", "1990-01-02", "ana.omega@example.org"),
            identity("Anna", "Alpha", "1990-01-02", "ana@example.org"),
            identity("Ana", "Alpha", "1990-02-01", "ana@example.org"),
            identity(" ANA", "alpha ", "1990-01-02", "other@example.org"),
            identity("Ana", "", "", ""),
            identity("", "Omega", "", ""),
        ] {
            assert!(!looks_like_another(&ana, &after), "{after:?}");
        }
        let nameless = identity("", "", "", "ana@example.org");
        assert!(!looks_like_another(&nameless, &ana), "what fills empty fields");
    }

    #[test]
    fn two_parts_that_differ_are_another_person() {
        let ana = identity("Ana", "Paire", "1990-01-02", "famille@example.org");
        for after in [
            identity("Bo", "Paire", "1988-03-04", "famille@example.org"),
            identity("Paire", "Ana", "1990-01-02", "famille@example.org"),
            identity("Noor", "Probe", "2001-09-09", "famille@example.org"),
            identity("Noor", "Probe", "", "famille@example.org"),
            identity("", "Probe", "2001-09-09", "famille@example.org"),
        ] {
            assert!(looks_like_another(&ana, &after), "{after:?}");
        }
    }

    #[test]
    fn full_names_stand_for_first_and_last_name_where_these_are_not_known() {
        let named = |name: &str| {
            let mut identity = Identity::default();
            identity.set(&Field::FullName, Some(name.to_owned()));
            identity
        };
        for (name, is_another) in
            [("ana  OMEGA", false), ("Alpha, Anna", false), ("Alpha Ana", false), ("Bo Beta", true), ("Anna", false)]
        {
            assert_eq!(looks_like_another(&named("Ana Alpha"), &named(name)), is_another, "{name}");
        }
        let mut parts = named("Ana Alpha");
        (parts.first_name, parts.last_name) = (Some("Ana".into()), Some("Alpha".into()));
        let mut others = parts.clone();
        others.full_name = Some("Bo Beta".into());
        assert!(!looks_like_another(&parts, &others), "the parts say more");
    }

    #[test]
    fn a_record_is_another_persons_sooner_than_a_row() {
        let ana = identity("Ana", "Alpha", "1990-01-02", "ana@example.org");
        assert!(!is_record_of_another(&ana, &identity("Ana", "Omega", "1990-01-02", "ana@example.org")));
        assert!(!is_record_of_another(&ana, &identity("Ana", "Alpha", "1990-01-02", "moved@example.org")));
        assert!(is_record_of_another(&ana, &identity("Bo", "Alpha", "", "bo@example.org")));
        assert!(is_record_of_another(&ana, &identity("", "Omega", "", "")), "nothing agrees");
        assert!(!is_record_of_another(&ana, &Identity::default()), "nothing is known");
    }

    #[test]
    fn debug_shows_no_value() {
        let shown = format!("{:?}", identity("Ana", "Alpha", "1990-01-02", ""));
        assert_eq!(shown, "{first_name, last_name, date_of_birth}");
    }

    fn any_identity() -> impl Strategy<Value = Identity> {
        let part = |all: &[&'static str]| option::of(select(all.to_vec()));
        let names = (part(&["Ana", "ANA ", "Bo"]), part(&["Alpha", "Ω", ""]), part(&["1990-01-02", "2001-09-09"]));
        (names, part(&["a@example.org", "b@example.org"])).prop_map(|((first, last, born), email)| {
            let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
            identity(&text(first), &text(last), &text(born), &text(email))
        })
    }

    proptest! {
        #[test]
        fn the_rule_is_the_same_both_ways_and_stricter_for_records(one in any_identity(), other in any_identity()) {
            prop_assert_eq!(looks_like_another(&one, &other), looks_like_another(&other, &one));
            prop_assert_eq!(is_record_of_another(&one, &other), is_record_of_another(&other, &one));
            prop_assert!(!looks_like_another(&one, &one) && !is_record_of_another(&one, &one));
            prop_assert!(!looks_like_another(&one, &other) || is_record_of_another(&one, &other));
        }

        #[test]
        fn one_changed_part_and_the_address_do_not_mean_another_person(
            one in any_identity(), part in select(PARTS.to_vec()), value in "[A-Z][a-z]{0,5}", email in "[a-z]{1,3}@example.org",
        ) {
            let mut after = one.clone();
            after.set(&part, Some(value));
            after.set(&Field::Email, Some(email));
            prop_assert!(!looks_like_another(&one, &after));
        }

        #[test]
        fn what_is_filled_or_cleared_does_not_differ(one in any_identity(), cleared in select(PARTS.to_vec())) {
            let mut less = one.clone();
            less.set(&cleared, None);
            prop_assert!(differing(&one, &less).is_empty() && differing(&less, &one).is_empty());
        }
    }
}
