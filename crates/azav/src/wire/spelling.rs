//! One member, two spellings: which is which, reading either, writing the one the profile says.

use crate::Profile;
use participants_core::serde_json::{self, Map, Value};
use serde::{
    Deserialize,
    de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor, value::MapDeserializer},
};
use std::{borrow::Cow, fmt};

/// Whether two names are spellings of one member: letter case and underscores do not matter.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect::<String>();
    one == other || plain(one) == plain(other)
}

/// A camelCase name as the profile spells it.
pub(crate) fn spell(profile: Profile, name: &str) -> Cow<'_, str> {
    match profile {
        Profile::Snake => to_snake(name).into(),
        Profile::Development if name == "dateOfBirth" => to_snake(name).into(),
        Profile::Development | Profile::Default => name.into(),
    }
}

fn to_snake(name: &str) -> String {
    name.chars().fold(String::new(), |mut snake, c| {
        if c.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
        snake
    })
}

/// Lets a derived type with camelCase names and snake_case aliases read an object that may hold both of a member:
/// camelCase is taken, and a snake_case value that differs is noted in `passed_over`.
pub(crate) struct EitherSpelling<'a, D> {
    pub(crate) inner: D,
    pub(crate) passed_over: &'a mut Map<String, Value>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for EitherSpelling<'_, D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let members = self.inner.deserialize_struct(name, fields, Listed { fields })?;
        let taken = take(members, fields, self.passed_over);
        let taken = MapDeserializer::<_, serde_json::Error>::new(taken.into_iter());
        visitor.visit_map(taken).map_err(D::Error::custom)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The members under their camelCase names, as far as `fields` knows them.
fn take(members: Map<String, Value>, fields: &[&str], passed_over: &mut Map<String, Value>) -> Map<String, Value> {
    let camel = |name: &str| {
        let is_snake = name.contains('_') && fields.contains(&name);
        fields.iter().find(|field| is_snake && !field.contains('_') && is_same(field, name)).copied()
    };
    let (snake, mut taken): (Map<_, _>, Map<_, _>) = members.into_iter().partition(|(name, _)| camel(name).is_some());
    for (name, value) in snake {
        let canonical = camel(&name).unwrap_or_default();
        match taken.get(canonical) {
            None => {
                taken.insert(canonical.to_owned(), value);
            }
            Some(known) if *known == value => {}
            Some(_) => {
                passed_over.insert(name, value);
            }
        }
    }
    taken
}

/// The members of an object that a type lists. What it does not list need not be anything that can be represented.
struct Listed {
    fields: &'static [&'static str],
}

impl<'de> Visitor<'de> for Listed {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if !self.fields.contains(&name.as_str()) {
                map.next_value::<IgnoredAny>()?;
            } else if members.insert(name, map.next_value()?).is_some() {
                return Err(A::Error::custom("a member stands twice"));
            }
        }
        Ok(members)
    }
}

/// Makes types read through [`EitherSpelling`]; each derives `Deserialize` with `remote = "Self"`, which gives it the
/// function called here, and has a member `passed_over`.
macro_rules! either_spelling {
    ($($type:ident),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(inner: D) -> Result<Self, D::Error> {
                let mut passed_over = Map::new();
                let read = Self::deserialize(spelling::EitherSpelling { inner, passed_over: &mut passed_over })?;
                Ok(Self { passed_over, ..read })
            }
        }
    )+};
}
pub(crate) use either_spelling;

/// A code that may be written as a number: then it is the number's own text, `2.0` and not `2`.
pub(super) fn code<'de, D: Deserializer<'de>>(inner: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(inner)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text).filter(|text| !text.is_empty()),
        _ => None,
    })
}

/// An object inside the record; one that cannot be read is empty here and stays in the document.
pub(super) fn part<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(inner: D) -> Result<T, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(inner)?).unwrap_or_default())
}

/// A list inside the record, without the entries that cannot be read, which stay in the document.
pub(super) fn parts<'de, D: Deserializer<'de>, T: DeserializeOwned>(inner: D) -> Result<Vec<T>, D::Error> {
    Ok(match Value::deserialize(inner)? {
        Value::Array(entries) => entries.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect(),
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Participant;
    use participants_core::{Document, Record, serde_json::json};

    fn read(record: &Value) -> Record<Participant> {
        Record::read(Document::new(record.to_string()).unwrap()).unwrap()
    }

    #[test]
    fn either_spelling_is_read_and_camel_case_wins() {
        let address = json!({"house_number": "4b", "zip_code": "04109", "zipCode": 4109, "street": "Ufer"});
        let record = read(&json!({
            "first_name": "Y", "firstName": "Ö", "last_name": "Ng", "date_of_birth": "1991-04-07", "dateOfBirth": "1991-04-07",
            "address": address, "contact_information": [{"type": "pager", "value": 7}, "text"], "updated_at": null,
        }));
        assert_eq!(record.first_name.as_deref(), Some("Ö"));
        assert_eq!(record.last_name.as_deref(), Some("Ng"));
        assert_eq!(record.date_of_birth.as_deref(), Some("1991-04-07"));
        assert_eq!(record.address.zip_code.as_deref(), Some("4109"));
        assert_eq!(record.address.house_number.as_deref(), Some("4b"));
        assert_eq!(record.contact_information.len(), 1);
        assert_eq!(record.contact_information[0].kind, Some(crate::ContactKind::Other("pager".into())));
        assert_eq!(record.contact_information[0].value.as_deref(), Some("7"));
        assert_eq!(Value::from(record.passed_over.clone()), json!({"first_name": "Y"}));
        assert_eq!(Value::from(record.address.passed_over.clone()), json!({"zip_code": "04109"}));
    }

    #[test]
    fn every_listed_member_is_known_in_both_spellings() {
        for profile in [Profile::Default, Profile::Snake] {
            let members = [
                "id",
                "firstName",
                "lastName",
                "preferredName",
                "email",
                "dateOfBirth",
                "gender",
                "status",
                "salutation",
                "address",
                "contactInformation",
                "birthCity",
                "birthCountry",
                "customerNumber",
                "internalCustomerNumber",
                "marketingChannel",
                "insertedAt",
                "updatedAt",
            ];
            let record: Map<_, _> =
                members.iter().map(|name| (spell(profile, name).into_owned(), json!("x"))).collect();
            let record = read(&record.into());
            assert!(record.extra().is_empty(), "{:?}", record.extra());
            assert_eq!(record.internal_customer_number.as_deref(), Some("x"));
            assert_eq!(record.inserted_at.as_deref(), Some("x"));
        }
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        for invalid in ["7", "[]", "null", "\"x\""] {
            assert!(Record::<Participant>::read(Document::new(invalid).unwrap()).is_err(), "{invalid}");
        }
    }

    #[test]
    fn profiles_spell() {
        assert_eq!(spell(Profile::Snake, "internalCustomerNumber"), "internal_customer_number");
        assert_eq!(spell(Profile::Development, "dateOfBirth"), "date_of_birth");
        assert_eq!(spell(Profile::Development, "firstName"), "firstName");
        assert_eq!(spell(Profile::Default, "dateOfBirth"), "dateOfBirth");
        assert!(is_same("team_email", "teamEmail") && !is_same("email", "team_email"));
    }
}
