//! Identifiers in their two forms: UUIDs, as the samples and the path parameter have it, or the schema's integers.

use crate::settings::Settings;
use serde_json::Value;

/// The part of an id before its number: `00000000-0000-4000-8000-000000000001` is the first participant.
const UUID_START: &str = "00000000-0000-4000-8000-";

/// The id of a record by its number.
pub(super) fn id(settings: &Settings, number: u64) -> Value {
    if settings.is("ids", "integer") { number.into() } else { format!("{UUID_START}{number:012}").into() }
}

/// The number in an id; `None` if it is not of the form set. A well-formed UUID of another kind is number 0, which
/// no record has.
pub(super) fn number(settings: &Settings, id: &str) -> Option<u64> {
    if settings.is("ids", "integer") {
        return id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok()).flatten();
    }
    let fits = |(index, byte): (usize, u8)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    let uuid = id.len() == 36 && id.bytes().enumerate().all(fits);
    uuid.then(|| id.strip_prefix(UUID_START).and_then(|number| number.parse().ok()).unwrap_or(0))
}
