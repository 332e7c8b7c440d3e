//! A venue: in a participant's course date, on a course date of its own, and in the list of venues.

use participants_core::read;
use serde::Deserialize;

/// A venue, the members of all three places together
/// (<https://app.frontcore.com/api/docs/v2/participants/:id/>, <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/>).
///
/// Second and third line of the address have no underscore here. `idInstructor` and the array `filtered_places`, whose
/// shapes no page shows, are in the document alone.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Location {
    /// The venue's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// The account's own name for it.
    #[serde(deserialize_with = "read::text")] pub custom_title: Option<String>,
    /// First line of the address.
    #[serde(deserialize_with = "read::text")] pub address: Option<String>,
    /// Second line.
    #[serde(deserialize_with = "read::text")] pub address2: Option<String>,
    /// Third line.
    #[serde(deserialize_with = "read::text")] pub address3: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "read::text")] pub zipcode: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub city: Option<String>,
    /// State.
    #[serde(deserialize_with = "read::text")] pub state: Option<String>,
    /// County.
    #[serde(deserialize_with = "read::text")] pub county: Option<String>,
    /// The country, by number: 159 is Norway. May be missing on course dates.
    #[serde(rename = "idCountry", deserialize_with = "read::reference")] pub id_country: Option<String>,
    /// The country as a label, in whichever language.
    #[serde(deserialize_with = "read::text")] pub country: Option<String>,
    /// The country by two letters.
    #[serde(deserialize_with = "read::text")] pub country_code: Option<String>,
    /// The place, by number; 0 where there is none. May be missing on course dates.
    #[serde(rename = "idPlace", deserialize_with = "read::reference")] pub id_place: Option<String>,
    /// Latitude in degrees, as it came; `0` where it was never set.
    #[serde(deserialize_with = "read::text")] pub lat: Option<String>,
    /// Longitude in degrees, as it came; `0` where it was never set.
    #[serde(deserialize_with = "read::text")] pub lng: Option<String>,
    /// The time zone.
    #[serde(deserialize_with = "read::text")] pub timezone: Option<String>,
    /// A long description.
    #[serde(deserialize_with = "read::text")] pub long_text: Option<String>,
    /// A short description.
    #[serde(deserialize_with = "read::text")] pub short_text: Option<String>,
    /// Another short description.
    #[serde(deserialize_with = "read::text")] pub short_text_2: Option<String>,
    /// Whether it is the account's default.
    #[serde(deserialize_with = "read::flag")] pub is_default: Option<bool>,
    /// Whether it is out of use.
    #[serde(deserialize_with = "read::flag")] pub is_archived: Option<bool>,
    /// Whether it is online.
    #[serde(deserialize_with = "read::flag")] pub is_virtual: Option<bool>,
    /// The fewest people for a course to run; seen null only, presumably a number. Course dates only.
    #[serde(deserialize_with = "read::integer")] pub capacity_min: Option<i64>,
    /// The most people; seen null on course dates, a number in the list of venues (client).
    #[serde(deserialize_with = "read::integer")] pub capacity_max: Option<i64>,
    /// How many may be overbooked; seen null only, presumably a number. Course dates only.
    #[serde(deserialize_with = "read::integer")] pub capacity_overbook: Option<i64>,
    /// How many are budgeted for; seen null only, presumably a number. Course dates only.
    #[serde(deserialize_with = "read::integer")] pub capacity_budget: Option<i64>,
    /// How many may wait; seen null only, presumably a number. Course dates only.
    #[serde(deserialize_with = "read::integer")] pub capacity_wait: Option<i64>,
    /// E-mail address for bookings; seen null only. Course dates only.
    #[serde(deserialize_with = "read::text")] pub email_booking: Option<String>,
    /// E-mail address for questions; seen null only. Course dates only.
    #[serde(deserialize_with = "read::text")] pub email_moreinfo: Option<String>,
    /// Days before which one may cancel; seen null only. Course dates only.
    #[serde(deserialize_with = "read::text")] pub cancellation_days: Option<String>,
    /// Days before which a notification is sent; seen null only. Course dates only.
    #[serde(deserialize_with = "read::text")] pub notification_days: Option<String>,
    /// Who is notified; seen null only. Course dates only.
    #[serde(deserialize_with = "read::text")] pub notification_role: Option<String>,
    /// Whether a notification is sent. Course dates only.
    #[serde(deserialize_with = "read::flag")] pub is_notification_enabled: Option<bool>,
    /// The address as one text; seen null only. Course dates only.
    #[serde(deserialize_with = "read::text")] pub full_address: Option<String>,
}
