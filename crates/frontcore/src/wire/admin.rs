//! The people who administer an account, and what they may do.

use super::list_of_texts;
use participants_core::{changes, read};
use serde::Deserialize;

/// A user who administers the account (<https://app.frontcore.com/api/docs/v2/admin-users/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct AdminUser {
    /// The number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub firstname: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub lastname: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Position.
    #[serde(deserialize_with = "read::text")] pub position: Option<String>,
    /// Country code of the phone number.
    #[serde(deserialize_with = "read::text")] pub phone_prefix: Option<String>,
    /// Phone number.
    #[serde(deserialize_with = "read::text")] pub phone: Option<String>,
    /// E-mail address for bookings.
    #[serde(deserialize_with = "read::text")] pub booking_email: Option<String>,
    /// The roles in this account, by number; see [`AdminRole`].
    #[serde(deserialize_with = "list_of_texts")] pub role_ids: Vec<String>,
    /// When the record was made: `YYYY-MM-DD hh:mm:ss`, without an offset, unlike everywhere else.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed, in the same form.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
}

/// What an administrator may do (<https://app.frontcore.com/api/docs/v2/admin-roles/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct AdminRole {
    /// The role's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// What it is for.
    #[serde(deserialize_with = "read::text")] pub description: Option<String>,
}

changes! {
    /// What is said of a new administrator besides address and roles
    /// (<https://app.frontcore.com/api/docs/v2/admin-users-post/>). FrontCore ignores it for an existing user.
    pub struct AdminProfile {
        /// First name; required for a new user.
        firstname: String = "firstname",
        /// Last name; required for a new user.
        lastname: String = "lastname",
        /// Position.
        position: String = "position",
        /// Country code of the phone number.
        phone_prefix: String = "phone_prefix",
        /// Phone number.
        phone: String = "phone",
        /// E-mail address for bookings.
        booking_email: String = "booking_email",
        /// Whether to write an invitation; the documented default is yes.
        send_invite: bool = "send_invite",
    }
}
