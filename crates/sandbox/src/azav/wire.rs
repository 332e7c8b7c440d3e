//! Participants on the wire: the documented members, their spellings, and how a stored record is answered.
//! Inside the emulator every record is spelt as in the default schema.

use super::dates::stamp;
use super::store::Participant;
use crate::settings::Settings;
use serde_json::{Map, Value, json};

/// A documented member.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Whether the newer pages stopped showing it as a plain string, which may mean that it takes `null`.
    pub(super) nullable: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Text,
    Name,
    Email,
    Date,
    Words(&'static [&'static str]),
    Address,
    Contacts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    Camel,
    Development,
    Snake,
}

pub(super) const PARTICIPANT: &[Member] = &[
    nullable("firstName", Kind::Name),
    strict("lastName", Kind::Name),
    nullable("preferredName", Kind::Text),
    strict("email", Kind::Email),
    strict("dateOfBirth", Kind::Date),
    strict("gender", Kind::Words(&["diverse", "female", "male"])),
    strict("status", Kind::Words(&["lead", "future", "active", "past", "dropout", "archived"])),
    nullable("salutation", Kind::Text),
    strict("address", Kind::Address),
    strict("contactInformation", Kind::Contacts),
    nullable("birthCity", Kind::Text),
    nullable("birthCountry", Kind::Text),
    nullable("customerNumber", Kind::Text),
    nullable("internalCustomerNumber", Kind::Text),
    nullable("marketingChannel", Kind::Text),
];

pub(super) const ADDRESS: &[Member] = &[
    nullable("street", Kind::Text),
    nullable("houseNumber", Kind::Text),
    nullable("zipCode", Kind::Text),
    nullable("city", Kind::Text),
    nullable("country", Kind::Text),
];

pub(super) const CONTACT: &[Member] = &[
    strict("type", Kind::Words(&["phone", "mobile", "fax", "landline", "email", "team_email", "skype"])),
    strict("value", Kind::Text),
];

/// A participant in full, in the spelling set.
pub(super) fn full(settings: &Settings, id: Value, participant: &Participant) -> Value {
    let spelling = Spelling::of(settings);
    let mut answer = spelled(spelling, &participant.members);
    if settings.is("unset", "null") {
        spelling.fill(PARTICIPANT, &mut answer);
        for (name, value) in &mut answer {
            match value {
                Value::Object(address) if name == "address" => spelling.fill(ADDRESS, address),
                Value::Null if matches!(name.as_str(), "contactInformation" | "contact_information") => {
                    *value = json!([]);
                }
                _ => {}
            }
        }
    }
    answer.insert("id".into(), id);
    for (name, at) in [("insertedAt", participant.inserted), ("updatedAt", participant.updated)] {
        answer.insert(spelling.spell(name), timestamp(settings, at));
    }
    answer.into()
}

/// A participant as thin as the samples.
pub(super) fn thin(settings: &Settings, id: Value, participant: &Participant) -> Value {
    let spelling = Spelling::of(settings);
    let mut answer = Map::from_iter([("id".to_owned(), id)]);
    for name in ["firstName", "lastName"] {
        if let Some(value) = participant.members.get(name) {
            answer.insert(spelling.spell(name), value.clone());
        }
    }
    answer.into()
}

/// A moment as the server writes it.
pub(super) fn timestamp(settings: &Settings, seconds: u64) -> Value {
    let end = match settings.word("timestamps") {
        "naive" => "",
        "fraction" => ".000000Z",
        _ => "Z",
    };
    (stamp(seconds) + end).into()
}

/// The mechanical conversion to snake_case.
pub(super) fn snake(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

impl Spelling {
    pub(super) fn of(settings: &Settings) -> Self {
        match settings.word("spelling") {
            "development" => Self::Development,
            "snake" => Self::Snake,
            _ => Self::Camel,
        }
    }

    /// How this spelling writes a member; `None` where it has no place for it.
    pub(super) fn name(self, name: &str) -> Option<String> {
        let absent = self == Self::Development && matches!(name, "address" | "contactInformation");
        (!absent).then(|| self.spell(name))
    }

    fn spell(self, name: &str) -> String {
        match self {
            Self::Snake => snake(name),
            Self::Development if name == "dateOfBirth" => "date_of_birth".into(),
            Self::Camel | Self::Development => name.to_owned(),
        }
    }

    /// Answers `null` for what is not there.
    fn fill(self, members: &[Member], answer: &mut Map<String, Value>) {
        for name in members.iter().filter_map(|member| self.name(member.name)) {
            answer.entry(name).or_insert(Value::Null);
        }
    }
}

/// An object of the record, and what is nested in it, in this spelling.
fn spelled(spelling: Spelling, members: &Map<String, Value>) -> Map<String, Value> {
    let nested = |value: &Value| match value {
        Value::Object(object) => spelled(spelling, object).into(),
        Value::Array(items) => items
            .iter()
            .map(|item| item.as_object().map_or_else(|| item.clone(), |entry| spelled(spelling, entry).into()))
            .collect(),
        plain => plain.clone(),
    };
    members.iter().filter_map(|(name, value)| Some((spelling.name(name)?, nested(value)))).collect()
}

const fn strict(name: &'static str, kind: Kind) -> Member {
    Member { name, kind, nullable: false }
}

const fn nullable(name: &'static str, kind: Kind) -> Member {
    Member { name, kind, nullable: true }
}
