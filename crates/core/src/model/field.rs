//! The one table of the common vocabulary: every field, its name, its type, and the update types made from it.

use crate::model::{
    change::Change,
    codes::{EnrolmentStatus, Gender, Lifecycle},
    kind::Kind,
    value::FieldValue,
};
use jiff::civil::Date;
use secrecy::SecretString;
use std::{borrow::Cow, collections::BTreeMap, fmt, str::FromStr};

macro_rules! fields {
    (
        first { $($(#[doc = $id_doc:literal])+ $id_variant:ident $id_member:ident,)+ }
        writable { $($(#[doc = $doc:literal])+ $variant:ident $member:ident: $type:ty,)+ }
        last { $($(#[doc = $ro_doc:literal])+ $ro_variant:ident $ro_member:ident,)+ }
    ) => {
        /// A field of the common vocabulary, by name.
        ///
        /// Parses from and prints as the name the program and the JSON output use.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Field {
            $($(#[doc = $id_doc])+ $id_variant,)+
            $($(#[doc = $doc])+ $variant,)+
            $($(#[doc = $ro_doc])+ $ro_variant,)+
            /// A field the account itself has defined, written `custom.NAME`.
            Custom(String),
        }

        impl Field {
            /// Every field with a name of its own, in the order they are shown.
            pub const ALL: &'static [Self] =
                &[$(Self::$id_variant,)+ $(Self::$variant,)+ $(Self::$ro_variant,)+];

            /// The field's name; `custom` for any custom field.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$id_variant => stringify!($id_member),)+
                    $(Self::$ro_variant => stringify!($ro_member),)+
                    $(Self::$variant => stringify!($member),)+
                    Self::Custom(_) => "custom",
                }
            }

            /// One sentence on what the field means.
            #[must_use]
            pub fn meaning(&self) -> &'static str {
                match self {
                    $(Self::$id_variant => concat!($($id_doc),+).trim_ascii(),)+
                    $(Self::$ro_variant => concat!($($ro_doc),+).trim_ascii(),)+
                    $(Self::$variant => concat!($($doc),+).trim_ascii(),)+
                    Self::Custom(_) => "A field the account itself has defined, written `custom.NAME`.",
                }
            }

            /// What kind of value it has.
            #[must_use]
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$id_variant => Kind::Text,)+
                    $(Self::$ro_variant => Kind::Timestamp,)+
                    $(Self::$variant => <$type as FieldValue>::KIND,)+
                    Self::Custom(_) => Kind::Text,
                }
            }
        }

        /// What to change about a participant: every field is kept unless named.
        ///
        /// ```
        /// use participants_core::{Change, Field, ParticipantUpdate};
        ///
        /// let update = ParticipantUpdate::new()
        ///     .last_name("O'Brien")
        ///     .mobile(Change::Clear)
        ///     .custom("badge", "B-17");
        /// assert_eq!(update.named(), [Field::LastName, Field::Mobile, Field::Custom("badge".into())]);
        /// ```
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct ParticipantUpdate {
            $($(#[doc = $doc])+ pub $member: Change<$type>,)+
            /// Fields the account itself has defined, by their name there.
            pub custom: BTreeMap<String, Change<String>>,
        }

        impl ParticipantUpdate {
            $($(#[doc = $doc])+ #[must_use] pub fn $member(mut self, change: impl Into<Change<$type>>) -> Self {
                self.$member = change.into();
                self
            })+

            /// The fields this update names, in the order of [`Field::ALL`], custom fields last.
            #[must_use]
            pub fn named(&self) -> Vec<Field> {
                let mut named = Vec::new();
                $(if !self.$member.is_keep() { named.push(Field::$variant); })+
                let custom = self.custom.iter().filter(|(_, change)| !change.is_keep());
                named.extend(custom.map(|(name, _)| Field::Custom(name.clone())));
                named
            }

            /// What this update says about one field, as text; a secret shows as `[secret]`.
            #[must_use]
            pub fn change(&self, field: &Field) -> Change<String> {
                self.change_ref(field).map(Cow::into_owned)
            }

            /// The same as [`change`](Self::change), borrowed where the value is kept as text.
            #[must_use]
            pub fn change_ref(&self, field: &Field) -> Change<Cow<'_, str>> {
                match field {
                    $(Field::$id_variant)|+ | $(Field::$ro_variant)|+ => Change::Keep,
                    $(Field::$variant => self.$member.as_ref().map(FieldValue::to_text),)+
                    Field::Custom(name) => {
                        self.custom.get(name).map_or(Change::Keep, |change| change.as_ref().map(FieldValue::to_text))
                    }
                }
            }

            /// Names a field from text, as typed on a command line or read from a file.
            ///
            /// # Errors
            /// The provider alone sets the field, or the text is not of the field's [form](Field::form). The text itself is not repeated.
            pub fn set_text(&mut self, field: &Field, text: &str) -> Result<(), InvalidValue> {
                match field {
                    $(Field::$id_variant)|+ | $(Field::$ro_variant)|+ => return Err(read_only(field)),
                    $(Field::$variant => {
                        self.$member = Change::Set(<$type as FieldValue>::parse(text).ok_or_else(|| wrong_form(field))?);
                    })+
                    Field::Custom(name) => {
                        self.custom.insert(name.clone(), Change::Set(text.to_owned()));
                    }
                }
                Ok(())
            }

            /// Names a field to be made empty.
            ///
            /// # Errors
            /// The provider alone sets the field.
            pub fn clear(&mut self, field: &Field) -> Result<(), InvalidValue> {
                match field {
                    $(Field::$id_variant)|+ | $(Field::$ro_variant)|+ => return Err(read_only(field)),
                    $(Field::$variant => self.$member = Change::Clear,)+
                    Field::Custom(name) => { self.custom.insert(name.clone(), Change::Clear); }
                }
                Ok(())
            }
        }

        impl NewParticipant {
            $($(#[doc = $doc])+ #[must_use] pub fn $member(mut self, value: impl Into<$type>) -> Self {
                self.0.$member = Change::Set(value.into());
                self
            })+
        }
    };
}

fields! {
    first {
        /// The provider's own identifier of the record.
        Id id,
    }
    writable {
        /// The caller's own key, kept by the provider.
        ExternalId external_id: String,
        /// First or given name.
        FirstName first_name: String,
        /// Last or family name.
        LastName last_name: String,
        /// Full name, where the provider keeps it as one text.
        FullName full_name: String,
        /// Short or preferred name: how the person is addressed.
        ShortName short_name: String,
        /// E-mail address.
        Email email: String,
        /// Phone number, in whatever form it was given.
        Phone phone: String,
        /// Mobile number, in whatever form it was given.
        Mobile mobile: String,
        /// Date of birth.
        DateOfBirth date_of_birth: Date,
        /// Gender.
        Gender gender: Gender,
        /// Title or form of address.
        Title title: String,
        /// Position or function in the company.
        JobTitle job_title: String,
        /// Main language, as the provider codes it.
        Language language: String,
        /// Company the person belongs to, by the provider's identifier.
        Company company: String,
        /// Company the person belongs to, by name.
        CompanyName company_name: String,
        /// Training group the person is in, by the provider's identifier.
        Group group: String,
        /// Training group the person is in, by name.
        GroupName group_name: String,
        /// Street, with or without the house number, as the provider keeps it.
        Street street: String,
        /// House number, where the provider keeps it apart.
        HouseNumber house_number: String,
        /// Postal code.
        PostalCode postal_code: String,
        /// Town or city.
        City city: String,
        /// Country, as the provider codes it.
        Country country: String,
        /// Where the person stands: lead, future, active, past, dropout, archived.
        Status status: Lifecycle,
        /// Login name.
        Login login: String,
        /// Password; it can be written, never read.
        Password password: SecretString,
        /// Access profile, by the provider's identifier.
        Profile profile: String,
        /// Whether the person may sign in.
        Active active: bool,
        /// The session the enrolment is for, by the provider's identifier.
        Session session: String,
        /// Where the enrolment stands: confirmed, overbooked, waitlisted, pending, cancelled, cancelled_with_fee.
        EnrolmentStatus enrolment_status: EnrolmentStatus,
        /// Payment status of the enrolment, by the provider's code.
        PaymentStatus payment_status: String,
        /// Whether the session was completed.
        Completed completed: bool,
        /// Whether the session was passed.
        Passed passed: bool,
        /// Whether the person did not turn up.
        NoShow no_show: bool,
        /// Remarks about the person.
        Notes notes: String,
    }
    last {
        /// When the record was made, as the provider writes it.
        CreatedAt created_at,
        /// When the record was last changed, as the provider writes it.
        UpdatedAt updated_at,
    }
}

/// A participant to be made: only the fields given are sent.
///
/// ```
/// use participants_core::NewParticipant;
///
/// let melanie = NewParticipant::new().first_name("Melanie").last_name("Muster").email("melanie@example.org");
/// assert_eq!(melanie.fields().named().len(), 3);
/// ```
#[derive(Clone, Debug, Default)]
pub struct NewParticipant(ParticipantUpdate);

impl ParticipantUpdate {
    /// An update that names nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names a field the account itself has defined, by its name there.
    #[must_use]
    pub fn custom(mut self, name: impl Into<String>, change: impl Into<Change<String>>) -> Self {
        self.custom.insert(name.into(), change.into());
        self
    }
}

impl NewParticipant {
    /// A participant without any field yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a field the account itself has defined, by its name there.
    #[must_use]
    pub fn custom(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.custom.insert(name.into(), Change::Set(value.into()));
        self
    }

    /// Gives a field from text; see [`ParticipantUpdate::set_text`].
    ///
    /// # Errors
    /// As [`ParticipantUpdate::set_text`].
    pub fn set_text(&mut self, field: &Field, text: &str) -> Result<(), InvalidValue> {
        self.0.set_text(field, text)
    }

    /// The fields given: every one is `Set`, the others are `Keep`.
    #[must_use]
    pub fn fields(&self) -> &ParticipantUpdate {
        &self.0
    }
}

impl Field {
    /// Whether only the provider sets this field.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        matches!(self, Self::Id | Self::CreatedAt | Self::UpdatedAt)
    }

    /// The form its value is typed in: `text`, `date YYYY-MM-DD`, `true|false`, …
    #[must_use]
    pub fn form(&self) -> String {
        if self.is_read_only() { "set by the provider".to_owned() } else { self.kind().to_string() }
    }

    /// Whether both name the same field, any custom field standing for all of them.
    #[must_use]
    pub fn is_same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Custom(name) => write!(f, "custom.{name}"),
            named => f.write_str(named.name()),
        }
    }
}

/// The text names no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such field; `participants fields` lists them, and a field of the account's own is written custom.NAME")]
pub struct UnknownField;

impl FromStr for Field {
    type Err = UnknownField;

    /// Reads a field's name; `preferred_name` is read as `short_name`.
    fn from_str(text: &str) -> Result<Self, UnknownField> {
        if let Some(name) = text.strip_prefix("custom.").filter(|name| !name.is_empty()) {
            return Ok(Self::Custom(name.to_owned()));
        }
        let name = if text == "preferred_name" { "short_name" } else { text };
        Self::ALL.iter().find(|field| field.name() == name).cloned().ok_or(UnknownField)
    }
}

/// The value cannot be written to the field. It does not repeat the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidValue(String);

fn read_only(field: &Field) -> InvalidValue {
    InvalidValue(format!("{field} is set by the provider and cannot be written"))
}

fn wrong_form(field: &Field) -> InvalidValue {
    InvalidValue(format!("the value for {field} is not of the form: {}", field.form()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_reads_the_name_it_prints() {
        for field in Field::ALL {
            assert_eq!(field.to_string().parse::<Field>().as_ref(), Ok(field));
            assert!(!field.meaning().is_empty());
        }
        assert_eq!("custom.c_badge".parse(), Ok(Field::Custom("c_badge".into())));
        assert_eq!("custom.".parse::<Field>(), Err(UnknownField));
    }

    #[test]
    fn text_of_the_wrong_form_is_refused_without_repeating_it() {
        let error = ParticipantUpdate::new().set_text(&Field::DateOfBirth, "12/04/1990").unwrap_err();
        assert!(error.to_string().contains("date_of_birth"));
        assert!(!error.to_string().contains("1990"));
    }

    #[test]
    fn the_id_cannot_be_written() {
        assert!(ParticipantUpdate::new().set_text(&Field::Id, "7").is_err());
        assert!(ParticipantUpdate::new().clear(&Field::Id).is_err());
    }

    #[test]
    fn a_password_never_shows() {
        let update = ParticipantUpdate::new().password("Correct-Horse-7");
        assert_eq!(update.change(&Field::Password), Change::Set("[secret]".into()));
        assert!(!format!("{update:?}").contains("Horse"));
    }
}
