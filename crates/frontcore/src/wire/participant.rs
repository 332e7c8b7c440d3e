//! A participant: one person's enrolment on one course date.

use super::{User, object, texts};
use participants_core::{
    Change, Record, open_enum, read,
    serde_json::{Map, Value},
    wire_changes,
    wire_changes::WireValue,
};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt};

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
    #[serde(deserialize_with = "object")] pub course: Course,
    /// The course date: the run of the course the enrolment is for.
    #[serde(deserialize_with = "object")] pub coursedate: CourseDate,
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
    /// Who booked, if somebody else.
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

/// The course inside a participant.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Course {
    /// The course's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Its title.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// The account's own code for it.
    #[serde(deserialize_with = "read::text")] pub reference: Option<String>,
}

/// The course date inside a participant; the calls about course dates have another shape. Its `location` is reached
/// through the document.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct CourseDate {
    /// The course date's number, called `coursedate_id` elsewhere.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The course, by number.
    #[serde(rename = "idCourse", deserialize_with = "read::text")] pub id_course: Option<String>,
    /// Status of the course date, not of the enrolment: 1 to be defined, 2 will run, 3 cancelled, 4 postponed.
    #[serde(rename = "idStatus", deserialize_with = "read::text")] pub id_status: Option<String>,
    /// The first day.
    #[serde(deserialize_with = "read::text")] pub start_at: Option<String>,
    /// The last day.
    #[serde(deserialize_with = "read::text")] pub end_at: Option<String>,
    /// The last day to enrol.
    #[serde(deserialize_with = "read::text")] pub deadline_at: Option<String>,
    /// When the day begins, `hh:mm`.
    #[serde(deserialize_with = "read::text")] pub time_start: Option<String>,
    /// When the day ends, `hh:mm`.
    #[serde(deserialize_with = "read::text")] pub time_end: Option<String>,
    /// The time zone, by IANA name.
    #[serde(deserialize_with = "read::text")] pub timezone: Option<String>,
    /// The place, by name.
    #[serde(deserialize_with = "read::text")] pub place: Option<String>,
    /// Whether it is held online.
    #[serde(deserialize_with = "read::flag")] pub is_virtual: Option<bool>,
    /// Whether it was removed.
    #[serde(deserialize_with = "read::flag")] pub is_deleted: Option<bool>,
}

open_enum! {
    /// Enrolment status by its code, the same in `idStatus`, `status.id` and `status_id`; 5 and 6 stand on no page
    /// (<https://app.frontcore.com/api/docs/v2/participants/:id-put/>).
    pub enum StatusCode {
        /// Has a place.
        Confirmed = "1",
        /// Enrolled beyond the number of places.
        Overbooked = "2",
        /// On the waiting list.
        WaitingList = "3",
        /// Withdrawn.
        Deregistered = "4",
        /// Enrolled, not yet confirmed.
        Unconfirmed = "7",
        /// Withdrawn, and a fee is due.
        DeregisteredWithFee = "8",
    }
}

open_enum! {
    /// Payment status by its code. Only one is known: never take another for "unpaid" without a look at `paid.title`.
    pub enum PaidCode {
        /// Paid.
        Yes = "1",
    }
}

/// A code is a number on the wire; what is none is left a text, which the call then refuses.
fn code(text: &str) -> Value {
    text.parse::<u32>().map_or_else(|_| Value::from(text), Value::from)
}

impl WireValue for StatusCode {
    fn to_wire(&self) -> Value {
        code(self.as_str())
    }
}

impl WireValue for PaidCode {
    fn to_wire(&self) -> Value {
        code(self.as_str())
    }
}

wire_changes! {
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

/// What is written as `custom_properties`: an object of the account's own fields.
///
/// Whether the service keeps the keys that are not sent is not documented. Lay the changes over
/// [those stored](Self::stored), and both answers come to the same.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Properties(Map<String, Value>);

impl Properties {
    /// No property yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All that a participant has, as they came.
    #[must_use]
    pub fn stored(record: &Record<Participant>) -> Self {
        match record.document().value().get_mut("custom_properties").map(Value::take) {
            Some(Value::Object(members)) => Self(members),
            _ => Self::default(),
        }
    }

    /// With a change of one property. Keys have at most 40 characters, values 255, and an empty text clears: documented
    /// for course dates, taken to hold here.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, change: impl Into<Change<String>>) -> Self {
        let value = match change.into() {
            Change::Keep => return self,
            Change::Clear => String::new(),
            Change::Set(text) => text,
        };
        self.0.insert(name.into(), value.into());
        self
    }

    /// The names of the properties.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// Shows the names, never the values.
impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

impl WireValue for Properties {
    fn to_wire(&self) -> Value {
        Value::Object(self.0.clone())
    }
}
