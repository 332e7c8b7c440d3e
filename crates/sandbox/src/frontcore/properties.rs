//! Custom properties, which enrolments, people, course dates and perhaps courses carry: one way of writing and reading
//! them all.
//!
//! Page of the limits: <https://app.frontcore.com/api/docs/v2/courses/coursedates-post/>. They are stated for course
//! dates and taken to hold everywhere.

use super::body;
use crate::settings::Settings;
use serde_json::{Map, Value, json};

/// The most characters of a key and of a value.
const LONGEST_KEY: usize = 40;
const LONGEST_VALUE: usize = 255;

/// The properties after a write; none if the sent ones are not valid. An empty text or null clears a key, which then
/// reads as null, as in the official sample.
pub(super) fn write(settings: &Settings, stored: &Map<String, Value>, sent: &Value) -> Option<Map<String, Value>> {
    let replace = settings.is("custom_properties", "replace");
    let mut result = if replace { Map::new() } else { stored.clone() };
    let sent = match sent {
        Value::Object(sent) => sent,
        // PHP's spellings of "no properties".
        Value::Null => return Some(result),
        Value::Array(items) if items.is_empty() => return Some(result),
        Value::String(text) if text.is_empty() => return Some(result),
        _ => return None,
    };
    for (key, value) in sent {
        let text = body::text(value)?;
        if key.is_empty() || key.chars().count() > LONGEST_KEY || text.chars().count() > LONGEST_VALUE {
            return None;
        }
        result.insert(key.clone(), if text.is_empty() { Value::Null } else { text.into() });
    }
    Some(result)
}

/// The properties as they read; how none of them are written is a setting.
pub(super) fn read(settings: &Settings, properties: &Map<String, Value>) -> Value {
    if !properties.is_empty() {
        return properties.clone().into();
    }
    match settings.word("empty_properties") {
        "array" => json!([]),
        "object" => json!({}),
        _ => Value::Null,
    }
}
