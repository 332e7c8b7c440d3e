//! A gathering: one meeting of the people on a course date, as it is read and as it is written.

use super::{Clock, Location, object, objects};
use participants_core::{
    changes::WireValue,
    jiff::civil::{Date, DateTime},
    read,
    secrecy::SecretString,
    serde_json::{Map, Value},
};
use serde::Deserialize;
use std::fmt;

/// One meeting of a course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Gathering {
    /// The gathering's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// What it is an instance of, by number; no page says what that is.
    #[serde(rename = "idInstance", deserialize_with = "read::reference")] pub id_instance: Option<String>,
    /// When it begins: `YYYY-MM-DD hh:mm`, in Norwegian time.
    #[serde(deserialize_with = "read::text")] pub gathering_at: Option<String>,
    /// When it ends, in the same form.
    #[serde(deserialize_with = "read::text")] pub gathering_end_at: Option<String>,
    /// The venue, by number.
    #[serde(rename = "idLocation", deserialize_with = "read::reference")] pub id_location: Option<String>,
    /// What happens.
    #[serde(deserialize_with = "read::text")] pub description: Option<String>,
    /// What it is about.
    #[serde(deserialize_with = "read::text")] pub theme: Option<String>,
    /// Where it is held online: a link that may grant access to anyone who has it.
    #[serde(deserialize_with = "read::secret")] pub event_url: Option<SecretString>,
    /// Whether it is still to come.
    #[serde(deserialize_with = "read::flag")] pub is_future: Option<bool>,
    /// Who teaches.
    #[serde(deserialize_with = "objects")] pub instructors: Vec<GatheringInstructor>,
    /// The venue.
    #[serde(deserialize_with = "object")] pub location: Location,
    /// When it was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
}

/// Who teaches at a gathering: another shape than that of an instructor's own calls.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct GatheringInstructor {
    /// The instructor's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// A title or the name; the sample does not show which.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// Full name.
    #[serde(deserialize_with = "read::text")] pub fullname: Option<String>,
    /// Phone number.
    #[serde(deserialize_with = "read::text")] pub phone: Option<String>,
    /// Company.
    #[serde(deserialize_with = "read::text")] pub company: Option<String>,
    /// Position.
    #[serde(deserialize_with = "read::text")] pub position: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Whether the person no longer teaches.
    #[serde(deserialize_with = "read::flag")] pub is_archived: Option<bool>,
}

/// One meeting of a new course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>). The page
/// goes on past what could be read; [`other`](Self::other) reaches what is missing here.
///
/// ```
/// use participants_frontcore::{NewGathering, core::jiff::civil::datetime};
///
/// let first = NewGathering::between(datetime(2026, 3, 2, 9, 0, 0, 0), datetime(2026, 3, 2, 15, 30, 0, 0));
/// let first = first.theme("Sikkerhet").location(21_001);
/// # let _ = first;
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct NewGathering(Map<String, Value>);

impl NewGathering {
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
impl fmt::Debug for NewGathering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl WireValue for NewGathering {
    fn to_wire(&self) -> Value {
        Value::Object(self.0.clone())
    }
}
