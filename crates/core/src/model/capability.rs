//! What a provider can do, as data: a table each provider crate writes once, and everything else obeys.

use crate::{
    error::Error,
    model::{
        field::{Field, ParticipantUpdate},
        filter::Filter,
        operation::Operation,
        required::Required,
    },
};
use std::fmt;

/// What a provider can do.
#[derive(Debug)]
pub struct Capabilities {
    /// The provider's name.
    pub provider: &'static str,
    /// The settings under which this table holds, as the end of a sentence; empty where there is only one.
    pub when: &'static str,
    /// Every operation and how it is done. Moving to a group or a company is not in it: the field's row says so.
    pub operations: &'static [(Operation, Support)],
    /// Every field the provider knows. A field that is not here can neither be read nor written.
    pub fields: &'static [FieldCapability],
    /// What a new participant must be given, as far as it is known. What only the server requires is not in it.
    pub required: &'static [Required],
}

/// How an operation or a field is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// The API has a call for exactly this.
    Native,
    /// Several calls together do it: the text says which.
    Simulated(&'static str),
    /// It cannot be done: the text says why.
    Unsupported(&'static str),
}

/// What can be done with one field.
#[derive(Debug)]
pub struct FieldCapability {
    /// The field; any custom field stands for all of them.
    pub field: Field,
    /// Whether it can be read.
    pub read: bool,
    /// Whether a list can be filtered by it: by the provider, or here once all participants were read.
    pub filter: Support,
    /// Whether it can be given to a new participant.
    pub create: Support,
    /// Whether it can be changed.
    pub update: Support,
    /// How it is made empty.
    pub clear: Clearing,
}

/// How a field is made empty on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clearing {
    /// By an empty text.
    EmptyText,
    /// By JSON null.
    Null,
    /// By leaving its entry out of the list it lives in.
    Removal,
    /// It cannot be made empty: the text says why.
    Refused(&'static str),
}

/// How a list is filtered by a field the provider has no filter for.
pub const FILTERED_LOCALLY: Support =
    Support::Simulated("all participants are read, and those that do not match are dropped here");

/// Why no participant can be compared by a field that no answer shows.
pub const NOT_READ: Support = Support::Unsupported("no answer shows the field");

/// Why a field cannot be written, where the provider has no place for it.
const NO_SUCH_FIELD: Support = Support::Unsupported("the provider has no such field");

impl Capabilities {
    /// How an operation is done.
    #[must_use]
    pub fn operation(&self, operation: Operation) -> Support {
        let by_field = |field| self.field(&field).map_or(NO_SUCH_FIELD, |known| known.update);
        match operation {
            Operation::MoveToGroup => return by_field(Field::Group),
            Operation::ChangeCompany => return by_field(Field::Company),
            _ => {}
        }
        let found = self.operations.iter().find(|(known, _)| *known == operation);
        found.map_or(Support::Unsupported("the provider has no such operation"), |(_, support)| *support)
    }

    /// What can be done with a field, if the provider knows it.
    #[must_use]
    pub fn field(&self, field: &Field) -> Option<&FieldCapability> {
        self.fields.iter().find(|known| known.field.is_same_kind(field))
    }

    /// Refuses an operation the provider cannot do.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) naming operation and provider.
    pub fn check_operation(&self, operation: Operation) -> Result<(), Error> {
        match self.operation(operation) {
            Support::Unsupported(why) => {
                Err(Error::unsupported(format!("{operation} is not possible: {why}")).with_context(self.provider, ""))
            }
            Support::Native | Support::Simulated(_) => Ok(()),
        }
    }

    /// Refuses a creation that gives a field the provider cannot take, or lacks one it requires.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) naming every field that cannot be taken;
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming every field that is lacking.
    pub fn check_create(&self, fields: &ParticipantUpdate) -> Result<(), Error> {
        self.check_operation(Operation::Create)?;
        self.check(fields, |known| known.create)?;
        self.check_required(fields)
    }

    /// Refuses an update that names a field the provider cannot change or cannot clear.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) naming every such field;
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) where no field is named at all.
    pub fn check_update(&self, update: &ParticipantUpdate) -> Result<(), Error> {
        self.check_operation(Operation::Update)?;
        if update.named().is_empty() {
            return Err(Error::invalid("the update names no field; nothing to do").with_context(self.provider, ""));
        }
        self.check(update, |known| known.update)
    }

    /// Refuses a filter by a field that participants cannot be compared by.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) naming every such field;
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) where a value is empty: it would match no participant here
    /// and all participants at the provider.
    pub fn check_filter(&self, filter: &Filter) -> Result<(), Error> {
        if filter.has_blank() {
            return Err(Error::invalid("a filter is empty").with_context(self.provider, ""));
        }
        let problem = |field: &Field| match self.field(field).map_or(NO_SUCH_FIELD, |known| known.filter) {
            Support::Unsupported(why) => Some(format!("cannot filter by {field}: {why}")),
            Support::Native | Support::Simulated(_) => None,
        };
        let problems: Vec<_> = filter.fields().filter_map(problem).collect();
        match problems.as_slice() {
            [] => Ok(()),
            _ => Err(Error::unsupported(problems.join("; ")).with_context(self.provider, "")),
        }
    }

    fn check(&self, update: &ParticipantUpdate, how: impl Fn(&FieldCapability) -> Support) -> Result<(), Error> {
        let problem = |field: Field| {
            let known = self.field(&field);
            if let Support::Unsupported(why) = known.map_or(NO_SUCH_FIELD, &how) {
                return Some(format!("{field} cannot be written ({why})"));
            }
            match known.map(|known| known.clear) {
                Some(Clearing::Refused(why)) if update.change(&field).is_clear() => {
                    Some(format!("{field} cannot be cleared ({why})"))
                }
                _ => None,
            }
        };
        let problems: Vec<_> = update.named().into_iter().filter_map(problem).collect();
        match problems.as_slice() {
            [] => Ok(()),
            _ => Err(Error::unsupported(problems.join("; ")).with_context(self.provider, "")),
        }
    }
}

impl FieldCapability {
    /// A field that can be read, and written in one way.
    #[must_use]
    pub const fn writable(field: Field, how: Support, clear: Clearing) -> Self {
        Self { field, read: true, filter: FILTERED_LOCALLY, create: how, update: how, clear }
    }

    /// The same, where the provider itself can filter a list by it.
    #[must_use]
    pub const fn filtered(mut self) -> Self {
        self.filter = Support::Native;
        self
    }

    /// The same, given to a new participant in this way.
    #[must_use]
    pub const fn created(mut self, how: Support) -> Self {
        self.create = how;
        self
    }

    /// The same, changed in this way.
    #[must_use]
    pub const fn updated(mut self, how: Support) -> Self {
        self.update = how;
        self
    }

    /// The same where no answer shows it, so that a list cannot be filtered by it either.
    #[must_use]
    pub const fn unread(mut self) -> Self {
        self.read = false;
        self.filter = NOT_READ;
        self
    }

    /// A field that can be read and not written: the text says why.
    #[must_use]
    pub const fn read_only(field: Field, why: &'static str) -> Self {
        Self::writable(field, Support::Unsupported(why), Clearing::Refused(why))
    }
}

impl Support {
    /// Whether it can be done at all.
    #[must_use]
    pub fn is_supported(self) -> bool {
        !matches!(self, Self::Unsupported(_))
    }
}

impl fmt::Display for Support {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Native => f.write_str("native"),
            Self::Simulated(how) => write!(f, "simulated: {how}"),
            Self::Unsupported(why) => write!(f, "unsupported: {why}"),
        }
    }
}

impl fmt::Display for Clearing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyText => f.write_str("by an empty text"),
            Self::Null => f.write_str("by null"),
            Self::Removal => f.write_str("by leaving its entry out"),
            Self::Refused(why) => write!(f, "refused: {why}"),
        }
    }
}

impl Capabilities {
    /// What is required of a new participant and not met by the fields that are given, in the order of the table.
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
        let describe = |alike: &[&Required]| {
            let fields: Vec<_> = alike.iter().map(ToString::to_string).collect();
            format!("{} ({})", fields.join(", "), alike.first().map_or("", |first| first.why))
        };
        let lacking: Vec<_> = lacking.chunk_by(|one, next| one.why == next.why).map(describe).collect();
        Err(Error::invalid(format!("a new participant also needs {}", lacking.join("; ")))
            .with_context(self.provider, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::kind::ErrorKind,
        model::{
            capability::{Clearing, FieldCapability, Support},
            field::NewParticipant,
            operation::Operation,
        },
    };

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
            Required::new(&[Field::LastName], "every participant has both"),
            Required::new(&[Field::Email], "every participant has both"),
            Required::new(&[Field::Group, Field::GroupName], "everyone learns in a group"),
        ],
    };

    fn complete() -> NewParticipant {
        NewParticipant::new().last_name("Ó").email("o@example.org")
    }

    #[test]
    fn all_that_is_lacking_is_said_at_once_and_why() {
        let error = TABLE.check_create(NewParticipant::new().first_name("Zoë").fields()).unwrap_err();
        assert_eq!((error.kind(), error.provider()), (ErrorKind::Invalid, "made-up"));
        let expected = "a new participant also needs last_name, email (every participant has both); \
                    group or group_name (everyone learns in a group)";
        assert!(error.to_string().contains(expected), "{error}");
    }

    #[test]
    fn one_of_several_is_enough() {
        assert!(TABLE.check_create(complete().group("7").fields()).is_ok());
        assert!(TABLE.check_create(complete().group_name("Évening").fields()).is_ok());
        let error = TABLE.check_create(complete().fields()).unwrap_err();
        assert!(error.to_string().ends_with("needs group or group_name (everyone learns in a group)"), "{error}");
    }

    #[test]
    fn what_is_blank_is_not_given() {
        let error = TABLE.check_create(complete().group(" ").fields()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
    }

    #[test]
    fn what_cannot_be_given_is_said_first() {
        let error = TABLE.check_create(NewParticipant::new().notes("vegan").fields()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }
}
