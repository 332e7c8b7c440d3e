//! The settings of one emulator: what a provider's documents leave open, each with its allowed values and a default.
//! What a setting means and why its default was chosen stands beside the emulator's own table, not here.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One setting, as an emulator's table lists it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    name: &'static str,
    values: Values,
}

#[derive(Clone, Copy, Debug)]
enum Values {
    /// One of these words; the first is the default.
    Words(&'static [&'static str]),
    Flag(bool),
    Number {
        default: u64,
        most: u64,
    },
}

/// The present values of all settings of one emulator.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    table: &'static [Setting],
    present: BTreeMap<&'static str, Value>,
}

impl Setting {
    /// A choice between words, the first of them being the default. Statuses are words too (`"404"`).
    pub(crate) const fn words(name: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, values: Values::Words(words) }
    }

    /// A switch.
    pub(crate) const fn flag(name: &'static str, default: bool) -> Self {
        Self { name, values: Values::Flag(default) }
    }

    /// A whole number from 0 to `most`.
    pub(crate) const fn number(name: &'static str, default: u64, most: u64) -> Self {
        Self { name, values: Values::Number { default, most } }
    }

    fn default(&self) -> Value {
        match self.values {
            Values::Words(words) => words.first().copied().into(),
            Values::Flag(flag) => flag.into(),
            Values::Number { default, .. } => default.into(),
        }
    }

    /// The value to store, where `value` is allowed. `404` stands for `"404"`, as people write statuses both ways.
    fn accept(&self, value: &Value) -> Option<Value> {
        match self.values {
            Values::Words(words) => {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                words.contains(&text.as_str()).then(|| text.into())
            }
            Values::Flag(_) => value.is_boolean().then(|| value.clone()),
            Values::Number { most, .. } => value.as_u64().filter(|number| *number <= most).map(Value::from),
        }
    }

    fn allowed(&self) -> String {
        match self.values {
            Values::Words(words) => words.join(", "),
            Values::Flag(_) => "true, false".into(),
            Values::Number { most, .. } => format!("a whole number from 0 to {most}"),
        }
    }
}

impl Settings {
    /// All settings at their defaults.
    pub(crate) fn new(table: &'static [Setting]) -> Self {
        let present = table.iter().map(|setting| (setting.name, setting.default())).collect();
        Self { table, present }
    }

    /// The present values, as one flat JSON object.
    pub(crate) fn to_json(&self) -> Value {
        self.present.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Map<_, _>>().into()
    }

    /// Changes one setting.
    ///
    /// # Errors
    /// No such setting (the text lists the names) or not one of its values (the text lists those).
    pub(crate) fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let Some(setting) = self.table.iter().find(|setting| setting.name == name) else {
            let names: Vec<&str> = self.present.keys().copied().collect();
            return Err(format!("there is no setting {name:?}; the settings are: {}", names.join(", ")));
        };
        let accepted = setting
            .accept(value)
            .ok_or_else(|| format!("{name} cannot be {value}; its values are: {}", setting.allowed()))?;
        self.present.insert(setting.name, accepted);
        Ok(())
    }

    /// Whether the setting has this word now. Both must stand in the table: a misspelt one would never be true.
    pub(crate) fn is(&self, name: &str, word: &str) -> bool {
        debug_assert!(
            self.table.iter().any(|setting| setting.name == name && setting.accept(&word.into()).is_some()),
            "no setting {name:?} with the word {word:?}"
        );
        self.word(name) == word
    }

    /// The present word of a setting.
    pub(crate) fn word(&self, name: &str) -> &str {
        self.present(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// The present state of a switch.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.present(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The present number of a setting.
    pub(crate) fn number(&self, name: &str) -> u64 {
        self.present(name).and_then(Value::as_u64).unwrap_or_default()
    }

    /// The HTTP status that a setting of statuses has now.
    pub(crate) fn status(&self, name: &str) -> u16 {
        self.word(name).parse().unwrap_or(500)
    }

    fn present(&self, name: &str) -> Option<&Value> {
        let value = self.present.get(name);
        debug_assert!(value.is_some(), "no setting {name:?}");
        value
    }
}

#[cfg(test)]
mod tests {
    use super::{Setting, Settings};
    use serde_json::json;

    const TABLE: &[Setting] = &[
        Setting::words("status", &["404", "400"]),
        Setting::flag("strict", true),
        Setting::number("licences", 7, 100),
    ];

    #[test]
    fn the_first_word_is_the_default() {
        let settings = Settings::new(TABLE);
        assert_eq!(settings.to_json(), json!({"status": "404", "strict": true, "licences": 7}));
        assert!(settings.is("status", "404"));
        assert_eq!(settings.status("status"), 404);
    }

    #[test]
    fn a_number_may_stand_for_the_word_of_a_status() {
        let mut settings = Settings::new(TABLE);
        settings.set("status", &json!(400)).unwrap();
        assert_eq!(settings.status("status"), 400);
    }

    #[test]
    fn what_is_not_allowed_is_refused_with_what_is() {
        let mut settings = Settings::new(TABLE);
        assert!(settings.set("status", &json!(500)).unwrap_err().contains("404, 400"));
        assert!(settings.set("strict", &json!("yes")).unwrap_err().contains("true, false"));
        assert!(settings.set("licences", &json!(101)).unwrap_err().contains("from 0 to 100"));
        assert!(settings.set("licenses", &json!(1)).unwrap_err().contains("licences, status, strict"));
        assert_eq!(settings.to_json(), Settings::new(TABLE).to_json());
    }
}
