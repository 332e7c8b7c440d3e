//! Those who teach, as their own calls show and take them.

use participants_core::{changes, read};
use serde::Deserialize;

/// A person who teaches (<https://app.frontcore.com/api/docs/v2/instructors-post/>); a gathering shows
/// [another shape](super::GatheringInstructor).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Instructor {
    /// The instructor's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub firstname: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub lastname: Option<String>,
    /// Country code of the phone number.
    #[serde(deserialize_with = "read::text")] pub phone_prefix: Option<String>,
    /// Phone number.
    #[serde(deserialize_with = "read::text")] pub phone: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Position.
    #[serde(deserialize_with = "read::text")] pub position: Option<String>,
    /// Company.
    #[serde(deserialize_with = "read::text")] pub company: Option<String>,
    /// What is said about the person.
    #[serde(deserialize_with = "read::text")] pub description: Option<String>,
    /// The course user who is the same person, by number.
    #[serde(rename = "idUser", deserialize_with = "read::reference")] pub id_user: Option<String>,
    /// When the record was archived; none while the person teaches.
    #[serde(deserialize_with = "read::text")] pub archived_at: Option<String>,
    /// When the record was made: `YYYY-MM-DD hh:mm:ss`, without an offset.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
}

changes! {
    /// What to write to an instructor (<https://app.frontcore.com/api/docs/v2/instructors-put/>); what is not named is
    /// not sent, and keeps its stored value (documented).
    pub struct InstructorChanges {
        /// First name; required of a new one.
        firstname: String = "firstname",
        /// Last name; required of a new one.
        lastname: String = "lastname",
        /// Country code of the phone number.
        phone_prefix: String = "phone_prefix",
        /// Phone number.
        phone: String = "phone",
        /// E-mail address.
        email: String = "email",
        /// Position.
        position: String = "position",
        /// Company.
        company: String = "company",
        /// What is said about the person.
        description: String = "description",
        /// The course user who is the same person, by number; cleared, the two are no longer connected (documented).
        id_user: i64 = "idUser",
    }
}
