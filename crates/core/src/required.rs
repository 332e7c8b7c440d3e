//! What somebody new must be given, as data.

use crate::{Capabilities, Error, Field, ParticipantUpdate};
use std::fmt;

/// A field without which nobody is made; or several, one of which is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// One of these must be given.
    pub one_of: &'static [Field],
    /// Why.
    pub why: &'static str,
}

impl Required {
    /// One of these fields, for this reason.
    #[must_use]
    pub const fn new(one_of: &'static [Field], why: &'static str) -> Self {
        Self { one_of, why }
    }
}

impl Capabilities {
    /// What is required of somebody new and not met by the fields that are given, in the order of the table.
    pub fn lacking(&self, is_given: impl Fn(&Field) -> bool) -> impl Iterator<Item = &'static Required> {
        self.required.iter().filter(move |required| !required.one_of.iter().any(&is_given))
    }

    /// Refuses a creation that lacks what the provider requires. A text of blanks is nothing given.
    pub(crate) fn check_required(&self, new: &ParticipantUpdate) -> Result<(), Error> {
        let is_given = |field: &Field| new.change(field).value().is_some_and(|text| !text.trim().is_empty());
        let lacking: Vec<_> = self.lacking(is_given).collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let told = |alike: &[&Required]| {
            let fields: Vec<_> = alike.iter().map(ToString::to_string).collect();
            format!("{} ({})", fields.join(", "), alike.first().map_or("", |first| first.why))
        };
        let told: Vec<_> = lacking.chunk_by(|one, next| one.why == next.why).map(told).collect();
        Err(Error::invalid(format!("somebody new also needs {}", told.join("; "))).with_context(self.provider, ""))
    }
}

/// The names of its fields: `email`, or `group or group_name`.
impl fmt::Display for Required {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, field) in self.one_of.iter().enumerate() {
            f.write_str(if at > 0 { " or " } else { "" })?;
            fmt::Display::fmt(field, f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Clearing, ErrorKind, FieldCapability, NewParticipant, Operation, Support};

    const fn writable(field: Field) -> FieldCapability {
        FieldCapability::writable(field, Support::Native, Clearing::EmptyText)
    }

    static TABLE: Capabilities = Capabilities {
        provider: "made-up",
        when: "",
        operations: &[(Operation::Create, Support::Native)],
        fields: &[
            writable(Field::FirstName),
            writable(Field::LastName),
            writable(Field::Email),
            writable(Field::Group),
            writable(Field::GroupName),
        ],
        required: &[
            Required::new(&[Field::LastName], "everybody has both"),
            Required::new(&[Field::Email], "everybody has both"),
            Required::new(&[Field::Group, Field::GroupName], "nobody learns alone"),
        ],
    };

    fn complete() -> NewParticipant {
        NewParticipant::new().last_name("Ó").email("o@example.org")
    }

    #[test]
    fn all_that_is_lacking_is_told_at_once_and_why() {
        let error = TABLE.check_create(NewParticipant::new().first_name("Zoë").fields()).unwrap_err();
        assert_eq!((error.kind(), error.provider()), (ErrorKind::Invalid, "made-up"));
        let told = "somebody new also needs last_name, email (everybody has both); \
                    group or group_name (nobody learns alone)";
        assert!(error.to_string().contains(told), "{error}");
    }

    #[test]
    fn one_of_several_is_enough() {
        assert!(TABLE.check_create(complete().group("7").fields()).is_ok());
        assert!(TABLE.check_create(complete().group_name("Évening").fields()).is_ok());
        let error = TABLE.check_create(complete().fields()).unwrap_err();
        assert!(error.to_string().ends_with("needs group or group_name (nobody learns alone)"), "{error}");
    }

    #[test]
    fn what_is_blank_is_not_given() {
        let error = TABLE.check_create(complete().group(" ").fields()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
    }

    #[test]
    fn what_cannot_be_given_is_told_first() {
        let error = TABLE.check_create(NewParticipant::new().notes("vegan").fields()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }
}
