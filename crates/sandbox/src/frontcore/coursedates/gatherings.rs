//! The gatherings of a course date: the meetings it consists of.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>, which shows that they can be written in
//! two ways, and <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/>, whose sample shows how they read. That
//! those of a course date have its instructors is inferred.

use super::show::{event_url, location_of_date};
use crate::frontcore::records::CourseDate;
use crate::frontcore::world::{FIRST_DATE, id};
use crate::frontcore::{Frontcore, body, dates, reference};
use serde_json::{Map, Value, json};

/// The first gathering of the first course date; those of the next one follow a hundred later.
const FIRST_GATHERING: u64 = 7_700_001;

impl Frontcore {
    /// The gatherings of a course date as they read.
    pub(super) fn gatherings(&self, place: usize, date: &CourseDate) -> Vec<Value> {
        let stored = date.written.get("gatherings").as_array().into_iter().flatten();
        let instructors = self.instructors_of(date);
        let today = self.today();
        let show = |(number, stored): (usize, &Value)| {
            let location = stored["idLocation"].as_u64();
            let mut gathering = stored.clone();
            gathering["id"] = id(FIRST_GATHERING, place * 100 + number).into();
            // What an instance is, is not said; here it is the course date.
            gathering["idInstance"] = id(FIRST_DATE, place).into();
            gathering["event_url"] = event_url(location, id(FIRST_GATHERING, place * 100 + number)).into();
            gathering["is_future"] = (stored["gathering_at"].as_str() > Some(&today)).into();
            gathering["created_at"] = dates::timestamp(date.created).into();
            gathering["updated_at"] = dates::timestamp(date.created).into();
            gathering["instructors"] = instructors.clone();
            gathering["location"] = location_of_date(location);
            gathering
        };
        stored.enumerate().map(show).collect()
    }
}

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
