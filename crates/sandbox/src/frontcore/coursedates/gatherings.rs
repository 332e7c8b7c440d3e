//! The gatherings of a course date: the meetings it consists of.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>. It shows how they are written and that
//! they can be written in two ways; that they read in the first of them is inferred.

use crate::frontcore::{body, dates, reference};
use serde_json::{Map, Value, json};

/// The gatherings as they are kept; none if one of them is not valid. Each has moments (`2026-01-31 13:45`) or days and
/// clock times; its end is on the same day unless it names another.
pub(super) fn read(sent: &Value) -> Option<Value> {
    match sent {
        Value::Array(items) => items.iter().map(gathering).collect(),
        Value::Null => Some(json!([])),
        Value::String(text) if text.is_empty() => Some(json!([])),
        _ => None,
    }
}

fn gathering(sent: &Value) -> Option<Value> {
    let sent = sent.as_object()?;
    let text = |name: &str| sent.get(name).map_or(Some(String::new()), body::text);
    let begin = text("gathering_at")?;
    let end = Some(text("gathering_end_at")?).filter(|end| !end.is_empty()).unwrap_or_else(|| begin.clone());
    Some(json!({
        "gathering_at": moment(&begin, &text("time_start")?)?,
        "gathering_end_at": moment(&end, &text("time_end")?)?,
        "idLocation": location(sent)?,
        "description": text("description")?,
        "theme": text("theme")?,
    }))
}

/// A moment as sent, or put together from a day and a clock time.
fn moment(text: &str, clock: &str) -> Option<String> {
    if dates::is_moment(text) {
        return Some(text.to_owned());
    }
    (dates::is_day(text) && dates::is_clock(clock)).then(|| format!("{text} {clock}"))
}

/// The location of a gathering: an existing one or none.
#[allow(clippy::option_option, reason = "no location and no such location are two things")]
fn location(sent: &Map<String, Value>) -> Option<Option<u64>> {
    match sent.get("idLocation") {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) if text.is_empty() => Some(None),
        Some(id) => body::number(id).filter(|id| reference::location_exists(*id)).map(Some),
    }
}
