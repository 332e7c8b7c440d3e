//! Custom properties as they are written: an object of the account's own fields.

use participants_core::{
    Change, Document, Error, ErrorKind, Outcome, Record,
    changes::WireValue,
    serde_json::{self, Map, Value, value::RawValue},
};
use std::{collections::BTreeMap, fmt};

/// The most characters the name of a property may have.
const LONGEST_NAME: usize = 40;

/// The most characters the value of a property may have.
const LONGEST_VALUE: usize = 255;

/// A number of so many digits comes back as the same number from every machine.
const EXACT_DIGITS: usize = 15;

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
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] where one of them could not be written back as it came: a number with more digits than a
    /// machine's has, or half of a surrogate pair. Written without it, or as something else, it would be changed.
    pub fn stored<T>(record: &Record<T>) -> Result<Self, Error> {
        let members = record.document().members();
        let Some(properties) = members.get("custom_properties").filter(|text| text.get().starts_with('{')) else {
            return Ok(Self::default());
        };
        let exact = |(name, value): (String, Box<RawValue>)| match exact(&value) {
            Some(value) => Ok((name, value)),
            None => Err(Error::new(
                ErrorKind::Decode,
                "a custom property of the record could not be written back as it came, and so none is written",
            )
            .with_outcome(Outcome::NotSent)),
        };
        let properties = Document::inside(properties).read::<BTreeMap<String, Box<RawValue>>>()?;
        properties.into_iter().map(exact).collect::<Result<_, _>>().map(Self)
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

/// The value, if it is written as it was read.
fn exact(text: &RawValue) -> Option<Value> {
    let value: Value = serde_json::from_str(text.get()).ok()?;
    let is_exact = match &value {
        Value::Number(number) => {
            let digits = text.get().bytes().filter(u8::is_ascii_digit).count();
            number.to_string() == text.get() || digits <= EXACT_DIGITS
        }
        Value::Array(_) => {
            let items: Vec<&RawValue> = serde_json::from_str(text.get()).ok()?;
            items.into_iter().all(|item| exact(item).is_some())
        }
        Value::Object(_) => {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(text.get()).ok()?;
            members.into_values().all(|member| exact(member).is_some())
        }
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    };
    is_exact.then_some(value)
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
