//! A diploma, with its person, course and course date.

use super::{ParticipantCourse, ParticipantCourseDate, User, object};
use participants_core::read;
use serde::Deserialize;

/// A diploma (<https://app.frontcore.com/api/docs/v2/diplomas/>). Moments are `YYYY-MM-DD hh:mm:ss`, without an offset.
///
/// That course and course date have the shape that a participant's have is presumed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Diploma {
    /// The diploma's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The participant, by number.
    #[serde(deserialize_with = "read::reference")] pub participant_id: Option<String>,
    /// The person, with gender and nationality.
    #[serde(deserialize_with = "object")] pub user: User,
    /// The course, in short.
    #[serde(deserialize_with = "object")] pub course: ParticipantCourse,
    /// The course date.
    #[serde(deserialize_with = "object")] pub coursedate: ParticipantCourseDate,
}
