//! What a bulk write says about one person, and what comes back about them.

use crate::CustomFields;
use participants_core::{changes, read};
use serde::Deserialize;

changes! {
    /// What a bulk write says about one person, by v2's names; what is not named is not sent
    /// (<https://help.wordbee.com/api2/person-update-request-object>). What a change does to a member that is not sent is not
    /// said in so many words; the page speaks of naming what is to be changed.
    ///
    /// What `null` does is documented only for the value of a custom field, so nothing else can be cleared. No password
    /// can be written: the page says that none is assigned.
    ///
    /// ```
    /// use participants_wordbee::BulkChanges;
    ///
    /// let changes = BulkChanges::new().first_name("Y").last_name("Ö").email("y@example.org");
    /// assert_eq!(changes.named().len(), 3);
    /// ```
    pub struct BulkChanges {
        /// First name; required for a new person.
        first_name: String = "fname",
        /// Last name; required for a new person.
        last_name: String = "lname",
        /// E-mail address; required for a new person. It is not unique.
        email: String = "email",
        /// Login name.
        login: String = "login",
        /// Form of address.
        title: String = "title",
        /// Role in the company, free text.
        role: String = "role",
        /// Short name; the initials where a new person has none.
        code: String = "code",
        /// Phone number, in any form.
        phone: String = "phone",
        /// Mobile number, in any form.
        phone_mobile: String = "phoneMobile",
        /// Internal note.
        comments: String = "comments",
        /// Time zone, by the platform's code; the company's where a new person has none.
        time_zone: String = "timezone",
        /// Whether the person may sign in. The conditions listed on the page are cut off in every copy read.
        active: bool = "active",
        /// Access profile, by number; see [`ListProfilesV2`](crate::ListProfilesV2).
        profile: i64 = "profile",
        /// Whether the profile of an existing person stays unchanged.
        profile_keep_existing: bool = "profileKeepExisting",
        /// Custom fields of persons.
        custom_fields: CustomFields = "cfs",
    }
}

/// The names of the members a row of a bulk write lists.
#[rustfmt::skip]
pub(crate) const BULK_NAMES: &[&str] = &[
    "action", "cid", "pid", "fname", "lname", "email", "login", "title", "role", "code", "phone", "phoneMobile",
    "comments", "timezone", "active", "profile", "profileKeepExisting", "cfs", "data",
];

/// What comes back about one row of a bulk write. Its shape is on no page: `data` is documented to come back, `pid` is
/// looked for under the names the rest of v2 would give it, and everything else is among the record's
/// [`extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct BulkResult {
    /// What the row had as `data`.
    #[serde(deserialize_with = "read::text")] pub data: Option<String>,
    /// The person's number, where one is found.
    #[serde(rename = "pid", alias = "personId", alias = "personid", deserialize_with = "read::integer")]
    pub person_id: Option<i64>,
}
