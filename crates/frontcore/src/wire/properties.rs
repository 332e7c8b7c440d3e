//! Custom properties as they are written: an object of the account's own fields.

use participants_core::{
    Change, Error, Record,
    serde_json::{Map, Value},
    wire_changes::WireValue,
};
use std::fmt;

/// The most characters the name of a property may have.
const LONGEST_NAME: usize = 40;

/// The most characters the value of a property may have.
const LONGEST_VALUE: usize = 255;

/// What is written as `custom_properties`: an object of the account's own fields.
///
/// Whether the service keeps the keys that are not sent is not documented. Lay the changes over
/// [those stored](Self::stored), and both answers come to the same.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Properties(Map<String, Value>);

impl Properties {
    /// No property yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All that a record has, as they came.
    #[must_use]
    pub fn stored<T>(record: &Record<T>) -> Self {
        match record.document().value().get_mut("custom_properties").map(Value::take) {
            Some(Value::Object(members)) => Self(members),
            _ => Self::default(),
        }
    }

    /// With a change of one property. Names have at most 40 characters, values 255, and an empty text clears:
    /// documented for course dates (<https://app.frontcore.com/api/docs/v2/courses/coursedates-post/>), where it is
    /// checked before anything is sent, and taken to hold for participants, where it is not.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, change: impl Into<Change<String>>) -> Self {
        let value = match change.into() {
            Change::Keep => return self,
            Change::Clear => String::new(),
            Change::Set(text) => text,
        };
        self.0.insert(name.into(), value.into());
        self
    }

    /// The names of the properties.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Refuses what is longer than documented, naming the property and never its value.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (name, value) in &self.0 {
            let is_long = value.as_str().is_some_and(|text| text.chars().count() > LONGEST_VALUE);
            if name.is_empty() || name.chars().count() > LONGEST_NAME || is_long {
                return Err(Error::invalid(format!(
                    "the custom property {name:?} is too long: a name has 1 to {LONGEST_NAME} characters, a value at \
                     most {LONGEST_VALUE}"
                )));
            }
        }
        Ok(())
    }
}

/// Shows the names, never the values.
impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

impl WireValue for Properties {
    fn to_wire(&self) -> Value {
        Value::Object(self.0.clone())
    }
}
