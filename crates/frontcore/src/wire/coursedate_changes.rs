//! What is written to a course date: a new one with its gatherings, and a change of one that is there.

use super::{CourseDate, CourseDateStatusCode, Properties};
use participants_core::{
    Change, changes,
    changes::WireValue,
    jiff::civil::{Date, Time},
    read,
    serde_json::Value,
};

changes! {
    /// A new course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>). First and last day are
    /// required.
    pub struct NewCourseDate {
        /// The first day.
        start_at: Date = "start_at",
        /// The last day.
        end_at: Date = "end_at",
        /// When it begins.
        start_time_at: Clock = "start_time_at",
        /// When it ends.
        end_time_at: Clock = "end_time_at",
        /// The time zone, by IANA name.
        timezone: String = "timezone",
        /// The last day to enrol.
        deadline_at: Date = "deadline_at",
        /// Whether it is shown once the last day to enrol is over.
        visible_when_passed_deadline: bool = "visible_when_passed_deadline",
        /// The language it is taught in, by its code.
        teaching_language: String = "teaching_language",
        /// The place, by number.
        place_id: i64 = "place_id",
        /// The place, by a name that FrontCore looks up; one or the other.
        place_by_search: String = "place_by_search",
        /// What is said beside the place.
        place_additional_info: String = "place_additional_info",
        /// The venue, by number.
        location_id: i64 = "location_id",
        /// Whether it takes place.
        status_id: CourseDateStatusCode = "status_id",
        /// The account's own code for it.
        reference: String = "reference",
        /// Who teaches: a list. What its items look like stands on no page that could be read.
        instructors: Value = "instructors",
        /// The account's own fields: names of at most 40 characters, texts of at most 255.
        custom_properties: Properties = "custom_properties",
    }
}

changes! {
    /// What to write to a course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id-put/>).
    ///
    /// First and last day are required even where they stay. Whether what is left out keeps its value is documented for
    /// courses and not for course dates: read, lay the change over [what is stored](Self::stored), write. No page shows
    /// how status, venue, gatherings or custom properties of one that is there are changed.
    ///
    /// ```
    /// use participants_frontcore::{CourseDate, CourseDateChanges, core::serde_json};
    ///
    /// let stored: CourseDate = serde_json::from_str(r#"{"start_at": "2026-03-02", "end_at": "2026-03-04"}"#)?;
    /// let changes = CourseDateChanges::stored(&stored).reference("spring");
    /// assert_eq!(changes.named().len(), 3);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct CourseDateChanges {
        /// The first day; always required.
        start_at: Date = "start_at",
        /// The last day; always required.
        end_at: Date = "end_at",
        /// The last day to enrol.
        deadline_at: Date = "deadline_at",
        /// Whether it is shown once the last day to enrol is over.
        visible_when_passed_deadline: bool = "visible_when_passed_deadline",
        /// The language it is taught in, by its code.
        teaching_language: String = "teaching_language",
        /// The place, by number.
        place_id: i64 = "place_id",
        /// The place, by a name that FrontCore looks up; one or the other.
        place_by_search: String = "place_by_search",
        /// What is said beside the place.
        place_additional_info: String = "place_additional_info",
        /// The account's own code for it.
        reference: String = "reference",
    }
}

impl CourseDateChanges {
    /// Everything that can be written, as it was read: what to lay a change over.
    #[must_use]
    pub fn stored(record: &CourseDate) -> Self {
        let date = |text: &Option<String>| keep_or_set(text.as_deref().and_then(read::date));
        Self::new()
            .start_at(date(&record.start_at))
            .end_at(date(&record.end_at))
            .deadline_at(date(&record.deadline_at))
            .visible_when_passed_deadline(keep_or_set(record.visible_when_passed_deadline))
            .teaching_language(keep_or_set(record.teaching_language.id.clone()))
            .place_id(keep_or_set(record.place.id.as_deref().and_then(|id| id.parse().ok()).filter(|id| *id > 0)))
            .place_additional_info(keep_or_set(record.place.title_additional_info.clone()))
            .reference(keep_or_set(record.reference.clone()))
    }
}

/// What is absent is not mentioned.
pub(super) fn keep_or_set<T>(value: Option<T>) -> Change<T> {
    value.map_or(Change::Keep, Change::Set)
}

/// A time of day, written `hh:mm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(Time);

impl From<Time> for Clock {
    fn from(time: Time) -> Self {
        Self(time)
    }
}

impl WireValue for Clock {
    fn to_wire(&self) -> Value {
        Value::from(self.0.strftime("%H:%M").to_string())
    }
}
