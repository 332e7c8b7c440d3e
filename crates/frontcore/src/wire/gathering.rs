//! A gathering: one meeting of the people on a course date, as it is written.

use super::Clock;
use participants_core::{
    changes::WireValue,
    jiff::civil::{Date, DateTime},
    serde_json::{Map, Value},
};
use std::fmt;

/// One meeting of a new course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>). The page
/// goes on past what could be read; [`other`](Self::other) reaches what is missing here.
///
/// ```
/// use participants_frontcore::{Gathering, core::jiff::civil::datetime};
///
/// let first = Gathering::between(datetime(2026, 3, 2, 9, 0, 0, 0), datetime(2026, 3, 2, 15, 30, 0, 0));
/// let first = first.theme("Sikkerhet").location(21_001);
/// # let _ = first;
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Gathering(Map<String, Value>);

impl Gathering {
    /// From one moment to another, written `YYYY-MM-DD hh:mm`.
    #[must_use]
    pub fn between(start: DateTime, end: DateTime) -> Self {
        let moment = |time: DateTime| time.strftime("%Y-%m-%d %H:%M").to_string();
        Self(Map::new()).other("gathering_at", moment(start)).other("gathering_end_at", moment(end))
    }

    /// From one day to another with the hours apart, which the page allows too. That the days then stand in the same
    /// two members is how its words are taken here.
    #[must_use]
    pub fn on(first: Date, last: Date, start: impl Into<Clock>, end: impl Into<Clock>) -> Self {
        Self(Map::new())
            .other("gathering_at", first.to_string())
            .other("gathering_end_at", last.to_string())
            .other("time_start", start.into().to_wire())
            .other("time_end", end.into().to_wire())
    }

    /// At this venue (`idLocation`).
    #[must_use]
    pub fn location(self, id: u64) -> Self {
        self.other("idLocation", id)
    }

    /// With this description.
    #[must_use]
    pub fn description(self, text: impl Into<String>) -> Self {
        self.other("description", text.into())
    }

    /// With this theme.
    #[must_use]
    pub fn theme(self, text: impl Into<String>) -> Self {
        self.other("theme", text.into())
    }

    /// With a member this version does not list, by its wire name.
    #[must_use]
    pub fn other(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }
}

/// Shows the names of the members, never the values.
impl fmt::Debug for Gathering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl WireValue for Gathering {
    fn to_wire(&self) -> Value {
        Value::Object(self.0.clone())
    }
}
