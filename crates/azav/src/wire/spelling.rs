//! One member, two spellings: which is which, reading either, writing the one the profile says.

use crate::Profile;
use participants_core::serde_json::{self, Map, Value};
use serde::{
    Deserialize,
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor, value::StrDeserializer,
    },
};
use std::{borrow::Cow, fmt};

/// Whether two names are spellings of one member: letter case and underscores do not matter.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    fn plain(name: &str) -> impl Iterator<Item = char> {
        name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase)
    }
    one == other || plain(one).eq(plain(other))
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
        let members = Members { visitor, fields, passed_over: self.passed_over };
        self.inner.deserialize_struct(name, fields, members)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Hands the listed members of an object on. What is not listed need not be anything that can be represented.
struct Members<'a, V> {
    visitor: V,
    fields: &'static [&'static str],
    passed_over: &'a mut Map<String, Value>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Members<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Self { visitor, fields, passed_over } = self;
        visitor.visit_map(Spelled { map: Some(map), fields, passed_over, kept: Vec::new(), value: None })
    }
}

/// Hands members with one spelling on as they come. Those with two are kept until all have come.
struct Spelled<'a, A> {
    /// The members still to come.
    map: Option<A>,
    fields: &'static [&'static str],
    passed_over: &'a mut Map<String, Value>,
    kept: Vec<(&'static str, Value)>,
    /// The value of the kept member whose name was handed on.
    value: Option<Value>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Spelled<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(map) = &mut self.map {
            let Some(at) = map.next_key_seed(Place(self.fields))? else {
                self.map = None;
                self.settle();
                break;
            };
            let Some(name) = at.and_then(|at| self.fields.get(at)) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if !has_twin(self.fields, at) {
                return seed.deserialize(StrDeserializer::new(name)).map(Some);
            }
            if self.kept.iter().any(|(known, _)| known == name) {
                return Err(A::Error::custom("a member stands twice"));
            }
            self.kept.push((name, map.next_value()?));
        }
        let Some((name, value)) = self.kept.pop() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        match (self.value.take(), &mut self.map) {
            (Some(value), _) => seed.deserialize(value).map_err(A::Error::custom),
            (None, Some(map)) => map.next_value_seed(seed),
            (None, None) => Err(A::Error::custom("a member has no value")),
        }
    }
}

impl<A> Spelled<'_, A> {
    /// Of a member that came in both spellings the one in camelCase stays.
    fn settle(&mut self) {
        let is_twin = |one: &str, other: &str| one != other && is_same(one, other);
        let is_second = |(name, _): &&(&str, Value)| name.contains('_');
        let pairs = self.kept.iter().filter(is_second).filter_map(|(snake, value)| {
            let (_, known) = self.kept.iter().find(|(camel, _)| is_twin(camel, snake))?;
            Some((*snake, (known != value).then(|| value.clone())))
        });
        let pairs: Vec<_> = pairs.collect();
        self.kept.retain(|(name, _)| !pairs.iter().any(|(snake, _)| snake == name));
        let differing = pairs.into_iter().filter_map(|(snake, value)| Some((snake.to_owned(), value?)));
        self.passed_over.extend(differing);
    }
}

/// Whether a listed name has another spelling: serde lists it beside it.
fn has_twin(fields: &[&str], at: Option<usize>) -> bool {
    let Some((at, name)) = at.and_then(|at| Some((at, fields.get(at)?))) else { return false };
    let beside = [at.checked_sub(1), at.checked_add(1)];
    beside.into_iter().flatten().filter_map(|at| fields.get(at)).any(|other| is_same(other, name))
}

/// The place of a name among those that are listed.
struct Place(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Place {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Place {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.0.iter().position(|field| *field == name))
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
