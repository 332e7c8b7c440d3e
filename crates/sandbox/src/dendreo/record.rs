//! What a stored record is, and its members as text. What an answer adds to them stands in `view` and `shape`.

use super::resource::Resource;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is set of a record, by wire name; what is not in it is empty.
pub(super) type Fields = BTreeMap<Cow<'static, str>, String>;

/// A stored record.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) fields: Fields,
    /// When it was made: `YYYY-MM-DD HH:MM:SS`, or empty where that is not recorded.
    pub(super) added: String,
    /// When it was last changed, or empty.
    pub(super) edited: String,
}

impl Row {
    /// The text of a member; empty if it is not set.
    pub(super) fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// The record that a member points at.
    pub(super) fn id(&self, name: &str) -> Option<u64> {
        self.text(name).parse().ok()
    }

    /// Sets a member, or empties it.
    pub(super) fn put(&mut self, name: &'static str, value: String) {
        if value.is_empty() {
            self.fields.remove(name);
        } else {
            self.fields.insert(name.into(), value);
        }
    }
}

/// The values that are not empty, by name.
pub(super) fn fields<const N: usize>(values: [(&'static str, String); N]) -> Fields {
    values.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.into(), value)).collect()
}

/// All members of a record with their values, empty ones included.
pub(super) fn shown(resource: &Resource, fields: &Fields) -> Map<String, Value> {
    let text = |name: &str| fields.get(name).map_or_else(|| when_empty(name).into(), |text| text.as_str().into());
    let names = resource.fields.iter().chain(resource.made).chain(resource.custom);
    let named = names.map(|name| ((*name).to_owned(), text(name)));
    let set = fields.iter().map(|(name, value)| (name.to_string(), value.as_str().into()));
    named.chain(set).collect()
}

/// The French name of the countries this emulator knows.
pub(super) fn country(alpha2: &str) -> &'static str {
    match alpha2.to_ascii_lowercase().as_str() {
        "fr" => "France",
        "be" => "Belgique",
        "ch" => "Suisse",
        "de" => "Allemagne",
        "es" => "Espagne",
        "gb" => "Royaume-Uni",
        "pl" => "Pologne",
        "tr" => "Turquie",
        _ => "",
    }
}

fn when_empty(name: &str) -> &'static str {
    match name {
        "particulier" | "newsletter_optin" | "id_centre_de_formation" | "id_add" | "total_participants" => "0",
        "global_visible" | "status" => "1",
        "presence_percent" | "prix" => "0.00",
        "total_heures_presence" | "heures_presence" | "heures_absence" => "0.000",
        _ => "",
    }
}
