//! A participant in the common vocabulary: what a provider's record says, in one set of names.

use crate::model::{
    codes::{Gender, Lifecycle},
    document::Document,
    enrolment::Enrolment,
    field::Field,
    inactive::Inactive,
    kind::Kind,
    mapping::Mapping,
    value::FieldValue,
};
use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// A person in a training record: learner, person, employee, whatever the provider calls them.
///
/// An absent field is `None`: the provider does not keep it, left it empty, or wrote it in a way that could not be
/// read. [`invalid_fields`](Self::invalid_fields) names those of the last case. `Debug` names the fields that are there
/// and never shows a value; serialising does show values, flat, by the names of [`Field`].
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Participant {
    /// The provider's own identifier of the record, as text.
    pub id: String,
    /// The caller's own key, kept by the provider.
    pub external_id: Option<String>,
    /// First or given name.
    pub first_name: Option<String>,
    /// Last or family name.
    pub last_name: Option<String>,
    /// Full name, where the provider keeps it as one text.
    pub full_name: Option<String>,
    /// Short or preferred name.
    pub short_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number, in the form it was given.
    pub phone: Option<String>,
    /// Mobile number, in the form it was given.
    pub mobile: Option<String>,
    /// Date of birth.
    pub date_of_birth: Option<Date>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Title or form of address.
    pub title: Option<String>,
    /// Position or function in the company.
    pub job_title: Option<String>,
    /// Main language, as the provider codes it.
    pub language: Option<String>,
    /// The company the person belongs to.
    pub company: Reference,
    /// The training group the person is in.
    pub group: Reference,
    /// Postal address.
    pub address: Address,
    /// Where the person stands in the life of the record.
    pub status: Option<Lifecycle>,
    /// Login name.
    pub login: Option<String>,
    /// Access profile, by the provider's identifier.
    pub profile: Option<String>,
    /// Whether the person may sign in.
    pub active: Option<bool>,
    /// The enrolment this record is about, where the provider's record is one.
    pub enrolment: Enrolment,
    /// Remarks.
    pub notes: Option<String>,
    /// When the record was made, as the provider writes it.
    pub created_at: Option<String>,
    /// When the record was last changed, as the provider writes it.
    pub updated_at: Option<String>,
    document: Document,
    mapping: Mapping,
}

/// Another record, by identifier, name, or both.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// The provider's identifier, as text.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
}

/// A postal address.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Street, with or without the house number, as the provider keeps it.
    pub street: Option<String>,
    /// House number, where the provider keeps it apart.
    pub house_number: Option<String>,
    /// Postal code; text, leading zeros count.
    pub postal_code: Option<String>,
    /// Town or city.
    pub city: Option<String>,
    /// Country, as the provider codes it.
    pub country: Option<String>,
}

impl Participant {
    /// A participant with nothing but its identifier and the document it is read from.
    #[must_use]
    pub fn new(id: impl Into<String>, document: Document, mapping: Mapping) -> Self {
        Self { id: id.into(), document: document.hiding(mapping.secret), mapping, ..Self::default() }
    }

    /// Whether the record itself says that the person takes part no more. It does so in each way a deactivation leaves it
    /// in, whichever provider's: the login is blocked, the record archived, or the enrolment cancelled.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.active == Some(false)
            || self.status == Some(Lifecycle::Archived)
            || self.enrolment.takes_part() == Some(false)
    }

    /// In which way the participant was ended, where the record says so. A login that is not enabled counts as blocked
    /// unless the record shows that there is no login: then nothing was ended.
    #[must_use]
    pub fn inactive(&self) -> Option<Inactive> {
        if self.status == Some(Lifecycle::Archived) {
            Some(Inactive::Archived)
        } else if self.enrolment.takes_part() == Some(false) {
            Some(Inactive::Deregistered)
        } else {
            (self.active == Some(false) && !self.shows_no_login()).then_some(Inactive::Blocked)
        }
    }

    /// Whether the record has a member for the login, and no login in it.
    fn shows_no_login(&self) -> bool {
        let members = self.document.members();
        let mut login = self.mapping.members.iter().filter(|(_, field)| *field == Field::Login);
        self.login.is_none() && login.any(|(path, _)| members.contains_key(*path))
    }

    /// A field's value as text, if there is one.
    #[must_use]
    pub fn get(&self, field: &Field) -> Option<String> {
        self.get_ref(field).map(Cow::into_owned)
    }

    /// The same as [`get`](Self::get), borrowed where the value is kept as text.
    #[must_use]
    pub fn get_ref(&self, field: &Field) -> Option<Cow<'_, str>> {
        match field {
            Field::Id => Some(self.id.as_str().into()).filter(|id: &Cow<'_, str>| !id.is_empty()),
            Field::ExternalId => text(&self.external_id),
            Field::FirstName => text(&self.first_name),
            Field::LastName => text(&self.last_name),
            Field::FullName => text(&self.full_name),
            Field::ShortName => text(&self.short_name),
            Field::Email => text(&self.email),
            Field::Phone => text(&self.phone),
            Field::Mobile => text(&self.mobile),
            Field::DateOfBirth => text(&self.date_of_birth),
            Field::Gender => text(&self.gender),
            Field::Title => text(&self.title),
            Field::JobTitle => text(&self.job_title),
            Field::Language => text(&self.language),
            Field::Company => text(&self.company.id),
            Field::CompanyName => text(&self.company.name),
            Field::Group => text(&self.group.id),
            Field::GroupName => text(&self.group.name),
            Field::Street => text(&self.address.street),
            Field::HouseNumber => text(&self.address.house_number),
            Field::PostalCode => text(&self.address.postal_code),
            Field::City => text(&self.address.city),
            Field::Country => text(&self.address.country),
            Field::Status => text(&self.status),
            Field::Login => text(&self.login),
            Field::Password => None,
            Field::Profile => text(&self.profile),
            Field::Active => text(&self.active),
            Field::Session => text(&self.enrolment.session),
            Field::EnrolmentStatus => text(&self.enrolment.status),
            Field::PaymentStatus => text(&self.enrolment.payment),
            Field::Completed => text(&self.enrolment.completed),
            Field::Passed => text(&self.enrolment.passed),
            Field::NoShow => text(&self.enrolment.no_show),
            Field::Notes => text(&self.notes),
            Field::CreatedAt => text(&self.created_at),
            Field::UpdatedAt => text(&self.updated_at),
            Field::Custom(name) => self.custom().remove(name).map(Cow::Owned),
        }
    }

    /// The fields that have a value, in the order of [`Field::ALL`], custom fields last.
    pub fn present(&self) -> impl Iterator<Item = (Field, String)> + '_ {
        let named = Field::ALL.iter().filter_map(|field| Some((field.clone(), self.get(field)?)));
        named.chain(self.custom().into_iter().map(|(name, value)| (Field::Custom(name), value)))
    }

    /// The fields the account itself has defined, by their name there, read from the document on demand.
    #[must_use]
    pub fn custom(&self) -> BTreeMap<String, String> {
        self.mapping.custom(&self.document)
    }

    /// The record as the provider sent it.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Everything in the record that has no field here, by dotted path; members that grant access are left out.
    #[must_use]
    pub fn extra(&self) -> BTreeMap<String, Value> {
        let mut extra = self.document.except(self.mapping.paths());
        extra.retain(|path, _| !self.mapping.is_custom(path));
        extra
    }

    /// The members that belong to a field and are not empty, yet could not be read: path and field.
    #[must_use]
    pub fn invalid_fields(&self) -> Vec<(&'static str, Field)> {
        let document = self.document.value();
        let is_invalid = |(path, field): &&(&'static str, Field)| {
            let member = path.split('.').try_fold(&document, |value, name| value.get(name));
            let is_empty = member.is_none_or(|value| match value {
                Value::Null => true,
                Value::String(text) => text.is_empty() || text == "0" || text.starts_with("0000-00-00"),
                Value::Array(items) => items.is_empty(),
                Value::Object(members) => members.is_empty(),
                Value::Number(number) => number.as_u64() == Some(0),
                Value::Bool(_) => false,
            });
            !is_empty && self.get_ref(field).is_none()
        };
        self.mapping.members.iter().filter(is_invalid).cloned().collect()
    }
}

fn text<T: FieldValue>(value: &Option<T>) -> Option<Cow<'_, str>> {
    value.as_ref().map(FieldValue::to_text)
}

/// Flat, by the names of [`Field`]; absent fields are left out, yes and no are booleans.
impl Serialize for Participant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, text) in self.present() {
            match (field.kind(), text.as_str()) {
                (Kind::Bool, "true" | "false") => map.serialize_entry(&field.to_string(), &(text == "true"))?,
                _ => map.serialize_entry(&field.to_string(), &text)?,
            }
        }
        map.end()
    }
}

/// Names the fields that have a value, without the values.
impl fmt::Debug for Participant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.present().map(|(field, _)| field.name()).collect();
        f.debug_struct("Participant").field("present", &names).field("document", &self.document).finish()
    }
}

macro_rules! hidden {
    ($($type:ident { $($member:ident),+ })+) => {$(
        /// Says which parts are there, without the values.
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($type))$(.field(stringify!($member), &self.$member.is_some()))+.finish()
            }
        }
    )+};
}

hidden! {
    Reference { id, name }
    Address { street, house_number, postal_code, city, country }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mapping::Custom;

    const MAPPING: Mapping = Mapping {
        members: &[("id", Field::Id), ("nom", Field::LastName), ("born", Field::DateOfBirth)],
        custom: Custom::Prefix("c_"),
        secret: &["code"],
    };

    fn participant(json: &'static str) -> Participant {
        Participant::new("7", Document::new(json.as_bytes()).unwrap(), MAPPING)
    }

    #[test]
    fn debug_names_fields_and_hides_values() {
        let mut person = participant(r#"{"id":7,"nom":"O'Brien"}"#);
        person.last_name = Some("O'Brien".into());
        let shown = format!("{person:?}");
        assert!(shown.contains("last_name") && !shown.contains("Brien"), "{shown}");
    }

    #[test]
    fn json_is_flat_and_typed() {
        let mut person = participant(r#"{"c_badge":"B","c_empty":""}"#);
        person.active = Some(false);
        person.company.name = Some("Nordwind".into());
        let json = serde_json::to_string(&person).unwrap();
        assert_eq!(json, r#"{"id":"7","company_name":"Nordwind","active":false,"custom.c_badge":"B"}"#);
    }

    #[test]
    fn what_cannot_be_read_is_invalid_and_what_is_unknown_is_extra() {
        let person = participant(r#"{"id":7,"nom":"","born":"12/04/1990","newsletter":"1","code":"1-2-3"}"#);
        assert_eq!(person.invalid_fields(), [("born", Field::DateOfBirth)]);
        assert_eq!(person.extra().into_keys().collect::<Vec<_>>(), ["newsletter"]);
    }
}
