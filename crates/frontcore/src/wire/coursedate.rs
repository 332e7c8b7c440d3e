//! A course date, the run of a course, as its own calls show it: another shape than the one inside a participant.

use super::{Course, Gathering, GatheringInstructor, Location, Titled, object, objects, texts};
use participants_core::{read, secrecy::SecretString};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A course date (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id/>); inside a participant it has
/// the shape of [`ParticipantCourseDate`](super::ParticipantCourseDate).
///
/// Days are text of the form `YYYY-MM-DD`, moments `YYYY-MM-DDThh:mm:ss+01:00`, in Norwegian time. The items of
/// `contacts`, whose shape no page shows, are in [`Record::extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct CourseDate {
    /// The course date's number, called `id` inside a participant.
    #[serde(deserialize_with = "read::text")] pub coursedate_id: Option<String>,
    /// Title.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// The first day.
    #[serde(deserialize_with = "read::text")] pub start_at: Option<String>,
    /// When the first day begins, `hh:mm:ss`.
    #[serde(deserialize_with = "read::text")] pub start_time_at: Option<String>,
    /// The last day.
    #[serde(deserialize_with = "read::text")] pub end_at: Option<String>,
    /// When the last day ends, `hh:mm:ss`.
    #[serde(deserialize_with = "read::text")] pub end_time_at: Option<String>,
    /// The time zone, by IANA name.
    #[serde(deserialize_with = "read::text")] pub timezone: Option<String>,
    /// The last day to enrol.
    #[serde(deserialize_with = "read::text")] pub deadline_at: Option<String>,
    /// The place.
    #[serde(deserialize_with = "object")] pub place: Place,
    /// The venue; null is seen.
    #[serde(deserialize_with = "object")] pub location: Location,
    /// Where it is held online: a link that may grant access to anyone who has it.
    #[serde(deserialize_with = "read::secret")] pub event_url: Option<SecretString>,
    /// Whether it is held online.
    #[serde(deserialize_with = "read::flag")] pub is_virtual: Option<bool>,
    /// Whether it is shown to the public.
    #[serde(deserialize_with = "read::flag")] pub is_visible: Option<bool>,
    /// The language it is taught in.
    #[serde(deserialize_with = "object")] pub teaching_language: Titled,
    /// Its page in the public marketplace.
    #[serde(deserialize_with = "read::text")] pub kursguiden_url: Option<String>,
    /// Whether it is shown once the last day to enrol is over.
    #[serde(deserialize_with = "read::flag")] pub visible_when_passed_deadline: Option<bool>,
    /// The account's own code for it.
    #[serde(deserialize_with = "read::text")] pub reference: Option<String>,
    /// The course date it belongs to, by number.
    #[serde(deserialize_with = "read::reference")] pub parent_id: Option<String>,
    /// What this is for, no page says.
    #[serde(deserialize_with = "read::text")] pub trigger_value: Option<String>,
    /// How full it is, as a word; only `fully_booked` is seen.
    #[serde(deserialize_with = "read::text")] pub seats_status: Option<String>,
    /// How full it is, in numbers.
    #[serde(deserialize_with = "object")] pub seats: Seats,
    /// When the people meet.
    #[serde(deserialize_with = "objects")] pub gatherings: Vec<Gathering>,
    /// Who teaches, where it was asked for; that the shape is that of a gathering's instructors is presumed.
    #[serde(deserialize_with = "objects")] pub instructors: Vec<GatheringInstructor>,
    /// The course, in full.
    #[serde(deserialize_with = "object")] pub course: Course,
    /// The account's own fields of the course date that have a value.
    #[serde(deserialize_with = "texts")] pub custom_properties: BTreeMap<String, String>,
    /// Whether it takes place.
    #[serde(deserialize_with = "object")] pub status: CourseDateStatus,
    /// When it was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
    /// When it was removed; none while it stands.
    #[serde(deserialize_with = "read::text")] pub deleted_at: Option<String>,
}

/// Where a course date is held; at times there is nothing but `title_additional_info`.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Place {
    /// The place's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// What is said beside the name; written as `place_additional_info`.
    #[serde(deserialize_with = "read::text")] pub title_additional_info: Option<String>,
    /// The place it lies in, by number.
    #[serde(deserialize_with = "read::reference")] pub parent_id: Option<String>,
    /// The place it lies in, by name.
    #[serde(deserialize_with = "read::text")] pub parent_title: Option<String>,
}

/// The status of a course date as it is read.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct CourseDateStatus {
    /// The code; see [`CourseDateStatusCode`](super::CourseDateStatusCode).
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// A type; its codes stand on no page.
    #[serde(rename = "idType", deserialize_with = "read::text")] pub id_type: Option<String>,
    /// A label for people, in whichever language.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
}

/// The seats of a course date: as many as its venue has, no member of the date sets them. Where the venue has no
/// capacity, both [capacity](SeatCapacity::num) and [free seats](FreeSeats::num) are 0, and any number fits: known from a
/// client in use (<https://github.com/monscorps/kkurs.no>). Some of the numbers come as text of digits; both are read.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Seats {
    /// How many there are.
    #[serde(deserialize_with = "object")] pub allocated_capacity: SeatCapacity,
    /// How many are free.
    #[serde(deserialize_with = "object")] pub free: FreeSeats,
    /// How many are booked.
    #[serde(deserialize_with = "object")] pub booking_status: BookedSeats,
}

/// How many seats there are.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct SeatCapacity {
    /// Seats.
    #[serde(deserialize_with = "read::integer")] pub num: Option<i64>,
    /// Beyond these, by overbooking.
    #[serde(deserialize_with = "read::integer")] pub num_overbooked: Option<i64>,
    /// On the waiting list.
    #[serde(deserialize_with = "read::integer")] pub num_waiting: Option<i64>,
}

/// How many seats are free.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct FreeSeats {
    /// Seats.
    #[serde(deserialize_with = "read::integer")] pub num: Option<i64>,
    /// On the waiting list.
    #[serde(deserialize_with = "read::integer")] pub num_waiting: Option<i64>,
}

/// How many seats are booked.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct BookedSeats {
    /// In all.
    #[serde(deserialize_with = "read::integer")] pub num: Option<i64>,
    /// Confirmed.
    #[serde(deserialize_with = "read::integer")] pub num_confirmed: Option<i64>,
    /// Not yet confirmed.
    #[serde(deserialize_with = "read::integer")] pub num_unconfirmed: Option<i64>,
    /// On the waiting list.
    #[serde(deserialize_with = "read::integer")] pub num_waiting: Option<i64>,
}

/// The answer to a course date that was made (known from a client in use, <https://github.com/monscorps/kkurs.no>) or
/// changed (<https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id-put/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct WrittenCourseDate {
    /// The course date's number.
    #[serde(deserialize_with = "read::reference")] pub coursedate_id: Option<String>,
    /// The course's number.
    #[serde(deserialize_with = "read::reference")] pub course_id: Option<String>,
}
