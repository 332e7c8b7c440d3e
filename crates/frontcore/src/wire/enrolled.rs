//! The course and the course date as they stand inside a participant: other shapes than their own calls give.

use super::{Location, object};
use participants_core::{read, secrecy::SecretString};
use serde::Deserialize;

/// The course inside a participant; see [`Course`](super::Course) for the whole of it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ParticipantCourse {
    /// The course's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Its title.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// The account's own code for it.
    #[serde(deserialize_with = "read::text")] pub reference: Option<String>,
    /// When it was made; null is seen.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
}

/// The course date inside a participant; the calls about course dates have another shape,
/// [`CourseDate`](super::CourseDate).
///
/// Two members that are only ever seen null, `gmt_offset` and `location_cancellation_days`, are in the document alone.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct ParticipantCourseDate {
    /// The course date's number, called `coursedate_id` elsewhere.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The course, by number.
    #[serde(rename = "idCourse", deserialize_with = "read::text")] pub id_course: Option<String>,
    /// Status of the course date, not of the enrolment; see [`CourseDateStatusCode`](super::CourseDateStatusCode).
    #[serde(rename = "idStatus", deserialize_with = "read::text")] pub id_status: Option<String>,
    /// Number of the week it starts in.
    #[serde(deserialize_with = "read::integer")] pub week: Option<i64>,
    /// The first day, `YYYY-MM-DD`.
    #[serde(deserialize_with = "read::text")] pub start_at: Option<String>,
    /// The last day, `YYYY-MM-DD`.
    #[serde(deserialize_with = "read::text")] pub end_at: Option<String>,
    /// The last day to enrol, `YYYY-MM-DD`.
    #[serde(deserialize_with = "read::text")] pub deadline_at: Option<String>,
    /// When the day begins, `hh:mm`.
    #[serde(deserialize_with = "read::text")] pub time_start: Option<String>,
    /// When the day ends, `hh:mm`.
    #[serde(deserialize_with = "read::text")] pub time_end: Option<String>,
    /// The time zone, presumably by IANA name.
    #[serde(deserialize_with = "read::text")] pub timezone: Option<String>,
    /// The place, by name.
    #[serde(deserialize_with = "read::text")] pub place: Option<String>,
    /// Whether it is held online.
    #[serde(deserialize_with = "read::flag")] pub is_virtual: Option<bool>,
    /// Whether it was removed.
    #[serde(deserialize_with = "read::flag")] pub is_deleted: Option<bool>,
    /// Where it is held online: a link that may grant access to anyone who has it.
    #[serde(deserialize_with = "read::secret")] pub event_url: Option<SecretString>,
    /// A note of the account's own people.
    #[serde(deserialize_with = "read::text")] pub internal_note: Option<String>,
    /// The venue, by number: text of digits, while `location.id` is a number.
    #[serde(rename = "idLocation", deserialize_with = "read::reference")] pub id_location: Option<String>,
    /// The language it is taught in, as a label; its code is `idTeachingLanguage`.
    #[serde(deserialize_with = "read::text")] pub teaching_language: Option<String>,
    /// The language it is taught in, as a code such as `no`.
    #[serde(rename = "idTeachingLanguage", deserialize_with = "read::text")] pub id_teaching_language: Option<String>,
    /// The venue.
    #[serde(deserialize_with = "object")] pub location: Location,
}
