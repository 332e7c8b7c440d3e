//! Users and groups with the platform's own names. No logic.

mod figure;
mod lenient;
mod report;

pub use figure::{Percent, ReportDate};
pub use report::{CourseLevel, CourseStatus, ExpressCourse, ExpressStatus, MainCourse, PhishingAttack, ReportItem};

use participants_core::{changes, read, secrecy::SecretString};
use serde::Deserialize;

/// A training group of the company (<https://support.kaspersky.com/kasap/1.0/242751>).
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Group {
    /// The id, 24 lower-case letters and digits.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The name. That it is unique is not documented.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// Whether training has begun in the group. Only then can people add themselves to it.
    #[serde(deserialize_with = "read::flag")] pub is_started: Option<bool>,
}

/// A group as the answer to a change names it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct GroupReference {
    /// The id.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
}

/// What a change did to a user: each member before and after, there only where the change named it
/// (<https://support.kaspersky.com/fr/kasap/1.0/242756>).
///
/// Whether the groups are there without a move is not documented.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct UpdatedUser {
    /// The user's id.
    #[serde(deserialize_with = "read::text")] pub user_id: Option<String>,
    /// The group after the change.
    #[serde(deserialize_with = "lenient::part")] pub current_group: Option<GroupReference>,
    /// The group before it.
    #[serde(deserialize_with = "lenient::part")] pub previous_group: Option<GroupReference>,
    /// The full name after the change.
    #[serde(deserialize_with = "read::text")] pub current_full_name: Option<String>,
    /// The full name before it.
    #[serde(deserialize_with = "read::text")] pub previous_full_name: Option<String>,
    /// The short name after the change.
    #[serde(deserialize_with = "read::text")] pub current_short_name: Option<String>,
    /// The short name before it. One page lists the name after the change twice in its place; its sample has this one.
    #[serde(deserialize_with = "read::text")] pub previous_short_name: Option<String>,
    /// The e-mail address after the change.
    #[serde(deserialize_with = "read::text")] pub current_email: Option<String>,
    /// The e-mail address before it; see [`previous_short_name`](Self::previous_short_name).
    #[serde(deserialize_with = "read::text")] pub previous_email: Option<String>,
}

changes! {
    /// What to write to a user, by the platform's own names; what is not named is not sent.
    ///
    /// No document says how a value is emptied, so [`Change::Clear`](participants_core::Change::Clear) and empty texts
    /// are refused before anything is sent.
    ///
    /// ```
    /// use participants_groups::UserChanges;
    ///
    /// let changes = UserChanges::new().group_id("66cc30f4e607d9fa213c4d5e").short_name("Ö.");
    /// assert_eq!(changes.named().len(), 2);
    /// ```
    pub struct UserChanges {
        /// The training group, by id.
        group_id: String = "groupId",
        /// Full name.
        full_name: String = "fullName",
        /// Short name: how the person is addressed.
        short_name: String = "shortName",
        /// E-mail address in lower case, unique in the company. Capitals are refused before anything is sent.
        email: String = "email",
    }
}

/// The answer to a request for a portal link.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Link {
    #[serde(deserialize_with = "read::secret")]
    pub(crate) link: Option<SecretString>,
}

/// The answer to a creation.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Created {
    pub(crate) user: CreatedUser,
}

/// The new user, of which the answer says the id alone.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CreatedUser {
    #[serde(deserialize_with = "read::text")]
    pub(crate) id: Option<String>,
}
