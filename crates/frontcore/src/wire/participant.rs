//! A participant: one person's enrolment on one course date.

use super::{PaidCode, ParticipantCourse, ParticipantCourseDate, Properties, StatusCode, User, object, texts};
use participants_core::{changes, read};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A participant as FrontCore keeps it (<https://app.frontcore.com/api/docs/v2/participants/:id/>).
///
/// Days are text of the form `YYYY-MM-DD`, moments `YYYY-MM-DDThh:mm:ss+01:00`, in Norwegian time. What has no member
/// here is in [`Record::extra`](participants_core::Record::extra), among it the booker's language and administrator,
/// the person's comment, and `attendance` where it was asked for: no page shows their shapes.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Participant {
    /// The number of the enrolment, not of the person.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The person.
    #[serde(deserialize_with = "object")] pub user: User,
    /// The course, in short.
    #[serde(deserialize_with = "object")] pub course: ParticipantCourse,
    /// The course date: the run of the course the enrolment is for.
    #[serde(deserialize_with = "object")] pub coursedate: ParticipantCourseDate,
    /// Enrolment status; written as `idStatus`.
    #[serde(deserialize_with = "object")] pub status: Status,
    /// Payment status by its code; see [`PaidCode`].
    #[serde(rename = "idPaid", deserialize_with = "read::text")] pub id_paid: Option<String>,
    /// The same with its label.
    #[serde(deserialize_with = "object")] pub paid: Paid,
    /// Whether the course was completed.
    #[serde(deserialize_with = "read::flag")] pub completed: Option<bool>,
    /// Whether the course was passed.
    #[serde(deserialize_with = "read::flag")] pub passed: Option<bool>,
    /// Whether the person did not turn up. No page lists it among what can be written.
    #[serde(deserialize_with = "read::flag")] pub no_show: Option<bool>,
    /// The account's own fields of the enrolment that have a value.
    #[serde(deserialize_with = "texts")] pub custom_properties: BTreeMap<String, String>,
    /// The day the certificate was issued.
    #[serde(deserialize_with = "read::text")] pub certificate_issued_at: Option<String>,
    /// The day of archiving; none while live.
    #[serde(deserialize_with = "read::text")] pub archived_at: Option<String>,
    /// When the status last changed.
    #[serde(deserialize_with = "read::text")] pub status_updated_at: Option<String>,
    /// When the enrolment was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
    /// The booking it came from, by number.
    #[serde(rename = "idBooking", deserialize_with = "read::reference")] pub id_booking: Option<String>,
    /// The order it belongs to, by number.
    #[serde(rename = "idOrder", deserialize_with = "read::reference")] pub id_order: Option<String>,
    /// How it was entered; only `User` is seen.
    #[serde(deserialize_with = "read::text")] pub entry_source: Option<String>,
    /// Who booked, if another person.
    #[serde(deserialize_with = "read::text")] pub booker_name: Option<String>,
    /// The booker's e-mail address.
    #[serde(deserialize_with = "read::text")] pub booker_email: Option<String>,
    /// The booker's phone number.
    #[serde(deserialize_with = "read::text")] pub booker_phone: Option<String>,
}

/// An enrolment's status as it is read.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Status {
    /// The code; see [`StatusCode`].
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// A label for people, in whichever language.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// A label for machines; only `status_overbooked` is seen.
    #[serde(deserialize_with = "read::text")] pub status_code: Option<String>,
}

/// A payment status with its label.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Paid {
    /// The code; see [`PaidCode`].
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// A label for people, in whichever language.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
}

changes! {
    /// What to write to a participant, by FrontCore's own names; what is not named is not sent. No member of an
    /// enrolment can be cleared, except the keys of its custom properties, each for itself.
    ///
    /// ```
    /// use participants_frontcore::{ParticipantChanges, Properties, StatusCode, core::Change};
    ///
    /// let changes = ParticipantChanges::new()
    ///     .id_status(StatusCode::Confirmed)
    ///     .custom_properties(Properties::new().with("shoe_size", "41").with("diet", Change::Clear));
    /// assert_eq!(changes.named().len(), 2);
    /// ```
    pub struct ParticipantChanges {
        /// Enrolment status.
        id_status: StatusCode = "idStatus",
        /// Payment status.
        id_paid: PaidCode = "idPaid",
        /// Whether the course was completed.
        completed: bool = "completed",
        /// Whether the course was passed.
        passed: bool = "passed",
        /// The account's own fields of the enrolment.
        custom_properties: Properties = "custom_properties",
    }
}
