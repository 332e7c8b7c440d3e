//! What a write may say, as tables of fields, and what was written so far. One reader serves all resources: it names
//! everything that is wrong at once, in the table's order.

use super::answers::Refusal;
use super::{Frontcore, body, dates, reference};
use crate::emulator::Call;
use crate::settings::Settings;
use serde_json::{Map, Value};

/// One member of a write. A name that ends in `*` stands for all that begin so.
#[derive(Clone, Copy)]
pub(super) struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
}

/// How a member is checked and kept. An empty text and `null` clear, where nothing else is said.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Any text; numbers become text.
    Text,
    /// `2026-01-31`.
    Day,
    /// `13:45`.
    Clock,
    /// Two letters, kept in capitals.
    Country,
    /// The code of a language; unknown ones by the setting.
    Language,
    /// The name of a time zone such as `Europe/Oslo`; only its form is checked.
    Zone,
    /// A whole number, or its digits.
    Whole,
    /// One of these codes; others where the setting lets undocumented codes through.
    Codes(&'static [u64]),
    /// A boolean in any spelling. It cannot be cleared.
    Flag,
    /// A list.
    List,
    /// Left to the caller.
    Raw,
}

/// Whether a write must have all required members.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It makes a record, or the page says so.
    Required,
    /// What is left out keeps its value.
    Nothing,
}

/// Members as they were last written, checked; what was never written is not there.
#[derive(Clone, Debug, Default)]
pub(super) struct Written(Map<String, Value>);

/// A member that may be left out.
pub(super) const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false }
}

/// A member that must be there and not be empty.
pub(super) const fn required(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: true }
}

impl Frontcore {
    /// The members of a write that the table lists, checked.
    pub(super) fn fields(&self, call: &Call, table: &[Field], need: Need) -> Result<Map<String, Value>, Refusal> {
        let members = body::members(call)?;
        let names: Vec<&str> = table.iter().map(|field| field.name).collect();
        self.known_only(&members, &names)?;
        let (mut read, mut wrong) = (Map::new(), Vec::new());
        for field in table {
            let mut found = false;
            for (name, value) in members.iter().filter(|(name, _)| stands_for(field.name, name)) {
                found = true;
                match field.kind.keep(&self.settings, value) {
                    Some(value) if !(field.required && is_empty(&value)) => drop(read.insert(name.clone(), value)),
                    _ => wrong.push(name.clone()),
                }
            }
            if !found && field.required && need == Need::Required {
                wrong.push(field.name.to_owned());
            }
        }
        if wrong.is_empty() { Ok(read) } else { Err(Refusal::Fields(wrong)) }
    }

    /// Refuses members that no page lists, where the setting says so.
    pub(super) fn known_only(&self, members: &Map<String, Value>, known: &[&str]) -> Result<(), Refusal> {
        let is_known = |name: &String| known.iter().any(|known| stands_for(known, name));
        let others: Vec<String> = members.keys().filter(|name| !is_known(name)).cloned().collect();
        if others.is_empty() || self.settings.is("unknown_fields", "ignored") {
            return Ok(());
        }
        Err(Refusal::Fields(others))
    }
}

impl Kind {
    /// The value as it is kept: none if it is not valid, `null` or an empty text if it clears.
    fn keep(self, settings: &Settings, value: &Value) -> Option<Value> {
        match self {
            Self::Raw => return Some(value.clone()),
            Self::Flag => return body::boolean(settings, value).map(Value::from),
            Self::List if value.is_array() => return Some(value.clone()),
            _ => {}
        }
        let text = body::text(value)?;
        if text.is_empty() {
            return Some(if matches!(self, Self::Text) { text.into() } else { Value::Null });
        }
        let code = body::number(value);
        match self {
            Self::Text => Some(text.into()),
            Self::Day => dates::is_day(&text).then(|| text.into()),
            Self::Clock => dates::is_clock(&text).then(|| text.into()),
            Self::Country => is_country(&text).then(|| text.to_uppercase().into()),
            Self::Language => reference::is_language(settings, &text).then(|| text.into()),
            Self::Zone => is_zone(&text).then(|| text.into()),
            Self::Whole => code.map(Value::from),
            Self::Codes(codes) => code
                .filter(|code| codes.contains(code) || settings.is("undocumented_codes", "accepted"))
                .map(Value::from),
            Self::Flag | Self::List | Self::Raw => None,
        }
    }
}

impl Written {
    /// Writes these members over the ones that are there.
    pub(super) fn write(&mut self, members: Map<String, Value>) {
        self.0.extend(members);
    }

    /// Forgets everything but these members.
    pub(super) fn keep_only(&mut self, names: &[&str]) {
        self.0.retain(|name, _| names.contains(&name.as_str()));
    }

    /// A member as it is kept; `null` if it was never written or is cleared.
    pub(super) fn get(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or(&Value::Null)
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.get(name).as_str().unwrap_or_default()
    }

    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.get(name).as_u64()
    }

    pub(super) fn flag(&self, name: &str, default: bool) -> bool {
        self.get(name).as_bool().unwrap_or(default)
    }

    /// The custom properties; none if none were written.
    pub(super) fn properties(&self) -> Map<String, Value> {
        self.get("custom_properties").as_object().cloned().unwrap_or_default()
    }

    /// All members, by name.
    pub(super) fn members(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter()
    }
}

impl FromIterator<(&'static str, Value)> for Written {
    fn from_iter<I: IntoIterator<Item = (&'static str, Value)>>(members: I) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

fn stands_for(known: &str, name: &str) -> bool {
    known.strip_suffix('*').map_or(known == name, |start| name.starts_with(start))
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_zone(text: &str) -> bool {
    let parts = || text.split('/');
    let is_part = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-+".contains(&byte));
    text == "UTC" || (parts().count() > 1 && parts().all(|part| !part.is_empty() && is_part(part)))
}
