//! Custom fields in a row of a bulk write.

use crate::ids;
use participants_core::{
    Change, Error,
    changes::WireValue,
    serde_json::{Value, json},
};
use std::collections::HashSet;

/// What a row says about a person's custom fields; those not named are not sent
/// (<https://help.wordbee.com/api2/person-update-request-object>).
///
/// Each is named by its number (`id`) or its title (`t`); a value of `null` is documented to mean none. That they travel
/// as a list of objects is inferred from the page's word, a collection.
///
/// ```
/// use participants_wordbee::{BulkChanges, CustomFields};
///
/// let fields = CustomFields::new().set(12, "B-7").clear_titled("Badge");
/// assert_eq!(BulkChanges::new().custom_fields(fields).named().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct CustomFields(Vec<(Key, Change<Value>)>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Id(i64),
    Title(String),
}

impl CustomFields {
    /// No field named yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the field with this number a value.
    #[must_use]
    pub fn set(self, id: i64, value: impl Into<Value>) -> Self {
        self.with(Key::Id(id), Change::Set(value.into()))
    }

    /// Gives the field with this title a value.
    #[must_use]
    pub fn set_titled(self, title: impl Into<String>, value: impl Into<Value>) -> Self {
        self.with(Key::Title(title.into()), Change::Set(value.into()))
    }

    /// Takes the value of the field with this number away.
    #[must_use]
    pub fn clear(self, id: i64) -> Self {
        self.with(Key::Id(id), Change::Clear)
    }

    /// Takes the value of the field with this title away.
    #[must_use]
    pub fn clear_titled(self, title: impl Into<String>) -> Self {
        self.with(Key::Title(title.into()), Change::Clear)
    }

    fn with(mut self, key: Key, change: Change<Value>) -> Self {
        self.0.push((key, change));
        self
    }

    /// Refuses what contradicts itself or says nothing.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.0.is_empty() {
            return Err(Error::invalid("the list of custom fields names none"));
        }
        let mut seen = HashSet::new();
        for (key, change) in &self.0 {
            match key {
                Key::Id(id) => drop(ids::check(*id, "a custom field's number")?),
                Key::Title(title) if title.trim().is_empty() => {
                    return Err(Error::invalid("a custom field's title is not empty"));
                }
                Key::Title(_) => {}
            }
            if !seen.insert(key) {
                return Err(Error::invalid("a custom field is named twice"));
            }
            if change.value().is_some_and(Value::is_null) {
                return Err(Error::invalid("a custom field is cleared by clear, not by a value of null"));
            }
        }
        Ok(())
    }
}

impl WireValue for CustomFields {
    fn to_wire(&self) -> Value {
        let item = |(key, change): &(Key, Change<Value>)| match key {
            Key::Id(id) => json!({"id": id, "value": change.value()}),
            Key::Title(title) => json!({"t": title, "value": change.value()}),
        };
        self.0.iter().map(item).collect()
    }
}
