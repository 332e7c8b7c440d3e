//! Which participants a list is about.

use crate::model::{field::Field, participant::Participant, text};
use std::fmt;

/// Which participants to list: all, or those whose fields have these values.
///
/// A provider that has the filter applies it; for the others every record is read and the rest is dropped here. Either
/// way the promise is kept here: what does not fit is not in the list.
///
/// ```
/// use participants_core::{Field, Filter};
///
/// let at_company = Filter::all().only(Field::Company, "77").only(Field::City, "Lyon");
/// assert_eq!(at_company.fields().count(), 2);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Filter(Vec<(Field, String)>);

impl Filter {
    /// All participants.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// Only those whose field has this value, in its text form. E-mail addresses and names are compared as people read
    /// them (see [`text`](crate::text)), everything else to the letter.
    #[must_use]
    pub fn only(mut self, field: Field, value: impl Into<String>) -> Self {
        let value = value.into();
        let value = if text::is_folded_key(&field) { text::tidy(&value).into_owned() } else { value };
        self.0.push((field, value));
        self
    }

    /// The fields it is about.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().map(|(field, _)| field)
    }

    /// The value asked for in a field.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == field).map(|(_, value)| value.as_str())
    }

    /// Whether a participant matches. A field without a value matches nothing.
    #[must_use]
    pub fn lets_through(&self, person: &Participant) -> bool {
        self.0
            .iter()
            .all(|(field, wanted)| person.get(field).is_some_and(|value| text::is_same_key(field, &value, wanted)))
    }

    /// The same without the fields that `drop` names.
    pub(crate) fn without(&self, drop: impl Fn(&Field) -> bool) -> Self {
        Self(self.0.iter().filter(|(field, _)| !drop(field)).cloned().collect())
    }

    /// Whether a value asked for is empty, which nothing could fit.
    pub(crate) fn has_blank(&self) -> bool {
        self.0.iter().any(|(_, value)| value.trim().is_empty())
    }
}

/// Names the fields; what is looked for may be a person's.
impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter")?;
        f.debug_list().entries(self.fields().map(Field::name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_fit_in_any_case_and_accents_count() {
        let mut person = Participant::default();
        (person.first_name, person.email) = (Some("Éléonore  Zoë".into()), Some("E.Zoe@Example.org".into()));
        let fits = |field, value: &str| Filter::all().only(field, value).lets_through(&person);
        assert!(fits(Field::FirstName, " éléonore zoë"));
        assert!(fits(Field::FirstName, "E\u{301}le\u{301}onore\u{a0}Zoe\u{308}"));
        assert!(!fits(Field::FirstName, "eleonore zoe"));
        assert!(fits(Field::Email, "e.zoe@example.org"));
        assert!(!fits(Field::City, ""), "a field without a value fits nothing");
        assert!(Filter::all().lets_through(&person));
    }

    #[test]
    fn debug_hides_what_is_looked_for() {
        let filter = Filter::all().only(Field::Email, "zoe@example.org");
        assert_eq!(format!("{filter:?}"), r#"Filter["email"]"#);
    }
}
